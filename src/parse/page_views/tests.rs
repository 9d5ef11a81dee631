//! Holds which lines of a table are views of a page.

use super::parse;

#[test]
fn lines_without_an_address_and_a_number_are_no_views() {
    for line in ["", ",", "page,views", "/,12", "/a/,twelve", "\"/a", "/a/,-1", "/a/,99999999999999999999999"]
    {
        assert_eq!(parse(line), [], "{line}");
    }
    let [view] = &parse("\u{feff}\"/a%20b/\"\t1.200")[..] else { panic!() };
    assert_eq!((view.path.as_str(), view.count), ("a b", 1200));
    for (line, path, count) in [
        // The first separator is the line's own: a number may hold another.
        ("/a/;1,200", "a", 1200),
        ("/a/,\"1,200\",\"Reset; change\"", "a", 1200),
        ("\"/a;b\",12", "a;b", 12),
        ("\"/a \"\"b\"\"\"\t12", "a \"b\"", 12),
        ("  /a/,7,\"left open", "a", 7),
    ] {
        let [view] = &parse(line)[..] else { panic!("{line}") };
        assert_eq!((view.path.as_str(), view.count), (path, count), "{line}");
    }
}
