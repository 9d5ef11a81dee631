//! Owns reading code by a grammar within a budget: syntect's grammars, walked step by step so that every step is counted.
//!
//! The steps are those of syntect's own parser, which takes a line at once and never returns from a grammar that goes round in a
//! circle without reading a character. A law compares both.

use std::rc::Rc;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use fancy_regex::{Regex, RegexBuilder};
use rustc_hash::FxHashMap;
use serde_json::json;
use syntect::parsing::syntax_definition::{
    Context, ContextId, ContextReference, MatchOperation, MatchPattern, Pattern, context_iter,
};
use syntect::parsing::{ScopeStackOp, SyntaxSet};

/// Why code is not marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The steps that the code may take are used up, or the grammar goes round in a circle.
    Budget,
    /// The grammar lacks a part of itself.
    Grammar,
}

/// The grammars of all languages, with their regular expressions as they are needed.
pub(super) struct Grammars {
    set: SyntaxSet,
    starts: Vec<OnceLock<Option<ContextId>>>,
    regexes: RwLock<FxHashMap<String, Option<Arc<Regex>>>>,
}

/// How often one search may go back in the text. What needs more, as nested repetitions do, would need seconds.
const BACKTRACKS: usize = 50_000;

/// How often the walk may change its contexts without reading a character. Grammars change a few dozen at one place.
const MOST_AT_ONE_PLACE: usize = 500;

/// How many contexts may lie above one another; deeper ones are not entered, as in syntect.
const DEPTH: usize = 100;

/// The steps that code may take: so many, and more for each of its bytes. A step is a look at a pattern, or at a byte of the line
/// that it is searched in.
const STEPS: u64 = 2_000_000;
const STEPS_OF_A_BYTE: u64 = 4_000;

impl Grammars {
    /// All grammars of the binary.
    pub(super) fn get() -> &'static Self {
        static GRAMMARS: OnceLock<Grammars> = OnceLock::new();
        GRAMMARS.get_or_init(|| {
            let set = two_face::syntax::extra_newlines();
            let starts = set.syntaxes().iter().map(|_| OnceLock::new()).collect();
            Self { set, starts, regexes: RwLock::default() }
        })
    }

    /// A walk through code in a language; `None` where the language is not known.
    pub(super) fn walk(&'static self, language: &str, code: &str) -> Option<GrammarWalk> {
        let syntax = self.set.find_syntax_by_token(language)?;
        let index = self.set.syntaxes().iter().position(|own| std::ptr::eq(own, syntax))?;
        let start = (*self.starts[index].get_or_init(|| self.start(index)))?;
        Some(GrammarWalk::from(self, start, STEPS + STEPS_OF_A_BYTE * code.len() as u64))
    }

    /// The context in which a grammar begins: the one that has the grammar's own scope and does nothing but enter the main one.
    fn start(&self, syntax: usize) -> Option<ContextId> {
        let scope = self.set.syntaxes()[syntax].scope;
        let references =
            (0..).map(|context| reference(&json!({ "syntax_index": syntax, "context_index": context })));
        for reference in references.map_while(|reference| reference) {
            let context = reference.resolve(&self.set).ok()?;
            let [Pattern::Match(only)] = context.patterns.as_slice() else { continue };
            let enters =
                matches!(only.operation, MatchOperation::Push(_)) && only.regex.regex_str().is_empty();
            if enters && !context.meta_include_prototype && context.meta_content_scope == [scope] {
                return reference.id().ok();
            }
        }
        None
    }

    fn context(&self, id: ContextId) -> Option<&Context> {
        reference(&serde_json::to_value(id).ok()?)?.resolve(&self.set).ok()
    }

    fn regex(&self, text: &str) -> Option<Arc<Regex>> {
        let known = self.regexes.read().unwrap_or_else(PoisonError::into_inner).get(text).cloned();
        known.unwrap_or_else(|| {
            let regex = compiled(text);
            let mut regexes = self.regexes.write().unwrap_or_else(PoisonError::into_inner);
            regexes.insert(text.to_owned(), regex.clone());
            regex
        })
    }
}

/// A reference to a context, which outside of syntect only its serialized form makes.
fn reference(id: &serde_json::Value) -> Option<ContextReference> {
    serde_json::from_value(json!({ "Direct": id })).ok()
}

fn compiled(text: &str) -> Option<Arc<Regex>> {
    RegexBuilder::new(text).oniguruma_mode(true).backtrack_limit(BACKTRACKS).build().ok().map(Arc::new)
}

/// Where a match and its groups stand in a line; the match itself is the first.
type Groups = Rc<[Option<(usize, usize)>]>;

/// A match whose groups the patterns of a context refer to, and its line.
struct Captured {
    groups: Groups,
    line: String,
}

/// The state of reading some code, from line to line.
pub(super) struct GrammarWalk {
    grammars: &'static Grammars,
    stack: Vec<ContextLevel>,
    /// The heights at which a pattern of a `with_prototype` pushed: the ones of contexts below do not count above.
    prototype_starts: Vec<usize>,
    is_first_line: bool,
    contexts: FxHashMap<ContextId, &'static Context>,
    /// By the address of their pattern.
    regexes: FxHashMap<usize, Option<Arc<Regex>>>,
    /// Those of patterns that refer to groups, by their text.
    filled_in: FxHashMap<String, Option<Arc<Regex>>>,
    left: u64,
}

#[derive(Clone)]
struct ContextLevel {
    context: ContextId,
    prototypes: Vec<ContextId>,
    captured: Option<Rc<Captured>>,
}

/// A context whose patterns count, whether it came with one below, and what its patterns refer to.
type CountingContext = (bool, ContextId, Option<Rc<Captured>>);

/// The pattern that comes next.
struct Best {
    groups: Groups,
    pattern: &'static MatchPattern,
    from_prototype: bool,
    would_loop: bool,
}

/// What is known of one line.
struct LineWalk<'a> {
    line: &'a str,
    at: usize,
    /// The match of each pattern that is ahead, or that there is none, by the address of the pattern.
    ahead: FxHashMap<usize, Option<Groups>>,
    /// Where, and at which height of the stack, a context was entered last without reading a character.
    entered_at: (usize, usize),
    operations: Vec<(usize, ScopeStackOp)>,
}

impl GrammarWalk {
    fn from(grammars: &'static Grammars, start: ContextId, steps: u64) -> Self {
        Self {
            grammars,
            stack: vec![ContextLevel { context: start, prototypes: Vec::new(), captured: None }],
            prototype_starts: Vec::new(),
            is_first_line: true,
            contexts: FxHashMap::default(),
            regexes: FxHashMap::default(),
            filled_in: FxHashMap::default(),
            left: steps,
        }
    }

    /// How the scopes change in the next line, and where.
    ///
    /// # Errors
    /// When the budget is used up, and where the grammar lacks a part.
    pub(super) fn line(&mut self, line: &str) -> Result<Vec<(usize, ScopeStackOp)>, Stop> {
        let mut walk =
            LineWalk { line, at: 0, ahead: FxHashMap::default(), entered_at: (0, 0), operations: Vec::new() };
        if std::mem::take(&mut self.is_first_line) {
            let first = self.top()?.meta_content_scope.first();
            walk.operations.extend(first.map(|scope| (0, ScopeStackOp::Push(*scope))));
        }
        let mut standing = 0;
        loop {
            let before = walk.at;
            if !self.step(&mut walk)? {
                return Ok(walk.operations);
            }
            standing = if walk.at == before { standing + 1 } else { 0 };
            if standing > MOST_AT_ONE_PLACE {
                return Err(Stop::Budget);
            }
        }
    }

    /// Takes the next match; false where the line has no more.
    fn step(&mut self, walk: &mut LineWalk<'_>) -> Result<bool, Stop> {
        while self.prototype_starts.last().is_some_and(|start| *start >= self.stack.len()) {
            self.prototype_starts.pop();
        }
        let Some(best) = self.best(walk)? else { return Ok(false) };
        if best.would_loop {
            // A context that was entered without reading a character may not be left the same way: the next character is tried.
            let next = walk.line[walk.at..].char_indices().nth(1);
            walk.at += next.map_or(0, |(length, _)| length);
            return Ok(next.is_some());
        }
        let (_, end) = range(&best.groups)?;
        if end <= walk.at && matches!(best.pattern.operation, MatchOperation::Push(_)) {
            walk.entered_at = (end, self.stack.len() + 1);
        }
        walk.at = end;
        if best.from_prototype {
            self.prototype_starts.push(self.stack.len());
        }
        self.scopes(&best, &mut walk.operations)?;
        self.change(&best, walk.line)?;
        Ok(true)
    }

    /// The pattern whose match comes first; of several, the first in order.
    fn best(&mut self, walk: &mut LineWalk<'_>) -> Result<Option<Best>, Stop> {
        let may_loop = walk.entered_at == (walk.at, self.stack.len());
        let mut first = usize::MAX;
        let mut best: Option<Best> = None;
        let mut would_loop = false;
        for (from_prototype, id, captured) in self.contexts_in_order()? {
            let context = self.context(id)?;
            for (owner, index) in context_iter(&self.grammars.set, context) {
                let Ok(pattern) = owner.match_at(index) else { return Err(Stop::Grammar) };
                let Some(groups) = self.search(walk, pattern, captured.as_deref())? else { continue };
                let (start, end) = range(&groups)?;
                if start > first || (start == first && !would_loop) {
                    continue;
                }
                first = start;
                would_loop = may_loop && end <= walk.at && matches!(pattern.operation, MatchOperation::Pop);
                if matches!(pattern.operation, MatchOperation::Push(_)) && self.stack.len() >= DEPTH {
                    return Ok(None);
                }
                best = Some(Best { groups, pattern, from_prototype, would_loop });
                if start == walk.at && !would_loop {
                    return Ok(best);
                }
            }
        }
        Ok(best)
    }

    /// The contexts whose patterns count here: those that came with the contexts below, the grammar's own prototype, the topmost.
    fn contexts_in_order(&mut self) -> Result<Vec<CountingContext>, Stop> {
        let prototype = self.top()?.prototype;
        let start = self.prototype_starts.last().copied().unwrap_or(0);
        let mut contexts = Vec::new();
        for level in &self.stack[start..] {
            contexts.extend(level.prototypes.iter().map(|own| (true, *own, level.captured.clone())));
        }
        contexts.extend(prototype.map(|own| (false, own, None)));
        contexts.extend(self.stack.last().map(|top| (false, top.context, top.captured.clone())));
        Ok(contexts)
    }

    /// The next match of a pattern that does something.
    fn search(
        &mut self,
        walk: &mut LineWalk<'_>,
        pattern: &'static MatchPattern,
        captured: Option<&Captured>,
    ) -> Result<Option<Groups>, Stop> {
        self.spend(1)?;
        let key = std::ptr::from_ref(pattern).addr();
        match walk.ahead.get(&key) {
            Some(Some(groups)) if range(groups)?.0 >= walk.at => return Ok(Some(Rc::clone(groups))),
            Some(None) => return Ok(None),
            _ => {}
        }
        let filled_in = captured.filter(|_| pattern.has_captures);
        let regex = match filled_in {
            Some(captured) => self.filled_in(pattern, captured)?,
            None => {
                let regex = self.regexes.entry(key);
                regex.or_insert_with(|| self.grammars.regex(pattern.regex.regex_str())).clone()
            }
        };
        let Some(regex) = regex else { return Ok(None) };
        self.spend((walk.line.len() - walk.at) as u64)?;
        let Ok(found) = regex.captures_from_pos(walk.line, walk.at) else { return Err(Stop::Budget) };
        let Some(found) = found else {
            if filled_in.is_none() {
                walk.ahead.insert(key, None);
            }
            return Ok(None);
        };
        let groups: Groups =
            found.iter().map(|group| group.map(|group| (group.start(), group.end()))).collect();
        let (start, end) = range(&groups)?;
        let does_something = match pattern.operation {
            MatchOperation::None => start != end,
            MatchOperation::Push(_) => self.stack.len() < DEPTH,
            _ => true,
        };
        if does_something && filled_in.is_none() {
            walk.ahead.insert(key, Some(Rc::clone(&groups)));
        }
        Ok(does_something.then_some(groups))
    }

    /// The pattern with what it refers to in place: compiling it costs as much as many searches.
    fn filled_in(&mut self, pattern: &MatchPattern, captured: &Captured) -> Result<Option<Arc<Regex>>, Stop> {
        let text = with_groups(pattern.regex.regex_str(), captured);
        if let Some(known) = self.filled_in.get(&text) {
            return Ok(known.clone());
        }
        self.spend(100 * text.len() as u64)?;
        let regex = compiled(&text);
        self.filled_in.insert(text, regex.clone());
        Ok(regex)
    }

    fn spend(&mut self, steps: u64) -> Result<(), Stop> {
        self.left = self.left.checked_sub(steps).ok_or(Stop::Budget)?;
        Ok(())
    }

    fn top(&mut self) -> Result<&'static Context, Stop> {
        let id = self.stack.last().ok_or(Stop::Grammar)?.context;
        self.context(id)
    }

    fn context(&mut self, id: ContextId) -> Result<&'static Context, Stop> {
        if let Some(known) = self.contexts.get(&id) {
            return Ok(known);
        }
        let context = self.grammars.context(id).ok_or(Stop::Grammar)?;
        self.contexts.insert(id, context);
        Ok(context)
    }

    fn entered(&self, reference: &ContextReference) -> Result<&'static Context, Stop> {
        reference.resolve(&self.grammars.set).map_err(|_| Stop::Grammar)
    }

    /// The scopes of a match, and of its groups: the outer before the inner.
    fn scopes(&mut self, best: &Best, operations: &mut Vec<(usize, ScopeStackOp)>) -> Result<(), Stop> {
        let (start, end) = range(&best.groups)?;
        let pattern = best.pattern;
        let top = self.top()?;
        self.scopes_before(top, pattern, start, operations)?;
        operations.extend(pattern.scope.iter().map(|scope| (start, ScopeStackOp::Push(*scope))));
        let mut of_groups: Vec<((usize, isize), ScopeStackOp)> = Vec::new();
        for (number, scopes) in pattern.captures.iter().flatten() {
            let Some((start, end)) =
                best.groups.get(*number).copied().flatten().filter(|(start, end)| start != end)
            else {
                continue;
            };
            let length = (end - start).cast_signed();
            of_groups.extend(scopes.iter().map(|scope| ((start, -length), ScopeStackOp::Push(*scope))));
            of_groups.push(((end, isize::MIN), ScopeStackOp::Pop(scopes.len())));
        }
        of_groups.sort_by_key(|(order, _)| *order);
        operations.extend(of_groups.into_iter().map(|((at, _), operation)| (at, operation)));
        if !pattern.scope.is_empty() {
            operations.push((end, ScopeStackOp::Pop(pattern.scope.len())));
        }
        self.scopes_behind(top, pattern, end, operations)
    }

    /// What a change of contexts does to the scopes before the match.
    fn scopes_before(
        &self,
        top: &Context,
        pattern: &MatchPattern,
        at: usize,
        operations: &mut Vec<(usize, ScopeStackOp)>,
    ) -> Result<(), Stop> {
        if matches!(pattern.operation, MatchOperation::Pop) && !top.meta_content_scope.is_empty() {
            operations.push((at, ScopeStackOp::Pop(top.meta_content_scope.len())));
        }
        let Some((entered, sets)) = entered_by(&pattern.operation) else { return Ok(()) };
        if sets && top.clear_scopes.is_some() {
            operations.push((at, ScopeStackOp::Restore));
        }
        for reference in entered {
            let context = self.entered(reference)?;
            let cleared = context.clear_scopes.filter(|_| !sets);
            operations.extend(cleared.map(|amount| (at, ScopeStackOp::Clear(amount))));
            operations.extend(context.meta_scope.iter().map(|scope| (at, ScopeStackOp::Push(*scope))));
        }
        Ok(())
    }

    /// What a change of contexts does to the scopes behind the match: the scopes of contents come above those that were set before.
    fn scopes_behind(
        &self,
        top: &Context,
        pattern: &MatchPattern,
        at: usize,
        operations: &mut Vec<(usize, ScopeStackOp)>,
    ) -> Result<(), Stop> {
        if matches!(pattern.operation, MatchOperation::Pop) {
            if !top.meta_scope.is_empty() {
                operations.push((at, ScopeStackOp::Pop(top.meta_scope.len())));
            }
            operations.extend(top.clear_scopes.map(|_| (at, ScopeStackOp::Restore)));
        }
        let Some((entered, sets)) = entered_by(&pattern.operation) else { return Ok(()) };
        let entered = entered.iter().map(|reference| self.entered(reference));
        let entered: Vec<&Context> = entered.collect::<Result<_, Stop>>()?;
        let own = top.meta_scope.len() + top.meta_content_scope.len();
        let orders_anew = (sets && own > 0)
            || entered.iter().any(|context| {
                !context.meta_content_scope.is_empty() || (context.clear_scopes.is_some() && sets)
            });
        if !orders_anew {
            return Ok(());
        }
        let above: usize = entered.iter().map(|context| context.meta_scope.len()).sum();
        let gone = above + if sets { own } else { 0 };
        if gone > 0 {
            operations.push((at, ScopeStackOp::Pop(gone)));
        }
        for context in entered {
            let cleared = context.clear_scopes.filter(|_| sets);
            operations.extend(cleared.map(|amount| (at, ScopeStackOp::Clear(amount))));
            let scopes = context.meta_scope.iter().chain(&context.meta_content_scope);
            operations.extend(scopes.map(|scope| (at, ScopeStackOp::Push(*scope))));
        }
        Ok(())
    }

    /// Leaves and enters contexts.
    fn change(&mut self, best: &Best, line: &str) -> Result<(), Stop> {
        if matches!(best.pattern.operation, MatchOperation::Pop) {
            self.stack.pop();
        }
        let Some((entered, sets)) = entered_by(&best.pattern.operation) else { return Ok(()) };
        // What a `with_prototype` brought stays until the place on the stack is left.
        let left = if sets { self.stack.pop() } else { None };
        let mut prototypes = left.map(|level| level.prototypes).unwrap_or_default();
        for (number, reference) in entered.iter().enumerate() {
            let mut prototypes = std::mem::take(&mut prototypes);
            if number + 1 == entered.len()
                && let Some(own) = &best.pattern.with_prototype
            {
                prototypes.push(own.id().map_err(|_| Stop::Grammar)?);
            }
            let id = reference.id().map_err(|_| Stop::Grammar)?;
            let mut refers = self.context(id)?.uses_backrefs;
            for own in &prototypes {
                refers |= self.context(*own)?.uses_backrefs;
            }
            let captured =
                refers.then(|| Rc::new(Captured { groups: Rc::clone(&best.groups), line: line.to_owned() }));
            self.stack.push(ContextLevel { context: id, prototypes, captured });
        }
        Ok(())
    }
}

/// Where a match stands.
fn range(groups: &Groups) -> Result<(usize, usize), Stop> {
    groups.first().copied().flatten().ok_or(Stop::Grammar)
}

/// A pattern with the text of the groups in the place of `\1` and the like.
fn with_groups(pattern: &str, captured: &Captured) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some(digit) if digit.is_ascii_digit() => {
                let number = digit.to_digit(10).unwrap_or_default() as usize;
                let group = captured.groups.get(number).copied().flatten();
                let group = group.and_then(|(start, end)| captured.line.get(start..end)).unwrap_or_default();
                text.push_str(&fancy_regex::escape(group));
            }
            Some(other) => text.extend(['\\', other]),
            None => text.push('\\'),
        }
    }
    text
}

/// The contexts that an operation enters, and whether they take the place of the one on top; `None` where it enters none.
fn entered_by(operation: &MatchOperation) -> Option<(&[ContextReference], bool)> {
    match operation {
        MatchOperation::None | MatchOperation::Pop => None,
        MatchOperation::Push(entered) => Some((entered, false)),
        MatchOperation::Set(entered) => Some((entered, true)),
    }
}

#[cfg(test)]
mod tests;
