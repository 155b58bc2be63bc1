//! The per-user cache of tools, one folder a tool and version, shared by every checkout.
//!
//! A tool is installed beside its place, asked for its version, and only then renamed into place: what is
//! there is whole. An interrupted installation leaves a folder with another name, which the next one clears.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::tell;

/// A folder of tools.
pub struct Cache {
    folder: PathBuf,
}

/// One version of one tool, and how it is told apart from a broken or wrong one.
pub struct Tool<'a> {
    /// The name in messages and of the folder.
    pub name: &'a str,
    /// The exact version wanted.
    pub version: &'a str,
    /// How long an installation usually takes, in words.
    pub usual_wait: &'a str,
    /// What the tool in a folder says its version is; nothing if there is no working tool.
    pub version_in: &'a dyn Fn(&Path) -> Option<String>,
}

impl Cache {
    /// The cache of whoever runs the command: `$XDG_CACHE_HOME/entente`, else `~/.cache/entente`.
    pub fn of_the_user() -> Result<Cache, Failure> {
        let from_variable = |name, rest: &str| {
            let folder = PathBuf::from(std::env::var_os(name)?);
            folder.is_absolute().then(|| folder.join(rest))
        };
        from_variable("XDG_CACHE_HOME", "entente")
            .or_else(|| from_variable("HOME", ".cache/entente"))
            .map(Cache::at)
            .ok_or_else(|| Failure::Missing {
                what: "a place for the tools (neither XDG_CACHE_HOME nor HOME is set)".to_owned(),
                mend: "set XDG_CACHE_HOME to a folder that you may write to.".to_owned(),
            })
    }

    /// A cache in this folder.
    pub fn at(folder: PathBuf) -> Cache {
        Cache { folder }
    }

    /// A folder for work that outlives an interruption, so that the next attempt goes on where this one stopped.
    pub fn workshop(&self, name: &str) -> PathBuf {
        self.folder.join(format!("building-{name}"))
    }

    /// The folder of the tool. If it isn't there, or doesn't work, `install` is called with an empty folder to fill.
    pub fn ensure(
        &self,
        tool: &Tool,
        install: impl FnOnce(&Path) -> Result<(), Failure>,
    ) -> Result<PathBuf, Failure> {
        let home = self.folder.join(format!("{}-{}", tool.name, tool.version));
        let is_whole = |folder: &Path| (tool.version_in)(folder).as_deref() == Some(tool.version);
        if is_whole(&home) {
            return Ok(home);
        }
        let _lock = self.lock()?;
        if is_whole(&home) {
            return Ok(home);
        }
        let what = format!("Installing {} {}", tool.name, tool.version);
        let start = tell::begin(&what, &format!("{}, once per machine", tool.usual_wait));
        let partial = self.folder.join(format!("{}-{}.partial", tool.name, tool.version));
        clear(&partial)?;
        fs::create_dir_all(&partial).map_err(Failure::file("making the folder", &partial))?;
        install(&partial)?;
        let found = (tool.version_in)(&partial);
        if found.as_deref() != Some(tool.version) {
            clear(&partial)?;
            return Err(Failure::NotAsExpected {
                what: tool.name.to_owned(),
                expected: tool.version.to_owned(),
                found: found.unwrap_or_else(|| "nothing".to_owned()),
            });
        }
        clear(&home)?;
        fs::rename(&partial, &home).map_err(Failure::file("moving into place", &home))?;
        tell::end(&what, start);
        Ok(home)
    }

    /// Keeps two set-ups from doing the same work. The system lets go of the lock when the process ends,
    /// however it ends.
    pub fn lock(&self) -> Result<File, Failure> {
        fs::create_dir_all(&self.folder).map_err(Failure::file("making the folder", &self.folder))?;
        let path = self.folder.join("lock");
        let file = File::create(&path).map_err(Failure::file("opening", &path))?;
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => println!("Waiting for another set-up on this machine to end…"),
            Err(TryLockError::Error(reason)) => return Err(Failure::file("locking", &path)(reason)),
        }
        file.lock().map_err(Failure::file("locking", &path))?;
        Ok(file)
    }
}

/// Removes a folder, if it is there.
pub fn clear(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(Failure::file("removing", folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A cache in a folder of its own, gone when the test ends.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Scratch {
            let folder = std::env::temp_dir().join(format!("entente-cache-{name}-{}", std::process::id()));
            clear(&folder).expect("a scratch folder can be cleared");
            Scratch(folder)
        }

        fn cache(&self) -> Cache {
            Cache::at(self.0.clone())
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(&self.0));
        }
    }

    fn hammer() -> Tool<'static> {
        let version_in = &|folder: &Path| fs::read_to_string(folder.join("hammer")).ok();
        Tool { name: "hammer", version: "1.2.3", usual_wait: "no time", version_in }
    }

    fn forge(folder: &Path, version: &str) -> Result<(), Failure> {
        fs::write(folder.join("hammer"), version).map_err(Failure::file("writing", folder))
    }

    fn power_cut() -> Result<(), Failure> {
        Err(Failure::Failed { what: "the power".to_owned(), mend: "wait".to_owned() })
    }

    #[test]
    fn a_tool_that_is_there_is_not_installed_again() {
        let scratch = Scratch::new("there");
        let first = scratch.cache().ensure(&hammer(), |folder| forge(folder, "1.2.3"));
        let second = scratch.cache().ensure(&hammer(), |_| panic!("must not install"));
        assert_eq!(first.expect("installs"), second.expect("is there"));
    }

    #[test]
    fn an_interrupted_installation_leaves_nothing_behind_that_looks_whole_and_the_next_run_repairs_it() {
        let scratch = Scratch::new("interrupted");
        let interrupted = scratch.cache().ensure(&hammer(), |folder| {
            forge(folder, "1.2.3")?;
            fs::write(folder.join("left over"), "half").map_err(Failure::file("writing", folder))?;
            power_cut()
        });
        assert!(interrupted.is_err());
        assert!(!scratch.0.join("hammer-1.2.3").exists());
        let home = scratch.cache().ensure(&hammer(), |folder| forge(folder, "1.2.3")).expect("repairs");
        assert!(!home.join("left over").exists());
    }

    #[test]
    fn a_damaged_tool_is_replaced() {
        let scratch = Scratch::new("damaged");
        let home = scratch.cache().ensure(&hammer(), |folder| forge(folder, "1.2.3")).expect("installs");
        fs::write(home.join("hammer"), "").expect("can be damaged");
        let mended = scratch.cache().ensure(&hammer(), |folder| forge(folder, "1.2.3")).expect("mends");
        assert_eq!((hammer().version_in)(&mended).as_deref(), Some("1.2.3"));
    }

    #[test]
    fn a_tool_of_another_version_than_asked_for_is_refused() {
        let scratch = Scratch::new("other");
        let refused = scratch.cache().ensure(&hammer(), |folder| forge(folder, "9.9.9"));
        assert!(
            matches!(refused, Err(Failure::NotAsExpected { found, .. }) if found == "9.9.9"),
            "the failure names what was found"
        );
        assert!(!scratch.0.join("hammer-1.2.3").exists());
    }

    #[test]
    fn two_set_ups_at_once_install_a_tool_once() {
        let scratch = Scratch::new("twice");
        let installations = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let install = |folder: &Path| {
                        installations.fetch_add(1, Ordering::SeqCst);
                        forge(folder, "1.2.3")
                    };
                    scratch.cache().ensure(&hammer(), install).expect("installs or finds it");
                });
            }
        });
        assert_eq!(installations.load(Ordering::SeqCst), 1);
    }
}
