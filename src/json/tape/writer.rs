//! What puts a tape together, word by word.

use std::fmt::{self, Write};

use super::{
    CONSTANT, FIGURE, FIGURE_NEW, FIRST_SIGHT, LASTING, Memory, NAME, NUMBER_AS_TEXT, SLOTS, START, TEXT, Tape, UNSEEN,
    WIDE_TEXT, place, slot, step,
};

/// What a tape defines besides its value.
#[derive(Debug, Default)]
struct Defined {
    shapes: Vec<u32>,
    names: Vec<u32>,
    shape_text: String,
    name_text: String,
}

/// A number as a word has it; no answer holds as many values as would not fit.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn word(kind: u32, number: u32) -> u32 {
    (number << 3) | kind
}

/// The length of a text as JavaScript counts it.
fn units(text: &str) -> u32 {
    number(text.encode_utf16().count())
}

/// Whether a character has one byte in Latin-1, and the same one in what browsers call so.
fn is_narrow(character: char) -> bool {
    matches!(character, '\0'..='\u{7f}' | '\u{a0}'..='\u{ff}')
}

/// A tape that is being written. Words and text are written into places that are already there, in few instructions,
/// and cut off behind the last.
pub(super) struct Writer<'m> {
    memory: &'m mut Memory,
    words: Vec<u32>,
    word_count: usize,
    narrow: Vec<u8>,
    narrow_length: usize,
    wide: String,
    /// Room for a text that shows itself.
    shown: String,
    defined: Defined,
    /// The shape of the object whose next field the next text names, where it does.
    pub(super) naming: Option<u32>,
}

impl<'m> Writer<'m> {
    /// A tape with nothing on it.
    pub(super) fn over(memory: &'m mut Memory) -> Self {
        memory.tape_count = memory.tape_count.wrapping_add(1);
        Self {
            memory,
            words: vec![0; 1024],
            word_count: START,
            narrow: vec![0; 4096],
            narrow_length: 0,
            wide: String::new(),
            shown: String::new(),
            defined: Defined::default(),
            naming: None,
        }
    }
}

impl Writer<'_> {
    #[inline(never)]
    pub(super) fn push(&mut self, kind: u32, number: u32) {
        self.add(word(kind, number));
    }

    /// Writes a word; its place.
    fn add(&mut self, word: u32) -> usize {
        let place = self.word_count;
        match self.words.get_mut(place) {
            Some(room) => *room = word,
            None => self.words.push(word),
        }
        self.word_count = place.saturating_add(1);
        place
    }

    #[inline(never)]
    pub(super) fn write(&mut self, text: &str) {
        if self.append(text.as_bytes()) {
            return;
        }
        if text.chars().all(is_narrow) {
            // There is room: in UTF-8 the text is longer.
            let start = self.narrow_length;
            for character in text.chars() {
                self.put(self.narrow_length, u32::from(character).into());
                self.narrow_length = self.narrow_length.saturating_add(1);
            }
            let length = self.narrow_length.saturating_sub(start);
            return self.push(TEXT, number(length));
        }
        self.wide.push_str(text);
        self.push(CONSTANT, WIDE_TEXT);
        self.push(TEXT, units(text));
    }

    /// Writes bytes as a text if they are ASCII, and tells whether they are. Most texts are short, and eight bytes at
    /// once are written faster than so many as there are.
    #[inline(never)]
    pub(super) fn append(&mut self, text: &[u8]) -> bool {
        let mut start = self.narrow_length;
        let end = start.saturating_add(text.len()).saturating_add(8);
        if end > self.narrow.len() {
            self.narrow.resize(end.saturating_mul(2), 0);
        }
        let (eights, rest) = text.as_chunks::<8>();
        let mut all = 0;
        for eight in eights {
            let eight = u64::from_le_bytes(*eight);
            all |= eight;
            self.put(start, eight);
            start = start.wrapping_add(8);
        }
        let rest = rest.iter().rev().fold(0, |rest, byte| (rest << 8) | u64::from(*byte));
        self.put(start, rest);
        let is_ascii = (all | rest) & u64::from_le_bytes([0x80; 8]) == 0;
        if is_ascii {
            self.end_narrow(text.len());
        }
        is_ascii
    }

    fn put(&mut self, start: usize, eight: u64) {
        if let Some(place) = self.narrow.get_mut(start..).and_then(<[u8]>::first_chunk_mut) {
            *place = eight.to_le_bytes();
        }
    }

    /// Ends a text of so many bytes, which have been put behind the others.
    fn end_narrow(&mut self, length: usize) {
        self.narrow_length = self.narrow_length.saturating_add(length);
        self.push(TEXT, number(length));
    }

    /// Writes a figure by its slot, where its key has one; else tells that the text to come is kept there.
    #[inline(never)]
    pub(super) fn is_kept(&mut self, key: u32) -> bool {
        let number = (key ^ (key >> 7) ^ (key >> 14)) & (SLOTS - 1);
        let own = (key, self.memory.tape_count);
        let kept = self.memory.figures.get_mut(slot(number)).is_some_and(|kept| std::mem::replace(kept, own) == own);
        self.push(CONSTANT, if kept { FIGURE } else { FIGURE_NEW } | number);
        kept
    }

    /// Writes a text as it shows itself.
    #[inline(never)]
    pub(super) fn show(&mut self, shown: fmt::Arguments<'_>) {
        let mut text = std::mem::take(&mut self.shown);
        // Writing into a text cannot fail.
        let _ = text.write_fmt(shown);
        self.write(&text);
        text.clear();
        self.shown = text;
    }

    /// A number that is no whole number from 0 below 2^29, as its text.
    #[inline(never)]
    pub(super) fn show_number(&mut self, shown: fmt::Arguments<'_>) {
        self.push(CONSTANT, NUMBER_AS_TEXT);
        self.show(shown);
    }

    #[inline(never)]
    pub(super) fn name(&mut self, name: &'static str) {
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
    pub(super) fn field(&mut self, from: u32, name: &'static str) -> u32 {
        self.memory.steps.get(step(from, name)).unwrap_or_else(|| self.grow(from, name))
    }

    /// As [`Self::field`], of a name that is only said to be one of the types: its text is compared as well.
    pub(super) fn named_field(&mut self, from: u32, name: &str) -> u32 {
        let known = self.memory.steps.get(step(from, name));
        let known = known.filter(|to| self.memory.shapes.get(slot(*to)).is_some_and(|known| known == name));
        known.unwrap_or_else(|| self.grow(from, name))
    }

    fn grow(&mut self, from: u32, name: &str) -> u32 {
        let made = number(self.memory.shapes.len());
        self.memory.shapes.push(name.into());
        self.memory.steps.put(step(from, name), made);
        self.defined.shapes.extend([from, units(name)]);
        self.defined.shape_text.push_str(name);
        made
    }

    /// Writes the number of what lasts; whether its value has to follow.
    #[inline(never)]
    pub(super) fn lasting(&mut self, place: (usize, usize)) -> bool {
        match self.memory.lasting.get(place) {
            None => true,
            Some(UNSEEN) => {
                let number = self.memory.lasting_count;
                self.memory.lasting_count = number.saturating_add(1);
                self.memory.lasting.put(place, number);
                self.push(CONSTANT, FIRST_SIGHT);
                self.add(number);
                true
            }
            Some(number) => {
                self.push(LASTING, number);
                false
            }
        }
    }

    /// Opens a list or an object whose head is known at its end.
    pub(super) fn open(&mut self) -> usize {
        self.add(0)
    }

    #[inline(never)]
    pub(super) fn close(&mut self, at: usize, kind: u32, number: u32) {
        if let Some(head) = self.words.get_mut(at) {
            *head = word(kind, number);
        }
    }

    pub(super) fn finish(mut self) -> Tape {
        self.words.truncate(self.word_count);
        self.narrow.truncate(self.narrow_length);
        let defined = self.defined;
        if !defined.shapes.is_empty() || !defined.names.is_empty() {
            let heads = [
                number(self.words.len()),
                units(&self.wide),
                number(defined.shapes.len() / 2),
                number(defined.names.len()),
            ];
            self.words.splice(..START, heads);
            self.words.extend(defined.shapes.into_iter().chain(defined.names));
            self.wide.push_str(&defined.shape_text);
            self.wide.push_str(&defined.name_text);
        }
        Tape { words: self.words, narrow: self.narrow, wide: self.wide }
    }
}
