//! What criterion measured: a folder a benchmark, in it one a size, in it the samples.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::samples::Samples;

/// Milliseconds, by name of the benchmark and number of events.
pub type Native = BTreeMap<String, BTreeMap<usize, Samples>>;

/// Reads all samples below a folder.
pub fn read(folder: &Path) -> Result<Native, String> {
    let mut found = Native::new();
    for (name, path) in entries(folder)? {
        for (size, path) in entries(&path)? {
            let sample = path.join("new/sample.json");
            if let (Ok(size), true) = (size.parse(), sample.is_file()) {
                found.entry(name.clone()).or_default().insert(size, samples(&sample)?);
            }
        }
    }
    if found.is_empty() {
        return Err(format!("{} holds no measurements", folder.display()));
    }
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<(String, std::path::PathBuf)>, String> {
    let entries = folder.read_dir().map_err(|reason| format!("{}: {reason}", folder.display()))?;
    let entries = entries.flatten().filter(|entry| entry.path().is_dir());
    Ok(entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect())
}

fn samples(path: &Path) -> Result<Samples, String> {
    let text = fs::read_to_string(path).map_err(|reason| format!("{}: {reason}", path.display()))?;
    let sample: Value =
        serde_json::from_str(&text).map_err(|reason| format!("{}: {reason}", path.display()))?;
    Ok(milliseconds(&sample))
}

/// Each sample is so many rounds (`iters`) and the nanoseconds of them all (`times`).
fn milliseconds(sample: &Value) -> Samples {
    let numbers = |name: &str| -> Vec<f64> {
        sample[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    };
    let times = numbers("times").into_iter().zip(numbers("iters"));
    Samples::new(times.map(|(time, rounds)| time / rounds / 1e6).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_of_many_rounds_is_shared_among_them() {
        let sample = serde_json::json!({ "iters": [1.0, 10.0], "times": [3e6, 20e6] });
        assert_eq!(milliseconds(&sample), Samples::new(vec![2.0, 3.0]));
    }
}
