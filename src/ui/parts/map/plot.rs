//! The plot of the map: its canvas, its heading and legend, and what the reader's hands do to it.

use std::{sync::Arc, time::Duration};

use entente_record::PartyIndex;
use leptos::{html, prelude::*};
use maud::{Markup, html};

use super::{
    keys,
    links::{links, under_pointer},
    tip::tip,
};
use crate::{
    draw::{Point, Rect, Scene, Subject},
    link,
    map::{Focus, MapInput, MapViewport, arcs, hit, layout, pill_lines},
    text::fill,
    ui::{
        Screen, Site,
        browser::{Step, WheelStep, page, pointer},
        parts::{Drawing, Icon, follow, follow_late, icon, part, size_of},
    },
    view::{FilterPart, MapAt, Page, View},
};

/// How much nearer a click on "+" brings the map.
const ZOOM: f64 = 1.6;
/// A pointer that moved less than this, in pixels, has clicked.
const CLICK: f32 = 4.0;
/// How long after the last turn of a wheel its gesture ends.
const WHEEL_ENDS: Duration = Duration::from_millis(220);
/// The whole world, said in so many words.
const WHOLE: MapAt = MapAt { lon: 1_100, lat: 1_000, zoom: 100 };
/// Where heading, legend and buttons stand: (width, height) in pixels.
const HEADING: (f32, f32) = (215.0, 62.0);
const LEGEND: (f32, f32) = (285.0, 52.0);
const TOOLS: (f32, f32) = (120.0, 46.0);

/// What the parts of the map share.
#[derive(Clone, Copy)]
pub struct Shared {
    pub site: Site,
    /// Width and height in pixels.
    pub size: RwSignal<(f32, f32)>,
    /// Ahead of the view while a gesture runs.
    pub transient: RwSignal<Option<MapViewport>>,
    /// What is under the pointer, and where the pointer is.
    pub under: RwSignal<Option<(Subject, Point)>>,
    pub scene: Memo<Arc<Scene>>,
    /// Who the map of a page is about; empty: everybody.
    company: Memo<Vec<PartyIndex>>,
    /// The site's moves when the gesture began.
    began: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
}

impl Shared {
    /// What part of the world is shown.
    pub fn viewport(self) -> MapViewport {
        let (width, height) = self.size.get();
        match self.transient.get() {
            Some(viewport) => viewport.resized(width, height),
            None => self.settled(),
        }
    }

    /// What part of the world the view shows: where it says no place, the map of a page shows who the page is about.
    fn settled(self) -> MapViewport {
        let (width, height) = self.size.get();
        let at = self.site.map_at();
        let viewport = MapViewport::at(at, width, height);
        match at {
            Some(_) => viewport,
            None => self
                .company
                .with(|company| viewport.fitted(self.site.atlas().bounds(company.iter().copied()))),
        }
    }

    /// A viewport as the view says it. To say nothing means the whole world, but on the map of a page who it is about.
    fn written(self, viewport: &MapViewport) -> Option<MapAt> {
        let is_page = untrack(|| self.company.with(|company| !company.is_empty()));
        viewport.to_at().or(is_page.then_some(WHOLE))
    }

    /// A step of a gesture.
    fn move_to(self, viewport: MapViewport) {
        if self.transient.with_untracked(Option::is_none) {
            self.began.set_value(self.site.moves.get_value());
        }
        self.transient.set(Some(viewport));
    }

    /// A step of a gesture that has no end of its own: it ends when no other follows.
    pub fn turn(self, viewport: MapViewport) {
        self.move_to(viewport);
        self.stop_timer();
        self.timer.set_value(set_timeout_with_handle(move || self.release(), WHEEL_ENDS).ok());
    }

    /// The gesture ends: the view takes over.
    pub fn release(self) {
        // By the end of a wheel's gesture the map may have given way to a page.
        if let Some(Some(viewport)) = self.transient.try_get_untracked() {
            self.stop_timer();
            if self.began.get_value() == self.site.moves.get_value() {
                let at = self.written(&viewport);
                self.site.change(Step::Replace, |view| view.at = at);
            }
            self.transient.set(None);
        }
    }

    /// Whether a gesture runs.
    pub fn is_moving(self) -> bool {
        self.transient.with(Option::is_some)
    }

    fn stop_timer(self) {
        self.timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    }

    /// Calls with what a frame of the map is made from.
    fn with_input(self, screen: &Screen, call: &mut dyn FnMut(&MapInput)) {
        let viewport = self.viewport();
        let (width, height) = self.size.get();
        let wide = width >= 600.0;
        let avoid = [
            Rect::new(0.0, 0.0, HEADING.0, HEADING.1),
            Rect::new(0.0, height - LEGEND.1, LEGEND.0, LEGEND.1),
            Rect::new(width - TOOLS.0, 0.0, TOOLS.0, TOOLS.1),
        ];
        let hovered = match self.under.with(|under| under.as_ref().map(|(subject, _)| subject.clone())) {
            Some(Subject::Pair(a, b)) => Focus::Pair(a, b),
            Some(Subject::Party(party)) => screen.about(party),
            _ => self.site.hovered.get().map_or(Focus::None, |party| screen.about(party)),
        };
        call(&MapInput {
            record: screen.record,
            atlas: &self.site.atlas(),
            selection: screen.selection,
            viewport: &viewport,
            focus: &screen.focus(),
            hovered: &hovered,
            labels: wide,
            avoid: if wide { &avoid } else { &[] },
            words: screen.names,
        });
    }

    /// What is at a point.
    fn hit(self, point: Point, touch: bool) -> Option<Subject> {
        let mut found = None;
        untrack(|| {
            self.site.with_screen(&mut |screen| {
                self.with_input(screen, &mut |input| found = hit(input, point, touch));
            });
        });
        found
    }
}

/// The view that a click on a subject leads to: the filter by a country, or the page of a pair.
pub fn leads_to(screen: &Screen, subject: &Subject) -> View {
    let code = |party: &PartyIndex| screen.record.party(*party).code.clone();
    match subject {
        Subject::Party(party) => screen.view.toggled(&FilterPart::Party(code(party))),
        Subject::Pair(a, b) => screen.view.with_page(Page::pair(code(a), code(b))),
        _ => screen.view.clone(),
    }
}

/// The view that a click with Shift leads to: the pair with the one chosen party, else the country's page.
pub fn leads_to_with_shift(screen: &Screen, subject: &Subject) -> Option<View> {
    let Subject::Party(party) = subject else { return None };
    let code = screen.record.party(*party).code.clone();
    let page = match screen.chosen_alone() {
        Some(other) => Page::pair(other.clone(), code),
        None => Page::Party(code),
    };
    Some(screen.view.with_page(page))
}

#[component]
pub fn Plot() -> impl IntoView {
    let site = Site::here();
    let host = NodeRef::<html::Div>::new();
    let size = size_of(host);
    let company = Memo::new(move |_| {
        let mut company = Vec::new();
        site.with_screen(&mut |screen| company = screen.company());
        company
    });
    let shell = Shell { site, size, company, transient: RwSignal::new(None), under: RwSignal::new(None) };
    let scene = Memo::new(move |_| {
        let mut scene = Scene::default();
        let mut draw = |input: &MapInput| {
            scene = layout(input);
            // An organisation's pill under the pointer or the focus: lines from it to its partners.
            if let Focus::Organisation(party) = input.hovered {
                let code = input.record.party(*party).code.as_str();
                let start = host
                    .get_untracked()
                    .and_then(|host| page::centre_of(&host, &["[data-code=\"", code, "\"]"].concat()));
                if let Some((x, y)) = start {
                    let start = Point::new(x as f32, y.min(f64::from(scene.height)) as f32);
                    scene.items.extend(pill_lines(input, *party, start));
                }
            }
        };
        site.with_screen(&mut |screen| shell.shared(None).with_input(screen, &mut draw));
        Arc::new(scene)
    });
    let shared = shell.shared(Some(scene));
    let hands = Hands::new(shared, host);
    // What a page says of its partners is all that its map draws.
    let help = move || {
        let texts = site.texts();
        let has_table = site.page.with(|page| matches!(page, Page::Explore | Page::Event(_)));
        if has_table { [texts.map_help, texts.map_help_table].join(" ") } else { texts.map_help.to_string() }
    };
    let heading = move |screen: &Screen| Some(html! { div.map-head { p { (lines(screen, shared)) } } });
    let under = move |screen: &Screen| Some(shared.under.with(|under| under_pointer(screen, under)));
    view! {
        <div class="map-plot">
            {follow(site, Box::new(heading))}
            <div
                id="map"
                node_ref=host
                role="group"
                aria-label=move || site.texts().map_label
                aria-describedby="map-help"
                class:grabbing=move || hands.dragging.get()
                on:pointerdown=move |event| hands.down(&event)
                on:pointermove=move |event| hands.moved(&event)
                on:pointerup=move |event| hands.up(&event)
                on:pointercancel=move |event| hands.up(&event)
                on:pointerleave=move |event| hands.left(&event)
                on:click=move |event| hands.click(&event)
                on:wheel=move |event| hands.wheel(&event)
                on:keydown=move |event| keys::pressed(shared, &event)
            >
                <Drawing scene=Signal::derive(move || scene.get())/>
                <div class="map-links">
                    {follow(site, Box::new(under))}
                    {follow_late(site, Box::new(move |screen| links(screen, shared)))}
                </div>
            </div>
            <p id="map-help" class="hidden">{help}</p>
            {part(site, legend)}
            {follow(site, Box::new(move |screen| Some(tools(screen, shared))))}
            {follow(site, Box::new(move |screen| Some(tip(screen, shared))))}
        </div>
    }
}

fn legend(screen: &Screen) -> Markup {
    let steps = ["0", "1–2", "3–5", "6–11", "12–24", "25+"];
    html! {
        div.map-legend {
            span { (screen.texts.map_legend) }
            ol { @for (at, step) in steps.iter().enumerate() { li class={ "shade-" (at) } { (step) } } }
        }
    }
}

/// The buttons that bring the map nearer, farther, and back to the whole world.
fn tools(screen: &Screen, shared: Shared) -> Markup {
    let texts = screen.texts;
    let (width, height) = shared.size.get();
    let middle = Point::new(width / 2.0, height / 2.0);
    let shown = shared.settled();
    let button = |id: &str, symbol: Icon, name: &str, at: Option<MapAt>| {
        let go = link::write(&View { at, ..screen.view.clone() });
        html! { button id=(id) type="button" data-go=(go) aria-label=(name) title=(name) { (icon(symbol)) } }
    };
    html! {
        div.buttons.map-tools {
            (button("map-in", Icon::Plus, texts.map_zoom_in, shared.written(&shown.zoomed(middle, ZOOM))))
            (button("map-out", Icon::Minus, texts.map_zoom_out, shared.written(&shown.zoomed(middle, 1.0 / ZOOM))))
            (button("map-world", Icon::Fullscreen, texts.map_world, shared.written(&MapViewport::whole(width, height))))
        }
    }
}

/// What is there before the scene is, which needs it.
#[derive(Clone, Copy)]
struct Shell {
    site: Site,
    size: RwSignal<(f32, f32)>,
    company: Memo<Vec<PartyIndex>>,
    transient: RwSignal<Option<MapViewport>>,
    under: RwSignal<Option<(Subject, Point)>>,
}

impl Shell {
    fn shared(self, scene: Option<Memo<Arc<Scene>>>) -> Shared {
        let Self { site, size, company, transient, under } = self;
        let scene = scene.unwrap_or_else(|| Memo::new(|_| Arc::new(Scene::default())));
        let (began, timer) = (StoredValue::new(0), StoredValue::new_local(None));
        Shared { site, size, transient, under, scene, company, began, timer }
    }
}

/// What the lines on the map are.
fn lines(screen: &Screen, shared: Shared) -> String {
    let mut text = String::new();
    shared.with_input(screen, &mut |input| text = lines_of(screen, input));
    text
}

fn lines_of(screen: &Screen, input: &MapInput) -> String {
    let texts = screen.texts;
    let party = |party: &PartyIndex| screen.party_name(*party);
    let attention = if *input.hovered == Focus::None { input.focus } else { input.hovered };
    let shown = arcs(input).len();
    let number = screen.number(shown);
    match attention {
        Focus::Event(parties) => screen.names.list(&parties.iter().take(6).map(party).collect::<Vec<_>>()),
        Focus::Pair(a, b) => [party(a), party(b)].join(" – "),
        Focus::Party(country) => {
            fill(texts.map_lines_party.of(shown as u32), &[("party", &party(country)), ("n", &number)])
        }
        Focus::Organisation(organisation) => {
            let it = screen.record.party(*organisation).organisation();
            let name = party(organisation);
            match it.and_then(|it| it.members.as_ref().and(it.as_of)) {
                Some(date) => {
                    fill(texts.map_members, &[("party", &name), ("date", &screen.names.date(&date))])
                }
                None => fill(texts.map_members_unknown, &[("party", &name)]),
            }
        }
        Focus::None if shown == 0 => texts.map_lines_none.to_string(),
        Focus::None => screen.counted(texts.map_lines, shown),
    }
}

/// What pointers do to the map.
#[derive(Clone, Copy)]
struct Hands {
    shared: Shared,
    host: NodeRef<html::Div>,
    fingers: StoredValue<pointer::Fingers>,
    start: StoredValue<Option<Point>>,
    dragging: RwSignal<bool>,
    dragged: StoredValue<bool>,
    /// On touch the first tap on a country shows it, the second one follows its link.
    tapped: StoredValue<Option<Subject>>,
    touch: StoredValue<bool>,
}

impl Hands {
    fn new(shared: Shared, host: NodeRef<html::Div>) -> Self {
        Self {
            shared,
            host,
            fingers: StoredValue::new(pointer::Fingers::default()),
            start: StoredValue::new(None),
            dragging: RwSignal::new(false),
            dragged: StoredValue::new(false),
            tapped: StoredValue::new(None),
            touch: StoredValue::new(false),
        }
    }

    fn at(self, event: &web_sys::PointerEvent) -> Option<Point> {
        self.host.get_untracked().map(|host| pointer::local(&host, event))
    }

    fn down(self, event: &web_sys::PointerEvent) {
        let Some(at) = self.at(event).filter(|_| event.button() == 0) else { return };
        self.touch.set_value(event.pointer_type() == "touch");
        self.dragged.set_value(false);
        self.fingers.update_value(|fingers| fingers.put(event, at));
        self.start.set_value(Some(at));
        if self.touch.get_value() {
            self.hover(at);
        }
    }

    fn moved(self, event: &web_sys::PointerEvent) {
        let Some(at) = self.at(event) else { return };
        let before = self.fingers.get_value();
        if !before.holds(event) {
            self.hover(at);
            return;
        }
        self.fingers.update_value(|fingers| fingers.put(event, at));
        let viewport = untrack(|| self.shared.viewport());
        if let (Some(was), Some(is)) = (before.two(), self.fingers.get_value().two()) {
            self.dragged.set_value(true);
            let spread = |(a, b): (Point, Point)| f64::from((a.x - b.x).hypot(a.y - b.y).max(8.0));
            let middle = |(a, b): (Point, Point)| Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
            let (from, to) = (middle(was), middle(is));
            let zoomed = viewport.zoomed(from, spread(is) / spread(was));
            self.shared.move_to(zoomed.panned(to.x - from.x, to.y - from.y));
            return;
        }
        // One finger scrolls the page; the map takes two.
        let (Some(start), Some(was), false) = (self.start.get_value(), before.one(), self.touch.get_value())
        else {
            return;
        };
        if !self.dragging.get_untracked() {
            if (at.x - start.x).hypot(at.y - start.y) < CLICK {
                return;
            }
            self.dragging.set(true);
            self.dragged.set_value(true);
            self.leave();
            if let Some(host) = self.host.get_untracked() {
                let _ = host.set_pointer_capture(event.pointer_id());
            }
        }
        self.shared.move_to(viewport.panned(at.x - was.x, at.y - was.y));
    }

    fn up(self, event: &web_sys::PointerEvent) {
        if !self.fingers.with_value(|fingers| fingers.holds(event)) {
            return;
        }
        self.fingers.update_value(|fingers| fingers.lift(event));
        self.dragging.set(false);
        if self.dragged.get_value() && self.fingers.with_value(|fingers| fingers.one().is_none()) {
            self.shared.release();
        }
    }

    fn hover(self, at: Point) {
        let found = self.shared.hit(at, self.touch.get_value()).map(|subject| (subject, at));
        let party = match &found {
            Some((Subject::Party(party), _)) => Some(*party),
            _ => None,
        };
        let site = self.shared.site;
        if site.hovered.get_untracked() != party {
            site.hovered.set(party);
        }
        if self.shared.under.with_untracked(|under| *under != found) {
            self.shared.under.set(found);
        }
    }

    /// A finger that is lifted leaves what it showed in place, for the second tap.
    fn left(self, event: &web_sys::PointerEvent) {
        if event.pointer_type() != "touch" {
            self.leave();
        }
    }

    fn leave(self) {
        self.shared.under.set(None);
        self.shared.site.hovered.set(None);
    }

    fn click(self, event: &web_sys::MouseEvent) {
        if self.dragged.get_value() {
            event.prevent_default();
            self.dragged.set_value(false);
            return;
        }
        let subject =
            self.shared.under.with_untracked(|under| under.as_ref().map(|(subject, _)| subject.clone()));
        if self.touch.get_value() && self.tapped.get_value() != subject {
            event.prevent_default();
            self.tapped.set_value(subject);
            return;
        }
        if event.shift_key()
            && let Some(view) = subject.and_then(|subject| {
                self.shared.site.screen_now(|screen| leads_to_with_shift(screen, &subject))
            })
        {
            event.prevent_default();
            self.shared.site.navigate(view, Step::Push);
        }
    }

    fn wheel(self, event: &web_sys::WheelEvent) {
        let step = WheelStep::of(event);
        // On a narrow page the plain wheel scrolls the page.
        if self.shared.site.narrow.get_untracked() && !step.is_pinch() {
            return;
        }
        event.prevent_default();
        let Some(host) = self.host.get_untracked() else { return };
        let about = pointer::local_wheel(&host, event);
        self.shared.turn(untrack(|| self.shared.viewport()).zoomed(about, step.zoom()));
    }
}
