//! Reading dates: EDTF as far as the record uses it.

use entente_record::{Day, Edtf, EdtfError};

/// Up to two dates, one a line: each comes back as it went out, and their order is that of what they can mean.
pub fn read_date(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut dates = text.splitn(2, '\n').map(date);
    if let (Some(Some(a)), Some(Some(b))) = (dates.next(), dates.next()) {
        in_order(a, b);
        as_interval(a, b);
    }
}

fn date(text: &str) -> Option<Edtf> {
    let read = Edtf::parse(text);
    // Addresses read single dates by themselves.
    assert_eq!(Edtf::parse_single(text), read.clone().ok().filter(|date| date.end.is_none()), "{text:?}");
    let date = match read {
        Ok(date) => date,
        Err(error) => {
            if let EdtfError::Malformed { offset, .. } = error {
                // It is told as a number of characters.
                assert!(text.get(..offset).is_some_and(|before| before.is_ascii()), "{text:?}: {offset}");
            }
            assert!(!error.to_string().is_empty());
            return None;
        }
    };
    assert_eq!(date.to_string(), text, "there is one way to write a date");
    let (earliest, latest) = (date.earliest(), date.latest());
    assert!(Day::MIN <= earliest && earliest <= latest && latest <= Day::MAX, "{date}");
    assert!(f64::from(earliest.0) <= date.anchor() && date.anchor() <= f64::from(latest.0), "{date}");
    for day in [earliest, latest] {
        assert_eq!(Day::from_civil(day.civil()), day);
        assert_eq!(Edtf::parse(&day.to_string()).map(|it| (it.earliest(), it.latest())), Ok((day, day)));
    }
    Some(date)
}

fn in_order(a: Edtf, b: Edtf) {
    if a.latest() < b.earliest() {
        assert!(a.anchor() < b.anchor(), "{a} {b}");
    }
    let certain =
        |date: Edtf| Edtf { start: entente_record::Moment { uncertain: false, ..date.start }, ..date };
    let (a, b) = (certain(a), certain(b));
    if a.end.is_none() && b.end.is_none() && a.precision() == b.precision() {
        assert_eq!(a.to_string().cmp(&b.to_string()), a.earliest().cmp(&b.earliest()), "{a} {b}");
        assert_eq!(a.earliest().cmp(&b.earliest()), a.latest().cmp(&b.latest()), "{a} {b}");
    }
}

fn as_interval(a: Edtf, b: Edtf) {
    if a.end.is_some() || b.end.is_some() {
        return;
    }
    let interval = Edtf { start: a.start, end: Some(b.start) };
    let read = Edtf::parse(&interval.to_string());
    if b.latest() < a.earliest() {
        assert_eq!(read, Err(EdtfError::Backwards));
    } else {
        assert_eq!(read, Ok(interval));
    }
}
