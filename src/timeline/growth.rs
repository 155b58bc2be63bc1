//! Marks grow out of their cluster: when one comes apart, what was in it starts from where it stood.
//!
//! What a frame draws is a function of its window alone; this is the little that it has to know of the frames before: the
//! clusters that were in view, where they stood in time, and when each was gone. Kept for clusters, not for events, so that it
//! grows with the pixels.

use std::{cell::Cell, ops::Range};

use super::TimeScale;
use crate::draw::{Scene, Subject};

/// How long it takes, in milliseconds; a glide of the window takes 180.
const GROWS: f64 = 160.0;
/// Clusters of several frames can lie over each other; no more of them are asked for one mark.
const ASKED: usize = 4;

/// A cluster of an earlier frame.
#[derive(Clone, Debug, PartialEq)]
struct Origin {
    /// Its events, as positions in the lanes' flat lists.
    events: Range<u32>,
    /// Where its middle stood, in days.
    day: f64,
    /// Since when it is gone, in milliseconds.
    gone: Option<f64>,
    /// Whether something grew out of it in the frame that is being drawn.
    bears: Cell<bool>,
}

/// The clusters that marks may grow out of, in order of their events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Growth(Vec<Origin>);

impl Growth {
    /// Where the glyph of some events comes from, in days, and how far it has come from there at a moment in milliseconds, from
    /// 0 to 1. `None` if it does not grow.
    pub(super) fn of(&self, events: &Range<usize>, now: f64) -> Option<(f64, f32)> {
        let (start, end) = (events.start as u32, events.end as u32);
        let before = self.0.partition_point(|origin| origin.events.start <= start);
        let around = self.0[..before].iter().rev().take(ASKED).find(|origin| {
            let (all, own) = (origin.events.end - origin.events.start, end - start);
            origin.events.end >= end && all > own
        })?;
        let part = around.gone.map_or(0.0, |gone| (now - gone) / GROWS);
        // Fast at first, as the glide is.
        around.bears.set(true);
        (part < 1.0).then(|| (around.day, 1.0 - (1.0 - part.max(0.0) as f32).powi(3)))
    }

    /// Takes in the frame that was drawn at a moment. Lanes that are not those of the frame before have it begin anew:
    /// [`Growth::default`].
    pub fn follow(&mut self, scene: &Scene, scale: &TimeScale, now: f64) {
        let clusters = scene.targets.iter().filter_map(|target| match &target.subject {
            Subject::Cluster(events) => Some(Origin {
                events: events.clone(),
                day: scale.day(target.rect.x + target.rect.width / 2.0),
                gone: None,
                bears: Cell::new(false),
            }),
            _ => None,
        });
        let mut next: Vec<Origin> = clusters.collect();
        let shown = next.len();
        for mut origin in self.0.drain(..) {
            let gone = *origin.gone.get_or_insert(now);
            // Targets come in the order of lanes and days, as the lists do.
            let before = next[..shown].partition_point(|now| now.events.start <= origin.events.start);
            let is_covered = before > 0 && next[before - 1].events.end >= origin.events.end;
            // One that left the view bears nothing.
            if origin.bears.take() && now - gone < GROWS && !is_covered {
                next.push(origin);
            }
        }
        crate::order::sort_by(&mut next, |a, b| a.events.start.cmp(&b.events.start));
        self.0 = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{Rect, Target};
    use entente_record::EventIndex;

    const SCALE: TimeScale = TimeScale { from: 0.0, to: 100.0, x0: 0.0, x1: 1000.0 };

    fn frame(targets: &[(Subject, f32)]) -> Scene {
        let target = |(subject, x): &(Subject, f32)| Target {
            rect: Rect::new(x - 8.0, 0.0, 16.0, 24.0),
            subject: subject.clone(),
            lane: Some(0),
        };
        Scene { targets: targets.iter().map(target).collect(), ..Scene::new(1000.0, 24.0) }
    }

    /// A cluster of three that was in view at the moment 0, about day 30.
    fn with_cluster() -> Growth {
        let mut growth = Growth::default();
        growth.follow(&frame(&[(Subject::Cluster(4..7), 300.0)]), &SCALE, 0.0);
        growth
    }

    #[test]
    fn what_was_in_a_cluster_starts_where_that_stood_and_arrives() {
        let mut growth = with_cluster();
        let apart = frame(&[(Subject::Event(EventIndex(0)), 280.0), (Subject::Cluster(5..7), 320.0)]);
        assert_eq!(growth.of(&(4..5), 10.0), Some((30.0, 0.0)), "the first frame without the cluster");
        growth.follow(&apart, &SCALE, 10.0);
        assert!(growth.0.iter().any(|origin| origin.gone.is_some()));
        let mut last = 0.0;
        for now in [40.0, 90.0, 150.0] {
            for part in [4..5, 5..7] {
                let (day, come) = growth.of(&part, now).expect("is on its way");
                assert_eq!(day, 30.0);
                assert!(come >= last && come < 1.0, "{come} after {last}");
                last = come;
            }
            growth.follow(&apart, &SCALE, now);
        }
        assert_eq!(growth.of(&(4..5), 10.0 + GROWS), None);
        growth.follow(&apart, &SCALE, 10.0 + GROWS);
        assert!(growth.0.iter().all(|origin| origin.gone.is_none()));
    }

    #[test]
    fn nothing_grows_while_clusters_stay_or_join() {
        let mut growth = with_cluster();
        for shown in [4..7, 2..9] {
            assert_eq!(growth.of(&(shown.start as usize..shown.end as usize), 10.0), None);
            growth.follow(&frame(&[(Subject::Cluster(shown), 310.0)]), &SCALE, 10.0);
            assert!(growth.0.iter().all(|origin| origin.gone.is_none()));
        }
    }

    #[test]
    fn a_cluster_that_left_the_view_is_forgotten() {
        let mut growth = with_cluster();
        growth.follow(&frame(&[]), &SCALE, 10.0);
        assert_eq!(growth, Growth::default());
    }
}
