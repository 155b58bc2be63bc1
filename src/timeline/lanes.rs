//! Lanes: what each row of the timeline is and which events stand in it, computed once a selection.
//!
//! A lane holds the events that pass the filters at any time, so that panning never meets a gap; which lanes there are,
//! their counts and their order follow the window (`Selection::events`). The events of all lanes lie one after another
//! in flat lists in order of place; a lane is a range of them. Running counts of the families every [`BLOCK`] events
//! answer what colours a range holds without walking it.

use crate::order;
use std::cmp::Ordering;
use std::ops::Range;

use entente_record::{EventIndex, Family, MechanismIndex, PartyIndex, PartyKind, Record, Region, Status};

use super::chronology::{Chronology, Life};
use crate::query::Selection;
use crate::view::{Group, Sort, View};
use crate::words::Words;

/// Mechanisms under a header before "N more".
const SHOWN: usize = 3;
/// Parties that stand unfolded; those after them show their header only.
const UNFOLDED: usize = 5;
/// Events between two running counts.
const BLOCK: usize = 64;
/// Six families, and events without a theme after them.
pub(super) const COLOURS: usize = Family::ALL.len() + 1;

/// What a header lane sums up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Header {
    /// A theme family; `None`: events whose sources name no theme.
    Family(Option<Family>),
    /// A party.
    Party(PartyIndex),
    /// A region; `None`: organisations.
    Region(Option<Region>),
}

/// What a lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneKind {
    /// Marks of one mechanism.
    Mechanism(MechanismIndex),
    /// Bars per quarter for a group; its mechanisms follow unless it is folded.
    Header {
        /// The group.
        of: Header,
        /// Whether its mechanisms are hidden.
        folded: bool,
    },
    /// The row that opens the rest of a group.
    More {
        /// The group.
        of: Header,
        /// How many mechanisms it hides.
        hidden: u32,
    },
}

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// What it is.
    pub kind: LaneKind,
    /// Name; empty for the row that opens the rest and for events without a theme, which are words of the interface.
    pub label: Box<str>,
    /// Events in the window that pass the filters.
    pub count: u32,
    /// From the mechanism's first to its last event, whatever the filters.
    pub(super) life: Option<Life>,
    /// What is known of the mechanism's present.
    pub(super) status: Status,
    /// Most events in a quarter, for headers.
    pub(super) peak: u32,
    /// Its events in the flat lists.
    pub(super) range: Range<u32>,
}

impl Lane {
    /// The lane's stretch of the flat lists.
    pub(super) fn span(&self) -> Range<usize> {
        self.range.start as usize..self.range.end as usize
    }

    /// Whether it shows marks.
    pub fn has_marks(&self) -> bool {
        matches!(self.kind, LaneKind::Mechanism(_))
    }
}

/// The lanes of a selection.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Lanes {
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// Events of each lane, in order of place.
    pub(super) events: Vec<EventIndex>,
    /// Where they stand.
    pub(super) places: Vec<f32>,
    /// Their colours: [`Family::index`], or [`Family::ALL`]'s length without a theme.
    pub(super) colours: Vec<u8>,
    /// How many of each colour stand before every [`BLOCK`]th event.
    blocks: Vec<[u32; COLOURS]>,
}

impl Lanes {
    /// The events of a range, as a cluster's subject names it.
    pub fn events(&self, range: &Range<u32>) -> &[EventIndex] {
        self.events.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The events of a lane, in order of place.
    pub fn lane_events(&self, lane: u32) -> &[EventIndex] {
        self.lanes.get(lane as usize).map(|lane| self.events(&lane.range)).unwrap_or_default()
    }

    /// The first lane in which the event has a mark.
    pub fn find(&self, event: EventIndex, place: f32) -> Option<u32> {
        let at = self.lanes.iter().position(|lane| self.position(lane, event, place).is_some());
        at.map(|at| at as u32)
    }

    /// Where in the flat lists the event stands in a lane that shows marks.
    pub(super) fn position(&self, lane: &Lane, event: EventIndex, place: f32) -> Option<usize> {
        let span = lane.span();
        let (places, events) = (&self.places[span.clone()], &self.events[span.clone()]);
        // Events at the same place stand in order of position.
        let start = places.partition_point(|&other| other < place);
        let end = places.partition_point(|&other| other <= place);
        let at = events[start..end].binary_search(&event).ok()?;
        lane.has_marks().then_some(span.start + start + at)
    }

    /// How many events of each colour a range of the flat lists holds.
    pub(super) fn colours(&self, range: Range<usize>) -> [u32; COLOURS] {
        let (before, mut counts) = (self.colours_before(range.start), self.colours_before(range.end));
        for (count, before) in counts.iter_mut().zip(before) {
            *count -= before;
        }
        counts
    }

    fn colours_before(&self, at: usize) -> [u32; COLOURS] {
        let block = at / BLOCK;
        let mut counts = self.blocks.get(block).copied().unwrap_or_default();
        for &colour in &self.colours[block * BLOCK..at] {
            counts[usize::from(colour)] += 1;
        }
        counts
    }
}

/// The lanes of a selection. `opened` are the headers that the reader has opened to show all their mechanisms.
pub fn lanes(
    record: &Record,
    chronology: &Chronology,
    selection: &Selection,
    view: &View,
    opened: &[Header],
    words: &dyn Words,
) -> Lanes {
    let colours = chronology.colours(record, &view.filter);
    let colours = &*colours;
    let mut builder = Builder { record, chronology, selection, view, words, colours, out: Lanes::default() };
    let passing = || chronology.order.iter().copied().filter(|&at| selection.any_time.contains(at as usize));
    if view.group == Group::Mechanism {
        let members = Buckets::new(record.mechanisms.len(), passing, |at, put| {
            put(chronology.mechanisms[at as usize] as usize);
        });
        let rows: Vec<Row> =
            (0..record.mechanisms.len()).filter_map(|at| builder.row(at, members.of(at))).collect();
        for row in builder.sorted(rows) {
            builder.mechanism(&row, members.of(row.of).iter().copied());
        }
    } else {
        let slots = Slots { record, group: view.group };
        let members = Buckets::new(slots.len(), passing, |at, put| {
            slots.of(at as usize, colours[at as usize], put);
        });
        builder.groups(&slots, &members, opened);
    }
    builder.finish()
}

/// Lists of events, one for each slot, each in the order in which events come.
struct Buckets {
    starts: Vec<u32>,
    events: Vec<u32>,
}

impl Buckets {
    /// Puts every event into the slots that `slots` names for it.
    fn new<I: Iterator<Item = u32>>(
        count: usize,
        events: impl Fn() -> I,
        mut slots: impl FnMut(u32, &mut dyn FnMut(usize)),
    ) -> Self {
        let mut starts = vec![0; count + 1];
        events().for_each(|event| slots(event, &mut |slot| starts[slot + 1] += 1));
        for slot in 0..count {
            starts[slot + 1] += starts[slot];
        }
        let mut ends = starts.clone();
        let mut sorted = vec![0; starts.last().copied().unwrap_or(0) as usize];
        events().for_each(|event| {
            slots(event, &mut |slot| {
                sorted[ends[slot] as usize] = event;
                ends[slot] += 1;
            });
        });
        Self { starts, events: sorted }
    }

    fn of(&self, slot: usize) -> &[u32] {
        &self.events[self.starts[slot] as usize..self.starts[slot + 1] as usize]
    }
}

/// The groups of a grouping as numbered slots.
struct Slots<'a> {
    record: &'a Record,
    group: Group,
}

impl Slots<'_> {
    fn len(&self) -> usize {
        match self.group {
            Group::Mechanism => 0,
            Group::Party => self.record.parties.len(),
            Group::Theme => COLOURS,
            Group::Region => Region::ALL.len() + 1,
        }
    }

    /// Names each slot of an event once.
    fn of(&self, event: usize, colour: u8, put: &mut dyn FnMut(usize)) {
        let parties = || self.record.events[event].parties.iter();
        match self.group {
            Group::Mechanism => {}
            Group::Party => parties().for_each(|party| put(party.index())),
            Group::Theme => put(usize::from(colour)),
            Group::Region => {
                let mut seen = 0u8;
                for party in parties() {
                    let slot = match &self.record.party(*party).kind {
                        PartyKind::Country { region: Some(region) } => region.index(),
                        PartyKind::Country { region: None } => continue,
                        PartyKind::Organisation(_) => Region::ALL.len(),
                    };
                    if seen & (1 << slot) == 0 {
                        seen |= 1 << slot;
                        put(slot);
                    }
                }
            }
        }
    }

    fn header(&self, slot: usize) -> Header {
        match self.group {
            Group::Party => Header::Party(PartyIndex(slot as u32)),
            Group::Region => Header::Region(Region::from_index(slot)),
            Group::Theme | Group::Mechanism => Header::Family(Family::from_index(slot)),
        }
    }
}

/// A lane in the making: what sorting needs.
struct Row {
    /// Slot or mechanism.
    of: usize,
    label: Box<str>,
    count: u32,
    first: f32,
    last: f32,
}

struct Builder<'a> {
    record: &'a Record,
    chronology: &'a Chronology,
    selection: &'a Selection,
    view: &'a View,
    words: &'a dyn Words,
    /// Of every event of the record.
    colours: &'a [u8],
    out: Lanes,
}

impl Builder<'_> {
    /// The row of a mechanism's events; `None` if the window holds none of them.
    fn row(&self, mechanism: usize, events: &[u32]) -> Option<Row> {
        let label = || self.record.mechanisms[mechanism].short.clone();
        self.summed(mechanism, label, events.iter().copied())
    }

    fn summed(
        &self,
        of: usize,
        label: impl Fn() -> Box<str>,
        events: impl Iterator<Item = u32>,
    ) -> Option<Row> {
        let mut row: Option<Row> = None;
        for at in events.filter(|&at| self.selection.events.contains(at as usize)) {
            let place = self.chronology.places[at as usize];
            match &mut row {
                Some(row) => (row.count, row.last) = (row.count + 1, place),
                None => row = Some(Row { of, label: label(), count: 1, first: place, last: place }),
            }
        }
        row
    }

    fn sorted(&self, mut rows: Vec<Row>) -> Vec<Row> {
        order::sort_by(&mut rows, |a, b| self.order(a, b, self.view.sort));
        rows
    }

    fn order(&self, a: &Row, b: &Row, sort: Sort) -> Ordering {
        let by = match sort {
            Sort::Count => b.count.cmp(&a.count),
            Sort::Recent => b.last.total_cmp(&a.last),
            Sort::First => a.first.total_cmp(&b.first),
            Sort::Name => Ordering::Equal,
        };
        by.then_with(|| self.words.compare(&a.label, &b.label)).then(a.of.cmp(&b.of))
    }

    fn groups(&mut self, slots: &Slots, members: &Buckets, opened: &[Header]) {
        let rows: Vec<Row> = (0..slots.len())
            .filter_map(|slot| {
                self.summed(slot, || self.name(slots.header(slot)), members.of(slot).iter().copied())
            })
            .collect();
        // Families stand in their fixed order, everything else as the view says.
        let rows = if self.view.group == Group::Theme { rows } else { self.sorted(rows) };
        for (at, row) in rows.iter().enumerate() {
            let of = slots.header(row.of);
            let open = opened.contains(&of);
            let folded = self.view.group == Group::Party && at >= UNFOLDED && !open;
            self.header(row, of, folded, members.of(row.of));
            if !folded {
                self.members(of, open, members.of(row.of));
            }
        }
    }

    fn name(&self, header: Header) -> Box<str> {
        match header {
            Header::Family(family) => family.map(|family| self.words.family(family)).unwrap_or_default(),
            Header::Party(party) => self.words.party(self.record.party(party)),
            Header::Region(region) => self.words.region(region),
        }
        .into()
    }

    /// The mechanisms of a group: all of them, or the busiest and a row that opens the rest.
    fn members(&mut self, of: Header, open: bool, events: &[u32]) {
        let record = self.record;
        let by_mechanism = Buckets::new(
            record.mechanisms.len(),
            || events.iter().copied(),
            |at, put| put(self.chronology.mechanisms[at as usize] as usize),
        );
        let mut rows: Vec<Row> =
            (0..record.mechanisms.len()).filter_map(|at| self.row(at, by_mechanism.of(at))).collect();
        let hidden = if open { 0 } else { rows.len().saturating_sub(SHOWN) };
        if hidden > 0 {
            order::sort_by(&mut rows, |a, b| self.order(a, b, Sort::Count));
            rows.truncate(SHOWN);
        }
        for row in self.sorted(rows) {
            self.mechanism(&row, by_mechanism.of(row.of).iter().copied());
        }
        if hidden > 0 {
            let kind = LaneKind::More { of, hidden: hidden as u32 };
            self.push(kind, Box::default(), 0, std::iter::empty());
        }
    }

    fn mechanism(&mut self, row: &Row, events: impl Iterator<Item = u32>) {
        let kind = LaneKind::Mechanism(MechanismIndex(row.of as u32));
        self.push(kind, row.label.clone(), row.count, events);
        if let Some(lane) = self.out.lanes.last_mut() {
            lane.life = self.chronology.lives[row.of];
            lane.status = self.record.mechanisms[row.of].status;
        }
    }

    fn header(&mut self, row: &Row, of: Header, folded: bool, events: &[u32]) {
        self.push(LaneKind::Header { of, folded }, row.label.clone(), row.count, events.iter().copied());
        // In order of place, so the events of a quarter stand together.
        let quarters = &self.chronology.quarters;
        let (mut peak, mut run, mut before) = (0, 0, None);
        for &at in events {
            let quarter = quarters[at as usize];
            run = if before == Some(quarter) { run + 1 } else { 1 };
            before = Some(quarter);
            peak = peak.max(run);
        }
        if let Some(lane) = self.out.lanes.last_mut() {
            lane.peak = peak;
        }
    }

    fn push(&mut self, kind: LaneKind, label: Box<str>, count: u32, events: impl Iterator<Item = u32>) {
        let out = &mut self.out;
        let start = out.events.len() as u32;
        for at in events {
            out.events.push(EventIndex(at));
            out.places.push(self.chronology.places[at as usize]);
            out.colours.push(self.colours[at as usize]);
        }
        let range = start..out.events.len() as u32;
        out.lanes.push(Lane { kind, label, count, life: None, status: Status::Unknown, peak: 0, range });
    }

    /// Adds the running counts.
    fn finish(mut self) -> Lanes {
        let mut counts = [0; COLOURS];
        self.out.blocks.push(counts);
        for block in self.out.colours.chunks(BLOCK) {
            for &colour in block {
                counts[usize::from(colour)] += 1;
            }
            self.out.blocks.push(counts);
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::{day, record, selection};
    use crate::words::Plain;
    use entente_record::Theme;

    fn build(record: &Record, view: &View, opened: &[Header]) -> Lanes {
        let selection = selection(record, |_| true);
        lanes(record, &Chronology::new(record), &selection, view, opened, &Plain)
    }

    fn labels(lanes: &Lanes) -> Vec<&str> {
        lanes.lanes.iter().map(|lane| &*lane.label).collect()
    }

    fn sample() -> Record {
        record(&[
            ("alpha", &["2010-01-01"]),
            ("beta", &["2015-01-01", "2016-01-01"]),
            ("gamma", &["2012", "2026-01-01"]),
            ("zeta", &["2009-01-01"]),
        ])
    }

    #[test]
    fn lanes_stand_in_the_order_asked_for_and_ties_by_name() {
        let record = sample();
        let sorted = |sort| build(&record, &View { sort, ..View::default() }, &[]);
        assert_eq!(labels(&sorted(Sort::Count)), ["beta", "gamma", "alpha", "zeta"]);
        assert_eq!(labels(&sorted(Sort::Recent)), ["gamma", "beta", "alpha", "zeta"]);
        assert_eq!(labels(&sorted(Sort::First)), ["zeta", "alpha", "gamma", "beta"]);
        assert_eq!(labels(&sorted(Sort::Name)), ["alpha", "beta", "gamma", "zeta"]);
    }

    #[test]
    fn the_window_decides_lanes_and_counts_but_events_outside_stay_for_panning() {
        let record = sample();
        let selection = selection(&record, |event| event.date.earliest() >= day("2016"));
        let lanes = lanes(&record, &Chronology::new(&record), &selection, &View::default(), &[], &Plain);
        assert_eq!(labels(&lanes), ["beta", "gamma"]);
        assert_eq!(lanes.lanes[0].count, 1);
        assert_eq!(lanes.lane_events(0).len(), 2);
    }

    #[test]
    fn events_of_a_lane_are_in_order_of_place() {
        let record = record(&[("a", &["2012", "2012-02-01", "2012-11-01", "2012-02-01"])]);
        let lanes = build(&record, &View::default(), &[]);
        let dates: Vec<String> =
            lanes.lane_events(0).iter().map(|&at| record.event(at).date.to_string()).collect();
        assert_eq!(dates, ["2012-02-01", "2012-02-01", "2012", "2012-11-01"]);
        for &event in lanes.lane_events(0) {
            let place = Chronology::new(&record).places[event.index()];
            assert_eq!(lanes.find(event, place), Some(0));
        }
    }

    #[test]
    fn a_mechanism_stands_in_each_family_with_the_events_whose_first_theme_is_there() {
        let mut record = sample();
        record.events[1].themes = [Theme::Cybercrime, Theme::CyberPolicy].into();
        record.events[2].themes = [].into();
        record.events[3].themes = [Theme::Cybercrime].into();
        let lanes = build(&record, &View { group: Group::Theme, ..View::default() }, &[]);
        let rows: Vec<(&str, u32)> = lanes.lanes.iter().map(|lane| (&*lane.label, lane.count)).collect();
        let expected =
            [("policy", 3), ("gamma", 1), ("beta", 1), ("zeta", 1), ("crime", 2), ("alpha", 1), ("beta", 1)];
        assert_eq!(rows.iter().filter(|row| row.0 == "beta").count(), 2);
        assert_eq!(rows.len(), expected.len() + 2, "{rows:?}");
        assert_eq!(rows[..1], expected[..1]);
        let (policy, crime): (u32, u32) = (rows[1..4].iter().map(|row| row.1).sum(), 2);
        assert_eq!((policy, rows[4].1), (3, crime));
        assert!(matches!(lanes.lanes[7].kind, LaneKind::Header { of: Header::Family(None), folded: false }));
    }

    #[test]
    fn a_header_shows_the_three_busiest_until_it_is_opened() {
        let record = sample();
        let view = View { group: Group::Theme, sort: Sort::Name, ..View::default() };
        let folded = build(&record, &view, &[]);
        assert_eq!(labels(&folded), ["policy", "alpha", "beta", "gamma", ""]);
        let of = Header::Family(Some(Family::Policy));
        assert_eq!(folded.lanes[4].kind, LaneKind::More { of, hidden: 1 });
        assert_eq!(labels(&build(&record, &view, &[of])), ["policy", "alpha", "beta", "gamma", "zeta"]);
    }

    #[test]
    fn parties_and_regions_hold_the_events_in_which_they_took_part() {
        let mut record = sample();
        record.events[0].parties = [PartyIndex(1)].into();
        let by = |group| build(&record, &View { group, ..View::default() }, &[]);
        let counts = |lanes: Lanes| -> Vec<(String, u32)> {
            let headers = lanes.lanes.into_iter().filter(|lane| !lane.has_marks() && !lane.label.is_empty());
            headers.map(|lane| (lane.label.to_string(), lane.count)).collect()
        };
        assert_eq!(counts(by(Group::Party)), [("US".into(), 6), ("JP".into(), 5)]);
        assert_eq!(counts(by(Group::Region)), [("019".into(), 6), ("142".into(), 5)]);
    }

    #[test]
    fn colours_of_a_range_are_those_of_its_events() {
        let dates: Vec<String> =
            (0..300).map(|at| format!("20{:02}-01-{:02}", at / 20, at % 20 + 1)).collect();
        let mut record = record(&[("a", &dates.iter().map(String::as_str).collect::<Vec<_>>())]);
        for (at, event) in record.events.iter_mut().enumerate() {
            event.themes = [Theme::ALL[at % Theme::ALL.len()]].into();
        }
        let lanes = build(&record, &View::default(), &[]);
        for range in [0..0, 0..300, 63..65, 64..128, 100..101, 1..299] {
            let mut expected = [0; COLOURS];
            lanes.colours[range.clone()].iter().for_each(|&colour| expected[usize::from(colour)] += 1);
            assert_eq!(lanes.colours(range), expected);
        }
    }
}
