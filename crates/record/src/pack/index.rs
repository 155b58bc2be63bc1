//! The index: all of [`Record`]. Packing and unpacking stand side by side, column by column.

use super::read::{Read, Reader};
use super::{Frame, UnpackError, unzigzag};
#[cfg(feature = "source")]
use super::{write::Writer, zigzag};
use crate::{
    Edtf, Event, EventId, EventIndex, Form, Kind, Mechanism, MechanismId, MechanismIndex, Moment,
    Organisation, OrganisationKind, Party, PartyCode, PartyIndex, PartyKind, Place, Record, Region, Status,
    Theme,
};

const FRAME: Frame = Frame { letters: *b"EntI", version: 1 };

/// Where organisations begin among the kinds of party: 0 is a country without region, then come the regions.
const FIRST_ORGANISATION: u32 = 1 + Region::ALL.len() as u32;

/// Where the statuses of what a reader brought begin.
const FIRST_BROUGHT: u32 = Status::ALL.len() as u32;

/// Packs the index.
#[cfg(feature = "source")]
pub fn pack_index(record: &Record) -> Vec<u8> {
    let mut to = Writer::default();
    to.text(&record.version);
    pack_parties(&mut to, &record.parties);
    pack_mechanisms(&mut to, &record.mechanisms);
    pack_events(&mut to, record);
    to.seal(FRAME)
}

/// Unpacks the index.
///
/// # Errors
/// [`UnpackError`] if the bytes are not what `pack_index` wrote.
pub fn unpack_index(bytes: &[u8]) -> Result<Record, UnpackError> {
    let mut from = Reader::open(bytes, FRAME)?;
    let version = from.text()?;
    let parties = unpack_parties(&mut from)?;
    let mut mechanisms = unpack_mechanisms(&mut from, parties.len())?;
    let events = unpack_events(&mut from, &mut mechanisms, parties.len())?;
    from.close()?;
    Ok(Record { version, mechanisms, events, parties })
}

#[cfg(feature = "source")]
fn pack_parties(to: &mut Writer, parties: &[Party]) {
    to.number(parties.len() as u32);
    to.texts(parties.iter().map(|party| party.code.as_str()));
    to.numbers(parties.iter().map(|party| match &party.kind {
        PartyKind::Country { region } => region.map_or(0, |region| 1 + region.index() as u32),
        PartyKind::Organisation(organisation) => FIRST_ORGANISATION + organisation.kind.index() as u32,
    }));
    let organisations: Vec<&Organisation> = parties.iter().filter_map(Party::organisation).collect();
    to.texts(organisations.iter().map(|it| &*it.name_en));
    to.texts(organisations.iter().map(|it| &*it.name_es));
    to.texts(organisations.iter().map(|it| &*it.short));
    to.texts(organisations.iter().map(|it| if it.short_es == it.short { "" } else { &it.short_es }));
    to.numbers(organisations.iter().map(|it| it.members.is_some().into()));
    let members: Vec<Vec<u32>> =
        organisations.iter().filter_map(|it| it.members.as_deref()).map(positions).collect();
    to.lists(members.iter().map(Vec::as_slice));
    to.dates(&organisations.iter().map(|it| it.as_of).collect::<Vec<_>>());
}

fn unpack_parties(from: &mut Reader) -> Read<Vec<Party>> {
    let count = from.count()?;
    let codes = from.texts(count)?;
    let kinds = from.numbers(count)?;
    let organisations = kinds.iter().filter(|&&kind| kind >= FIRST_ORGANISATION).count();
    let mut names_en = from.texts(organisations)?.into_iter();
    let mut names_es = from.texts(organisations)?.into_iter();
    let mut shorts = from.texts(organisations)?.into_iter();
    let mut shorts_es = from.texts(organisations)?.into_iter();
    let listed = from.positions(organisations, 2)?;
    let lists = from.lists(listed.iter().filter(|&&listed| listed == 1).count(), count)?;
    let (mut listed, mut lists) = (listed.into_iter(), lists.into_iter());
    let mut as_of = from.dates(organisations)?.into_iter();

    let mut parties: Vec<Party> = Vec::with_capacity(count);
    for (code, kind) in codes.into_iter().zip(kinds) {
        let code = PartyCode::new(&code).ok_or(UnpackError::Malformed("a code of a party"))?;
        if parties.last().is_some_and(|before| before.code >= code) {
            return Err(UnpackError::Malformed("parties out of order"));
        }
        let kind = if let Some(sort) = kind.checked_sub(FIRST_ORGANISATION) {
            let short = shorts.next().unwrap_or_default();
            let short_es = shorts_es.next().filter(|it| !it.is_empty()).unwrap_or_else(|| short.clone());
            let has_members = listed.next() == Some(1);
            PartyKind::Organisation(Organisation {
                name_en: names_en.next().unwrap_or_default(),
                name_es: names_es.next().unwrap_or_default(),
                short,
                short_es,
                kind: word(OrganisationKind::from_index, sort)?,
                members: if has_members { lists.next().map(indices) } else { None },
                as_of: as_of.next().flatten(),
            })
        } else {
            PartyKind::Country { region: kind.checked_sub(1).and_then(|at| Region::from_index(at as usize)) }
        };
        parties.push(Party { code, kind });
    }
    Ok(parties)
}

#[cfg(feature = "source")]
fn pack_mechanisms(to: &mut Writer, mechanisms: &[Mechanism]) {
    to.number(mechanisms.len() as u32);
    to.texts(mechanisms.iter().map(|it| it.id.as_str()));
    to.texts(mechanisms.iter().map(|it| &*it.name));
    to.texts(mechanisms.iter().map(|it| &*it.short));
    to.numbers(mechanisms.iter().map(|it| it.form.index() as u32));
    to.numbers(mechanisms.iter().map(|it| {
        let status = it.status.index() as u32 + if it.brought { FIRST_BROUGHT } else { 0 };
        status * 2 + u32::from(it.standing)
    }));
    let parties: Vec<Vec<u32>> = mechanisms.iter().map(|it| positions(&it.parties)).collect();
    to.lists(parties.iter().map(Vec::as_slice));
    let members: Vec<Vec<u32>> = mechanisms.iter().map(|it| positions(&it.members)).collect();
    to.lists(members.iter().map(Vec::as_slice));
    let themes: Vec<Vec<u32>> = mechanisms.iter().map(|it| theme_places(&it.themes)).collect();
    to.lists(themes.iter().map(Vec::as_slice));
    to.numbers(mechanisms.iter().map(|it| it.events.len() as u32));
}

/// Mechanisms whose events are numbered as they are packed.
fn unpack_mechanisms(from: &mut Reader, parties: usize) -> Read<Vec<Mechanism>> {
    let count = from.count()?;
    let ids = from.texts(count)?;
    let mut names = from.texts(count)?.into_iter();
    let mut shorts = from.texts(count)?.into_iter();
    let forms = from.numbers(count)?;
    let states = from.numbers(count)?;
    let mut party_lists = from.lists(count, parties)?.into_iter();
    let mut member_lists = from.lists(count, parties)?.into_iter();
    let theme_lists = from.lists(count, Theme::ALL.len())?;
    let event_counts = from.numbers(count)?;

    let mut mechanisms: Vec<Mechanism> = Vec::with_capacity(count);
    let mut events = 0u32;
    for (at, id) in ids.into_iter().enumerate() {
        let id = MechanismId::new(&id).ok_or(UnpackError::Malformed("an id of a mechanism"))?;
        if mechanisms.last().is_some_and(|before| before.id >= id) {
            return Err(UnpackError::Malformed("mechanisms out of order"));
        }
        let first = events;
        events = first.checked_add(event_counts[at]).ok_or(UnpackError::Truncated)?;
        // Before positions are made for them.
        from.must_hold(events as usize)?;
        mechanisms.push(Mechanism {
            id,
            name: names.next().unwrap_or_default(),
            short: shorts.next().unwrap_or_default(),
            form: word(Form::from_index, forms[at])?,
            parties: indices(party_lists.next().unwrap_or_default()),
            members: indices(member_lists.next().unwrap_or_default()),
            status: word(Status::from_index, states[at] / 2 % FIRST_BROUGHT)?,
            standing: states[at] % 2 == 1,
            brought: match states[at] / 2 / FIRST_BROUGHT {
                0 => false,
                1 => true,
                _ => return Err(UnpackError::Malformed("a word that no vocabulary has")),
            },
            themes: themes(&theme_lists[at]),
            events: (first..events).map(EventIndex).collect(),
        });
    }
    Ok(mechanisms)
}

#[cfg(feature = "source")]
fn pack_events(to: &mut Writer, record: &Record) {
    let order: Vec<EventIndex> = record.mechanisms.iter().flat_map(|it| it.events.iter().copied()).collect();
    let events: Vec<&Event> = order.iter().map(|&at| record.event(at)).collect();
    let mut packed_at = vec![0u32; record.events.len()];
    order.iter().zip(0..).for_each(|(at, packed)| packed_at[at.index()] = packed);
    let mechanism = |event: &Event| record.mechanism(event.mechanism);

    to.dates(&events.iter().map(|it| Some(it.date)).collect::<Vec<_>>());
    to.texts(
        events.iter().map(|it| {
            if *it.id.as_str() == usual_id(&mechanism(it).id, it.date) { "" } else { it.id.as_str() }
        }),
    );
    to.texts(events.iter().map(|it| &*it.title));
    to.numbers(events.iter().map(|it| it.kind.index() as u32 * 2 + u32::from(it.primary)));
    to.numbers(events.iter().map(|it| it.ordinal.map_or(0, |ordinal| 1 + u32::from(ordinal))));
    pack_places(to, &events);
    let own = |it: &&Event| it.parties != mechanism(it).parties;
    to.numbers(events.iter().map(|it| own(it).into()));
    let parties: Vec<Vec<u32>> =
        events.iter().filter(|it| own(it)).map(|it| positions(&it.parties)).collect();
    to.lists(parties.iter().map(Vec::as_slice));
    let themes: Vec<Vec<u32>> = events.iter().map(|it| theme_places(&it.themes)).collect();
    to.lists(themes.iter().map(Vec::as_slice));
    to.numbers(events.iter().zip(0..).map(|(it, at)| {
        // An event never follows itself, so a difference of nothing is free to mean "follows none".
        it.follows.map_or(0, |followed| zigzag(at, packed_at[followed.index()]))
    }));
}

/// Events in the order of the record; the mechanisms' positions and those of followed events are brought into it.
fn unpack_events(from: &mut Reader, mechanisms: &mut [Mechanism], parties: usize) -> Read<Vec<Event>> {
    let count = mechanisms.iter().map(|it| it.events.len()).sum();
    let dates = from.dates(count)?;
    let ids = from.texts(count)?;
    let mut titles = from.texts(count)?.into_iter();
    let kinds = from.numbers(count)?;
    let ordinals = from.numbers(count)?;
    let mut places = unpack_places(from, count, parties)?.into_iter();
    let own = from.positions(count, 2)?;
    let mut own_parties = from.lists(own.iter().filter(|&&own| own == 1).count(), parties)?.into_iter();
    let theme_lists = from.lists(count, Theme::ALL.len())?;
    let follows = from.numbers(count)?;

    let mut events = Vec::with_capacity(count);
    for (mechanism, at) in mechanisms.iter().zip(0..) {
        for &EventIndex(packed) in &mechanism.events {
            let here = packed as usize;
            let date = dates[here].ok_or(UnpackError::Malformed("an event without a date"))?;
            let id = if ids[here].is_empty() {
                EventId::new(&usual_id(&mechanism.id, date))
            } else {
                EventId::new(&ids[here])
            };
            let parties = if own[here] == 1 {
                indices(own_parties.next().unwrap_or_default())
            } else {
                from.spend(size_of_val(&*mechanism.parties))?;
                mechanism.parties.clone()
            };
            let followed = unzigzag(packed, follows[here]);
            if followed as usize >= count {
                return Err(UnpackError::Malformed("a position outside its list"));
            }
            let ordinal = ordinals[here].checked_sub(1).map(u16::try_from).transpose();
            events.push(Event {
                id: id.ok_or(UnpackError::Malformed("an id of an event"))?,
                mechanism: MechanismIndex(at),
                kind: word(Kind::from_index, kinds[here] / 2)?,
                date,
                title: titles.next().unwrap_or_default(),
                ordinal: ordinal.map_err(|_| UnpackError::Malformed("an ordinal beyond 65535"))?,
                place: places.next().flatten(),
                parties,
                themes: themes(&theme_lists[here]),
                primary: kinds[here] % 2 == 1,
                follows: (follows[here] != 0).then_some(EventIndex(followed)),
            });
        }
    }
    Ok(in_order_of_date(events, mechanisms))
}

/// Brings events, and all positions of events, from the packed order into that of the record.
fn in_order_of_date(mut events: Vec<Event>, mechanisms: &mut [Mechanism]) -> Vec<Event> {
    let spans: Vec<_> = events.iter().map(|it| (it.date.earliest(), it.date.latest())).collect();
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_unstable_by(|&a, &b| (spans[a], &events[a].id).cmp(&(spans[b], &events[b].id)));
    let mut place = vec![EventIndex(0); events.len()];
    order.iter().zip(0..).for_each(|(&packed, at)| place[packed] = EventIndex(at));

    for mechanism in mechanisms {
        mechanism.events.iter_mut().for_each(|at| *at = place[at.index()]);
    }
    for event in &mut events {
        event.follows = event.follows.map(|at| place[at.index()]);
    }
    // Each goes to its place, and what was there to its own: a second list would keep its memory for good.
    for at in 0..events.len() {
        while place[at].index() != at {
            let to = place[at].index();
            events.swap(at, to);
            place.swap(at, to);
        }
    }
    events
}

#[cfg(feature = "source")]
fn pack_places(to: &mut Writer, events: &[&Event]) {
    to.numbers(events.iter().map(|it| it.place.is_some().into()));
    let places = to.mentions(events.iter().filter_map(|it| it.place.as_ref()));
    to.numbers(places.iter().map(|it| it.country.map_or(0, |country| 1 + country.0)));
    to.texts(places.iter().map(|it| it.city.as_deref().unwrap_or_default()));
    to.numbers(places.iter().map(|it| it.online.into()));
}

fn unpack_places(from: &mut Reader, events: usize, parties: usize) -> Read<Vec<Option<Place>>> {
    let placed = from.positions(events, 2)?;
    let (mentions, count) = from.mentions(placed.iter().filter(|&&placed| placed == 1).count())?;
    let countries = from.positions(count, parties + 1)?;
    let cities = from.texts(count)?;
    let online = from.positions(count, 2)?;
    let mut mentions = mentions.into_iter();
    placed
        .into_iter()
        .map(|placed| {
            if placed == 0 {
                return Ok(None);
            }
            let at = mentions.next().unwrap_or_default() as usize;
            from.spend(cities[at].len())?;
            Ok(Some(Place {
                country: countries[at].checked_sub(1).map(PartyIndex),
                city: (!cities[at].is_empty()).then(|| cities[at].clone()),
                online: online[at] == 1,
            }))
        })
        .collect()
}

/// The id that nearly all events have: mechanism and first date, without doubt.
#[inline(never)]
fn usual_id(mechanism: &MechanismId, date: Edtf) -> String {
    let Moment { year, month, day, .. } = date.start;
    let mut id = String::with_capacity(mechanism.as_str().len() + 11);
    id.push_str(mechanism.as_str());
    // Digit by digit: this is asked for every event of a reader's hundred thousand, and formatting takes its time.
    let digit = |number: i16| char::from(b'0' + (number % 10).unsigned_abs() as u8);
    id.push('-');
    id.extend([year / 1000, year / 100, year / 10, year].map(digit));
    for part in [month, day].into_iter().take_while(|part| *part > 0).map(i16::from) {
        id.push('-');
        id.extend([part / 10, part].map(digit));
    }
    id
}

fn word<T>(from_index: fn(usize) -> Option<T>, at: u32) -> Read<T> {
    from_index(at as usize).ok_or(UnpackError::Malformed("a word that no vocabulary has"))
}

fn indices(positions: Vec<u32>) -> Box<[PartyIndex]> {
    positions.into_iter().map(PartyIndex).collect()
}

fn themes(places: &[u32]) -> Box<[Theme]> {
    places.iter().filter_map(|&at| Theme::from_index(at as usize)).collect()
}

#[cfg(feature = "source")]
fn positions(parties: &[PartyIndex]) -> Vec<u32> {
    parties.iter().map(|party| party.0).collect()
}

#[cfg(feature = "source")]
fn theme_places(themes: &[Theme]) -> Vec<u32> {
    themes.iter().map(|theme| theme.index() as u32).collect()
}
