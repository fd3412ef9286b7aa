//! How values become words: serde's traits for the writer of tapes.

use std::fmt::Display;

use serde::ser::{self, Serialize, Serializer};

use super::writer::Writer;
use super::{CONSTANT, LASTING_MARK, LIST, MAP, NUMBER_AS_TEXT, NUMBERS_END, OBJECT, WHOLE, extent};
use crate::json::digits::KEYED;
use crate::json::writer::{NUMBER, Never};

type Done = Result<(), Never>;

/// The methods that write a number as its text.
macro_rules! shown {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Done {
            self.show_number(format_args!("{value}"));
            Ok(())
        })*
    };
}

impl<'t, 'm> Serializer for &'t mut Writer<'m> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Open<'t, 'm>;
    type SerializeTuple = Open<'t, 'm>;
    type SerializeTupleStruct = Open<'t, 'm>;
    type SerializeTupleVariant = Open<'t, 'm>;
    type SerializeMap = Open<'t, 'm>;
    type SerializeStruct = Open<'t, 'm>;
    type SerializeStructVariant = Open<'t, 'm>;

    shown! {
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_i128: i128,
        serialize_u128: u128,
        serialize_f32: f32,
        serialize_f64: f64
    }

    fn serialize_bool(self, value: bool) -> Done {
        self.push(CONSTANT, if value { 2 } else { 1 });
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u32(value.into())
    }

    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u32(value.into())
    }

    fn serialize_u32(self, value: u32) -> Done {
        if value < NUMBERS_END {
            self.push(WHOLE, value);
        } else {
            self.show_number(format_args!("{value}"));
        }
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Done {
        if let Ok(value) = u32::try_from(value) {
            return self.serialize_u32(value);
        }
        self.show_number(format_args!("{value}"));
        Ok(())
    }

    fn serialize_char(self, value: char) -> Done {
        self.write(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Done {
        match self.naming {
            None => self.write(value),
            Some(shape) => self.naming = Some(self.named_field(shape, value)),
        }
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Done {
        self.show(format_args!("{value}"));
        Ok(())
    }

    /// Digits come as the bytes that they are.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bytes(self, digits: &[u8]) -> Done {
        self.append(digits);
        Ok(())
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.push(CONSTANT, 0);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.name(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Done {
        let lasts = name == LASTING_MARK;
        if lasts && !self.lasting(extent(value)) {
            return Ok(());
        }
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        key: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        if name == KEYED {
            return if self.is_kept(key) { Ok(()) } else { value.serialize(self) };
        }
        let shape = self.field(0, variant);
        self.push(OBJECT, shape);
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'t, 'm>, Never> {
        Ok(self.opened(LIST))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'t, 'm>, Never> {
        Ok(self.opened(LIST))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'t, 'm>, Never> {
        Ok(self.opened(LIST))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'t, 'm>, Never> {
        let shape = self.field(0, variant);
        self.push(OBJECT, shape);
        Ok(self.opened(LIST))
    }

    /// A map that knows its length has names that are data; serde's derive knows none where it joins the fields
    /// of one type to those of another, whose names are all in the types.
    fn serialize_map(self, length: Option<usize>) -> Result<Open<'t, 'm>, Never> {
        Ok(self.opened(if length.is_some() { MAP } else { OBJECT }))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Open<'t, 'm>, Never> {
        let is_number = name == NUMBER;
        Ok(self.opened(if is_number { CONSTANT } else { OBJECT }))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'t, 'm>, Never> {
        let shape = self.field(0, variant);
        self.push(OBJECT, shape);
        Ok(self.opened(OBJECT))
    }
}

/// A list, an object or a number as text that is being written.
pub(super) struct Open<'t, 'm> {
    writer: &'t mut Writer<'m>,
    kind: u32,
    /// Where its head stands.
    at: usize,
    /// How many values it has, or its shape.
    number: u32,
}

impl Open<'_, '_> {
    fn count(&mut self) {
        self.number = self.number.saturating_add(1);
    }

    fn field(&mut self, name: &'static str) {
        self.number = if self.kind == OBJECT { self.writer.field(self.number, name) } else { NUMBER_AS_TEXT };
    }

    fn close(self) {
        self.writer.close(self.at, self.kind, self.number);
    }
}

impl<'m> Writer<'m> {
    fn opened<'t>(&'t mut self, kind: u32) -> Open<'t, 'm> {
        let at = self.open();
        Open { writer: self, kind, at, number: 0 }
    }
}

/// The traits of lists, which differ only in their names.
macro_rules! entries {
    ($($trait:ident::$method:ident),*) => {
        $(impl ser::$trait for Open<'_, '_> {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                self.count();
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Done {
                self.close();
                Ok(())
            }
        })*
    };
}

entries! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
}

/// The traits of objects, which differ only in their names.
macro_rules! fields {
    ($($trait:ident),*) => {
        $(impl ser::$trait for Open<'_, '_> {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
                self.field(key);
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Done {
                self.close();
                Ok(())
            }
        })*
    };
}

fields! { SerializeStruct, SerializeStructVariant }

impl ser::SerializeMap for Open<'_, '_> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        if self.kind == MAP {
            self.count();
            return key.serialize(&mut *self.writer);
        }
        self.writer.naming = Some(self.number);
        key.serialize(&mut *self.writer)?;
        self.number = self.writer.naming.take().unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}
