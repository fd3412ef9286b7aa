//! The JSON text that is being written, piece by piece.

use std::fmt::{self, Write};

/// What has been written. Whether a comma is due shows in its last character, so no state is kept for it.
#[derive(Debug, Default)]
pub(super) struct Text {
    out: String,
}

impl Text {
    /// Nothing yet, with room for so many bytes.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn with_room(room: usize) -> Self {
        Self { out: String::with_capacity(room) }
    }

    /// All of it.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Writes the comma that is due unless a list or an object has just been opened.
    #[inline(never)]
    pub(super) fn next(&mut self) {
        if !self.out.ends_with(['[', '{']) {
            self.out.push(',');
        }
    }

    /// Writes the name of a field as the types have it, which needs no escape.
    #[inline(never)]
    pub(super) fn key(&mut self, key: &str) {
        self.next();
        self.out.push('"');
        self.out.push_str(key);
        self.out.push_str("\":");
    }

    #[inline(never)]
    pub(super) fn write(&mut self, text: &str) {
        self.out.push_str(text);
    }

    #[inline(never)]
    pub(super) fn quote(&mut self, text: &str) {
        self.out.push('"');
        if needs_escape(text) {
            text.chars().for_each(|character| self.escape(character));
        } else {
            self.out.push_str(text);
        }
        self.out.push('"');
    }

    /// Writes a text as it shows itself, straight into its place.
    pub(super) fn quote_shown(&mut self, shown: fmt::Arguments<'_>) {
        self.out.push('"');
        let start = self.out.len();
        self.show(shown);
        if self.out.get(start..).is_some_and(needs_escape) {
            let text = self.out.split_off(start);
            text.chars().for_each(|character| self.escape(character));
        }
        self.out.push('"');
    }

    fn escape(&mut self, character: char) {
        let letter = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..='\u{1f}' => return self.show(format_args!("\\u{:04x}", u32::from(character))),
            _ => return self.out.push(character),
        };
        self.out.push('\\');
        self.out.push(letter);
    }

    #[inline(never)]
    pub(super) fn show(&mut self, shown: fmt::Arguments<'_>) {
        // Writing into a text cannot fail.
        let _ = self.out.write_fmt(shown);
    }

    /// Opens an object that holds one value, under the name of an enum's variant.
    #[inline(never)]
    pub(super) fn open_variant(&mut self, variant: &str, bracket: &str) {
        self.out.push('{');
        self.key(variant);
        self.out.push_str(bracket);
    }
}

/// Whether a text holds what may not stand in a JSON text as it is: eight bytes are looked at in one step.
fn needs_escape(text: &str) -> bool {
    let (eights, rest) = text.as_bytes().as_chunks();
    eights.iter().any(|eight| holds_escaped(u64::from_le_bytes(*eight))) || rest.iter().copied().any(is_escaped)
}

fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Whether one of eight bytes is escaped. Taking from each byte what it would have to be at least borrows from
/// its top bit where it is less; bytes beyond ASCII, whose top bit is set, are masked out.
fn holds_escaped(eight: u64) -> bool {
    let all = |byte: u8| u64::from_le_bytes([byte; 8]);
    let below = |bytes: u64, least: u8| bytes.wrapping_sub(all(least)) & !bytes;
    let is = |byte: u8| below(eight ^ all(byte), 1);
    (below(eight, 0x20) | is(b'"') | is(b'\\')) & all(0x80) != 0
}
