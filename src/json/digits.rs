//! Decimal digits, written from the last to the first.

/// A short text of digits and signs that is put together from its end.
///
/// ```
/// use arrears::json::Digits;
/// let mut text = Digits::default();
/// assert_eq!(text.number(5, 2).sign(b'.').number(1485, 1).text(), "1485.05");
/// ```
#[derive(Clone, Debug)]
pub struct Digits {
    bytes: [u8; Self::ROOM],
    start: usize,
}

impl Default for Digits {
    fn default() -> Self {
        Self { bytes: [b'0'; Self::ROOM], start: Self::ROOM }
    }
}

impl Digits {
    /// Two numbers of 64 bits and what stands between them.
    const ROOM: usize = 44;

    /// Puts a number in front, with zeros before it up to so many digits. What is beyond the room is left out.
    pub fn number(&mut self, mut number: u64, least: usize) -> &mut Self {
        let end = self.start.saturating_sub(least);
        let mut start = self.start;
        for place in self.bytes.get_mut(..self.start).unwrap_or_default().iter_mut().rev() {
            if number == 0 && start <= end {
                break;
            }
            let digit = u8::try_from(number % 10).unwrap_or(0);
            number /= 10;
            *place = b'0' | digit;
            start = start.saturating_sub(1);
        }
        self.start = start;
        self
    }

    /// Puts an ASCII sign in front.
    pub fn sign(&mut self, sign: u8) -> &mut Self {
        if let Some(place) = self.bytes.get_mut(..self.start).and_then(<[u8]>::last_mut) {
            *place = sign;
            self.start = self.start.saturating_sub(1);
        }
        self
    }

    /// The text put together.
    #[must_use]
    pub fn text(&self) -> &str {
        self.bytes.get(self.start..).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}
