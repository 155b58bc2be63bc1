//! What a command says while it works: what it does, how long that usually takes, how long it took.

use std::time::{Duration, Instant};

/// Says what is about to happen. The wait is in words for the reader ("8 minutes on 2 cores").
pub fn begin(what: &str, usual_wait: &str) -> Instant {
    println!("{what} (usually {usual_wait})…");
    Instant::now()
}

/// Says that it is done.
pub fn end(what: &str, since: Instant) {
    println!("{what}: done in {}", elapsed(since.elapsed()));
}

/// A heading over the output of one stage.
pub fn heading(title: &str) {
    println!("\n== {title} ==");
}

/// "4.2 s" or "3 min 05 s".
pub fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_time_is_told_in_tenths_of_a_second_and_a_long_one_in_minutes() {
        assert_eq!(elapsed(Duration::from_millis(4_240)), "4.2 s");
        assert_eq!(elapsed(Duration::from_secs(185)), "3 min 05 s");
    }
}
