//! Owns a site's theme, ready to be used: its layers compiled, in the words of the site's locales.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic};
use crate::messages::bundle::MessageArgs;
use crate::messages::interface::Messages;
use crate::parse::config::{Appearance, Config};
use crate::source::{Root, Sources};
use crate::theme::assets::{DEFAULT_NAME, ThemeBundle, ThemeFiles, bundle};
use crate::theme::templates::{Arg, Templates, Translate, template_diagnostic};
use crate::theme::tokens;

/// A theme in the words of a site's locales. Cheap to share.
pub struct Theme {
    appearance: Appearance,
    /// The words of the site's locales.
    pub words: Arc<Messages>,
    /// The interface messages.
    pub translate: Arc<Translate>,
    /// The compiled templates.
    pub templates: Templates,
    /// Stylesheet, script and icon.
    pub bundle: ThemeBundle,
}

/// The theme that the configuration names, in some words; `None` where it cannot be used, which the diagnostics explain.
pub fn look(
    sources: &dyn Sources,
    config: &Config,
    words: Arc<Messages>,
    known: &mut Option<Arc<Theme>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Theme>> {
    let theme = &config.theme.name;
    let is_same = |known: &Arc<Theme>| known.appearance == config.theme && Arc::ptr_eq(&known.words, &words);
    if let Some(same) = known.take().filter(is_same) {
        *known = Some(Arc::clone(&same));
        return Some(same);
    }
    let told = diagnostics.len();
    let layers = layers(sources, theme, diagnostics)?;
    let translate = translator(Arc::clone(&words));
    let files = layers.iter().map(|theme| theme.layer()).collect();
    match Templates::load(files, Arc::clone(&translate)) {
        Ok(templates) => {
            let look = Arc::new(Theme {
                appearance: config.theme.clone(),
                words,
                translate,
                templates,
                bundle: bundle(&with_tokens(layers, config)),
            });
            // A theme about which there is something to tell is read again, so that it is told again.
            *known = Some(Arc::clone(&look)).filter(|_| diagnostics.len() == told);
            Some(look)
        }
        Err(errors) => {
            diagnostics.extend(errors.iter().map(|error| template_diagnostic(error, theme)));
            None
        }
    }
}

/// The configuration lies over every theme.
fn with_tokens(layers: Vec<ThemeFiles>, config: &Config) -> Vec<ThemeFiles> {
    tokens::layer(&config.theme).into_iter().chain(layers).collect()
}

/// What templates and bodies ask for words.
fn translator(words: Arc<Messages>) -> Arc<Translate> {
    Arc::new(move |tag: &str, id: &str, arguments: &[(String, Arg)]| {
        if arguments.is_empty() {
            return words.plain_message(tag, id);
        }
        let args = arguments.iter().fold(MessageArgs::new(), |args, (name, argument)| match argument {
            Arg::Text(text) => args.text(name, text),
            Arg::Number(number) => args.number(name, *number),
        });
        words.message(tag, id, &args)
    })
}

/// The name under which a site's own theme files are a layer: `default` is the binary's.
const SITE_LAYER: &str = "site";

/// The theme's layers, nearest first; nothing where the site names a theme that it does not have.
pub fn layers(
    sources: &dyn Sources,
    name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<ThemeFiles>> {
    let prefix = format!("{name}/");
    let mut own = ThemeFiles { name: SITE_LAYER.to_owned(), files: BTreeMap::new() };
    for path in sources.files(Root::Themes) {
        let Some(inner) = path.path.strip_prefix(&prefix) else { continue };
        match sources.read(&path) {
            Ok(bytes) => drop(own.files.insert(inner.to_owned(), bytes)),
            Err(error) => {
                diagnostics.push(Diagnostic::at(Code::SourceUnreadable, &path, 0..0, error.to_string()))
            }
        }
    }
    if own.files.is_empty() && name != DEFAULT_NAME {
        let message = format!("there is no theme `{name}` in the themes folder");
        diagnostics.push(
            Diagnostic::of_site(Code::ThemeMissing, message)
                .help("use `default`, or create the folder of that name"),
        );
        return None;
    }
    let own = Some(own).filter(|own| !own.files.is_empty());
    Some(own.into_iter().chain([ThemeFiles::embedded()]).collect())
}
