//! Reads the crate's own sources as syntax trees: modules, what they import, what they define, and their comments.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

use crate::fixture::files_below;

/// The modules of the crate by path (`parse::markdown`), test modules left out.
pub struct House {
    /// Each module's file, below `src`.
    pub files: BTreeMap<String, String>,
    /// Each module's text.
    pub texts: BTreeMap<String, String>,
    trees: BTreeMap<String, syn::File>,
    /// What a module hands on from another: (module, name) to the module that defines it.
    reexports: BTreeMap<(String, String), String>,
}

/// The folder of the crate.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl House {
    /// Reads all of `src` but the files of tests.
    pub fn read() -> Self {
        let src = root().join("src");
        let mut house = Self {
            files: BTreeMap::new(),
            texts: BTreeMap::new(),
            trees: BTreeMap::new(),
            reexports: BTreeMap::new(),
        };
        for file in
            files_below(&src).into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs"))
        {
            let name = file.strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
            let module = module_of(&name);
            if is_of_tests(&name) {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            house.trees.insert(module.clone(), syn::parse_file(&text).unwrap());
            house.texts.insert(module.clone(), text);
            house.files.insert(module, name);
        }
        house.reexports = house.find_reexports();
        house
    }

    fn find_reexports(&self) -> BTreeMap<(String, String), String> {
        let mut found = BTreeMap::new();
        for (module, tree) in &self.trees {
            for item in &tree.items {
                let syn::Item::Use(item) = item else { continue };
                if matches!(item.vis, syn::Visibility::Inherited) {
                    continue;
                }
                for path in leaves(&item.tree) {
                    let Some((owner, rest)) = self.resolve(module, &path) else { continue };
                    if let Some(name) = rest.first() {
                        found.insert((module.clone(), name.clone()), owner);
                    }
                }
            }
        }
        found
    }

    /// The module that a path leads to from another, and the names behind it; `None` for what is not of this crate.
    fn resolve(&self, module: &str, path: &[String]) -> Option<(String, Vec<String>)> {
        let mut here: Vec<String> =
            module.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => {
                here.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    here.pop();
                    rest = &rest[1..];
                }
            }
            first => {
                here.push(first.to_owned());
                self.files.get(&here.join("::"))?;
                here.pop();
            }
        }
        here.extend(rest.iter().cloned());
        let longest = (1..=here.len()).rev().find(|end| self.files.contains_key(&here[..*end].join("::")))?;
        Some((here[..longest].join("::"), here[longest..].to_vec()))
    }

    /// The modules that each module names, in a `use` or in passing; parents and children of one line are left out.
    pub fn imports(&self) -> BTreeMap<&str, BTreeSet<String>> {
        let imports = self.trees.iter().map(|(module, tree)| {
            let mut paths = Paths::default();
            paths.visit_file(tree);
            let targets = paths.found.iter().filter_map(|path| {
                let (owner, rest) = self.resolve(module, path)?;
                let through =
                    rest.first().and_then(|name| self.reexports.get(&(owner.clone(), name.clone())));
                Some(through.cloned().unwrap_or(owner))
            });
            let targets = targets.filter(|target| target != module && !are_of_one_line(module, target));
            (module.as_str(), targets.collect())
        });
        imports.collect()
    }

    /// The outside crates that each module names.
    pub fn crates(&self) -> BTreeMap<&str, BTreeSet<String>> {
        let crates = self.trees.iter().map(|(module, tree)| {
            let mut paths = Paths::default();
            paths.visit_file(tree);
            let outside = paths.found.into_iter().filter(|path| self.resolve(module, path).is_none());
            (module.as_str(), outside.filter_map(|path| path.into_iter().next()).collect())
        });
        crates.collect()
    }

    /// The names of what each module defines.
    pub fn names(&self) -> BTreeMap<&str, Names> {
        let names = self.trees.iter().map(|(module, tree)| {
            let mut names = Names::default();
            names.visit_file(tree);
            (module.as_str(), names)
        });
        names.collect()
    }
}

/// `parse/markdown/mod.rs` and `parse/markdown.rs` are both `parse::markdown`; `lib.rs` and `main.rs` are the root's.
fn module_of(file: &str) -> String {
    let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
    if matches!(stem, "lib" | "main") { String::new() } else { stem.replace('/', "::") }
}

fn is_of_tests(file: &str) -> bool {
    file.ends_with("tests.rs") || file.starts_with("testing") || file == "main.rs" || file.contains("/tests/")
}

/// True where one module holds the other.
fn are_of_one_line(one: &str, other: &str) -> bool {
    let holds =
        |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with("::"));
    one.is_empty() || other.is_empty() || holds(one, other) || holds(other, one)
}

/// The paths of a `use` tree, one for each name.
fn leaves(tree: &syn::UseTree) -> Vec<Vec<String>> {
    match tree {
        syn::UseTree::Path(path) => {
            let mut below = leaves(&path.tree);
            below.iter_mut().for_each(|leaf| leaf.insert(0, path.ident.to_string()));
            below
        }
        syn::UseTree::Name(name) if name.ident == "self" => vec![Vec::new()],
        syn::UseTree::Name(name) => vec![vec![name.ident.to_string()]],
        syn::UseTree::Rename(name) => vec![vec![name.ident.to_string()]],
        syn::UseTree::Glob(_) => vec![Vec::new()],
        syn::UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
    }
}

/// True for an item that is compiled for tests alone.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

#[derive(Default)]
struct Paths {
    found: Vec<Vec<String>>,
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_for_tests(&item.attrs) {
            self.found.extend(leaves(&item.tree));
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            self.found.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }
}

/// What a module defines: its types, and its functions with its methods.
#[derive(Default)]
pub struct Names {
    /// Structs, enums, traits and aliases.
    pub types: Vec<String>,
    /// Functions and methods.
    pub functions: Vec<String>,
    /// The literals of its code.
    pub texts: Vec<String>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.types.push(item.ident.to_string());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.types.push(item.ident.to_string());
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.types.push(item.ident.to_string());
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.types.push(item.ident.to_string());
        visit::visit_item_type(self, item);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        self.functions.push(signature.ident.to_string());
        visit::visit_signature(self, signature);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.texts.push(text.value());
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        let tokens = item.tokens.clone();
        self.texts.extend(
            tokens
                .into_iter()
                .filter_map(|token| match token {
                    proc_macro2::TokenTree::Literal(literal) => {
                        syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()
                    }
                    _ => None,
                })
                .map(|text| text.value()),
        );
    }

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

/// No person has translated the manual, so none of its pages may say so.
#[test]
fn the_translations_of_the_manual_are_marked_as_made_by_a_machine() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let translations: Vec<PathBuf> = files_below(&content)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "md"))
        .filter(|file| !file.starts_with(content.join("en-US")))
        .collect();
    assert!(translations.len() > 80);
    let is_marked = |file: &PathBuf| fs::read_to_string(file).unwrap().contains("\nms.translationtype: MT\n");
    let others: Vec<PathBuf> = translations.into_iter().filter(|file| !is_marked(file)).collect();
    assert_eq!(others, [] as [PathBuf; 0]);
}
