//! Owns the drawing of pages in marks, for the check that templates say nothing of their own.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::loaded_site::LoadedSite;
use super::renderer::ground;
use super::run::Options;
use super::{pages, theme};
use crate::check::hard_coded::{diagnostics, own_text};
use crate::diagnostics::Diagnostic;
use crate::library::LocaleId;
use crate::locale::Direction;
use crate::output::NullSink;
use crate::parse::config::Config;
use crate::render::render_context::{RenderContext, SiteFacts};
use crate::source::Sources;
use crate::theme::assets::DEFAULT_NAME;
use crate::theme::marks;
use crate::theme::templates::{Layer, Templates};

/// What the site's own templates say in words of their own. A site in one language has nobody to translate them for.
pub fn check(prepared: &LoadedSite, sources: &dyn Sources, config: &Config) -> Vec<Diagnostic> {
    let Some(look) = prepared.look.as_deref().filter(|_| prepared.plan.library.locales.len() > 1) else {
        return Vec::new();
    };
    let themes = theme::layers(sources, &config.theme.name, &mut Vec::new()).unwrap_or_default();
    let layers: Vec<Layer> = themes.iter().map(|theme| theme.layer()).collect();
    let has_own = layers.iter().any(|layer| layer.name != DEFAULT_NAME && !layer.files.is_empty());
    if !has_own {
        return Vec::new();
    }
    let translate = marks::words(look.translate.clone());
    let Ok(templates) = Templates::load(layers.clone(), translate.clone()) else { return Vec::new() };
    let templates = templates.in_marks();
    let ground = SiteFacts {
        templates: &templates,
        translate: &*translate,
        ..ground(prepared, look, sources, config, &NullSink)
    };
    let titles: Vec<String> =
        pages::titles(&prepared.plan, config).iter().map(|title| marks::around(title)).collect();
    let ctx = RenderContext::new(ground, &titles, &look.bundle.assets);
    let wanted = locales(prepared);
    let pages = pages::all(&prepared.plan, &Options::default());
    let words: BTreeSet<String> = pages
        .par_iter()
        .filter(|page| page.locale().is_none_or(|locale| wanted.contains(&locale)))
        .filter_map(|page| page.render(&ctx).ok())
        .flat_map_iter(|html| own_text(&html))
        .collect();
    diagnostics(&words, &layers, &config.theme.name)
}

/// Templates are the same for every language, but for its direction and for what is said about translations.
fn locales(prepared: &LoadedSite) -> Vec<LocaleId> {
    let library = &prepared.plan.library;
    let others = || (0..library.locales.len()).filter(|locale| *locale != library.source);
    let of = |direction| others().find(|locale| library.locales[*locale].direction() == direction);
    [Some(library.source), of(Direction::Ltr), of(Direction::Rtl)].into_iter().flatten().collect()
}
