//! A fresh browser that can be asked what its pages cost.

use std::time::{Duration, Instant};

use fantoccini::Client;
use serde_json::{Value, json};

use crate::devtools;
use crate::driver::Driver;
use crate::fault::Fault;

/// When the browser counts as hanging: from one order to its answer.
const PATIENCE: Duration = Duration::from_secs(90);

/// How long to wait before a page is asked again whether it is ready.
const PAUSE: Duration = Duration::from_millis(25);

/// Put into every page before its own scripts.
///
/// `firstMark`: milliseconds from the start of navigation to the end of the frame after `data-ready`, when timeline, map
/// and filters are there and react; `readyAt`: to `data-ready` itself. `wasm`: the memories of the page's wasm. `afterFrame`: the end of the next frame.
const WATCH: &str = "(() => {
    const afterFrame = () => new Promise((done) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(0);
    }));
    const bench = { afterFrame, wasm: [], firstMark: 0, readyAt: 0, longest: 0 };
    window.bench = bench;
    new MutationObserver(async (_, observer) => {
        if (!document.documentElement?.dataset.ready) return;
        observer.disconnect();
        bench.readyAt = performance.now();
        bench.firstMark = await afterFrame();
    }).observe(document, { attributes: true, childList: true, subtree: true });
    new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) bench.longest = Math.max(bench.longest, duration);
    }).observe({ type: 'longtask' });
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const real = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await real.apply(WebAssembly, given);
            const { memory } = (made.instance ?? made).exports;
            if (memory) bench.wasm.push(memory);
            return made;
        };
    }
})()";

/// The browser, on the screen of a desk.
pub struct Probe {
    client: Client,
}

/// What a page holds, in bytes.
#[derive(Clone, Copy)]
pub struct Memory {
    /// What scripts hold, after garbage was collected.
    pub heap: u64,
    /// Memories of wasm.
    pub wasm: u64,
    /// Nodes of the document, as a number.
    pub nodes: u64,
}

impl Probe {
    /// A browser that nobody has used before, and that shows nothing.
    pub async fn start(driver: &Driver) -> Result<Probe, Fault> {
        let probe = Probe { client: driver.browser(false).await? };
        let size = json!({ "width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        probe.call("Emulation.setDeviceMetricsOverride", size).await?;
        probe.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
        // Thread ticks: the time that the main thread ran, not the time that went by while others ran.
        probe.call("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        Ok(probe)
    }

    /// Makes machine and network slow: a quarter of the speed, 1.6 Mbit/s.
    pub async fn slow_down(&self) -> Result<(), Fault> {
        const BYTES_PER_SECOND: u64 = 1_600_000 / 8;
        self.call("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
        let network = json!({
            "offline": false, "latency": 0,
            "downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND,
        });
        self.call("Network.emulateNetworkConditions", network).await.map(drop)
    }

    /// Begins to load a page.
    pub async fn open(&self, address: &str) -> Result<(), Fault> {
        self.call("Page.navigate", json!({ "url": address })).await.map(drop)
    }

    /// Calls a method of the DevTools protocol.
    pub async fn call(&self, method: &str, parameters: Value) -> Result<Value, Fault> {
        match tokio::time::timeout(PATIENCE, devtools::call(&self.client, method, parameters)).await {
            Ok(answer) => Ok(answer?),
            Err(_) => Err(Fault::new(format!("no answer within {} s", PATIENCE.as_secs()))),
        }
    }

    /// The value of an expression, awaited if it is a promise.
    pub async fn value(&self, expression: &str) -> Result<Value, Fault> {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", parameters).await?;
        match answer.get("exceptionDetails") {
            Some(thrown) => {
                Err(Fault::new(format!("{expression} throws {}", thrown["exception"]["description"])))
            }
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// The first value of an expression that is true. It is asked from outside, since a promise in the page would be
    /// lost where a navigation is still on its way.
    pub async fn until(&self, expression: &str) -> Result<Value, Fault> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            let value = self.value(expression).await?;
            if !matches!(value, Value::Null | Value::Bool(false)) && value != 0 {
                return Ok(value);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Fault::new(format!("waited {} s in vain for {expression}", PATIENCE.as_secs())))
    }

    /// Waits until the frame after the next one is through.
    pub async fn settle(&self) -> Result<(), Fault> {
        self.value("bench.afterFrame().then(bench.afterFrame)").await.map(drop)
    }

    /// Lets a gesture come to its end, and what follows it.
    pub async fn rest(&self) -> Result<(), Fault> {
        self.value("new Promise((done) => setTimeout(done, 700))").await.map(drop)
    }

    /// Milliseconds for which the main thread has worked so far: scripts, styles, layout, painting.
    pub async fn work(&self) -> Result<f64, Fault> {
        Ok(self.metric("TaskDuration").await? * 1_000.0)
    }

    /// Of these, those of scripts.
    pub async fn scripts(&self) -> Result<f64, Fault> {
        Ok(self.metric("ScriptDuration").await? * 1_000.0)
    }

    /// What the page holds.
    pub async fn memory(&self) -> Result<Memory, Fault> {
        self.call("HeapProfiler.collectGarbage", json!({})).await?;
        self.call("HeapProfiler.collectGarbage", json!({})).await?;
        let wasm = self.value("bench.wasm.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)").await?;
        Ok(Memory {
            heap: self.metric("JSHeapUsedSize").await? as u64,
            wasm: wasm.as_u64().unwrap_or(0),
            nodes: self.metric("Nodes").await? as u64,
        })
    }

    async fn metric(&self, name: &str) -> Result<f64, Fault> {
        let metrics = self.call("Performance.getMetrics", json!({})).await?;
        let found = metrics["metrics"].as_array().into_iter().flatten().find(|metric| metric["name"] == name);
        found
            .and_then(|metric| metric["value"].as_f64())
            .ok_or_else(|| Fault::new(format!("the browser does not say {name}")))
    }

    /// Left, top, width and height on the screen of the first element that the selector finds.
    pub async fn place(&self, css: &str) -> Result<[f64; 4], Fault> {
        let name = json!(css);
        let found = self
            .value(&format!(
                "(() => {{
                    const element = document.querySelector({name});
                    if (!element) return null;
                    element.scrollIntoView({{ block: 'nearest' }});
                    const {{ x, y, width, height }} = element.getBoundingClientRect();
                    return [x, y, width, height];
                }})()"
            ))
            .await?;
        if found.is_null() {
            return Err(Fault::new(format!("there is no {css}")));
        }
        Ok([0, 1, 2, 3].map(|at| found[at].as_f64().unwrap_or(0.0)))
    }

    /// Turns the wheel over a point, with Ctrl held.
    pub async fn wheel(&self, (x, y): (f64, f64), delta: i32) -> Result<(), Fault> {
        const CTRL: u8 = 2;
        let turn =
            json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": delta, "modifiers": CTRL });
        self.call("Input.dispatchMouseEvent", turn).await.map(drop)
    }

    /// Presses, moves or lets go of the left button.
    pub async fn mouse(&self, kind: &str, (x, y): (f64, f64)) -> Result<(), Fault> {
        let held = u8::from(kind != "mouseReleased");
        let act = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": held, "clickCount": 1 });
        self.call("Input.dispatchMouseEvent", act).await.map(drop)
    }

    /// Presses and lets go.
    pub async fn click(&self, at: (f64, f64)) -> Result<(), Fault> {
        self.mouse("mousePressed", at).await?;
        self.mouse("mouseReleased", at).await
    }

    /// Chooses a file in a field for files.
    pub async fn choose(&self, css: &str, file: &str) -> Result<(), Fault> {
        let document = self.call("DOM.getDocument", json!({})).await?;
        let query = json!({ "nodeId": document["root"]["nodeId"], "selector": css });
        let node = self.call("DOM.querySelector", query).await?;
        let files = json!({ "files": [file], "nodeId": node["nodeId"] });
        self.call("DOM.setFileInputFiles", files).await.map(drop)
    }

    /// Ends the browser; one that hangs is left to end with its driver.
    pub async fn end(self) {
        drop(tokio::time::timeout(Duration::from_secs(10), self.client.close()).await);
    }
}
