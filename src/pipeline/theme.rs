//! Owns a site's theme, ready to be used: its compiled layers, with the messages of the site's locales.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::locale::Locale;
use crate::messages::bundle::MessageArgs;
use crate::messages::checks;
use crate::messages::interface::Messages;
use crate::parse::config::{Appearance, Config};
use crate::source::{Root, SourcePath, Sources};
use crate::theme::assets::{DEFAULT_NAME, ThemeBundle, ThemeFiles, bundle};
use crate::theme::message::{Arg, Translate};
use crate::theme::message_calls::calls;
use crate::theme::templates::{Layer, Templates, template_diagnostic};
use crate::theme::tokens;

/// A compiled theme with the messages of a site's locales.
pub(crate) struct Theme {
    appearance: Appearance,
    /// The messages of the site's locales.
    pub words: Arc<Messages>,
    /// The function that looks up interface messages for templates and bodies.
    pub translate: Arc<Translate>,
    /// The compiled templates.
    pub templates: Templates,
    /// Stylesheet, script and icon.
    pub bundle: ThemeBundle,
}

/// The theme that the configuration names, with these messages; `None` where it cannot be used, which the diagnostics explain. `known`
/// is the theme of the last run, which is used again if nothing changed.
pub(super) fn look(
    sources: &dyn Sources,
    config: &Config,
    messages: Arc<Messages>,
    known: &mut Option<Arc<Theme>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Theme>> {
    let name = &config.theme.name;
    let is_same =
        |known: &Arc<Theme>| known.appearance == config.theme && Arc::ptr_eq(&known.words, &messages);
    if let Some(same) = known.take().filter(is_same) {
        *known = Some(Arc::clone(&same));
        return Some(same);
    }
    let reported = diagnostics.len();
    let layers = layers(sources, config, diagnostics)?;
    let translate = translator(Arc::clone(&messages));
    let files: Vec<Layer> = layers.iter().map(|files| files.layer()).collect();
    let strings = string_diagnostics(&files, config, &messages);
    match Templates::load(files, Arc::clone(&translate)) {
        Ok(templates) => {
            diagnostics.extend(strings);
            let theme = Arc::new(Theme {
                appearance: config.theme.clone(),
                words: messages,
                translate,
                templates,
                bundle: bundle(&with_tokens(layers, config)),
            });
            // A theme with diagnostics is not kept: the next run reads it again and reports them again.
            *known = Some(Arc::clone(&theme)).filter(|_| diagnostics.len() == reported);
            Some(theme)
        }
        Err(errors) => {
            diagnostics.extend(errors.iter().map(|error| template_diagnostic(error, name)));
            None
        }
    }
}

/// What is wrong with the messages that the site's own templates call, and with the variables of the site's own messages.
fn string_diagnostics(layers: &[Layer], config: &Config, messages: &Messages) -> Vec<Diagnostic> {
    let source = Locale::parse(&config.site.source_locale).unwrap_or_default();
    let mut passed: FxHashMap<String, FxHashSet<String>> = FxHashMap::default();
    let mut diagnostics = Vec::new();
    for layer in layers {
        for file in &layer.files {
            for call in calls(&file.text) {
                if layer.name == SITE_LAYER && !messages.has(source.tag(), &call.id) {
                    let path = format!("{}/templates/{}", config.theme.name, file.name);
                    let message = format!("there is no message `{}`", call.id);
                    let mut missing = Diagnostic::at(
                        Code::StringMissing,
                        &SourcePath::new(Root::Themes, &path),
                        call.span,
                        message,
                    );
                    missing.severity = Severity::Error;
                    diagnostics.push(missing.help(format!("add it to `locales/{source}/NAME.ftl`")));
                }
                passed.entry(call.id).or_default().extend(call.arguments);
            }
        }
    }
    diagnostics.extend(checks::of_variables(messages, &passed, &source));
    diagnostics
}

/// Adds the design tokens of the configuration as the nearest layer.
fn with_tokens(layers: Vec<ThemeFiles>, config: &Config) -> Vec<ThemeFiles> {
    tokens::layer(&config.theme).into_iter().chain(layers).collect()
}

/// The function that looks up interface messages for templates and bodies.
fn translator(messages: Arc<Messages>) -> Arc<Translate> {
    Arc::new(move |tag: &str, id: &str, arguments: &[(String, Arg)]| {
        if arguments.is_empty() {
            return messages.plain_message(tag, id);
        }
        let args = arguments.iter().fold(MessageArgs::new(), |args, (name, argument)| match argument {
            Arg::Text(text) => args.text(name, text),
            Arg::Number(number) => args.number(name, *number),
        });
        messages.message(tag, id, &args)
    })
}

/// The name of the layer of a site's own theme files; that of the embedded ones is `default`.
const SITE_LAYER: &str = "site";

/// The theme's layers, nearest first; `None` where the configuration names a theme that does not exist.
pub(super) fn layers(
    sources: &dyn Sources,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<ThemeFiles>> {
    let name = config.theme.name.as_str();
    let prefix = format!("{name}/");
    let mut own = ThemeFiles { name: SITE_LAYER.to_owned(), files: BTreeMap::new() };
    for path in sources.files(Root::Themes) {
        let Some(inner) = path.path.strip_prefix(&prefix) else { continue };
        own.files.extend(sources.read(&path).bytes().map(|bytes| (inner.to_owned(), bytes)));
    }
    if own.files.is_empty() && name != DEFAULT_NAME {
        let message = format!("there is no theme `{name}` in the themes folder");
        diagnostics.push(
            config
                .report_at("theme.name", Code::ThemeMissing, message)
                .help("use `default`, or create the folder of that name"),
        );
        return None;
    }
    let own = Some(own).filter(|own| !own.files.is_empty());
    Some(own.into_iter().chain([ThemeFiles::embedded()]).collect())
}
