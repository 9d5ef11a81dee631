//! Owns the calls of `t` and `t_attr` in the text of a template: which message, with which arguments, where.

use crate::source::Span;

/// One call that names its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MessageCall {
    /// The message.
    pub id: String,
    /// Where its id stands, without the quotes.
    pub span: Span,
    /// The names of its arguments.
    pub arguments: Vec<String>,
}

/// The calls of a template. One whose id is no plain text is left out: it is known on the page alone.
pub(crate) fn calls(template: &str) -> Vec<MessageCall> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = template[at..].find('{').map(|open| at + open) {
        at = open + 1;
        let close = match template[at..].chars().next() {
            Some('#') => "#}",
            Some('{') => "}}",
            Some('%') => "%}",
            _ => continue,
        };
        let end = template[at..].find(close).map_or(template.len(), |end| at + end);
        if close != "#}" {
            in_tag(template, at..end, &mut found);
        }
        at = end;
    }
    found
}

fn in_tag(template: &str, tag: std::ops::Range<usize>, found: &mut Vec<MessageCall>) {
    for name in ["t(", "t_attr("] {
        let text = &template[tag.clone()];
        for (start, _) in text.match_indices(name) {
            let is_whole = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
            if is_whole {
                found.extend(call(template, tag.start + start + name.len()..tag.end));
            }
        }
    }
}

/// The call whose arguments begin here.
fn call(template: &str, range: std::ops::Range<usize>) -> Option<MessageCall> {
    let mut id = None;
    let mut arguments = Vec::new();
    let (mut depth, mut quote, mut name_start) = (0usize, None, range.start);
    for (at, letter) in template[range.clone()].char_indices().map(|(at, letter)| (range.start + at, letter))
    {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(letter),
            (None, '(' | '[') => depth += 1,
            (None, ')') if depth == 0 => break,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => name_start = at + 1,
            (None, '=') if depth == 0 => match template[name_start..at].trim() {
                "id" => id = quoted(template, at + 1..range.end),
                name if !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                    arguments.push(name.to_owned());
                }
                _ => {}
            },
            _ => {}
        }
    }
    let span = id?;
    Some(MessageCall { id: template[span.start..span.end].to_owned(), span, arguments })
}

/// The text in quotes with which a range begins, if a comma or the end of the call follows: `"a" ~ b` is no plain text.
fn quoted(template: &str, range: std::ops::Range<usize>) -> Option<Span> {
    let text = &template[range.clone()];
    let inner = text.trim_start();
    let quote = inner.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    let start = range.start + (text.len() - inner.len()) + 1;
    let length = template[start..range.end].find(quote)?;
    let behind = template[start + length + 1..range.end].trim_start();
    behind.starts_with([',', ')']).then(|| Span::new(start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_found_with_their_arguments_and_places() {
        let template = r#"{{ t(id="greeting", name=user.name, count=list(a=1) | length) }} {# t(id="no") #} t(id="text")
            {% if t_attr(name = "a, id=(b", id='title') == "" %}{{ part(id="x") }}{{ t(id=name) }}{{ t(id="a" ~ b) }}"#;
        let found: Vec<(String, Vec<String>)> =
            calls(template).into_iter().map(|call| (call.id, call.arguments)).collect();
        assert_eq!(
            found,
            [
                ("greeting".to_owned(), vec!["name".to_owned(), "count".to_owned()]),
                ("title".to_owned(), vec!["name".to_owned()]),
            ]
        );
        let span = calls(template)[0].span;
        assert_eq!(&template[span.start..span.end], "greeting");
        assert_eq!(calls("{{ t(id=\"open"), []);
        assert_eq!(calls("{"), []);
    }
}
