//! How the site is served, in one place: the headers of every answer, the types of its files, what a browser may keep.
//!
//! From this come the policy in each page, the files for servers ([`files`]), and what a running site is held against
//! (`cargo xtask check-site`). It knows nothing of the app.

pub mod caching;
pub mod files;
pub mod headers;
pub mod policy;
pub mod types;
