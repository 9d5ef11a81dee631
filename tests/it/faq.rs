//! Questions: which paragraphs and headings open an answer, in any script, and where links to them lead.

use crate::fixture::{Built, Site, unit};

fn article(front: &str, body: &str) -> Built {
    let text = format!("---\ntitle: Kites\n{front}---\n# Kites\n\n{body}");
    Site::of(&[("content/en-US/kites.md", &text)]).build()
}

/// The ids of the answers, those that are open marked.
fn answers(built: &Built, page: &str) -> Vec<String> {
    let answers = built.main(page).split("<details class=\"answer\" id=\"").skip(1);
    answers
        .map(|rest| {
            let (id, rest) = rest.split_once('"').unwrap();
            if rest.starts_with(" open") { format!("{id} (open)") } else { id.to_owned() }
        })
        .collect()
}

const ASKED: &str = "**Why does it spin?**\n\nThe tail is short.\n\n**Can I mend it?**\n\n1. Yes.\n2. With tape.\n\n**It broke**\n\nOh.\n";

#[test]
fn bold_questions_open_their_answers_and_the_first_is_open() {
    let built = article("", ASKED);
    assert_eq!(answers(&built, "en-us/kites"), ["why-does-it-spin (open)", "can-i-mend-it", "it-broke"]);
    let main = built.main("en-us/kites");
    assert!(main.contains("<summary><strong>Can I mend it?</strong></summary>\n<ol>"), "{main}");
    assert!(main.contains("</ol>\n</details>"), "{main}");
}

#[test]
fn bold_lines_that_ask_nothing_stay_paragraphs() {
    for body in [
        "**Before you fly**\n\nLook.\n\n**After you fly**\n\nLook again.\n",
        "**Why?**\n\nBecause.\n\n**After**\n\nLook.\n",
        "**Why?** Because.\n\n**Where?** Here.\n",
        "**Why?**\n\n**Where?**\n\n## Then\n\nText.\n",
        "- **Why?**\n\n  Because.\n\n- **Where?**\n\n  Here.\n",
        "> **Why?**\n>\n> Because.\n>\n> **Where?**\n>\n> Here.\n",
    ] {
        assert_eq!(answers(&article("", body), "en-us/kites"), [""; 0], "{body}");
    }
}

#[test]
fn questions_are_known_by_the_mark_of_any_script() {
    for (one, two) in [
        ("**なぜですか？**", "**どこですか？**"),
        ("**لماذا؟**", "**أين؟**"),
        ("**Γιατί;**", "**Πού;**"),
        ("**Ինչո՞ւ՞**", "**Որտե՞ղ՞**"),
        ("__Why__?", "**Where?**  "),
    ] {
        let built = article("", &format!("text\n\n{one}\n\nyes\n\n**more?**\n\nno\n\n{two}\n\nno\n"));
        assert_eq!(answers(&built, "en-us/kites").len(), 3, "{one} {two}: {}", built.main("en-us/kites"));
    }
    let list = "**Wind;**\n\nyes\n\n**Rain;**\n\nno\n";
    assert_eq!(answers(&article("", list), "en-us/kites"), [""; 0]);
}

#[test]
fn front_matter_refuses_or_declares_questions() {
    assert_eq!(answers(&article("faq: false\n", ASKED), "en-us/kites"), [""; 0]);
    let headings =
        "## Repairs\n\n### Can I mend it\n\nYes.\n\n#### With what\n\nTape.\n\n## And then\n\nFly.\n";
    for front in ["ms.topic: FAQ\n", "layout: faq\n"] {
        let built = article(front, headings);
        assert_eq!(answers(&built, "en-us/kites"), ["can-i-mend-it (open)", "and-then"]);
        let main = built.main("en-us/kites");
        assert!(main.contains("<summary><h3>Can I mend it</h3></summary>"), "{main}");
        assert!(main.contains("<h4 id=\"with-what\">"), "{main}");
        let answer = main.split("id=\"can-i-mend-it\"").nth(1).unwrap();
        assert!(answer.find("With what").unwrap() < answer.find("</details>").unwrap());
        assert_eq!(built.told, "");
    }
    assert_eq!(answers(&article("", headings), "en-us/kites"), [""; 0]);
}

#[test]
fn an_answer_ends_at_the_next_heading_and_at_a_rule() {
    let built = article("", "**A?**\n\none\n\n## Heading\n\nout\n\n**B?**\n\ntwo\n\n---\n\nout too\n");
    let main = built.main("en-us/kites");
    for outside in ["<h2", "<hr>"] {
        let before = &main[..main.find(outside).unwrap()];
        assert_eq!(before.matches("<details").count(), before.matches("</details>").count(), "{outside}");
    }
}

#[test]
fn raw_html_around_questions_stays_well_formed() {
    for body in [
        "<div>\n\n**A?**\n\none\n\n</div>\n\n**B?**\n\ntwo\n",
        "**A?**\n\n<div>\n\none\n\n**B?**\n\ntwo\n\n</div>\n",
        "**A?**\n\n</details>\n\none\n\n**B?**\n\n<details><summary>x</summary>\n\ntwo\n",
    ] {
        let built = article("", body);
        let main = built.main("en-us/kites");
        for element in ["div", "details"] {
            let opened = main.matches(&format!("<{element}")).count();
            assert_eq!(opened, main.matches(&format!("</{element}>")).count(), "{body}\n{main}");
        }
    }
}

#[test]
fn an_answer_has_one_id_in_all_languages_and_links_find_it() {
    let translated = |language: &str, one: &str, two: &str| {
        let units = [
            unit(101, one, "**How far does it fly?**"),
            unit(102, "1", "Far."),
            unit(103, two, "**How high?**"),
            unit(104, "2 [x](#how-high)", "High. [x](#how-high)"),
        ];
        (
            format!("content/{language}/kites.md"),
            format!("---\ntitle: Kites\n---\n# Kites\n\n{}\n", units.join("\n\n")),
        )
    };
    let thai = translated("th-TH", "**บินได้ไกลแค่ไหน**", "**สูงแค่ไหน**");
    let danish = translated("da-DK", "**Hvor langt flyver den?**", "**Hvor højt?**");
    let built = Site::of(&[(&thai.0, &thai.1), (&danish.0, &danish.1)]).build();
    for page in ["th-th/kites", "da-dk/kites", "en-us/kites"] {
        assert_eq!(answers(&built, page), ["how-far-does-it-fly (open)", "how-high"], "{page}");
        assert!(built.main(page).contains("<a href=\"#how-high\">"), "{page}");
    }
    assert!(!built.told.contains("link-anchor-missing"), "{}", built.told);
}

#[test]
fn the_id_of_an_answer_is_nobody_elses() {
    let built = article("", "## Why\n\ntext\n\n**Why?**\n\none\n\n**Why?**\n\ntwo\n");
    assert_eq!(answers(&built, "en-us/kites"), ["why-1 (open)", "why-2"]);
}
