//! The writer: compact, fields in the order of the types, texts escaped only where JSON demands it.
//!
//! It writes the same bytes as `serde_json::to_string`.

use std::fmt::{self, Display, Write};

use serde::ser::{self, Serialize, Serializer};

use super::digits::Digits;

/// Writes a value as compact JSON.
///
/// # Example
/// ```
/// let words = ["a", "say \"b\""];
/// assert_eq!(arrears::json::text(&words), r#"["a","say \"b\""]"#);
/// assert_eq!(arrears::json::text(&Some(7)), "7");
/// ```
pub fn text(value: &(impl Serialize + ?Sized)) -> String {
    let mut writer = Writer { out: String::with_capacity(ROOM), verbatim: false };
    let Ok(()) = value.serialize(&mut writer);
    writer.out
}

/// What most answers need, so that their text is not moved while it grows.
const ROOM: usize = 16 * 1024;

/// The name under which `serde_json` hands over a number as it was written.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// What has been written. Whether a comma is due shows in its last character, so no state is kept for it.
struct Writer {
    out: String,
    /// Whether the next text is a number as it was written.
    verbatim: bool,
}

impl Writer {
    /// Writes the comma that is due unless a list or an object has just been opened.
    #[inline(never)]
    fn next(&mut self) {
        if !self.out.ends_with(['[', '{']) {
            self.out.push(',');
        }
    }

    /// Writes the name of a field as the types have it, which needs no escape.
    #[inline(never)]
    fn key(&mut self, key: &str) {
        self.next();
        self.out.push('"');
        self.out.push_str(key);
        self.out.push_str("\":");
    }

    /// Begins a field of a struct; the only one of a number has no name.
    #[inline(never)]
    fn field(&mut self, key: &str) {
        if !self.verbatim {
            self.key(key);
        }
    }

    #[inline(never)]
    fn close(&mut self) {
        if !std::mem::take(&mut self.verbatim) {
            self.out.push('}');
        }
    }

    #[inline(never)]
    fn write(&mut self, text: &str) {
        self.out.push_str(text);
    }

    #[inline(never)]
    fn quote(&mut self, text: &str) {
        self.out.push('"');
        if needs_escape(text) {
            text.chars().for_each(|character| self.escape(character));
        } else {
            self.out.push_str(text);
        }
        self.out.push('"');
    }

    /// Writes a text as it shows itself, straight into its place.
    fn quote_shown(&mut self, shown: fmt::Arguments<'_>) {
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
    fn show(&mut self, shown: fmt::Arguments<'_>) {
        // Writing into a text cannot fail.
        let _ = self.out.write_fmt(shown);
    }

    /// Opens an object that holds one value, under the name of an enum's variant.
    #[inline(never)]
    fn open_variant(&mut self, variant: &str, bracket: &str) {
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

/// The failure of writing, of which there is none.
#[derive(Debug)]
enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: Display>(message: T) -> Self {
        // INVARIANT: no type of the wire refuses to be written; one that does fails in every test that writes it.
        unreachable!("{message}")
    }
}

type Done = Result<(), Never>;

/// The methods that write a plain value as it shows itself.
macro_rules! shown {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Done {
            self.show(format_args!("{value}"));
            Ok(())
        })*
    };
}

impl Serializer for &mut Writer {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    shown! {
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_i128: i128,
        serialize_u64: u64,
        serialize_u128: u128,
        serialize_f32: f32,
        serialize_f64: f64
    }

    fn serialize_bool(self, value: bool) -> Done {
        self.write(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u32(value.into())
    }

    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u32(value.into())
    }

    fn serialize_u32(self, value: u32) -> Done {
        self.write(Digits::default().number(value.into(), 1).text());
        Ok(())
    }

    fn serialize_char(self, value: char) -> Done {
        self.quote(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Done {
        if self.verbatim {
            self.write(value);
        } else {
            self.quote(value);
        }
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Done {
        self.quote_shown(format_args!("{value}"));
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Done {
        value.serialize(self)
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.write("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.quote(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        self.open_variant(variant, "");
        let Ok(()) = value.serialize(&mut *self);
        self.write("}");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        self.write("[");
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Never> {
        self.open_variant(variant, "[");
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        self.write("{");
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Never> {
        self.verbatim = name == NUMBER;
        self.write(if self.verbatim { "" } else { "{" });
        Ok(self)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Never> {
        self.open_variant(variant, "{");
        Ok(self)
    }
}

/// What closes what has been opened, part by part.
macro_rules! entries {
    ($($trait:ident::$method:ident until $close:literal),*) => {
        $(impl ser::$trait for &mut Writer {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                self.next();
                value.serialize(&mut **self)
            }

            fn end(self) -> Done {
                self.write($close);
                Ok(())
            }
        })*
    };
}

entries! {
    SerializeSeq::serialize_element until "]",
    SerializeTuple::serialize_element until "]",
    SerializeTupleStruct::serialize_field until "]",
    SerializeTupleVariant::serialize_field until "]}"
}

impl ser::SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.next();
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.write(":");
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.write("}");
        Ok(())
    }
}

impl ser::SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.field(key);
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStructVariant for &mut Writer {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.key(key);
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.write("}}");
        Ok(())
    }
}
