//! The record as tables: one row a fact, tables that refer to each other by keys.
//!
//! ```text
//! mechanisms <── mechanism_names, mechanism_parties, mechanism_themes
//!     ^
//! events <── event_parties, event_themes, instruments, commitments
//!     ^──── delegations <── people, agencies
//! sources ──> mechanisms, events        parties <── memberships        themes
//! ```
//!
//! A person is a name as one event's sources have it, not somebody followed from event to event: the record can't tell
//! two of the same name apart. A document that tells of several events has a row for each.

use entente_record::{
    Commitment, Delegation, Event, EventDetail, EventIndex, Family, Form, Kind as EventKind, Mechanism,
    MechanismDetail, OrganisationKind, OutcomeKind, Party, PartyIndex, PartyKind, Person, Precision, Record,
    Region, Source, SourceKind, Status, Theme,
};

use super::{
    Dataset,
    table::{Finished, Kind},
};
use crate::{export::shape, view::Page};

/// A column of a vocabulary's words.
fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Kind {
    Kind::Word(all.iter().map(|it| word(*it)).collect())
}

/// All tables, those that others refer to first.
pub(super) fn all(data: &Dataset) -> Vec<Finished> {
    vec![
        parties(data),
        memberships(data),
        themes(data),
        mechanisms(data),
        mechanism_names(data),
        mechanism_parties(data),
        mechanism_themes(data),
        events(data),
        event_parties(data),
        event_themes(data),
        instruments(data),
        delegations(data),
        people(data),
        agencies(data),
        commitments(data),
        sources(data),
    ]
}

/// Mechanisms with their details.
fn known_mechanisms<'a>(data: &Dataset<'a>) -> impl Iterator<Item = (&'a Mechanism, &'a MechanismDetail)> {
    data.record.mechanisms.iter().zip(&data.details.mechanisms)
}

/// Events with their details.
fn known_events<'a>(data: &Dataset<'a>) -> impl Iterator<Item = (&'a Event, &'a EventDetail)> {
    data.record.events.iter().zip(&data.details.events)
}

/// Things with their places in a list, counted from 1.
fn counted<T>(items: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (1..).zip(items)
}

fn code(record: &Record, index: PartyIndex) -> String {
    record.party(index).code.to_string()
}

fn event_id(record: &Record, index: EventIndex) -> String {
    record.event(index).id.to_string()
}

fn parties(data: &Dataset) -> Finished {
    let Dataset { english, spanish, .. } = *data;
    let organisation = Party::organisation;
    data.table("parties", &["code"], &data.record.parties)
        .must("code", Kind::Text, |it| it.code.to_string())
        .must("kind", Kind::Word(vec!["country", "organisation"]), |it| {
            if organisation(it).is_some() { "organisation" } else { "country" }.into()
        })
        .must("name_en", Kind::Text, move |it| {
            organisation(it).map_or_else(|| english.party(it), |it| it.name_en.to_string())
        })
        .must("name_es", Kind::Text, move |it| {
            organisation(it).map_or_else(|| spanish.party(it), |it| it.name_es.to_string())
        })
        .may("short_en", Kind::Text, |it| organisation(it).map(|it| it.short.to_string()))
        .may("short_es", Kind::Text, |it| organisation(it).map(|it| it.short_es.to_string()))
        .may("region", words(Region::ALL, Region::word), |it| match it.kind {
            PartyKind::Country { region } => region.map(|region| region.word().to_string()),
            PartyKind::Organisation(_) => None,
        })
        .may("organisation_kind", words(OrganisationKind::ALL, OrganisationKind::word), |it| {
            organisation(it).map(|it| it.kind.word().to_string())
        })
        .may("members_as_of", Kind::Date, |it| organisation(it)?.as_of.map(|date| date.to_string()))
        .finish()
}

fn memberships(data: &Dataset) -> Finished {
    let record = data.record;
    let rows = record.parties.iter().flat_map(|party| {
        let members = party.organisation().and_then(|it| it.members.as_deref()).unwrap_or_default();
        members.iter().map(move |member| (party, *member))
    });
    data.table("memberships", &["organisation", "member"], rows)
        .must("organisation", Kind::Text, |(party, _)| party.code.to_string())
        .must("member", Kind::Text, |(_, member)| code(record, *member))
        .link(&["organisation"], "parties", &["code"])
        .link(&["member"], "parties", &["code"])
        .finish()
}

fn themes(data: &Dataset) -> Finished {
    let Dataset { english, spanish, .. } = *data;
    data.table("themes", &["id"], Theme::ALL.iter().copied())
        .must("id", Kind::Text, |theme| theme.word().into())
        .must("family", words(Family::ALL, Family::word), |theme| theme.family().word().into())
        .must("name_en", Kind::Text, move |theme| english.theme(*theme))
        .must("name_es", Kind::Text, move |theme| spanish.theme(*theme))
        .finish()
}

fn mechanisms(data: &Dataset) -> Finished {
    let export = data.export();
    data.table("mechanisms", &["id"], known_mechanisms(data))
        .must("id", Kind::Text, |(it, _)| it.id.to_string())
        .must("name", Kind::Text, |(it, _)| it.name.to_string())
        .must("short", Kind::Text, |(it, _)| it.short.to_string())
        .must("kind", words(Form::ALL, Form::word), |(it, _)| it.form.word().into())
        .must("status", words(Status::ALL, Status::word), |(it, _)| it.status.word().into())
        .must("standing", Kind::Flag, |(it, _)| it.standing.to_string())
        .may("parent", Kind::Text, |(_, detail)| detail.parent.as_deref().map(Into::into))
        .must("summary", Kind::Text, |(_, detail)| detail.summary.to_string())
        .must("address", Kind::Address, move |(it, _)| export.address(Page::Mechanism(it.id.clone())))
        .finish()
}

fn mechanism_names(data: &Dataset) -> Finished {
    let rows =
        known_mechanisms(data).flat_map(|(it, detail)| detail.name_local.iter().map(move |name| (it, name)));
    data.table("mechanism_names", &["mechanism", "lang"], rows)
        .must("mechanism", Kind::Text, |(it, _)| it.id.to_string())
        .must("lang", Kind::Text, |(_, (tag, _))| tag.to_string())
        .must("name", Kind::Text, |(_, (_, name))| name.to_string())
        .link(&["mechanism"], "mechanisms", &["id"])
        .finish()
}

fn mechanism_parties(data: &Dataset) -> Finished {
    let record = data.record;
    let rows = record.mechanisms.iter().flat_map(|it| {
        let parties = it.parties.iter().map(move |party| (it, *party, "party"));
        parties.chain(it.members.iter().map(move |party| (it, *party, "member")))
    });
    data.table("mechanism_parties", &["mechanism", "party", "role"], rows)
        .must("mechanism", Kind::Text, |(it, _, _)| it.id.to_string())
        .must("party", Kind::Text, |(_, party, _)| code(record, *party))
        .must("role", Kind::Word(vec!["party", "member"]), |(_, _, role)| (*role).into())
        .link(&["mechanism"], "mechanisms", &["id"])
        .link(&["party"], "parties", &["code"])
        .finish()
}

fn mechanism_themes(data: &Dataset) -> Finished {
    let rows = data.record.mechanisms.iter().flat_map(|it| counted(&it.themes).map(move |theme| (it, theme)));
    data.table("mechanism_themes", &["mechanism", "theme"], rows)
        .must("mechanism", Kind::Text, |(it, _)| it.id.to_string())
        .must("theme", Kind::Text, |(_, (_, theme))| theme.word().into())
        .must("position", Kind::Number, |(_, (at, _))| at.to_string())
        .link(&["mechanism"], "mechanisms", &["id"])
        .link(&["theme"], "themes", &["id"])
        .finish()
}

fn events(data: &Dataset) -> Finished {
    let (record, export) = (data.record, data.export());
    data.table("events", &["id"], known_events(data))
        .must("id", Kind::Text, |(it, _)| it.id.to_string())
        .must("mechanism", Kind::Text, |(it, _)| record.mechanism(it.mechanism).id.to_string())
        .must("kind", words(EventKind::ALL, EventKind::word), |(it, _)| it.kind.word().into())
        .must("date", Kind::Date, |(it, _)| it.date.to_string())
        .must("earliest", Kind::Day, |(it, _)| it.date.earliest().to_string())
        .must("latest", Kind::Day, |(it, _)| it.date.latest().to_string())
        .must("precision", Kind::Word(vec!["day", "month", "year"]), |(it, _)| {
            match it.date.precision() {
                Precision::Day => "day",
                Precision::Month => "month",
                Precision::Year => "year",
            }
            .into()
        })
        .must("uncertain", Kind::Flag, |(it, _)| it.date.is_uncertain().to_string())
        .must("title", Kind::Text, |(it, _)| it.title.to_string())
        .may("ordinal", Kind::Number, |(it, _)| it.ordinal.map(|ordinal| ordinal.to_string()))
        .may("city", Kind::Text, |(it, _)| it.place.as_ref()?.city.as_deref().map(Into::into))
        .may("country", Kind::Text, |(it, _)| it.place.as_ref()?.country.map(|index| code(record, index)))
        .must("online", Kind::Flag, |(it, _)| it.place.as_ref().is_some_and(|place| place.online).to_string())
        .must("has_primary", Kind::Flag, |(it, _)| it.primary.to_string())
        .may("follows", Kind::Text, |(it, _)| it.follows.map(|index| event_id(record, index)))
        .must("summary", Kind::Text, |(_, detail)| detail.summary.to_string())
        .may("note", Kind::Text, |(_, detail)| detail.note.as_deref().map(Into::into))
        .must("address", Kind::Address, move |(it, _)| export.address(Page::Event(it.id.clone())))
        .link(&["mechanism"], "mechanisms", &["id"])
        .link(&["country"], "parties", &["code"])
        .link(&["follows"], "", &["id"])
        .finish()
}

fn event_parties(data: &Dataset) -> Finished {
    let record = data.record;
    let rows = record.events.iter().flat_map(|it| it.parties.iter().map(move |party| (it, *party)));
    data.table("event_parties", &["event", "party"], rows)
        .must("event", Kind::Text, |(it, _)| it.id.to_string())
        .must("party", Kind::Text, |(_, party)| code(record, *party))
        .link(&["event"], "events", &["id"])
        .link(&["party"], "parties", &["code"])
        .finish()
}

fn event_themes(data: &Dataset) -> Finished {
    let rows = data.record.events.iter().flat_map(|it| counted(&it.themes).map(move |theme| (it, theme)));
    data.table("event_themes", &["event", "theme"], rows)
        .must("event", Kind::Text, |(it, _)| it.id.to_string())
        .must("theme", Kind::Text, |(_, (_, theme))| theme.word().into())
        .must("position", Kind::Number, |(_, (at, _))| at.to_string())
        .link(&["event"], "events", &["id"])
        .link(&["theme"], "themes", &["id"])
        .finish()
}

fn instruments(data: &Dataset) -> Finished {
    let rows =
        known_events(data).flat_map(|(it, detail)| counted(&detail.instruments).map(move |row| (it, row)));
    data.table("instruments", &["event", "position"], rows)
        .must("event", Kind::Text, |(it, _)| it.id.to_string())
        .must("position", Kind::Number, |(_, (at, _))| at.to_string())
        .must("name", Kind::Text, |(_, (_, name))| name.to_string())
        .link(&["event"], "events", &["id"])
        .finish()
}

/// Delegations with their events.
fn known_delegations<'a>(data: &Dataset<'a>) -> impl Iterator<Item = (&'a Event, &'a Delegation)> {
    known_events(data)
        .flat_map(|(it, detail)| detail.delegations.iter().map(move |delegation| (it, delegation)))
}

fn delegations(data: &Dataset) -> Finished {
    let record = data.record;
    data.table("delegations", &["event", "party"], known_delegations(data))
        .must("event", Kind::Text, |(it, _)| it.id.to_string())
        .must("party", Kind::Text, |(_, it)| code(record, it.party))
        .link(&["event"], "events", &["id"])
        .link(&["party"], "parties", &["code"])
        .finish()
}

/// Somebody who led a delegation.
struct Leader<'a> {
    event: &'a Event,
    party: PartyIndex,
    role: &'static str,
    position: u32,
    person: &'a Person,
}

fn people(data: &Dataset) -> Finished {
    let record = data.record;
    let rows = known_delegations(data).flat_map(|(event, delegation)| {
        let lead = delegation.lead.iter().map(|person| ("lead", person));
        let leaders = lead.chain(delegation.co_leads.iter().map(|person| ("co-lead", person)));
        (1..).zip(leaders).map(move |(position, (role, person))| Leader {
            event,
            party: delegation.party,
            role,
            position,
            person,
        })
    });
    data.table("people", &["event", "party", "position"], rows)
        .must("event", Kind::Text, |it| it.event.id.to_string())
        .must("party", Kind::Text, |it| code(record, it.party))
        .must("position", Kind::Number, |it| it.position.to_string())
        .must("role", Kind::Word(vec!["lead", "co-lead"]), |it| it.role.into())
        .must("name", Kind::Text, |it| it.person.name.to_string())
        .may("title", Kind::Text, |it| it.person.title.as_deref().map(Into::into))
        .link(&["event", "party"], "delegations", &["event", "party"])
        .finish()
}

fn agencies(data: &Dataset) -> Finished {
    let record = data.record;
    let rows = known_delegations(data)
        .flat_map(|(event, it)| counted(&it.agencies).map(move |row| (event, it.party, row)));
    data.table("agencies", &["event", "party", "position"], rows)
        .must("event", Kind::Text, |(event, _, _)| event.id.to_string())
        .must("party", Kind::Text, |(_, party, _)| code(record, *party))
        .must("position", Kind::Number, |(_, _, (at, _))| at.to_string())
        .must("name", Kind::Text, |(_, _, (_, name))| name.to_string())
        .link(&["event", "party"], "delegations", &["event", "party"])
        .finish()
}

fn commitments(data: &Dataset) -> Finished {
    let record = data.record;
    let rows =
        known_events(data).flat_map(|(it, detail)| counted(&detail.commitments).map(move |row| (it, row)));
    let outcome = |it: &Commitment| it.outcome;
    data.table("commitments", &["event", "position"], rows)
        .must("event", Kind::Text, |(it, _)| it.id.to_string())
        .must("position", Kind::Number, |(_, (at, _))| at.to_string())
        .must("text", Kind::Text, |(_, (_, it))| it.text.to_string())
        .may("due", Kind::Date, |(_, (_, it))| it.due.map(|date| date.to_string()))
        .must("status", words(OutcomeKind::ALL, OutcomeKind::word), move |(_, (_, it))| {
            outcome(it).kind().word().into()
        })
        .may("fulfilled_by", Kind::Text, move |(_, (_, it))| {
            shape::fulfilled_by(record, outcome(it)).map(Into::into)
        })
        .link(&["event"], "events", &["id"])
        .link(&["fulfilled_by"], "events", &["id"])
        .finish()
}

/// A source where it is named.
struct Mention<'a> {
    mechanism: &'a Mechanism,
    event: Option<&'a Event>,
    position: u32,
    source: &'a Source,
}

fn sources(data: &Dataset) -> Finished {
    let record = data.record;
    let of_mechanisms = known_mechanisms(data).flat_map(|(mechanism, detail)| {
        counted(&detail.sources).map(move |(position, source)| Mention {
            mechanism,
            event: None,
            position,
            source,
        })
    });
    let of_events = known_events(data).flat_map(|(event, detail)| {
        let mechanism = record.mechanism(event.mechanism);
        counted(&detail.sources).map(move |(position, source)| Mention {
            mechanism,
            event: Some(event),
            position,
            source,
        })
    });
    data.table("sources", &["id"], of_mechanisms.chain(of_events))
        .must("id", Kind::Text, |it| {
            let of = it.event.map_or(it.mechanism.id.as_str(), |event| event.id.as_str());
            format!("{of}/{}", it.position)
        })
        .must("mechanism", Kind::Text, |it| it.mechanism.id.to_string())
        .may("event", Kind::Text, |it| it.event.map(|event| event.id.to_string()))
        .must("url", Kind::Address, |it| it.source.url.to_string())
        .must("title", Kind::Text, |it| it.source.title.to_string())
        .must("publisher", Kind::Text, |it| it.source.publisher.to_string())
        .must("lang", Kind::Text, |it| it.source.lang.to_string())
        .must("kind", words(SourceKind::ALL, SourceKind::word), |it| it.source.kind.word().into())
        .may("date", Kind::Date, |it| it.source.date.map(|date| date.to_string()))
        .link(&["mechanism"], "mechanisms", &["id"])
        .link(&["event"], "events", &["id"])
        .finish()
}
