//! Owns the matching of locales: which stand in for one that has no text, which of several is nearest, which serve a browser's tag.

use icu_locale::{LanguageIdentifier, LocaleFallbacker};

use super::Locale;

/// The locales to look in for a text, nearest first: the locale, its parents in CLDR, the other ones of `available` in its language
/// and script, then the source. A locale in another script or language is left out, so `zh-TW` never falls to `zh` or `zh-CN`, nor
/// `sr-Latn` to `sr`; the one exception is Norwegian, where `nb`, `nn` and `no` stand in for each other.
pub(crate) fn default_chain(locale: &Locale, source: &Locale, available: &[Locale]) -> Vec<Locale> {
    let mut chain = ancestry(locale);
    for sibling in others_in_language(locale, available) {
        if sibling != source {
            push_new(&mut chain, sibling.clone());
        }
    }
    push_new(&mut chain, source.clone());
    chain
}

/// Of the locales available, the one whose text a reader of `wanted` reads best: the same locale however spelt, a parent,
/// then a sibling in the same language and script (the language's main region first). `None` if none shares those.
pub(crate) fn nearest_available<'a>(wanted: &Locale, available: &'a [Locale]) -> Option<&'a Locale> {
    ancestry(wanted)
        .iter()
        .find_map(|step| {
            let same = available.iter().find(|candidate| *candidate == step);
            same.or_else(|| available.iter().find(|candidate| candidate.likely() == step.likely()))
        })
        .or_else(|| others_in_language(wanted, available).into_iter().next())
}

/// The tags by which browsers may name a language that some locale of `available` serves, each with that locale: the tags
/// themselves, their bare languages, and the scripts and regions in which such a language is written otherwise. Longer tags first.
pub(crate) fn accepted_tags(available: &[Locale]) -> Vec<(Locale, &Locale)> {
    let mut tags: Vec<Locale> = Vec::new();
    for locale in available {
        push_new(&mut tags, locale.clone());
    }
    for locale in available {
        for tag in namesakes(locale) {
            push_new(&mut tags, tag);
        }
    }
    let serving = |tag: Locale| nearest_available(&tag, available).map(|served| (tag.clone(), served));
    let mut accepted: Vec<(Locale, &Locale)> = tags.into_iter().filter_map(serving).collect();
    accepted.sort_by_key(|(tag, _)| std::cmp::Reverse(tag.tag().matches('-').count()));
    accepted
}

/// The bare language of a locale, the ones that its readers read as well, and its tags with another script or with a region in which
/// another script is usual.
fn namesakes(locale: &Locale) -> Vec<Locale> {
    let languages: &[&str] =
        if family(locale.language()) == "no" { &["no", "nb", "nn"] } else { &[locale.language()] };
    let mut tags: Vec<Locale> = languages.iter().filter_map(|language| Locale::parse(language)).collect();
    tags.extend(foreign_script_tags(locale.language()));
    tags
}

/// The tags of a language with a script that is not its main one, or with a region in which that script is usual: `zh-Hant`, `zh-TW`.
pub(crate) fn foreign_script_tags(language: &str) -> Vec<Locale> {
    let Some(bare) = Locale::parse(language) else { return Vec::new() };
    if !SEVERAL_SCRIPTS.contains(&language) {
        return Vec::new();
    }
    let letters = || 'A'..='Z';
    let regions = letters().flat_map(|first| letters().map(move |second| format!("{first}{second}")));
    let mut tags: Vec<Locale> = Vec::new();
    for region in regions {
        let Ok(region) = region.parse() else { continue };
        let tag = Locale::of_id(LanguageIdentifier { region: Some(region), ..bare.id().clone() });
        if tag.likely().script == bare.likely().script {
            continue;
        }
        push_new(
            &mut tags,
            Locale::of_id(LanguageIdentifier { script: tag.likely().script, ..bare.id().clone() }),
        );
        push_new(&mut tags, tag);
    }
    tags
}

/// The locale and its parents, without the source.
fn ancestry(locale: &Locale) -> Vec<Locale> {
    let mut steps = vec![locale.clone()];
    let bare = Locale::of_id(LanguageIdentifier { variants: Default::default(), ..locale.id().clone() });
    push_new(&mut steps, bare.clone());
    let mut parents = LocaleFallbacker::new().for_config(Default::default()).fallback_for(bare.icu().into());
    while !parents.get().is_unknown() {
        let parent = Locale::of(parents.get().into_locale());
        if readable_for(&parent, locale) {
            push_written_out(&mut steps, &parent);
            push_new(&mut steps, parent);
        }
        parents.step();
    }
    steps
}

/// Before the bare language of a language with several scripts, the name with the script: `zh-Hans` before `zh`.
fn push_written_out(steps: &mut Vec<Locale>, parent: &Locale) {
    let id = parent.id();
    if id.region.is_none() && id.script.is_none() && SEVERAL_SCRIPTS.contains(&id.language.as_str()) {
        push_new(steps, Locale::of_id(LanguageIdentifier { script: parent.likely().script, ..id.clone() }));
    }
}

fn push_new(steps: &mut Vec<Locale>, step: Locale) {
    if !steps.contains(&step) {
        steps.push(step);
    }
}

fn readable_for(parent: &Locale, reader: &Locale) -> bool {
    parent.likely().script == reader.likely().script && family(parent.language()) == family(reader.language())
}

/// The locales of `available` in the language and script of `wanted`, in a fixed order: those of the same written Norwegian, those
/// without a region, those of the language's main region, then by tag.
fn others_in_language<'a>(wanted: &Locale, available: &'a [Locale]) -> Vec<&'a Locale> {
    let main_region = Locale::of_id(LanguageIdentifier {
        language: wanted.id().language,
        script: wanted.likely().script,
        region: None,
        variants: Default::default(),
    });
    let rank = |candidate: &Locale| {
        let foreign = candidate.id().language != wanted.id().language;
        let elsewhere = candidate.likely().region != main_region.likely().region;
        (foreign, candidate.id().region.is_some(), elsewhere)
    };
    let mut siblings: Vec<&Locale> =
        available.iter().filter(|candidate| readable_for(candidate, wanted)).collect();
    siblings.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
    siblings
}

/// The language, with written Norwegian as one: its readers read both forms.
pub(super) fn family(language: &str) -> &str {
    match language {
        "nb" | "nn" => "no",
        language => language,
    }
}

/// Languages that are in daily use in more than one script, so that their tags often carry one.
const SEVERAL_SCRIPTS: [&str; 20] = [
    "az", "bs", "ff", "iu", "kk", "kok", "ks", "ky", "mni", "mn", "ms", "pa", "sat", "sd", "shi", "sr", "tg",
    "uz", "yue", "zh",
];
