//! The map.

/// Shade of a number of mechanisms.
pub const fn shade(count: u32) -> u8 {
    match count {
        0 => 0,
        1..=2 => 1,
        3..=5 => 2,
        6..=11 => 3,
        12..=24 => 4,
        _ => 5,
    }
}
