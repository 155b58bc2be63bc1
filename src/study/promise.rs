//! What was promised and what became of it.

use entente_record::{Commitment, Day, Details, EventIndex, Outcome, Record};

/// What became of a commitment on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A later event kept it.
    Kept,
    /// It was kept after its due date.
    KeptLate,
    /// A source says that it was not kept.
    Missed,
    /// Its due date has passed and nothing is known.
    Overdue,
    /// Nothing is known.
    Unknown,
}

impl State {
    /// Late and overdue follow from the due date, the keeping event's date and today.
    pub fn of(commitment: &Commitment, kept_on: Option<Day>, today: Day) -> Self {
        let due = commitment.due.map(|due| due.latest());
        match commitment.outcome {
            Outcome::Missed => Self::Missed,
            Outcome::Fulfilled(_) => match (due, kept_on) {
                (Some(due), Some(kept)) if kept > due => Self::KeptLate,
                _ => Self::Kept,
            },
            Outcome::Unknown if due.is_some_and(|due| due < today) => Self::Overdue,
            Outcome::Unknown => Self::Unknown,
        }
    }
}

impl State {
    /// In the order in which they are told: what is known first.
    pub const ALL: [Self; 5] = [Self::Kept, Self::KeptLate, Self::Missed, Self::Overdue, Self::Unknown];
}

/// A commitment where it was made, with what became of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Promise<'a> {
    /// Where it was made.
    pub made: EventIndex,
    /// What was promised.
    pub commitment: &'a Commitment,
    /// What became of it.
    pub state: State,
}

/// The promises that some events made, in their order.
pub fn promises<'a>(
    record: &Record,
    details: &'a Details,
    events: impl Iterator<Item = EventIndex>,
    today: Day,
) -> Vec<Promise<'a>> {
    events
        .flat_map(|made| details.events[made.index()].commitments.iter().map(move |it| (made, it)))
        .map(|(made, commitment)| {
            let keeper = match commitment.outcome {
                Outcome::Fulfilled(keeper) => keeper.map(|it| record.event(it).date.earliest()),
                _ => None,
            };
            Promise { made, commitment, state: State::of(commitment, keeper, today) }
        })
        .collect()
}

/// How many promises are in each state, in the order of [`State::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally(pub [usize; State::ALL.len()]);

impl Tally {
    /// Counts.
    pub fn of<'a, 'b: 'a>(promises: impl Iterator<Item = &'a Promise<'b>>) -> Self {
        let mut tally = Self::default();
        for promise in promises {
            tally.0[promise.state as usize] += 1;
        }
        tally
    }

    /// All of them.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_record::Edtf;

    fn day(text: &str) -> Day {
        Edtf::parse(text).unwrap().earliest()
    }

    #[test]
    fn late_and_overdue_follow_from_the_dates() {
        let promise = |due: Option<&str>, outcome| Commitment {
            text: "Meet again".into(),
            due: due.map(|due| Edtf::parse(due).unwrap()),
            outcome,
        };
        let today = day("2026-11-22");
        let kept = Outcome::Fulfilled(Some(EventIndex(0)));
        let state =
            |due, outcome, kept_on: Option<&str>| State::of(&promise(due, outcome), kept_on.map(day), today);
        assert!(state(Some("2018"), kept, Some("2018-12-31")) == State::Kept);
        assert!(state(Some("2018"), kept, Some("2019-01-01")) == State::KeptLate);
        assert!(state(None, kept, Some("2019-01-01")) == State::Kept);
        assert!(state(Some("2026-11"), Outcome::Unknown, None) == State::Unknown);
        assert!(state(Some("2026-10"), Outcome::Unknown, None) == State::Overdue);
        assert!(state(Some("2018"), Outcome::Missed, None) == State::Missed);
    }
}
