//! What the app does for a reader's act that no address says ([`Act`]).

use entente_record::{EventIndex, Precision};
use leptos::prelude::*;

use super::{Site, kept};
use crate::{
    draw::svg,
    export::{Format, TooLarge},
    text::{Texts, fill},
    ui::{
        act::{Act, Picture},
        browser::{Step, clear_all, fault, forget_colours, page, palette, patch, renew},
        pages,
        parts::{HINTS, PAPER, print},
        picture::{self, MOST_LANES, TooTall, picture},
        screen::{Column, Folds, Scheme},
    },
    view::Page,
};

/// How long a year of the network stands while the years go by.
const YEAR_LASTS: std::time::Duration = std::time::Duration::from_millis(900);

impl Site {
    /// Does what a control stands for.
    pub fn act(self, act: Act) {
        match act {
            Act::Copy => self.copy(self.address(), |texts| texts.top_copied),
            // It needs to know of which field (`listen`).
            Act::CopyText => {}
            Act::Retry => self.read_details(std::future::ready(())),
            Act::LoadPasted => self.load_pasted(),
            Act::CancelLoad => self.cancel_load(),
            Act::KeepOwn => self.toggle_keep(),
            Act::JoinOwn => self.folds.update(|folds| folds.own.join ^= true),
            Act::RemoveOwn => self.remove_own(),
            Act::ShowAgain => {
                fault::leave_nothing_out();
                self.left_out.set(None);
            }
            Act::ClearDevice => leptos::task::spawn_local(self.clear_device()),
            Act::Renew => renew(),
            Act::Dismiss => self.ignored.set(Vec::new()),
            Act::OpenRail => self.rail_open.set(true),
            Act::CloseRail => self.rail_open.set(false),
            Act::Colours => self.folds.update(|folds| {
                let (next, stored) = match folds.scheme {
                    Scheme::System => (Scheme::Dark, "dark"),
                    Scheme::Dark => (Scheme::Light, "light"),
                    Scheme::Light => (Scheme::System, ""),
                };
                page::store(kept::SCHEME_KEY, stored);
                folds.scheme = next;
            }),
            Act::FoldMap => self.folds.update(|folds| {
                folds.map = !folds.map;
                page::store(kept::FOLD_KEY, if folds.map { "1" } else { "0" });
            }),
            Act::FoldRail => self.folds.update(|folds| {
                folds.rail = !folds.rail;
                page::store(kept::RAIL_KEY, if folds.rail { "1" } else { "" });
            }),
            Act::Save(format) => self.save(format),
            Act::Picture(format) => self.save_picture(format),
            Act::Play => {
                self.folds.update(|folds| folds.playing ^= true);
                self.play();
            }
            Act::Sheet(sheet) => self.folds.update(|folds| {
                folds.sheet = Some(sheet).filter(|_| folds.sheet != Some(sheet));
            }),
            Act::CloseSheet => self.folds.update(|folds| folds.sheet = None),
            Act::ShareLink => page::share(&page::title(), &self.address()),
            Act::NextHint => self.folds.update(|folds| {
                folds.hint = folds.hint.map(|at| at + 1).filter(|at| *at < HINTS);
            }),
            Act::CloseHints => {
                page::store(kept::HINTS_KEY, "1");
                self.folds.update(|folds| folds.hint = None);
            }
            Act::Frame(size) => self.folds.update(|folds| folds.frame = size),
            Act::More => self.folds.update(|folds| folds.rows += Folds::ROWS),
            Act::Whole(list) => self.folds.update(|folds| folds.whole[list as usize] ^= true),
            Act::Fold(family) => self.folds.update(|folds| folds.families[family.index()] ^= true),
            Act::Sort(column) => self.folds.update(|folds| {
                let (by, ascending) = folds.order;
                folds.order = (column, if by == column { !ascending } else { column != Column::Date });
            }),
        }
    }

    /// Takes whatever the site keeps off the device, and says what became of it. What was chosen holds no longer, or the next
    /// choice would bring all of it back.
    async fn clear_device(self) {
        let cleared = clear_all().await;
        self.folds.update(|folds| {
            let fresh = Folds::default();
            (folds.scheme, folds.rail, folds.map) = (fresh.scheme, fresh.rail, fresh.map);
            (folds.recent, folds.own.keep) = (fresh.recent, false);
        });
        self.reset();
        let texts = self.texts_now();
        self.say(if cleared { texts.about_device_cleared } else { texts.about_device_left }.to_string());
    }

    /// While the years of the network go by: shows the next one, and the one after it in a while. Who asks for less
    /// motion steps by hand: the button then shows one year more.
    fn play(self) {
        if !self.folds.with_untracked(|folds| folds.playing) {
            return;
        }
        let view = self.screen_now(pages::next_year);
        let ends = view.window.to.is_none();
        self.navigate(view, Step::Replace);
        if ends || page::prefers_reduced_motion() {
            self.folds.update(|folds| folds.playing = false);
        } else {
            set_timeout(move || self.play(), YEAR_LASTS);
        }
    }

    /// Saves the selection as a file; says so if it is too large for its format.
    fn save(self, format: Format) {
        let (text, dayless) = self.screen_now(|screen| {
            let events: Vec<EventIndex> =
                screen.selection.events.iter().map(|at| EventIndex(at as u32)).collect();
            let coarse = |it: &&EventIndex| screen.record.event(**it).date.precision() != Precision::Day;
            // A calendar has only days; the reader is told what it leaves out.
            let dayless = if format == Format::Ics { events.iter().filter(coarse).count() } else { 0 };
            (screen.with_export(|export| format.write(export, &events)), dayless)
        });
        let texts = Texts::of(self.language.get_untracked());
        let number = |count: usize| self.screen_now(|screen| screen.number(count));
        match text {
            Ok(text) => {
                let name = ["entente.", format.extension()].concat();
                page::save_file(&name, format.media_type(), &text);
                if dayless > 0 {
                    self.say(fill(texts.top_without_day.of(dayless as u32), &[("n", &number(dayless))]));
                }
            }
            Err(TooLarge { fits }) => self.say(fill(texts.top_too_large, &[("n", &number(fits))])),
        }
    }

    /// Writes what goes on paper besides the open page. At once: the browser does not wait.
    pub(super) fn prepare_paper(self) {
        let Some(paper) = document().get_element_by_id(PAPER) else { return };
        // Paper is light, whatever the screen is.
        let scheme = page::root(page::SCHEME);
        page::set_root(page::SCHEME, "light");
        forget_colours();
        let explores = self.page.with_untracked(|page| *page == Page::Explore);
        let picture = palette().filter(|_| explores).map(|palette| {
            let (atlas, chronology) = (self.atlas(), self.chronology());
            svg(
                &self.screen_now(|screen| picture::paper(screen, &atlas, &chronology)),
                &palette,
                &page::title(),
            )
        });
        patch(&paper, &self.screen_now(|screen| print(screen, picture)).into_string());
        page::set_root(page::SCHEME, &scheme);
        forget_colours();
    }

    /// Saves map and timeline as a picture; says so if it would be too tall.
    fn save_picture(self, format: Picture) {
        let (atlas, chronology) = (self.atlas(), self.chronology());
        let scene = self.screen_now(|screen| picture(screen, &atlas, &chronology));
        let texts = Texts::of(self.language.get_untracked());
        let (scene, palette) = match (scene, palette()) {
            (Ok(scene), Some(palette)) => (scene, palette),
            (Ok(_), None) => return,
            (Err(TooTall { lanes }), _) => {
                let number = |count: usize| self.screen_now(|screen| screen.number(count));
                let most = number(MOST_LANES);
                return self.say(fill(texts.top_too_tall, &[("n", &number(lanes)), ("most", &most)]));
            }
        };
        let text = svg(&scene, &palette, &page::title());
        let dots = match format {
            Picture::Svg => return page::save_file("entente.svg", "image/svg+xml", &text),
            Picture::Png => 1.0,
            Picture::PngDouble => 2.0,
        };
        let (width, height) = (f64::from(scene.width) * dots, f64::from(scene.height) * dots);
        leptos::task::spawn_local(async move {
            if !page::save_png("entente.png", &text, width, height).await {
                self.say(texts.top_picture_failed.to_string());
            }
        });
    }

    /// Copies a text and says so.
    pub(super) fn copy(self, text: String, done: fn(&Texts) -> &'static str) {
        leptos::task::spawn_local(async move {
            let copied = page::copy(&text).await;
            let texts = Texts::of(self.language.get_untracked());
            self.say(if copied { done(texts) } else { texts.top_copy_failed }.to_string());
        });
    }
}
