//! Limits for floats.

/// A float kept within limits.
pub trait Within {
    /// The nearest value from `least` to `most`; `most` if they are the wrong way round, `least` for what is no number.
    ///
    /// The standard library's `clamp` panics on wrong limits and prints them: that alone would bring the machinery that
    /// writes floats as text into the app, 12 kB of it.
    fn within(self, least: Self, most: Self) -> Self;
}

impl Within for f32 {
    fn within(self, least: Self, most: Self) -> Self {
        self.max(least).min(most)
    }
}

impl Within for f64 {
    fn within(self, least: Self, most: Self) -> Self {
        self.max(least).min(most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_within_their_limits() {
        assert_eq!([-1.0, 0.5, 3.0, f64::NAN].map(|value| value.within(0.0, 1.0)), [0.0, 0.5, 1.0, 0.0]);
        assert_eq!(2.0f32.within(3.0, 1.0), 1.0);
    }
}
