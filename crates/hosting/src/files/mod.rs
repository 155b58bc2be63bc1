//! The files that tell servers how the site is served. Those of `deploy/` are committed, for people who put up a site that
//! they did not build; a test holds them against what is made here.

use crate::{caching, headers, types};

/// `deploy/nginx/entente.conf`: the server.
pub fn nginx_site() -> String {
    let types = types::TYPES.map(|known| format!("        \"{}\" {};", known.header(), known.extension));
    filled(include_str!("nginx.conf"), &types.join("\n"), "")
}

/// `deploy/nginx/entente-headers.conf`: the headers of every answer, in the words of nginx.
pub fn nginx_headers() -> String {
    let line = |name: &str, value: &str| format!("add_header {name} \"{value}\" always;\n");
    let all = headers::everywhere("$entente_frame_ancestors");
    let mut text =
        "# The headers of every answer, included by entente.conf. A location with an add_header of its own would lose them.\n\
         # Made from crates/hosting: change it there, or a test says so.\n"
            .to_owned();
    text.extend(all.iter().map(|(name, value)| line(name, value)));
    text += &line("Cache-Control", "$entente_cache");
    text += &line(headers::DOWNLOADS.0, "$entente_readers");
    text += &line("Allow", "$entente_allow");
    text
}

/// `deploy/caddy/Caddyfile`.
pub fn caddyfile() -> String {
    let all = headers::everywhere("{$ENTENTE_FRAME_ANCESTORS:*}");
    let headers: Vec<String> = all.iter().map(|(name, value)| format!("\t\t{name} \"{value}\"")).collect();
    // Pages have the right type already, whatever their addresses end with.
    let types = types::TYPES.iter().filter(|known| known.extension != "html").map(|known| {
        let extension = known.extension;
        format!(
            "\t\t@{extension} path *.{extension}\n\t\theader @{extension} Content-Type \"{}\"",
            known.header()
        )
    });
    filled(include_str!("Caddyfile"), &types.collect::<Vec<_>>().join("\n"), &headers.join("\n"))
}

/// `_headers` in the root of the site, for hosts that read it (Netlify, Cloudflare Pages). `base` is the path of the site's
/// root without its trailing slash.
///
/// Values of two rules that match are joined there, so no header stands in two rules that can. What is not kept for ever is
/// asked for anew by these hosts' own rule.
pub fn for_static_hosts(base: &str, frame_ancestors: &str) -> String {
    let rule = |path: &str, headers: &[(&str, &str)]| {
        let lines: String = headers.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
        format!("{base}{path}\n{lines}")
    };
    let all = headers::everywhere(frame_ancestors);
    let everywhere: Vec<(&str, &str)> = all.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut text = rule("/*", &everywhere) + &rule("/data/*", &[headers::DOWNLOADS]);
    text.extend(
        caching::FOREVER_BEGINNINGS.iter().map(|path| rule(path, &[("Cache-Control", caching::FOREVER)])),
    );
    text
}

/// A file with what is said elsewhere put into its places.
fn filled(file: &str, types: &str, headers: &str) -> String {
    let places = [
        ("{types}", types),
        ("{headers}", headers),
        ("{ask_again}", caching::ASK_AGAIN),
        ("{forever}", caching::FOREVER),
        ("{forever_paths}", caching::FOREVER_PATHS),
        ("{downloads_name}", headers::DOWNLOADS.0),
        ("{downloads}", headers::DOWNLOADS.1),
        ("{strict_transport_name}", headers::STRICT_TRANSPORT.0),
        ("{strict_transport}", headers::STRICT_TRANSPORT.1),
    ];
    places.iter().fold(file.to_owned(), |text, (place, value)| text.replace(place, value))
}

#[cfg(test)]
mod tests {
    use std::{env, fs, path::Path};

    use super::*;

    /// Holds a committed file against what is made; with `ENTENTE_BLESS=1` it is written anew.
    fn hold(name: &str, made: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy").join(name);
        if env::var_os("ENTENTE_BLESS").is_some() {
            fs::write(&path, made).expect("can be written");
        }
        let committed = fs::read_to_string(&path).expect("is committed");
        assert!(
            committed == made,
            "deploy/{name} is not what crates/hosting says. Mend: ENTENTE_BLESS=1 cargo test -p entente-hosting"
        );
    }

    #[test]
    fn the_committed_files_for_servers_say_what_is_said_here() {
        hold("nginx/entente.conf", &nginx_site());
        hold("nginx/entente-headers.conf", &nginx_headers());
        hold("caddy/Caddyfile", &caddyfile());
    }

    #[test]
    fn every_header_is_in_every_file() {
        let files = [nginx_headers(), caddyfile(), for_static_hosts("", "*")];
        for (name, _) in headers::everywhere("*") {
            assert!(files.iter().all(|file| file.contains(name)), "{name}");
        }
    }

    #[test]
    fn no_place_in_a_file_stays_empty() {
        for file in [nginx_site(), caddyfile()] {
            for place in ["{types}", "{headers}", "{forever", "{ask_again}", "{downloads", "{strict"] {
                assert!(!file.contains(place), "{place}");
            }
        }
    }

    #[test]
    fn a_static_host_is_told_each_header_once_for_a_path_and_where_the_site_lies() {
        let told = for_static_hosts("/sub", "'self'");
        assert!(told.starts_with("/sub/*\n  Content-Security-Policy: default-src 'none'; "));
        assert!(told.contains("frame-ancestors 'self'\n"));
        assert!(told.contains("\n/sub/data/*\n  Access-Control-Allow-Origin: *\n"));
        assert!(told.ends_with("/sub/start-*\n  Cache-Control: public, max-age=31536000, immutable\n"));
        // Cloudflare reads lines of at most 2,000 characters.
        assert!(told.lines().all(|line| line.len() <= 2000));
    }

    #[test]
    fn what_is_kept_for_ever_by_its_beginning_is_named_by_its_content() {
        for beginning in caching::FOREVER_BEGINNINGS {
            let example = beginning.replace('*', "0123456789abcdef.js");
            assert!(caching::is_forever(&example), "{example}");
        }
    }
}
