//! What runs when: the tasks of the page (effects, loads), one after another.
//!
//! Leptos makes a task of every effect and has them all run before the browser may paint or hear the reader again. That is
//! right for what follows an act of the reader: nobody sees half of an answer. While a page comes up or takes in its second
//! load it is hundreds of milliseconds on a phone. So between [`gently`] and the end of what it gives, tasks run in slices of
//! a few milliseconds, and the browser gets its turn between them.
//!
//! What nobody sees (links over what a canvas shows) need not keep the picture waiting: tasks that are begun in [`late`] run
//! after the frame that follows an act.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::{Future, poll_fn},
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use any_spawner::{CustomExecutor, Executor};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{MessageChannel, MessagePort};

use super::page;

/// How long a slice may begin further tasks, in milliseconds: half of a frame at 60 Hz.
const SLICE: f64 = 8.0;

type Future0 = Pin<Box<dyn Future<Output = ()>>>;

/// What the queue needs of what it runs in.
trait Host {
    /// Milliseconds since any moment.
    fn now(&self) -> f64;
    /// Has [`Queue::run`] called before anything else happens.
    fn soon(&self);
    /// Has it called after the browser had its turn.
    fn later(&self);
    /// Has [`Queue::late_is_due`] called after the next frame is drawn.
    fn after_frame(&self);
}

struct Queue {
    host: Box<dyn Host>,
    ready: RefCell<VecDeque<Arc<Awake>>>,
    /// What is ready to run after the frame.
    late: RefCell<VecDeque<Arc<Awake>>>,
    /// Whether that frame was.
    is_late_due: Cell<bool>,
    is_late_planned: Cell<bool>,
    /// What waits for all others.
    resting: RefCell<Vec<Waker>>,
    /// How many ask for slices.
    gentle: Cell<u32>,
    /// Whether a task asked for the browser's turn.
    breath: Cell<bool>,
    is_planned: Cell<bool>,
    is_running: Cell<bool>,
}

struct Task {
    queue: Rc<Queue>,
    future: RefCell<Option<Future0>>,
    is_ready: Cell<bool>,
    is_late: bool,
}

/// A waker has to be able to cross threads; the page has one.
struct Awake(SendWrapper<Task>);

impl Wake for Awake {
    fn wake(self: Arc<Self>) {
        if !self.0.is_ready.replace(true) {
            let queue = Rc::clone(&self.0.queue);
            // A page that comes up is not seen before all of it is there.
            if self.0.is_late && queue.gentle.get() == 0 {
                queue.late.borrow_mut().push_back(self);
                if !queue.is_late_due.get() && !queue.is_late_planned.replace(true) {
                    queue.host.after_frame();
                }
            } else {
                queue.ready.borrow_mut().push_back(self);
                queue.plan();
            }
        }
    }
}

impl Queue {
    fn new(host: Box<dyn Host>) -> Rc<Self> {
        Rc::new(Self {
            host,
            ready: RefCell::default(),
            late: RefCell::default(),
            is_late_due: Cell::new(false),
            is_late_planned: Cell::new(false),
            resting: RefCell::default(),
            gentle: Cell::new(0),
            breath: Cell::new(false),
            is_planned: Cell::new(false),
            is_running: Cell::new(false),
        })
    }

    fn spawn(self: &Rc<Self>, future: Future0) {
        let future = RefCell::new(Some(future));
        let is_late = LATE.get();
        let task = Task { queue: Rc::clone(self), future, is_ready: Cell::new(false), is_late };
        Arc::new(Awake(SendWrapper::new(task))).wake();
    }

    fn plan(&self) {
        if !self.is_running.get() && !self.is_planned.replace(true) {
            if self.gentle.get() > 0 { self.host.later() } else { self.host.soon() }
        }
    }

    fn run(&self) {
        self.is_planned.set(false);
        self.is_running.set(true);
        let began = self.host.now();
        while let Some(task) = self.next() {
            task.0.is_ready.set(false);
            let taken = task.0.future.take();
            if let Some(mut future) = taken {
                let waker = Waker::from(Arc::clone(&task));
                if future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
                    task.0.future.replace(Some(future));
                }
            }
            let spent = || self.host.now() - began >= SLICE;
            let has_turns = self.gentle.get() > 0 || task.0.is_late;
            if self.breath.take() || (has_turns && spent()) {
                break;
            }
        }
        self.is_running.set(false);
        let is_late_done = self.late.borrow().is_empty();
        let is_late_due = self.is_late_due.get() && !is_late_done;
        self.is_late_due.set(is_late_due);
        let waits = is_late_due || (is_late_done && !self.resting.borrow().is_empty());
        if waits || !self.ready.borrow().is_empty() {
            self.is_planned.set(true);
            self.host.later();
        }
    }

    /// The next task; when no other is left, those that waited for that.
    fn next(&self) -> Option<Arc<Awake>> {
        if self.ready.borrow().is_empty() {
            if self.is_late_due.get()
                && let Some(task) = self.late.borrow_mut().pop_front()
            {
                return Some(task);
            }
            if self.late.borrow().is_empty() {
                let resting = self.resting.take();
                resting.into_iter().for_each(Waker::wake);
            }
        }
        self.ready.borrow_mut().pop_front()
    }

    /// The frame is drawn that late tasks waited for.
    fn late_is_due(&self) {
        self.is_late_planned.set(false);
        self.is_late_due.set(true);
        if !self.is_running.get() && !self.is_planned.replace(true) {
            self.host.later();
        }
    }

    /// Ready after the browser had its turn.
    fn breathe(self: Rc<Self>) -> impl Future<Output = ()> {
        let mut has_waited = false;
        poll_fn(move |context| {
            if std::mem::replace(&mut has_waited, true) {
                return Poll::Ready(());
            }
            self.breath.set(true);
            context.waker().wake_by_ref();
            Poll::Pending
        })
    }

    /// Ready when no other task is.
    fn rest(self: Rc<Self>) -> impl Future<Output = ()> {
        let mut has_waited = false;
        poll_fn(move |context| {
            if std::mem::replace(&mut has_waited, true) {
                return Poll::Ready(());
            }
            self.resting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = queueMicrotask)]
    fn queue_microtask(call: &JsValue);
}

/// The page: its tasks come after those that it has already, or as messages to itself, which it takes between two paints.
struct Browser {
    port: Option<MessagePort>,
    run: JsValue,
}

impl Browser {
    fn new() -> Self {
        let run = Closure::<dyn Fn()>::new(|| QUEUE.with(|queue| queue.run())).into_js_value();
        let channel = MessageChannel::new().ok();
        if let Some(channel) = &channel {
            channel.port1().set_onmessage(Some(run.unchecked_ref()));
        }
        Self { port: channel.map(|channel| channel.port2()), run }
    }
}

impl Host for Browser {
    fn now(&self) -> f64 {
        page::now()
    }

    fn soon(&self) {
        queue_microtask(&self.run);
    }

    fn later(&self) {
        if self.port.as_ref().is_none_or(|port| port.post_message(&JsValue::NULL).is_err()) {
            self.soon();
        }
    }

    fn after_frame(&self) {
        let due = || QUEUE.with(|queue| queue.late_is_due());
        // A page that nobody sees has no frames.
        if page::is_hidden() { due() } else { page::next_frame(due) }
    }
}

thread_local! {
    /// Whether tasks that begin now are late ones.
    static LATE: Cell<bool> = const { Cell::new(false) };
    static QUEUE: Rc<Queue> = Queue::new(Box::new(Browser::new()));
}

fn queue() -> Rc<Queue> {
    QUEUE.with(Rc::clone)
}

/// Gives the tasks of Leptos to the queue.
struct Slices;

impl CustomExecutor for Slices {
    fn spawn(&self, future: any_spawner::PinnedFuture<()>) {
        queue().spawn(future);
    }

    fn spawn_local(&self, future: any_spawner::PinnedLocalFuture<()>) {
        queue().spawn(future);
    }

    fn poll_local(&self) {}
}

/// Makes the queue the one of Leptos. To be called before it is used first; a second call changes nothing.
pub fn install() {
    let _ = Executor::init_custom_executor(Slices);
}

/// Has all tasks run in slices until what comes back is dropped.
pub fn gently() -> Gently {
    let queue = queue();
    queue.gentle.set(queue.gentle.get() + 1);
    Gently(queue)
}

/// Tasks run in slices while this is there.
pub struct Gently(Rc<Queue>);

impl Drop for Gently {
    fn drop(&mut self) {
        self.0.gentle.set(self.0.gentle.get() - 1);
    }
}

/// Tasks (effects) that are begun in `begin` run after the frame, whenever they run: for what nobody sees in it.
pub fn late<T>(begin: impl FnOnce() -> T) -> T {
    let before = LATE.replace(true);
    let begun = begin();
    LATE.set(before);
    begun
}

/// Calls when what changed now is on the page, late tasks included.
pub fn when_settled(call: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async {
        frame().await;
        call();
    });
}

/// Lets the browser have its turn.
pub async fn breathe() {
    queue().breathe().await;
}

/// Waits until no other task is left to run.
pub async fn rest() {
    queue().rest().await;
}

/// Waits until what was changed is laid out and drawings know their sizes. A page that nobody sees lays nothing out: it does
/// not wait.
pub async fn frame() {
    rest().await;
    if !page::is_hidden() {
        let (told, tell) = (Rc::new(Cell::new(false)), Rc::new(RefCell::new(None::<Waker>)));
        let (is_told, waker) = (Rc::clone(&told), Rc::clone(&tell));
        page::next_frame(move || {
            told.set(true);
            if let Some(waker) = tell.take() {
                waker.wake();
            }
        });
        poll_fn(move |context| {
            if is_told.get() {
                return Poll::Ready(());
            }
            waker.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
        // The frame is laid out after this.
        breathe().await;
    }
    rest().await;
}

#[cfg(test)]
mod tests {
    use super::*;

    type Names = Rc<RefCell<Vec<&'static str>>>;

    #[derive(Default)]
    struct Turns {
        now: Cell<f64>,
        asked: RefCell<Vec<&'static str>>,
    }

    impl Host for Rc<Turns> {
        fn now(&self) -> f64 {
            self.now.get()
        }

        fn soon(&self) {
            self.asked.borrow_mut().push("soon");
        }

        fn later(&self) {
            self.asked.borrow_mut().push("later");
        }

        fn after_frame(&self) {
            self.asked.borrow_mut().push("after the frame");
        }
    }

    /// A queue whose tasks take so many milliseconds each and write their names.
    fn queue_of(names: &'static [&'static str], each: f64) -> (Rc<Queue>, Rc<Turns>, Names) {
        let turns = Rc::new(Turns::default());
        let queue = Queue::new(Box::new(Rc::clone(&turns)));
        let done = Rc::new(RefCell::new(Vec::new()));
        for name in names {
            let (turns, done) = (Rc::clone(&turns), Rc::clone(&done));
            queue.spawn(Box::pin(async move {
                turns.now.set(turns.now.get() + each);
                done.borrow_mut().push(*name);
            }));
        }
        (queue, turns, done)
    }

    #[test]
    fn all_that_is_ready_runs_at_once_after_an_act() {
        let (queue, turns, done) = queue_of(&["a", "b", "c"], 100.0);
        assert_eq!(*turns.asked.borrow(), ["soon"]);
        queue.run();
        assert_eq!(*done.borrow(), ["a", "b", "c"]);
        assert_eq!(*turns.asked.borrow(), ["soon"], "nothing is left to be asked for");
    }

    #[test]
    fn slices_end_when_their_time_is_over() {
        let (queue, turns, done) = queue_of(&["a", "b", "c"], SLICE / 2.0);
        queue.gentle.set(1);
        queue.run();
        assert_eq!(*done.borrow(), ["a", "b"]);
        assert_eq!(*turns.asked.borrow(), ["soon", "later"]);
        queue.run();
        assert_eq!(*done.borrow(), ["a", "b", "c"]);
    }

    #[test]
    fn a_breath_ends_a_slice_and_rest_comes_last() {
        let (queue, turns, done) = queue_of(&["a"], 0.0);
        let (own, written) = (Rc::clone(&queue), Rc::clone(&done));
        queue.spawn(Box::pin(async move {
            Rc::clone(&own).rest().await;
            written.borrow_mut().push("rested");
            own.breathe().await;
            written.borrow_mut().push("breathed");
        }));
        let written = Rc::clone(&done);
        queue.spawn(Box::pin(async move { written.borrow_mut().push("b") }));
        queue.run();
        assert_eq!(*done.borrow(), ["a", "b", "rested"]);
        assert_eq!(*turns.asked.borrow(), ["soon", "later"]);
        queue.run();
        assert_eq!(*done.borrow(), ["a", "b", "rested", "breathed"]);
    }

    #[test]
    fn a_task_that_is_woken_while_it_runs_runs_again() {
        let (queue, _, done) = queue_of(&[], 0.0);
        let written = Rc::clone(&done);
        let mut left = 2;
        queue.spawn(Box::pin(poll_fn(move |context| {
            written.borrow_mut().push("polled");
            left -= 1;
            if left == 0 {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })));
        queue.run();
        assert_eq!(*done.borrow(), ["polled", "polled"]);
    }

    #[test]
    fn what_is_late_waits_for_the_frame_and_rest_for_it() {
        let (queue, turns, done) = queue_of(&[], SLICE);
        let write = |name| {
            let (turns, written) = (Rc::clone(&turns), Rc::clone(&done));
            async move {
                turns.now.set(turns.now.get() + SLICE);
                written.borrow_mut().push(name);
            }
        };
        late(|| ["links", "more links"].into_iter().for_each(|name| queue.spawn(Box::pin(write(name)))));
        queue.spawn(Box::pin(write("a")));
        let (own, written) = (Rc::clone(&queue), Rc::clone(&done));
        queue.spawn(Box::pin(async move {
            own.rest().await;
            written.borrow_mut().push("rested");
        }));
        assert_eq!(*turns.asked.borrow(), ["after the frame", "soon"]);
        queue.run();
        assert_eq!(*done.borrow(), ["a"]);
        assert_eq!(
            *turns.asked.borrow(),
            ["after the frame", "soon"],
            "the frame is waited for, nothing else"
        );
        queue.late_is_due();
        queue.run();
        assert_eq!(*done.borrow(), ["a", "links"], "one slice");
        queue.run();
        assert_eq!(*done.borrow(), ["a", "links", "more links"]);
        queue.run();
        assert_eq!(*done.borrow(), ["a", "links", "more links", "rested"]);
        assert_eq!(*turns.asked.borrow(), ["after the frame", "soon", "later", "later", "later"]);
        // The next act is answered whole, and what is late then waits for its frame.
        late(|| queue.spawn(Box::pin(write("links"))));
        ["b", "c"].into_iter().for_each(|name| queue.spawn(Box::pin(write(name))));
        queue.run();
        assert_eq!(done.borrow()[4..], ["b", "c"]);
    }

    #[test]
    fn nothing_is_late_while_the_page_comes_up() {
        let (queue, turns, done) = queue_of(&[], 0.0);
        queue.gentle.set(1);
        let written = Rc::clone(&done);
        late(|| queue.spawn(Box::pin(async move { written.borrow_mut().push("links") })));
        assert_eq!(*turns.asked.borrow(), ["later"]);
        queue.run();
        assert_eq!(*done.borrow(), ["links"]);
    }
}
