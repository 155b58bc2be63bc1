//! Every input that the targets were found to tell apart is read again, as it is and spoiled: cut short, with bytes
//! flipped, and joined with another. The same each time.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use entente_fuzz::{TARGETS, prepare};

/// Targets count the bytes of the whole program, so that one at a time may run.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.into_iter().map(|file| fs::read(&file).expect("can be read")).collect()
}

/// Numbers that look random: xorshift, 64 bits.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

fn spoiled(all: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut input = all[numbers.below(all.len())].clone();
    match numbers.below(3) {
        0 => input.truncate(numbers.below(input.len())),
        1 => {
            let other = &all[numbers.below(all.len())];
            input.truncate(numbers.below(input.len()));
            input.extend(&other[numbers.below(other.len())..]);
        }
        _ => {
            for _ in 0..1 + numbers.below(4) {
                let at = numbers.below(input.len());
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
        }
    }
    input
}

/// Replays a target's corpus, and so many inputs made from it.
fn replay(name: &str, spoilt: usize) {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    prepare();
    let (_, target) = TARGETS.into_iter().find(|(known, _)| *known == name).expect("is a target");
    let all = corpus(name);
    assert!(!all.is_empty());
    all.iter().for_each(|input| target(input));
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    (0..spoilt).for_each(|_| target(&spoiled(&all, &mut numbers)));
}

macro_rules! replayed {
    ($($name:ident: $spoilt:literal;)*) => {
        $(
            #[test]
            fn $name() {
                replay(stringify!($name), $spoilt);
            }
        )*

        #[test]
        fn every_target_is_replayed_and_has_a_program() {
            let replayed = [$(stringify!($name)),*];
            assert_eq!(replayed, TARGETS.map(|(name, _)| name));
            for name in replayed {
                let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("targets/{name}.rs"));
                let text = fs::read_to_string(&program).expect("is there");
                assert!(text.contains(&format!("entente_fuzz::{name}(data)")), "{name}");
            }
        }
    };
}

replayed! {
    load_csv: 20;
    load_json: 20;
    load_toml: 20;
    read_address: 4_000;
    read_date: 4_000;
    search: 50;
    unpack_details: 2_000;
    unpack_index: 2_000;
    write_csv: 500;
    write_ics: 500;
}
