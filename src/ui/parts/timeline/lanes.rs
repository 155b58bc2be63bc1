//! The lanes: a canvas with what is in view, real labels and links over it, and what the reader's hands do to it.
//!
//! The box scrolls; inside it stands a plot that stays in view and is drawn anew, and labels and links at their places
//! in the whole height. Only what is in view is in the page.

use std::{sync::Arc, time::Duration};

use entente_record::EventIndex;
use leptos::{html, prelude::*};

use super::{
    Stretch,
    growing::Growing,
    keys::{self, Focus},
    marks::{Marks, lane_labels, toggle},
    tip::mark_tip,
};
use crate::{
    draw::{Point, Scene, Subject, Target},
    text::fill,
    timeline::{Header, Lanes, Momentum, TimelineInput, lanes, layout, pinch, place, reveal, ticks},
    ui::{
        Screen, Site,
        browser::{Step, WheelStep, next_frame, page, pointer},
        css::px,
        parts::{Drawing, follow, size_of, window_name},
    },
    view::{Page, View},
};

/// Height of a lane, in pixels; `--lane-h`.
const LANE: f32 = 24.0;
/// The same where fingers point.
const LANE_FOR_FINGERS: f32 = 44.0;
/// Opacity of what is not in focus; `--mark-dim`.
const DIM: f32 = 0.22;
/// A pointer that moved less than this, in pixels, has clicked.
const CLICK: f32 = 4.0;
/// How long after its last step a scroll ends.
const SCROLL_ENDS: Duration = Duration::from_millis(120);
/// How long a finger rests on a mark to see what it is.
const LONG_PRESS: Duration = Duration::from_millis(450);
/// How much nearer a double click brings the time.
const DOUBLE: f64 = 2.0;

/// What the lanes' parts share.
#[derive(Clone, Copy)]
pub struct Plot {
    pub site: Site,
    pub stretch: Stretch,
    pub lanes: Memo<Arc<Lanes>>,
    /// Height of a lane in pixels: `--lane-h` of the style sheet.
    pub lane: Memo<f32>,
    /// Headers that the reader opened.
    pub opened: RwSignal<Vec<Header>>,
    /// Width of the plot, height of the box, in pixels.
    pub size: Memo<(f32, f32)>,
    /// Pixels of lanes above the box.
    pub scroll: RwSignal<f32>,
    /// Whether the lanes are being scrolled.
    pub scrolling: RwSignal<bool>,
    pub scene: Memo<Arc<Scene>>,
    /// The mark under the pointer.
    pub under: RwSignal<Option<Target>>,
    /// The mark that has, or is to have, the focus.
    pub focus: RwSignal<Option<Focus>>,
    /// Whether the browser shows that the mark in focus has it: a tooltip stands beside it then.
    pub keyed: RwSignal<bool>,
    /// The lane that the focus is on, or was on last: by its label or by a mark.
    pub on_lane: RwSignal<u32>,
}

impl Plot {
    /// Positions of the lanes in view, first and one past the last.
    pub fn in_view(self) -> (u32, u32) {
        let (scroll, (_, height)) = (self.scroll.get(), self.size.get());
        let count = self.lanes.with(|lanes| lanes.lanes.len()) as u32;
        let first = (scroll / self.lane.get()).floor().max(0.0) as u32;
        let last = ((scroll + height) / self.lane.get()).ceil() as u32;
        (first.min(count), last.min(count))
    }

    /// What is drawn for an event of a lane: its mark, or the cluster that holds it.
    pub fn target_of(self, focus: Focus, scene: &Scene) -> Option<Target> {
        let Focus { lane, event } = focus;
        let holds = |target: &&Target| match &target.subject {
            Subject::Event(other) => *other == event,
            Subject::Cluster(range) => {
                self.lanes.with_untracked(|lanes| lanes.events(range).contains(&event))
            }
            _ => false,
        };
        scene.targets.iter().filter(|target| target.lane == Some(lane)).find(holds).cloned()
    }

    /// The view that a click on a target leads to.
    pub fn leads_to(self, screen: &Screen, subject: &Subject) -> View {
        let record = screen.record;
        let open = |event| screen.view_page(Page::Event(record.event(event).id.clone()));
        match subject {
            Subject::Event(event) => open(*event),
            Subject::Cluster(range) => self.lanes.with(|lanes| {
                let events = lanes.events(range);
                let moments = || events.iter().map(|event| place(&record.event(*event).date));
                let (from, to) =
                    moments().fold((f32::MAX, f32::MIN), |(from, to), at| (from.min(at), to.max(at)));
                // Not followed: links rest while time moves, and are made anew for the view in which it ends.
                let (width, _) = self.size.get_untracked();
                let scale = self.stretch.scale_now(0.0, width);
                let apart = (f64::from(to - from)).max(1.0);
                let room = apart * 0.6;
                let near = crate::timeline::TimeScale {
                    from: f64::from(from) - room,
                    to: f64::from(to) + room,
                    ..scale
                }
                .clamped(self.stretch.extent);
                // Events of one day never come apart: the first of them opens, the series leads on from there.
                match events.first() {
                    Some(first) if near.to - near.from >= scale.to - scale.from || to <= from => open(*first),
                    _ => self.stretch.view_of(near),
                }
            }),
            _ => screen.view.clone(),
        }
    }

    /// Scrolls so that a lane is in view.
    pub fn reveal_lane(self, lane: u32, scroller: &web_sys::Element) {
        let (own, (_, height)) = (self.lane.get_untracked(), self.size.get_untracked());
        let top = lane as f32 * own;
        let scroll = self.scroll.get_untracked().min(top).max(top + own - height);
        scroller.set_scroll_top(scroll as i32);
        self.scroll.set(scroll);
    }

    /// Scrolls and moves the window so that an event is in view, in a lane if one is named.
    pub fn reveal(self, focus: Focus, scroller: &web_sys::Element) {
        // This is asked for a frame ahead; by then the lanes may have given way to the table.
        let Some((width, height)) = self.size.try_get_untracked() else { return };
        let scale = self.stretch.scale_now(0.0, width);
        let record = self.site.record();
        let moment = f64::from(place(&record.event(focus.event).date));
        let shown = reveal(
            focus.lane,
            moment,
            &scale,
            self.stretch.extent,
            self.scroll.get_untracked(),
            (height, self.lane.get_untracked()),
        );
        if shown.scroll != self.scroll.get_untracked() {
            scroller.set_scroll_top(shown.scroll as i32);
            self.scroll.set(shown.scroll);
        }
        if shown.scale != scale {
            self.stretch.turn(shown.scale);
        }
    }
}

#[component]
pub fn LaneBox() -> impl IntoView {
    let site = Site::here();
    let stretch: Stretch = expect_context();
    let scroller = NodeRef::<html::Div>::new();
    let plot_box = NodeRef::<html::Div>::new();
    let (box_size, scroller_size) = (size_of(plot_box), size_of(scroller));
    let size = Memo::new(move |_| (box_size.get().0, scroller_size.get().1));
    let scroll = RwSignal::new(0.0f32);
    let scrolling = RwSignal::new(false);
    let rest = StoredValue::new_local(None::<TimeoutHandle>);
    let opened = RwSignal::new(Vec::<Header>::new());
    let under = RwSignal::new(None::<Target>);
    let focus = RwSignal::new(None::<Focus>);
    let keyed = RwSignal::new(false);
    let lane = Memo::new(move |_| if site.coarse.get() { LANE_FOR_FINGERS } else { LANE });
    let on_lane = RwSignal::new(0);
    let arranged = Memo::new(move |_| {
        let View { group, sort, .. } = site.view();
        (group, sort)
    });
    let lanes = Memo::new(move |_| {
        // Reading it, not only tracking: a memo that nobody reads never learns what it depends on.
        arranged.with(|_| ());
        let names = site.names();
        let view = site.view_now();
        site.selection.with(|selection| {
            opened.with(|opened| {
                Arc::new(lanes(&site.record(), &site.chronology(), selection, &view, opened, names.as_ref()))
            })
        })
    });
    let growth = Growing::new(stretch);
    let scene = Memo::new(move |_| {
        let (width, height) = size.get();
        let scale = stretch.scale(0.0, width);
        let names = site.names();
        let record = site.record();
        let (hovered, hovered_lane) = under.with(|under| match under {
            Some(Target { subject: Subject::Event(event), lane, .. }) => (Some(*event), *lane),
            Some(Target { lane, .. }) => (None, *lane),
            None => (None, None),
        });
        lanes.with(|lanes| {
            growth.frame(&scale, |growth| {
                layout(&TimelineInput {
                    record: &record,
                    lanes,
                    scale,
                    ticks: &ticks(&scale, names.as_ref()),
                    width,
                    height,
                    lane_height: lane.get(),
                    scroll: scroll.get(),
                    selected: site.open_event(),
                    hovered,
                    hovered_lane,
                    focus: None,
                    growth,
                    dim: DIM,
                    today: site.today,
                    words: names.as_ref(),
                })
            })
        })
    });
    let plot = Plot {
        site,
        stretch,
        lanes,
        lane,
        opened,
        size,
        scroll,
        scrolling,
        scene,
        under,
        focus,
        keyed,
        on_lane,
    };

    // Another arrangement begins at its top.
    Effect::new(move |before: Option<()>| {
        arranged.with(|_| ());
        if before.is_some()
            && let Some(scroller) = scroller.get_untracked()
        {
            scroller.set_scroll_top(0);
            scroll.set(0.0);
        }
    });
    // An event that is opened is brought into view, unless it was already.
    Effect::new(move |before: Option<Option<_>>| {
        let event = site.open_event();
        let ready = size.with(|size| size.1 > 0.0);
        if let (Some(event), Some(scroller), true) = (event, scroller.get(), ready)
            && before.flatten() != Some(event)
        {
            let moment = place(&site.record().event(event).date);
            let lane = lanes.with_untracked(|lanes| lanes.find(event, moment));
            if let Some(lane) = lane {
                // The box has its height when the lanes are on the page.
                next_frame(move || plot.reveal(Focus { lane, event }, &scroller));
            }
        }
        if ready { event } else { None }
    });

    let hands = Hands::new(plot, plot_box);
    let on_wheel = move |event: web_sys::WheelEvent| {
        let (Some(plot_box), step) = (plot_box.get_untracked(), WheelStep::of(&event)) else { return };
        let scale = stretch.scale_now(0.0, size.get_untracked().0);
        if step.is_pinch() {
            event.prevent_default();
            let x = pointer::local_wheel(&plot_box, &event).x;
            stretch.turn(scale.zoom(x, step.zoom(), stretch.extent));
        } else if step.is_sideways() {
            event.prevent_default();
            stretch.turn(scale.pan(-step.sideways(), stretch.extent));
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(scroller) = scroller.get_untracked() {
            keys::pressed(plot, &event, &scroller);
        }
    };
    let summary = move || {
        let mut text = String::new();
        site.with_screen(&mut |screen| text = lanes.with(|lanes| summary(screen, lanes.lanes.len())));
        text
    };
    // A scroll has no end of its own: it ends when no other follows.
    let on_scroll = move |_| {
        let Some(scroller) = scroller.get_untracked() else { return };
        scroll.set(scroller.scroll_top() as f32);
        scrolling.set(true);
        rest.update_value(|rest| {
            if let Some(rest) = rest.take() {
                rest.clear();
            }
            let end = move || {
                scrolling.try_set(false);
            };
            *rest = set_timeout_with_handle(end, SCROLL_ENDS).ok();
        });
    };
    let on_click = move |event: web_sys::MouseEvent| {
        if !hands.click(&event)
            && let Some(lane) =
                pointer::attribute(&event, "button", "data-lane").and_then(|it| it.parse().ok())
        {
            toggle(plot, lane);
        }
    };
    let on_focus = move |event: web_sys::FocusEvent| {
        let number = |name| pointer::attribute(&event, "", name).and_then(|it| it.parse().ok());
        let Some(at) = number("data-lane") else { return };
        on_lane.set(at);
        if let Some(first) = number("data-first") {
            focus.set(Some(Focus { lane: at, event: EventIndex(first) }));
            keyed.set(pointer::shows_focus(&event));
        }
    };
    let total = move || lanes.with(|lanes| lanes.lanes.len()) as f32 * lane.get();
    view! {
        <div
            id="lanes"
            node_ref=scroller
            role="group"
            aria-label=summary
            aria-describedby="lanes-help"
            on:scroll=on_scroll
            on:wheel=on_wheel
            on:keydown=on_key
            on:pointerdown=move |event| hands.down(&event)
            on:pointermove=move |event| hands.moved(&event)
            on:pointerup=move |event| hands.up(&event)
            on:pointercancel=move |event| hands.up(&event)
            on:pointerleave=move |_| hands.leave()
            on:click=on_click
            on:focusin=on_focus
            on:focusout=move |_| keyed.set(false)
            on:contextmenu=move |event| hands.menu(&event)
            on:dblclick=move |event| hands.double(&event)
        >
            <p id="lanes-help" class="hidden">{move || site.texts().timeline_help}</p>
            <div class="lanes-inner" style:height=move || px(total())>
                <div class="lane-window">
                    <div
                        class="lane-plot"
                        class:grabbing=move || hands.dragging.get()
                        node_ref=plot_box
                        style:height=move || px(size.get().1)
                    >
                        <Drawing scene=Signal::derive(move || scene.get())/>
                    </div>
                </div>
                <div class="lane-labels">
                    {follow(site, Box::new(move |screen| Some(lane_labels(screen, plot))))}
                </div>
                <Marks plot=plot/>
            </div>
            {follow(site, Box::new(move |screen| Some(mark_tip(screen, plot))))}
        </div>
    }
}

/// What the lanes show, for assistive technology.
fn summary(screen: &Screen, lanes: usize) -> String {
    let (texts, events) = (screen.texts, screen.selection.events.count());
    let (number, lanes) = (screen.number(events), screen.number(lanes));
    let window = window_name(screen, screen.view.window);
    let text = texts.timeline_summary.of(events as u32);
    fill(text, &[("n", &number), ("lanes", &lanes), ("window", &window)])
}

/// What pointers do to the plot: drag with momentum, pinch, click, double click.
#[derive(Clone, Copy)]
struct Hands {
    plot: Plot,
    plot_box: NodeRef<html::Div>,
    fingers: StoredValue<pointer::Fingers>,
    /// Where the drag began, once it is one.
    start: StoredValue<Option<Point>>,
    dragging: RwSignal<bool>,
    momentum: StoredValue<Momentum>,
    throw: StoredValue<u32>,
    /// The click that ends a drag is none.
    dragged: StoredValue<bool>,
    /// Whether a finger has rested on a mark: it looks, and opens nothing.
    rested: StoredValue<bool>,
}

impl Hands {
    fn new(plot: Plot, plot_box: NodeRef<html::Div>) -> Self {
        Self {
            plot,
            plot_box,
            fingers: StoredValue::new(pointer::Fingers::default()),
            start: StoredValue::new(None),
            dragging: RwSignal::new(false),
            momentum: StoredValue::new(Momentum::default()),
            throw: StoredValue::new(0),
            dragged: StoredValue::new(false),
            rested: StoredValue::new(false),
        }
    }

    fn at(self, event: &web_sys::PointerEvent) -> Option<Point> {
        self.plot_box.get_untracked().map(|plot| pointer::local(&plot, event))
    }

    fn scale(self) -> crate::timeline::TimeScale {
        self.plot.stretch.scale_now(0.0, self.plot.size.get_untracked().0)
    }

    fn down(self, event: &web_sys::PointerEvent) {
        let Some(at) = self.at(event).filter(|at| at.x >= 0.0 && event.button() == 0) else { return };
        self.dragged.set_value(false);
        self.throw.update_value(|throw| *throw += 1);
        self.momentum.update_value(Momentum::stop);
        self.fingers.update_value(|fingers| fingers.put(event, at));
        self.start.set_value(Some(at));
        self.rested.set_value(false);
        if event.pointer_type() == "touch" {
            self.plot.under.set(None);
            let press = self.throw.get_value();
            set_timeout(move || self.rest(press, at), LONG_PRESS);
        }
    }

    /// A finger that came down a while ago: if it still rests there, it asks what is under it.
    fn rest(self, press: u32, at: Point) {
        let still = self.throw.try_get_value() == Some(press)
            && !self.dragged.get_value()
            && self.fingers.with_value(|fingers| fingers.one().is_some());
        if still {
            self.hover(at);
            self.rested.set_value(self.plot.under.with_untracked(Option::is_some));
        }
    }

    /// The pointer is gone; what a resting finger asked for stays until the next touch.
    fn leave(self) {
        if !self.rested.get_value() {
            self.plot.under.set(None);
        }
    }

    /// The browser's own menu for a link would cover what a resting finger asked for.
    fn menu(self, event: &web_sys::MouseEvent) {
        if self.rested.get_value() {
            event.prevent_default();
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
        let (stretch, scale) = (self.plot.stretch, self.scale());
        if let (Some(was), Some(is)) = (before.two(), self.fingers.get_value().two()) {
            self.dragged.set_value(true);
            stretch.drag(pinch(&scale, (was.0.x, was.1.x), (is.0.x, is.1.x), stretch.extent));
            return;
        }
        let (Some(start), Some(was)) = (self.start.get_value(), before.one()) else { return };
        if !self.dragging.get_untracked() {
            if (at.x - start.x).abs() < CLICK {
                return;
            }
            self.dragging.set(true);
            self.dragged.set_value(true);
            self.plot.under.set(None);
            if let Some(plot) = self.plot_box.get_untracked() {
                let _ = plot.set_pointer_capture(event.pointer_id());
            }
        }
        self.momentum.update_value(|momentum| momentum.drag(page::now(), f64::from(at.x)));
        stretch.drag(scale.pan(at.x - was.x, stretch.extent));
    }

    fn up(self, event: &web_sys::PointerEvent) {
        if !self.fingers.with_value(|fingers| fingers.holds(event)) {
            return;
        }
        self.fingers.update_value(|fingers| fingers.lift(event));
        let dragging = self.dragging.get_untracked();
        self.dragging.set(false);
        self.start.set_value(self.fingers.with_value(pointer::Fingers::one));
        if !self.dragged.get_value() || self.fingers.with_value(|fingers| fingers.one().is_some()) {
            return;
        }
        let thrown =
            self.momentum.try_update_value(|momentum| momentum.release(page::now())).unwrap_or(false);
        if dragging && thrown && !page::prefers_reduced_motion() {
            self.glide(self.throw.get_value(), page::now());
        } else {
            self.plot.stretch.release();
        }
    }

    fn glide(self, throw: u32, last: f64) {
        next_frame(move || {
            if self.throw.try_get_value() != Some(throw) {
                return;
            }
            let now = page::now();
            let pixels = self.momentum.try_update_value(|momentum| momentum.glide(now - last)).unwrap_or(0.0);
            let stretch = self.plot.stretch;
            let scale = self.scale();
            let moved = scale.pan(pixels as f32, stretch.extent);
            if pixels == 0.0 || moved == scale {
                stretch.release();
            } else {
                stretch.drag(moved);
                self.glide(throw, now);
            }
        });
    }

    fn hover(self, at: Point) {
        let found =
            if at.x < 0.0 { None } else { self.plot.scene.with_untracked(|scene| scene.hit(at).cloned()) };
        if self.plot.under.with_untracked(|under| *under != found) {
            self.plot.under.set(found);
        }
    }

    /// After a drag the click that the browser sends opens nothing; whether it was one.
    fn click(self, event: &web_sys::MouseEvent) -> bool {
        let dragged = self.dragged.get_value() || self.rested.get_value();
        if dragged {
            event.prevent_default();
            event.stop_propagation();
            self.dragged.set_value(false);
            self.rested.set_value(false);
        }
        dragged
    }

    fn double(self, event: &web_sys::MouseEvent) {
        let Some(plot) = self.plot_box.get_untracked() else { return };
        let at = pointer::local_mouse(&plot, event);
        let on_mark = self.plot.scene.with_untracked(|scene| scene.hit(at).is_some());
        if at.x >= 0.0 && !on_mark {
            let stretch = self.plot.stretch;
            let view = untrack(|| stretch.view_of(self.scale().zoom(at.x, DOUBLE, stretch.extent)));
            self.plot.site.navigate(view, Step::Push);
        }
    }
}
