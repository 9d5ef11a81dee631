//! Checks which source locale is plain from the folders, and what is reported where none is.

use crate::diagnostics::Code;
use crate::parse::config::Config;
use crate::pipeline::source_locale::settle;
use crate::source::{MemorySources, Root};

use crate::testing::fixture::Site;

const ARTICLE: &str = "---\ntitle: Kite\n---\n# Kite\n\nFold.\n";

/// The source locale of a site without configuration that has an article in each of these folders.
fn settled(folders: &[&str], text: &str) -> String {
    let mut sources = MemorySources::default();
    for folder in folders {
        sources.insert(Root::Content, &format!("{folder}/kite.md"), text);
    }
    let mut config = Config::default();
    settle(&mut config, &sources);
    config.site.source_locale
}

#[test]
fn the_source_is_what_is_plain_from_the_folders() {
    for (folders, source) in [
        (&["en-US", "de"][..], "en-US"),
        (&["en", "de", "fr"], "en"),
        (&["de", "en-GB"], "en-GB"),
        (&["en-AU", "en-GB", "en"], "en"),
        (&["de"], "de"),
        (&["da-DK"], "da-DK"),
        (&["de", "fr"], "en-US"),
        (&["en-AU", "en-GB"], "en-US"),
        (&[], "en-US"),
    ] {
        assert_eq!(settled(folders, ARTICLE), source, "{folders:?}");
    }
    let bilingual = "<span data-ttu-id=\"a1b2c-101\">Drage</span><span class=\"sxs-lookup\"><span data-stu-id=\"a1b2c-101\">Kite</span></span>\n";
    assert_eq!(settled(&["da-DK"], bilingual), "en-US", "a translation that carries its source has one");
}

#[test]
fn a_source_locale_without_articles_is_reported_where_it_is_named() {
    for source in ["english", "fr", "enn"] {
        let text = format!("[site]\nsource-locale = \"{source}\"\n");
        let site = Site::of(&[
            ("hexapla.toml", text.as_str()),
            ("content/en/kite.md", ARTICLE),
            ("content/de/kite.md", ARTICLE),
        ]);
        let built = site.build();
        let found: Vec<_> =
            built.report.diagnostics.iter().filter(|found| found.code == Code::SourceLocaleEmpty).collect();
        assert_eq!(found.len(), 1, "{source}: {}", built.told);
        let place = found[0].place.as_ref().unwrap();
        assert_eq!(&text[place.span.start..place.span.end], format!("\"{source}\""));
        assert!(found[0].message.contains("de and en"), "{}", found[0].message);
    }
    let sound = Site::of(&[("content/en-US/kite.md", ARTICLE)]).build();
    assert!(!sound.report.diagnostics.iter().any(|found| found.code == Code::SourceLocaleEmpty));
}
