use std::fmt::Write as _;

use syntect::parsing::ParseState;
use syntect::util::LinesWithEndings;

use super::*;
use crate::testing::generated::{Numbers, times};

fn languages() -> Vec<String> {
    let syntaxes = Grammars::get().set.syntaxes();
    syntaxes.iter().filter(|syntax| !syntax.hidden).map(|syntax| syntax.name.clone()).collect()
}

fn walk_all(language: &str, code: &str) -> Result<Vec<Vec<(usize, ScopeStackOp)>>, Stop> {
    let mut walk = Grammars::get().walk(language, code).unwrap();
    LinesWithEndings::from(code).map(|line| walk.line(line)).collect()
}

fn by_syntect(language: &str, code: &str) -> Vec<Vec<(usize, ScopeStackOp)>> {
    let set = &Grammars::get().set;
    let mut state = ParseState::new(set.find_syntax_by_token(language).unwrap());
    LinesWithEndings::from(code).map(|line| state.parse_line(line, set).unwrap()).collect()
}

#[test]
fn a_circle_ends_and_is_told() {
    let code = "<Tag\n  /* abcd */\nx=\"y\"\n";
    assert_eq!(walk_all("js", code), Err(Stop::Budget));
}

#[test]
fn every_grammar_begins() {
    for language in languages() {
        assert!(Grammars::get().walk(&language, "").is_some(), "{language}");
    }
}

#[test]
fn the_walk_is_that_of_syntect() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = [
        ("rs", "src/output.rs"),
        ("toml", "Cargo.toml"),
        ("css", "themes/default/assets/main.css"),
        ("js", "themes/default/assets/main.js"),
        ("html", "themes/default/templates/base.html"),
        ("md", "README.md"),
        ("sh", "scripts/test"),
        ("yaml", "starter/content/en-US/index.md"),
    ];
    for (language, path) in files {
        let Ok(code) = std::fs::read_to_string(root.join(path)) else { continue };
        let code: String = code.lines().take(150).fold(String::new(), |text, line| text + line + "\n");
        assert_eq!(walk_all(language, &code).unwrap(), by_syntect(language, &code), "{path}");
    }
    let code = "cat <<EOF | x\n$a `b` $(c)\nEOF\necho \"$x\" # y\nphp <?php echo 1 ?>\n<script>let a = `b${c}`</script>\n";
    for language in
        ["sh", "php", "html", "rb", "md", "c", "cs", "java", "sql", "py", "ts", "tsx", "xml", "go"]
    {
        if Grammars::get().walk(language, code).is_some() {
            assert_eq!(walk_all(language, code).unwrap(), by_syntect(language, code), "{language}");
        }
    }
}

/// Texts of pieces that open, close and quote things, in any order.
fn hostile(numbers: &mut Numbers, length: usize) -> String {
    const PIECES: [&str; 64] = [
        "<",
        ">",
        "</",
        "/>",
        "<Tag",
        "<a",
        "=",
        "\"",
        "'",
        "`",
        "${",
        "}",
        "{",
        "(",
        ")",
        "[",
        "]",
        "/*",
        "*/",
        "//",
        "#",
        "--",
        "<!--",
        "-->",
        "<?",
        "?>",
        "<%",
        "%>",
        "<<EOF",
        "EOF",
        "\n",
        "\n",
        "\n  ",
        "\t",
        " ",
        "\\",
        "\\\n",
        ";",
        ":",
        ",",
        ".",
        "|",
        "&",
        "x",
        "x=\"y\"",
        "abcd",
        "1",
        "0x",
        "def ",
        "class ",
        "function ",
        "if ",
        "end",
        "import ",
        "@",
        "$",
        "%",
        "!",
        "=>",
        "->",
        "é",
        "\u{1F600}",
        "r#\"",
        "\"\"\"",
    ];
    let mut text = String::new();
    for _ in 0..length {
        text.push_str(PIECES[numbers.below(PIECES.len())]);
    }
    text
}

#[test]
fn no_text_takes_more_steps_than_its_size_allows() {
    let mut numbers = Numbers::new(71);
    let mut over = String::new();
    for language in languages() {
        for round in 0..times(2) {
            let length = 5 + numbers.below(60);
            let code = hostile(&mut numbers, length);
            // What ends has spent no more than its budget; what does not end here would hang the test.
            if walk_all(&language, &code) == Err(Stop::Budget) {
                let _ = writeln!(over, "{language} {round}: {code:?}");
            }
        }
    }
    println!("{over}");
}

#[test]
fn long_lines_and_nested_repetitions_end() {
    let long = [
        "a".repeat(60_000),
        "(".repeat(60_000),
        "<a ".repeat(20_000),
        "\"\\".repeat(30_000),
        "/* ".repeat(20_000),
        format!("{}!", "a,".repeat(30_000)),
        " ".repeat(60_000) + "x",
    ];
    for language in
        ["js", "ts", "html", "c", "cpp", "cs", "java", "py", "rb", "sh", "sql", "yaml", "md", "php", "json"]
    {
        for code in &long {
            let _ = walk_all(language, code);
        }
    }
}
