//! Samples of one measurement, in order of size.

/// A measurement that was made again and again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// Takes them in any order.
    pub fn new(mut values: Vec<f64>) -> Self {
        values.retain(|value| value.is_finite());
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    /// The middle one; `None` where nothing was measured.
    pub fn median(&self) -> Option<f64> {
        self.at(0.5)
    }

    /// What 19 of 20 do not pass.
    pub fn p95(&self) -> Option<f64> {
        self.at(0.95)
    }

    /// All less the same, but not less than nothing.
    pub fn less(&self, zero: f64) -> Self {
        Self(self.0.iter().map(|value| (value - zero).max(0.0)).collect())
    }

    fn at(&self, share: f64) -> Option<f64> {
        let last = self.0.len().checked_sub(1)?;
        self.0.get((last as f64 * share).round() as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_end_are_found_in_any_order() {
        let samples = Samples::new((1..=100).rev().map(f64::from).collect());
        assert_eq!((samples.median(), samples.p95()), (Some(51.0), Some(95.0)));
        assert_eq!(Samples::new(vec![]).median(), None);
    }

    #[test]
    fn nothing_takes_less_than_no_time() {
        assert_eq!(Samples::new(vec![3.0, 1.0]).less(2.0), Samples::new(vec![0.0, 1.0]));
    }
}
