//! What each form and each bad file gets.

use super::{Form, Loaded, MOST_BYTES, Progress, Refusal, load};
use entente_record::pack;

const SMALL: &str = "date,title,kind,parties\n2020-05,They met,meeting,AR; US\n";

fn loaded(text: &str, name: &str) -> Loaded {
    load(text.as_bytes(), name, &mut |_| ()).expect("is looked at")
}

fn refused(bytes: &[u8], name: &str) -> Refusal {
    load(bytes, name, &mut |_| ()).expect_err("is refused")
}

/// Line, field and message of every fault, then of every warning.
fn told(loaded: &Loaded) -> Vec<String> {
    let all = loaded.told.faults.iter().chain(&loaded.told.warnings);
    all.map(|it| format!("{} {}: {}", it.line.unwrap_or(0), it.field, it.message)).collect()
}

#[test]
fn the_least_table_is_a_record() {
    let loaded = loaded(SMALL, "mine.csv");
    assert_eq!((loaded.mechanisms, loaded.events, loaded.told.fault_count), (1, 1, 0), "{:?}", loaded.told);
    let (index, details) = loaded.packed.unwrap();
    let record = pack::unpack_index(&index).unwrap();
    pack::unpack_details(&details, &record).unwrap();
    assert_eq!((record.events[0].id.as_str(), &*record.mechanisms[0].name), ("mine-2020-05", "mine"));
}
