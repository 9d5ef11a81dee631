//! Owns the rendering of one page of each kind with marks around translatable text, for the check for hard-coded text in templates.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::loaded_site::LoadedSite;
use super::pages::{self, Page};
use super::renderer::site_facts;
use super::run::Options;
use super::theme;
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

/// Reports hard-coded text in the site's own templates. A site in one language needs no translations, so nothing is reported there.
pub(super) fn check(loaded: &LoadedSite, sources: &dyn Sources, config: &Config) -> Vec<Diagnostic> {
    let Some(theme) = loaded.look.as_deref().filter(|_| loaded.plan.library.locales.len() > 1) else {
        return Vec::new();
    };
    let layers = theme::layers(sources, config, &mut Vec::new()).unwrap_or_default();
    let layers: Vec<Layer> = layers.iter().map(|files| files.layer()).collect();
    let has_own = layers.iter().any(|layer| layer.name != DEFAULT_NAME && !layer.files.is_empty());
    if !has_own {
        return Vec::new();
    }
    let translate = marks::words(theme.translate.clone());
    let Ok(templates) = Templates::load(layers.clone(), translate.clone()) else { return Vec::new() };
    let templates = templates.in_marks();
    let facts = SiteFacts {
        templates: &templates,
        translate: &*translate,
        ..site_facts(loaded, theme, sources, config, &NullSink)
    };
    let titles: Vec<String> =
        pages::titles(&loaded.plan, config).iter().map(|title| marks::around(title)).collect();
    let ctx = RenderContext::new(facts, &titles, &theme.bundle.assets);
    let texts: BTreeSet<String> = one_of_each_kind(&loaded.plan, &locales(loaded))
        .par_iter()
        .filter_map(|page| page.render(&ctx, &page.visit(&ctx)).ok())
        .flat_map_iter(|html| own_text(&html))
        .collect();
    diagnostics(&texts, &layers, &config.theme.name)
}

/// Pages of some locales that together show every part of the templates: each has a part that no page before it has. Checking all
/// pages would render the same templates for every article.
fn one_of_each_kind(plan: &Plan, locales: &[LocaleId]) -> Vec<Page> {
    let mut seen: FxHashSet<(Option<LocaleId>, String)> = FxHashSet::default();
    let mut is_new = |page: &Page| {
        let parts = parts(plan, *page).into_iter();
        parts.filter(|part| seen.insert((page.locale(), part.clone()))).count() > 0
    };
    let is_wanted = |page: &Page| page.locale().is_none_or(|locale| locales.contains(&locale));
    pages::all(plan, &Options::default()).into_iter().filter(is_wanted).filter(|page| is_new(page)).collect()
}

/// What decides which parts of its templates a page shows: its kind, the freshness of its text, its front matter, its components.
fn parts(plan: &Plan, page: Page) -> Vec<String> {
    let kind = page.kind();
    let displayed = page.article(plan).and_then(|(article, locale)| {
        let is_foreign = |other: LocaleId| if other == locale { "own" } else { "foreign" };
        plan.library.displayed(article, locale).map(|text| (is_foreign(text.locale), text.version))
    });
    let Some((origin, version)) = displayed else { return vec![kind.to_owned()] };
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

/// The locales to check: the source, and one translation of each writing direction. Templates do not differ by anything else.
fn locales(loaded: &LoadedSite) -> Vec<LocaleId> {
    let library = &loaded.plan.library;
    let others = || (0..library.locales.len()).filter(|locale| *locale != library.source);
    let of = |direction| others().find(|locale| library.locales[*locale].direction() == direction);
    [Some(library.source), of(Direction::Ltr), of(Direction::Rtl)].into_iter().flatten().collect()
}
