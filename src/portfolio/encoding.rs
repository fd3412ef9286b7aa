//! What bytes may be that are no text in UTF-8.

use memchr::memchr_iter;

use crate::error::SURROGATES;

/// The encoding that bytes look like which are no text in UTF-8: `UTF-16`, `GB18030`, [`SURROGATES`], or nothing that
/// could be said.
///
/// UTF-16 is told by its mark, or by a zero in every third byte or more. GB18030, which GBK and GB 2312 are parts of,
/// is told by its form: every byte past ASCII leads a pair, or two pairs of which the second of each is a digit. Halves
/// of characters are what UTF-8 would have for the halves of UTF-16, in a text that is UTF-8 otherwise: a text of
/// JavaScript that was cut, or CESU-8.
pub(super) fn encoding_of(bytes: &[u8]) -> &'static str {
    let zeros = memchr_iter(0, bytes).count();
    if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || zeros.saturating_mul(3) > bytes.len() {
        return "UTF-16";
    }
    if has_surrogates(bytes) {
        return SURROGATES;
    }
    if is_gb18030(bytes) { "GB18030" } else { "" }
}

/// Whether all that keeps bytes from being a text are halves of surrogate pairs.
fn has_surrogates(mut bytes: &[u8]) -> bool {
    loop {
        let Err(error) = str::from_utf8(bytes) else { return true };
        bytes = match bytes.get(error.valid_up_to()..) {
            Some([0xed, 0xa0..=0xbf, 0x80..=0xbf, rest @ ..]) => rest,
            _ => return false,
        }
    }
}

fn is_gb18030(mut bytes: &[u8]) -> bool {
    loop {
        bytes = match bytes {
            [] => return true,
            [0..=0x7f, rest @ ..]
            | [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, rest @ ..]
            | [0x81..=0xfe, b'0'..=b'9', 0x81..=0xfe, b'0'..=b'9', rest @ ..] => rest,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SURROGATES, encoding_of};

    #[test]
    fn encodings_are_told_by_their_form() {
        // 合同号 and 到期日 in GBK; 合 in UTF-16, either way round; é in Latin-1; a character of four bytes.
        assert_eq!(encoding_of(b"\xba\xcf\xcd\xac\xba\xc5,\xb5\xbd\xc6\xda\xc8\xd5"), "GB18030");
        assert_eq!(encoding_of(b"\x81\x39\xef\x30,x"), "GB18030");
        assert_eq!(encoding_of(b"\xff\xfe\x08\x54"), "UTF-16");
        assert_eq!(encoding_of(b"\xfe\xff\x54\x08"), "UTF-16");
        assert_eq!(encoding_of(b"i\0d\0,\0"), "UTF-16");
        assert_eq!(encoding_of(b"A\xed\xa0\xbd,\xe5\x90\x88\xed\xb8\x80"), SURROGATES);
        // Two bytes of a half that was cut again have the form of a pair.
        assert_eq!(encoding_of(b"A\xed\xa0"), "GB18030");
        assert_eq!(encoding_of(b"A\xed\xa0\xbd,\xe9"), "");
        assert_eq!(encoding_of(b"\xe9,x"), "");
        assert_eq!(encoding_of(b"x\xb5"), "");
    }
}
