//! Made-up records of any size, the same every time, and the report of what was measured with them.
//!
//! ```text
//! plan --record--> the native benchmarks (native/)
//!      --json----> a file for the app and for the pages that it is measured beside (tests/browser, tests/peers)
//! ```

mod json;
pub mod plan;
mod random;
mod record;

pub use json::json;
pub use record::record;
