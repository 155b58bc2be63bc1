//! A small set: a sorted list without repetition.

use std::slice;

/// A small set, in order. The sets of a view hold a few values each; the library's trees would cost each kind of value
/// several kilobytes of code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Set<T>(Vec<T>);

impl<T: Ord> Set<T> {
    /// Whether it holds the value.
    pub fn contains(&self, value: &T) -> bool {
        self.0.contains(value)
    }

    /// Adds a value; whether it was not there.
    pub fn insert(&mut self, value: T) -> bool {
        match self.0.iter().position(|other| *other >= value) {
            Some(at) if self.0[at] == value => return false,
            Some(at) => self.0.insert(at, value),
            None => self.0.push(value),
        }
        true
    }

    /// Takes a value out; whether it was there.
    pub fn remove(&mut self, value: &T) -> bool {
        let before = self.0.len();
        self.0.retain(|other| other != value);
        self.0.len() < before
    }

    /// Keeps the values that pass.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// The values, in order.
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The least value.
    pub fn first(&self) -> Option<&T> {
        self.0.first()
    }

    /// How many values it holds.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        for value in values {
            self.insert(value);
        }
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut set = Self::default();
        set.extend(values);
        set
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Set<T> {
    fn from(values: [T; N]) -> Self {
        values.into_iter().collect()
    }
}

impl<'a, T> IntoIterator for &'a Set<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_holds_what_a_tree_holds(steps in prop::collection::vec((any::<bool>(), 0u8..12), 0..60)) {
            let (mut set, mut tree) = (Set::default(), BTreeSet::new());
            for (add, value) in steps {
                if add {
                    prop_assert_eq!(set.insert(value), tree.insert(value));
                } else {
                    prop_assert_eq!(set.remove(&value), tree.remove(&value));
                }
                prop_assert_eq!(set.contains(&value), tree.contains(&value));
                prop_assert!(set.iter().eq(tree.iter()));
                prop_assert_eq!((set.len(), set.is_empty(), set.first()), (tree.len(), tree.is_empty(), tree.first()));
            }
        }
    }
}
