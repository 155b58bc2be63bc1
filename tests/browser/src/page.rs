//! One reader with one browser: what they open, do, and see.
//!
//! Nothing here waits for a time to pass. What takes time is awaited by a condition in the page, looked at about once a
//! frame, with a deadline that is only reached when something is broken.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MouseActions, PointerAction, TouchActions, WheelAction, WheelActions,
};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::devtools;
use crate::driver::{Driver, Engine, Said, firefox};
use crate::fault::{Fault, check};
use crate::host::Host;

/// When a condition that was awaited counts as broken.
const DEADLINE: Duration = Duration::from_secs(20);

/// Between one look at a condition and the next.
const A_FRAME: Duration = Duration::from_millis(16);

/// Answers when fonts and fades have come to rest, a frame after.
const SETTLED: &str = "
    const done = arguments[arguments.length - 1];
    (async () => {
        const frame = () => new Promise(requestAnimationFrame);
        await document.fonts.ready;
        for (let frames = 0; frames < 3; frames += 1) await frame();
        const ends = (animation) => animation.effect.getComputedTiming().endTime < Infinity;
        await Promise.allSettled(document.getAnimations().filter(ends).map((one) => one.finished));
        await frame();
    })().finally(() => done());";

/// Has the page keep what goes wrong in it, for engines whose drivers do not tell.
const LISTEN: &str = "
    window.heard = [];
    const say = console.error;
    console.error = (...all) => { window.heard.push(all.join(' ')); say.apply(console, all); };
    addEventListener('error', ({ message, filename }) => {
        // Not a fault: what was observed late is told with the next frame.
        if (!message?.startsWith('ResizeObserver loop')) window.heard.push(`${filename} ${message}`);
    });
    addEventListener('unhandledrejection', ({ reason }) => window.heard.push(`unhandled: ${reason}`));";

/// What went wrong since somebody asked.
const HEARD: &str = "return (window.heard ?? []).splice(0)";

/// What the page asked other hosts for.
const FOREIGN: &str = "
    return performance.getEntriesByType('resource').map((it) => it.name)
        .filter((address) => /^(https?|wss?):/.test(address) && new URL(address).hostname !== '127.0.0.1')";

/// What is shown to the reader: logical pixels and the colour scheme of their system.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
}

/// A desk.
pub const DESK: Screen = Screen { width: 1440, height: 900, dark: false };

/// A desk of somebody who reads light on dark.
pub const DARK_DESK: Screen = Screen { width: 1440, height: 900, dark: true };

/// A desk with room for filters beside an open event.
pub const WIDE_DESK: Screen = Screen { width: 1720, height: 1000, dark: false };

/// A phone held upright.
pub const PHONE: Screen = Screen { width: 390, height: 844, dark: false };

/// A fresh browser at a host.
pub struct Page<'a> {
    pub client: Client,
    pub host: &'a Host,
    /// The script of axe-core, where the caller has it.
    pub axe: Option<&'a Path>,
    engine: Engine,
    said: Said,
    pictures: &'a Path,
    screen: Cell<Screen>,
    /// Parts of console errors that the test itself brings about.
    expected_errors: RefCell<Vec<&'static str>>,
}

impl<'a> Page<'a> {
    /// Starts a browser with this screen. It shows nothing yet.
    pub async fn start(
        driver: &Driver,
        host: &'a Host,
        pictures: &'a Path,
        screen: Screen,
    ) -> Result<Page<'a>, Fault> {
        // What browsers before this one said is nobody's any more.
        drop(driver.said.take());
        let client = driver.browser(screen.dark).await?;
        let timeouts = TimeoutConfiguration::new(Some(DEADLINE * 2), Some(DEADLINE * 2), None);
        client.update_timeouts(timeouts).await?;
        let page = Page {
            client,
            host,
            axe: None,
            engine: driver.engine,
            said: driver.said.clone(),
            pictures,
            screen: Cell::new(screen),
            expected_errors: RefCell::default(),
        };
        page.take_screen().await?;
        if page.engine != Engine::Chromium {
            page.host.begin_pages_with(LISTEN);
        }
        Ok(page)
    }

    /// From now on, every page begins with a script, before any of its own.
    pub async fn begin_with(&self, script: &str) -> Result<(), Fault> {
        if self.engine != Engine::Chromium {
            self.host.begin_pages_with(&format!("{LISTEN}\n{script}"));
            return Ok(());
        }
        let script = json!({ "source": script });
        devtools::call(&self.client, "Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(())
    }

    /// Gives the tab in front the size and colours of the screen.
    async fn take_screen(&self) -> Result<(), Fault> {
        let Screen { width, height, dark } = self.screen.get();
        match self.engine {
            Engine::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
                devtools::call(&self.client, "Emulation.setDeviceMetricsOverride", size).await?;
                return self.prefer("prefers-color-scheme", if dark { "dark" } else { "light" }).await;
            }
            Engine::Firefox => firefox::prepare(&self.client, dark).await?,
            Engine::WebKit => {}
        }
        self.size_window(width, height).await
    }

    /// Makes the window so large that its page has this size, or as narrow as the browser lets it become.
    async fn size_window(&self, width: u32, height: u32) -> Result<(), Fault> {
        self.client.set_window_rect(0, 0, width, height).await?;
        let inner = self.script("return [innerWidth, innerHeight]").await?;
        let around = |asked: u32, at: usize| asked.saturating_sub(inner[at].as_u64().unwrap_or(0) as u32);
        self.client.set_window_rect(0, 0, width + around(width, 0), height + around(height, 1)).await?;
        Ok(())
    }

    /// From now on, the reader's system forces its own colours on pages.
    pub async fn force_colours(&self) -> Result<(), Fault> {
        self.prefer("forced-colors", "active").await
    }

    /// Sets the one thing that the page is told of the reader's system.
    async fn prefer(&self, feature: &str, value: &str) -> Result<(), Fault> {
        let features = json!({ "features": [{ "name": feature, "value": value }] });
        devtools::call(&self.client, "Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// What is shown to the reader now.
    pub fn screen(&self) -> Screen {
        self.screen.get()
    }

    /// Moves to another screen, as a reader does who turns a tablet or whose system goes dark, and waits until the page
    /// has followed.
    pub async fn show_on(&self, screen: Screen) -> Result<(), Fault> {
        self.screen.set(screen);
        self.take_screen().await?;
        self.settle().await
    }

    /// Goes to a path of the site within the app, as Back does: without loading it anew.
    pub async fn go(&self, path: &str) -> Result<(), Fault> {
        let script = format!(
            "history.pushState(null, '', {});
             dispatchEvent(new PopStateEvent('popstate', {{ state: null }}));",
            json!(self.host.address(path))
        );
        self.script(&script).await?;
        self.settle().await
    }

    /// Waits until fonts and fades have come to rest and what follows a change, frame by frame, is drawn.
    pub async fn settle(&self) -> Result<(), Fault> {
        self.client.execute_async(SETTLED, vec![]).await?;
        Ok(())
    }

    /// Opens an empty tab and goes there.
    pub async fn new_tab(&self) -> Result<(), Fault> {
        let tab = self.client.new_window(true).await?;
        self.client.switch_to_window(tab.handle).await?;
        // The screens of Chromium's are of one tab each, those of others of the whole window.
        if self.engine == Engine::Chromium { self.take_screen().await } else { Ok(()) }
    }

    /// Opens a path of the site and waits until timeline, map and filters react.
    pub async fn open(&self, path: &str) -> Result<(), Fault> {
        self.go_to(&self.host.address(path)).await?;
        self.ready().await
    }

    /// Goes to an address, as by the bar at the top of the browser, until there is a page of it to read.
    pub async fn go_to(&self, address: &str) -> Result<(), Fault> {
        if self.engine != Engine::WebKit {
            return Ok(self.client.goto(address).await?);
        }
        // Its driver waits in vain for pages that a service worker answers, so it is told not to wait at all.
        // A mark within the page that is shown loads none.
        let page = address.split_once('#').map(|(page, _)| json!(page));
        let is_within = match page {
            Some(page) => {
                self.script(&format!("return location.href.split('#')[0] === {page}")).await? == true
            }
            None => false,
        };
        if !is_within {
            self.script("window.isBefore = true").await?;
        }
        self.client.goto(address).await?;
        self.until("the page is another", "return !window.isBefore && document.readyState !== 'loading'")
            .await
            .map(drop)
    }

    /// Waits until timeline, map and filters react.
    pub async fn ready(&self) -> Result<(), Fault> {
        let condition = "return ['index', 'full'].includes(document.documentElement.dataset.ready)";
        self.until("data-ready is \"index\"", condition).await.map(drop)
    }

    /// Waits until summaries and sources are there too.
    pub async fn full(&self) -> Result<(), Fault> {
        let condition = "return document.documentElement.dataset.ready === 'full'";
        self.until("data-ready is \"full\"", condition).await.map(drop)
    }

    /// Waits until a script, given as the body of a function, returns something true, and returns that.
    pub async fn until(&self, what: &str, condition: &str) -> Result<Value, Fault> {
        // A script that waited in the page would be gone with a page that is loaded anew, and its driver not know it.
        let script = format!("try {{ return (() => {{ {condition} }})(); }} catch {{ return null; }}");
        let began = Instant::now();
        loop {
            // While one page gives way to the next there may be none to ask.
            let answer = self.client.execute(&script, vec![]).await;
            let told = match answer {
                Ok(value) if is_true(&value) => return Ok(value),
                Ok(_) => String::new(),
                Err(error) => format!("; {}", Fault::from(error)),
            };
            if began.elapsed() > DEADLINE {
                let waited = DEADLINE.as_secs();
                let address = self.address().await?;
                return Err(Fault::new(format!(
                    "waited {waited} s in vain until {what} (at {address}{told})"
                )));
            }
            tokio::time::sleep(A_FRAME).await;
        }
    }

    /// Runs a script, given as the body of a function, and returns what it returns.
    pub async fn script(&self, body: &str) -> Result<Value, Fault> {
        self.client.execute(body, vec![]).await.map_err(|error| {
            let begun: String = body.trim_start().chars().take(120).collect();
            Fault::new(format!("{error} in a script that begins: {begun}"))
        })
    }

    /// As [`Self::script`], in an empty tab of its own: beside the page, and not under its policy.
    pub async fn apart(&self, body: &str, given: &Value) -> Result<Value, Fault> {
        let here = self.client.window().await?;
        let tab = self.client.new_window(true).await?;
        self.client.switch_to_window(tab.handle).await?;
        let body = format!("const given = arguments[0]; {body}");
        let answer = self.client.execute(&body, vec![given.clone()]).await;
        self.client.close_window().await?;
        self.client.switch_to_window(here).await?;
        Ok(answer?)
    }

    /// The path and query of the address, within the site.
    pub async fn address(&self) -> Result<String, Fault> {
        let address = self.client.current_url().await?;
        let within = self.host.path_of(address.as_str()).map(str::to_owned);
        Ok(within.unwrap_or_else(|| address.to_string()))
    }

    /// Waits until the address is this one.
    pub async fn until_at(&self, path: &str) -> Result<(), Fault> {
        let condition = format!("return location.href === {}", json!(self.host.address(path)));
        self.until(&format!("the address is {path}"), &condition).await.map(drop)
    }

    /// The first element that the selector finds, awaited.
    pub async fn find(&self, css: &str) -> Result<Element, Fault> {
        let condition = format!("return document.querySelector({}) !== null", json!(css));
        self.until(&format!("there is {css}"), &condition).await?;
        Ok(self.client.find(Locator::Css(css)).await?)
    }

    /// How many elements the selector finds now.
    pub async fn count(&self, css: &str) -> Result<usize, Fault> {
        Ok(self.client.find_all(Locator::Css(css)).await?.len())
    }

    /// Clicks the first element that the selector finds, in its middle, as a hand with a mouse does.
    pub async fn click(&self, css: &str) -> Result<(), Fault> {
        let element = self.find(css).await?;
        if self.engine == Engine::WebKit {
            // Its driver clicks before what has to be scrolled has come into view.
            let scroll = format!(
                "document.querySelector({}).scrollIntoView({{ block: 'center', behavior: 'instant' }})",
                json!(css)
            );
            self.script(&scroll).await?;
        }
        let outcome = element.click().await.map_err(Fault::from);
        outcome.map_err(|fault| Fault::new(format!("{css} could not be clicked: {fault}")))
    }

    /// The text of the first element that the selector finds, as it is shown.
    pub async fn text(&self, css: &str) -> Result<String, Fault> {
        Ok(self.find(css).await?.text().await?)
    }

    /// Waits until the element shows a text that holds these words.
    pub async fn until_says(&self, css: &str, words: &str) -> Result<(), Fault> {
        let condition = format!(
            "return document.querySelector({})?.innerText.replace(/\\s+/g, ' ').includes({})",
            json!(css),
            json!(words)
        );
        self.until(&format!("{css} says \"{words}\""), &condition).await.map(drop)
    }

    /// The first number that an element shows.
    pub async fn first_number(&self, css: &str) -> Result<i64, Fault> {
        let text = self.text(css).await?;
        number_in(&text).ok_or_else(|| Fault::new(format!("{css} says \"{text}\", which has no number")))
    }

    /// Waits until the number of events in the result sentence, `n`, meets a condition.
    pub async fn until_counts(&self, condition: &str) -> Result<(), Fault> {
        let script = format!(
            "const n = Number(document.querySelector('#result').innerText.replace(/(?<=\\d)[,. \u{a0}](?=\\d)/g, '').match(/\\d+/)[0]);
             return {condition}"
        );
        self.until(&format!("the sentence counts events with {condition}"), &script).await.map(drop)
    }

    /// Ticks or unticks a filter, by its row, as a hand with a mouse does.
    pub async fn tick(&self, name: &str, value: &str) -> Result<(), Fault> {
        self.click(&format!("label:has(input[type=checkbox][name={name}][value={value}])")).await
    }

    /// What is drawn on a canvas.
    pub async fn drawing(&self, css: &str) -> Result<String, Fault> {
        self.find(css).await?;
        let drawing = self.script(&format!("return {}", pixels(css))).await?;
        Ok(drawing.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until something else is drawn on the canvas than before.
    pub async fn until_drawn_anew(&self, css: &str, before: &str) -> Result<(), Fault> {
        let condition = format!("return {} !== {}", pixels(css), json!(before));
        self.until(&format!("{css} is drawn anew"), &condition).await.map(drop)
    }

    /// Fails if the page is wider than the screen.
    pub async fn check_no_overhang(&self) -> Result<(), Fault> {
        let overhang = self.script("return document.documentElement.scrollWidth - innerWidth").await?;
        check(overhang.as_f64() <= Some(0.0), || format!("the page is {overhang} px wider than the screen"))
    }

    /// Types into whatever has the focus. Keys without a letter are characters of `fantoccini::key`.
    pub async fn press(&self, keys: &str) -> Result<(), Fault> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Presses a key while another one is held.
    pub async fn press_with(&self, held: Key, pressed: Key) -> Result<(), Fault> {
        let [held, pressed] = [held, pressed].map(char::from);
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: pressed })
            .then(KeyAction::Up { value: pressed })
            .then(KeyAction::Up { value: held });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Turns the wheel over a point of the page.
    pub async fn wheel(&self, x: i64, y: i64, delta_x: i64, delta_y: i64) -> Result<(), Fault> {
        let turn = WheelAction::Scroll { duration: None, x, y, delta_x, delta_y };
        Ok(self.client.perform_actions(WheelActions::new("wheel".to_owned()).then(turn)).await?)
    }

    /// Clicks whatever lies in front at the middle of the first element that the selector finds.
    pub async fn click_at(&self, css: &str) -> Result<(), Fault> {
        let [x, y, width, height] = self.place(css).await?;
        self.drag(x + width / 2.0, y + height / 2.0, 0.0, 0.0).await
    }

    /// Presses the mouse at a point and moves it by a distance before letting go; no distance is a click.
    pub async fn drag(&self, x: f64, y: f64, by_x: f64, by_y: f64) -> Result<(), Fault> {
        let to = |x, y, milliseconds| PointerAction::MoveTo {
            duration: Some(Duration::from_millis(milliseconds)),
            x,
            y,
        };
        let button = 0;
        let mut actions = MouseActions::new("mouse".to_owned()).then(to(x, y, 0));
        actions = actions.then(PointerAction::Down { button });
        if (by_x, by_y) != (0.0, 0.0) {
            actions = actions.then(to(x + by_x, y + by_y, 200));
        }
        Ok(self.client.perform_actions(actions.then(PointerAction::Up { button })).await?)
    }

    /// From now on, the reader has a screen to touch.
    pub async fn touch_screen(&self) -> Result<(), Fault> {
        match self.engine {
            Engine::Chromium => {
                let enabled = json!({ "enabled": true });
                devtools::call(&self.client, "Emulation.setTouchEmulationEnabled", enabled).await?;
                Ok(())
            }
            Engine::Firefox => firefox::touch_screen(&self.client).await,
            Engine::WebKit => Err(Fault::new("WebKitWebDriver gives no screen to touch")),
        }
    }

    /// Puts a finger on a point of the screen.
    pub async fn touch(&self, x: f64, y: f64) -> Result<(), Fault> {
        if self.engine == Engine::Chromium {
            return self.fingers("touchStart", json!([{ "x": x, "y": y }])).await;
        }
        let to = PointerAction::MoveTo { duration: None, x, y };
        let actions = TouchActions::new("finger".to_owned()).then(to).then(PointerAction::Down { button: 0 });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Takes the finger away.
    pub async fn let_go(&self) -> Result<(), Fault> {
        if self.engine == Engine::Chromium {
            return self.fingers("touchEnd", json!([])).await;
        }
        let actions = TouchActions::new("finger".to_owned()).then(PointerAction::Up { button: 0 });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// What touches the screen; of what chromedriver makes of actions, Chromium takes none for a tap.
    async fn fingers(&self, kind: &str, points: Value) -> Result<(), Fault> {
        let event = json!({ "type": kind, "touchPoints": points });
        devtools::call(&self.client, "Input.dispatchTouchEvent", event).await?;
        Ok(())
    }

    /// Where the element that the selector finds lies on the screen: left, top, width and height.
    pub async fn place(&self, css: &str) -> Result<[f64; 4], Fault> {
        let script = format!(
            "const r = document.querySelector({}).getBoundingClientRect(); return [r.x, r.y, r.width, r.height]",
            json!(css)
        );
        self.find(css).await?;
        let values = self.script(&script).await?;
        let value = |at: usize| values[at].as_f64().unwrap_or(0.0);
        Ok([value(0), value(1), value(2), value(3)])
    }

    /// From now on, console errors with this in them are what the test itself brings about.
    pub fn expect_error(&self, part: &'static str) {
        self.expected_errors.borrow_mut().push(part);
    }

    /// Fails if the console holds an error that is not expected, or if another host was asked for anything.
    pub async fn check_quiet(&self) -> Result<(), Fault> {
        let errors = self.console_errors().await?;
        check(errors.is_empty(), || format!("errors on the console:\n{}", errors.join("\n")))?;
        let foreign = self.foreign_requests().await?;
        check(foreign.is_empty(), || format!("requests to other hosts:\n{}", foreign.join("\n")))
    }

    /// What the console holds of errors that are not expected, since the last time it was asked for.
    pub async fn console_errors(&self) -> Result<Vec<String>, Fault> {
        let messages: Vec<String> = match self.engine {
            Engine::Chromium => {
                let entries = devtools::log(&self.client, "browser").await?;
                let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
                errors.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
            }
            Engine::Firefox | Engine::WebKit => {
                let told = self.said.take();
                let told = told.iter().filter_map(|line| firefox::error_in(line)).map(str::to_owned);
                told.chain(texts(&self.script(HEARD).await?)).collect()
            }
        };
        let expected = self.expected_errors.borrow();
        let is_expected = |message: &String| expected.iter().any(|part| message.contains(part));
        Ok(messages.into_iter().filter(|message| !is_expected(message)).collect())
    }

    async fn foreign_requests(&self) -> Result<Vec<String>, Fault> {
        if self.engine != Engine::Chromium {
            return Ok(texts(&self.script(FOREIGN).await?).collect());
        }
        let entries = devtools::log(&self.client, "performance").await?;
        Ok(entries.iter().filter_map(requested).filter(|address| is_foreign(address)).collect())
    }

    /// Puts the page on paper.
    pub async fn print(&self) -> Result<(), Fault> {
        Ok(devtools::print(&self.client).await?)
    }

    /// A picture of what the reader sees, as a PNG file.
    pub async fn seen(&self) -> Result<Vec<u8>, Fault> {
        if self.engine != Engine::Chromium {
            return Ok(self.client.screenshot().await?);
        }
        let shot = devtools::call(&self.client, "Page.captureScreenshot", json!({ "format": "png" })).await?;
        BASE64_STANDARD
            .decode(shot["data"].as_str().unwrap_or_default())
            .map_err(|reason| Fault::new(format!("the picture can't be read ({reason})")))
    }

    /// Saves a picture of what the reader sees and says where.
    pub async fn picture(&self, name: &str) -> Result<PathBuf, Fault> {
        let bytes = self.seen().await?;
        let path = self.pictures.join(format!("{name}.png"));
        fs::create_dir_all(self.pictures)
            .and_then(|()| fs::write(&path, bytes))
            .map_err(|reason| Fault::new(format!("{} can't be written ({reason})", path.display())))?;
        Ok(path)
    }
}

/// Whether a script takes a value for true.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// The texts in a list.
fn texts(list: &Value) -> impl Iterator<Item = String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned)
}

/// A script for what is drawn on a canvas, or on the first one inside of an element.
fn pixels(css: &str) -> String {
    let css = json!(css);
    format!(
        "(document.querySelector({css}).querySelector('canvas') ?? document.querySelector({css})).toDataURL()"
    )
}

/// The first number in a text. Digits may be grouped: "1,002" and "1.002" are the same.
fn number_in(text: &str) -> Option<i64> {
    let from_first = text.get(text.find(|c: char| c.is_ascii_digit())?..)?;
    let is_part = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}');
    let digits: String = from_first.chars().take_while(is_part).filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The address that an entry of the performance log says was asked for.
fn requested(entry: &Value) -> Option<String> {
    let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    let event = &message["message"];
    let is_request = event["method"] == "Network.requestWillBeSent";
    is_request.then(|| event["params"]["request"]["url"].as_str().map(str::to_owned)).flatten()
}

/// Whether an address names a host other than the one of the tests.
fn is_foreign(address: &str) -> bool {
    let names_a_host = ["http:", "https:", "ws:", "wss:"].iter().any(|scheme| address.starts_with(scheme));
    names_a_host && !address.starts_with("http://127.0.0.1:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_in_the_log_is_told_from_other_entries() {
        let entry = |method: &str| {
            let message =
                json!({ "message": { "method": method, "params": { "request": { "url": "http://a/" } } } });
            json!({ "message": message.to_string() })
        };
        assert_eq!(requested(&entry("Network.requestWillBeSent")).as_deref(), Some("http://a/"));
        assert_eq!(requested(&entry("Network.dataReceived")), None);
    }

    #[test]
    fn a_number_is_read_with_its_groups() {
        assert_eq!(number_in("1,002 events of 328 mechanisms"), Some(1002));
        assert_eq!(number_in("Con 7 eventos."), Some(7));
        assert_eq!(number_in("No events"), None);
    }

    #[test]
    fn only_addresses_of_other_hosts_are_foreign() {
        assert!(is_foreign("https://fonts.example/x.woff2"));
        assert!(!is_foreign("http://127.0.0.1:8080/x"));
        assert!(!is_foreign("data:,"));
    }
}
