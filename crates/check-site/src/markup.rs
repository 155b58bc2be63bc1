//! The start tags of a page with their attributes: enough to follow links and to read the policy.

/// A start tag: its name and its attributes, in lower case, values without their entities.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The start tags of a page. What stands in scripts is none of it.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (tag, after) = read_tag(after);
        rest = after;
        if tag.name == "script" {
            rest = rest.split_once("</script").map_or("", |(_, after)| after);
        }
        found.push(tag);
    }
    found
}

fn read_tag(text: &str) -> (Tag, &str) {
    let (name, mut rest) = split_where(text, |c| c.is_ascii_whitespace() || c == '>' || c == '/');
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        let (key, after) = split_where(rest, |c| c.is_ascii_whitespace() || "=>/".contains(c));
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => read_value(value),
            None => ("", after),
        };
        rest = after;
        attributes.push((key.to_ascii_lowercase(), plain(value)));
    }
    (Tag { name: name.to_ascii_lowercase(), attributes }, rest)
}

fn read_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    split_where(text, |c| c.is_ascii_whitespace() || c == '>')
}

fn split_where(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

/// Without the entities that addresses and policies have in them.
fn plain(value: &str) -> String {
    let quotes = value.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    quotes.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_quotes_and_without() {
        let html = "<!doctype html><!-- <a href=no> --><base href=/sub/><link rel=\"x\" href='/a?b=1&amp;c=2' async>\
                    <script>\"<a href=no>\"</script><a\nHREF=/b>";
        let tags = tags(html);
        let links: Vec<Option<&str>> = tags.iter().map(|tag| tag.get("href")).collect();
        assert_eq!(links, [Some("/sub/"), Some("/a?b=1&c=2"), None, Some("/b")]);
        assert_eq!(tags[1].get("async"), Some(""));
    }

    #[test]
    fn a_broken_page_ends() {
        for odd in ["<", "<a", "<a href", "<a href=", "<a href=\"", "<a ==", "<!--", "<script", "<a é=é"] {
            assert!(tags(odd).len() <= 1, "{odd}");
        }
    }
}
