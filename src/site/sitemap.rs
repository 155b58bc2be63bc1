//! `sitemap.xml` and its parts (sitemaps.org), and `robots.txt`.

use maud::{PreEscaped, html};

use super::{facts::Facts, pages::Section, xml};

/// As many addresses as a part may hold.
const LIMIT: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The index and its parts, one or more for each section: path within the site, and content. Addresses are full.
pub fn files(facts: &Facts, addresses: &[(Section, String)]) -> Vec<(String, String)> {
    // A version names a month; the format allows a date without a day.
    let changed = facts.version_date().map(|date| date.to_string());
    let mut parts = Vec::new();
    for section in Section::ALL {
        let of_section: Vec<&String> =
            addresses.iter().filter(|(of, _)| *of == section).map(|(_, address)| address).collect();
        for (number, chunk) in of_section.chunks(LIMIT).enumerate() {
            let number = if number == 0 { String::new() } else { format!("-{}", number + 1) };
            let path = format!("/sitemap-{}{number}.xml", section.name());
            let content = html! {
                (PreEscaped(xml::HEAD))
                urlset xmlns=(NAMESPACE) {
                    @for address in chunk {
                        url { loc { (address) } @if let Some(date) = &changed { lastmod { (date) } } }
                    }
                }
            };
            parts.push((path, content.into_string()));
        }
    }
    let index = html! {
        (PreEscaped(xml::HEAD))
        sitemapindex xmlns=(NAMESPACE) {
            @for (path, _) in &parts { sitemap { loc { (facts.place.address(path)) } } }
        }
    };
    parts.push(("/sitemap.xml".to_string(), index.into_string()));
    parts
}

/// `robots.txt`: everything may be read. It names the sitemap where there is one.
pub fn robots(facts: &Facts) -> String {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if facts.place.has_origin() {
        text += &format!("\nSitemap: {}\n", facts.place.address("/sitemap.xml"));
    }
    text
}
