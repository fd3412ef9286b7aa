//! The reader of tapes: the same JSON text as the writer gives.

use super::tape::{CONSTANT, FIRST_SIGHT, LASTING, LIST, MAP, NAME, NUMBER_AS_TEXT, OBJECT, START, TEXT, Tape, WHOLE};
use super::text::Text;

/// What a reader has been told by the tapes of one [`super::Memory`], read in their order.
#[derive(Debug, Default)]
pub struct Reader {
    /// For each shape its parent and the name that it adds.
    shapes: Vec<(u32, String)>,
    names: Vec<String>,
    /// The JSON text of each value that lasts.
    lasting: Vec<String>,
}

impl Reader {
    /// The value of a tape as compact JSON. What is no tape of the memory gives some text.
    pub fn text(&mut self, tape: &Tape) -> String {
        if self.shapes.is_empty() {
            self.shapes.push((0, String::new()));
        }
        let mut cursor = Cursor { words: &tape.words, texts: &tape.text, at: START };
        self.define(tape);
        let mut out = Text::default();
        self.value(&mut cursor, &mut out);
        out.finish()
    }

    fn define(&mut self, tape: &Tape) {
        let head = |place: usize| tape.words.get(place).copied().unwrap_or_default();
        let mut cursor = Cursor { words: &tape.words, texts: &tape.text, at: index(head(0)) };
        cursor.text(head(1));
        for _ in 0..head(2) {
            let (parent, length) = (cursor.word(), cursor.word());
            self.shapes.push((parent, cursor.text(length).to_owned()));
        }
        for _ in 0..head(3) {
            let length = cursor.word();
            self.names.push(cursor.text(length).to_owned());
        }
    }

    fn value(&mut self, cursor: &mut Cursor<'_>, out: &mut Text) {
        let word = cursor.word();
        let number = word >> 3;
        match word & 7 {
            CONSTANT => self.constant(number, cursor, out),
            WHOLE => out.show(format_args!("{number}")),
            TEXT => out.quote(cursor.text(number)),
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
                let length = cursor.word() >> 3;
                out.write(cursor.text(length));
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
            _ => out.write("null"),
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
    /// The texts that are still to be read.
    texts: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// How many words are left: no list holds more values.
    fn left(&self) -> u32 {
        u32::try_from(self.words.len().saturating_sub(self.at)).unwrap_or(u32::MAX)
    }

    fn word(&mut self) -> u32 {
        let word = self.words.get(self.at).copied().unwrap_or_default();
        self.at = self.at.saturating_add(1);
        word
    }

    /// The next text, of so many UTF-16 units.
    fn text(&mut self, units: u32) -> &'t str {
        let mut left = index(units);
        let mut rest = self.texts.chars();
        while left > 0 {
            let Some(character) = rest.next() else { break };
            left = left.saturating_sub(character.len_utf16());
        }
        let length = self.texts.len().saturating_sub(rest.as_str().len());
        let (text, rest) = self.texts.split_at_checked(length).unwrap_or_default();
        self.texts = rest;
        text
    }
}
