//! What happens in a made-up record: who meets whom, when, about what.
//!
//! Both forms of it ([`record`](crate::record()), [`json`](crate::json())) are made from the same plan, so that what is
//! measured natively and what is measured in a browser are the same events.
//!
//! A lane is a mechanism of two or three countries, alive for half to all of the years 1998 to 2026; its events lie at
//! uneven distances, one a day at most. Kinds and themes are as uneven as those of the real record: most events are
//! meetings, some themes are frequent and some rare.

use entente_record::{Day, Form, Kind, Region, Status, Theme};

use crate::random::Random;

/// Countries, in order of code, with their regions.
pub const COUNTRIES: [(&str, Region); 40] = {
    use Region::{Africa, Americas, Asia, Europe, Oceania};
    [
        ("AE", Asia),
        ("AR", Americas),
        ("AU", Oceania),
        ("BE", Europe),
        ("BR", Americas),
        ("CA", Americas),
        ("CH", Europe),
        ("CL", Americas),
        ("CN", Asia),
        ("CO", Americas),
        ("CZ", Europe),
        ("DE", Europe),
        ("DK", Europe),
        ("EE", Europe),
        ("EG", Africa),
        ("ES", Europe),
        ("FI", Europe),
        ("FR", Europe),
        ("GB", Europe),
        ("GH", Africa),
        ("ID", Asia),
        ("IL", Asia),
        ("IN", Asia),
        ("IT", Europe),
        ("JP", Asia),
        ("KE", Africa),
        ("KR", Asia),
        ("MX", Americas),
        ("MY", Asia),
        ("NG", Africa),
        ("NL", Europe),
        ("NO", Europe),
        ("NZ", Oceania),
        ("PL", Europe),
        ("RU", Europe),
        ("SE", Europe),
        ("SG", Asia),
        ("UA", Europe),
        ("US", Americas),
        ("ZA", Africa),
    ]
};

/// The years that events lie in.
const YEARS: (i16, i16) = (1998, 2026);

const KINDS: [Kind; 5] =
    [Kind::Meeting, Kind::Announcement, Kind::Statement, Kind::Agreement, Kind::Milestone];

const FORMS: [Form; 4] = [Form::Dialogue, Form::WorkingGroup, Form::Consultation, Form::Partnership];

const MATTERS: [&str; 12] = [
    "ransomware",
    "norms of responsible behaviour",
    "critical infrastructure",
    "capacity building",
    "incident response",
    "electronic evidence",
    "supply chains",
    "undersea cables",
    "election security",
    "skills and workforce",
    "internet governance",
    "threat intelligence",
];

/// A mechanism with its events.
pub struct Lane {
    /// Its number.
    pub number: usize,
    /// Who takes part: positions in [`COUNTRIES`], in order.
    pub parties: Vec<usize>,
    /// What it is.
    pub form: Form,
    /// What is known of its present.
    pub status: Status,
    /// Its events in order of date.
    pub events: Vec<Moment>,
}

/// An event.
pub struct Moment {
    /// When; no two of a lane are on the same day.
    pub day: Day,
    /// What sort.
    pub kind: Kind,
    /// About what: one to three themes, in order of importance.
    pub themes: Vec<Theme>,
    /// What it is called.
    pub title: String,
    /// Where: a position in [`COUNTRIES`].
    pub country: usize,
}

impl Lane {
    /// Id of the mechanism; ids are in the order of numbers.
    pub fn id(&self) -> String {
        format!("group-{:05}", self.number)
    }

    /// Its name.
    pub fn name(&self) -> String {
        let codes: Vec<&str> = self.parties.iter().map(|&at| COUNTRIES[at].0).collect();
        format!("Made-up group {} of {}", self.number, codes.join(", "))
    }
}

/// The lanes with all events spread over them. A lane has no more events than days, so that there may be fewer events
/// than asked for; 300 lanes have room for a million.
pub fn lanes(events: usize, lanes: usize) -> Vec<Lane> {
    let mut random = Random::from(0x0e47_e47e);
    let lanes = lanes.max(1);
    // A lane has from three quarters to five quarters of the mean.
    let weights: Vec<usize> = (0..lanes).map(|_| 75 + random.below(51)).collect();
    let all: usize = weights.iter().sum();
    let (mut before, mut weight_before) = (0, 0);
    weights
        .into_iter()
        .enumerate()
        .map(|(number, weight)| {
            weight_before += weight;
            let upto = (events as u128 * weight_before as u128 / all as u128) as usize;
            let count = upto - std::mem::replace(&mut before, upto);
            lane(number, count, &mut random)
        })
        .collect()
}

fn lane(number: usize, count: usize, random: &mut Random) -> Lane {
    let mut parties: Vec<usize> = Vec::new();
    let size = if random.below(5) == 0 { 3 } else { 2 };
    while parties.len() < size {
        let party = random.below(COUNTRIES.len());
        if let Err(place) = parties.binary_search(&party) {
            parties.insert(place, party);
        }
    }
    let form = random.early(&FORMS);
    let status = random.early(&[Status::Active, Status::Unknown, Status::Concluded]);
    let (first, last) = life(count, random);
    let room = (last - first) as usize;
    let count = count.min(room);
    let events = (0..count)
        .map(|at| {
            // Its own stretch of days, and a day of the stretch.
            let (from, to) = (at * room / count, (at + 1) * room / count);
            let day = first + (from + random.below(to - from)) as i32;
            moment(at, Day(day), &parties, random)
        })
        .collect();
    Lane { number, parties, form, status, events }
}

/// First and last day of a lane.
fn life(count: usize, random: &mut Random) -> (i32, i32) {
    let year = |year| Day::from_ymd(year, 1, 1).map_or(0, |day| day.0);
    let (first, last) = (year(YEARS.0), year(YEARS.1));
    let whole = (last - first) as usize;
    let length = (whole / 2 + random.below(whole / 2)).max(count).min(whole);
    let start = first + random.below(whole - length + 1) as i32;
    (start, start + length as i32)
}

fn moment(at: usize, day: Day, parties: &[usize], random: &mut Random) -> Moment {
    let mut themes: Vec<Theme> = Vec::new();
    for _ in 0..=random.below(3) {
        let theme = random.early(Theme::ALL);
        if !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    let kind = random.early(&KINDS);
    let matter = random.early(&MATTERS);
    let country = parties[random.below(parties.len())];
    Moment { day, kind, themes, title: format!("Talks {} on {matter}", at + 1), country }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_asked_for_is_there_up_to_a_million_over_300_lanes() {
        for count in [0, 7, 1_000, 100_000, 1_000_000] {
            let found: usize = lanes(count, 300).iter().map(|lane| lane.events.len()).sum();
            assert_eq!(found, count);
        }
    }

    #[test]
    fn no_two_events_of_a_lane_are_on_the_same_day_however_full_it_is() {
        for lane in lanes(1_000_000, 300) {
            assert!(lane.events.windows(2).all(|pair| pair[0].day < pair[1].day), "{}", lane.id());
        }
    }

    #[test]
    fn where_there_is_no_room_for_all_there_are_fewer() {
        let found = lanes(20_000, 1)[0].events.len();
        assert!((10_000..11_000).contains(&found), "{found}");
    }

    #[test]
    fn the_same_is_made_again() {
        let titles = || -> Vec<String> {
            lanes(500, 20).into_iter().flat_map(|lane| lane.events).map(|event| event.title).collect()
        };
        assert_eq!(titles(), titles());
    }
}
