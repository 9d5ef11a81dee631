//! Floor 4: planned pages to bytes.

pub mod context;
