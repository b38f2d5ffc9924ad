//! Errors of loading and building. Aligning has none.
