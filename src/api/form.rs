//! The fields of one object, read by their names.
//!
//! A form holds an object together with its place and with the problems found, so that a field is read by one
//! call with a name. Every reader of a plain value is compiled once for all operations; only what reads something
//! of its own is compiled where it stands. This keeps the engine small: fields are the most frequent thing in it.

use crate::api::language;
use crate::calendar::Date;
use crate::error::{Failure, FailureCode, ProblemCode, Problems};
use crate::json::Value;
use crate::money::{Factor, Money, Rate};
use crate::reader::{self, Fields, Path};

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Its absence is a problem.
    Must,
    /// It may be absent.
    May,
}

/// The fields of one object with their place.
#[derive(Debug)]
pub(super) struct Form<'v, 'p> {
    fields: Fields<'v>,
    path: Path<'p>,
    problems: &'p mut Problems,
}

/// Reads the fields of an operation and its options, of which only `locale` is known here.
pub(super) fn read<T>(
    given: &Value,
    options: &Value,
    known: &[&str],
    read: impl FnOnce(&mut Form<'_, '_>) -> Option<T>,
) -> Result<T, Failure> {
    read_beside(given, options, &[], known, read)
}

/// The same for an operation that a policy decides.
pub(super) fn read_by_policy<T>(
    given: &Value,
    options: &Value,
    known: &[&str],
    read: impl FnOnce(&mut Form<'_, '_>) -> Option<T>,
) -> Result<T, Failure> {
    read_beside(given, options, &language::POLICY, known, read)
}

fn read_beside<T>(
    given: &Value,
    options: &Value,
    beside: &[&str],
    known: &[&str],
    read: impl FnOnce(&mut Form<'_, '_>) -> Option<T>,
) -> Result<T, Failure> {
    let mut problems = Problems::new();
    language::only(options, beside, &mut problems);
    let value = Form::open(given, Path::Root, known, &mut problems).and_then(|mut form| read(&mut form));
    problems.finish(value, FailureCode::InvalidFacts)
}

impl<'v, 'p> Form<'v, 'p> {
    /// Opens an object and reports every field that is not among the known ones.
    pub(super) fn open(value: &'v Value, path: Path<'p>, known: &[&str], problems: &'p mut Problems) -> Option<Self> {
        let fields = Fields::open(value, path, known, problems)?;
        Some(Self { fields, path, problems })
    }

    /// Opens the options of an operation that a policy decides.
    pub(super) fn options(value: &'v Value, known: &[&str], problems: &'p mut Problems) -> Option<Self> {
        let fields = language::options(value, known, problems)?;
        Some(Self { fields, path: language::OPTIONS, problems })
    }

    /// The value of a field, unless it is absent or `null`.
    pub(super) fn get(&self, name: &str) -> Option<&'v Value> {
        self.fields.get(name)
    }

    /// Whether a field is given.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The problems found so far.
    pub(super) fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    /// Records a problem of the object itself.
    #[inline(never)]
    pub(super) fn report(&mut self, code: ProblemCode, given: &str, wanted: &str) {
        reader::report(self.problems, code, self.path, given, wanted);
    }

    /// Records a problem of a field.
    #[inline(never)]
    pub(super) fn report_at(&mut self, name: &str, code: ProblemCode, given: &str, wanted: &str) {
        reader::report(self.problems, code, self.path.field(name), given, wanted);
    }

    /// Records that a field is missing.
    pub(super) fn require(&mut self, name: &str) {
        self.report_at(name, ProblemCode::Required, name, "");
    }

    /// The value of a field, whose absence is reported where it must be there.
    #[inline(never)]
    fn value(&mut self, name: &str, need: Need) -> Option<&'v Value> {
        let value = self.get(name);
        if value.is_none() && need == Need::Must {
            self.require(name);
        }
        value
    }

    /// Reads a field by a reader of its own.
    pub(super) fn read<T>(
        &mut self,
        name: &str,
        need: Need,
        read: impl FnOnce(&'v Value, Path<'_>, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(name, need)?;
        read(value, self.path.field(name), self.problems)
    }

    /// Reads one of a few words.
    pub(super) fn word<T: Copy>(&mut self, name: &str, need: Need, words: &[(&str, T)]) -> Option<T> {
        let value = self.value(name, need)?;
        reader::one_of(value, words, self.path.field(name), self.problems)
    }

    /// Goes through a list of objects, each with these fields alone, and tells whether there is such a list.
    #[inline(never)]
    pub(super) fn each(
        &mut self,
        name: &str,
        need: Need,
        most: usize,
        known: &[&str],
        read: &mut dyn FnMut(&mut Form<'v, '_>),
    ) -> bool {
        let each = |value, path: Path<'_>, problems: &mut Problems| {
            Form::open(value, path, known, problems).map(|mut form| read(&mut form))
        };
        let Some(value) = self.value(name, need) else { return false };
        reader::list(value, most, self.path.field(name), self.problems, each).is_some()
    }
}

/// One method for each reader of a plain value.
macro_rules! leaves {
    ($($(#[$doc:meta])* $name:ident: $given:ty;)*) => {
        impl<'v> Form<'v, '_> {
            $($(#[$doc])*
            #[inline(never)]
            pub(super) fn $name(&mut self, name: &str, need: Need) -> Option<$given> {
                self.read(name, need, reader::$name)
            })*
        }
    };
}

leaves! {
    /// Reads an amount of money.
    money: Money;
    /// Reads a rate or share.
    rate: Rate;
    /// Reads what a rate is multiplied by.
    multiplier: Factor;
    /// Reads a date.
    date: Date;
    /// Reads yes or no.
    yes_no: bool;
    /// Reads a whole number, zero or more.
    count: u32;
    /// Reads a text of bounded length.
    text: &'v str;
}
