//! Owns the check that every component exists in the theme and takes the attributes that are written.

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::library::ArticleId;
use crate::parse::article::Side;
use crate::parse::markdown::directive::{Attribute, Component};
use crate::plan::site::Plan;
use crate::source::SourcePath;
use crate::theme::components::{Components, Declared};

/// Checks the components of every file.
pub(super) fn check(plan: &Plan, components: &Components) -> Vec<Diagnostic> {
    let articles = 0..plan.library.articles.len();
    articles.into_par_iter().flat_map_iter(|article| check_article(plan, components, article)).collect()
}

/// Checks the components of one article's files.
pub(super) fn check_article(plan: &Plan, components: &Components, article: ArticleId) -> Vec<Diagnostic> {
    let versions = plan.library.articles[article].versions.iter().flatten();
    let own = versions.filter(|version| version.side == Side::Target && version.details.composed.is_none());
    own.flat_map(|version| {
        let path = &version.summary.path;
        let used = version.summary.outline.components.iter();
        used.flat_map(move |used| check_component(path, &used.component, components))
    })
    .collect()
}

fn check_component(path: &SourcePath, component: &Component, components: &Components) -> Vec<Diagnostic> {
    let Some(declared) = components.get(&component.name) else {
        return vec![unknown(path, component, components)];
    };
    let attributes = component.attributes.iter().filter(|attribute| !attribute.place.is_empty());
    let mut diagnostics: Vec<Diagnostic> =
        attributes.filter_map(|attribute| wrong(path, component, attribute, declared)).collect();
    let missing = declared.arguments.iter().filter(|argument| {
        argument.required
            && argument.name != "id"
            && component.value(&argument.name).is_none()
            && !is_misspelt(&argument.name, component, declared)
    });
    diagnostics.extend(missing.map(|argument| {
        let message = format!("`{}` needs the attribute `{}`", component.written_name(), argument.name);
        report(path, component, message).help(format!("write `{}=\"…\"` in this line", argument.name))
    }));
    diagnostics.extend(component.trouble.iter().map(|place| {
        let message = "this is no attribute".to_owned();
        Diagnostic::at(Code::ComponentAttributeInvalid, path, place.clone(), message)
            .help("write each attribute as `name=\"value\"`")
    }));
    diagnostics
}

fn unknown(path: &SourcePath, component: &Component, components: &Components) -> Diagnostic {
    let message = format!("the theme has no component `{}`", component.name);
    let diagnostic = Diagnostic::at(Code::ComponentUnknown, path, component.place.clone(), message)
        .about(component.name.as_str());
    match nearest(&component.name, components.keys().map(String::as_str)) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic.help(format!(
            "add `components/{}.html` to the templates of your theme, or take the lines out",
            component.name
        )),
    }
}

/// True where an unknown attribute, which is reported itself, looks like a misspelling of this one.
fn is_misspelt(name: &str, component: &Component, declared: &Declared) -> bool {
    let others = component.attributes.iter().map(|attribute| attribute.name.as_str());
    let names = || declared.arguments.iter().map(|argument| argument.name.as_str());
    let mut unknown = others.filter(|other| declared.argument(other).is_none());
    unknown.any(|other| nearest(other, names()) == Some(name))
}

/// The problem of one attribute. Every component may have an `id`, whether its template uses it or not.
fn wrong(
    path: &SourcePath,
    component: &Component,
    attribute: &Attribute,
    declared: &Declared,
) -> Option<Diagnostic> {
    let at =
        |message| Diagnostic::at(Code::ComponentAttributeInvalid, path, attribute.place.clone(), message);
    match declared.argument(&attribute.name) {
        Some(argument) if argument.kind.value(&attribute.value).is_none() => {
            Some(at(format!("`{}` must be {}", attribute.name, argument.kind.name())))
        }
        Some(_) => None,
        None if declared.takes_any || attribute.name == "id" => None,
        None => {
            let names: Vec<&str> = declared.arguments.iter().map(|argument| argument.name.as_str()).collect();
            let diagnostic =
                at(format!("`{}` has no attribute `{}`", component.written_name(), attribute.name));
            Some(match nearest(&attribute.name, names.iter().copied()) {
                Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
                None if names.is_empty() => diagnostic.help("it takes none"),
                None => diagnostic.help(format!("it takes `{}`", names.join("`, `"))),
            })
        }
    }
}

fn report(path: &SourcePath, component: &Component, message: String) -> Diagnostic {
    Diagnostic::at(Code::ComponentAttributeInvalid, path, component.place.clone(), message)
}
