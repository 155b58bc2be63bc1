//! Runs the tests one after the other, each with a browser and a host of its own, and counts them as Cargo does.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant};

use crate::driver::Driver;
use crate::fault::Fault;
use crate::host::{Host, SUB_PATH};
use crate::options::Options;
use crate::page::{Page, Screen};
use crate::reader;

/// When a test counts as hanging.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a reader does, and what they must see.
pub struct Test {
    pub name: &'static str,
    pub screen: Screen,
    /// Whether the site lies under a path instead of at the top of its host.
    pub under_a_path: bool,
    pub act: for<'p> fn(&'p Page<'p>) -> Outcome<'p>,
}

/// What an act leads to.
pub type Outcome<'p> = Pin<Box<dyn Future<Output = Result<(), Fault>> + 'p>>;

/// Runs all tests, or those whose name holds one of the words. Returns whether all passed.
pub async fn run(driver: &Driver, options: &Options) -> Result<bool, Fault> {
    let start = Instant::now();
    let is_wanted = |test: &Test| {
        options.words.is_empty() || options.words.iter().any(|word| test.name.contains(word.as_str()))
    };
    let all = reader::tests();
    let wanted: Vec<&Test> = all.iter().filter(|test| is_wanted(test)).collect();
    println!("running {} tests", wanted.len());
    let mut failures = Vec::new();
    for test in &wanted {
        match run_one(driver, options, test).await {
            Ok(()) => println!("test {} ... ok", test.name),
            Err(fault) => {
                println!("test {} ... FAILED", test.name);
                failures.push((test.name, fault));
            }
        }
    }
    for (name, fault) in &failures {
        println!("\n---- {name} ----\n{fault}");
    }
    println!(
        "\ntest result: {}. {} passed; {} failed; finished in {:.1}s",
        if failures.is_empty() { "ok" } else { "FAILED" },
        wanted.len() - failures.len(),
        failures.len(),
        start.elapsed().as_secs_f64()
    );
    Ok(failures.is_empty())
}

async fn run_one(driver: &Driver, options: &Options, test: &Test) -> Result<(), Fault> {
    let host = match &options.under_a_path {
        Some(dist) if test.under_a_path => Host::serve(dist, SUB_PATH)?,
        None if test.under_a_path => return Err(Fault::new("--under-a-path is missing")),
        _ => Host::serve(&options.dist, "/")?,
    };
    let mut page = Page::start(driver, &host, &options.pictures, test.screen).await?;
    page.axe = options.axe.as_deref();
    let outcome = tokio::time::timeout(PATIENCE, act_quietly(test, &page)).await;
    let outcome =
        outcome.unwrap_or_else(|_| Err(Fault::new(format!("still not done after {} s", PATIENCE.as_secs()))));
    let outcome = match outcome {
        Ok(()) => Ok(()),
        Err(fault) => Err(with_picture(&page, test.name, fault).await),
    };
    page.client.close().await?;
    outcome
}

async fn act_quietly(test: &Test, page: &Page<'_>) -> Result<(), Fault> {
    (test.act)(page).await?;
    page.check_quiet().await
}

/// Adds what the console says and where to see what the reader saw.
async fn with_picture(page: &Page<'_>, name: &str, fault: Fault) -> Fault {
    let console = page.console_errors().await.unwrap_or_default().join("\n");
    let fault = if console.is_empty() { fault } else { Fault::new(format!("{fault}\nConsole: {console}")) };
    match page.picture(&format!("failed-{name}")).await {
        Ok(path) => Fault::new(format!("{fault}\nSeen: {}", path.display())),
        Err(none) => Fault::new(format!("{fault}\nNo picture: {none}")),
    }
}
