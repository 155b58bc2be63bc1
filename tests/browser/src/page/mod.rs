//! One reader with one browser: what they open, do, and see.
//!
//! Nothing here waits for a time to pass. What takes time is awaited by a condition in the page, looked at about once a
//! frame, with a deadline that is only reached when something is broken.

mod hands;
mod told;

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::devtools;
use crate::driver::{Driver, Engine, Said, firefox};
use crate::fault::{Fault, check};
use crate::host::Host;

use told::LISTEN;

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

    /// Stops all work of the tab, as a browser does in the background, or has it go on.
    pub async fn freeze(&self, frozen: bool) -> Result<(), Fault> {
        let state = json!({ "state": if frozen { "frozen" } else { "active" } });
        devtools::call(&self.client, "Page.setWebLifecycleState", state).await?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_with_its_groups() {
        assert_eq!(number_in("1,002 events of 328 mechanisms"), Some(1002));
        assert_eq!(number_in("Con 7 eventos."), Some(7));
        assert_eq!(number_in("No events"), None);
    }
}
