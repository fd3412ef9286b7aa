//! Missing facts as questions to ask.

use super::view::DecisionView;
use super::{Renderer, Section, figures, words};

impl Renderer<'_> {
    /// Every missing fact of the answer, once, in the order of the answer.
    pub(super) fn missing(&self) -> Section {
        let mut pointers: Vec<&str> = self.view.due.missing.clone();
        for decision in self.view.all_decisions() {
            pointers.extend(&decision.missing);
        }
        pointers.extend(&self.view.waiver.figures_missing);
        pointers.extend(&self.view.installments.figures_missing);
        self.section("missing", words::HEAD_MISSING, self.questions(&pointers))
    }

    /// The questions that a decision needs answered.
    pub(super) fn questions_of(&self, decision: &DecisionView<'_>) -> String {
        self.questions(&decision.missing).join(self.word(words::SPACE))
    }

    fn questions(&self, pointers: &[&str]) -> Vec<String> {
        let mut questions: Vec<String> = Vec::new();
        for question in pointers.iter().map(|pointer| self.question(pointer)) {
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
        questions
    }

    fn question(&self, pointer: &str) -> String {
        if let Some((_, question)) = words::QUESTIONS.iter().find(|(known, _)| *known == pointer) {
            return self.word(*question).to_owned();
        }
        match pointer.strip_prefix("/arrears/").and_then(|rest| rest.strip_suffix("/interest")) {
            Some(index) => self.interest_question(index),
            None => self.say(words::ASK_OTHER, &[("pointer", &figures::quoted(pointer))]),
        }
    }

    /// Asks for the interest of one arrear: by its due date where the answer shows it, else by its
    /// place in the list.
    fn interest_question(&self, index: &str) -> String {
        let arrear = format!("/arrears/{index}");
        if let Some(line) = self.view.lines.iter().find(|line| line.arrear == arrear) {
            return self.say(words::ASK_INTEREST_OF, &[("date", &figures::date(line.due_on, self.locale))]);
        }
        match index.parse::<usize>() {
            Ok(index) => self.say(words::ASK_INTEREST_AT, &[("place", &index.saturating_add(1).to_string())]),
            Err(_) => self.say(words::ASK_OTHER, &[("pointer", &figures::quoted(&arrear))]),
        }
    }
}
