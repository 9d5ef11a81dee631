//! Owns Tera: theme layers to compiled templates, pages to HTML, and template errors with their place.

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::components::{self, Call, ComponentContext, Components};
use super::context::{PageContext, PageKind, SectionNavContext};
use super::escape;
use super::marks;
use super::message::Translate;
use super::page_urls::PageUrls;
use super::prepared_site::{PreparedSite, value_of};
use super::template_error::{TemplateError, error_of, errors_of};
use super::translate::{self, LOCALE_KEY, TextContext};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Root, SourcePath};

/// One template of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TemplateFile {
    /// Its path below the theme's `templates` folder, such as `article.html` or `parts/notice.html`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The templates of one theme. A template of a nearer layer overrides that of the same name in a farther one, and can extend it
/// as `<layer>/<name>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layer {
    /// The theme's name, unique among the layers.
    pub name: String,
    /// Its templates.
    pub files: Vec<TemplateFile>,
}

/// The compiled templates of all layers. Shared by all threads.
#[derive(Clone)]
pub(crate) struct Templates {
    tera: Tera,
    /// True where every text is passed in marks (see `marks`).
    marks: bool,
    components: Arc<Components>,
}

/// What one page is rendered with: how it writes URLs, and what it shares with the pages of its locale.
pub(crate) struct PageScope {
    /// How it writes the URLs of the site.
    pub urls: PageUrls,
    /// What its templates read as `site`.
    pub site: PreparedSite,
}

impl Templates {
    /// Compiles the layers, nearest first.
    ///
    /// # Errors
    /// All syntax errors of all templates; if there are none, all references to what does not exist.
    pub(crate) fn load(
        layers: Vec<Layer>,
        translate: Arc<Translate>,
    ) -> Result<Templates, Vec<TemplateError>> {
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

    /// The same templates with every text passed in marks, to find text that is hard-coded in a template.
    #[must_use]
    pub(crate) fn in_marks(self) -> Templates {
        Templates { marks: true, ..self }
    }

    /// Renders one page, whose URLs still count from the root of the site.
    ///
    /// # Errors
    /// When the template reads what does not exist, or handles a value wrongly.
    pub(crate) fn page(&self, scope: &PageScope, mut page: PageContext) -> Result<String, TemplateError> {
        page.make_relative(&scope.urls);
        let page = if self.marks { marks::page(page) } else { page };
        let mut context = Context::new();
        context.insert_value("page", value_of(&page)?);
        context.insert_value("site", scope.site.value());
        context.insert_value(LOCALE_KEY, Value::from(page.frame.lang.as_str()));
        self.render(template_of(page.content.kind()), &context)
    }

    /// Renders the list of a section, for `PageContext::section_nav` of one of its articles.
    ///
    /// # Errors
    /// As for `page`.
    pub(crate) fn section_nav(
        &self,
        site: &PreparedSite,
        nav: &SectionNavContext,
    ) -> Result<String, TemplateError> {
        let mut context = Context::new();
        let given = if self.marks { Cow::Owned(marks::section_nav(nav)) } else { Cow::Borrowed(nav) };
        context.insert_value("nav", value_of(&*given)?);
        context.insert_value("site", site.value());
        context.insert_value(LOCALE_KEY, Value::from(nav.lang.as_str()));
        self.render("section-nav.html", &context)
    }

    /// The components that articles may use.
    pub(crate) fn components(&self) -> &Components {
        &self.components
    }

    /// Renders a component; `None` where the theme has none of its name. `attributes` are those of the call, with their URLs and
    /// placeholders resolved.
    ///
    /// # Errors
    /// As for `page`.
    pub(crate) fn component(
        &self,
        call: &Call<'_>,
        mut attributes: Vec<(String, String)>,
        reader: ComponentContext<'_>,
    ) -> Result<Option<String>, TemplateError> {
        let name = call.component.name.as_str();
        let Some(declared) = self.components.get(name) else { return Ok(None) };
        // The `id` that the article gives may be taken already.
        attributes.retain(|(name, _)| name != "id");
        attributes.push(("id".to_owned(), call.id.to_owned()));
        let (own, given) = (declared.context(&attributes, self.marks), components::implicits(call, reader));
        // A component stands in the content, which is in marks as a whole.
        let body = if self.marks { Cow::Owned(marks::around(call.body)) } else { Cow::Borrowed(call.body) };
        let rendered = self.tera.render_component_with_implicits(name, &own, &given, Some(&*body), true);
        let rendered = rendered.map_err(|error| error_of(&error))?;
        Ok(Some(if self.marks { marks::outside(&rendered) } else { rendered }))
    }

    fn render(&self, template: &str, context: &Context) -> Result<String, TemplateError> {
        self.tera.render(template, context).map_err(|error| error_of(&error))
    }
}

/// A template's error at its place: in the site's own theme where the site has the file, else in the binary's.
pub(crate) fn template_diagnostic(error: &TemplateError, theme: &str) -> Diagnostic {
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
pub(crate) const DEFAULT_NAME: &str = "default";

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
    tera.set_escape_fn(escape::of_templates);
    tera.register_function("t", translate::function(Arc::clone(&translate), TextContext::Text));
    tera.register_function("t_attr", translate::function(translate, TextContext::Attribute));
    tera.register_filter("host", |url: &str, _: Kwargs, _: &State| host_of(url).to_owned());
    for (filter, part) in [("heading", "heading"), ("after_heading", "text")] {
        tera.register_filter(filter, move |html: &str, _: Kwargs, state: &State| part_of(html, part, state));
    }
    tera
}

/// The host of a URL; empty for a URL of this site.
fn host_of(url: &str) -> &str {
    url.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default())
}

/// One of the two parts of `page.content`, which the page also holds separately; any other text counts as having no heading.
fn part_of(html: &str, part: &'static str, state: &State) -> TeraResult<Value> {
    let page = state.get::<Value>("page")?;
    let value = |name: &'static str| page.as_ref().and_then(|page| page.get_from_path(name));
    let is_content = value("content").and_then(Value::as_str) == Some(html);
    let part_of_content = value(part).filter(|_| is_content).cloned();
    Ok(part_of_content.unwrap_or_else(|| Value::from(if part == "text" { html } else { "" })))
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
