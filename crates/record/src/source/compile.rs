//! Data files to the model. What the linter lets pass compiles; what it finds is told instead.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::written;
use super::{Finding, Sentence, SourceTree, lint};
use crate::{
    ColumnText, Commitment, Delegation, Details, Edtf, Event, EventDetail, EventId, EventIndex, Form, Kind,
    Mechanism, MechanismDetail, MechanismId, MechanismIndex, Organisation, OrganisationKind, Outcome,
    OutcomeKind, Party, PartyCode, PartyIndex, PartyKind, Person, Place, Record, Region, Source, SourceKind,
    Status, TableText, Theme,
};

/// Turns data files into the record and its details.
///
/// # Errors
/// Every fault that [`lint`] finds.
pub fn compile(tree: &SourceTree) -> Result<(Record, Details), Vec<Finding>> {
    let findings = lint(tree);
    if !findings.is_empty() {
        return Err(findings);
    }
    compile_judged(tree).ok_or_else(|| {
        // Lint and compile disagree: better a plain word than half a record.
        vec![Finding {
            file: tree.directory.clone(),
            line: None,
            field: String::new(),
            message: Sentence::NotCompiled,
            mend: Sentence::AddRule,
            rule: "compile",
            about: None,
        }]
    })
}

/// As [`compile`], of what was judged before; `None` if it should not have passed.
pub(super) fn compile_judged(tree: &SourceTree) -> Option<(Record, Details)> {
    Compiler::new(tree)?.record()
}

struct Compiler<'a> {
    tree: &'a SourceTree,
    parties: Vec<Party>,
    /// Events with what they belong to, in the record's order.
    events: Vec<(MechanismIndex, &'a written::Mechanism, &'a written::Event)>,
    /// Of these, those that others name.
    places: HashMap<&'a str, EventIndex>,
}

impl<'a> Compiler<'a> {
    fn new(tree: &'a SourceTree) -> Option<Self> {
        let mut mechanisms: Vec<_> = tree.mechanisms.iter().map(|file| &file.content).collect();
        mechanisms.sort_by(|a, b| a.id.cmp(&b.id));
        let mut events = Vec::new();
        for (mechanism, at) in mechanisms.into_iter().zip(0..) {
            for event in &mechanism.events {
                let date = Edtf::parse(&event.date).ok()?;
                let key = (date.earliest(), date.latest(), event.id.as_str());
                events.push((key, (MechanismIndex(at), mechanism, event)));
            }
        }
        events.sort_by_key(|(key, _)| *key);
        let events: Vec<_> = events.into_iter().map(|(_, event)| event).collect();
        let named = |(_, _, event): &(_, _, &'a written::Event)| {
            let kept = event.commitments.iter().filter_map(|it| it.fulfilled_by.as_deref());
            event.follows.as_deref().into_iter().chain(kept).collect::<Vec<&str>>()
        };
        let named: HashSet<&str> = events.iter().flat_map(named).collect();
        let places = events.iter().zip(0..).map(|((_, _, event), at)| (event.id.as_str(), EventIndex(at)));
        // Hashing the ids of all would take longer than all else here.
        let places = match named.is_empty() {
            true => HashMap::new(),
            false => places.filter(|(id, _)| named.contains(id)).collect(),
        };
        Some(Self { tree, parties: parties(tree)?, events, places })
    }

    fn record(self) -> Option<(Record, Details)> {
        let mut mechanisms: Vec<&written::Mechanism> =
            self.tree.mechanisms.iter().map(|it| &it.content).collect();
        mechanisms.sort_by(|a, b| a.id.cmp(&b.id));
        let mut events_of = vec![Vec::new(); mechanisms.len()];
        for ((mechanism, _, _), at) in self.events.iter().zip(0..) {
            events_of[mechanism.index()].push(EventIndex(at));
        }
        let all: Vec<Mechanism> = mechanisms
            .iter()
            .zip(events_of)
            .map(|(it, events)| self.mechanism(it, events))
            .collect::<Option<_>>()?;
        let event = |(at, written, it): &(MechanismIndex, &written::Mechanism, &written::Event)| {
            // Most have the parties of their mechanism, which are known already.
            let has_own = !it.parties.is_empty() && it.parties != written.parties;
            let parties =
                if has_own { self.party_list(&it.parties)? } else { all[at.index()].parties.clone() };
            self.event(it, parties, *at)
        };
        let events = self.events.iter().map(event).collect::<Option<_>>()?;
        let record = Record {
            version: self.tree.about()?.version.as_str().into(),
            mechanisms: all,
            events,
            parties: self.parties.clone(),
        };
        let details = Details {
            mechanisms: mechanisms.iter().map(|it| mechanism_detail(it)).collect::<Option<_>>()?,
            events: self.events.iter().map(|(_, _, it)| self.event_detail(it)).collect::<Option<_>>()?,
            tables: self.tree.tables.iter().flat_map(|file| &file.content.tables).map(table).collect(),
        };
        Some((record, details))
    }

    fn mechanism(&self, written: &written::Mechanism, events: Vec<EventIndex>) -> Option<Mechanism> {
        Some(Mechanism {
            id: MechanismId::new(&written.id)?,
            name: written.name.as_str().into(),
            short: written.short.as_str().into(),
            form: Form::from_word(&written.kind)?,
            parties: self.party_list(&written.parties)?,
            members: self.party_list(&written.members)?,
            status: Status::from_word(&written.status)?,
            standing: written.standing,
            brought: false,
            themes: themes(&written.themes)?,
            events: events.into(),
        })
    }

    #[inline(never)]
    fn event(
        &self,
        written: &written::Event,
        parties: Box<[PartyIndex]>,
        at: MechanismIndex,
    ) -> Option<Event> {
        Some(Event {
            id: EventId::new(&written.id)?,
            mechanism: at,
            kind: Kind::from_word(&written.kind)?,
            date: Edtf::parse(&written.date).ok()?,
            title: written.title.as_str().into(),
            ordinal: written.ordinal,
            place: match &written.place {
                // `{ virtual = false }` says nothing of the place.
                Some(place) => Some(self.place(place)?)
                    .filter(|it| it.country.is_some() || it.city.is_some() || it.online),
                None => None,
            },
            parties,
            themes: themes(&written.themes)?,
            primary: written.sources.iter().any(|source| source.kind == SourceKind::Primary.word()),
            follows: match &written.follows {
                Some(id) => Some(self.event_at(id)?),
                None => None,
            },
        })
    }

    fn place(&self, written: &written::Place) -> Option<Place> {
        Some(Place {
            country: match &written.country {
                Some(code) => Some(self.party(code)?),
                None => None,
            },
            city: written.city.as_deref().map(Into::into),
            online: written.online,
        })
    }

    #[inline(never)]
    fn event_detail(&self, written: &written::Event) -> Option<EventDetail> {
        Some(EventDetail {
            summary: written.summary.as_str().into(),
            note: written.note.as_deref().map(Into::into),
            instruments: written.instruments.iter().map(|it| it.as_str().into()).collect(),
            delegations: written.delegations.iter().map(|it| self.delegation(it)).collect::<Option<_>>()?,
            commitments: written.commitments.iter().map(|it| self.commitment(it)).collect::<Option<_>>()?,
            sources: sources(&written.sources)?,
        })
    }

    fn delegation(&self, written: &written::Delegation) -> Option<Delegation> {
        Some(Delegation {
            party: self.party(&written.party)?,
            lead: written.lead.as_ref().map(person),
            co_leads: written.co_leads.iter().map(person).collect(),
            agencies: written.agencies.iter().map(|it| it.as_str().into()).collect(),
        })
    }

    fn commitment(&self, written: &written::Commitment) -> Option<Commitment> {
        let kept_by = match &written.fulfilled_by {
            Some(id) => Some(self.event_at(id)?),
            None => None,
        };
        Some(Commitment {
            text: written.text.as_str().into(),
            due: optional_date(written.due.as_deref())?,
            outcome: match OutcomeKind::from_word(&written.status)? {
                OutcomeKind::Fulfilled => Outcome::Fulfilled(kept_by),
                OutcomeKind::Missed => Outcome::Missed,
                OutcomeKind::Unknown => Outcome::Unknown,
            },
        })
    }

    fn event_at(&self, id: &str) -> Option<EventIndex> {
        self.places.get(id).copied()
    }

    fn party(&self, code: &str) -> Option<PartyIndex> {
        let at = self.parties.binary_search_by(|party| party.code.as_str().cmp(code)).ok()?;
        Some(PartyIndex(at as u32))
    }

    #[inline(never)]
    fn party_list(&self, codes: &[String]) -> Option<Box<[PartyIndex]>> {
        let mut list: Vec<_> = codes.iter().map(|code| self.party(code)).collect::<Option<_>>()?;
        list.sort_unstable();
        Some(list.into())
    }
}

/// Every party that the mechanisms name, and the members of organisations among them, in order of code.
fn parties(tree: &SourceTree) -> Option<Vec<Party>> {
    let organisations = &tree.organisations.as_ref()?.content;
    let regions: BTreeMap<&str, Region> = tree
        .parties
        .as_ref()?
        .content
        .regions
        .iter()
        .flat_map(|it| it.countries.iter().map(|code| (code.as_str(), Region::from_word(&it.m49))))
        .filter_map(|(code, region)| Some((code, region?)))
        .collect();

    // Each once before they are sorted: there are some hundred, named again and again.
    let named: HashSet<&str> = tree.mechanisms.iter().flat_map(|it| it.content.codes()).collect();
    let mut codes: BTreeSet<&str> = named.into_iter().collect();
    let members =
        codes.iter().filter_map(|&code| organisations.get(code)).flat_map(|it| it.members.iter().flatten());
    codes.extend(members.map(String::as_str).collect::<Vec<_>>());

    let codes: Vec<&str> = codes.into_iter().collect();
    let at = |code: &String| codes.binary_search(&code.as_str()).ok().map(|at| PartyIndex(at as u32));
    codes
        .iter()
        .map(|&code| {
            let kind = match organisations.get(code) {
                Some(written) => PartyKind::Organisation(organisation(written, at)?),
                None => PartyKind::Country { region: regions.get(code).copied() },
            };
            Some(Party { code: PartyCode::new(code)?, kind })
        })
        .collect()
}

fn organisation(
    written: &written::Organisation,
    at: impl Fn(&String) -> Option<PartyIndex>,
) -> Option<Organisation> {
    let members = match &written.members {
        Some(members) => {
            let mut members: Vec<_> = members.iter().map(at).collect::<Option<_>>()?;
            members.sort_unstable();
            Some(members.into())
        }
        None => None,
    };
    Some(Organisation {
        name_en: written.name.en.as_str().into(),
        name_es: written.name.es.as_str().into(),
        short: written.short.as_str().into(),
        short_es: written.short_es.as_ref().unwrap_or(&written.short).as_str().into(),
        kind: OrganisationKind::from_word(&written.kind)?,
        members,
        as_of: optional_date(written.as_of.as_deref())?,
    })
}

fn table(written: &written::Table) -> TableText {
    let column = |it: &written::Column| ColumnText { name: it.name.as_str().into(), about: both(&it.about) };
    TableText {
        name: written.name.as_str().into(),
        about: both(&written.about),
        columns: written.columns.iter().map(column).collect(),
    }
}

fn both(written: &written::InBoth) -> [Box<str>; 2] {
    [written.en.as_str().into(), written.es.as_str().into()]
}

fn mechanism_detail(written: &written::Mechanism) -> Option<MechanismDetail> {
    Some(MechanismDetail {
        summary: written.summary.as_str().into(),
        parent: written.parent.as_deref().map(Into::into),
        name_local: written
            .name_local
            .iter()
            .map(|(tag, name)| (tag.as_str().into(), name.as_str().into()))
            .collect(),
        sources: sources(&written.sources)?,
    })
}

#[inline(never)]
fn sources(written: &[written::Source]) -> Option<Vec<Source>> {
    written
        .iter()
        .map(|it| {
            Some(Source {
                url: it.url.as_str().into(),
                title: it.title.as_str().into(),
                publisher: it.publisher.as_str().into(),
                lang: it.lang.as_str().into(),
                kind: SourceKind::from_word(&it.kind)?,
                date: optional_date(it.date.as_deref())?,
            })
        })
        .collect()
}

fn person(written: &written::Person) -> Person {
    Person { name: written.name.as_str().into(), title: written.title.as_deref().map(Into::into) }
}

fn themes(words: &[String]) -> Option<Box<[Theme]>> {
    words.iter().map(|word| Theme::from_word(word)).collect()
}

/// `None` if the text is no date; `Some(None)` if there is no text.
fn optional_date(text: Option<&str>) -> Option<Option<Edtf>> {
    text.map(|text| Edtf::parse(text).ok()).map_or(Some(None), |date| date.map(Some))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::example::{MECHANISM, PATH, tree};

    fn compiled(mechanism: &str) -> (Record, Details) {
        compile(&tree(&[(PATH, mechanism)])).unwrap()
    }

    fn codes(record: &Record, parties: &[PartyIndex]) -> Vec<String> {
        parties.iter().map(|&at| record.party(at).code.to_string()).collect()
    }

    #[test]
    fn parties_are_all_that_is_named_in_order_of_code() {
        let (record, _) = compiled(MECHANISM);
        let all: Vec<_> = record.parties.iter().map(|party| party.code.as_str()).collect();
        assert_eq!(all, ["AR", "DE", "EU", "FR", "US"]);
        let eu = record.parties[2].organisation().unwrap();
        assert_eq!((&*eu.short, &*eu.short_es), ("EU", "UE"));
        assert_eq!(codes(&record, eu.members.as_deref().unwrap()), ["DE", "FR"]);
        assert_eq!(record.parties[4].kind, PartyKind::Country { region: Some(Region::Americas) });
    }

    #[test]
    fn an_event_has_its_own_parties_or_else_its_mechanisms() {
        let (record, _) = compiled(&MECHANISM.replace("[\"AR\", \"US\"]", "[\"US\", \"AR\"]"));
        assert_eq!(codes(&record, &record.events[0].parties), ["AR", "US"]);
        assert_eq!(codes(&record, &record.events[1].parties), ["AR", "EU", "US"]);
    }

    #[test]
    fn events_stand_in_order_of_date_and_know_what_they_follow() {
        let (record, _) = compiled(MECHANISM);
        let ids: Vec<_> = record.events.iter().map(|event| event.id.as_str()).collect();
        assert_eq!(ids, ["ar-us-cyber-2017-04-27", "ar-us-cyber-2017-05-23", "ar-us-cyber-2018-06"]);
        assert_eq!(record.mechanisms[0].events, [0, 1, 2].map(EventIndex).into());
        assert_eq!(record.events[1].follows, Some(EventIndex(0)));
        let primary: Vec<_> = record.events.iter().map(|event| event.primary).collect();
        assert_eq!(primary, [true, false, true]);
    }

    #[test]
    fn of_two_events_that_begin_together_the_shorter_comes_first() {
        let written = MECHANISM
            .replace("date = \"2017-05-23?\"", "date = \"2018-06\"")
            .replace("2018-06/2018-07", "2018-06-01");
        let (record, _) = compiled(&written);
        assert_eq!(record.events[1].id.as_str(), "ar-us-cyber-2018-06");
        assert_eq!(record.events[2].date.to_string(), "2018-06");
    }

    #[test]
    fn details_run_parallel_to_the_index() {
        let (_, details) = compiled(MECHANISM);
        assert_eq!(&*details.mechanisms[0].name_local[0].1, "Grupo de Trabajo sobre Política Cibernética");
        assert_eq!(details.mechanisms[0].sources.len(), 1);
        let [first, second, third] = &details.events[..] else { panic!("three events") };
        assert_eq!(first.commitments[0].outcome, Outcome::Fulfilled(Some(EventIndex(1))));
        assert_eq!(first.delegations[0].lead.as_ref().unwrap().title.as_deref(), Some("Coordinator"));
        assert_eq!(second.delegations[0].co_leads.len(), 2);
        assert_eq!(second.note.as_deref(), Some("The day is that of the press note."));
        assert_eq!(&*third.sources[0].lang, "es");
    }

    #[test]
    fn what_the_linter_finds_does_not_compile() {
        let findings = compile(&tree(&[(PATH, "id = 3\n")])).unwrap_err();
        assert!(findings.iter().any(|finding| finding.field == "id"), "{findings:?}");
        let findings = compile(&SourceTree::from_texts("data", [])).unwrap_err();
        let missing: Vec<_> = findings.iter().map(|finding| finding.file.as_str()).collect();
        let all = ["organisations", "parties", "record", "tables", "themes"]
            .map(|name| format!("data/{name}.toml"));
        assert_eq!(missing, all);
    }
}
