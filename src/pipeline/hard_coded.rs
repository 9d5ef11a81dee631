//! Owns the rendering of one page of each kind in marks, for the check that templates say nothing of their own.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::loaded_site::LoadedSite;
use super::pages::Page;
use super::renderer::ground;
use super::run::Options;
use super::{pages, theme};
use crate::check::hard_coded::{diagnostics, own_text};
use crate::diagnostics::Diagnostic;
use crate::library::LocaleId;
use crate::library::origin::page_state;
use crate::locale::Direction;
use crate::output::NullSink;
use crate::parse::config::Config;
use crate::plan::site::Plan;
use crate::render::render_context::RenderContext;
use crate::render::site_context::SiteFacts;
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
    let words: BTreeSet<String> = one_of_each_kind(&prepared.plan, &locales(prepared))
        .par_iter()
        .filter_map(|page| page.render(&ctx, &page.visit(&ctx)).ok())
        .flat_map_iter(|html| own_text(&html))
        .collect();
    diagnostics(&words, &layers, &config.theme.name)
}

/// The pages on which all can be seen that templates say in some locales: each has a part that none before it has. Templates are the same
/// for a thousand articles.
fn one_of_each_kind(plan: &Plan, locales: &[LocaleId]) -> Vec<Page> {
    let mut seen: FxHashSet<(Option<LocaleId>, String)> = FxHashSet::default();
    let mut is_new = |page: &Page| {
        let parts = parts(plan, *page).into_iter();
        parts.filter(|part| seen.insert((page.locale(), part.clone()))).count() > 0
    };
    let is_wanted = |page: &Page| page.locale().is_none_or(|locale| locales.contains(&locale));
    pages::all(plan, &Options::default()).into_iter().filter(is_wanted).filter(|page| is_new(page)).collect()
}

/// What decides which parts of its templates a page shows: its kind, how its text stands to its source, its front matter, its components.
fn parts(plan: &Plan, page: Page) -> Vec<String> {
    let kind = page.kind();
    let shown = page.article(plan).and_then(|(article, locale)| {
        let is_foreign = |other: LocaleId| if other == locale { "own" } else { "foreign" };
        plan.library.shown(article, locale).map(|shown| (is_foreign(shown.locale), shown.version))
    });
    let Some((origin, version)) = shown else { return vec![kind.to_owned()] };
    let outline = version.outline();
    let translator = version.summary.front_matter.translation_kind;
    let mut parts = vec![
        format!("{kind} {origin} {} {:?}", page_state(version).name(), translator),
        format!("{kind} partial {}", version.coverage.is_partial()),
        format!("{kind} questions {}", !outline.questions.is_empty()),
        format!("{kind} headings {}", outline.headings.len().min(4)),
        format!("{kind} dated {}", version.summary.front_matter.date.is_some()),
    ];
    parts.extend(outline.components.iter().map(|used| format!("component {}", used.component.name)));
    parts.extend(version.summary.front_matter.params.keys().map(|key| format!("{kind} key {key}")));
    parts
}

/// Templates are the same for every language, but for its direction and for what is said about translations.
fn locales(prepared: &LoadedSite) -> Vec<LocaleId> {
    let library = &prepared.plan.library;
    let others = || (0..library.locales.len()).filter(|locale| *locale != library.source);
    let of = |direction| others().find(|locale| library.locales[*locale].direction() == direction);
    [Some(library.source), of(Direction::Ltr), of(Direction::Rtl)].into_iter().flatten().collect()
}
