//! Signals that outlive what reads them.

use std::{cell::RefCell, ops::Deref, panic::Location};

use leptos::{
    prelude::*,
    reactive::graph::{AnySubscriber, Observer, Subscriber},
};

thread_local! {
    /// Whom the last promise to unsubscribe was made for: an effect reads many signals, one promise does for all.
    static PROMISED: RefCell<Option<AnySubscriber>> = const { RefCell::new(None) };
}

/// A signal or memo that outlives the parts of the page that read it.
///
/// An effect or memo that is gone stays in the lists of what it read until a signal of those changes, and in a memo's for
/// good (reactive_graph 0.2): each part that is made anew would leave some bytes behind. What reads a lasting signal
/// unsubscribes from all that it read when it runs again or goes.
#[derive(Clone, Copy)]
pub struct Lasting<S>(S);

impl<T: Send + Sync + 'static> Lasting<RwSignal<T>> {
    /// A signal that begins with a value.
    pub fn signal(value: T) -> Self {
        Self(RwSignal::new(value))
    }
}

impl<T: PartialEq + Send + Sync + 'static> Lasting<Memo<T>> {
    /// What follows from other signals.
    pub fn memo(work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self(Memo::new(work_out))
    }
}

/// To write to it.
impl<S> Deref for Lasting<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.0
    }
}

impl<S: DefinedAt> DefinedAt for Lasting<S> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        self.0.defined_at()
    }
}

impl<S: ReadUntracked> ReadUntracked for Lasting<S> {
    type Value = S::Value;

    fn try_read_untracked(&self) -> Option<Self::Value> {
        self.0.try_read_untracked()
    }
}

impl<S: Track> Track for Lasting<S> {
    fn track(&self) {
        self.0.track();
        if let Some(reader) = Observer::get() {
            unsubscribe_later(reader);
        }
    }
}

/// Has who reads unsubscribe from everything before it runs again and when it goes.
fn unsubscribe_later(reader: AnySubscriber) {
    let is_promised = PROMISED.with_borrow(|last| last.as_ref() == Some(&reader));
    if is_promised {
        return;
    }
    PROMISED.set(Some(reader.clone()));
    on_cleanup(move || {
        reader.clear_sources(&reader);
        // It may run again and is to promise it again.
        let _ = PROMISED.try_with(|last| last.borrow_mut().take_if(|last| *last == reader));
    });
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use leptos::reactive::graph::{AnySource, ReactiveNode, Source, WithObserver};

    use super::*;

    /// Stands for an effect: what it reads, and how often it was told of a change.
    #[derive(Default)]
    struct Reader {
        sources: Mutex<Vec<AnySource>>,
        told: Mutex<usize>,
    }

    impl Reader {
        fn told(&self) -> usize {
            *self.told.lock().expect("nobody failed")
        }
    }

    impl ReactiveNode for Reader {
        fn mark_dirty(&self) {
            *self.told.lock().expect("nobody failed") += 1;
        }

        fn mark_check(&self) {
            self.mark_dirty();
        }

        fn mark_subscribers_check(&self) {}

        fn update_if_necessary(&self) -> bool {
            false
        }
    }

    impl Subscriber for Reader {
        fn add_source(&self, source: AnySource) {
            self.sources.lock().expect("nobody failed").push(source);
        }

        fn clear_sources(&self, reader: &AnySubscriber) {
            for source in self.sources.lock().expect("nobody failed").drain(..) {
                source.remove_subscriber(reader);
            }
        }
    }

    fn reads(owner: &Owner, reader: &Arc<Reader>, read: impl FnOnce()) {
        let weak = Arc::downgrade(reader);
        let reader = AnySubscriber(Arc::as_ptr(reader) as usize, weak);
        owner.with(|| reader.with_observer(read));
    }

    #[test]
    fn who_is_gone_is_in_no_list() {
        let all = Owner::new();
        let (lasting, other) = all.with(|| (Lasting::signal(1), RwSignal::new(1)));
        let (part, reader) = (all.with(Owner::new), Arc::new(Reader::default()));
        let read = || {
            assert_eq!(lasting.get() + lasting.get() + other.get(), 3);
        };

        reads(&part, &reader, read);
        other.notify();
        assert_eq!(reader.told(), 1, "who reads is told of a change");

        // It runs again: what it reads then, it follows.
        part.cleanup();
        reads(&part, &reader, read);
        other.notify();
        assert_eq!(reader.told(), 2);

        reads(&part, &reader, read);
        part.cleanup();
        lasting.notify();
        other.notify();
        assert_eq!(reader.told(), 2, "who is gone is not told any more");
    }

    #[test]
    fn each_of_two_that_read_by_turns_is_let_go() {
        let all = Owner::new();
        let lasting = all.with(|| Lasting::signal(1));
        let parts = [(); 2].map(|()| (all.with(Owner::new), Arc::new(Reader::default())));
        for (part, reader) in parts.iter().chain(&parts) {
            reads(part, reader, || assert_eq!(lasting.get(), 1));
        }
        parts[0].0.cleanup();
        lasting.notify();
        assert_eq!(parts.each_ref().map(|(_, reader)| reader.told()), [0, 1]);
        parts[1].0.cleanup();
        lasting.notify();
        assert_eq!(parts.each_ref().map(|(_, reader)| reader.told()), [0, 1]);
    }
}
