//! Owns the notes on a page for the dev server's script: its version, its problems, its units, and links into an editor.

use std::panic::{self, AssertUnwindSafe};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::DevSession;
use super::answer::{Answer, version};
use super::loaded::Loaded;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::excerpt::{Locator, ResolvedLocation, escaped, window};
use crate::host::disk::DiskSources;
use crate::pipeline::{Notes, Renderer};
use crate::render::pages::review::PlacedUnit;
use crate::source::{SourcePath, Sources};
use crate::units::unit::State;

/// How much of a line is displayed around a problem, in columns.
const EXCERPT_COLUMNS: usize = 88;

impl DevSession {
    /// The notes on the page behind a path.
    pub(crate) fn notes(&mut self, current: Option<(&Loaded, &Renderer<'_>)>, path: &str) -> String {
        let (file, page) = match self.answer(current, path) {
            Answer::File { path, bytes } => (path, bytes),
            Answer::NotFound(bytes) => (String::new(), bytes),
            Answer::Elsewhere(_) | Answer::Kept => (String::new(), Vec::new()),
        };
        let about = current.map(|(loaded, renderer)| self.about(loaded, renderer, &file)).unwrap_or_default();
        let mut problems: Vec<Value> = Vec::new();
        if let Some(blocked) = &self.blocked {
            let sources = blocked.sources.as_deref().or(current.map(|(loaded, _)| &*loaded.sources));
            problems.extend(self.problems(&blocked.diagnostics, sources));
        }
        let sources = current.map(|(loaded, _)| &*loaded.sources);
        problems.extend(self.problems(&about.diagnostics, sources));
        let mut notes = json!({ "version": version(&page), "problems": problems });
        if let (Some(file), Some(sources)) = (&about.file, sources) {
            notes["file"] = sources.display_path(file).into();
            notes["units"] = self.units(&about, sources);
        }
        notes.to_string()
    }

    fn about(&self, loaded: &Loaded, renderer: &Renderer<'_>, file: &str) -> Notes {
        loaded.sources.log().clear_failures();
        let notes = panic::catch_unwind(AssertUnwindSafe(|| renderer.notes(file, &self.cache)));
        let mut notes = notes.ok().flatten().unwrap_or_default();
        if let Ok(Some(Err(failure))) = panic::catch_unwind(AssertUnwindSafe(|| renderer.render(file))) {
            notes.diagnostics.insert(0, failure);
        }
        loaded.site.config.value.weigh(&mut notes.diagnostics);
        notes
    }

    fn problems(&self, all: &[Diagnostic], sources: Option<&DiskSources>) -> Vec<Value> {
        let mut locator = sources.map(|sources| Locator::new(sources));
        let mut problem = |diagnostic| {
            let location = locator.as_mut().and_then(|locator| locator.locate(diagnostic));
            self.problem(diagnostic, location, sources)
        };
        all.iter().map(&mut problem).collect()
    }

    fn problem(
        &self,
        diagnostic: &Diagnostic,
        location: Option<ResolvedLocation>,
        sources: Option<&DiskSources>,
    ) -> Value {
        let point = location.as_ref().and_then(|location| location.point.as_ref());
        let (line, column) = point.map_or((1, 1), |point| (point.line, point.column));
        let editor = sources.zip(diagnostic.place.as_ref());
        json!({
            "code": diagnostic.code.name(),
            "severity": diagnostic.severity.name(),
            "message": escaped(&diagnostic.message),
            "help": diagnostic.help.as_deref().unwrap_or(diagnostic.code.page().remedy),
            "place": location.as_ref().map(|location| match point {
                Some(_) => format!("{}:{line}:{column}", location.path),
                None => location.path.clone(),
            }),
            "excerpt": point.map(|point| window(&point.pieces, EXCERPT_COLUMNS, "…")),
            "editor": editor.map(|(sources, place)| self.editor(sources, &place.path, line, column)),
        })
    }

    fn units(&self, notes: &Notes, sources: &DiskSources) -> Value {
        let mut locator = Locator::new(sources);
        let unit = |unit: &PlacedUnit| {
            let location = locator.place(&unit.place);
            let (line, column) = location.point.map_or((1, 1), |point| (point.line, point.column));
            json!({
                "id": unit.id,
                "state": unit.state.map_or("unknown", State::name),
                "place": format!("{}:{line}", location.path),
                "editor": self.editor(sources, &unit.place.path, line, column),
            })
        };
        notes.units.iter().map(unit).collect()
    }

    /// The URL that opens a file in the configured editor.
    fn editor(&self, sources: &DiskSources, file: &SourcePath, line: usize, column: usize) -> String {
        let path = sources.folder(file.root).join(&*file.path).display().to_string();
        let path: Vec<String> =
            path.split('/').map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string()).collect();
        let url = self.task.editor.replace("{path}", &path.join("/"));
        url.replace("{line}", &line.to_string()).replace("{column}", &column.to_string())
    }
}
