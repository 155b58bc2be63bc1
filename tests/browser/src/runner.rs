//! Runs the tests one after the other, each with a browser and a host of its own, and counts them as Cargo does.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant};

use crate::driver::{Driver, Engine};
use crate::fault::Fault;
use crate::host::{Host, SUB_PATH};
use crate::options::Options;
use crate::page::{Page, Screen};
use crate::reader;

/// When a test counts as hanging.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a reader does, and what they must see.
pub struct Test {
    /// With the room that it is of: "filtering::a_theme_narrows_everything_at_once".
    path: &'static str,
    pub name: &'static str,
    pub screen: Screen,
    /// Whether the site lies under a path instead of at the top of its host.
    pub under_a_path: bool,
    pub act: for<'p> fn(&'p Page<'p>) -> Outcome<'p>,
    /// When it counts as hanging.
    patience: Duration,
    /// Engines in which it is not run, and why.
    not_in: Vec<(Engine, &'static str)>,
}

impl Test {
    /// A test that every engine passes.
    pub fn new(path: &'static str, screen: Screen, act: for<'p> fn(&'p Page<'p>) -> Outcome<'p>) -> Test {
        let name = path.rsplit("::").next().unwrap_or(path);
        Test { path, name, screen, under_a_path: false, act, patience: PATIENCE, not_in: Vec::new() }
    }

    /// With the site under a path.
    pub fn under_a_path(self) -> Test {
        Test { under_a_path: true, ..self }
    }

    /// With more patience than others need.
    pub fn within(self, patience: Duration) -> Test {
        Test { patience, ..self }
    }

    /// Not run in an engine, and why: what its driver can't do, or what it does otherwise.
    pub fn not_in(mut self, engine: Engine, why: &'static str) -> Test {
        self.not_in.push((engine, why));
        self
    }

    /// Run in Chromium alone, and why: what only its driver can do.
    pub fn only_in_chromium(self, why: &'static str) -> Test {
        self.not_in(Engine::Firefox, why).not_in(Engine::WebKit, why)
    }
}

/// What an act leads to.
pub type Outcome<'p> = Pin<Box<dyn Future<Output = Result<(), Fault>> + 'p>>;

/// Runs all tests, or those whose name holds one of the words. Returns whether all passed.
pub async fn run(driver: &mut Driver, options: &Options) -> Result<bool, Fault> {
    let start = Instant::now();
    let is_wanted = |test: &Test| {
        options.words.is_empty() || options.words.iter().any(|word| test.path.contains(word.as_str()))
    };
    let all = reader::tests();
    let wanted: Vec<&Test> = all.iter().filter(|test| is_wanted(test)).collect();
    println!("running {} tests in {}", wanted.len(), driver.engine);
    let (mut passed, mut failed) = (0, Vec::new());
    for test in &wanted {
        if let Some((engine, why)) = test.not_in.iter().find(|(engine, _)| *engine == driver.engine) {
            println!("test {} ... not in {engine}: {why}", test.name);
            continue;
        }
        let mut outcome = run_one(driver, options, test).await;
        if let (Err(fault), Engine::WebKit) = (&outcome, driver.engine) {
            // Its driver loses a window or a click now and then; what is wrong with the site is wrong twice.
            println!("test {} ... tried again after: {fault}", test.name);
            driver.start_anew()?;
            outcome = run_one(driver, options, test).await;
        }
        match outcome {
            Ok(()) => {
                passed += 1;
                println!("test {} ... ok", test.name);
            }
            Err(fault) => {
                failed.push(test.name);
                println!("test {} ... FAILED\n{fault}\n", test.name);
                driver.start_anew()?;
            }
        }
    }
    println!(
        "\ntest result: {}. {passed} passed; {} failed; {} not run; finished in {:.1}s",
        if failed.is_empty() { "ok" } else { "FAILED" },
        failed.len(),
        wanted.len() - passed - failed.len(),
        start.elapsed().as_secs_f64()
    );
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    Ok(failed.is_empty())
}

async fn run_one(driver: &Driver, options: &Options, test: &Test) -> Result<(), Fault> {
    let host = match &options.under_a_path {
        Some(dist) if test.under_a_path => Host::serve(dist, SUB_PATH)?,
        None if test.under_a_path => return Err(Fault::new("--under-a-path is missing")),
        _ => Host::serve(&options.dist, "/")?,
    };
    let mut page = Page::start(driver, &host, &options.pictures, test.screen).await?;
    page.axe = options.axe.as_deref();
    let outcome = patiently(test.patience, act_quietly(test, &page)).await.unwrap_or_else(Err);
    let outcome = match outcome {
        Ok(()) => Ok(()),
        Err(fault) => Err(patiently(PATIENCE, with_picture(&page, test.name, &fault)).await.unwrap_or(fault)),
    };
    patiently(PATIENCE, page.client.close()).await??;
    outcome
}

/// What comes of something, unless it hangs.
async fn patiently<T>(patience: Duration, act: impl Future<Output = T>) -> Result<T, Fault> {
    let outcome = tokio::time::timeout(patience, act).await;
    outcome.map_err(|_| Fault::new(format!("still not done after {} s", patience.as_secs())))
}

async fn act_quietly(test: &Test, page: &Page<'_>) -> Result<(), Fault> {
    (test.act)(page).await?;
    page.check_quiet().await
}

/// Adds what the console says and where to see what the reader saw.
async fn with_picture(page: &Page<'_>, name: &str, fault: &Fault) -> Fault {
    let console = page.console_errors().await.unwrap_or_default().join("\n");
    let told = if console.is_empty() { String::new() } else { format!("\nConsole: {console}") };
    match page.picture(&format!("failed-{name}")).await {
        Ok(path) => Fault::new(format!("{fault}{told}\nSeen: {}", path.display())),
        Err(none) => Fault::new(format!("{fault}{told}\nNo picture: {none}")),
    }
}
