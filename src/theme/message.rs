//! Owns how a theme asks for messages: the look-up, and the arguments of a message.

/// Looks a message up: locale tag, message id, arguments. What is missing comes back as its id, and is reported elsewhere.
pub type Translate = dyn Fn(&str, &str, &[(String, Arg)]) -> String + Send + Sync;

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Plain text.
    Text(String),
    /// A number, which plural forms and number formats look at.
    Number(f64),
}
