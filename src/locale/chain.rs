//! Owns fallback: which locales stand in for one that has no text, and which of several is nearest.

use icu_locale::{LanguageIdentifier, LocaleFallbacker};

use super::Locale;

/// The locales to look in for a text, nearest first: the locale, its parents in CLDR, then the source. A parent in another
/// script or language is left out, so `zh-TW` never falls to `zh`, nor `sr-Latn` to `sr`; the one exception is Norwegian,
/// where `nb` and `nn` fall to `no`.
pub(crate) fn default_chain(locale: &Locale, source: &Locale) -> Vec<Locale> {
    let mut chain = ancestry(locale);
    if !chain.contains(source) {
        chain.push(source.clone());
    }
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
        .or_else(|| nearest_sibling(wanted, available))
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

fn nearest_sibling<'a>(wanted: &Locale, available: &'a [Locale]) -> Option<&'a Locale> {
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
    available
        .iter()
        .filter(|candidate| readable_for(candidate, wanted))
        .min_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)))
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
