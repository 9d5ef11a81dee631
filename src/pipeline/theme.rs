//! Owns a site's theme, ready to be used: its layers compiled, in the words of the site's locales.

use std::sync::Arc;

use super::load;
use crate::diagnostics::Diagnostic;
use crate::messages::bundle::MessageArgs;
use crate::messages::interface::Messages;
use crate::parse::config;
use crate::parse::config::Config;
use crate::source::Sources;
use crate::theme::assets::{ThemeBundle, ThemeFiles, bundle};
use crate::theme::templates::{Arg, Templates, Translate, template_diagnostic};
use crate::theme::tokens;

/// A theme in the words of a site's locales. Cheap to share.
pub struct Theme {
    name: String,
    tokens: config::Appearance,
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
    let theme = &config.theme;
    let is_same = |known: &Arc<Theme>| {
        known.name == *theme && known.tokens == config.look && Arc::ptr_eq(&known.words, &words)
    };
    if let Some(same) = known.take().filter(is_same) {
        *known = Some(Arc::clone(&same));
        return Some(same);
    }
    let told = diagnostics.len();
    let layers = load::theme(sources, theme, diagnostics)?;
    let translate = translator(Arc::clone(&words));
    let files = layers.iter().map(|theme| theme.layer()).collect();
    match Templates::load(files, Arc::clone(&translate)) {
        Ok(templates) => {
            let look = Arc::new(Theme {
                name: theme.clone(),
                tokens: config.look.clone(),
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
    tokens::layer(&config.look).into_iter().chain(layers).collect()
}

/// What templates and bodies ask for words.
fn translator(words: Arc<Messages>) -> Arc<Translate> {
    Arc::new(move |tag: &str, id: &str, arguments: &[(String, Arg)]| {
        let args = arguments.iter().fold(MessageArgs::new(), |args, (name, argument)| match argument {
            Arg::Text(text) => args.text(name, text),
            Arg::Number(number) => args.number(name, *number),
        });
        words.message(tag, id, &args)
    })
}
