//! Owns the first pass over one locale's articles: which term stands how often in which field of which article.

use rustc_hash::FxHashMap;

use super::analyze::{self, SearchToken, TermKind};
use super::bytes;
use super::tables::{self, Class};
use super::{IndexOptions, SearchDoc};

/// A term's number, in order of first appearance.
pub(super) type TermId = u32;

/// How often a term stands in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The term.
    pub term: TermId,
    /// Times in the title and its aliases.
    pub title: u16,
    /// Times in headings and questions.
    pub heading: u16,
    /// Times in the first sentence.
    pub lead: u16,
    /// Times in the text.
    pub body: u16,
}

/// A term of the locale.
#[derive(Clone, Debug)]
pub(super) struct IndexTerm {
    /// The folded spelling.
    pub name: String,
    /// The lower-case spelling of its first occurrence: the input of the stemmer.
    pub spelled: String,
    /// Whether it is a word, a joined word or a gram.
    pub kind: TermKind,
}

/// All terms of a locale and where they stand.
#[derive(Debug, Default)]
pub(super) struct Collection {
    /// Every term, by number.
    pub terms: Vec<IndexTerm>,
    /// The terms of each article, ascending.
    pub entries: Vec<Vec<Occurrence>>,
    /// How many terms the text of each article has.
    pub lengths: Vec<u32>,
    /// The terms of each article's title alone, ascending, each once.
    pub titles: Vec<Vec<TermId>>,
    numbers: FxHashMap<String, TermId>,
    seen: FxHashMap<String, Vec<TermId>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Title,
    Heading,
    Lead,
    Body,
}

/// Reads every article once.
pub(super) fn collect(docs: &[SearchDoc], options: &IndexOptions) -> Collection {
    let mut collection = Collection::default();
    for doc in docs {
        collection.add(doc);
    }
    add_synonyms(&mut collection, &options.synonyms);
    collection
}

impl Collection {
    /// The number of a term, if the locale has it.
    pub(super) fn number(&self, name: &str) -> Option<TermId> {
        self.numbers.get(name).copied()
    }

    /// How many articles each term stands in.
    pub(super) fn frequencies(&self) -> Vec<u32> {
        let mut counts = vec![0; self.terms.len()];
        for entry in self.entries.iter().flatten() {
            counts[entry.term as usize] += 1;
        }
        counts
    }

    fn add(&mut self, doc: &SearchDoc) {
        let mut met = Vec::new();
        self.read(&doc.title, Field::Title, &mut met);
        let title = analyze::tokens(&doc.title);
        for name in joined_names(&doc.title, &title) {
            met.push((self.intern(&name, "", TermKind::Whole), Field::Title));
        }
        self.titles.push(distinct(title.iter().filter_map(|token| self.number(&token.term)).collect()));
        doc.aliases.iter().for_each(|alias| self.read(alias, Field::Title, &mut met));
        let mut opening = true;
        for part in &doc.parts {
            self.read(&part.heading, Field::Heading, &mut met);
            let lead = if opening { lead(&part.text) } else { 0 };
            self.read(&part.text[..lead], Field::Lead, &mut met);
            self.read(&part.text[lead..], Field::Body, &mut met);
            opening &= part.text.is_empty();
        }
        doc.keywords.iter().for_each(|word| self.read(word, Field::Body, &mut met));
        for tag in &doc.tags {
            met.push((
                self.intern(&format!("{}{tag}", crate::search::TAG), "", TermKind::Whole),
                Field::Body,
            ));
        }
        self.lengths.push(met.iter().filter(|(_, field)| *field >= Field::Lead).count() as u32);
        met.sort_unstable();
        self.entries.push(met.chunk_by(|a, b| a.0 == b.0).map(count).collect());
    }

    fn read(&mut self, text: &str, field: Field, met: &mut Vec<(TermId, Field)>) {
        for (start, end) in analyze::chunks(text) {
            let chunk = &text[start..end];
            if let Some(terms) = self.seen.get(chunk) {
                met.extend(terms.iter().map(|term| (*term, field)));
                continue;
            }
            let terms = self.terms_of(chunk);
            met.extend(terms.iter().map(|term| (*term, field)));
            if chunk.len() <= LONGEST_CACHED {
                self.seen.insert(chunk.to_owned(), terms);
            }
        }
    }

    fn terms_of(&mut self, chunk: &str) -> Vec<TermId> {
        let mut terms = Vec::new();
        for token in analyze::tokens(chunk) {
            terms.push(self.intern(&token.term, &chunk[token.start..token.end], token.kind));
            for pair in analyze::pairs(&token.term).filter(|_| token.kind == TermKind::Word) {
                terms.push(self.intern(pair, pair, TermKind::Gram));
            }
            if let Some(number) = number(&token) {
                terms.push(self.intern(number, number, TermKind::Word));
            }
        }
        terms
    }

    fn intern(&mut self, name: &str, raw: &str, kind: TermKind) -> TermId {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.terms.len() as TermId;
        let spelled = if kind == TermKind::Word { raw.to_lowercase() } else { String::new() };
        self.terms.push(IndexTerm { name: name.to_owned(), spelled, kind });
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

/// The names of two words, such as `Microsoft Teams`, in a title of another script: some readers type them as one.
fn joined_names(title: &str, tokens: &[SearchToken]) -> Vec<String> {
    let is_latin = |token: &SearchToken| token.term.starts_with(|c| tables::class(c) == Class::Latin);
    if tokens.iter().all(is_latin) {
        return Vec::new();
    }
    let is_name =
        |token: &&SearchToken| token.kind == TermKind::Word && is_latin(token) && !has_digit(&token.term);
    let words = tokens.iter().filter(is_name);
    let next = words.clone().skip(1);
    words
        .zip(next)
        .filter(|(first, second)| title.get(first.end..second.start) == Some(" "))
        .map(|(first, second)| format!("{}{}", first.term, second.term))
        .collect()
}

fn has_digit(term: &str) -> bool {
    term.contains(|c: char| c.is_ascii_digit())
}

/// The number in a word such as `kb5001330`, which readers also write apart.
fn number(token: &SearchToken) -> Option<&str> {
    let at = analyze::border(&token.term).filter(|_| token.kind == TermKind::Word)?;
    let number = &token.term[at..];
    (number.len() >= SHORTEST_NUMBER && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

/// The shortest number that is a term of its own, in digits; shorter ones are versions.
const SHORTEST_NUMBER: usize = 5;

/// The byte offset at which the first sentence ends; it mostly states what an article is about.
fn lead(text: &str) -> usize {
    let paragraph = text.find('\n').unwrap_or(text.len());
    let paragraph = &text[..paragraph];
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।' | '։');
    let mut at = 0;
    while let Some(end) = paragraph[at..].find(ends) {
        at += end;
        let c = paragraph[at..].chars().next().unwrap_or('.');
        at += c.len_utf8();
        let closed = !c.is_ascii() || paragraph[at..].starts_with(char::is_whitespace);
        if at >= SHORTEST_LEAD && closed {
            return at;
        }
    }
    bytes::cut(paragraph, LONGEST_LEAD).len()
}

/// The shortest first sentence, in bytes; less is a greeting or an abbreviation.
const SHORTEST_LEAD: usize = 24;

/// Text without stops, as Thai is written, is cut here.
const LONGEST_LEAD: usize = 400;

/// The longest chunk whose terms are cached, in bytes: longer ones are unspaced text, which hardly ever repeats.
const LONGEST_CACHED: usize = 40;

fn count(run: &[(TermId, Field)]) -> Occurrence {
    let of = |field| run.iter().filter(|(_, met)| *met == field).count().min(usize::from(u16::MAX)) as u16;
    Occurrence {
        term: run[0].0,
        title: of(Field::Title),
        heading: of(Field::Heading),
        lead: of(Field::Lead),
        body: of(Field::Body),
    }
}

/// An article with all the words of one member of a group is filed under every other member as well.
fn add_synonyms(collection: &mut Collection, groups: &[Vec<String>]) {
    for group in groups {
        let members: Vec<Vec<TermId>> = group.iter().map(|member| collection.terms_of(member)).collect();
        for entries in &mut collection.entries {
            let added: Vec<TermId> = missing(entries, &members);
            entries.extend(added.into_iter().map(|term| Occurrence {
                term,
                title: 0,
                heading: 1,
                lead: 0,
                body: 0,
            }));
            entries.sort_unstable_by_key(|entry| entry.term);
        }
    }
}

fn missing(entries: &[Occurrence], members: &[Vec<TermId>]) -> Vec<TermId> {
    let has = |term: &TermId| entries.binary_search_by_key(term, |entry| entry.term).is_ok();
    if !members.iter().any(|member| !member.is_empty() && member.iter().all(has)) {
        return Vec::new();
    }
    distinct(members.iter().flatten().copied().filter(|term| !has(term)).collect())
}

fn distinct(mut terms: Vec<TermId>) -> Vec<TermId> {
    terms.sort_unstable();
    terms.dedup();
    terms
}
