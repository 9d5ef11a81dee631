//! Holds for each function of the pipeline, and each reading that it makes, that a failure of the machine leaves no result.

use std::collections::BTreeMap;

use super::whole;
use crate::output::MemorySink;
use crate::parse::article::Side;
use crate::pipeline::{self, ExportOptions, pseudo_sources};
use crate::source::{Root, SourcePath, Sources};
use crate::testing::faulty::{Fault, FaultySources};
use crate::testing::fixture::{Site, unit};

const HEAD: &str = "---\ntitle: Kites\ndescription: About kites.\n---\n# Kites\n\n";

/// A site with everything that the functions read: articles, a side-by-side translation, catalogs, a glossary, messages.
fn site() -> Site {
    Site::of(&[
        ("hexapla.toml", "[site]\ntitle = \"Kites\"\n"),
        ("content/en-US/fold.md", &format!("{HEAD}Fold it twice.\n")),
        ("content/en-US/tie.md", &format!("{HEAD}Tie it well.\n")),
        ("content/da-DK/fold.md", &format!("{HEAD}{}\n", unit(101, "Fold den.", "Fold it once."))),
        ("locales/da-DK/articles/tie.ftl", "# Source: Tie it well.\nu-1 = Bind den.\n"),
        ("locales/da-DK/glossary.ftl", "-kite = drage\n"),
        ("locales/en-US/glossary.ftl", "-kite = kite\n"),
        ("locales/en-US/site.ftl", "next = Next\n"),
    ])
}

/// Runs a function with each of its readings failing, once and from then on: it must fail, or come to the same.
fn law<T: PartialEq + std::fmt::Debug>(run: impl Fn(&dyn Sources) -> Option<T>) {
    let site = site();
    let sound = FaultySources::sound(&site.sources);
    let expected = run(&sound);
    assert!(expected.is_some());
    let readings = sound.readings();
    assert!(readings > 2, "only {readings} readings");
    let mut failed = 0;
    for fault in [Fault::Refused, Fault::Gone, Fault::Changed] {
        for (first, lasts) in (0..readings).flat_map(|first| [(first, false), (first, true)]) {
            let found = run(&FaultySources::new(&site.sources, fault, first, lasts));
            failed += usize::from(found.is_none());
            // A file that changes before it is read first is another site, and a sound one.
            let is_first_state = fault == Fault::Changed;
            assert!(
                found.is_none() || is_first_state || found == expected,
                "{fault:?} at {first}: {found:?}"
            );
        }
    }
    assert!(failed >= 4 * readings, "{failed} of {readings} readings");
}

#[test]
fn extract_writes_nothing_over_a_catalog_that_was_not_read() {
    let config = site().config;
    law(|sources| pipeline::extract(sources, &config, &[]).ok());
}

#[test]
fn the_memories_and_the_library_are_whole_or_none() {
    let config = site().config;
    law(|sources| {
        let memories = pipeline::translation_memories(sources, &config, &[]).ok()?;
        Some(memories.into_iter().map(|(tag, memory)| (tag, memory.units())).collect::<Vec<_>>())
    });
    law(|sources| {
        let library = pipeline::library(sources, &config).ok()?;
        let articles = library.articles.iter();
        Some(
            articles
                .map(|each| (each.key.clone(), each.versions.iter().flatten().count()))
                .collect::<Vec<_>>(),
        )
    });
}

#[test]
fn an_export_is_whole_or_unusable() {
    let config = site().config;
    for side in [Side::Source, Side::Target] {
        law(|sources| {
            let sink = MemorySink::default();
            let options = ExportOptions { side, locales: Vec::new(), front_matter: true };
            let report = pipeline::export(sources, &config, &options, &sink).unwrap();
            (!report.unusable).then(|| sink.into_files())
        });
    }
}

#[test]
fn pseudo_locales_are_made_of_all_sources_or_none() {
    let config = site().config;
    law(|sources| {
        let made = pseudo_sources(sources, &config);
        let texts: BTreeMap<SourcePath, Option<Vec<u8>>> = [Root::Content, Root::Locales]
            .into_iter()
            .flat_map(|root| made.files(root))
            .map(|path| (path.clone(), made.read(&path).bytes()))
            .collect();
        whole(&made, texts).ok()
    });
}

#[test]
fn problems_are_reported_of_a_whole_site_alone() {
    let config = site().config;
    law(|sources| {
        let found = pipeline::problems(sources, &config);
        let is_machine = found.iter().any(|each| each.code.name() == "input-unreadable");
        assert!(!is_machine || found.iter().all(|each| each.code.name() == "input-unreadable"));
        (!is_machine).then_some(found)
    });
}

#[test]
fn the_failure_of_a_command_names_the_first_file_and_counts_the_others() {
    let site = site();
    let faulty = FaultySources::new(&site.sources, Fault::Refused, 0, true);
    for name in ["en-US/tie.md", "da-DK/fold.md", "en-US/fold.md"] {
        let _ = faulty.read(&SourcePath::new(Root::Content, name));
    }
    let told = whole(&faulty, ()).unwrap_err().to_string();
    assert_eq!(told, "cannot read content/da-DK/fold.md: input/output error; nor 2 other files and folders");
}
