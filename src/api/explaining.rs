//! Operations on words: an answer in sentences, and the names of the wire's vocabularies.

use crate::json::Value;
use serde::Serialize;

use crate::api::form::Form;
use crate::api::form::Need::May;
use crate::api::language::locale;
use crate::api::{Engine, Reply};
use crate::assess::Answer;
use crate::decision::Change;
use crate::error::{Failure, FailureCode, Problems};
use crate::explain::{Level, change_text, explain_besides};
use crate::locale::Locale;
use crate::names::{self, Names};

/// What `vocabulary` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Vocabulary {
    /// Tags of the languages that words are given in.
    pub locales: Vec<&'static str>,
    /// Levels of `explain`.
    pub levels: Vec<&'static str>,
    /// Every closed vocabulary by name, with words for each of its own names.
    pub names: Names,
}

/// `explain(answer, { locale, level })`: an answer of `assess` in words.
///
/// # Errors
/// Every problem of the options and of the answer, each at its pointer.
pub(super) fn explanation<'a>(engine: &'a Engine, answer: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let mut problems = Problems::new();
    let (locale, level) = read_options(options, &mut problems);
    let explanation = explain_besides(problems, answer, &engine.versions, locale, level)?;
    Ok(Reply::Explanation(Box::new(explanation)))
}

/// Words what would change a decision.
pub(super) fn word(changes: &mut [Change], locale: Locale) {
    for change in changes {
        change.text = change_text(change, locale);
    }
}

/// Words what would change each decision of an answer.
pub(super) fn word_answer(answer: &mut Answer<'_>, locale: Locale) {
    let escalation = &mut answer.escalation;
    let decisions = [
        &mut answer.waiver.decision,
        &mut answer.installments.decision,
        &mut escalation.litigation.decision,
        &mut escalation.agency.decision,
    ];
    let hardship = answer.hardship.as_mut().map(|hardship| &mut hardship.decision);
    let restructure = answer.restructure.as_mut().map(|restructure| &mut restructure.decision);
    for decision in decisions.into_iter().chain(hardship).chain(restructure) {
        word(decision.changes.as_deref_mut().unwrap_or_default(), locale);
    }
}

/// `vocabulary()`: the names of every closed vocabulary in every language.
///
/// # Errors
/// Every problem of the options.
pub(super) fn vocabulary<'a>(_: &'a Engine, _: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let mut problems = Problems::new();
    read_options(options, &mut problems);
    let vocabulary = Vocabulary {
        locales: Locale::ALL.map(Locale::tag).to_vec(),
        levels: Level::NAMES.map(|(name, _)| name).to_vec(),
        names: names::all(),
    };
    let vocabulary = problems.finish(Some(vocabulary), FailureCode::InvalidFacts)?;
    Ok(Reply::Vocabulary(Box::new(vocabulary)))
}

fn read_options(options: &Value, problems: &mut Problems) -> (Locale, Level) {
    if options.is_null() {
        return (Locale::default(), Level::default());
    }
    let Some(mut form) = Form::options(options, &["locale", "level"], problems) else {
        return (Locale::default(), Level::default());
    };
    let asked = form.read("locale", May, locale);
    let level = form.word("level", May, &Level::NAMES);
    (asked.unwrap_or_default(), level.unwrap_or_default())
}
