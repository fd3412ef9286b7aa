//! The tape: an answer as a row of words and one text, for readers that build objects from it.
//!
//! A JSON text says every name again for every object, and its reader looks at every character. The tape says
//! each row of names, each word of a closed vocabulary and each source of a policy once for a [`Memory`], and
//! then only its number: an answer of eleven kilobytes of JSON is some six hundred words and two kilobytes of
//! text. The JavaScript facade reads it (`src/npm/tape.js`); a [`super::Reader`] turns it into the same JSON text
//! that the writer gives.
//!
//! # Layout
//! `words[0]` is the place of the definitions in the words and `words[1]` in the text, counted in UTF-16 units;
//! `words[2]` says how many shapes and `words[3]` how many names are defined. The value begins at `words[4]`
//! and at the start of the text. A shape is its parent's number and a text, the field that it adds; a name is a
//! text. Both are numbered on from those defined before; shape 0 has no field.
//!
//! A word is its kind in the lowest three bits and a number above them:
//!
//! | kind | number | followed by |
//! |---|---|---|
//! | [`CONSTANT`] | 0 `null`, 1 `false`, 2 `true`, 3 a JSON number as text, 4 what lasts | 3: its text; 4: its number and, the first time, the value |
//! | [`WHOLE`] | a whole number from 0 | |
//! | [`TEXT`] | its length in UTF-16 units | |
//! | [`NAME`] | the name's number | |
//! | [`LIST`] | how many values | the values |
//! | [`OBJECT`] | the shape's number | the values of its fields |
//! | [`MAP`] | how many fields | for each a text and a value |
//! | [`LASTING`] | the number of what lasts and has been given | |

mod serializer;

use std::fmt::{self, Write};
use std::ptr;

use serde::ser::{Serialize, Serializer};

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
pub struct Lasting<'a, T>(pub &'a T);

impl<T: Serialize> Serialize for Lasting<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(LASTING_MARK, self.0)
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
    shapes: Vec<Shape>,
    names: Places,
    lasting: Places,
    /// How many names there are, and how many values that last have been given.
    name_count: u32,
    lasting_count: u32,
}

impl Default for Memory {
    fn default() -> Self {
        let shapes = vec![Shape::default()];
        Self { shapes, names: Places::default(), lasting: Places::default(), name_count: 0, lasting_count: 0 }
    }
}

impl Memory {
    /// Tells of a value that keeps its place and content for as long as this memory is used.
    pub fn lasts<T>(&mut self, value: &T) {
        self.lasting.put((ptr::from_ref(value).addr(), size_of::<T>()), UNSEEN);
    }

    /// Writes a value.
    pub fn tape(&mut self, value: &(impl Serialize + ?Sized)) -> Tape {
        let mut words = Vec::with_capacity(1024);
        words.resize(START, 0);
        let mut writer = Writer {
            memory: self,
            words,
            text: String::with_capacity(4096),
            defined: Defined::default(),
            naming: None,
        };
        let Ok(()) = value.serialize(&mut writer);
        writer.finish()
    }
}

/// What has been written: see the module for the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tape {
    /// The words.
    pub words: Vec<u32>,
    /// All texts, one after the other.
    pub text: String,
}

/// A row of names: that of its parent and one more.
#[derive(Debug, Default)]
struct Shape {
    /// Where the name stands, as it was given.
    place: (usize, usize),
    /// The name.
    name: String,
    /// The first row that has one name more, and the next one of the same parent; 0 for none.
    child: u32,
    next: u32,
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
        let mut slot = (place.0 ^ (place.0 >> 4) ^ place.1.rotate_left(7)) & mask;
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

/// What a tape defines besides its value.
#[derive(Debug, Default)]
struct Defined {
    shapes: Vec<u32>,
    names: Vec<u32>,
    shape_text: String,
    name_text: String,
}

/// The place of a text that stays where it is.
fn place(text: &str) -> (usize, usize) {
    (text.as_ptr().addr(), text.len())
}

/// A number as a word has it; no answer holds as many values as would not fit.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn word(kind: u32, number: u32) -> u32 {
    (number << 3) | kind
}

/// The length of a text as JavaScript counts it.
fn units(text: &str) -> u32 {
    let (eights, rest) = text.as_bytes().as_chunks();
    let beyond = eights.iter().fold(0, |beyond, eight| beyond | u64::from_le_bytes(*eight));
    let beyond = rest.iter().fold(beyond, |beyond, byte| beyond | u64::from(*byte));
    let is_ascii = beyond & u64::from_le_bytes([0x80; 8]) == 0;
    number(if is_ascii { text.len() } else { text.encode_utf16().count() })
}

struct Writer<'m> {
    memory: &'m mut Memory,
    words: Vec<u32>,
    text: String,
    defined: Defined,
    /// The shape of the object whose next field the next text names, where it does.
    naming: Option<u32>,
}

impl Writer<'_> {
    #[inline(never)]
    fn push(&mut self, kind: u32, number: u32) {
        self.words.push(word(kind, number));
    }

    #[inline(never)]
    fn write(&mut self, text: &str) {
        self.text.push_str(text);
        self.push(TEXT, units(text));
    }

    /// Writes a text as it shows itself, straight into its place.
    #[inline(never)]
    fn show(&mut self, shown: fmt::Arguments<'_>) {
        let start = self.text.len();
        // Writing into a text cannot fail.
        let _ = self.text.write_fmt(shown);
        let length = units(self.text.get(start..).unwrap_or_default());
        self.push(TEXT, length);
    }

    /// A number that is no whole number from 0 below 2^29, as its text.
    #[inline(never)]
    fn show_number(&mut self, shown: fmt::Arguments<'_>) {
        self.push(CONSTANT, NUMBER_AS_TEXT);
        self.show(shown);
    }

    #[inline(never)]
    fn name(&mut self, name: &'static str) {
        let known = self.memory.names.get(place(name));
        let number = known.unwrap_or_else(|| self.define(name));
        self.push(NAME, number);
    }

    fn define(&mut self, name: &'static str) -> u32 {
        let number = self.memory.name_count;
        self.memory.name_count = number.saturating_add(1);
        self.memory.names.put(place(name), number);
        self.defined.names.push(units(name));
        self.defined.name_text.push_str(name);
        number
    }

    /// The shape that has one name more, a name of the types. The same text in another place makes another shape.
    #[inline(never)]
    fn field(&mut self, shape: u32, name: &'static str) -> u32 {
        match self.child(shape, name) {
            0 => self.grow(shape, name),
            child => child,
        }
    }

    /// As [`Self::field`], of a name that is only said to be one of the types: its text is compared as well.
    fn step(&mut self, shape: u32, name: &str) -> u32 {
        match self.child(shape, name) {
            child if child != 0 && self.shape(child).name == name => child,
            _ => self.grow(shape, name),
        }
    }

    /// The row with one name more, where it is known; else 0.
    #[inline(never)]
    fn child(&self, shape: u32, name: &str) -> u32 {
        let place = place(name);
        let mut child = self.shape(shape).child;
        while child != 0 && self.shape(child).place != place {
            child = self.shape(child).next;
        }
        child
    }

    fn shape(&self, shape: u32) -> &Shape {
        const NONE: &Shape = &Shape { place: (0, 0), name: String::new(), child: 0, next: 0 };
        usize::try_from(shape).ok().and_then(|shape| self.memory.shapes.get(shape)).unwrap_or(NONE)
    }

    fn grow(&mut self, parent: u32, name: &str) -> u32 {
        let made = number(self.memory.shapes.len());
        let next = self.shape(parent).child;
        self.memory.shapes.push(Shape { place: place(name), name: name.into(), child: 0, next });
        if let Some(parent) = usize::try_from(parent).ok().and_then(|parent| self.memory.shapes.get_mut(parent)) {
            parent.child = made;
        }
        self.defined.shapes.extend([parent, units(name)]);
        self.defined.shape_text.push_str(name);
        made
    }

    /// Writes the number of what lasts; whether its value has to follow.
    #[inline(never)]
    fn lasting(&mut self, place: (usize, usize)) -> bool {
        match self.memory.lasting.get(place) {
            None => true,
            Some(UNSEEN) => {
                let number = self.memory.lasting_count;
                self.memory.lasting_count = number.saturating_add(1);
                self.memory.lasting.put(place, number);
                self.push(CONSTANT, FIRST_SIGHT);
                self.words.push(number);
                true
            }
            Some(number) => {
                self.push(LASTING, number);
                false
            }
        }
    }

    /// Opens a list or an object whose head is known at its end.
    fn open(&mut self) -> usize {
        self.words.push(0);
        self.words.len().saturating_sub(1)
    }

    #[inline(never)]
    fn close(&mut self, at: usize, kind: u32, number: u32) {
        if let Some(head) = self.words.get_mut(at) {
            *head = word(kind, number);
        }
    }

    fn finish(mut self) -> Tape {
        let defined = self.defined;
        if !defined.shapes.is_empty() || !defined.names.is_empty() {
            let heads = [
                number(self.words.len()),
                units(&self.text),
                number(defined.shapes.len() / 2),
                number(defined.names.len()),
            ];
            self.words.splice(..START, heads);
            self.words.extend(defined.shapes.into_iter().chain(defined.names));
            self.text.push_str(&defined.shape_text);
            self.text.push_str(&defined.name_text);
        }
        Tape { words: self.words, text: self.text }
    }
}
