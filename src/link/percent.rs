//! Percent-encoding (RFC 3986, section 2.1).

/// Which part of an address a text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// "/" stands for itself.
    Path,
    /// "+" stands for a space.
    Query,
}

/// Takes `%xx` as the byte that it stands for. What isn't UTF-8 in the end becomes U+FFFD; a "%" that no two
/// hexadecimal digits follow stays as it is.
pub(super) fn decode(text: &str, part: Part) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        bytes.push(match (first, tail) {
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    rest = after;
                    high << 4 | low
                }
                _ => b'%',
            },
            (b'+', _) if part == Part::Query => b' ',
            (byte, _) => *byte,
        });
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Appends the text to an address: unreserved characters, "," and ":" as they are, every other byte as `%XX`, save what
/// the part has a sign for.
pub(super) fn encode(address: &mut String, text: &str, part: Part) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b',' | b':' => {
                address.push(char::from(byte));
            }
            b'/' if part == Part::Path => address.push('/'),
            b' ' if part == Part::Query => address.push('+'),
            _ => {
                let digits = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
                address.extend(['%', char::from(digits[0]), char::from(digits[1])]);
            }
        }
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_are_read_and_what_only_looks_like_one_stays() {
        assert_eq!(decode("S%C3%A3o+Paulo%2c", Part::Query), "São Paulo,");
        assert_eq!(decode("a+b", Part::Path), "a+b");
        for odd in ["%", "%4", "%zz", "100%"] {
            assert_eq!(decode(odd, Part::Query), odd);
        }
        assert_eq!(decode("%FF%e2%82", Part::Query), "\u{FFFD}\u{FFFD}");
    }

    proptest! {
        #[test]
        fn what_was_encoded_decodes_to_the_same(text in any::<String>(), path: bool) {
            let part = if path { Part::Path } else { Part::Query };
            let mut address = String::new();
            encode(&mut address, &text, part);
            prop_assert!(address.is_ascii());
            prop_assert_eq!(decode(&address, part), text);
        }
    }
}
