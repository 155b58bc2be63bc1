//! Outlines of countries, projected at build time.
