//! Bytes as text: UTF-8, with or without a byte order mark.

use crate::{MOST_BYTES, Refusal};

/// The text of a file.
///
/// # Errors
/// The reason if there is too much or nothing of it, or if it is in another encoding.
pub fn decoded(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge(MOST_BYTES));
    }
    if is_utf16(bytes) {
        return Err(Refusal::Utf16);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Refusal::Encoding(1 + before.iter().filter(|&&byte| byte == b'\n').count())
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() { Err(Refusal::Empty) } else { Ok(text) }
}

/// A byte order mark of UTF-16, or a zero beside the first letter: text in UTF-8 has no zeros.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=0x7f, ..] | [1..=0x7f, 0, ..])
}
