//! The tape: an answer as a row of words and two texts, for readers that build objects from it.
//!
//! A JSON text says every name again for every object, and its reader looks at every character. The tape says
//! each row of names, each word of a closed vocabulary and each source of a policy once for a [`Memory`], and
//! then only its number: an answer of eleven kilobytes of JSON is some six hundred words and two kilobytes of
//! text. The JavaScript facade reads it (`src/npm/tape.js`); a [`super::Reader`] turns it into the same JSON text
//! that the writer gives.
//!
//! # Layout
//! Texts of which every character is in Latin-1 stand one after the other in a text of one byte a character, which
//! a reader takes apart without decoding it; all others, and the definitions, stand in a second text in UTF-8. The
//! controls between ASCII and Latin-1 are among the others, since what browsers call Latin-1 has none.
//!
//! `words[0]` is the place of the definitions in the words and `words[1]` in the second text, counted in UTF-16
//! units; `words[2]` says how many shapes and `words[3]` how many names are defined. The value begins at `words[4]`
//! and at the start of the texts. A shape is its parent's number and a text, the field that it adds; a name is a
//! text. Both are numbered on from those defined before; shape 0 has no field.
//!
//! A word is its kind in the lowest three bits and a number above them:
//!
//! | kind | number | followed by |
//! |---|---|---|
//! | [`CONSTANT`] | 0 `null`, 1 `false`, 2 `true`, 3 a JSON number as text, 4 what lasts, 5 a text of the second, from 128 a figure | 3: its text; 4: its number and, the first time, the value; 5: its length in UTF-16 units |
//! | [`WHOLE`] | a whole number from 0 | |
//! | [`TEXT`] | its length | |
//! | [`NAME`] | the name's number | |
//! | [`LIST`] | how many values | the values |
//! | [`OBJECT`] | the shape's number | the values of its fields |
//! | [`MAP`] | how many fields | for each a text and a value |
//! | [`LASTING`] | the number of what lasts and has been given | |
//!
//! Amounts and dates often stand in an answer more than once. Such a figure has a slot, found by its key: at its first
//! sight, [`FIGURE_NEW`] and the slot tell that the text which follows is kept there, and [`FIGURE`] and the slot
//! stand for the text that was kept there last in the same tape.

mod serializer;
mod writer;

use std::ptr;

use serde::ser::{Serialize, Serializer};

use self::writer::Writer;

/// `null`, an answer, a number as text, or the first sight of what lasts.
pub const CONSTANT: u32 = 0;
/// A whole number from 0.
pub const WHOLE: u32 = 1;
/// A text.
pub const TEXT: u32 = 2;
/// A word of a closed vocabulary.
pub const NAME: u32 = 3;
/// A list.
pub const LIST: u32 = 4;
/// An object whose row of names is known.
pub const OBJECT: u32 = 5;
/// An object whose names are data.
pub const MAP: u32 = 6;
/// What was given before and lasts.
pub const LASTING: u32 = 7;

/// The constant that is a JSON number as its text.
pub const NUMBER_AS_TEXT: u32 = 3;
/// The constant that is the first sight of what lasts.
pub const FIRST_SIGHT: u32 = 4;
/// The constant that is a text of the second.
pub const WIDE_TEXT: u32 = 5;
/// The constants that are the texts kept in slots.
pub const FIGURE: u32 = 128;
/// How many slots there are.
pub const SLOTS: u32 = 128;
/// The constants that are texts to be kept in slots.
pub const FIGURE_NEW: u32 = 256;
/// Numbers from here on do not fit into a word.
const NUMBERS_END: u32 = 1 << 29;

/// Where the value begins.
pub const START: usize = 4;

/// What stands before the name of a type that lasts as long as a policy: see [`Lasting`].
const LASTING_MARK: &str = "\0lasting";

/// A part of a policy, which is the same in every answer under it.
///
/// Only what the [`Memory`] was told of is given by its number; anything else is written out.
#[derive(Debug)]
pub struct Lasting<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Serialize for Lasting<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(LASTING_MARK, self.0)
    }
}

/// Writes a text of a policy, as a serde attribute names the function.
///
/// # Errors
/// Those of the serializer.
pub fn lasting_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Lasting(text).serialize(serializer)
}

/// Writes texts of a policy, as a serde attribute names the function.
///
/// # Errors
/// Those of the serializer.
pub fn lasting_texts<S: Serializer>(texts: &[&str], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(texts.iter().map(|text| Lasting(*text)))
}

/// Writes words of a closed vocabulary, as a serde attribute names the function.
///
/// # Errors
/// Those of the serializer.
pub fn words<S: Serializer>(words: &[&'static str], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(words.iter().map(|word| Word(word)))
}

struct Word(&'static str);

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("Word", 0, self.0)
    }
}

/// What a reader of tapes has been told: the two go through the same tapes, in their order.
///
/// ```
/// use arrears::json::{Memory, Reader};
/// let (mut memory, mut reader) = (Memory::default(), Reader::default());
/// assert_eq!(reader.text(&memory.tape(&[Some("a"), None])), r#"["a",null]"#);
/// assert_eq!(reader.text(&memory.tape(&7)), "7");
/// ```
#[derive(Debug)]
pub struct Memory {
    /// The name that each shape adds to its parent's.
    shapes: Vec<String>,
    names: Places,
    lasting: Places,
    /// Steps from a shape to one that has one name more, by [`step`].
    steps: Places,
    /// The keys of the figures in slots, each with the number of the tape that it was kept in.
    figures: Vec<(u32, u32)>,
    tape_count: u32,
    /// How many names there are, and how many values that last have been given.
    name_count: u32,
    lasting_count: u32,
}

impl Default for Memory {
    fn default() -> Self {
        let shapes = vec![String::new()];
        Self {
            shapes,
            names: Places::default(),
            lasting: Places::default(),
            steps: Places::default(),
            figures: vec![(0, 0); slot(SLOTS)],
            tape_count: 0,
            name_count: 0,
            lasting_count: 0,
        }
    }
}

impl Memory {
    /// Tells of a value that keeps its place and content for as long as this memory is used.
    pub fn lasts<T: ?Sized>(&mut self, value: &T) {
        self.lasting.put(extent(value), UNSEEN);
    }

    /// Writes a value.
    pub fn tape(&mut self, value: &(impl Serialize + ?Sized)) -> Tape {
        let mut writer = Writer::over(self);
        let Ok(()) = value.serialize(&mut writer);
        writer.finish()
    }
}

/// What has been written: see the module for the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tape {
    /// The words.
    pub words: Vec<u32>,
    /// All texts in Latin-1, one after the other.
    pub narrow: Vec<u8>,
    /// All other texts, one after the other.
    pub wide: String,
}

/// A number of this module as the place of an entry.
fn slot(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A number that says nothing yet.
const UNSEEN: u32 = u32::MAX;

/// Numbers by place: a table with open addressing, at most half full.
#[derive(Debug, Default)]
struct Places {
    slots: Vec<((usize, usize), u32)>,
    used: usize,
}

impl Places {
    /// The slot of a place, or the empty one where it belongs.
    fn slot(&self, place: (usize, usize)) -> usize {
        let mask = self.slots.len().saturating_sub(1);
        let mut slot = (place.0 ^ (place.0 >> 4) ^ place.1.wrapping_mul(0x65)) & mask;
        while self.slots.get(slot).is_some_and(|(known, _)| *known != place && known.0 != 0) {
            slot = slot.wrapping_add(1) & mask;
        }
        slot
    }

    fn get(&self, place: (usize, usize)) -> Option<u32> {
        let (known, number) = self.slots.get(self.slot(place))?;
        (*known == place).then_some(*number)
    }

    fn put(&mut self, place: (usize, usize), number: u32) {
        if self.used.saturating_mul(2) >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(place);
        if let Some(kept) = self.slots.get_mut(slot) {
            self.used = self.used.saturating_add(usize::from(kept.0.0 == 0));
            *kept = (place, number);
        }
    }

    fn grow(&mut self) {
        let room = self.slots.len().saturating_mul(2).max(64);
        let old = std::mem::replace(&mut self.slots, vec![((0, 0), 0); room]);
        self.used = 0;
        for (place, number) in old {
            if place.0 != 0 {
                self.put(place, number);
            }
        }
    }
}

/// The place of a text that stays where it is.
fn place(text: &str) -> (usize, usize) {
    (text.as_ptr().addr(), text.len())
}

/// The place of a step from a shape by a name: no name is so long that two shapes could meet.
fn step(from: u32, name: &str) -> (usize, usize) {
    let (start, length) = place(name);
    (start, slot(from).wrapping_mul(1024).wrapping_add(length))
}

/// The place of a value that stays where it is.
fn extent<T: ?Sized>(value: &T) -> (usize, usize) {
    (ptr::from_ref(value).cast::<u8>().addr(), size_of_val(value))
}
