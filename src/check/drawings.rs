//! Owns the check that every SVG that articles refer to may be published.

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::plan::site::Plan;
use crate::source::{SourcePath, Sources};
use crate::theme::media::is_svg;
use crate::theme::svg;

/// Checks each SVG once, whoever refers to it. One that cannot be read is reported where files are listed.
pub(crate) fn check(plan: &Plan, sources: &dyn Sources) -> Vec<Diagnostic> {
    let drawings: Vec<&SourcePath> = plan.media.files().filter(|file| is_svg(file)).collect();
    drawings.into_par_iter().filter_map(|file| check_file(plan, sources, file)).collect()
}

fn check_file(plan: &Plan, sources: &dyn Sources, file: &SourcePath) -> Option<Diagnostic> {
    let bytes = sources.read(file).bytes()?;
    let problem = svg::examine(&bytes).err().filter(|_| plan.is_requested(file))?;
    let message = format!("this SVG is not published, for it holds {}", problem.what);
    Some(Diagnostic::at(Code::SvgRefused, file, problem.place, message).about(problem.what))
}
