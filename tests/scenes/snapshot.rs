//! A picture held against the one that was accepted.

use std::fs;
use std::path::Path;

/// What an accepted picture may weigh in bytes: they are read in reviews.
const HEAVIEST: usize = 60_000;

/// Fails if a picture is not, line for line, the accepted one of that name; writes it beside when it fails, and in its
/// place where `ENTENTE_BLESS` is set.
pub fn check(name: &str, picture: &str) {
    assert!(picture.len() <= HEAVIEST, "{name}: {} bytes; show less of it", picture.len());
    let file = format!("tests/snapshots/{name}.svg");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    if std::env::var_os("ENTENTE_BLESS").is_some() {
        fs::write(&path, picture).unwrap_or_else(|error| panic!("{file}: {error}"));
        return;
    }
    let accepted = fs::read_to_string(&path).unwrap_or_default();
    let Some(difference) = first_difference(&accepted, picture) else { return };
    let drawn = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.svg"));
    fs::write(&drawn, picture).unwrap_or_else(|error| panic!("{}: {error}", drawn.display()));
    panic!(
        "{file} differs from what is drawn now, {}.\n{difference}\n\
         If the new picture is right: ENTENTE_BLESS=1 cargo test --test scenes",
        drawn.display()
    );
}

/// Where two pictures first differ, in words.
fn first_difference(accepted: &str, drawn: &str) -> Option<String> {
    let (mut before, mut now) = (accepted.lines(), drawn.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (before.next(), now.next()) {
            (None, None) => return None,
            (before, now) if before == now => {}
            (before, now) => {
                let told = |line: Option<&str>| line.map_or("nothing".into(), shortened);
                return Some(format!(
                    "First in line {line}:\n  accepted  {}\n  drawn     {}",
                    told(before),
                    told(now)
                ));
            }
        }
    }
}

/// The outline of a country can be a line of thousands of characters.
fn shortened(line: &str) -> String {
    if line.chars().count() <= 160 {
        return line.to_owned();
    }
    line.chars().take(160).chain(['…']).collect()
}

#[test]
fn a_difference_is_told_with_its_line() {
    assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    let told = first_difference("a\nb\nc\n", "a\nx\nc\n").expect("they differ");
    assert!(
        told.contains("line 2") && told.contains("accepted  b") && told.contains("drawn     x"),
        "{told}"
    );
    let told = first_difference("", "a\n").expect("they differ");
    assert!(told.contains("accepted  nothing"), "{told}");
}
