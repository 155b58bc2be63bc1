//! Reading columns from bytes that may be damaged or hostile.

use super::{END_OF_TEXT, Frame, UnpackError, hash, unzigzag};
use crate::{Day, Edtf, Moment};

/// What is left to read.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    /// How many bytes of copies may still be made: what is written once and mentioned often must not let a few hostile
    /// bytes fill the memory.
    allowance: usize,
}

/// Copies may take so many times the bytes of the pack. The real record needs less than once; a reader's table whose rows
/// say little but all name the same source needs fifty times.
const COPIES: usize = 64;

/// Copies of so many bytes are free: in a small record, one long text may be named by everything.
const ROOM: usize = 16 << 20;

/// What was read, or why not.
pub(super) type Read<T> = Result<T, UnpackError>;

impl<'a> Reader<'a> {
    /// Opens a pack: checks its letters, version and hash.
    pub(super) fn open(bytes: &'a [u8], frame: Frame) -> Read<Self> {
        let (letters, rest) = bytes.split_first_chunk::<4>().ok_or(UnpackError::Truncated)?;
        if *letters != frame.letters {
            return Err(UnpackError::Foreign);
        }
        let (&version, rest) = rest.split_first().ok_or(UnpackError::Truncated)?;
        if version != frame.version {
            return Err(UnpackError::Version(version));
        }
        let (expected, rest) = rest.split_first_chunk::<8>().ok_or(UnpackError::Truncated)?;
        if u64::from_le_bytes(*expected) != hash(rest) {
            return Err(UnpackError::Damaged);
        }
        Ok(Self { rest, allowance: ROOM + rest.len() * COPIES })
    }

    /// Checks that nothing is left.
    pub(super) fn close(self) -> Read<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(UnpackError::Malformed("bytes after the end")) }
    }

    /// Accounts for a copy of so many bytes.
    pub(super) fn spend(&mut self, bytes: usize) -> Read<()> {
        self.allowance = self
            .allowance
            .checked_sub(bytes)
            .ok_or(UnpackError::Malformed("more copies than a record needs"))?;
        Ok(())
    }

    /// A LEB128 number of at most 32 bits.
    #[inline(never)]
    pub(super) fn number(&mut self) -> Read<u32> {
        let mut number = 0u32;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = self.rest.split_first().ok_or(UnpackError::Truncated)?;
            self.rest = rest;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && bits > 0xf {
                break;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(UnpackError::Malformed("a number beyond 32 bits"))
    }

    /// Checks that so many things may follow. Each takes a byte or more, so that a count can't ask for more than there is.
    pub(super) fn must_hold(&self, count: usize) -> Read<()> {
        if count <= self.rest.len() { Ok(()) } else { Err(UnpackError::Truncated) }
    }

    /// How many things follow.
    pub(super) fn count(&mut self) -> Read<usize> {
        let count = self.number()? as usize;
        self.must_hold(count)?;
        Ok(count)
    }

    /// A column of numbers.
    pub(super) fn numbers(&mut self, count: usize) -> Read<Vec<u32>> {
        self.must_hold(count)?;
        (0..count).map(|_| self.number()).collect()
    }

    /// A column of numbers that are positions in a list of the length given.
    pub(super) fn positions(&mut self, count: usize, length: usize) -> Read<Vec<u32>> {
        let numbers = self.numbers(count)?;
        if numbers.iter().all(|&number| (number as usize) < length) {
            Ok(numbers)
        } else {
            Err(UnpackError::Malformed("a position outside its list"))
        }
    }

    /// A column of lists of positions in a list of the length given: all lengths, then all positions.
    pub(super) fn lists(&mut self, count: usize, length: usize) -> Read<Vec<Vec<u32>>> {
        let lengths = self.numbers(count)?;
        lengths.into_iter().map(|items| self.positions(items as usize, length)).collect()
    }

    /// A text.
    #[inline(never)]
    pub(super) fn text(&mut self) -> Read<Box<str>> {
        let end = self.rest.iter().position(|&byte| byte == END_OF_TEXT).ok_or(UnpackError::Truncated)?;
        let (text, rest) = self.rest.split_at(end);
        self.rest = &rest[1..];
        let text =
            std::str::from_utf8(text).map_err(|_| UnpackError::Malformed("a text that is not UTF-8"))?;
        Ok(text.into())
    }

    /// A column of texts.
    pub(super) fn texts(&mut self, count: usize) -> Read<Vec<Box<str>>> {
        self.must_hold(count)?;
        (0..count).map(|_| self.text()).collect()
    }

    /// A column of positions in a list that is written in order of first mention: 0 is the next new item, any other
    /// number counts back from the newest. Returns the positions and how many items there are.
    pub(super) fn mentions(&mut self, count: usize) -> Read<(Vec<u32>, usize)> {
        let mut positions = self.numbers(count)?;
        let mut items = 0;
        for position in &mut positions {
            *position = if *position == 0 {
                items += 1;
                items - 1
            } else {
                let back = *position;
                items.checked_sub(back).ok_or(UnpackError::Malformed("a mention of what did not come yet"))?
            };
        }
        Ok((positions, items as usize))
    }

    /// A column of texts of which many are equal, each written once.
    pub(super) fn shared_texts(&mut self, count: usize) -> Read<Vec<Box<str>>> {
        let (positions, items) = self.mentions(count)?;
        let texts = self.texts(items)?;
        positions
            .into_iter()
            .map(|at| {
                let text = &texts[at as usize];
                self.spend(text.len())?;
                Ok(text.clone())
            })
            .collect()
    }

    /// A column of dates, some of them missing: all shapes, years, months, days, then the same of interval ends.
    pub(super) fn dates(&mut self, count: usize) -> Read<Vec<Option<Edtf>>> {
        let shapes = self.numbers(count)?;
        let starts = self.moments(shapes.iter().map(|shape| shape % 7))?;
        let ends = self.moments(shapes.iter().map(|shape| shape / 7))?;
        starts
            .into_iter()
            .zip(ends)
            .map(|(start, end)| match (start, end) {
                (Some(start), Some(end)) if end.latest() < start.earliest() => {
                    Err(UnpackError::Malformed("an interval that ends before it starts"))
                }
                (Some(start), end) => Ok(Some(Edtf { start, end })),
                (None, None) => Ok(None),
                (None, Some(_)) => Err(UnpackError::Malformed("an end without a start")),
            })
            .collect()
    }

    /// Moments by shape: 0 is none, else 1 + precision + 3 if uncertain.
    fn moments(&mut self, shapes: impl Iterator<Item = u32>) -> Read<Vec<Option<Moment>>> {
        let mut moments: Vec<Option<Moment>> = Vec::new();
        let mut precisions = Vec::new();
        let mut year = 0;
        for shape in shapes {
            let uncertain = match shape {
                0 => {
                    moments.push(None);
                    precisions.push(2);
                    continue;
                }
                1..=6 => shape > 3,
                _ => return Err(UnpackError::Malformed("an unknown shape of date")),
            };
            year = unzigzag(year, self.number()?);
            if year > 9999 {
                return Err(UnpackError::Malformed("a year beyond 9999"));
            }
            moments.push(Some(Moment { year: year as i16, month: 0, day: 0, uncertain }));
            precisions.push((shape - 1) % 3);
        }
        let none = UnpackError::Malformed("no such day");
        for (moment, precision) in moments.iter_mut().zip(&precisions) {
            if let (Some(moment), 0 | 1) = (moment, precision) {
                moment.month = self.number()?.try_into().map_err(|_| none)?;
                Day::from_ymd(moment.year, moment.month, 1).ok_or(none)?;
            }
        }
        for (moment, precision) in moments.iter_mut().zip(&precisions) {
            if let (Some(moment), 0) = (moment, precision) {
                moment.day = self.number()?.try_into().map_err(|_| none)?;
                Day::from_ymd(moment.year, moment.month, moment.day).ok_or(none)?;
            }
        }
        Ok(moments)
    }
}
