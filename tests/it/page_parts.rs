//! What leads from page to page, and back to the authors: related and popular articles, topics, reports and answers.

use std::path::Path;

use crate::fixture::{Built, Site, files_below};

fn article(front: &str, title: &str) -> String {
    format!("---\ntitle: {title}\ndescription: About it.\n{front}---\n# {title}\n\nText.\n")
}

fn site(config: &str, files: &[(&str, String)]) -> Built {
    let mut all = vec![("hexapla.toml", config)];
    all.extend(files.iter().map(|(path, text)| (*path, text.as_str())));
    Site::of(&all).build()
}

/// The addresses that links of a part of a page lead to, from the root; the part begins with `mark` and ends with `end`.
fn links(built: &Built, page: &str, mark: &str, end: &str) -> Vec<String> {
    let Some((_, part)) = built.page(page).split_once(mark) else { return Vec::new() };
    let part = part.split_once(end).unwrap().0;
    let hrefs = part.split("href=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0);
    hrefs.map(|href| from_root(page, href)).collect()
}

/// Where a way from a page leads.
fn from_root(page: &str, way: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    for part in way.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    format!("/{}/", parts.join("/"))
}

fn related(built: &Built, page: &str) -> Vec<String> {
    links(built, page, "aria-labelledby=\"hx-related\"", "</nav>")
}

/// Eight articles about two things, so that no word of either is common.
fn kites_and_knots() -> Vec<(&'static str, String)> {
    vec![
        ("content/en-US/a/kite-tails.md", article("", "Choose a kite tail")),
        ("content/en-US/a/weather.md", article("", "Read the weather")),
        ("content/en-US/a/zips.md", article("", "Mend zips")),
        ("content/en-US/b/kite-tails-2.md", article("", "Repair a kite tail")),
        ("content/en-US/b/parcels.md", article("", "Send parcels")),
        ("content/en-US/b/sewing.md", article("tags: [needle]\n", "Sewing basics")),
        ("content/en-US/c/buttons.md", article("tags: [needle]\n", "Replace buttons")),
        ("content/en-US/c/tents.md", article("", "Pitch tents")),
        ("content/en-US/c/lost.md", article("", "Found and lost")),
    ]
}

#[test]
fn articles_about_the_same_are_related_across_sections() {
    let built = site("", &kites_and_knots());
    assert_eq!(related(&built, "en-us/a/kite-tails"), ["/en-us/b/kite-tails-2/"]);
    assert_eq!(related(&built, "en-us/b/kite-tails-2"), ["/en-us/a/kite-tails/"]);
    assert_eq!(related(&built, "en-us/c/buttons"), ["/en-us/b/sewing/"], "a tag in common");
    assert!(!built.page("en-us/c/tents").contains("hx-related"), "nothing in common, nothing said");
}

#[test]
fn neighbours_and_the_article_itself_are_not_called_related() {
    let kite = |name: &str| article("", &format!("Kite {name}"));
    let files: Vec<(String, String)> = (0..7)
        .map(|n| (format!("content/en-US/a/{n}.md"), kite(&n.to_string())))
        .chain((0..20).map(|n| (format!("content/en-US/b/{n}.md"), article("", &format!("Word{n}")))))
        .collect();
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    let built = site("", &files);
    assert_eq!(
        related(&built, "en-us/a/3"),
        ["/en-us/a/0/", "/en-us/a/1/", "/en-us/a/5/", "/en-us/a/6/"],
        "at most four; 2 and 4 are the neighbours"
    );
}

#[test]
fn related_articles_are_found_in_the_readers_language() {
    let mut files = kites_and_knots();
    files.push(("content/da-DK/a/weather.md", article("", "Drager i blæst")));
    files.push(("content/da-DK/c/tents.md", article("", "Telte og drager")));
    let built = site("", &files);
    assert_eq!(related(&built, "da-dk/c/tents"), ["/da-dk/a/weather/"]);
    assert!(!built.page("en-us/c/tents").contains("hx-related"));
}

#[test]
fn popular_articles_are_those_with_a_weight() {
    let files = [
        ("content/en-US/kites.md", article("weight: 2\n", "Kites")),
        ("content/en-US/wind.md", article("weight: 1\n", "Wind")),
        ("content/en-US/rain.md", article("", "Rain")),
    ];
    let popular = |built: &Built| links(built, "en-us", "aria-labelledby=\"hx-popular\"", "</section>");
    assert_eq!(popular(&site("[home]\npopular = \"weight\"\n", &files)), ["/en-us/wind/", "/en-us/kites/"]);
    assert_eq!(popular(&site("", &files)), [] as [&str; 0]);
}

#[test]
fn page_views_of_all_languages_are_added_up() {
    let views = "page,views\n/en-us/kites/?from=mail,\"1,000\"\nhttps://help.example/da-dk/vind/;900\n/en-us/wind/\t200\n/en-us/,9999\n/nowhere/,5\nrain,0\n";
    let mut site = Site::of(&[
        ("hexapla.toml", "[home]\npopular = \"data/views.csv\"\n"),
        ("content/en-US/kites.md", &article("", "Kites")),
        ("content/en-US/wind.md", &article("", "Wind")),
        ("content/da-DK/wind.md", &article("slug: vind\n", "Vind")),
        ("content/en-US/rain.md", &article("", "Rain")),
    ]);
    let missing = site.build();
    assert!(missing.told.contains("[views-unusable]"), "{}", missing.told);
    site.sources.insert(hexapla::Root::Site, "data/views.csv", views);
    let built = site.build();
    let popular = |page: &str| links(&built, page, "aria-labelledby=\"hx-popular\"", "</section>");
    assert_eq!(popular("en-us"), ["/en-us/wind/", "/en-us/kites/"]);
    assert_eq!(popular("da-dk"), ["/da-dk/vind/", "/da-dk/kites/"]);
    assert_eq!(built.told, "");
}

#[test]
fn front_matter_can_name_an_articles_topic() {
    let files = [
        ("content/en-US/kites.md", article("section: Sky/High up\n", "Kites")),
        ("content/en-US/sky/wind.md", article("", "Wind")),
        ("content/en-US/boats.md", article("ms.service: water\n", "Boats")),
        ("locales/en/site.ftl", "section-water = On the water\n".to_owned()),
    ];
    let built = site("", &files);
    let trail = |built: &Built, page: &str| links(built, page, "class=\"breadcrumbs\"", "</nav>");
    assert_eq!(trail(&built, "en-us/kites"), ["/en-us/", "/en-us/sky/", "/en-us/sky/high-up/"]);
    assert!(built.page("en-us/sky/high-up").contains("<h1>High up</h1>"));
    assert!(built.page("en-us/sky").contains("href=\"wind/\""), "the folder and the topic are one section");
    let by_service = site("[home]\ntopics = \"ms.service\"\n", &files);
    assert_eq!(trail(&by_service, "en-us/boats"), ["/en-us/", "/en-us/water/"]);
    assert!(by_service.page("en-us").contains("<a href=\"water/\">On the water</a>"));
    assert_eq!(trail(&by_service, "en-us/kites"), ["/en-us/"]);
}

#[test]
fn the_card_of_articles_without_a_topic_leads_to_all_of_them() {
    let mut files: Vec<(String, String)> =
        (0..8).map(|n| (format!("content/en-US/{n}.md"), article("", &format!("Word{n}")))).collect();
    files.push(("content/en-US/sky/wind.md".to_owned(), article("", "Wind")));
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    let home = site("", &files);
    assert!(home.page("en-us").contains("<h3><a href=\"search/\">More articles</a></h3>"));
}

#[test]
fn readers_are_asked_only_where_somebody_wants_to_know() {
    let files = [("content/en-US/kites.md", article("", "Kites"))];
    assert!(!site("", &files).page("en-us/kites").contains("<form class=\"feedback\""));
    let own = site("[site]\nfeedback-url = \"/answers/helpful\"\n", &files);
    let page = own.page("en-us/kites");
    assert!(page.contains("action=\"../../answers/helpful\" method=\"get\""), "{page}");
    assert!(page.contains("name=\"page\" value=\"/en-us/kites/\""));
    assert!(page.contains("form-action 'self';"));
    let nginx = std::str::from_utf8(&own.files["_nginx.conf"]).unwrap();
    assert!(nginx.contains("location = \"/answers/helpful\" { return 204; }"));
    let service = site("[site]\nfeedback-url = \"https://forms.example/f/1\"\n", &files);
    let page = service.page("en-us/kites");
    assert!(page.contains("action=\"https://forms.example/f/1\" method=\"post\""), "{page}");
    assert!(page.contains("form-action 'self' https://forms.example/f/1;"), "else the policy would block it");
}

#[test]
fn a_report_can_be_about_one_sentence() {
    let sentence = "<span data-ttu-id=\"1a2b3-101\">Bind {unit} den.</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-101\">Tie it.</span></span>";
    let files = [(
        "content/da-DK/kites.md",
        format!("---\ntitle: 'Drager {{target}}'\ndescription: Om drager.\n---\n# Drager\n\n{sentence}\n"),
    )];
    let report = "[site]\nreport-url = \"https://issues.example/new?title={title}&body={unit}%0A{source}%0A{target}\"\n";
    let built = site(report, &files);
    let page = built.page("da-dk/kites");
    let open = "https://issues.example/new?title=Drager%20%7Btarget%7D&amp;body={unit}%0A{source}%0A{target}";
    assert!(page.contains(&format!("data-report=\"{open}\"")), "{page}");
    let whole = "https://issues.example/new?title=Drager%20%7Btarget%7D&amp;body=%0A%0A";
    assert!(page.contains(&format!("<a href=\"{whole}\">")), "without a script the page itself is reported");
    let plain = site("[site]\nreport-url = \"mailto:help@example.com?subject={title}\"\n", &files);
    assert!(!plain.page("da-dk/kites").contains("data-report="), "an address that takes no sentence");
}

#[test]
fn three_files_change_one_part_one_string_and_the_colour() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/sites/three-files");
    let own = ["hexapla.toml", "themes", "locales"].map(|part| files_below(&folder.join(part)));
    assert_eq!(own.concat().len(), 3);
    let built = Site::read(&folder).build();
    assert_eq!(built.told, "");
    let plain = Site::of(&[("content/en-US/sky/kites.md", &article("", "Kites"))]).build();
    let page = |built: &Built| built.page("en-us").to_owned();
    assert!(page(&built).contains("<p>Help Center. Mind the trees.</p>"), "the part");
    assert!(page(&built).contains("<h1>What would you like to fly?</h1>"), "the string");
    assert!(page(&built).contains("Browse by topic"), "the other strings stay");
    assert!(page(&plain).contains("How can we help?"));
    let styles = |built: &Built| {
        let css = built.files.iter().filter(|(path, _)| path.ends_with(".css"));
        css.map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).collect::<String>()
    };
    assert!(styles(&built).contains("#8a1c4a"), "the colour");
    assert!(!styles(&plain).contains("#8a1c4a"));
}
