//! Floor 2: what each reader is shown.

pub mod bundle;
mod functions;
