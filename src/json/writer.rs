//! The writer: compact, fields in the order of the types, texts escaped only where JSON demands it.
//!
//! It writes the same bytes as `serde_json::to_string`.

use std::fmt::{self, Display};

use serde::ser::{self, Serialize, Serializer};

use super::digits::Digits;
use super::text::Text;

/// Writes a value as compact JSON.
///
/// # Example
/// ```
/// let words = ["a", "say \"b\""];
/// assert_eq!(arrears::json::text(&words), r#"["a","say \"b\""]"#);
/// assert_eq!(arrears::json::text(&Some(7)), "7");
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub fn text(value: &(impl Serialize + ?Sized)) -> String {
    let mut writer = Writer { text: Text::with_room(ROOM), verbatim: false };
    let Ok(()) = value.serialize(&mut writer);
    writer.text.finish()
}

/// Writes a value as compact JSON, by way of a [`super::Tape`]: there, the engine writes nothing else, and the code
/// that writes each type is there once.
#[cfg(target_arch = "wasm32")]
pub fn text(value: &(impl Serialize + ?Sized)) -> String {
    super::Reader::default().text(&super::Memory::default().tape(value))
}

/// What most answers need, so that their text is not moved while it grows.
#[cfg(not(target_arch = "wasm32"))]
const ROOM: usize = 16 * 1024;

/// The name under which `serde_json` hands over a number as it was written.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// What has been written.
struct Writer {
    text: Text,
    /// Whether the next text is a number as it was written.
    verbatim: bool,
}

impl Writer {
    /// Begins a field of a struct; the only one of a number has no name.
    #[inline(never)]
    fn field(&mut self, key: &str) {
        if !self.verbatim {
            self.text.key(key);
        }
    }

    fn close(&mut self) {
        if !std::mem::take(&mut self.verbatim) {
            self.text.write("}");
        }
    }
}

/// The failure of writing, of which there is none.
#[derive(Debug)]
pub(super) enum Never {}

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
            self.text.show(format_args!("{value}"));
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
        self.text.write(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u32(value.into())
    }

    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u32(value.into())
    }

    fn serialize_u32(self, value: u32) -> Done {
        self.text.write(Digits::default().number(value.into(), 1).text());
        Ok(())
    }

    fn serialize_char(self, value: char) -> Done {
        self.text.quote(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Done {
        if self.verbatim {
            self.text.write(value);
        } else {
            self.text.quote(value);
        }
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Done {
        self.text.quote_shown(format_args!("{value}"));
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
        self.text.write("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.text.quote(variant);
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
        self.text.open_variant(variant, "");
        let Ok(()) = value.serialize(&mut *self);
        self.text.write("}");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        self.text.write("[");
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Never> {
        self.text.open_variant(variant, "[");
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        self.text.write("{");
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Never> {
        self.verbatim = name == NUMBER;
        self.text.write(if self.verbatim { "" } else { "{" });
        Ok(self)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Never> {
        self.text.open_variant(variant, "{");
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
                self.text.next();
                value.serialize(&mut **self)
            }

            fn end(self) -> Done {
                self.text.write($close);
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
        self.text.next();
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.text.write(":");
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.text.write("}");
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
        self.text.key(key);
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.text.write("}}");
        Ok(())
    }
}
