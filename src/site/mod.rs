//! The static pages: every page of the record as a file that a crawler, a link preview and a browser without
//! JavaScript read, with sitemap and feeds. Native only.
//!
//! In go the data files and the page that Trunk built; out come, beside the app:
//!
//! | file | what it is |
//! | --- | --- |
//! | `{page}/index.html`, `es/{page}/index.html` | a page, rendered by the function that the app shows it with |
//! | `start-{hash}.js` | begins the app |
//! | `sw.js`, `app.html` | what keeps the app on the reader's device, and the page that it then shows every page with |
//! | `manifest.webmanifest`, `manifest.es.webmanifest`, `icon*` | what the site is called and looks like once installed |
//! | `404.html` | the page for all other addresses |
//! | `sitemap.xml`, `sitemap-{section}.xml`, `feed.xml`, `{page}/feed.xml` | where the site's host is known |
//! | `preview.png`, `{mechanism or party}/preview.png` | pictures for link previews; they too need the host |
//! | `data/*` | the whole record, to be taken away ([`dataset`](crate::export::dataset)) |
//! | `robots.txt` | all may be read |
//! | `_headers` | how the site is served, for hosts that read it ([`entente_hosting`]) |
//!
//! The same data, page and day give the same bytes.

mod body;
mod crawl;
mod facts;
mod feed;
mod head;
mod icons;
mod linked;
mod names;
mod offline;
mod pages;
mod place;
mod preview;
mod shell;
mod sitemap;
mod summary;
mod tags;
#[cfg(test)]
mod tests;
mod xml;

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use entente_hosting::{files::for_static_hosts, headers::is_frame_ancestors};
use entente_record::Day;

use crate::{
    draw::{Palette, Role},
    export::{FOLDER, dataset},
    link, ui,
    view::{Language, Page, View},
};
pub use crawl::{Crawl, crawl};
pub use entente_hosting::policy as headers;
use facts::Facts;
use maud::html;
pub use pages::Section;
pub use place::Place;
use shell::Shell;

/// What is written from what, and where to.
pub struct Options {
    /// The directory of the data files.
    pub data: PathBuf,
    /// The page that Trunk built.
    pub shell: PathBuf,
    /// The directory that is served.
    pub dist: PathBuf,
    /// Scheme and host of the site, if known.
    pub origin: Option<String>,
    /// Who may show a page in a frame, as `frame-ancestors` says it.
    pub frame_ancestors: String,
    /// The day on which silence and overdue promises are counted.
    pub today: Day,
}

/// What was written.
#[derive(Debug)]
pub struct Report {
    /// How many pages each section has, both languages together.
    pub pages: Vec<(Section, usize)>,
    /// How many feeds.
    pub feeds: usize,
    /// Files of the sitemap.
    pub sitemaps: usize,
    /// How many preview pictures, the largest in bytes, and all together.
    pub pictures: (usize, u64, u64),
    /// How many files of the whole record.
    pub downloads: usize,
    /// All that was written, in bytes.
    pub bytes: u64,
    /// Where the site lies.
    pub place: Place,
}

/// Why the pages could not be written.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read or written.
    File(PathBuf, io::Error),
    /// The data files have faults: the linter's findings, one a line.
    Record(String),
    /// The page of Trunk's is not what it was taken for; what it lacks.
    Shell(&'static str),
    /// Not scheme and host.
    Origin(String),
    /// Not what `frame-ancestors` can say.
    FrameAncestors(String),
    /// The tables of names are not whole.
    Names(String),
    /// Linked data could not be written.
    Json(serde_json::Error),
    /// The tables contradict their keys.
    Database(String),
    /// A preview could not be drawn; which, and why.
    Picture(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Record(findings) => write!(f, "the record has faults:\n{findings}"),
            Self::Shell(lacks) => write!(f, "the page that Trunk built has {lacks}"),
            Self::Origin(text) => {
                write!(f, "{text:?} is not scheme and host of a site; write it like https://example.org")
            }
            Self::FrameAncestors(text) => {
                write!(
                    f,
                    "{text:?} can't say who may frame a page; write it like \"'self' https://example.org\""
                )
            }
            Self::Names(error) => write!(f, "{error}; make it anew with `cargo xtask intl`"),
            Self::Json(error) => write!(f, "linked data: {error}"),
            Self::Database(error) => write!(f, "the database of the downloads: {error}"),
            Self::Picture(error) => write!(f, "preview: {error}"),
        }
    }
}

impl std::error::Error for Error {}

/// Writes all pages, and what leads to them.
///
/// # Errors
/// The first thing that went wrong. What was written before it stays.
pub fn write(options: &Options) -> Result<Report, Error> {
    let shell =
        fs::read_to_string(&options.shell).map_err(|error| Error::File(options.shell.clone(), error))?;
    let shell = Shell::cut(&shell)?;
    let place = Place::new(shell.base(), options.origin.as_deref())?;
    if !is_frame_ancestors(&options.frame_ancestors) {
        return Err(Error::FrameAncestors(options.frame_ancestors.clone()));
    }
    let facts = Facts::read(&options.data, place, options.today)?;
    let out = Out { dist: &options.dist, bytes: AtomicU64::new(0) };
    write_start(&shell, &out)?;
    write_dress(&facts, &out)?;
    let kept = offline::Kept::of(&options.dist)?;
    let shell = shell.of_version(kept.version(), papers()?);

    let pages = pages::all(&facts.record);
    let views: Vec<(Section, View)> = Language::ALL
        .into_iter()
        .flat_map(|language| {
            let view = move |page: &Page| View { language, page: page.clone(), ..View::default() };
            pages.iter().map(move |(section, page)| (*section, view(page)))
        })
        .collect();
    let feeds = write_pages(&facts, &shell, &out, &views)?;
    let downloads = write_downloads(&facts, &out)?;
    let app = app(&facts, &shell);
    out.file(offline::APP, &app)?;
    out.file(offline::WORKER, kept.worker(&app)?)?;
    out.file("/404.html", not_found(&facts, &shell))?;
    out.file("/robots.txt", sitemap::robots(&facts))?;
    out.file("/_headers", for_static_hosts(facts.place.base(), &options.frame_ancestors))?;
    let (mut sitemaps, mut pictures) = (0, (0, 0, 0));
    if facts.place.has_origin() {
        pictures = write_pictures(&facts, &out, &views)?;
        let addresses: Vec<(Section, String)> =
            views.iter().map(|(section, view)| (*section, facts.place.address(&link::write(view)))).collect();
        for (path, content) in sitemap::files(&facts, &addresses) {
            out.file(&path, content)?;
            sitemaps += 1;
        }
    }
    let count = |section| views.iter().filter(|(of, _)| *of == section).count();
    Ok(Report {
        pages: Section::ALL.map(|section| (section, count(section))).to_vec(),
        feeds,
        sitemaps,
        pictures,
        downloads,
        bytes: out.bytes.into_inner(),
        place: facts.place,
    })
}

/// Writes pages with their feeds; returns how many feeds there were.
fn write_pages(facts: &Facts, shell: &Shell, out: &Out, views: &[(Section, View)]) -> Result<usize, Error> {
    let share = |views: &[(Section, View)]| {
        let mut feeds = 0;
        for (_, view) in views {
            out.page(&link::write(view), &page(facts, shell, view)?)?;
            let feed = feed::of_page(facts, view).filter(|_| facts.place.has_origin());
            if let Some(feed) = feed {
                out.file(&feed.path, feed::write(facts, view, &feed))?;
                feeds += 1;
            }
        }
        Ok(feeds)
    };
    on_all_cores(views, share).into_iter().sum()
}

/// Draws the pictures of the pages that have one of their own; returns how many, the largest, and the sum of sizes.
fn write_pictures(facts: &Facts, out: &Out, views: &[(Section, View)]) -> Result<(usize, u64, u64), Error> {
    let studio = preview::Studio::new()?;
    let own: Vec<&View> =
        views.iter().map(|(_, view)| view).filter(|view| preview::view_of(facts, view) == **view).collect();
    let share = |views: &[&View]| {
        let mut sizes = Vec::new();
        for view in views {
            let picture = studio.draw(facts, view)?;
            sizes.push(picture.len() as u64);
            out.file(&preview::path(facts, view), picture)?;
        }
        Ok(sizes)
    };
    let sizes = on_all_cores(&own, share).into_iter().collect::<Result<Vec<_>, Error>>()?.concat();
    Ok((sizes.len(), sizes.iter().copied().max().unwrap_or(0), sizes.iter().sum()))
}

/// Writes the record as files to be taken away; returns how many.
fn write_downloads(facts: &Facts, out: &Out) -> Result<usize, Error> {
    let site = facts.place.address("");
    let data = facts.dataset(&site);
    let path = |name: &str| ["/", FOLDER, "/", name].concat();
    let mut files = dataset::files(&data);
    files.extend(dataset::samples(&data));
    for file in &files {
        out.file(&path(&file.name), &file.text)?;
    }
    let database = dataset::sqlite(&data).map_err(|error| Error::Database(error.to_string()))?;
    out.file(&path("entente.sqlite"), database)?;
    out.file("/entente.d.ts", include_str!("../entente.d.ts"))?;
    Ok(files.len() + 1)
}

/// Works on as many parts of a list as there are cores, at the same time; the answers are in the list's order.
fn on_all_cores<T: Sync, A: Send>(all: &[T], work: impl Fn(&[T]) -> A + Sync) -> Vec<A> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let work = &work;
    std::thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(cores).max(1));
        let threads: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        let answers = threads.into_iter().map(|thread| thread.join());
        answers.map(|answer| answer.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Writes the script that begins the app.
fn write_start(shell: &Shell, out: &Out) -> Result<(), Error> {
    let start = shell.start();
    out.file(&["/", &start.name].concat(), &start.text)
}

/// Writes icons and manifests.
fn write_dress(facts: &Facts, out: &Out) -> Result<(), Error> {
    let studio = preview::Studio::new()?;
    for icon in icons::ICONS {
        out.file(icon.path, icon.draw(&studio)?)?;
    }
    let [paper, _] = papers()?;
    for language in Language::ALL {
        out.file(offline::manifest_path(language), offline::manifest(language, facts.place.base(), &paper)?)?;
    }
    Ok(())
}

/// The colour of the page, light and dark, as the style sheet has it.
fn papers() -> Result<[String; 2], Error> {
    let paper = |dark| {
        let palette = Palette::from_tokens(include_str!("../../style/tokens.css"), dark);
        let palette = palette.map_err(|error| Error::Picture(error.to_string()))?;
        let (red, green, blue) = palette.colour(Role::Paper.into()).rgb;
        Ok(format!("#{red:02x}{green:02x}{blue:02x}"))
    };
    Ok([paper(false)?, paper(true)?])
}

/// The page that the app shows any other with where the host does not answer. Nobody is to find it otherwise.
fn app(facts: &Facts, shell: &Shell) -> String {
    let view = View::default();
    let screen = facts.screen(&view);
    let head = html! {
        meta name="description" content=(screen.texts.brand_description);
        meta name="robots" content="noindex";
        // By this the app knows that the host did not answer.
        meta name="kept" content="1";
    };
    shell.page(view.language, &ui::pages::title(&screen), &head, &body::waiting(&screen))
}

/// A page as a file.
fn page(facts: &Facts, shell: &Shell, view: &View) -> Result<String, Error> {
    let screen = facts.screen(view);
    let head = head::head(facts, &screen)?;
    Ok(shell.page(view.language, &ui::pages::title(&screen), &head, &body::body(&screen)))
}

/// The page for addresses that nothing lies under. It says so to search engines too.
fn not_found(facts: &Facts, shell: &Shell) -> String {
    let views =
        Language::ALL.map(|language| View { language, page: Page::Missing("/".into()), ..View::default() });
    let screens = views.each_ref().map(|view| facts.screen(view));
    let head = html! {
        meta name="description" content=(screens[0].texts.brand_description);
        meta name="robots" content="noindex";
    };
    shell.page(Language::English, &ui::pages::title(&screens[0]), &head, &body::not_found(&screens))
}

/// The directory that is served.
struct Out<'a> {
    dist: &'a Path,
    bytes: AtomicU64,
}

impl Out<'_> {
    /// Writes the page of an address.
    fn page(&self, address: &str, html: &str) -> Result<(), Error> {
        self.file(&[address.trim_end_matches('/'), "/index.html"].concat(), html)
    }

    /// Writes a file of the site. Its path begins with a slash.
    fn file(&self, path: &str, content: impl AsRef<[u8]>) -> Result<(), Error> {
        let content = content.as_ref();
        let file = self.dist.join(path.trim_start_matches('/'));
        let failed = |error| Error::File(file.clone(), error);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&file, content).map_err(failed)?;
        self.bytes.fetch_add(content.len() as u64, Ordering::Relaxed);
        Ok(())
    }
}
