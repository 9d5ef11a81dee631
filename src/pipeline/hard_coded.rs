//! Owns the drawing of pages in marks, for the check that templates say nothing of their own.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::draw::ground;
use super::prepared::Prepared;
use super::{Options, pages, read};
use crate::check::hard_coded::{own_words, told};
use crate::diagnostics::Diagnostic;
use crate::locale::Direction;
use crate::localize::library::LocaleId;
use crate::output::NullSink;
use crate::parse::config::Config;
use crate::render::marks;
use crate::render::templates::{Layer, Templates};
use crate::render::theme_assets::DEFAULT_NAME;
use crate::render::world::{Ground, World};
use crate::source::Sources;

/// What the site's own templates say in words of their own. A site in one language has nobody to translate them for.
pub fn check(prepared: &Prepared, sources: &dyn Sources, config: &Config) -> Vec<Diagnostic> {
    let Some(look) = prepared.look.as_deref().filter(|_| prepared.plan.library.locales.len() > 1) else {
        return Vec::new();
    };
    let themes = read::theme(sources, &config.theme, &mut Vec::new()).unwrap_or_default();
    let layers: Vec<Layer> = themes.iter().map(|theme| theme.layer()).collect();
    let has_own = layers.iter().any(|layer| layer.name != DEFAULT_NAME && !layer.files.is_empty());
    if !has_own {
        return Vec::new();
    }
    let translate = marks::words(look.translate.clone());
    let Ok(templates) = Templates::load(layers.clone(), translate.clone()) else { return Vec::new() };
    let templates = templates.in_marks();
    let ground = Ground {
        templates: &templates,
        translate: &*translate,
        ..ground(prepared, look, sources, config, &NullSink)
    };
    let titles: Vec<String> =
        pages::titles(&prepared.plan, config).iter().map(|title| marks::around(title)).collect();
    let Ok(world) = World::new(ground, &titles, &look.bundle.assets) else { return Vec::new() };
    let wanted = locales(prepared);
    let pages = pages::all(&prepared.plan, &Options::default());
    let words: BTreeSet<String> = pages
        .par_iter()
        .filter(|page| page.locale().is_none_or(|locale| wanted.contains(&locale)))
        .filter_map(|page| page.draw(&world).ok())
        .flat_map_iter(|html| own_words(&html))
        .collect();
    told(&words, &layers, &config.theme)
}

/// Templates are the same for every language, but for its direction and for what is said about translations.
fn locales(prepared: &Prepared) -> Vec<LocaleId> {
    let library = &prepared.plan.library;
    let others = || (0..library.locales.len()).filter(|locale| *locale != library.source);
    let of = |direction| others().find(|locale| library.locales[*locale].direction() == direction);
    [Some(library.source), of(Direction::Ltr), of(Direction::Rtl)].into_iter().flatten().collect()
}
