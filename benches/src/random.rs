//! Numbers that look like chance and are the same on every machine: SplitMix64 (Steele, Lea and Flood, 2014).

/// A sequence of numbers, decided by where it begins.
pub struct Random(u64);

impl Random {
    /// The sequence that begins here.
    pub const fn from(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, and without, the end. An end of 0 counts as 1.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// One of a list that is not empty, the first ones more often than the last ones.
    pub fn early<T: Copy>(&mut self, list: &[T]) -> T {
        let (a, b) = (self.below(list.len()), self.below(list.len()));
        list[a.min(b)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_that_of_the_paper() {
        let mut random = Random::from(1_234_567);
        let first: Vec<u64> = std::iter::repeat_with(|| random.next()).take(3).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn early_ones_come_more_often() {
        let mut random = Random::from(7);
        let zeros = (0..1000).filter(|_| random.early(&[0, 1, 2, 3]) == 0).count();
        assert!((380..500).contains(&zeros), "{zeros} of 1000");
    }
}
