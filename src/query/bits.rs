//! A set of positions, one bit each.

/// A set of positions below a fixed length.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// The empty set over `len` positions.
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// The full set over `len` positions.
    pub fn all(len: usize) -> Self {
        let mut bits = Self { words: vec![!0; len.div_ceil(64)], len };
        if let (Some(last), tail @ 1..) = (bits.words.last_mut(), len % 64) {
            *last = (1 << tail) - 1;
        }
        bits
    }

    /// How many positions there are, in the set or not.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether a position is in the set; positions beyond the length are not.
    pub fn contains(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Puts a position into the set. Positions beyond the length are ignored.
    pub fn insert(&mut self, at: usize) {
        if at < self.len {
            self.words[at / 64] |= 1 << (at % 64);
        }
    }

    /// Keeps what is in both; the sets are over the same positions.
    pub fn intersect(&mut self, other: &Self) {
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word &= with;
        }
    }

    /// Takes in what is in the other; both sets are over the same positions.
    pub fn union(&mut self, other: &Self) {
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word |= with;
        }
    }

    /// How many are in both; the sets are over the same positions.
    pub fn count_common(&self, other: &Self) -> usize {
        self.words.iter().zip(&other.words).map(|(word, with)| (word & with).count_ones() as usize).sum()
    }

    /// The set over the first `len` positions only.
    pub fn head(&self, len: usize) -> Self {
        let len = len.min(self.len);
        let mut head = Self::all(len);
        head.intersect(self);
        head
    }

    /// Calls for each position in the set, in order: [`Bits::iter`] for the loops that run over all events.
    pub fn for_each(&self, mut call: impl FnMut(usize)) {
        for (at, &word) in self.words.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                call(at * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }

    /// The positions in the set, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            let rest = std::iter::successors(Some(word), |word| Some(word & word.wrapping_sub(1)));
            rest.take_while(|word| *word != 0).map(move |word| at * 64 + word.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_set_holds_each_position_once() {
        for len in [0, 1, 63, 64, 65, 130] {
            let all = Bits::all(len);
            assert_eq!(all.count(), len);
            assert_eq!(all.iter().collect::<Vec<_>>(), (0..len).collect::<Vec<_>>());
            assert!(!all.contains(len));
        }
    }

    #[test]
    fn an_intersection_keeps_what_is_in_both() {
        let (mut a, mut b) = (Bits::none(200), Bits::none(200));
        [1, 70, 199].into_iter().for_each(|at| a.insert(at));
        [70, 71, 199, 200].into_iter().for_each(|at| b.insert(at));
        assert_eq!(a.count_common(&b), 2);
        a.intersect(&b);
        assert_eq!(a.iter().collect::<Vec<_>>(), [70, 199]);
    }

    #[test]
    fn a_union_keeps_what_is_in_either_and_a_head_what_comes_first() {
        let (mut a, mut b) = (Bits::none(200), Bits::none(200));
        [1, 70].into_iter().for_each(|at| a.insert(at));
        [70, 199].into_iter().for_each(|at| b.insert(at));
        a.union(&b);
        let mut each = Vec::new();
        a.for_each(|at| each.push(at));
        assert_eq!(each, [1, 70, 199]);
        assert_eq!((a.head(70).count(), a.head(71).count(), a.head(300).len()), (1, 2, 200));
    }
}
