//! Owns one thing: the crate is compiled anew when a file that it embeds changes, which the compiler cannot see by itself.

fn main() {
    for folder in ["themes/default", "locales", "starter"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
