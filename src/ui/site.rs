//! What every part of the app shares: the record, the view and the one function that changes it.

mod carried;
mod deeds;
mod kept;
mod lasting;

use std::{rc::Rc, sync::Arc};

use entente_record::{Day, EventIndex, Party, PartyCode, PartyIndex, Record};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{
    act::Act,
    browser::{
        Control, Names, Step, address, fault, forget_colours, next_frame, on_control, on_news, on_restored,
        page, slices, today, wait_for_frames,
    },
    left_out::{self, Part},
    own::{Brought, Own},
    parts::chosen_in_rail,
    screen::{Folds, List, Loading, Screen, Sheet, TABLE_OF_PARTIES},
};
use crate::{
    link::{self, Ignored},
    map::Atlas,
    query::{Index, Selection, select},
    text::Texts,
    timeline::Chronology,
    view::{Filter, Language, Layout, MapAt, Page, View, Window},
};

pub use carried::Carried;
pub(super) use carried::{Embedded, Prepared};
use carried::{names_in, search_names};
pub use lasting::Lasting;

/// The shared context. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct Site {
    record: StoredValue<Arc<Record>>,
    atlas: StoredValue<Arc<Atlas>>,
    chronology: StoredValue<Arc<Chronology>>,
    /// Scheme, host and port; path of the site's root without its trailing slash.
    place: StoredValue<(String, String)>,
    names: StoredValue<[Option<Rc<Names>>; 2], LocalStorage>,
    index: Lasting<RwSignal<Arc<Index>>>,
    details: Lasting<RwSignal<Loading>>,
    view: Lasting<RwSignal<View>>,
    ignored: Lasting<RwSignal<Vec<Ignored>>>,
    /// What passes the present view.
    pub selection: Lasting<Memo<Arc<Selection>>>,
    /// Language of the present view.
    pub language: Lasting<Memo<Language>>,
    /// What is open.
    pub page: Lasting<Memo<Page>>,
    /// Counts up when somebody goes to another view by an act of its own: what a gesture that still runs would write then is
    /// not wanted any more.
    pub moves: StoredValue<u32>,
    /// What is left in.
    pub filter: Lasting<Memo<Filter>>,
    /// What the timeline shows.
    pub window: Lasting<Memo<Window>>,
    /// Whether the table stands in for map and timeline.
    pub is_table: Lasting<Memo<bool>>,
    /// Whether the page is too narrow for lanes (below 900 px): the timeline is a list by year.
    pub narrow: Lasting<RwSignal<bool>>,
    /// Whether the reader points with a finger: lanes are higher then.
    pub coarse: Lasting<RwSignal<bool>>,
    /// Whether the filters are unfolded over the page, where they don't stand beside it.
    pub rail_open: Lasting<RwSignal<bool>>,
    /// What the reader unfolded.
    pub folds: Lasting<RwSignal<Folds>>,
    /// The numbers of the files of a reader's own record that were handed in last and shown last.
    pub(super) loads: StoredValue<(u32, u32)>,
    /// A short message at the foot of the page.
    pub toast: Lasting<RwSignal<Option<String>>>,
    /// What takes it away.
    toast_timer: StoredValue<Option<TimeoutHandle>>,
    /// The party that the map and the list of pairs are about while the pointer or the focus is on it.
    pub hovered: Lasting<RwSignal<Option<PartyIndex>>>,
    /// Counts up when another record is shown: every part of the page is made anew.
    pub edition: Lasting<RwSignal<u32>>,
    /// Counts up when the colour scheme may have changed, so that drawings take the new colours.
    pub colours: Lasting<RwSignal<u32>>,
    /// Whether the page came up once.
    pub is_up: Lasting<RwSignal<bool>>,
    /// The part that is left out of this tab because it failed.
    pub left_out: Lasting<RwSignal<Option<Part>>>,
    /// Today in the reader's time zone.
    pub today: Day,
}

impl Site {
    /// Shows what the address says of a record.
    pub fn new(Carried { record, atlas, chronology, kept }: Carried) -> Self {
        let (path, query) = address::current();
        let reading = link::read(&path, &query, &record);
        // Hosts add slashes and readers type: what stands in the address bar is the one form that is shared.
        address::write(&link::write(&reading.view), Step::Replace);

        let names = StoredValue::new_local([None, None]);
        let mut index = Index::new(&record, search_names(names));
        let mut folds = kept::folds(&record);
        folds.own = Own::of(&kept, &record);
        left_out::shows_own(folds.own.shown.is_some());
        let details = match &kept {
            Brought::Whole { details, .. } => {
                let details = Arc::clone(details);
                index.add_details(Arc::clone(&details));
                Loading::Ready(details)
            }
            _ => Loading::Reading,
        };
        let index = Lasting::signal(Arc::new(index));
        let record = StoredValue::new(Arc::new(record));
        let view = Lasting::signal(reading.view);
        let edition = Lasting::signal(0);
        let facts = Memo::new(move |_| {
            let View { filter, window, .. } = view.get();
            (filter, window)
        });
        let selection = Lasting::memo(move |_| {
            // Reading it, not only tracking: a memo that nobody reads never learns what it depends on.
            facts.with(|_| ());
            edition.get();
            Arc::new(select(&record.get_value(), &index.get(), &view.get_untracked()))
        });
        let site = Self {
            record,
            atlas: StoredValue::new(Arc::new(atlas)),
            chronology: StoredValue::new(Arc::new(chronology)),
            place: StoredValue::new((address::origin(), address::base())),
            names,
            index,
            details: Lasting::signal(details),
            view,
            ignored: Lasting::signal(reading.ignored),
            selection,
            language: Lasting::memo(move |_| view.with(|view| view.language)),
            page: Lasting::memo(move |_| view.with(|view| view.page.clone())),
            moves: StoredValue::new(0),
            filter: Lasting::memo(move |_| view.with(|view| view.filter.clone())),
            window: Lasting::memo(move |_| view.with(|view| view.window)),
            is_table: Lasting::memo(move |_| view.with(|view| view.layout == Layout::Table)),
            narrow: Lasting::signal(false),
            coarse: Lasting::signal(false),
            rail_open: Lasting::signal(false),
            folds: Lasting::signal(folds),
            loads: StoredValue::new((0, 0)),
            toast: Lasting::signal(None),
            toast_timer: StoredValue::new(None),
            hovered: Lasting::signal(None),
            edition,
            colours: Lasting::signal(0),
            is_up: Lasting::signal(false),
            left_out: Lasting::signal(fault::part_left_out()),
            today: today(),
        };
        site.listen();
        site.listen_for_own(kept);
        site
    }

    /// The context of the present component.
    pub fn here() -> Self {
        expect_context()
    }

    fn listen(self) {
        let read = move |path: String, query: String| {
            let reading = link::read(&path, &query, &self.record());
            self.ignored.set(reading.ignored);
            self.view.set(reading.view);
        };
        // A control leads to an address of the site as a link does.
        let go = move |at: &str| {
            let (path, query) = at.split_once('?').unwrap_or((at, ""));
            self.moves.update_value(|moves| *moves += 1);
            address::write(at, Step::Push);
            self.page_changes();
            // A link of the page that could be read before the app came, while the app still waited for its second load.
            page::take_over();
            read(path.to_string(), query.to_string());
        };
        address::on_link(move |path, query| {
            go(&if query.is_empty() { path } else { [path, query].join("?") });
        });
        on_control(move |control| match control {
            Control::Go(at) => go(&at),
            Control::Chosen(name, value) => {
                if let Some(view) = chosen_in_rail(&self.view_now(), &name, &value) {
                    go(&link::write(&view));
                }
            }
            Control::Act(word, about) => match (Act::read(&word), about) {
                (Some(Act::CopyText), Some(field)) => {
                    self.copy(page::value_of(&field).unwrap_or_default(), |texts| texts.top_text_copied);
                }
                (Some(act), about) => {
                    self.act(act);
                    if let Some(selector) = about {
                        next_frame(move || page::focus_first(&selector));
                    }
                }
                (None, _) => {}
            },
            Control::Typed(text) => self.folds.update(|folds| folds.wanted_party = text),
            Control::Over(code) => {
                let code = code.and_then(|code| PartyCode::new(&code));
                self.hovered.set(code.and_then(|code| self.record().find_party(&code)));
            }
        });
        page::on_key(move |event| {
            let key = event.key();
            let typing = page::is_typing(&event);
            if self.folds.with_untracked(|folds| folds.sheet.is_some()) {
                // What lies over the page hears Escape itself.
                if key == "?" && !typing {
                    self.act(Act::CloseSheet);
                }
            } else if key == "m" && !typing {
                self.act(Act::FoldMap);
            } else if key == "t" && !typing {
                self.toggle_table();
            } else if key == "?" && !typing {
                self.act(Act::Sheet(Sheet::Help));
            } else if key == "f" && !typing {
                event.prevent_default();
                if !page::is_shown("#rail input") {
                    self.act(Act::OpenRail);
                }
                next_frame(|| page::focus_first("#rail-themes"));
            } else if key != "Escape" {
            } else if self.rail_open.get_untracked() {
                self.rail_open.set(false);
            } else if self.page.with_untracked(|page| *page != Page::Explore) {
                self.change(Step::Push, |view| view.page = Page::Explore);
            }
        });
        on_news(move |news| self.folds.update(|folds| folds.news = news));
        page::on_print(
            move || {
                wait_for_frames(false);
                self.prepare_paper();
            },
            move || {
                wait_for_frames(true);
                self.colours_change();
            },
        );
        address::on_history(move |path, query, place| {
            self.moves.update_value(|moves| *moves += 1);
            read(path, query);
            // The parts render first, then the reader is put back where they were.
            if let Some(place) = place {
                slices::when_settled(move || address::restore(&place));
            }
        });
        address::on_leave();
        // In the size of the type, as in the style sheet: larger type needs the narrow page sooner.
        page::on_media("(max-width: 56.2188em)", move |narrow| self.narrow.set(narrow));
        page::on_media("(pointer: coarse)", move |coarse| self.coarse.set(coarse));
        page::on_media("(prefers-color-scheme: dark)", move |_| self.colours_change());
        on_restored(move || self.colours_change());
        page::on_media("(prefers-contrast: more)", move |_| self.colours_change());
        page::on_media("(forced-colors: active)", move |_| self.colours_change());
    }

    /// Shows the selection as tables, or as map and timeline again. From the map it goes to the table of what the map draws;
    /// the other way round to the control that does the same.
    fn toggle_table(self) {
        if !self.page.with_untracked(|page| matches!(page, Page::Explore | Page::Event(_))) {
            return;
        }
        let to_table = !self.is_table.get_untracked();
        let of_map = page::is_focused_within("#map");
        self.change(Step::Push, |view| {
            view.layout = if to_table { Layout::Table } else { Layout::Timeline };
        });
        // The parts render first.
        next_frame(move || {
            next_frame(move || match (to_table, of_map) {
                (true, true) => page::go_to(TABLE_OF_PARTIES),
                (true, false) => page::go_to("table"),
                (false, _) => page::focus_first("#timeline"),
            });
        });
    }

    /// The colour scheme may have changed.
    pub fn colours_change(self) {
        forget_colours();
        self.colours.update(|count| *count += 1);
    }

    /// Lists of the page that was open are folded for the next one.
    fn page_changes(self) {
        self.folds.update(|folds| {
            for list in List::OF_PAGE {
                folds.whole[list as usize] = false;
            }
            folds.playing = false;
        });
    }

    /// Calls with what a page is made from; whoever calls follows all of it, save the party under the pointer.
    pub fn with_screen(self, call: &mut dyn FnMut(&Screen)) {
        let (record, names, index, details) = (self.record(), self.names(), self.index(), self.details());
        let (view, selection, folds, ignored) =
            (self.view(), self.selection.get(), self.folds.get(), self.ignored.get());
        let (origin, base) = self.place.get_value();
        call(&Screen {
            record: &record,
            index: &index,
            details: &details,
            view: &view,
            selection: &selection,
            names: names.as_ref(),
            texts: self.texts(),
            origin: &origin,
            base: &base,
            today: self.today,
            extent: self.chronology().extent(self.today),
            folds: &folds,
            ignored: &ignored,
            hovered: self.hovered.get_untracked(),
            narrow: self.narrow.get(),
        });
    }

    /// As [`Self::with_screen`], without following it.
    pub fn screen_now<T>(self, call: impl FnOnce(&Screen) -> T) -> T {
        let (mut call, mut answer) = (Some(call), None);
        untrack(|| self.with_screen(&mut |screen| answer = call.take().map(|call| call(screen))));
        answer.unwrap_or_else(|| unreachable!("a screen is always there"))
    }

    /// Path of the site's root without its trailing slash.
    pub fn base(self) -> String {
        self.place.with_value(|(_, base)| base.clone())
    }

    /// The record.
    pub fn record(self) -> Arc<Record> {
        self.record.get_value()
    }

    /// Where the parties are.
    pub fn atlas(self) -> Arc<Atlas> {
        self.atlas.get_value()
    }

    /// Where the map looks.
    pub fn map_at(self) -> Option<MapAt> {
        self.view.with(|view| view.at)
    }

    /// When everything is.
    pub fn chronology(self) -> Arc<Chronology> {
        self.chronology.get_value()
    }

    /// The search index; follows the second load.
    pub fn index(self) -> Arc<Index> {
        self.index.get()
    }

    /// How far the second load has come.
    pub fn details(self) -> Loading {
        self.details.get()
    }

    /// The present view.
    pub fn view(self) -> View {
        self.view.get()
    }

    /// The present view, without following it.
    pub fn view_now(self) -> View {
        self.view.get_untracked()
    }

    /// Texts in the present language.
    pub fn texts(self) -> &'static Texts {
        Texts::of(self.language.get())
    }

    /// Names and formats in the present language.
    pub fn names(self) -> Rc<Names> {
        names_in(self.names, self.language.get(), &self.record())
    }

    /// The only writer of the view: shows it and writes its address.
    pub fn navigate(self, view: View, step: Step) {
        if step == Step::Push {
            self.moves.update_value(|moves| *moves += 1);
        }
        if self.view.with_untracked(|now| *now == view) {
            return;
        }
        address::write(&link::write(&view), step);
        if self.page.with_untracked(|page| *page != view.page) {
            self.page_changes();
        }
        self.ignored.set(Vec::new());
        self.view.set(view);
    }

    /// Changes a copy of the present view and goes there.
    pub fn change(self, step: Step, change: impl FnOnce(&mut View)) {
        let mut view = self.view_now();
        change(&mut view);
        self.navigate(view, step);
    }

    /// The address of a view as a link's `href`.
    pub fn href(self, view: &View) -> String {
        self.place.with_value(|(_, base)| format!("{base}{}", link::write(view)))
    }

    /// Path and query within the site of an address: a full one, or one that begins with "/" or "?". `None` if it leads
    /// elsewhere.
    pub fn path_within(self, address: &str) -> Option<String> {
        let inside = address.strip_prefix(address::absolute("").as_str()).unwrap_or(address);
        match inside.as_bytes() {
            [] => Some("/".to_string()),
            [b'/', b'/', ..] => None,
            [b'/', ..] => Some(inside.to_string()),
            [b'?', ..] => Some(["/", inside].concat()),
            _ => None,
        }
    }

    /// The full address of the present view.
    pub fn address(self) -> String {
        address::absolute(&link::write(&View { embedded: false, ..self.view_now() }))
    }

    /// The event that is open, if the record has it.
    pub fn open_event(self) -> Option<EventIndex> {
        match self.page.get() {
            Page::Event(id) => self.record().find_event(&id),
            _ => None,
        }
    }

    /// Name of a party in the present language.
    pub fn party_name(self, party: &Party) -> String {
        use crate::words::Words;
        self.names().party(party)
    }

    /// Shows a short message at the foot of the page.
    pub fn say(self, message: String) {
        self.toast.set(Some(message));
        // What is said next stays as long; the same timer would take it away too early.
        let clear = move || self.toast.set(None);
        let timer = set_timeout_with_handle(clear, std::time::Duration::from_secs(4)).ok();
        if let Some(before) =
            self.toast_timer.try_update_value(|kept| std::mem::replace(kept, timer)).flatten()
        {
            before.clear();
        }
    }
}
