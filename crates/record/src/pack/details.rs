//! The details: all of [`Details`], in the packed order of the index (mechanism by mechanism).

use super::read::{Read, Reader};
use super::{Frame, UnpackError, hash, hash_on, unzigzag};
#[cfg(feature = "source")]
use super::{write::Writer, zigzag};
use crate::{
    ColumnText, Commitment, Delegation, Details, EventDetail, EventIndex, MechanismDetail, Outcome,
    PartyIndex, Person, Record, Source, SourceKind, TableText,
};

const FRAME: Frame = Frame { letters: *b"EntD", version: 2 };

/// Outcomes as numbers; from here on, the difference to the event that kept the promise.
const KEPT_BY: u32 = 3;

/// Packs the details of a record.
///
/// Details that do not run parallel to the record (one for each mechanism, one for each event) are no details of it;
/// what has no counterpart is left out.
#[cfg(feature = "source")]
pub fn pack_details(record: &Record, details: &Details) -> Vec<u8> {
    let mut to = Writer::default();
    to.numbers(binding(record));
    let order = packed_order(record);
    let mechanisms = &details.mechanisms;
    let events: Vec<&EventDetail> = order.iter().filter_map(|at| details.events.get(at.index())).collect();

    to.texts(mechanisms.iter().map(|it| &*it.summary));
    to.texts(mechanisms.iter().map(|it| it.parent.as_deref().unwrap_or_default()));
    to.numbers(mechanisms.iter().map(|it| it.name_local.len() as u32));
    to.shared_texts(mechanisms.iter().flat_map(|it| it.name_local.iter().map(|(tag, _)| &**tag)));
    to.texts(mechanisms.iter().flat_map(|it| it.name_local.iter().map(|(_, name)| &**name)));

    to.texts(events.iter().map(|it| &*it.summary));
    to.texts(events.iter().map(|it| it.note.as_deref().unwrap_or_default()));
    to.numbers(events.iter().map(|it| it.instruments.len() as u32));
    to.shared_texts(events.iter().flat_map(|it| it.instruments.iter().map(|it| &**it)));
    pack_delegations(&mut to, &events);
    pack_commitments(&mut to, &events, &order);
    let lists = mechanisms.iter().map(|it| &it.sources).chain(events.iter().map(|it| &it.sources));
    pack_sources(&mut to, &lists.collect::<Vec<_>>());
    pack_tables(&mut to, &details.tables);
    to.seal(FRAME)
}

/// Unpacks the details that belong to an index.
///
/// # Errors
/// [`UnpackError`] if the bytes are not what `pack_details` wrote for this record.
pub fn unpack_details(bytes: &[u8], record: &Record) -> Result<Details, UnpackError> {
    let mut from = Reader::open(bytes, FRAME)?;
    if from.numbers(2)? != binding(record) {
        return Err(UnpackError::Mismatch);
    }
    let order = packed_order(record);
    let (mechanisms, events) = (record.mechanisms.len(), order.len());

    let mut mechanism_summaries = from.texts(mechanisms)?.into_iter();
    let mut parents = from.texts(mechanisms)?.into_iter();
    let name_counts = from.numbers(mechanisms)?;
    let names = total(&name_counts)?;
    let tags = from.shared_texts(names)?;
    let mut names_local = tags.into_iter().zip(from.texts(names)?);

    let mut summaries = from.texts(events)?.into_iter();
    let mut notes = from.texts(events)?.into_iter();
    let instrument_counts = from.numbers(events)?;
    let mut instruments = from.shared_texts(total(&instrument_counts)?)?.into_iter();
    let mut delegations = unpack_delegations(&mut from, events, record.parties.len())?.into_iter();
    let mut commitments = unpack_commitments(&mut from, &order)?.into_iter();
    let mut sources = unpack_sources(&mut from, mechanisms + events)?.into_iter();
    let tables = unpack_tables(&mut from)?;
    from.close()?;

    let mechanisms = name_counts
        .into_iter()
        .map(|names| MechanismDetail {
            summary: mechanism_summaries.next().unwrap_or_default(),
            parent: parents.next().filter(|it| !it.is_empty()),
            name_local: names_local.by_ref().take(names as usize).collect(),
            sources: sources.next().unwrap_or_default(),
        })
        .collect();
    // Placed, not sorted: a second instance of sorting weighs more than this in the wasm.
    let mut placed: Vec<Option<EventDetail>> = (0..events).map(|_| None).collect();
    for (at, named) in order.into_iter().zip(instrument_counts) {
        *placed.get_mut(at.index()).ok_or(UnpackError::Mismatch)? = Some(EventDetail {
            summary: summaries.next().unwrap_or_default(),
            note: notes.next().filter(|it| !it.is_empty()),
            instruments: instruments.by_ref().take(named as usize).collect(),
            delegations: delegations.next().unwrap_or_default(),
            commitments: commitments.next().unwrap_or_default(),
            sources: sources.next().unwrap_or_default(),
        });
    }
    let events = placed.into_iter().collect::<Option<_>>().ok_or(UnpackError::Mismatch)?;
    Ok(Details { mechanisms, events, tables })
}

#[cfg(feature = "source")]
fn pack_tables(to: &mut Writer, tables: &[TableText]) {
    to.numbers([tables.len() as u32]);
    to.numbers(tables.iter().map(|it| it.columns.len() as u32));
    let columns = || tables.iter().flat_map(|it| &it.columns);
    to.shared_texts(tables.iter().map(|it| &*it.name).chain(columns().map(|it| &*it.name)));
    for language in [0, 1] {
        let about = columns().map(|it| &*it.about[language]);
        to.shared_texts(tables.iter().map(|it| &*it.about[language]).chain(about));
    }
}

fn unpack_tables(from: &mut Reader) -> Read<Vec<TableText>> {
    let count = from.number()?;
    let columns = from.numbers(count as usize)?;
    let all = total(&[&columns[..], &[count]].concat())?;
    let names = from.shared_texts(all)?;
    let abouts = from.shared_texts(all)?.into_iter().zip(from.shared_texts(all)?);
    let mut texts =
        names.into_iter().zip(abouts).map(|(name, (en, es))| ColumnText { name, about: [en, es] });
    let tables: Vec<ColumnText> = texts.by_ref().take(count as usize).collect();
    let fill = |(table, columns): (ColumnText, u32)| TableText {
        name: table.name,
        about: table.about,
        columns: texts.by_ref().take(columns as usize).collect(),
    };
    Ok(tables.into_iter().zip(columns).map(fill).collect())
}

#[cfg(feature = "source")]
fn pack_delegations(to: &mut Writer, events: &[&EventDetail]) {
    to.numbers(events.iter().map(|it| it.delegations.len() as u32));
    let all: Vec<&Delegation> = events.iter().flat_map(|it| &it.delegations).collect();
    to.numbers(all.iter().map(|it| it.party.0));
    to.numbers(all.iter().map(|it| it.co_leads.len() as u32 * 2 + u32::from(it.lead.is_some())));
    let people: Vec<&Person> = all.iter().flat_map(|it| it.lead.iter().chain(&it.co_leads)).collect();
    to.shared_texts(people.iter().map(|it| &*it.name));
    to.shared_texts(people.iter().map(|it| it.title.as_deref().unwrap_or_default()));
    to.numbers(all.iter().map(|it| it.agencies.len() as u32));
    to.shared_texts(all.iter().flat_map(|it| it.agencies.iter().map(|it| &**it)));
}

fn unpack_delegations(from: &mut Reader, events: usize, parties: usize) -> Read<Vec<Vec<Delegation>>> {
    let counts = from.numbers(events)?;
    let count = total(&counts)?;
    let delegating = from.positions(count, parties)?;
    let people_counts = from.numbers(count)?;
    let people = total(&people_counts.iter().map(|it| it / 2 + it % 2).collect::<Vec<_>>())?;
    let names = from.shared_texts(people)?;
    let titles = from.shared_texts(people)?;
    let mut people = names
        .into_iter()
        .zip(titles)
        .map(|(name, title)| Person { name, title: Some(title).filter(|it| !it.is_empty()) });
    let agency_counts = from.numbers(count)?;
    let mut agencies = from.shared_texts(total(&agency_counts)?)?.into_iter();

    let mut all =
        delegating.into_iter().zip(people_counts).zip(agency_counts).map(|((party, led), agency_count)| {
            Delegation {
                party: PartyIndex(party),
                lead: if led % 2 == 1 { people.next() } else { None },
                co_leads: people.by_ref().take((led / 2) as usize).collect(),
                agencies: agencies.by_ref().take(agency_count as usize).collect(),
            }
        });
    Ok(counts.into_iter().map(|count| all.by_ref().take(count as usize).collect()).collect())
}

#[cfg(feature = "source")]
fn pack_commitments(to: &mut Writer, events: &[&EventDetail], order: &[EventIndex]) {
    let mut packed_at = vec![0u32; order.len()];
    order.iter().zip(0..).for_each(|(at, packed)| packed_at[at.index()] = packed);
    to.numbers(events.iter().map(|it| it.commitments.len() as u32));
    let all =
        || events.iter().zip(0u32..).flat_map(|(it, at)| it.commitments.iter().zip(std::iter::repeat(at)));
    to.texts(all().map(|(it, _)| &*it.text));
    to.dates(&all().map(|(it, _)| it.due).collect::<Vec<_>>());
    to.numbers(all().map(|(it, at)| match it.outcome {
        Outcome::Unknown => 0,
        Outcome::Missed => 1,
        Outcome::Fulfilled(None) => 2,
        Outcome::Fulfilled(Some(by)) => KEPT_BY + zigzag(at, packed_at[by.index()]),
    }));
}

fn unpack_commitments(from: &mut Reader, order: &[EventIndex]) -> Read<Vec<Vec<Commitment>>> {
    let counts = from.numbers(order.len())?;
    let count = total(&counts)?;
    let mut texts = from.texts(count)?.into_iter();
    let mut due = from.dates(count)?.into_iter();
    let mut outcomes = from.numbers(count)?.into_iter();
    counts
        .into_iter()
        .zip(0..)
        .map(|(count, at)| {
            (0..count)
                .map(|_| {
                    Ok(Commitment {
                        text: texts.next().unwrap_or_default(),
                        due: due.next().flatten(),
                        outcome: outcome(outcomes.next().unwrap_or_default(), at, order)?,
                    })
                })
                .collect()
        })
        .collect()
}

fn outcome(code: u32, at: u32, order: &[EventIndex]) -> Read<Outcome> {
    Ok(match code {
        0 => Outcome::Unknown,
        1 => Outcome::Missed,
        2 => Outcome::Fulfilled(None),
        _ => {
            let by = order.get(unzigzag(at, code - KEPT_BY) as usize);
            Outcome::Fulfilled(Some(*by.ok_or(UnpackError::Malformed("a position outside its list"))?))
        }
    })
}

#[cfg(feature = "source")]
fn pack_sources(to: &mut Writer, lists: &[&Vec<Source>]) {
    to.numbers(lists.iter().map(|it| it.len() as u32));
    let sources = to.mentions(lists.iter().copied().flatten());
    to.texts(sources.iter().map(|it| &*it.url));
    to.texts(sources.iter().map(|it| &*it.title));
    to.shared_texts(sources.iter().map(|it| &*it.publisher));
    to.shared_texts(sources.iter().map(|it| &*it.lang));
    to.numbers(sources.iter().map(|it| it.kind.index() as u32));
    to.dates(&sources.iter().map(|it| it.date).collect::<Vec<_>>());
}

fn unpack_sources(from: &mut Reader, lists: usize) -> Read<Vec<Vec<Source>>> {
    let counts = from.numbers(lists)?;
    let (mentions, count) = from.mentions(total(&counts)?)?;
    let urls = from.texts(count)?;
    let mut titles = from.texts(count)?.into_iter();
    let mut publishers = from.shared_texts(count)?.into_iter();
    let mut langs = from.shared_texts(count)?.into_iter();
    let kinds = from.numbers(count)?;
    let mut dates = from.dates(count)?.into_iter();
    let sources: Vec<Source> = urls
        .into_iter()
        .zip(kinds)
        .map(|(url, kind)| {
            Ok(Source {
                url,
                title: titles.next().unwrap_or_default(),
                publisher: publishers.next().unwrap_or_default(),
                lang: langs.next().unwrap_or_default(),
                kind: SourceKind::from_index(kind as usize)
                    .ok_or(UnpackError::Malformed("a word that no vocabulary has"))?,
                date: dates.next().flatten(),
            })
        })
        .collect::<Read<_>>()?;
    let mut mentioned = mentions.into_iter();
    counts
        .into_iter()
        .map(|count| {
            mentioned
                .by_ref()
                .take(count as usize)
                .map(|at| {
                    let source = &sources[at as usize];
                    from.spend(size_of::<Source>() + source.url.len() + source.title.len())?;
                    from.spend(source.publisher.len())?;
                    Ok(source.clone())
                })
                .collect()
        })
        .collect()
}

/// Events as they are packed: mechanism by mechanism.
fn packed_order(record: &Record) -> Vec<EventIndex> {
    record.mechanisms.iter().flat_map(|it| it.events.iter().copied()).collect()
}

/// What ties details to their index: a hash of the version and of all ids, in two halves.
fn binding(record: &Record) -> [u32; 2] {
    let start = hash(record.version.as_bytes());
    let hash = record
        .events
        .iter()
        .fold(start, |hash, event| hash_on(hash_on(hash, event.id.as_str().as_bytes()), b"\n"));
    [hash as u32, (hash >> 32) as u32]
}

/// The sum of counts. An absurd sum is caught where the column of that length is read.
fn total(counts: &[u32]) -> Read<usize> {
    let sum = counts.iter().try_fold(0u32, |sum, &count| sum.checked_add(count));
    sum.map(|sum| sum as usize).ok_or(UnpackError::Truncated)
}
