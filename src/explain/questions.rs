//! Missing facts as questions to ask.

use super::decisions::DECISIONS;
use super::node::{Kind, Node};
use super::{Renderer, Section, figures, words};
use crate::names::look;

impl Renderer<'_> {
    /// Every missing fact of the answer, once, in the order of the answer.
    pub(super) fn missing(&self) -> Section {
        let mut questions = Vec::new();
        self.questions(self.answer.at("due/missing"), &mut questions);
        for decision in &DECISIONS {
            self.questions(self.answer.at(decision.place).at("missing"), &mut questions);
        }
        for place in ["waiver/figuresMissing", "installments/figuresMissing"] {
            self.questions(self.answer.at(place), &mut questions);
        }
        self.section("missing", &words::HEAD_MISSING, questions)
    }

    /// The questions that a decision needs answered.
    pub(super) fn questions_of(&self, decision: Node<'_>) -> String {
        let mut questions = Vec::new();
        self.questions(decision.at("missing"), &mut questions);
        questions.join(self.word(&words::SPACE))
    }

    fn questions(&self, pointers: Node<'_>, questions: &mut Vec<String>) {
        for pointer in pointers.entries() {
            push_new(self.question(pointer.own_text()), questions);
        }
    }

    fn question(&self, pointer: &str) -> String {
        if let Some(question) = look(&words::QUESTIONS, pointer) {
            return self.word(question).to_owned();
        }
        match pointer.strip_prefix("/arrears/").and_then(|rest| rest.strip_suffix("/interest")) {
            Some(index) => self.interest_question(index),
            None => self.ask_other(pointer),
        }
    }

    fn ask_other(&self, pointer: &str) -> String {
        self.tell(&words::ASK_OTHER, self.answer, &[], &[("pointer", &figures::quoted(pointer))])
    }

    /// Asks for the interest of one arrear: by its due date where the answer shows it, else by its
    /// place in the list.
    fn interest_question(&self, index: &str) -> String {
        let arrear = format!("/arrears/{index}");
        if let Some(line) = self.answer.list("penalty/lines").find(|line| line.text("arrear") == arrear) {
            return self.tell(&words::ASK_INTEREST_OF, line, &[("date", "dueOn", Kind::Day)], &[]);
        }
        match index.parse::<usize>() {
            Ok(index) => {
                let place = index.saturating_add(1).to_string();
                self.tell(&words::ASK_INTEREST_AT, self.answer, &[], &[("place", &place)])
            }
            Err(_) => self.ask_other(&arrear),
        }
    }
}

/// Adds a line unless it stands there already.
pub(super) fn push_new(line: String, lines: &mut Vec<String>) {
    if !lines.contains(&line) {
        lines.push(line);
    }
}
