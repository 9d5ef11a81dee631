//! Owns Tera: theme layers to compiled templates, pages to HTML, and template errors with their place.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera, TeraResult, Value};

use super::components;
use super::components::{ComponentContext, Components};
use super::context::{PageContext, PageKind, SectionNavContext, SiteContext};
use super::marks;
use super::translate;
use super::translate::{LOCALE_KEY, TextContext};
use crate::diagnostics::{Code, Diagnostic};
use crate::render::body::Call;
use crate::render::relative_url::PageUrls;
use crate::source::{Root, SourcePath};

/// Looks a message up: locale tag, message id, arguments. What is missing comes back as its id; told elsewhere.
pub type Translate = dyn Fn(&str, &str, &[(String, Arg)]) -> String + Send + Sync;

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Plain text.
    Text(String),
    /// A number, which plural forms and number formats look at.
    Number(f64),
}

/// One template of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFile {
    /// Its path below the theme's `templates` folder, such as `article.html` or `parts/notice.html`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The templates of one theme. A template of a nearer layer stands in for that of the same name in a farther one, and can extend it
/// as `<layer>/<name>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The theme's name, unique among the layers.
    pub name: String,
    /// Its templates.
    pub files: Vec<TemplateFile>,
}

/// What is wrong with a template, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The layer; empty where the error belongs to no template.
    pub layer: String,
    /// The template's name within its layer.
    pub template: String,
    /// The bytes of the template, if they are known.
    pub span: Option<Range<usize>>,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// The compiled templates of all layers. Shared by all threads.
#[derive(Clone)]
pub struct Templates {
    tera: Tera,
    /// True where every text is given in marks.
    marks: bool,
    components: Arc<Components>,
}

/// A `SiteContext` as templates read it: made once a locale, shared by its pages.
#[derive(Clone, Debug)]
pub struct PreparedSite(Value);

/// One page that is drawn: how it writes addresses, and what it shares with the pages of its locale.
pub struct PageScope {
    /// How it writes the addresses of the site.
    pub urls: PageUrls,
    /// What its templates read as `site`.
    pub site: PreparedSite,
}

impl PreparedSite {
    /// Converts what the pages of one locale share.
    ///
    /// # Errors
    /// When a value has no counterpart in templates; none of ours lacks one.
    pub fn new(site: &SiteContext) -> Result<PreparedSite, TemplateError> {
        value_of(site).map(PreparedSite)
    }

    /// As templates read it.
    pub fn value(&self) -> Value {
        self.0.clone()
    }
}

impl Templates {
    /// Compiles the layers, nearest first.
    ///
    /// # Errors
    /// All syntax errors of all templates; if there are none, all references to what does not exist.
    pub fn load(layers: Vec<Layer>, translate: Arc<Translate>) -> Result<Templates, Vec<TemplateError>> {
        let mut tera = with_functions(translate);
        let prefixes: Vec<String> = layers.iter().map(|layer| format!("{}/", layer.name)).collect();
        let files = prefixed(&layers);
        let errors: Vec<_> = files.iter().filter_map(|file| syntax_error(&tera, file)).collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let loaded = tera
            .set_fallback_prefixes(prefixes)
            .and_then(|()| tera.add_raw_templates(files.iter().map(|(name, text)| (name, text))));
        match loaded {
            Ok(()) => {
                let components = Arc::new(components::declared(&tera));
                Ok(Templates { tera, components, marks: false })
            }
            Err(error) => Err(errors_of(&error, &files)),
        }
    }

    /// The same templates, given every text in marks, for those who look for what is without.
    #[must_use]
    pub fn in_marks(self) -> Templates {
        Templates { marks: true, ..self }
    }

    /// Draws one page, of which the addresses still count from the root of the site.
    ///
    /// # Errors
    /// When the template reads what does not exist, or handles a value wrongly.
    pub fn page(&self, scope: &PageScope, mut page: PageContext) -> Result<String, TemplateError> {
        page.make_relative(&scope.urls);
        let page = if self.marks { marks::page(page) } else { page };
        let mut context = Context::new();
        context.insert_value("page", value_of(&page)?);
        context.insert_value("site", scope.site.0.clone());
        context.insert_value(LOCALE_KEY, Value::from(page.frame.lang.as_str()));
        self.render(template_of(page.content.kind()), &context)
    }

    /// Draws the list of a section, for `PageContext::section_nav` of one of its articles.
    ///
    /// # Errors
    /// As for `page`.
    pub fn section_nav(&self, site: &PreparedSite, nav: &SectionNavContext) -> Result<String, TemplateError> {
        let mut context = Context::new();
        let given = if self.marks { Cow::Owned(marks::section_nav(nav)) } else { Cow::Borrowed(nav) };
        context.insert_value("nav", value_of(&*given)?);
        context.insert_value("site", site.0.clone());
        context.insert_value(LOCALE_KEY, Value::from(nav.lang.as_str()));
        self.render("section-nav.html", &context)
    }

    /// The components that articles may use.
    pub fn components(&self) -> &Components {
        &self.components
    }

    /// Draws a component; nothing where the theme has none of its name. `attributes` are those of the call with their addresses and
    /// phrases decided.
    ///
    /// # Errors
    /// As for `page`.
    pub fn component(
        &self,
        call: &Call<'_>,
        mut attributes: Vec<(String, String)>,
        reader: ComponentContext<'_>,
    ) -> Result<Option<String>, TemplateError> {
        let name = call.component.name.as_str();
        let Some(declared) = self.components.get(name) else { return Ok(None) };
        // The one that is written may be another's already.
        attributes.retain(|(name, _)| name != "id");
        attributes.push(("id".to_owned(), call.id.to_owned()));
        let (own, given) = (declared.context(&attributes, self.marks), components::implicits(call, reader));
        // A component stands in the content, which is in marks as a whole.
        let body = if self.marks { Cow::Owned(marks::around(call.body)) } else { Cow::Borrowed(call.body) };
        let drawn = self.tera.render_component_with_implicits(name, &own, &given, Some(&*body), true);
        let drawn = drawn.map_err(|error| error_of(&error))?;
        Ok(Some(if self.marks { marks::outside(&drawn) } else { drawn }))
    }

    fn render(&self, template: &str, context: &Context) -> Result<String, TemplateError> {
        self.tera.render(template, context).map_err(|error| error_of(&error))
    }
}

/// A template's error at its place: in the site's own theme where the site has the file, else in the binary's.
pub fn template_diagnostic(error: &TemplateError, theme: &str) -> Diagnostic {
    if error.layer.is_empty() {
        return Diagnostic::of_site(Code::TemplateInvalid, error.message.clone());
    }
    let folder = if error.layer == DEFAULT_NAME { DEFAULT_NAME } else { theme };
    let path = SourcePath::new(Root::Themes, &format!("{folder}/templates/{}", error.template));
    Diagnostic::at(
        Code::TemplateInvalid,
        &path,
        error.span.clone().unwrap_or_default(),
        error.message.clone(),
    )
}

/// The name of the theme that comes with the binary and lies under every other.
pub const DEFAULT_NAME: &str = "default";

fn template_of(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home.html",
        PageKind::Section => "section.html",
        PageKind::Article => "article.html",
        PageKind::Search => "search.html",
        PageKind::NotFound => "not-found.html",
        PageKind::Chooser => "chooser.html",
    }
}

fn with_functions(translate: Arc<Translate>) -> Tera {
    let mut tera = Tera::default();
    tera.register_function("t", translate::function(Arc::clone(&translate), TextContext::Text));
    tera.register_function("t_attr", translate::function(translate, TextContext::Attribute));
    tera.register_filter("host", |url: &str, _: Kwargs, _: &State| host_of(url).to_owned());
    for (filter, part) in [("heading", "heading"), ("after_heading", "text")] {
        tera.register_filter(filter, move |html: &str, _: Kwargs, state: &State| part_of(html, part, state));
    }
    tera
}

/// The name of the site that an address leads to; empty where it leads to this one.
fn host_of(url: &str) -> &str {
    url.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default())
}

/// One of both parts of `page.content`, which the page holds by themselves; of any other text, all stands behind its heading.
fn part_of(html: &str, part: &'static str, state: &State) -> TeraResult<Value> {
    let page = state.get::<Value>("page")?;
    let value = |name: &'static str| page.as_ref().and_then(|page| page.get_from_path(name));
    let is_content = value("content").and_then(Value::as_str) == Some(html);
    let part_of_content = value(part).filter(|_| is_content).cloned();
    Ok(part_of_content.unwrap_or_else(|| Value::from(if part == "text" { html } else { "" })))
}

fn value_of<T: Serialize>(value: &T) -> Result<Value, TemplateError> {
    Value::try_from_serializable(value).map_err(|error| error_of(&error))
}

/// All templates by the name that Tera knows them by.
fn prefixed(layers: &[Layer]) -> Vec<(String, String)> {
    let named =
        |layer: &Layer, file: &TemplateFile| (format!("{}/{}", layer.name, file.name), file.text.clone());
    layers.iter().flat_map(|layer| layer.files.iter().map(move |file| named(layer, file))).collect()
}

/// Tera stops at the first template that it cannot parse, so each is tried alone, and errors that come from being alone are left out.
fn syntax_error(functions: &Tera, (name, text): &(String, String)) -> Option<TemplateError> {
    let error = functions.clone().add_raw_template(name, text).err()?;
    matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| error_of(&error))
}

fn error_of(error: &tera::Error) -> TemplateError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => error_of_report(report),
        kind => without_place(first_line(&kind.to_string())),
    }
}

fn error_of_report(report: &ReportError) -> TemplateError {
    let (layer, template) = report.filename().split_once('/').unwrap_or(("", report.filename()));
    TemplateError {
        layer: layer.to_owned(),
        template: template.to_owned(),
        span: Some(report.span().range.clone()),
        message: first_line(report.message()),
    }
}

fn without_place(message: String) -> TemplateError {
    TemplateError { layer: String::new(), template: String::new(), span: None, message }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// References to nothing come as one message, a printed report each: `error: WHAT`, then `--> NAME:LINE:COLUMN`.
fn errors_of(error: &tera::Error, files: &[(String, String)]) -> Vec<TemplateError> {
    let printed = error.to_string();
    let reports: Vec<_> = printed
        .split("\n\n")
        .filter_map(|report| {
            let mut lines = report.lines();
            let message = lines.next()?.strip_prefix("error: ")?;
            let place = lines.next()?.trim_start().strip_prefix("--> ")?;
            Some(printed_error(message, place, files))
        })
        .collect();
    if reports.is_empty() { vec![error_of(error)] } else { reports }
}

fn printed_error(message: &str, place: &str, files: &[(String, String)]) -> TemplateError {
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next().and_then(|part| part.parse().ok()).unwrap_or(1);
    let line = parts.next().and_then(|part| part.parse().ok()).unwrap_or(1);
    let name = parts.next().unwrap_or_default();
    let text = files.iter().find(|(file, _)| file == name).map_or("", |(_, text)| text);
    let start = offset_of(text, line, column);
    let (layer, template) = name.split_once('/').unwrap_or(("", name));
    TemplateError {
        layer: layer.to_owned(),
        template: template.to_owned(),
        span: Some(start..start),
        message: message.to_owned(),
    }
}

/// The byte at a line and column, both counted from 1, columns in characters.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    before + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}
