//! The tags of an HTML page, one after the other: enough to cut Trunk's page apart and to follow the links of ours.
//!
//! It reads quoted and unquoted attributes, passes over comments and over what stands in scripts, style sheets and the
//! title.
//! It is no validator: of bytes that are no HTML it gives some tags or none.

use std::ops::Range;

/// A start tag, or an end tag (`is_end`).
#[derive(Debug, PartialEq)]
pub struct Tag<'a> {
    /// Name as written.
    pub name: &'a str,
    /// Whether it is an end tag.
    pub is_end: bool,
    /// Names as written, values with their entities.
    attributes: Vec<(&'a str, &'a str)>,
    /// Where it stands, from "<" to ">".
    pub place: Range<usize>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute without entities; empty for one without a value.
    pub fn get(&self, name: &str) -> Option<String> {
        self.raw(name).map(plain)
    }

    fn raw(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Whether it is the start of an element with this name.
    pub fn starts(&self, name: &str) -> bool {
        !self.is_end && self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it is the end of an element with this name.
    pub fn ends(&self, name: &str) -> bool {
        self.is_end && self.name.eq_ignore_ascii_case(name)
    }
}

/// All tags of a page.
pub fn tags(html: &str) -> Tags<'_> {
    Tags { html, at: 0 }
}

/// See [`tags`].
pub struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.at + self.html[self.at..].find('<')?;
            let after = &self.html[start + 1..];
            if after.starts_with("!--") {
                self.at = start + self.html[start..].find("-->")? + 3;
                continue;
            }
            let is_end = after.starts_with('/');
            let name_at = start + 1 + usize::from(is_end);
            let name = word(&self.html[name_at..], |letter| letter.is_ascii_alphanumeric() || letter == '-');
            if name.is_empty() {
                self.at = start + 1;
                continue;
            }
            let (attributes, end) = attributes(self.html, name_at + name.len())?;
            self.at = end;
            let tag = Tag { name, is_end, attributes, place: start..end };
            if let Some(closing) = ["script", "style", "title"].into_iter().find(|raw| tag.starts(raw)) {
                let rest = self.html[end..].find(&["</", closing].concat());
                self.at = rest.map_or(self.html.len(), |length| end + length);
            }
            return Some(tag);
        }
    }
}

fn word(text: &str, is_part: fn(char) -> bool) -> &str {
    &text[..text.find(|letter| !is_part(letter)).unwrap_or(text.len())]
}

/// The attributes from a place on, and the place behind the ">"; `None` if the page ends before it.
fn attributes(html: &str, mut at: usize) -> Option<(Vec<(&str, &str)>, usize)> {
    let mut found = Vec::new();
    loop {
        at += html[at..].find(|letter: char| !letter.is_ascii_whitespace() && letter != '/')?;
        if html[at..].starts_with('>') {
            return Some((found, at + 1));
        }
        let name =
            word(&html[at..], |letter| !letter.is_ascii_whitespace() && !matches!(letter, '=' | '>' | '/'));
        // A sign that begins no name ("=") is passed over.
        at += name.len().max(1);
        let Some(value) = html[at..].strip_prefix('=').filter(|_| !name.is_empty()) else {
            found.push((name, ""));
            continue;
        };
        at += 1;
        let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        let value = match quote {
            Some(quote) => {
                at += 1;
                let length = html[at..].find(quote)?;
                let value = &html[at..at + length];
                at += length + 1;
                value
            }
            None => {
                let value = word(value, |letter| !letter.is_ascii_whitespace() && letter != '>');
                at += value.len();
                value
            }
        };
        found.push((name, value));
    }
}

/// A text without the entities that [`maud`] writes.
pub fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(html: &str) -> Vec<String> {
        tags(html).map(|tag| format!("{}{}", if tag.is_end { "/" } else { "" }, tag.name)).collect()
    }

    #[test]
    fn attributes_are_read_quoted_or_not() {
        let tag = tags("<a href=/x title='a b' data-x=\"&lt;&amp;\" hidden>").next().expect("is a tag");
        assert_eq!(tag.get("HREF").as_deref(), Some("/x"));
        assert_eq!(tag.get("title").as_deref(), Some("a b"));
        assert_eq!(tag.get("data-x").as_deref(), Some("<&"));
        assert_eq!(tag.get("hidden").as_deref(), Some(""));
        assert_eq!(tag.get("id"), None);
    }

    #[test]
    fn what_stands_in_comments_and_scripts_is_no_tag() {
        assert_eq!(seen("<!-- <a> --><script>'<b>'</script><i>x</i>"), ["script", "/script", "i", "/i"]);
        assert_eq!(seen("1 < 2 <p>"), ["p"]);
    }

    #[test]
    fn what_is_no_html_ends_without_harm() {
        for odd in ["<", "<a", "<a href=", "<a href='x", "<!-- x", "<script>", "</", "<a =x=y>"] {
            let _ = seen(odd);
        }
    }
}
