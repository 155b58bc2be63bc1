//! Names of months as English styles of citation write them: `Intl` follows the reader's language, they do not.

const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SHORT: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Name of a month (1 to 12).
pub(super) fn name(month: u8) -> Option<&'static str> {
    NAMES.get(usize::from(month).checked_sub(1)?).copied()
}

/// BibTeX's macro for a month (1 to 12).
pub(super) fn short(month: u8) -> Option<&'static str> {
    SHORT.get(usize::from(month).checked_sub(1)?).copied()
}
