//! The stretch of time on screen: the view's window, or, while a gesture runs, a viewport ahead of it.

use entente_geometry::Within;
use std::time::Duration;

use leptos::prelude::*;

use crate::{
    timeline::{Extent, TimeScale},
    ui::{
        Site,
        browser::{Step, next_frame, page},
    },
    view::View,
};

/// How long after the last turn of a wheel its gesture ends.
const WHEEL_ENDS: Duration = Duration::from_millis(220);
/// How long a glide to a new window takes, in milliseconds: `--motion-base`.
const GLIDE: f64 = 180.0;

/// The stretch of time on screen, shared by overview, axis and lanes.
#[derive(Clone, Copy)]
pub struct Stretch {
    site: Site,
    /// All that can be shown.
    pub extent: Extent,
    /// (from, to) in days since 1970-01-01 while a gesture or a glide runs.
    transient: RwSignal<Option<(f64, f64)>>,
    /// Whether it is the reader's own gesture, whose end writes the view.
    held: StoredValue<bool>,
    /// The site's moves when it began.
    began: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    glide: StoredValue<u32>,
}

impl Stretch {
    /// The stretch of a site; glides when the view's window changes by other means than a gesture.
    pub fn new(site: Site) -> Self {
        let stretch = Self {
            site,
            extent: site.chronology().extent(site.today),
            transient: RwSignal::new(None),
            held: StoredValue::new(false),
            began: StoredValue::new(0),
            timer: StoredValue::new_local(None),
            glide: StoredValue::new(0),
        };
        Effect::new(move |before: Option<(f64, f64)>| {
            let now = stretch.settled();
            let same = before.is_none_or(|before| before == now);
            if !same && !stretch.held.get_value() && !page::prefers_reduced_motion() {
                let from = stretch.transient.get_untracked().or(before).unwrap_or(now);
                stretch.glide_to(from, now);
            } else if !same {
                stretch.transient.set(None);
            }
            stretch.held.set_value(false);
            now
        });
        stretch
    }

    /// The view's window in days.
    fn settled(self) -> (f64, f64) {
        let scale = TimeScale::unfold(self.site.window.get(), self.extent, 0.0, 1.0);
        (scale.from, scale.to)
    }

    /// What is shown on pixels from `x0` to `x1`.
    pub fn scale(self, x0: f32, x1: f32) -> TimeScale {
        let settled = TimeScale::unfold(self.site.window.get(), self.extent, x0, x1);
        match self.transient.get() {
            Some((from, to)) => TimeScale { from, to, ..settled },
            None => settled,
        }
    }

    /// As [`Self::scale`], for handlers.
    pub fn scale_now(self, x0: f32, x1: f32) -> TimeScale {
        untrack(|| self.scale(x0, x1))
    }

    /// Whether a gesture or a glide runs.
    pub fn moving(self) -> bool {
        self.transient.with(Option::is_some)
    }

    /// Whether the window glides by itself. Readers who asked for less motion have no glide.
    pub fn glides(self) -> bool {
        self.moving() && !self.held.get_value()
    }

    /// A step of the reader's gesture.
    pub fn drag(self, scale: TimeScale) {
        self.stop_glide();
        if !self.held.get_value() || self.transient.with_untracked(Option::is_none) {
            self.began.set_value(self.site.moves.get_value());
        }
        self.held.set_value(true);
        self.transient.set(Some((scale.from, scale.to)));
    }

    /// A step of a gesture that has no end of its own.
    pub fn turn(self, scale: TimeScale) {
        self.drag(scale);
        self.stop_timer();
        let timer = set_timeout_with_handle(move || self.release(), WHEEL_ENDS).ok();
        self.timer.set_value(timer);
    }

    /// The gesture ends: the view takes over.
    pub fn release(self) {
        // By the end of a wheel's gesture the timeline may have given way to a page.
        let Some(Some((from, to))) = self.transient.try_get_untracked() else { return };
        self.stop_timer();
        let window = TimeScale { from, to, x0: 0.0, x1: 1.0 }.fold(self.extent);
        let is_over = self.began.get_value() != self.site.moves.get_value();
        if is_over || window == self.site.window.get_untracked() {
            self.held.set_value(false);
            self.transient.set(None);
        } else {
            self.site.change(Step::Replace, |view| view.window = window);
        }
    }

    /// The view with a scale's window.
    pub fn view_of(self, scale: TimeScale) -> View {
        View { window: scale.fold(self.extent), ..self.site.view() }
    }

    fn stop_timer(self) {
        self.timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    }

    fn stop_glide(self) {
        self.glide.update_value(|glide| *glide += 1);
    }

    fn glide_to(self, from: (f64, f64), to: (f64, f64)) {
        self.stop_glide();
        let run = self.glide.get_value();
        self.transient.set(Some(from));
        self.glide_step(run, page::now(), from, to);
    }

    fn glide_step(self, run: u32, start: f64, from: (f64, f64), to: (f64, f64)) {
        next_frame(move || {
            // A newer gesture or a page that is gone ends the glide.
            if self.glide.try_get_value() != Some(run) {
                return;
            }
            let part = ((page::now() - start) / GLIDE).within(0.0, 1.0);
            if part >= 1.0 {
                self.transient.set(None);
                return;
            }
            let eased = 1.0 - (1.0 - part).powi(3);
            let mix = |a: f64, b: f64| a + (b - a) * eased;
            self.transient.set(Some((mix(from.0, to.0), mix(from.1, to.1))));
            self.glide_step(run, start, from, to);
        });
    }
}
