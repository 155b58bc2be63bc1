//! The same agreement, over the real record and what can be asked of it.

use std::sync::LazyLock;

use entente_record::{Form, pack};
use proptest::{sample::Index as Pick, test_runner::RngSeed};

use super::*;

static REAL: LazyLock<(Record, Index)> = LazyLock::new(|| {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/index.bin"));
    let record = pack::unpack_index(packed).unwrap();
    let index = index(&record);
    (record, index)
});

/// A part of a view that some event of the record has, so that most views let something pass.
fn any_part() -> impl Strategy<Value = FilterPart> {
    (0..9u8, any::<Pick>(), any::<Pick>(), any::<Pick>()).prop_map(|(facet, event, value, other)| {
        let (record, _) = &*REAL;
        let event = event.get(&record.events);
        let mechanism = record.mechanism(event.mechanism);
        let party = || record.party(*value.get(&event.parties)).code.clone();
        match facet {
            0 => FilterPart::Theme(event.themes.first().copied().unwrap_or(*value.get(Theme::ALL))),
            1 => FilterPart::Party(party()),
            2 => FilterPart::Among(party()),
            3 => FilterPart::Kind(event.kind),
            4 => FilterPart::Form(*value.get(&[mechanism.form, *other.get(Form::ALL)])),
            5 => FilterPart::Status(mechanism.status),
            6 => value.get(&[FilterPart::Standing, FilterPart::Primary]).clone(),
            7 => {
                // A word of the title, or how one begins.
                let words: Vec<&str> = event.title.split(' ').collect();
                let word: Vec<char> = value.get(&words).chars().collect();
                FilterPart::Search(word[..word.len().min(1 + other.index(12))].iter().collect())
            }
            _ => {
                let days = [event.date.earliest(), other.get(&record.events).date.latest()];
                let [from, to] = [days[0].min(days[1]), days[0].max(days[1])];
                let ends = value.index(3);
                FilterPart::Window(Window {
                    from: (ends != 1).then_some(from),
                    to: (ends != 2).then_some(to),
                })
            }
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(20_261_122), ..ProptestConfig::default() })]

    #[test]
    fn selecting_from_the_real_record_agrees_with_looking_at_every_event(
        parts in proptest::collection::vec(any_part(), 0..5),
    ) {
        let (record, index) = &*REAL;
        let view = view(&parts);
        let selection = select(record, index, &view);
        let passing = reference::events(record, &view, &[]);
        prop_assert_eq!(selection.events.iter().collect::<Vec<_>>(), passing.clone());
        let any_time = reference::events(record, &view, &[reference::WINDOW]);
        prop_assert_eq!(selection.any_time.iter().collect::<Vec<_>>(), any_time);
        check_parties(record, &passing, &selection)?;
        check_pairs(record, &passing, &selection)?;
    }
}
