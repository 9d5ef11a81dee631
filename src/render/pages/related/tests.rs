//! Tests which articles a page names as related.

use crate::testing::fixture::Site;

/// The links below an article to others on the same subject, in order.
fn related(page: &str) -> Vec<&str> {
    let list = page.split_once("group related").map_or("", |(_, list)| list);
    let list = list.split("</ul>").next().unwrap();
    list.split("<a href=\"").skip(1).map(|link| link.split('"').next().unwrap()).collect()
}

#[test]
fn of_articles_that_share_as_much_those_of_the_same_section_come_first() {
    let article = |title: &str| format!("---\ntitle: {title}\ndescription: Text.\n---\n# {title}\n\nText.\n");
    // What shares no word lies between, so that no glider stands beside another.
    let titles = ["Glider", "Bread", "Glider", "Soup", "Glider", "Cheese"];
    let mut files = Vec::new();
    for (number, title) in titles.iter().enumerate() {
        for (section, name) in [("air", ["anna", "bo"]), ("wings", ["carl", "dina"])] {
            let title = format!("{title} {section}{number}{}", name[number % 2]);
            files.push((format!("content/en-US/{section}/a{number}.md"), article(&title)));
        }
    }
    for number in 0..8 {
        files.push((format!("content/en-US/other/o{number}.md"), article(&format!("Other{number}"))));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = Site::of(&files).build();
    assert_eq!(related(built.page("en-us/air/a0"))[..2], ["../a2/", "../a4/"]);
    assert_eq!(related(built.page("en-us/wings/a0"))[..2], ["../a2/", "../a4/"]);
}
