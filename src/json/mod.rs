//! JSON: one tree for everything that comes in, one writer for everything that leaves.
//!
//! Both exist for the size and the speed of the engine. The tree keeps a number as it was written, so that
//! no digit of an amount is lost on the way in, and finds out about fields that stand twice while it reads.
//! Writing into a text cannot fail, so that the code which would pass failures on from every field of every
//! type is never compiled.

mod digits;
mod parser;
mod reader;
pub mod tape;
mod text;
mod tree;
mod writer;

pub use self::digits::{Digits, Figure, KEYS_OF_DATES, serialize_figure};
#[cfg(feature = "portfolio")]
pub(crate) use self::digits::{EIGHT_END, ZEROS, eight_digits};
pub use self::parser::{NotJson, Parsed, parse};
pub use self::reader::Reader;
pub use self::tape::{Lasting, Memory, Tape, lasting_text, lasting_texts, words};
pub use self::tree::{Map, Number, Value};
pub use self::writer::text;
