//! The one renderer: an answer in sentences, in simplified Chinese, traditional Chinese or English.
//!
//! # What it does
//! 1. Checks an answer from the wire against a table of what the words need; every problem stands at its
//!    pointer. The parts must add up to their totals.
//! 2. Says it at one of three levels: one sentence for what is due and one a decision; a checklist of
//!    every clause with value, comparison, threshold, status and source; or everything.
//! 3. Gives sections of lines as data, for a page to lay out, and the same as plain text.
//!
//! Sentences are made of ids and values of the answer alone: no figure stands in a sentence that does
//! not stand in the answer or in the policy's own words for a clause. Nothing is computed; amounts,
//! dates and shares are only written in the manner of the language.
//!
//! A clause is named in the policy's words when the policy has a clause of that id with the same fact,
//! comparison and threshold; else in words made of those three, so that an answer of another version
//! is never shown under a threshold that it was not judged by.

mod allocation;
mod changes;
mod clauses;
mod decisions;
mod figures;
mod full;
mod node;
mod questions;
mod shape;
mod sums;
mod tables;
mod words;

use crate::json::Value;
use serde::Serialize;

use crate::error::{Failure, FailureCode, Problems};
use crate::locale::{Locale, Trio};
use crate::names::{Table, look};
use crate::policy::model::Policy;
use crate::reader::Path;
use node::{Kind, Node};

pub use changes::change_text;

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// One sentence for what is due and one a decision.
    #[default]
    Sentence,
    /// Each decision with every clause that was looked at.
    Checklist,
    /// Everything in the answer, with the working.
    Full,
}

impl Level {
    /// Every level, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 3] =
        [("sentence", Self::Sentence), ("checklist", Self::Checklist), ("full", Self::Full)];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, level)| *level == self).map_or("", |(name, _)| name)
    }
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// Tag of the language.
    pub locale: &'static str,
    /// How much is said.
    pub level: &'static str,
    /// The title, with the as-of date.
    pub title: String,
    /// What is said, in the order of reading.
    pub sections: Vec<Section>,
    /// Title and sections as plain text, a line a sentence.
    pub text: String,
}

/// One part of an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// Stable id: `due`, `working`, `waiver`, `installments`, `plans`, `hardship`, `restructure`, `tracking`,
    /// `litigation`, `agency`, `changes`, `missing`, `conventions`, `policy`, `note`.
    pub id: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// Its lines, each a sentence or a row.
    pub lines: Vec<String>,
}

/// Says an answer in words. `versions` are the policy's versions; the one that computed the answer
/// lends its words where it is among them, else the last does.
///
/// # Errors
/// `invalidFacts` with every problem of the answer, at its pointer.
///
/// # Example
/// `explain(&answer, policies, Locale::English, Level::Sentence)` of a loan that is 99 days past due:
/// "No, a waiver of penalty and compound interest is not possible: the loan is 99 days past due, and
/// the policy requires at most 30 days." An answer without `asOf` fails with `required` at `/asOf`.
pub fn explain(answer: &Value, versions: &[Policy], locale: Locale, level: Level) -> Result<Explanation, Failure> {
    explain_besides(Problems::new(), answer, versions, locale, level)
}

/// Does what [`explain`] does, and reports the problems of the answer together with earlier ones.
///
/// # Errors
/// `invalidFacts` with the earlier problems and every problem of the answer, at its pointer.
pub fn explain_besides(
    mut problems: Problems,
    answer: &Value,
    versions: &[Policy],
    locale: Locale,
    level: Level,
) -> Result<Explanation, Failure> {
    let earlier = problems.count();
    let whole = shape::check(answer, &shape::ANSWER, Path::Root, &mut problems);
    let node = Node(Some(answer));
    sums::check(node, problems.count() == earlier, &mut problems);
    problems.finish(whole.then_some(()), FailureCode::InvalidFacts)?;
    let computed = versions.iter().find(|policy| policy.fingerprint == node.text("policy/fingerprint"));
    let renderer = Renderer { locale, answer: node, policy: computed.or(versions.last()), same: computed.is_some() };
    Ok(renderer.explanation(level))
}

/// What every sentence needs: the answer, the language, and the policy whose words are borrowed.
struct Renderer<'r> {
    locale: Locale,
    answer: Node<'r>,
    policy: Option<&'r Policy>,
    /// Whether the policy is the one that computed the answer.
    same: bool,
}

impl Renderer<'_> {
    fn explanation(&self, level: Level) -> Explanation {
        let title = self.tell(&words::TITLE, self.answer, &[("date", "asOf", Kind::Day)], &[]);
        let sections = self.sections(level);
        let text = plain(&title, &sections);
        Explanation { locale: self.locale.tag(), level: level.name(), title, sections, text }
    }

    fn sections(&self, level: Level) -> Vec<Section> {
        let mut sections = vec![self.due(level)];
        if level == Level::Full {
            sections.push(self.working());
        }
        self.decisions(level, &mut sections);
        if level != Level::Sentence {
            sections.push(self.missing());
        }
        if level == Level::Full {
            sections.push(self.conventions());
            sections.push(self.policy_section());
        }
        sections.push(self.note());
        sections.retain(|section| !section.lines.is_empty());
        sections
    }

    fn section(&self, id: &'static str, heading: &Trio, lines: Vec<String>) -> Section {
        Section { id, heading: heading.of(self.locale), lines }
    }

    fn word(&self, word: &Trio) -> &'static str {
        word.of(self.locale)
    }

    /// The word for a name of a table; nothing where the table does not have it.
    fn look(&self, table: Table, name: &str) -> &'static str {
        look(table, name).map_or("", |words| self.word(words))
    }
}

/// A sentence begins with a capital: the only language with capitals is English.
fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => std::iter::once(first.to_ascii_uppercase()).chain(characters).collect(),
        None => String::new(),
    }
}

fn plain(title: &str, sections: &[Section]) -> String {
    let mut text = String::from(title);
    for section in sections {
        text.push_str("\n\n");
        text.push_str(section.heading);
        for line in &section.lines {
            text.push('\n');
            text.push_str(line);
        }
    }
    text.push('\n');
    text
}
