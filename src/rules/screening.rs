//! Screening of a script: which of the policy's forbidden phrases it contains.
//!
//! # What it computes
//! Every place where a phrase of the list stands in the script, in any of the three languages,
//! whatever the language of the script. A plain match of the list: it judges no meaning, and a script
//! without findings is not thereby approved.
//!
//! Before matching, script and phrases are folded alike: full-width forms to their ASCII ones, capital
//! letters to small ones, curly apostrophes and quotation marks to straight ones; invisible characters
//! (zero-width, soft hyphen, marks of direction and variants) are dropped; white space counts as one space, and as
//! none beside a Chinese character, where it carries no meaning and could hide a phrase. A phrase is also found
//! where simplified and traditional characters are mixed in it; both are then its languages.
//!
//! # Units
//! Positions are characters (Unicode scalar values) of the script as given, the first is 0; the end
//! is not counted.
//!
//! # Source
//! The policy's `contact.forbiddenPhrases`: S3, conduct, phrases are approved beforehand.

use serde::Serialize;

use crate::policy::collection::Item;
use crate::policy::model::{Source, Words};

/// The findings in one script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Screening<'p> {
    /// Whether no phrase of the list was found.
    pub clean: bool,
    /// What was found, by place, then in the list's order.
    pub findings: Vec<Finding<'p>>,
    /// How many phrases were looked for.
    pub phrases_checked: usize,
}

/// A forbidden phrase and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Finding<'p> {
    /// Id of the phrase.
    pub id: &'p str,
    /// The phrase in words.
    pub label: &'p Words,
    /// First character of the place.
    pub from: usize,
    /// End of the place, not counted.
    pub to: usize,
    /// What stands there.
    pub text: String,
    /// The languages in which the phrase reads so; of a mixture both.
    pub languages: Vec<&'static str>,
    /// On whose word it is forbidden.
    pub source: &'p Source,
}

/// Finds every forbidden phrase in a script.
#[must_use]
pub fn screen<'p>(script: &str, phrases: &'p [Item]) -> Screening<'p> {
    let given: Vec<char> = script.chars().collect();
    let folded = fold(&given);
    let mut findings: Vec<Finding<'p>> = Vec::new();
    for phrase in phrases {
        let readings = readings(&phrase.label);
        for (wanted, languages) in &readings {
            let found = places(&folded, wanted, wanted).into_iter();
            findings.extend(found.map(|place| finding(phrase, place, languages, &given)));
        }
        if let [(simplified, _), (traditional, _), _] = readings.as_slice() {
            let mut mixed = places(&folded, simplified, traditional);
            mixed.retain(|(from, _)| !findings.iter().any(|known| known.id == phrase.id && known.from == *from));
            findings.extend(mixed.into_iter().map(|place| finding(phrase, place, &["zh-Hans", "zh-Hant"], &given)));
        }
    }
    findings.sort_by_key(|finding| finding.from);
    Screening { clean: findings.is_empty(), findings, phrases_checked: phrases.len() }
}

/// The phrase as it is matched, with the languages in which it reads so.
fn readings(words: &Words) -> Vec<(Vec<char>, Vec<&'static str>)> {
    let mut readings: Vec<(Vec<char>, Vec<&'static str>)> = Vec::new();
    for (language, text) in [("zh-Hans", &words.simplified), ("zh-Hant", &words.traditional), ("en", &words.en)] {
        let characters: Vec<char> = text.chars().collect();
        let wanted: Vec<char> = fold(&characters).into_iter().map(|place| place.0).collect();
        match readings.iter_mut().find(|(known, _)| *known == wanted) {
            Some((_, languages)) => languages.push(language),
            None => readings.push((wanted, vec![language])),
        }
    }
    readings
}

fn finding<'p>(
    phrase: &'p Item,
    (from, to): (usize, usize),
    languages: &[&'static str],
    given: &[char],
) -> Finding<'p> {
    Finding {
        id: &phrase.id,
        label: &phrase.label,
        from,
        to,
        text: given.get(from..to).unwrap_or_default().iter().collect(),
        languages: languages.to_vec(),
        source: &phrase.source,
    }
}

/// Where every occurrence starts and ends in the given text, each character as it stands in one reading or the
/// other; they do not overlap. Nothing where the readings differ in length.
fn places(script: &[(char, usize)], wanted: &[char], or: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0_usize;
    let can_be = !wanted.is_empty() && wanted.len() == or.len();
    while let Some(window) = script.get(start..start.saturating_add(wanted.len())).filter(|_| can_be) {
        let mut both = wanted.iter().zip(or);
        let alike =
            window.iter().all(|place| both.next().is_some_and(|(one, other)| place.0 == *one || place.0 == *other));
        if let (true, Some(first), Some(last)) = (alike, window.first(), window.last()) {
            found.push((first.1, last.1.saturating_add(1)));
        }
        start = start.saturating_add(if alike { wanted.len() } else { 1 });
    }
    found
}

/// The folded characters, each with the place in the given text that it comes from.
fn fold(given: &[char]) -> Vec<(char, usize)> {
    let mut folded: Vec<(char, usize)> = Vec::with_capacity(given.len());
    let mut gap: Option<usize> = None;
    for (place, character) in given.iter().enumerate().filter(|(_, character)| !is_invisible(**character)) {
        let character = narrow(*character);
        if character.is_whitespace() {
            gap = gap.or(Some(place));
            continue;
        }
        if let Some(space) = gap.take().filter(|_| keeps_space(folded.last().map(|last| last.0), character)) {
            folded.push((' ', space));
        }
        folded.push((small(character), place));
    }
    folded
}

/// White space stands between two words of a script that writes it; not at the ends.
fn keeps_space(before: Option<char>, after: char) -> bool {
    before.is_some_and(|before| !is_chinese(before)) && !is_chinese(after)
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}'
    )
}

/// The small letter of a capital of the Latin, Greek and Cyrillic alphabets. Tables of all of Unicode would weigh more
/// than everything else that a screening needs.
fn small(character: char) -> char {
    let place = u32::from(character);
    let by = match character {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        // Capitals and small letters take turns, from an even place on or from an odd one.
        'Ā'..='į' | 'Ĳ'..='ķ' | 'Ŋ'..='ŷ' | 'Ѡ'..='ҁ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' => (place & 1) ^ 1,
        'Ĺ'..='ň' | 'Ź'..='ž' => place & 1,
        _ => return character,
    };
    place.checked_add(by).and_then(char::from_u32).unwrap_or(character)
}

/// A full-width form as its ASCII one, a curly mark as its straight one.
fn narrow(character: char) -> char {
    match character {
        '\u{2018}' | '\u{2019}' | '\u{ff07}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(character).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(character)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn capitals_of_three_alphabets_have_the_small_letters_of_unicode() {
        let blocks = ['\0'..='ſ', 'Α'..='ώ', 'Ѐ'..='ҁ', 'Ḁ'..='ẕ', 'Ạ'..='ỿ'];
        let mut capitals = 0;
        // Two of them are more than one letter, or from another block.
        for letter in blocks.into_iter().flatten().filter(|letter| !['İ', 'Ÿ'].contains(letter)) {
            let expected: Vec<char> = letter.to_lowercase().collect();
            assert_eq!([small(letter)].as_slice(), expected, "{letter}");
            capitals += usize::from(expected != [letter]);
        }
        assert_eq!(capitals, 331);
    }
}
