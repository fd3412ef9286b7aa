//! How a policy is read: every value into its place.
//!
//! A policy has some two hundred values in thirty kinds of object. Each kind says once which fields it has and
//! where they go ([`Read`]). Everything else is done by [`Object`] and [`Reading`]: opening, reporting what is
//! missing or unknown, going through lists, reading sources. They know a place only as `&mut dyn Read`, so that
//! they are compiled once and not for every type of a value: the engine is a download, and its size counts.

use crate::json::Value;

use crate::calendar::Date;
use crate::error::{ProblemCode, Problems};
use crate::limits::CLAUSES_MAX;
use crate::policy::dated::Dated;
use crate::policy::model::{Cited, Condition, Source};
use crate::policy::parse::checks::{check_ids, check_rising};
use crate::policy::parse::conditions::{Scope, read_condition};
use crate::policy::parse::scales::{check_spans, check_worsening};
use crate::reader::{Fields, Path, entries, report};

/// A place that a value of a policy is read into.
pub(crate) trait Read {
    /// Reads the value into the place, records every problem, and says whether it could be read. What could not
    /// be read must not be used.
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool;
}

/// What stands in a place until it is read. It is no default: it never leaves the reader, since whatever was
/// not read is left out together with its problem.
pub(crate) trait Blank: Sized {
    /// What stands there.
    const BLANK: Self;
    /// How many may stand in a list.
    const MOST: usize = CLAUSES_MAX;
}

/// Gives objects their blanks: all their fields blank.
macro_rules! blank {
    ($($type:ty { $($field:ident),* $(,)? })*) => {
        $(impl $crate::policy::parse::places::Blank for $type {
            const BLANK: Self = Self { $($field: $crate::policy::parse::places::Blank::BLANK),* };
        })*
    };
}
pub(super) use blank;

/// Reads one value by itself, where no source and no other part of a policy counts.
pub(crate) fn alone<T: Read + Blank>(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<T> {
    let mut place = T::BLANK;
    place.read(value, path, &mut Reading::new(problems)).then_some(place)
}

/// What reading a part has to know of the rest of the document.
pub(crate) struct Reading<'r> {
    /// The problems found so far.
    pub(super) problems: &'r mut Problems,
    /// Ids of the documents that the policy lists.
    pub(super) documents: Vec<&'r str>,
    /// Ids of the clauses read so far, over all conditions, in order.
    pub(super) clause_ids: Vec<String>,
}

impl<'r> Reading<'r> {
    /// The beginning of a document, of which no part is known yet.
    pub(super) fn new(problems: &'r mut Problems) -> Self {
        Self { problems, documents: Vec::new(), clause_ids: Vec::new() }
    }

    /// Opens an object and reports every field that is not among the known ones.
    pub(super) fn open<'o>(&'o mut self, value: &'o Value, path: Path<'o>, known: &[&str]) -> Object<'o, 'r> {
        let fields = Fields::open(value, path, known, self.problems);
        Object { whole: fields.is_some(), fields, path, reading: self }
    }

    /// Goes through a list of bounded length; says whether it is one.
    pub(super) fn each(&mut self, value: &Value, most: usize, path: Path<'_>, places: &mut dyn Entries) -> bool {
        let Some(entries) = entries(value, most, path, self.problems) else { return false };
        for (index, entry) in entries.iter().enumerate() {
            places.read_entry(entry, path.entry(index), self);
        }
        true
    }
}

/// Places that the entries of a list are read into. It is no closure, since the compiler keeps for every closure
/// that is called through a pointer a second way of calling it, which nobody uses.
pub(super) trait Entries {
    /// Reads an entry. One that cannot be read is left out, its problems kept.
    fn read_entry(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>);
}

/// An object whose fields are being read. Of what is no object every field is passed over.
pub(super) struct Object<'o, 'r> {
    fields: Option<Fields<'o>>,
    /// Where it stands.
    pub(super) path: Path<'o>,
    /// What is known of the rest.
    pub(super) reading: &'o mut Reading<'r>,
    /// Whether every field that must be there has been read.
    pub(super) whole: bool,
}

impl<'o> Object<'o, '_> {
    /// The value of a field, unless it is absent or `null`.
    pub(super) fn get(&self, name: &str) -> Option<&'o Value> {
        self.fields?.get(name)
    }

    /// Reads a field that must be there.
    pub(super) fn required(&mut self, name: &str, place: &mut dyn Read) -> bool {
        self.demanded(name, ProblemCode::Required, name, place)
    }

    /// Reads the source, which must be there.
    pub(super) fn source(&mut self, place: &mut Source) -> bool {
        self.demanded("source", ProblemCode::MissingSource, "", place)
    }

    fn demanded(&mut self, name: &str, code: ProblemCode, given: &str, place: &mut dyn Read) -> bool {
        let read = self.optional(name, place);
        if self.fields.is_some() && self.get(name).is_none() {
            report(self.reading.problems, code, self.path.field(name), given, "");
        }
        self.whole &= read;
        read
    }

    /// Reads a field that may be absent.
    pub(super) fn optional(&mut self, name: &str, place: &mut dyn Read) -> bool {
        self.get(name).is_some_and(|value| place.read(value, self.path.field(name), self.reading))
    }

    /// Reads a value with its source.
    pub(super) fn cited<T: Read>(&mut self, name: &str, place: &mut Cited<T>) -> bool {
        self.cited_as(name, &mut place.value, &mut place.source)
    }

    /// Reads a value with its source, where the value is not read as others of its type but by a reader.
    pub(super) fn cited_by<T>(&mut self, name: &str, place: &mut Cited<T>, read: Reader<T>) -> bool {
        self.cited_as(name, &mut By(&mut place.value, read), &mut place.source)
    }

    /// The same where the value is read by a place of its own.
    pub(super) fn cited_as(&mut self, name: &str, value: &mut dyn Read, source: &mut Source) -> bool {
        self.required(name, &mut WithSource { value, source })
    }

    /// Reads a value that may say what it was before its source held.
    pub(super) fn dated<T: Blank>(&mut self, name: &str, place: &mut Dated<T>, read: Reader<T>) -> bool {
        self.required(name, &mut WithEarlier { place, read })
    }

    /// Reads the condition of a section.
    pub(super) fn condition(&mut self, name: &str, scope: Scope, place: &mut Condition) -> bool {
        self.required(name, &mut Scoped { place, scope })
    }

    /// Reads a list whose entries have ids of their own.
    pub(super) fn items(&mut self, name: &str, place: &mut dyn Read) -> bool {
        self.check_ids(name, "id");
        self.required(name, place)
    }

    /// Reads a scale of day bands that starts at day 1, has neither gap nor overlap, and ends open.
    pub(super) fn scale(&mut self, name: &str, id: &str, place: &mut dyn Read) {
        if self.required(name, place) {
            self.check_ids(name, id);
            self.check(name, check_spans);
        }
    }

    /// Reports each id of a list that stands on an earlier entry already.
    pub(super) fn check_ids(&mut self, name: &str, id: &str) {
        check_ids(self.get(name), id, self.path.field(name), self.reading.problems);
    }

    /// Checks that the bands of a scale go from the mildest on.
    pub(super) fn check_worsening(&mut self, name: &str, names: &[&str]) {
        if let Some(bands) = self.get(name) {
            check_worsening(bands, names, self.path.field(name), self.reading.problems);
        }
    }

    /// Checks the value of a field as it is written.
    pub(super) fn check(&mut self, name: &str, check: fn(&Value, Path<'_>, &mut Problems)) {
        if let Some(value) = self.get(name) {
            check(value, self.path.field(name), self.reading.problems);
        }
    }
}

/// Reads a value with its source.
struct WithSource<'p> {
    value: &'p mut dyn Read,
    source: &'p mut Source,
}

impl Read for WithSource<'_> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["value", "source"]);
        at.required("value", self.value);
        at.source(self.source);
        at.whole
    }
}

impl<T: Read> Read for Cited<T> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        WithSource { value: &mut self.value, source: &mut self.source }.read(value, path, reading)
    }
}

/// Reads a value by itself.
pub(crate) type Reader<T> = fn(&Value, Path<'_>, &mut Problems) -> Option<T>;

/// A place that is not read as others of its type, but in a way of its own.
pub(super) struct By<'p, T>(pub(super) &'p mut T, pub(super) Reader<T>);

impl<T> Read for By<'_, T> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let read = (self.1)(value, path, reading.problems);
        read.map(|read| *self.0 = read).is_some()
    }
}

/// Reads a value with its source and what it was before.
struct WithEarlier<'p, T> {
    place: &'p mut Dated<T>,
    read: Reader<T>,
}

impl<T: Blank> Read for WithEarlier<'_, T> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["value", "source", "earlier"]);
        if let Some(list) = at.get("earlier") {
            at.reading.each(list, CLAUSES_MAX, path.field("earlier"), self);
        }
        let Dated { latest, earlier } = &mut *self.place;
        at.required("value", &mut By(&mut latest.value, self.read));
        at.source(&mut latest.source);
        if at.whole {
            let mut days: Vec<Date> = earlier.iter().map(|cited| cited.source.effective_from).collect();
            days.push(latest.source.effective_from);
            check_rising(&days, path.field("earlier"), at.reading.problems);
        }
        at.whole
    }
}

impl<T: Blank> Entries for WithEarlier<'_, T> {
    fn read_entry(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) {
        let mut cited = Cited::BLANK;
        let mut by = By(&mut cited.value, self.read);
        if (WithSource { value: &mut by, source: &mut cited.source }).read(value, path, reading) {
            self.place.earlier.push(cited);
        }
    }
}

/// Reads a condition that sees certain facts.
struct Scoped<'p> {
    place: &'p mut Condition,
    scope: Scope,
}

impl Read for Scoped<'_> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let read = read_condition(value, self.scope, path, reading);
        read.map(|condition| *self.place = condition).is_some()
    }
}

impl<T: Read + Blank> Read for Option<T> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut place = T::BLANK;
        let read = place.read(value, path, reading);
        if read {
            *self = Some(place);
        }
        read
    }
}

impl<T: Read + Blank> Read for Vec<T> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        reading.each(value, T::MOST, path, self)
    }
}

impl<T: Read + Blank> Entries for Vec<T> {
    fn read_entry(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) {
        let mut place = T::BLANK;
        if place.read(value, path, reading) {
            self.push(place);
        }
    }
}

impl<T> Blank for Option<T> {
    const BLANK: Self = None;
}

impl<T> Blank for Vec<T> {
    const BLANK: Self = Self::new();
}

impl<T: Blank> Blank for Cited<T> {
    const BLANK: Self = Self { value: T::BLANK, source: Source::BLANK };
}

impl<T: Blank> Blank for Dated<T> {
    const BLANK: Self = Self { latest: Cited::BLANK, earlier: Vec::new() };
}
