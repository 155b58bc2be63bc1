//! The overview: events per quarter over all years, with the window as a brush that drags and resizes.

use entente_geometry::Within;
use std::sync::Arc;

use entente_record::Day;
use leptos::{html, prelude::*};

use super::Stretch;
use crate::{
    text::fill,
    timeline::{SHORTEST, TimeScale, overview, overview_axis, overview_bars, overview_frame},
    ui::{
        Site,
        browser::{WheelStep, pointer},
        css::px,
        parts::{Drawing, Paint, size_of},
    },
    words::Words,
};

/// What of the window a pointer holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hold {
    From,
    To,
    Whole,
}

#[component]
pub fn OverviewRow() -> impl IntoView {
    let site = Site::here();
    let stretch: Stretch = expect_context();
    let texts = move || site.texts();
    let host = NodeRef::<html::Div>::new();
    let size = size_of(host);
    let bars = Memo::new(move |_| {
        let view = site.view();
        site.selection.with(|selection| {
            Arc::new(overview_bars(
                &site.record(),
                &site.chronology(),
                &selection.any_time,
                &view.filter,
                stretch.extent,
            ))
        })
    });
    let whole = move || {
        let (width, _) = size.get();
        let (from, to) = stretch.extent.ends();
        TimeScale { from, to, x0: 0.0, x1: width.max(1.0) }
    };
    // The bars are drawn by plotters itself; the years below them are a scene.
    let scene = Signal::derive(move || {
        let (width, height) = size.get();
        bars.with(|_| ());
        Arc::new(overview_axis(&whole(), width, height, site.names().as_ref()))
    });
    let paint: Paint = Box::new(move |backend, palette, units| {
        untrack(|| {
            let (_, height) = size.get();
            bars.with(|bars| {
                // A canvas that refuses a shape leaves it out; the label and the sliders still say what is shown.
                let _ = overview(bars, &whole(), height, backend, palette, units);
            });
        });
    });
    // On whole pixels, where lines are crisp.
    let on_strip = move |(from, to)| (whole().x(from).round(), whole().x(to).round());
    let shown = move || {
        let shown = stretch.scale(0.0, 1.0);
        (shown.from, shown.to)
    };
    let edges = Memo::new(move |_| on_strip(shown()));
    let frame = Signal::derive(move || {
        let (width, height) = size.get();
        Arc::new(overview_frame(edges.get(), width, height))
    });
    // What hands and assistive technology take hold of follows the drawing at once only where somebody is at it: to move it
    // with each step of a gesture elsewhere would have the browser lay out and paint the page anew.
    let used = RwSignal::new(false);
    let days = Memo::new(move |before: Option<&(f64, f64)>| match before {
        Some(before) if stretch.moving() && !used.get() => *before,
        _ => shown(),
    });
    let reach = Memo::new(move |_| on_strip(days.get()));

    // Dragging: the window, one of its ends, or a new window from an empty place.
    let hold = StoredValue::new(None::<(Hold, f32, TimeScale)>);
    let local_x = move |event: &web_sys::PointerEvent| {
        host.get_untracked().map_or(0.0, |host| pointer::local(&host, event).x)
    };
    let down = move |event: web_sys::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let x = local_x(&event);
        let (from, to) = edges.get_untracked();
        let grip = pointer::attribute(&event, "div", "data-grip");
        let shown = stretch.scale_now(0.0, 1.0);
        let what = match grip.as_deref() {
            Some("from") => Hold::From,
            Some("to") => Hold::To,
            _ if x >= from && x <= to => Hold::Whole,
            _ => {
                // A press beside the window brings its middle there.
                let middle = untrack(whole).day(x);
                let half = (shown.to - shown.from) / 2.0;
                let moved = TimeScale { from: middle - half, to: middle + half, ..shown };
                stretch.drag(moved.clamped(stretch.extent));
                Hold::Whole
            }
        };
        if grip.is_none() {
            event.prevent_default();
        }
        hold.set_value(Some((what, x, stretch.scale_now(0.0, 1.0))));
        if let Some(host) = host.get_untracked() {
            let _ = host.set_pointer_capture(event.pointer_id());
        }
    };
    let moved = move |event: web_sys::PointerEvent| {
        let Some((what, start, at_start)) = hold.get_value() else { return };
        let scale = untrack(whole);
        let days = scale.day(local_x(&event)) - scale.day(start);
        stretch.drag(resized(at_start, what, days, stretch));
    };
    let up = move |_| {
        if hold.get_value().is_some() {
            hold.set_value(None);
            stretch.release();
        }
    };
    let wheel = move |event: web_sys::WheelEvent| {
        event.prevent_default();
        let Some(host) = host.get_untracked() else { return };
        let day = untrack(whole).day(pointer::local_wheel(&host, &event).x);
        let shown = stretch.scale_now(0.0, 1.0);
        let step = WheelStep::of(&event);
        // The pointer's moment stays where it is if it is in the window, else the window's middle does.
        let about = shown.x(day).within(0.0, 1.0);
        stretch.turn(shown.zoom(about, step.zoom(), stretch.extent));
    };

    let grip = move |hold: Hold| {
        let (class, name): (_, fn(&crate::text::Texts) -> &'static str) = match hold {
            Hold::From => ("from", |texts| texts.timeline_brush_from),
            _ => ("to", |texts| texts.timeline_brush_to),
        };
        let day = move || {
            let (from, to) = days.get();
            if hold == Hold::From { Day(from.round() as i32) } else { Day(to.round() as i32 - 1) }
        };
        let (first, last) = (stretch.extent.first, stretch.extent.last);
        let on_key = move |event: web_sys::KeyboardEvent| {
            let shown = stretch.scale_now(0.0, 1.0);
            let (from, to) = stretch.extent.ends();
            let days = match event.key().as_str() {
                "ArrowLeft" | "ArrowDown" => -91.0,
                "ArrowRight" | "ArrowUp" => 91.0,
                "PageDown" => -365.0,
                "PageUp" => 365.0,
                "Home" => from - to,
                "End" => to - from,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            let what = if event.alt_key() { Hold::Whole } else { hold };
            stretch.turn(resized(shown, what, days, stretch));
        };
        view! {
            <div
                id=format!("brush-{class}")
                class=format!("grip {class}")
                data-grip=class
                role="slider"
                tabindex="0"
                aria-label=move || name(texts())
                aria-valuemin=first.0
                aria-valuemax=last.0
                aria-valuenow=move || day().0
                aria-valuetext=move || site.names().day(day())
                style:left=move || px(if hold == Hold::From { reach.get().0 } else { reach.get().1 })
                on:keydown=on_key
            ></div>
        }
    };
    let highest = move || {
        let most = bars.with(|bars| bars.highest);
        fill(texts().timeline_highest, &[("n", &site.names().number(most))])
    };
    view! {
        <div class="overview-row">
            <p class="overview-label">{move || texts().timeline_all_years}<span>{highest}</span></p>
            <div
                id="overview"
                node_ref=host
                role="group"
                aria-label=move || texts().timeline_overview
                on:pointerenter=move |_| used.set(true)
                on:pointerleave=move |_| used.set(false)
                on:focusin=move |_| used.set(true)
                on:focusout=move |_| used.set(false)
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=up
                on:pointercancel=up
                on:wheel=wheel
            >
                <Drawing scene=scene paint=paint/>
                <div class="frame"><Drawing scene=frame/></div>
                <div
                    class="brush"
                    style:left=move || px(reach.get().0)
                    style:width=move || px(reach.get().1 - reach.get().0)
                ></div>
                {grip(Hold::From)}
                {grip(Hold::To)}
            </div>
        </div>
    }
}

/// The window after what is held moved by some days; ends stop at the extent and at the shortest window.
fn resized(scale: TimeScale, hold: Hold, days: f64, stretch: Stretch) -> TimeScale {
    let (first, last) = stretch.extent.ends();
    match hold {
        Hold::From => {
            TimeScale { from: (scale.from + days).within(first, (scale.to - SHORTEST).max(first)), ..scale }
        }
        Hold::To => {
            TimeScale { to: (scale.to + days).within((scale.from + SHORTEST).min(last), last), ..scale }
        }
        Hold::Whole => {
            let days = days.within(first - scale.from, last - scale.to);
            TimeScale { from: scale.from + days, to: scale.to + days, ..scale }
        }
    }
}
