//! The languages that words are given in, and words in all of them.

use serde::Serialize;

/// A language of the product.
///
/// ```
/// use arrears::locale::Locale;
/// assert_eq!(Locale::parse("zh-TW"), Some(Locale::Traditional));
/// assert_eq!(Locale::parse("en-GB"), Some(Locale::English));
/// assert_eq!(Locale::parse("fr"), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Chinese in simplified characters.
    Simplified,
    /// Chinese in traditional characters, in words that both Taiwan and Hong Kong use.
    Traditional,
    /// English.
    #[default]
    English,
}

impl Locale {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Simplified, Self::Traditional, Self::English];

    /// The BCP 47 tag, as it stands on the wire.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Simplified => "zh-Hans",
            Self::Traditional => "zh-Hant",
            Self::English => "en",
        }
    }

    /// The language that a BCP 47 tag asks for; letters of either case, `-` or `_` between subtags.
    ///
    /// `en` takes any region. `zh` takes a script, which decides; else the region does (`CN`, `SG`,
    /// `MY`: simplified; `TW`, `HK`, `MO`: traditional); alone it is simplified. Anything else is
    /// none of the languages.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let lowered = tag.to_ascii_lowercase().replace('_', "-");
        let mut subtags = lowered.split('-');
        let language = subtags.next()?;
        let rest: Vec<&str> = subtags.collect();
        if !rest.iter().all(|subtag| is_subtag(subtag)) {
            return None;
        }
        match language {
            "en" => Some(Self::English),
            "zh" => chinese(&rest),
            _ => None,
        }
    }
}

fn is_subtag(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn chinese(subtags: &[&str]) -> Option<Locale> {
    match subtags {
        [] | ["hans" | "cn" | "sg" | "my", ..] => Some(Locale::Simplified),
        ["hant" | "tw" | "hk" | "mo", ..] => Some(Locale::Traditional),
        _ => None,
    }
}

/// The same words in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Trio {
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    pub simplified: &'static str,
    /// Traditional Chinese.
    #[serde(rename = "zh-Hant")]
    pub traditional: &'static str,
    /// English.
    pub en: &'static str,
}

impl Trio {
    /// Words in simplified Chinese, traditional Chinese and English, in this order.
    #[must_use]
    pub const fn new(simplified: &'static str, traditional: &'static str, en: &'static str) -> Self {
        Self { simplified, traditional, en }
    }

    /// The words in one language.
    #[must_use]
    pub const fn of(self, locale: Locale) -> &'static str {
        match locale {
            Locale::Simplified => self.simplified,
            Locale::Traditional => self.traditional,
            Locale::English => self.en,
        }
    }
}

/// Puts values into the places of a pattern: `{name}` becomes the value of that name.
///
/// A place without a value stays as it is; braces within a value are left alone.
#[must_use]
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    fill_joined(pattern, values, |_, _| false)
}

/// As [`fill`], with a space wherever a value brings a Chinese character together with a Latin letter, a digit, a
/// sign of per cent or a quoted piece of input.
///
/// ```
/// use arrears::locale::fill_apart;
/// assert_eq!(fill_apart("不是{wanted}", &[("wanted", "1485.00 这样的金额")]), "不是 1485.00 这样的金额");
/// assert_eq!(fill_apart("不是{wanted}", &[("wanted", "对象")]), "不是对象");
/// ```
#[must_use]
pub fn fill_apart(pattern: &str, values: &[(&str, &str)]) -> String {
    fill_joined(pattern, values, stand_apart)
}

fn fill_joined(pattern: &str, values: &[(&str, &str)], apart: fn(char, char) -> bool) -> String {
    let mut filled = String::with_capacity(pattern.len().saturating_mul(2));
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after.split_once('}');
        let known = place.and_then(|(name, _)| values.iter().find(|(known, _)| *known == name));
        if let (Some((_, behind)), Some((_, value))) = (place, known) {
            part(&mut filled, value, apart);
            filled.push_str(value);
            part(&mut filled, behind, |value, pattern| apart(pattern, value));
            rest = behind;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// Whether a space stands between a character of the pattern and one of a value.
fn stand_apart(pattern: char, value: char) -> bool {
    let is_chinese = |character: char| ('\u{3400}'..='\u{9fff}').contains(&character);
    // A pattern's own quotes hold the value.
    let is_other = matches!(value, '`' | '"' | '%');
    is_chinese(pattern) && (value.is_ascii_alphanumeric() || is_other)
        || pattern.is_ascii_alphanumeric() && is_chinese(value)
}

/// Puts a space behind a text where its last character and the next are apart.
fn part(filled: &mut String, next: &str, apart: impl FnOnce(char, char) -> bool) {
    let meet = filled.chars().next_back().zip(next.chars().next());
    if meet.is_some_and(|(last, next)| apart(last, next)) {
        filled.push(' ');
    }
}
