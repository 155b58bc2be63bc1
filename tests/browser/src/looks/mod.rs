//! How each kind of page looks, held against pictures that were accepted (`tests/browser/references`).
//!
//! Every page is seen at two sizes and in both colour schemes, on the same day, in the same [fonts], without motion. A
//! page that looks [different](difference) is told with what was seen and where it differs, in the folder of pictures.

mod difference;
pub mod fonts;
mod picture;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use self::difference::{Difference, difference};
use self::picture::Picture;
use crate::devtools;
use crate::driver::Driver;
use crate::fault::{Fault, check};
use crate::host::Host;
use crate::options::Options;
use crate::page::{DESK, PHONE, Page, Screen};

/// A page to look at.
struct Look {
    name: &'static str,
    address: &'static str,
    /// Whether the sheet of keys and shapes lies over it.
    with_help: bool,
}

const fn look(name: &'static str, address: &'static str) -> Look {
    Look { name, address, with_help: false }
}

/// One of each kind.
const LOOKS: [Look; 17] = [
    look("explore", "/"),
    look("explore-themes", "/?group=theme"),
    look("explore-filtered", "/?party=AR&theme=cybercrime&from=2012"),
    look("table", "/?view=table"),
    look("event", "/event/ar-us-cyber-policy-working-group-2017-05-23"),
    look("mechanism", "/mechanism/jp-us-cyber-dialogue"),
    look("party", "/party/MX"),
    look("pair", "/pair/AR/US"),
    look("theme", "/theme/cybercrime"),
    look("compare", "/compare/AR,MX,US"),
    look("commitments", "/commitments"),
    look("quiet", "/quiet"),
    look("network", "/network"),
    look("about", "/about"),
    look("data", "/data"),
    look("missing", "/event/no-such-event"),
    Look { name: "help", address: "/", with_help: true },
];

/// Sizes and schemes, with the end of the pictures' names.
const SCREENS: [(&str, Screen); 4] = [
    ("desk-light", DESK),
    ("desk-dark", Screen { dark: true, ..DESK }),
    ("phone-light", PHONE),
    ("phone-dark", Screen { dark: true, ..PHONE }),
];

/// A reader of noon on 22 November 2026 who has put the hints away.
const SAME_DAY: &str = "
    const now = Date.UTC(2026, 10, 22, 12);
    globalThis.Date = class extends Date {
        constructor(...given) { super(...(given.length ? given : [now])); }
        static now() { return now; }
    };
    try { localStorage.setItem('entente-hints', '1'); } catch { /* The first, empty page has no storage. */ }";

/// Nothing blinks.
const AT_REST: &str = "
    const style = document.createElement('style');
    style.textContent = '* { caret-color: transparent !important; }';
    document.head.append(style);";

/// The families that are not there: their letters are as wide as those of another.
const MISSING_FONTS: &str = "
    const context = document.createElement('canvas').getContext('2d');
    const width = (family) => {
        context.font = `40px ${family}`;
        return context.measureText('Entente, governments, 2026').width;
    };
    const families = [['Noto Sans', 'serif'], ['Libertinus Serif', 'sans-serif'], ['DejaVu Sans Mono', 'serif']];
    return families.filter(([name, other]) => width(`'${name}', ${other}`) === width(other));";

/// Looks at all pages, or those whose picture's name holds one of the words. With `accept` what is seen becomes the
/// reference, else it is held against it. Returns whether all passed.
pub async fn run(driver: &Driver, options: &Options, accept: bool) -> Result<bool, Fault> {
    let start = Instant::now();
    let references = options.references()?;
    let host = Host::serve(&options.dist, "/")?;
    let is_wanted = |name: &str| options.words.is_empty() || options.words.iter().any(|it| name.contains(it));
    let (mut passed, mut failed) = (0, 0);
    for (ending, screen) in SCREENS {
        let wanted: Vec<(String, &Look)> = LOOKS
            .iter()
            .map(|look| (format!("{}-{ending}", look.name), look))
            .filter(|(name, _)| is_wanted(name))
            .collect();
        if wanted.is_empty() {
            continue;
        }
        let page = Page::start(driver, &host, &options.pictures, screen).await?;
        hold_still(&page, screen).await?;
        check_fonts(&page).await?;
        for (name, look) in wanted {
            let outcome = match see(&page, look).await {
                Ok(bytes) if accept => write_reference(&references.join(format!("{name}.png")), &bytes),
                Ok(bytes) => compare(&name, &bytes, references, &options.pictures),
                Err(fault) => Err(fault),
            };
            match outcome {
                Ok(()) => {
                    println!("test {name} ... ok");
                    passed += 1;
                }
                Err(fault) => {
                    println!("test {name} ... FAILED: {fault}");
                    failed += 1;
                }
            }
        }
        page.client.close().await?;
    }
    println!(
        "\ntest result: {}. {passed} passed; {failed} failed; finished in {:.1}s",
        if failed == 0 { "ok" } else { "FAILED" },
        start.elapsed().as_secs_f64()
    );
    if failed > 0 && !accept {
        println!("If the pages look as they should now: cargo xtask shots --accept");
    }
    Ok(failed == 0)
}

/// From now on pages do not move, know one day, and put no hint over themselves.
async fn hold_still(page: &Page<'_>, screen: Screen) -> Result<(), Fault> {
    let source = json!({ "source": SAME_DAY });
    devtools::call(&page.client, "Page.addScriptToEvaluateOnNewDocument", source).await?;
    devtools::call(&page.client, "Emulation.setTimezoneOverride", json!({ "timezoneId": "UTC" })).await?;
    let scheme = if screen.dark { "dark" } else { "light" };
    let features = json!({ "features": [
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ] });
    devtools::call(&page.client, "Emulation.setEmulatedMedia", features).await?;
    Ok(())
}

/// Fails if the browser does not know the fonts that references are set in: everything would differ.
async fn check_fonts(page: &Page<'_>) -> Result<(), Fault> {
    let missing = page.script(MISSING_FONTS).await?;
    check(missing.as_array().is_some_and(Vec::is_empty), || format!("the browser did not find {missing}"))
}

/// A picture of a page that is whole and at rest.
async fn see(page: &Page<'_>, look: &Look) -> Result<Vec<u8>, Fault> {
    page.open(look.address).await?;
    page.full().await?;
    page.script(AT_REST).await?;
    if look.with_help {
        page.script("document.querySelector('#help').click()").await?;
        page.find("dialog[open]").await?;
    }
    page.settle().await?;
    page.seen().await
}

fn write_reference(path: &Path, seen: &[u8]) -> Result<(), Fault> {
    let picture = Picture::read(seen)?;
    let reference = picture.write()?;
    // Else the page itself would not pass.
    if difference(&picture, &Picture::read(&reference)?).is_some() {
        return Err(Fault::new("it has more colours than a reference can hold"));
    }
    write(path, &reference)
}

/// Fails if a page does not look like its reference, and leaves what was seen and where it differs.
fn compare(name: &str, seen: &[u8], references: &Path, pictures: &Path) -> Result<(), Fault> {
    let left = Left {
        seen: pictures.join(format!("{name}.png")),
        difference: pictures.join(format!("{name}-differs.png")),
    };
    let path = references.join(format!("{name}.png"));
    let Ok(accepted) = fs::read(&path) else {
        write(&left.seen, seen)?;
        return Err(Fault::new(format!("there is no {}; seen: {}", path.display(), left.seen.display())));
    };
    let (picture, accepted) = (Picture::read(seen)?, Picture::read(&accepted)?);
    let told = match difference(&picture, &accepted) {
        None => return Ok(()),
        Some(Difference::Size) => format!(
            "it is {} by {} pixels, the reference {} by {}",
            picture.width, picture.height, accepted.width, accepted.height
        ),
        Some(Difference::Tiles(tiles)) => {
            write(&left.difference, &tiles.shown_on(&picture).write()?)?;
            let (x, y) = tiles.at.first().copied().unwrap_or_default();
            format!(
                "{} tiles differ, the first at ({x}, {y}), the worst in {} pixels; where: {}",
                tiles.at.len(),
                tiles.worst,
                left.difference.display()
            )
        }
    };
    write(&left.seen, seen)?;
    Err(Fault::new(format!("{told}; seen: {}", left.seen.display())))
}

/// What a failure leaves.
struct Left {
    seen: PathBuf,
    difference: PathBuf,
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|reason| Fault::new(format!("{} can't be written ({reason})", path.display())))
}
