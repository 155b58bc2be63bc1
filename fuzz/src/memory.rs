//! What work takes of the memory, measured by the allocator.

use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Does the work, and panics if it held more bytes at a time than the base and so many times its input.
///
/// One thread at a time may ask: the allocator counts for all.
pub(crate) fn within<T>(base: usize, times: usize, input: usize, work: impl FnOnce() -> T) -> T {
    HEAP.reset_peak_usage();
    let before = HEAP.current_usage();
    let done = work();
    let taken = HEAP.peak_usage().saturating_sub(before);
    let allowed = base + times * input;
    assert!(taken <= allowed, "{taken} bytes for an input of {input}; allowed are {allowed}");
    done
}
