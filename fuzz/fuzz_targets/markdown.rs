//! The Markdown of an article: no input ends the parser, and every place lies in the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    for place in hexapla::fuzzing::markdown(text) {
        assert!(text.get(place.clone()).is_some(), "{place:?} is outside of the text, or cuts a character");
    }
});
