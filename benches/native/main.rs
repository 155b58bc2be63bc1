//! What the app does for a reader, natively, over made-up records of 1,000 to 1,000,000 events over 300 lanes.
//!
//! | benchmark | what is timed |
//! | --- | --- |
//! | `index` | what is worked out once of a record: the index of filters, the chronology |
//! | `words` | reading all texts for their words, once somebody searches |
//! | `select` | a filter by three themes: the events that pass, and the counts of every facet |
//! | `lanes` | the lanes of that selection |
//! | `search` | the best hits for a word while it is typed |
//! | `zoom`, `pan` | a step of the timeline: ticks and layout of the lanes in view |
//! | `map` | a layout of the map with labels and arcs |
//! | `draw` | the scene of such a step on a backend that only counts what it is told to draw |
//!
//! Compiled as small as the wasm is (`opt-level = "z"`).

mod counting;
mod stage;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Bencher, BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use entente::draw::render;
use entente::map::MapViewport;
use entente::query::{Index, search, select};
use entente::timeline::{Chronology, lanes};
use entente::view::View;
use entente::words::Plain;

use counting::Counting;
use stage::Stage;

/// Events of the records; a record has [`LANES`] lanes.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
const LANES: usize = 300;

fn once(criterion: &mut Criterion) {
    for size in SIZES {
        let record = entente_benches::record(size, LANES);
        let mut bench = |name: &str, work: &mut dyn FnMut(&mut Bencher)| {
            let mut group = criterion.benchmark_group(name);
            group.sample_size(10).sampling_mode(SamplingMode::Flat);
            group.bench_function(BenchmarkId::from_parameter(size), work);
        };
        bench("index", &mut |bencher| {
            let made = || (Index::new(black_box(&record), stage::names()), Chronology::new(&record));
            bencher.iter_with_large_drop(made);
        });
        bench("words", &mut |bencher| {
            let unread = || Index::new(&record, stage::names());
            let read = |index: Index| {
                index.prepare(&record);
                index
            };
            bencher.iter_batched(unread, read, BatchSize::PerIteration);
        });
    }
}

fn filter(criterion: &mut Criterion) {
    for size in SIZES {
        let stage = Stage::new(size, LANES);
        let view = stage::filtered();
        let mut bench = |name: &str, work: &mut dyn FnMut()| {
            criterion.benchmark_group(name).bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter(&mut *work);
            });
        };
        bench("select", &mut || drop(black_box(select(&stage.record, &stage.index, &view))));
        let selection = select(&stage.record, &stage.index, &view);
        bench("lanes", &mut || {
            drop(black_box(lanes(&stage.record, &stage.chronology, &selection, &view, &[], &Plain)));
        });
        bench("search", &mut || drop(black_box(search(&stage.record, &stage.index, "ransom", 8))));
    }
}

fn frame(criterion: &mut Criterion) {
    for size in SIZES {
        let stage = Stage::new(size, LANES);
        let selection = select(&stage.record, &stage.index, &View::default());
        let lanes = lanes(&stage.record, &stage.chronology, &selection, &View::default(), &[], &Plain);
        let mut bench = |name: &str, work: &mut dyn FnMut()| {
            criterion.benchmark_group(name).bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter(&mut *work);
            });
        };
        let (zooms, pans) = (stage.zooms(), stage.pans());
        let mut steps = zooms.iter().cycle();
        bench("zoom", &mut || {
            if let Some(scale) = steps.next() {
                drop(black_box(stage.timeline(&lanes, *scale)));
            }
        });
        let mut steps = pans.iter().cycle();
        bench("pan", &mut || {
            if let Some(scale) = steps.next() {
                drop(black_box(stage.timeline(&lanes, *scale)));
            }
        });
        let viewport = MapViewport::whole(stage::WIDTH, stage::MAP_HEIGHT);
        bench("map", &mut || drop(black_box(stage.map(&selection, &viewport))));
        let scenes: Vec<_> = zooms.iter().map(|scale| stage.timeline(&lanes, *scale)).collect();
        let palette = stage::palette();
        let mut steps = scenes.iter().cycle();
        bench("draw", &mut || {
            if let Some(scene) = steps.next() {
                let mut backend = Counting::default();
                // A backend that only counts refuses nothing.
                let _ = render(scene, &mut backend, &palette, 16.0);
                black_box(backend);
            }
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(40)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1_200));
    targets = once, filter, frame
}
criterion_main!(benches);
