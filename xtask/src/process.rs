//! Running other programs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// How a program is called, for messages: its name and arguments.
fn spoken(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command, reason: std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    let mend = match reason.kind() {
        ErrorKind::NotFound => format!("install `{program}` and see that it is on PATH."),
        _ => format!("see that `{program}` may be run on this machine."),
    };
    Failure::NotStarted { program, reason, mend }
}

/// Runs to the end with the output on the screen. A status other than success is a failure.
pub fn run(command: &mut Command, mend: &str) -> Result<(), Failure> {
    let status = command.status().map_err(|reason| not_started(command, reason))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::Failed { what: format!("`{}` ({status})", spoken(command)), mend: mend.to_owned() })
}

/// Runs to the end with the output on the screen, each line of it also shown to `see`.
/// Returns whether the program reported success.
pub fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool, Failure> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|reason| not_started(command, reason))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let Ok(line) = line else { break };
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            see(&line);
        }
    }
    let status = child.wait().map_err(|reason| not_started(command, reason))?;
    Ok(status.success())
}

/// Runs to the end with errors on the screen; what it printed else. A status other than success is a failure.
pub fn output(command: &mut Command, mend: &str) -> Result<String, Failure> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|reason| not_started(command, reason))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::Failed { what: format!("`{}` ({})", spoken(command), output.status), mend: mend.to_owned() })
}

/// What a program prints on its standard output, trimmed; nothing if it is missing or fails.
pub fn ask<Argument: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: &[Argument]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Where a program lies on PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}
