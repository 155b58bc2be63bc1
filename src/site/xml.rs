//! What XML asks for beyond HTML.

/// The first line of a file.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// A text without the characters that no XML file may hold, not even escaped. [`maud`] escapes the rest.
pub fn text(text: &str) -> String {
    let is_allowed = |sign: &char| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_left_out_and_all_else_stays() {
        assert_eq!(text("a\u{0}\u{b}\u{fffe}b\tñ<&\u{1f600}"), "ab\tñ<&\u{1f600}");
    }
}
