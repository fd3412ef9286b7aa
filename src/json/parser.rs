//! From a JSON text to its tree (RFC 8259).

use std::fmt;

use super::tree::{Map, Value};

/// Lists and objects may stand in each other this deep; the deepest of the contract is far from it.
const DEPTH_MAX: usize = 128;

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Its tree.
    pub value: Value,
    /// Whether some object has a field twice. Of those the tree holds the last.
    pub repeats: bool,
}

/// What is wrong with a text that is not JSON.
///
/// ```
/// let error = arrears::json::parse("{\n  \"a\": }").unwrap_err();
/// assert_eq!(error.to_string(), "expected a value at line 2 column 8");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson {
    expected: &'static str,
    /// The byte at which the text stops being JSON.
    pub offset: usize,
    line: usize,
    column: usize,
}

impl NotJson {
    /// What was expected, for a text that is one line of a larger one.
    ///
    /// ```
    /// assert_eq!(arrears::json::parse("{ \"a\": 1").unwrap_err().in_line(), "expected `,` or `}` at column 9");
    /// ```
    #[must_use]
    pub fn in_line(&self) -> String {
        let Self { expected, column, .. } = self;
        format!("expected {expected} at column {column}")
    }

    /// The column in its line, from 1, in characters.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for NotJson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, line, column, .. } = self;
        write!(formatter, "expected {expected} at line {line} column {column}")
    }
}

/// Reads a whole text.
///
/// # Errors
/// What was expected where the text stops being JSON.
pub fn parse(text: &str) -> Result<Parsed, NotJson> {
    let mut parser = Parser { rest: text, depth: 0, repeats: false };
    let value = parser.whole();
    value.map(|value| Parsed { value, repeats: parser.repeats }).map_err(|expected| {
        let offset = text.len().saturating_sub(parser.rest.len());
        let before = text.get(..offset).unwrap_or(text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count().saturating_add(1);
        let column = before.chars().rev().take_while(|character| *character != '\n').count().saturating_add(1);
        NotJson { expected, offset, line, column }
    })
}

/// What is left to read. Where reading fails the rest begins at what is wrong.
struct Parser<'t> {
    rest: &'t str,
    depth: usize,
    repeats: bool,
}

/// A value, or what was expected instead of what is there.
type Read<T> = Result<T, &'static str>;

impl<'t> Parser<'t> {
    fn whole(&mut self) -> Read<Value> {
        let value = self.value()?;
        match self.peek() {
            None => Ok(value),
            Some(_) => Err("nothing after the value"),
        }
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.rest.as_bytes().first() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.skip(1),
                first => return first.copied(),
            }
        }
    }

    /// Goes on by so many bytes, which end a character.
    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Goes past the next byte if it is this one.
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.skip(1);
        }
        found
    }

    fn value(&mut self) -> Read<Value> {
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err("a value"),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Read<Value>) -> Read<Value> {
        if self.depth >= DEPTH_MAX {
            return Err("no deeper nesting");
        }
        self.skip(1);
        self.depth = self.depth.saturating_add(1);
        let value = read(self);
        self.depth = self.depth.saturating_sub(1);
        value
    }

    fn word(&mut self, word: &str, value: Value) -> Read<Value> {
        self.rest = self.rest.strip_prefix(word).ok_or("a value")?;
        Ok(value)
    }

    fn array(&mut self) -> Read<Value> {
        let mut entries = Vec::new();
        if self.eat(b']') {
            return Ok(Value::Array(entries));
        }
        loop {
            entries.push(self.value()?);
            if !self.eat(b',') {
                break;
            }
        }
        if self.eat(b']') { Ok(Value::Array(entries)) } else { Err("`,` or `]`") }
    }

    fn object(&mut self) -> Read<Value> {
        let mut fields = Vec::new();
        if self.eat(b'}') {
            return Ok(Value::Object(Map::default()));
        }
        loop {
            fields.push(self.field()?);
            if !self.eat(b',') {
                break;
            }
        }
        if !self.eat(b'}') {
            return Err("`,` or `}`");
        }
        let (fields, repeats) = Map::sorted(fields);
        self.repeats |= repeats;
        Ok(Value::Object(fields))
    }

    fn field(&mut self) -> Read<(String, Value)> {
        if self.peek() != Some(b'"') {
            return Err("a name in quotes");
        }
        let name = self.string()?;
        if !self.eat(b':') {
            return Err("`:`");
        }
        Ok((name, self.value()?))
    }

    /// A text in quotes, of which most have no escape and are taken in one piece.
    fn string(&mut self) -> Read<String> {
        self.skip(1);
        let mut text = self.plain().to_owned();
        loop {
            match self.rest.bytes().next() {
                Some(b'"') => {
                    self.skip(1);
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err("the closing quote of a text"),
            }
            text.push_str(self.plain());
        }
    }

    /// What stands for itself, up to a quote, an escape or what may not stand in a text.
    fn plain(&mut self) -> &'t str {
        let mut length = 0_usize;
        for byte in self.rest.as_bytes() {
            if matches!(byte, b'"' | b'\\' | 0..0x20) {
                break;
            }
            length = length.saturating_add(1);
        }
        let (plain, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        plain
    }

    fn escape(&mut self) -> Read<char> {
        let letter = self.rest.as_bytes().get(1).copied().ok_or("an escape")?;
        let meant = match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err("an escape"),
        };
        self.skip(2);
        Ok(meant)
    }

    /// An escape of four hexadecimal digits, or the two that make a surrogate pair.
    fn unicode(&mut self) -> Read<char> {
        let wrong = "an escape of a whole character";
        let high = self.unit().ok_or(wrong)?;
        let code = match high {
            0xd800..0xdc00 => {
                let low = self.unit().filter(|low| (0xdc00..0xe000).contains(low)).ok_or(wrong)?;
                0x1_0000_u32.saturating_add((high & 0x3ff) << 10).saturating_add(low & 0x3ff)
            }
            _ => high,
        };
        char::from_u32(code).ok_or(wrong)
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest.strip_prefix("\\u")?.get(..4)?;
        let unit = if digits.starts_with('+') { None } else { u32::from_str_radix(digits, 16).ok() };
        self.skip(6);
        unit
    }

    fn number(&mut self) -> Read<Value> {
        let whole = self.rest;
        let sign = usize::from(whole.starts_with('-'));
        self.skip(sign);
        let leads = self.rest.starts_with('0');
        let digits = self.digits()?;
        if leads && digits > 1 {
            return Err("a number without leading zeros");
        }
        if self.rest.starts_with('.') {
            self.skip(1);
            self.digits()?;
        }
        if self.rest.starts_with(['e', 'E']) {
            self.skip(1);
            self.skip(usize::from(self.rest.starts_with(['+', '-'])));
            self.digits()?;
        }
        let length = whole.len().saturating_sub(self.rest.len());
        Ok(Value::number(whole.get(..length).unwrap_or_default()))
    }

    /// Goes past one or more digits and counts them.
    fn digits(&mut self) -> Read<usize> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        self.skip(digits);
        if digits == 0 { Err("a digit") } else { Ok(digits) }
    }
}
