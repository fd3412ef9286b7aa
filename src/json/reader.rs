//! The reader of tapes: the same JSON text as the writer gives.

use super::tape::{
    CONSTANT, FIGURE, FIGURE_NEW, FIRST_SIGHT, LASTING, LIST, MAP, NAME, NUMBER_AS_TEXT, OBJECT, SLOTS, START, TEXT,
    Tape, WHOLE, WIDE_TEXT,
};
use super::text::Text;

/// What a reader has been told by the tapes of one [`super::Memory`], read in their order.
#[derive(Debug, Default)]
pub struct Reader {
    /// For each shape its parent and the name that it adds.
    shapes: Vec<(u32, String)>,
    names: Vec<String>,
    /// The JSON text of each value that lasts.
    lasting: Vec<String>,
    /// The figures in their slots.
    kept: Vec<String>,
}

impl Reader {
    /// The value of a tape as compact JSON. What is no tape of the memory gives some text.
    pub fn text(&mut self, tape: &Tape) -> String {
        if self.shapes.is_empty() {
            self.shapes.push((0, String::new()));
        }
        let mut cursor = Cursor::at(START, tape);
        self.define(tape);
        let mut out = Text::default();
        self.value(&mut cursor, &mut out);
        out.finish()
    }

    fn define(&mut self, tape: &Tape) {
        let head = |place: usize| tape.words.get(place).copied().unwrap_or_default();
        let mut cursor = Cursor::at(index(head(0)), tape);
        cursor.wide(head(1));
        for _ in 0..head(2) {
            let (parent, length) = (cursor.word(), cursor.word());
            self.shapes.push((parent, cursor.wide(length).to_owned()));
        }
        for _ in 0..head(3) {
            let length = cursor.word();
            self.names.push(cursor.wide(length).to_owned());
        }
    }

    fn value(&mut self, cursor: &mut Cursor<'_>, out: &mut Text) {
        let word = cursor.word();
        let number = word >> 3;
        match word & 7 {
            CONSTANT => self.constant(number, cursor, out),
            WHOLE => out.show(format_args!("{number}")),
            TEXT => out.quote(&cursor.narrow(number)),
            NAME => out.quote(self.names.get(index(number)).map_or("", String::as_str)),
            LIST => self.list(number, cursor, out),
            OBJECT => self.object(number, cursor, out),
            MAP => self.map(number, cursor, out),
            LASTING => out.write(self.lasting.get(index(number)).map_or("null", String::as_str)),
            _ => {}
        }
    }

    fn constant(&mut self, number: u32, cursor: &mut Cursor<'_>, out: &mut Text) {
        match number {
            1 => out.write("false"),
            2 => out.write("true"),
            NUMBER_AS_TEXT => {
                out.write(&cursor.narrow_text());
            }
            WIDE_TEXT => {
                let length = cursor.word() >> 3;
                out.quote(cursor.wide(length));
            }
            FIRST_SIGHT => {
                // They are numbered in the order of their first sight.
                cursor.word();
                let mut own = Text::default();
                self.value(cursor, &mut own);
                let text = own.finish();
                out.write(&text);
                self.lasting.push(text);
            }
            FIGURE..FIGURE_NEW => {
                out.quote(self.kept.get(index(number.saturating_sub(FIGURE))).map_or("", String::as_str));
            }
            FIGURE_NEW.. => self.keep(number, cursor, out),
            _ => out.write("null"),
        }
    }

    fn keep(&mut self, number: u32, cursor: &mut Cursor<'_>, out: &mut Text) {
        let text = cursor.narrow_text();
        out.quote(&text);
        self.kept.resize(index(SLOTS), String::new());
        if let Some(kept) = self.kept.get_mut(index(number.saturating_sub(FIGURE_NEW))) {
            *kept = text;
        }
    }

    fn list(&mut self, count: u32, cursor: &mut Cursor<'_>, out: &mut Text) {
        out.write("[");
        for _ in 0..count.min(cursor.left()) {
            out.next();
            self.value(cursor, out);
        }
        out.write("]");
    }

    fn map(&mut self, count: u32, cursor: &mut Cursor<'_>, out: &mut Text) {
        out.write("{");
        for _ in 0..count.min(cursor.left()) {
            out.next();
            self.value(cursor, out);
            out.write(":");
            self.value(cursor, out);
        }
        out.write("}");
    }

    fn object(&mut self, shape: u32, cursor: &mut Cursor<'_>, out: &mut Text) {
        let mut row = Vec::new();
        let mut shape = index(shape);
        while let Some((parent, _)) = self.shapes.get(shape).filter(|_| shape != 0) {
            row.push(shape);
            shape = index(*parent);
        }
        out.write("{");
        for shape in row.into_iter().rev() {
            let name = self.shapes.get(shape).map_or("", |(_, name)| name.as_str());
            out.key(name);
            self.value(cursor, out);
        }
        out.write("}");
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A place in a tape. Beyond its end all words are 0 and all texts empty.
struct Cursor<'t> {
    words: &'t [u32],
    at: usize,
    /// The texts that are still to be read.
    narrow: &'t [u8],
    wide: &'t str,
}

impl<'t> Cursor<'t> {
    fn at(at: usize, tape: &'t Tape) -> Self {
        Self { words: &tape.words, at, narrow: &tape.narrow, wide: &tape.wide }
    }

    /// How many words are left: no list holds more values.
    fn left(&self) -> u32 {
        u32::try_from(self.words.len().saturating_sub(self.at)).unwrap_or(u32::MAX)
    }

    fn word(&mut self) -> u32 {
        let word = self.words.get(self.at).copied().unwrap_or_default();
        self.at = self.at.saturating_add(1);
        word
    }

    /// The next text of one byte a character, whose length is the next word.
    fn narrow_text(&mut self) -> String {
        let length = self.word() >> 3;
        self.narrow(length)
    }

    /// The next text of so many characters of one byte.
    fn narrow(&mut self, length: u32) -> String {
        let (text, rest) = self.narrow.split_at_checked(index(length)).unwrap_or((self.narrow, &[]));
        self.narrow = rest;
        text.iter().copied().map(char::from).collect()
    }

    /// The next text of so many UTF-16 units.
    fn wide(&mut self, units: u32) -> &'t str {
        let mut left = index(units);
        let mut rest = self.wide.chars();
        while left > 0 {
            let Some(character) = rest.next() else { break };
            left = left.saturating_sub(character.len_utf16());
        }
        let length = self.wide.len().saturating_sub(rest.as_str().len());
        let (text, rest) = self.wide.split_at_checked(length).unwrap_or_default();
        self.wide = rest;
        text
    }
}
