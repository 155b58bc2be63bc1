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
    MechanismDetail, OrganisationKind, Party, PartyIndex, PartyKind, Person, Precision, Record, Region,
    Source, SourceKind, Status, Theme,
};

use super::{
    Dataset,
    table::{Finished, Kind, Table},
};
use crate::{export::shape, view::Page};

/// A column of a vocabulary's words.
fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Kind {
    Kind::Word(all.iter().map(|it| word(*it)).collect())
}

/// What may have become of a commitment.
pub(super) const OUTCOMES: [&str; 3] = ["fulfilled", "missed", "unknown"];

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
    Table::new(
        "parties",
        "Countries, territories and organisations that the record names, as party, member or place.",
        &["code"],
        &data.record.parties,
    )
    .must("code", Kind::Text, "ISO 3166-1 alpha-2, or an organisation's code.", |it| it.code.to_string())
    .must("kind", Kind::Word(vec!["country", "organisation"]), "Which of the two.", |it| {
        if organisation(it).is_some() { "organisation" } else { "country" }.into()
    })
    .must("name_en", Kind::Text, "Name in English.", move |it| {
        organisation(it).map_or_else(|| english.party(it), |it| it.name_en.to_string())
    })
    .must("name_es", Kind::Text, "Name in Spanish.", move |it| {
        organisation(it).map_or_else(|| spanish.party(it), |it| it.name_es.to_string())
    })
    .may("short_en", Kind::Text, "An organisation's short name in English.", |it| {
        organisation(it).map(|it| it.short.to_string())
    })
    .may("short_es", Kind::Text, "An organisation's short name in Spanish.", |it| {
        organisation(it).map(|it| it.short_es.to_string())
    })
    .may("region", words(Region::ALL, Region::word), "A country's region (UN M49).", |it| match it.kind {
        PartyKind::Country { region } => region.map(|region| region.word().to_string()),
        PartyKind::Organisation(_) => None,
    })
    .may(
        "organisation_kind",
        words(OrganisationKind::ALL, OrganisationKind::word),
        "What sort of organisation.",
        |it| organisation(it).map(|it| it.kind.word().to_string()),
    )
    .may("members_as_of", Kind::Date, "The date of its list of members.", |it| {
        organisation(it)?.as_of.map(|date| date.to_string())
    })
    .finish()
}

fn memberships(data: &Dataset) -> Finished {
    let record = data.record;
    let rows = record.parties.iter().flat_map(|party| {
        let members = party.organisation().and_then(|it| it.members.as_deref()).unwrap_or_default();
        members.iter().map(move |member| (party, *member))
    });
    Table::new(
        "memberships",
        "Members of organisations; none are listed for open processes and the UN.",
        &["organisation", "member"],
        rows,
    )
    .must("organisation", Kind::Text, "The organisation.", |(party, _)| party.code.to_string())
    .must("member", Kind::Text, "Its member.", |(_, member)| code(record, *member))
    .link(&["organisation"], "parties", &["code"])
    .link(&["member"], "parties", &["code"])
    .finish()
}

fn themes(data: &Dataset) -> Finished {
    let Dataset { english, spanish, .. } = *data;
    Table::new("themes", "What events and mechanisms are about.", &["id"], Theme::ALL.iter().copied())
        .must("id", Kind::Text, "Its word in the data.", |theme| theme.word().into())
        .must("family", words(Family::ALL, Family::word), "Its family.", |theme| theme.family().word().into())
        .must("name_en", Kind::Text, "Name in English.", move |theme| english.theme(*theme))
        .must("name_es", Kind::Text, "Name in Spanish.", move |theme| spanish.theme(*theme))
        .finish()
}

fn mechanisms(data: &Dataset) -> Finished {
    let export = data.export();
    Table::new(
        "mechanisms",
        "Standing or passing ways in which parties work together.",
        &["id"],
        known_mechanisms(data),
    )
    .must("id", Kind::Text, "Its id; it stays from version to version.", |(it, _)| it.id.to_string())
    .must("name", Kind::Text, "Full name in English.", |(it, _)| it.name.to_string())
    .must("short", Kind::Text, "Short name.", |(it, _)| it.short.to_string())
    .must("kind", words(Form::ALL, Form::word), "What sort of mechanism.", |(it, _)| it.form.word().into())
    .must("status", words(Status::ALL, Status::word), "What sources say of its present.", |(it, _)| {
        it.status.word().into()
    })
    .must("standing", Kind::Flag, "Whether it is meant to meet again and again.", |(it, _)| {
        it.standing.to_string()
    })
    .may("parent", Kind::Text, "The framework that it belongs to.", |(_, detail)| {
        detail.parent.as_deref().map(Into::into)
    })
    .must("summary", Kind::Text, "What it is, in the record's words.", |(_, detail)| {
        detail.summary.to_string()
    })
    .must("address", Kind::Address, "Its page.", move |(it, _)| {
        export.address(Page::Mechanism(it.id.clone()))
    })
    .finish()
}

fn mechanism_names(data: &Dataset) -> Finished {
    let rows =
        known_mechanisms(data).flat_map(|(it, detail)| detail.name_local.iter().map(move |name| (it, name)));
    Table::new(
        "mechanism_names",
        "Names of mechanisms in other languages, as their sources have them.",
        &["mechanism", "lang"],
        rows,
    )
    .must("mechanism", Kind::Text, "The mechanism.", |(it, _)| it.id.to_string())
    .must("lang", Kind::Text, "Language (BCP 47).", |(_, (tag, _))| tag.to_string())
    .must("name", Kind::Text, "Name in that language.", |(_, (_, name))| name.to_string())
    .link(&["mechanism"], "mechanisms", &["id"])
    .finish()
}

fn mechanism_parties(data: &Dataset) -> Finished {
    let record = data.record;
    let rows = record.mechanisms.iter().flat_map(|it| {
        let parties = it.parties.iter().map(move |party| (it, *party, "party"));
        parties.chain(it.members.iter().map(move |party| (it, *party, "member")))
    });
    Table::new("mechanism_parties", "Who belongs to which mechanism.", &["mechanism", "party", "role"], rows)
        .must("mechanism", Kind::Text, "The mechanism.", |(it, _, _)| it.id.to_string())
        .must("party", Kind::Text, "Who belongs to it.", |(_, party, _)| code(record, *party))
        .must(
            "role",
            Kind::Word(vec!["party", "member"]),
            "A party, or a state that takes part in an open process without being counted as its party.",
            |(_, _, role)| (*role).into(),
        )
        .link(&["mechanism"], "mechanisms", &["id"])
        .link(&["party"], "parties", &["code"])
        .finish()
}

fn mechanism_themes(data: &Dataset) -> Finished {
    let rows = data.record.mechanisms.iter().flat_map(|it| counted(&it.themes).map(move |theme| (it, theme)));
    Table::new("mechanism_themes", "What mechanisms are about.", &["mechanism", "theme"], rows)
        .must("mechanism", Kind::Text, "The mechanism.", |(it, _)| it.id.to_string())
        .must("theme", Kind::Text, "The theme.", |(_, (_, theme))| theme.word().into())
        .must("position", Kind::Number, "Its place in the list, from 1.", |(_, (at, _))| at.to_string())
        .link(&["mechanism"], "mechanisms", &["id"])
        .link(&["theme"], "themes", &["id"])
        .finish()
}

fn events(data: &Dataset) -> Finished {
    let (record, export) = (data.record, data.export());
    Table::new("events", "What happened or was said, once; in order of date.", &["id"], known_events(data))
        .must("id", Kind::Text, "Its id; it stays from version to version.", |(it, _)| it.id.to_string())
        .must("mechanism", Kind::Text, "What it belongs to.", |(it, _)| {
            record.mechanism(it.mechanism).id.to_string()
        })
        .must("kind", words(EventKind::ALL, EventKind::word), "What sort of event.", |(it, _)| {
            it.kind.word().into()
        })
        .must("date", Kind::Date, "When, as far as the sources know.", |(it, _)| it.date.to_string())
        .must("earliest", Kind::Day, "First day that the date can mean.", |(it, _)| {
            it.date.earliest().to_string()
        })
        .must("latest", Kind::Day, "Last day that the date can mean.", |(it, _)| it.date.latest().to_string())
        .must(
            "precision",
            Kind::Word(vec!["day", "month", "year"]),
            "How much of the date is known.",
            |(it, _)| {
                match it.date.precision() {
                    Precision::Day => "day",
                    Precision::Month => "month",
                    Precision::Year => "year",
                }
                .into()
            },
        )
        .must("uncertain", Kind::Flag, "Whether the date is doubtful.", |(it, _)| {
            it.date.is_uncertain().to_string()
        })
        .must("title", Kind::Text, "Title in English.", |(it, _)| it.title.to_string())
        .may("ordinal", Kind::Number, "Which meeting of its series, where a source says.", |(it, _)| {
            it.ordinal.map(|ordinal| ordinal.to_string())
        })
        .may("city", Kind::Text, "Where.", |(it, _)| it.place.as_ref()?.city.as_deref().map(Into::into))
        .may("country", Kind::Text, "In which country.", |(it, _)| {
            it.place.as_ref()?.country.map(|index| code(record, index))
        })
        .must("online", Kind::Flag, "Whether it was held online.", |(it, _)| {
            it.place.as_ref().is_some_and(|place| place.online).to_string()
        })
        .must("has_primary", Kind::Flag, "Whether one of its sources is a primary one.", |(it, _)| {
            it.primary.to_string()
        })
        .may("follows", Kind::Text, "The earlier event that it follows up.", |(it, _)| {
            it.follows.map(|index| event_id(record, index))
        })
        .must("summary", Kind::Text, "What happened, in the record's words.", |(_, detail)| {
            detail.summary.to_string()
        })
        .may("note", Kind::Text, "What is doubtful about it, and why.", |(_, detail)| {
            detail.note.as_deref().map(Into::into)
        })
        .must("address", Kind::Address, "Its page.", move |(it, _)| {
            export.address(Page::Event(it.id.clone()))
        })
        .link(&["mechanism"], "mechanisms", &["id"])
        .link(&["country"], "parties", &["code"])
        .link(&["follows"], "", &["id"])
        .finish()
}

fn event_parties(data: &Dataset) -> Finished {
    let record = data.record;
    let rows = record.events.iter().flat_map(|it| it.parties.iter().map(move |party| (it, *party)));
    Table::new("event_parties", "Who took part in which event.", &["event", "party"], rows)
        .must("event", Kind::Text, "The event.", |(it, _)| it.id.to_string())
        .must("party", Kind::Text, "Who took part.", |(_, party)| code(record, *party))
        .link(&["event"], "events", &["id"])
        .link(&["party"], "parties", &["code"])
        .finish()
}

fn event_themes(data: &Dataset) -> Finished {
    let rows = data.record.events.iter().flat_map(|it| counted(&it.themes).map(move |theme| (it, theme)));
    Table::new(
        "event_themes",
        "Themes that an event's sources name; an event without a row names none.",
        &["event", "theme"],
        rows,
    )
    .must("event", Kind::Text, "The event.", |(it, _)| it.id.to_string())
    .must("theme", Kind::Text, "The theme.", |(_, (_, theme))| theme.word().into())
    .must("position", Kind::Number, "Its place in the list, the leading one 1.", |(_, (at, _))| {
        at.to_string()
    })
    .link(&["event"], "events", &["id"])
    .link(&["theme"], "themes", &["id"])
    .finish()
}

fn instruments(data: &Dataset) -> Finished {
    let rows =
        known_events(data).flat_map(|(it, detail)| counted(&detail.instruments).map(move |row| (it, row)));
    Table::new(
        "instruments",
        "Agreements, statements and documents of events, by name.",
        &["event", "position"],
        rows,
    )
    .must("event", Kind::Text, "The event.", |(it, _)| it.id.to_string())
    .must("position", Kind::Number, "Its place in the list, from 1.", |(_, (at, _))| at.to_string())
    .must("name", Kind::Text, "Its name.", |(_, (_, name))| name.to_string())
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
    Table::new(
        "delegations",
        "Whose delegation to which event is known; who was in it stands in people and agencies.",
        &["event", "party"],
        known_delegations(data),
    )
    .must("event", Kind::Text, "The event.", |(it, _)| it.id.to_string())
    .must("party", Kind::Text, "Whose delegation.", |(_, it)| code(record, it.party))
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
    Table::new("people", "Who led a delegation, and in which office.", &["event", "party", "position"], rows)
        .must("event", Kind::Text, "The event.", |it| it.event.id.to_string())
        .must("party", Kind::Text, "Whose delegation.", |it| code(record, it.party))
        .must("position", Kind::Number, "Place in the delegation, from 1.", |it| it.position.to_string())
        .must("role", Kind::Word(vec!["lead", "co-lead"]), "Who led, or led with the lead.", |it| {
            it.role.into()
        })
        .must("name", Kind::Text, "Name.", |it| it.person.name.to_string())
        .may("title", Kind::Text, "Office held at the time.", |it| it.person.title.as_deref().map(Into::into))
        .link(&["event", "party"], "delegations", &["event", "party"])
        .finish()
}

fn agencies(data: &Dataset) -> Finished {
    let record = data.record;
    let rows = known_delegations(data)
        .flat_map(|(event, it)| counted(&it.agencies).map(move |row| (event, it.party, row)));
    Table::new("agencies", "Ministries and agencies of a delegation.", &["event", "party", "position"], rows)
        .must("event", Kind::Text, "The event.", |(event, _, _)| event.id.to_string())
        .must("party", Kind::Text, "Whose delegation.", |(_, party, _)| code(record, *party))
        .must("position", Kind::Number, "Place in the list, from 1.", |(_, _, (at, _))| at.to_string())
        .must("name", Kind::Text, "Name.", |(_, _, (_, name))| name.to_string())
        .link(&["event", "party"], "delegations", &["event", "party"])
        .finish()
}

fn commitments(data: &Dataset) -> Finished {
    let record = data.record;
    let rows =
        known_events(data).flat_map(|(it, detail)| counted(&detail.commitments).map(move |row| (it, row)));
    let outcome = |it: &Commitment| it.outcome;
    Table::new("commitments", "What events promised, and what became of it.", &["event", "position"], rows)
        .must("event", Kind::Text, "The event that promised it.", |(it, _)| it.id.to_string())
        .must("position", Kind::Number, "Its place in the list, from 1.", |(_, (at, _))| at.to_string())
        .must("text", Kind::Text, "What, in the record's words.", |(_, (_, it))| it.text.to_string())
        .may("due", Kind::Date, "By when.", |(_, (_, it))| it.due.map(|date| date.to_string()))
        .must(
            "status",
            Kind::Word(OUTCOMES.to_vec()),
            "What sources say became of it; whether it is overdue follows from due and today.",
            move |(_, (_, it))| shape::outcome(outcome(it)).into(),
        )
        .may("fulfilled_by", Kind::Text, "The event that kept it.", move |(_, (_, it))| {
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
    Table::new(
        "sources",
        "Where it is told: each document at each event or mechanism.",
        &["id"],
        of_mechanisms.chain(of_events),
    )
    .must("id", Kind::Text, "Id of what it tells of, and its place in the list there.", |it| {
        let of = it.event.map_or(it.mechanism.id.as_str(), |event| event.id.as_str());
        format!("{of}/{}", it.position)
    })
    .must("mechanism", Kind::Text, "The mechanism that it tells of.", |it| it.mechanism.id.to_string())
    .may("event", Kind::Text, "The event; empty: the mechanism as a whole.", |it| {
        it.event.map(|event| event.id.to_string())
    })
    .must("url", Kind::Address, "Its address.", |it| it.source.url.to_string())
    .must("title", Kind::Text, "Title, in its language.", |it| it.source.title.to_string())
    .must("publisher", Kind::Text, "Who published it.", |it| it.source.publisher.to_string())
    .must("lang", Kind::Text, "Its language (BCP 47).", |it| it.source.lang.to_string())
    .must(
        "kind",
        words(SourceKind::ALL, SourceKind::word),
        "Primary: published by a party or the mechanism itself.",
        |it| it.source.kind.word().into(),
    )
    .may("date", Kind::Date, "When it was published.", |it| it.source.date.map(|date| date.to_string()))
    .link(&["mechanism"], "mechanisms", &["id"])
    .link(&["event"], "events", &["id"])
    .finish()
}
