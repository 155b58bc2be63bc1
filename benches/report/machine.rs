//! On what was measured.

use std::fs;
use std::process::Command;

/// A table of the machine; the browser says its own version.
pub fn describe(browser: &str) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = line("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let memory = line("/proc/meminfo", "MemTotal").and_then(|text| gigabytes(&text));
    let memory = memory.map_or_else(String::new, |memory| format!(", {memory} GB of memory"));
    let system = line("/etc/os-release", "PRETTY_NAME").unwrap_or_else(|| std::env::consts::OS.to_owned());
    let rustc = ask("rustc", "--version").unwrap_or_default();
    let day = jiff::Zoned::now().strftime("%-d %B %Y");
    format!(
        "| | |\n| --- | --- |\n| day | {day} |\n| machine | {cores} cores, {model}{memory} |\n| system | {} |\n\
         | browser | {browser}, headless, without GPU, 1440 by 900 pixels |\n| compiler | {rustc} |\n",
        system.trim_matches('"')
    )
}

/// What a file of lines "name: value" or "name=value" says of a name.
fn line(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    let (_, value) = line.split_once([':', '='])?;
    Some(value.trim().to_owned())
}

/// "24581234 kB" is 25 GB.
fn gigabytes(text: &str) -> Option<u64> {
    let kilobytes: u64 = text.split_whitespace().next()?.parse().ok()?;
    Some((kilobytes * 1_024 + 500_000_000) / 1_000_000_000)
}

fn ask(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program).arg(argument).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_told_in_gigabytes() {
        assert_eq!(gigabytes("24581234 kB"), Some(25));
        assert_eq!(gigabytes("much"), None);
    }
}
