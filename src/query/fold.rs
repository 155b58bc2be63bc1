//! Text to the words that a search compares: case and accents folded.
//!
//! Latin letters lose their marks and become ASCII, composed or decomposed ("São" and "Sa\u{303}o" give `sao`; ß, æ, œ,
//! þ give two letters; ø, ł, đ, ı the letter they are drawn from). Other scripts are put in lower case and else left
//! as they are. A word is a run of letters and digits; full stops inside initials join them ("U.S." is `us`).

/// The words of a text, folded, one call each.
pub(super) fn words(text: &str, each: &mut dyn FnMut(&str)) {
    let mut word = String::new();
    // Whether the word so far is single letters with full stops between, and how many letters follow the last stop.
    let (mut initials, mut since_stop) = (true, 0);
    for original in text.chars() {
        for letter in original.to_lowercase() {
            if is_mark(letter) {
                continue;
            }
            if letter == '.' && initials && since_stop == 1 {
                since_stop = 0;
            } else if letter.is_alphanumeric() {
                fold(letter, &mut word);
                since_stop += 1;
                initials &= since_stop == 1 && letter.is_alphabetic();
            } else {
                if !word.is_empty() {
                    each(&word);
                    word.clear();
                }
                (initials, since_stop) = (true, 0);
            }
        }
    }
    if !word.is_empty() {
        each(&word);
    }
}

/// The folded words of a text, in order.
pub(super) fn word_list(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    words(text, &mut |word| list.push(word.to_string()));
    list
}

/// Marks that change the letter before them, and invisible signs inside words.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}')
}

/// Plain letters of U+00E0 to U+024F: Latin-1, Latin Extended-A and -B. "." stands for no plain letter.
const LATIN: &[u8] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiii..jjkkkllllll..llnnnnnnnnnoooooo..rrrrrrssssss\
    ssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    bb............e..ff.....kk......oo.............uu..yy...........\
    .............aaiioouuuuuuuuuueaaaa....ggkkoooo..j...gg..nnaa....\
    aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
    ...b............";

/// Plain letters of U+1E00 to U+1EFF: Latin Extended Additional.
const LATIN_ADDITIONAL: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

fn fold(letter: char, word: &mut String) {
    let code = letter as usize;
    let plain = match code {
        0xE0..=0x24F => LATIN.get(code - 0xE0),
        0x1E00..=0x1EFF => LATIN_ADDITIONAL.get(code - 0x1E00),
        _ => None,
    };
    match (letter, plain) {
        (_, Some(&plain)) if plain != b'.' => word.push(char::from(plain)),
        ('ß', _) => word.push_str("ss"),
        ('æ', _) => word.push_str("ae"),
        ('œ', _) => word.push_str("oe"),
        ('þ', _) => word.push_str("th"),
        ('ĳ', _) => word.push_str("ij"),
        ('ə', _) => word.push('e'),
        _ => word.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_accents_are_folded() {
        for (text, folded) in [
            ("CIBERSEGURIDAD España", "ciberseguridad espana"),
            ("São Tomé, Côte d’Ivoire", "sao tome cote d ivoire"),
            ("Sa\u{303}o", "sao"),
            ("Straße Æthelred Œuvre Þór", "strasse aethelred oeuvre thor"),
            ("Łódź Đakovo Ærø İstanbul Bakı Azərbaycan", "lodz dakovo aero istanbul baki azerbaycan"),
            ("Việt Nam Țara Škoda Żółć", "viet nam tara skoda zolc"),
            ("Москва ΑΘΗΝΑ 北京 القاهرة", "москва αθηνα 北京 القاهرة"),
            ("capacity-building/5G (2021)", "capacity building 5g 2021"),
        ] {
            assert_eq!(word_list(text).join(" "), folded);
        }
    }

    #[test]
    fn full_stops_join_initials_and_else_part_words() {
        assert_eq!(word_list("U.S.-Argentina"), ["us", "argentina"]);
        assert_eq!(word_list("N.A.T.O. met. Then left"), ["nato", "met", "then", "left"]);
        assert_eq!(word_list("example.org v2.0"), ["example", "org", "v2", "0"]);
    }

    proptest! {
        #[test]
        fn folding_folded_words_changes_nothing(text: String) {
            let once = word_list(&text);
            prop_assert!(once.iter().all(|word| !word.is_empty()));
            prop_assert_eq!(word_list(&once.join(" ")), once);
        }
    }
}
