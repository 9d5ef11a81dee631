//! Owns the part of the stylesheet that `hexapla.toml` decides: the accent's shades, the width, the size of type.

use std::collections::BTreeMap;

use super::assets::ThemeFiles;
use crate::parse::config::Appearance;
use crate::parse::config::accent::Colour;

/// Behind the theme's own tokens and before everything that uses them.
const FILE: &str = "styles/05-site.css";

/// A theme layer that holds what the configuration decides; nothing where it decides nothing.
pub(crate) fn layer(appearance: &Appearance) -> Option<ThemeFiles> {
    let declarations = declarations(appearance);
    if declarations.is_empty() {
        return None;
    }
    let css = format!("@layer tokens{{:root{{{}}}}}\n", declarations.join(";"));
    let files = BTreeMap::from([(FILE.to_owned(), css.into_bytes())]);
    Some(ThemeFiles { name: "hexapla.toml".to_owned(), files })
}

fn declarations(appearance: &Appearance) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(accent) = &appearance.accent {
        all.push(pair("accent", accent.light.accent, accent.dark.accent));
        all.push(pair("accent-soft", accent.light.soft, accent.dark.soft));
        all.push(pair("accent-more", accent.light.more, accent.dark.more));
    }
    all.extend(appearance.width.as_ref().map(|width| format!("--page:{width}")));
    all.extend(appearance.scale.map(|percent| format!("font-size:{percent}%")));
    all
}

fn pair(name: &str, light: Colour, dark: Colour) -> String {
    format!("--{name}:light-dark({},{})", light.hex(), dark.hex())
}
