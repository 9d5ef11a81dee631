//! Shows what a glossary asks of translations, and that it is quiet on good ones.

use crate::diagnostics::Code;
use crate::locale::Locale;
use crate::messages::glossary::{Glossary, TermProblem};
use crate::parse::config::Config;
use crate::pipeline;
use crate::source::{MemorySources, Root, SourcePath, Sources};

const SOURCE: &str = "# An organisation's own space.\n-tenant = tenant\n-policy = policy\n    .forms = policies\n-admin-center = admin center\n# The product.\n-paper = Paper\n    .translate = no\n";

fn glossary(tag: &str, own: &str) -> Glossary {
    let path = |tag: &str| SourcePath::new(Root::Locales, &format!("{tag}/glossary.ftl"));
    Glossary::new(&[(path("en-US"), SOURCE.to_owned())], &[(path(tag), own.to_owned())])
}

fn problems(glossary: &Glossary, source: &str, target: &str) -> Vec<String> {
    let told = glossary.problems(source, target).into_iter().map(|problem| match problem {
        TermProblem::Missing(term) => format!("missing {}", term.id),
        TermProblem::Changed(term) => format!("changed {}", term.id),
        TermProblem::Forbidden(term, form) => format!("forbidden {} {form}", term.id),
    });
    told.collect()
}

const DANISH: &str = "-tenant = lejer\n    .forbidden = beboer\n-policy = politik\n-admin-center = administrationscenter\n-mail = mail\n    .forbidden = e-post\n";

#[test]
fn good_translations_are_quiet_whatever_their_endings() {
    let danish = glossary("da-DK", DANISH);
    for (source, target) in [
        ("Open the tenant.", "Åbn lejeren."),
        ("All tenants", "Alle lejere"),
        ("Your tenant policies", "Lejerpolitikkerne"),
        ("In the **admin center**, choose it.", "Vælg det i **Administrationscenteret**."),
        ("Paper is free.", "Papers pris er nul: Paper er gratis."),
        ("A sheet of paper", "Et ark papir"),
        ("Run `tenant`.", "Kør `tenant`."),
        ("[See](https://a.example/tenant)", "[Se](https://a.example/tenant)"),
        ("Maintenance is over.", "Vedligeholdelsen er slut."),
    ] {
        assert!(
            problems(&danish, source, target).is_empty(),
            "{target}: {:?}",
            problems(&danish, source, target)
        );
    }
    let japanese = glossary("ja-JP", "-tenant = テナント\n");
    assert!(problems(&japanese, "Open the tenant.", "テナントを開きます。").is_empty());
    let arabic = glossary("ar-SA", "-policy = سياسة\n    .forms = سياسات\n");
    assert!(problems(&arabic, "The policies", "السياسات").is_empty());
    let finnish = glossary("fi-FI", "-tenant = vuokraaja\n");
    assert!(problems(&finnish, "for your tenant", "vuokraajallesi").is_empty());
    let german = glossary("de-DE", "-policy = Richtlinie\n");
    assert!(problems(&german, "Every policy", "Jede Sicherheitsrichtlinie").is_empty());
}

#[test]
fn what_is_missing_changed_or_forbidden_is_told() {
    let danish = glossary("da-DK", DANISH);
    assert_eq!(problems(&danish, "Open the tenant.", "Åbn kontoen."), ["missing -tenant"]);
    assert_eq!(problems(&danish, "All tenants", "Alle beboerne"), ["forbidden -tenant beboer"]);
    assert_eq!(problems(&danish, "Paper is free.", "Papir er gratis."), ["changed -paper"]);
    assert_eq!(problems(&danish, "By letter", "Pr. e-post"), ["forbidden -mail e-post"], "of no source term");
    let japanese = glossary("ja-JP", "-tenant = テナント\n    .forbidden = 借主\n");
    assert_eq!(problems(&japanese, "The tenant", "借主"), ["forbidden -tenant 借主"]);
    let silent = glossary("nb-NO", "");
    assert!(problems(&silent, "Open the tenant.", "Åpne kontoen.").is_empty());
    assert_eq!(problems(&silent, "Paper is free.", "Papir er gratis."), ["changed -paper"]);
}

fn site() -> MemorySources {
    let mut sources = MemorySources::default();
    sources.insert(
        Root::Content,
        "en-US/open.md",
        "---\ntitle: Open\n---\n# Open\n\nOpen the tenant in Paper.\n",
    );
    sources.insert(Root::Locales, "en-US/glossary.ftl", SOURCE);
    sources.insert(Root::Locales, "da/glossary.ftl", DANISH);
    sources
}

#[test]
fn translators_find_the_terms_of_a_sentence_above_it() {
    let wanted = pipeline::extract(&site(), &Config::default(), &[Locale::parse("da-DK").unwrap()]).unwrap();
    let catalog = wanted.iter().find(|file| &*file.path.path == "da-DK/articles/open.ftl").unwrap();
    assert!(
        catalog.text.contains(
            "# Source: Open the tenant in Paper.\n# Term: tenant = lejer, not beboer. An organisation's own space.\n# Term: Paper is not translated. The product.\n# State: missing\n"
        ),
        "{}",
        catalog.text
    );
}

#[test]
fn terms_of_files_and_of_catalogs_are_told_at_their_place() {
    let mut sources = site();
    let pair = "<span data-ttu-id=\"a-102\">Åbn kontoen i Paper.</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-102\">Open the tenant in Paper.</span></span>";
    let file = format!("---\ntitle: Åbn\ndescription: x\n---\n# Åbn\n\n{pair}\n");
    let start = file.find("Åbn kontoen").unwrap();
    sources.insert(Root::Content, "da-DK/open.md", file);
    let told = |sources: &MemorySources| {
        let problems = pipeline::problems(sources, &Config::default());
        problems.into_iter().filter(|told| told.code == Code::TermMissing).collect::<Vec<_>>()
    };
    let problems = told(&sources);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].place.as_ref().unwrap().span.start, start);
    assert_eq!(
        problems[0].help.as_deref(),
        Some("the glossary requires it: `-tenant` in locales/da/glossary.ftl")
    );

    let mut sources = site();
    for file in pipeline::extract(&sources, &Config::default(), &[Locale::parse("da-DK").unwrap()]).unwrap() {
        sources.insert(file.path.root, &file.path.path, file.text);
    }
    let path = SourcePath::new(Root::Locales, "da-DK/articles/open.ftl");
    let text = String::from_utf8(sources.read(&path).bytes().unwrap()).unwrap();
    let unit = text.rfind("{ \"\" }").unwrap();
    let filled = format!("{}Åbn kontoen i Paper.{}", &text[..unit], &text[unit + 6..]);
    sources.insert(Root::Locales, &path.path, filled);
    let problems = told(&sources);
    assert_eq!(problems.len(), 1);
    let place = problems[0].place.clone().unwrap();
    assert_eq!((place.path, place.span.start), (path, unit));
}

/// What `check` tells of a plain Danish translation of an English article: the code and the words at its place.
fn told_of(source: &str, head: &str, translation: &str) -> Vec<(Code, String)> {
    let mut sources = site();
    sources.insert(Root::Content, "en-US/plain.md", format!("---\ntitle: Plain\n---\n{source}"));
    let file = format!("---\ntitle: Plain\n{head}---\n{translation}");
    sources.insert(Root::Content, "da-DK/plain.md", file.clone());
    let of_terms = [Code::TermMissing, Code::TermChanged, Code::TermForbidden];
    let problems = pipeline::problems(&sources, &Config::default()).into_iter();
    let told = problems.filter(|told| of_terms.contains(&told.code)).map(|told| {
        let place = told.place.unwrap();
        assert_eq!(&*place.path.path, "da-DK/plain.md");
        (told.code, file[place.span.start..place.span.end].to_owned())
    });
    told.collect()
}

#[test]
fn plain_translations_are_looked_at_sentence_by_sentence() {
    let source = "# Plain\n\nOpen the tenant. Paper is *free*.\n\n- A policy\n- Two sheets\n";
    let good = "# Enkelt\n\nÅbn lejeren. Paper er *gratis*.\n\n- En politik\n- To ark\n";
    assert_eq!(told_of(source, "", good), []);
    let bad = "# Enkelt\n\nÅbn kontoen. Papir er *gratis*.\n\n- En regel\n- To ark\n";
    let expected = [
        (Code::TermMissing, "Åbn kontoen."),
        (Code::TermChanged, "Papir er *gratis*."),
        (Code::TermMissing, "En regel"),
    ];
    assert_eq!(told_of(source, "", bad), expected.map(|(code, text)| (code, text.to_owned())));
}

#[test]
fn where_sentences_were_merged_the_paragraph_is_looked_at() {
    let source = "Open the tenant. Choose a policy.\n";
    assert_eq!(told_of(source, "", "Åbn lejeren, og vælg en politik.\n"), []);
    let told = told_of(source, "", "Åbn kontoen, og vælg en politik.\n");
    assert_eq!(told, [(Code::TermMissing, "Åbn kontoen, og vælg en politik.".to_owned())]);
}

#[test]
fn a_section_of_another_shape_is_left_alone_and_the_others_are_not() {
    let source = "Open the tenant.\n\n## One\n\nThe tenant.\n\nA sheet.\n\n## Two\n\nA policy.\n";
    let longer = "Åbn kontoen.\n\n## En\n\nNoget andet.\n\nKontoen.\n\nEt ark.\n\n## To\n\nEn regel.\n";
    let told = told_of(source, "", longer);
    let expected =
        [(Code::TermMissing, "Åbn kontoen.".to_owned()), (Code::TermMissing, "En regel.".to_owned())];
    assert_eq!(told, expected);
    let without_a_heading = "Åbn kontoen.\n\n## En\n\nKontoen.\n\nEt ark.\n\nEn regel.\n";
    assert_eq!(told_of(source, "", without_a_heading), []);
}

#[test]
fn a_plain_translation_that_is_behind_is_only_told_what_is_never_used() {
    let behind = "ms.openlocfilehash: 0000000000000000000000000000000000000000\n";
    let told = told_of("Open the tenant. Write.\n", behind, "Åbn kontoen. Send en e-post.\n");
    assert_eq!(told, [(Code::TermForbidden, "Send en e-post.".to_owned())]);
}
