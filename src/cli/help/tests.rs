//! Holds that the list of settings is complete.

use super::{key_list, keys_of};

#[test]
fn help_lists_every_setting() {
    let keys = keys_of("config");
    let text = key_list(&keys);
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for key in crate::parse::config::settings() {
        assert!(!key.doc.is_empty() && folded.contains(&key.doc), "{key:?}");
        let default = key.default.map(|default| format!(" = {default}")).unwrap_or_default();
        assert!(text.contains(&format!("\n  {}{default}  ({})", key.name, key.value_type)), "{}", key.name);
    }
}
