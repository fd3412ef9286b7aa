//! Puts changes into the text of a file, side by side: each behind a question whether it is the one that is on.
//!
//! `a + b` becomes `(if crate::change_is_on(7) { a - b } else { a + b })`. An operator is changed between the values that it
//! has, so that `a - b * c` becomes `a - (b + c)` and not `(a - b) + c`. What cannot be asked there is left alone: in
//! constants, and between the parts of a condition that bind names (`if let … && …`).

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use anyhow::{Context, Result};
use proc_macro2::{LineColumn, Span};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::list::{Change, Genre, Position};

/// A file with its changes.
#[derive(Debug, Default)]
pub(crate) struct Placed {
    /// The text to compile.
    pub(crate) text: String,
    /// What was put into it for which change, by the places of bytes.
    pub(crate) pieces: Vec<(Range<usize>, usize)>,
}

impl Placed {
    /// The changes that stand in it.
    pub(crate) fn numbers(&self) -> BTreeSet<usize> {
        self.pieces.iter().map(|(_, number)| *number).collect()
    }
}

/// Places what can be placed of these changes, which are all of one file.
pub(crate) fn place(text: &str, changes: &[&Change]) -> Result<Placed> {
    let tree = syn::parse_file(text).context("it is not Rust")?;
    let mut placing = Placing::default();
    for change in changes {
        placing.wanted.entry((change.start(), change.genre)).or_default().push(change);
    }
    placing.visit_file(&tree);
    for change in changes.iter().filter(|change| change.genre == Genre::FnValue) {
        placing.value(change);
    }
    placing.inserts.sort_by_key(|insert| (insert.at, insert.order));
    let mut placed = Placed::default();
    let mut done = 0;
    for Insert { at, pieces, .. } in placing.inserts {
        placed.text.push_str(text.get(done..at).context("a place is not between two letters")?);
        done = at;
        for (number, piece) in pieces {
            let from = placed.text.len();
            placed.text.push_str(&piece);
            placed.pieces.extend(number.map(|number| (from..placed.text.len(), number)));
        }
    }
    placed.text.push_str(text.get(done..).unwrap_or_default());
    Ok(placed)
}

/// Text to put in, and the change that it belongs to.
type Piece = (Option<usize>, String);

/// What is put in at one place of the text.
#[derive(Debug)]
struct Insert {
    at: usize,
    order: Order,
    pieces: Vec<Piece>,
}

/// What comes first of several things at one place: what ends there, the inner one first; what stands by itself; what begins
/// there, the outer one first. Of two around the same text, the one that was found first is the outer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    End { length: usize, from_last: usize },
    Between,
    Begin { from_longest: usize, found: usize },
}

/// A walk through a file.
#[derive(Debug, Default)]
struct Placing<'a> {
    wanted: HashMap<(Position, Genre), Vec<&'a Change>>,
    inserts: Vec<Insert>,
    /// Whether what is walked through is worked out while compiling, outer things first.
    is_constant: Vec<bool>,
    /// The bodies of all functions: where they lie, the byte behind their opening brace, whether they are constant.
    bodies: Vec<(Range<Position>, usize, bool)>,
}

impl<'a> Placing<'a> {
    /// The changes of a kind that begin where this does; none in a constant.
    fn wanted(&self, span: Span, genre: Genre) -> Vec<&'a Change> {
        let is_constant = self.is_constant.last().copied().unwrap_or(false);
        let found = self.wanted.get(&(position(span.start()), genre)).filter(|_| !is_constant);
        found.cloned().unwrap_or_default()
    }

    fn around(&mut self, span: Span, before: Vec<Piece>, after: &str) {
        let Range { start, end } = span.byte_range();
        let (length, found) = (end - start, self.inserts.len());
        let begin = Order::Begin { from_longest: usize::MAX - length, found };
        let end_order = Order::End { length, from_last: usize::MAX - found };
        self.inserts.push(Insert { at: start, order: begin, pieces: before });
        self.inserts.push(Insert { at: end, order: end_order, pieces: vec![(None, after.to_owned())] });
    }

    fn at(&mut self, at: usize, number: usize, text: String) {
        self.inserts.push(Insert { at, order: Order::Between, pieces: vec![(Some(number), text)] });
    }

    /// Makes an expression give something else for each of the changes.
    fn instead(&mut self, span: Span, changes: &[&Change], other: impl Fn(&Change) -> String) {
        if changes.is_empty() {
            return;
        }
        let branch = |change: &&Change| {
            (Some(change.number), format!("if {} {{ {} }} else ", asked(change.number), other(change)))
        };
        let branches = changes.iter().map(branch);
        let before = [(None, "(".to_owned())].into_iter().chain(branches).chain([(None, "{ ".to_owned())]);
        self.around(span, before.collect(), " })");
    }

    /// Makes the innermost function around a change give its value at once.
    fn value(&mut self, change: &Change) {
        let around = self.bodies.iter().filter(|(lines, ..)| lines.contains(&change.start()));
        if let Some((_, behind_brace, false)) = around.max_by_key(|(lines, ..)| lines.start) {
            let text = format!(" if {} {{ return {}; }} ", asked(change.number), change.replacement);
            self.at(*behind_brace, change.number, text);
        }
    }

    fn body(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let lines = position(block.span().start())..position(block.span().end());
        let behind_brace = block.brace_token.span.open().byte_range().end;
        self.bodies.push((lines, behind_brace, signature.constness.is_some()));
    }

    fn within(&mut self, is_constant: bool, walk: impl FnOnce(&mut Self)) {
        self.is_constant.push(is_constant);
        walk(self);
        self.is_constant.pop();
    }
}

fn position(of: LineColumn) -> Position {
    Position { line: of.line, column: of.column + 1 }
}

fn asked(number: usize) -> String {
    format!("crate::change_is_on({number})")
}

fn written(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

/// Whether the parts of a condition bind names, so that it cannot stand in brackets.
fn binds(part: &syn::Expr) -> bool {
    match part {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(both) => binds(&both.left) || binds(&both.right),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Placing<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.body(&item.sig, &item.block);
        self.within(item.sig.constness.is_some(), |walk| visit::visit_item_fn(walk, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.body(&item.sig, &item.block);
        self.within(item.sig.constness.is_some(), |walk| visit::visit_impl_item_fn(walk, item));
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.body(&item.sig, block);
        }
        self.within(item.sig.constness.is_some(), |walk| visit::visit_trait_item_fn(walk, item));
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.within(true, |walk| visit::visit_item_const(walk, item));
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        self.within(true, |walk| visit::visit_impl_item_const(walk, item));
    }

    fn visit_trait_item_const(&mut self, item: &'ast syn::TraitItemConst) {
        self.within(true, |walk| visit::visit_trait_item_const(walk, item));
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.within(true, |walk| visit::visit_item_static(walk, item));
    }

    fn visit_type_array(&mut self, array: &'ast syn::TypeArray) {
        self.within(true, |walk| visit::visit_type_array(walk, array));
    }

    fn visit_expr_binary(&mut self, both: &'ast syn::ExprBinary) {
        if !binds(&both.left) && !binds(&both.right) {
            let (left, right) = (written(&both.left), written(&both.right));
            let changes = self.wanted(both.op.span(), Genre::BinaryOperator);
            self.instead(both.span(), &changes, |change| format!("{left} {} {right}", change.replacement));
        }
        visit::visit_expr_binary(self, both);
    }

    fn visit_expr_unary(&mut self, one: &'ast syn::ExprUnary) {
        let changes = self.wanted(one.op.span(), Genre::UnaryOperator);
        self.instead(one.span(), &changes, |_| written(&one.expr));
        visit::visit_expr_unary(self, one);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        match &arm.pat {
            syn::Pat::Guard(own) if !binds(&own.guard) => {
                let changes = self.wanted(own.guard.span(), Genre::MatchArmGuard);
                self.instead(own.guard.span(), &changes, |change| change.replacement.clone());
            }
            syn::Pat::Guard(_) => {}
            pattern => {
                for change in self.wanted(arm.span(), Genre::MatchArm) {
                    let behind = pattern.span().byte_range().end;
                    self.at(behind, change.number, format!(" if !{}", asked(change.number)));
                }
            }
        }
        visit::visit_arm(self, arm);
    }

    fn visit_expr_struct(&mut self, value: &'ast syn::ExprStruct) {
        for (field, rest) in value.fields.iter().filter_map(|field| Some((field, value.rest.as_ref()?))) {
            let from_rest = format!("({}).{}", written(rest), written(&field.member));
            let changes = self.wanted(field.span(), Genre::StructField);
            if field.colon_token.is_some() {
                self.instead(field.expr.span(), &changes, |_| from_rest.clone());
            } else if let Some(change) = changes.first() {
                let name = written(&field.member);
                let text = format!(": (if {} {{ {from_rest} }} else {{ {name} }})", asked(change.number));
                self.at(field.span().byte_range().end, change.number, text);
            }
        }
        visit::visit_expr_struct(self, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::list::tests::change;

    /// The text with changes placed in it, without spaces at the ends; the question is a short one here.
    fn with(text: &str, wanted: &[(&str, &str, &str)]) -> String {
        let numbered = wanted.iter().zip(1..);
        let changes: Vec<Change> =
            numbered.map(|((genre, at, other), number)| change(number, genre, text, at, other)).collect();
        let placed = place(text, &changes.iter().collect::<Vec<_>>()).unwrap();
        syn::parse_file(&placed.text).unwrap();
        for (range, number) in &placed.pieces {
            assert!(placed.text[range.clone()].contains(&asked(*number)), "{placed:?}");
        }
        placed.text.replace("crate::change_is_on", "on")
    }

    #[test]
    fn an_operator_is_another_one() {
        let text = "fn f() -> bool { a + b < 2 }";
        assert_eq!(
            with(text, &[("BinaryOperator", "<", "<="), ("BinaryOperator", "<", ">"), ("BinaryOperator", "+", "-")]),
            "fn f() -> bool { (if on(1) { a + b <= 2 } else if on(2) { a + b > 2 } else { \
             (if on(3) { a - b } else { a + b }) < 2 }) }"
        );
        // By the values that it has, whatever their letters; a column is no count of bytes.
        assert_eq!(
            with("fn f() { \"元\"; a - b * c }", &[("BinaryOperator", "*", "+")]),
            "fn f() { \"元\"; a - (if on(1) { b + c } else { b * c }) }"
        );
        assert_eq!(
            with("fn f() { a += 1; }", &[("BinaryOperator", "+=", "-=")]),
            "fn f() { (if on(1) { a -= 1 } else { a += 1 }); }"
        );
    }

    #[test]
    fn an_operator_before_a_value_is_left_out() {
        assert_eq!(
            with("fn f() { !a && b }", &[("UnaryOperator", "!", ""), ("BinaryOperator", "&&", "||")]),
            "fn f() { (if on(2) { ! a || b } else { (if on(1) { a } else { !a }) && b }) }"
        );
    }

    #[test]
    fn an_arm_is_left_out_and_one_with_a_guard_is_left_alone() {
        let text = "fn f() { match a { A | B => 1, C if x => 2, _ => 3 } }";
        assert_eq!(
            with(text, &[("MatchArm", "A |", "")]),
            "fn f() { match a { A | B if !on(1) => 1, C if x => 2, _ => 3 } }"
        );
        assert_eq!(with(text, &[("MatchArm", "C", "")]), text);
    }

    #[test]
    fn a_guard_always_holds_or_never() {
        let text = "fn f() { match a { C if x < 2 => 2, _ => 3 } }";
        let wanted =
            [("MatchArmGuard", "x <", "true"), ("MatchArmGuard", "x <", "false"), ("BinaryOperator", "<", "<=")];
        assert_eq!(
            with(text, &wanted),
            "fn f() { match a { C if (if on(1) { true } else if on(2) { false } else { \
             (if on(3) { x <= 2 } else { x < 2 }) }) => 2, _ => 3 } }"
        );
    }

    #[test]
    fn a_field_is_taken_from_the_others() {
        let text = "fn f() { Terms { grace: 1 + 1, rate, ..self.terms() } }";
        assert_eq!(
            with(text, &[("StructField", "grace", ""), ("StructField", "rate", "")]),
            "fn f() { Terms { grace: (if on(1) { (self . terms ()) . grace } else { 1 + 1 }), \
             rate: (if on(2) { (self . terms ()) . rate } else { rate }), ..self.terms() } }"
                .replace(") . ", ").")
        );
        let whole = "fn f() { Terms { grace: 1, rate } }";
        assert_eq!(with(whole, &[("StructField", "grace", "")]), whole);
    }

    #[test]
    fn a_function_gives_a_value_at_once() {
        let text = "impl A { fn f(&self) -> u8 { fn g() -> u8 { 1 } g() } }\ntrait B { fn h() -> u8 { 2 } fn i(); }";
        assert_eq!(
            with(text, &[("FnValue", "g() }", "0"), ("FnValue", "1 }", "5"), ("FnValue", "2 }", "6")]),
            "impl A { fn f(&self) -> u8 { if on(1) { return 0; }  fn g() -> u8 { if on(2) { return 5; }  1 } g() } }\n\
             trait B { fn h() -> u8 { if on(3) { return 6; }  2 } fn i(); }"
        );
    }

    #[test]
    fn what_is_worked_out_while_compiling_is_left_alone() {
        for text in [
            "const fn f() -> u8 { 1 + 1 }",
            "const A: u8 = 1 + 1;",
            "static A: u8 = 1 + 1;",
            "fn f() { const A: u8 = 1 + 1; }",
            "impl B { const A: u8 = 1 + 1; }",
            "trait B { const A: u8 = 1 + 1; }",
            "fn f(a: [u8; 1 + 1]) {}",
            "impl B { const fn f() -> u8 { 1 + 1 } }",
        ] {
            assert_eq!(with(text, &[("BinaryOperator", "+", "-")]), text);
        }
        let constant = "impl B { const fn f() -> u8 { 1 } }\nconst fn g() -> u8 { 2 }";
        assert_eq!(with(constant, &[("FnValue", "1", "0"), ("FnValue", "2", "0")]), constant);
        assert_ne!(
            with("const fn f() { fn g() -> u8 { 1 + 1 } }", &[("BinaryOperator", "+", "-")]),
            "const fn f() { fn g() -> u8 { 1 + 1 } }"
        );
    }

    #[test]
    fn conditions_that_bind_names_stay_whole() {
        let text = "fn f() { if let Some(x) = a && x == 1 && c { } }";
        let first = with(text, &[("BinaryOperator", "&& x", "||"), ("BinaryOperator", "&& c", "||")]);
        assert_eq!(first, text);
        assert_eq!(
            with(text, &[("BinaryOperator", "==", "!=")]),
            "fn f() { if let Some(x) = a && (if on(1) { x != 1 } else { x == 1 }) && c { } }"
        );
    }

    #[test]
    fn what_is_no_rust_is_told() {
        assert!(place("fn", &[]).is_err());
        let unheard = change(1, "Unheard", "fn f() { a }", "a", "");
        assert!(place("fn f() { a }", &[&unheard]).unwrap().numbers().is_empty());
    }
}
