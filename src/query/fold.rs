//! Text to the words that a search compares: case and accents folded.
//!
//! Latin letters lose their marks and become ASCII, composed or decomposed ("São" and "Sa\u{303}o" give `sao`; ß, æ, œ,
//! þ give two letters; ø, ł, đ, ı the letter they are drawn from). Other scripts are put in lower case and else left
//! as they are. A word is a run of letters and digits; full stops inside initials join them ("U.S." is `us`).

/// The words of a text, folded, one call each.
pub(super) fn words(text: &str, each: &mut dyn FnMut(&str)) {
    let mut reader = WordReader { word: String::new(), initials: true, since_stop: 0, each };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // Nearly all text is runs of ASCII, which need no folding but that of case.
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if run > 0 {
            reader.run(&rest[..run]);
            rest = &rest[run..];
        } else {
            reader.letter(lower(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    reader.end();
}

/// Whether each of some folded words begins a word of a text.
pub fn fits(text: &str, wanted: &[String]) -> bool {
    let words = word_list(text);
    wanted.iter().all(|wanted| words.iter().any(|word| word.starts_with(wanted.as_str())))
}

/// A word being read.
struct WordReader<'a> {
    word: String,
    /// Whether it is single letters with full stops between them so far.
    initials: bool,
    /// How many letters follow its last full stop.
    since_stop: usize,
    each: &'a mut dyn FnMut(&str),
}

impl WordReader<'_> {
    /// Takes in letters and digits of ASCII.
    fn run(&mut self, run: &str) {
        let start = self.word.len();
        self.word.push_str(run);
        self.word[start..].make_ascii_lowercase();
        self.grow(run.len(), run.as_bytes()[0].is_ascii_alphabetic());
    }

    /// Takes in any character in lower case.
    fn letter(&mut self, letter: char) {
        if letter == '.' && self.initials && self.since_stop == 1 {
            self.since_stop = 0;
        } else if is_mark(letter) {
            // It belongs to the letter before, which is plain already.
        } else if letter.is_alphanumeric() {
            fold(letter, &mut self.word);
            self.grow(1, letter.is_alphabetic());
        } else {
            self.end();
        }
    }

    fn grow(&mut self, letters: usize, alphabetic: bool) {
        self.since_stop += letters;
        self.initials &= self.since_stop == 1 && alphabetic;
    }

    fn end(&mut self) {
        if !self.word.is_empty() {
            (self.each)(&self.word);
            self.word.clear();
        }
        (self.initials, self.since_stop) = (true, 0);
    }
}

/// The folded words of a text, in order.
pub fn word_list(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    words(text, &mut |word| list.push(word.to_string()));
    list
}

/// A letter in lower case, for the scripts that have cases and that names here are written in: Latin-1 (the other Latin
/// letters are folded from either case), Greek and Cyrillic. The tables of all scripts take 25 kB.
fn lower(letter: char) -> char {
    let apart = match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => 0x20,
        'Ѐ'..='Џ' => 0x50,
        'Ά' => 0x26,
        'Έ'..='Ί' => 0x25,
        'Ό' => 0x40,
        'Ύ' | 'Ώ' => 0x3F,
        _ => 0,
    };
    char::from_u32(u32::from(letter) + apart).unwrap_or(letter)
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
        ('ß' | 'ẞ', _) => word.push_str("ss"),
        ('æ', _) => word.push_str("ae"),
        ('œ' | 'Œ', _) => word.push_str("oe"),
        ('þ', _) => word.push_str("th"),
        ('ĳ' | 'Ĳ', _) => word.push_str("ij"),
        ('ə' | 'Ə', _) => word.push('e'),
        ('İ', _) => word.push('i'),
        ('Ŋ', _) => word.push('ŋ'),
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
    fn capitals_of_latin_greek_and_cyrillic_are_lowered_as_the_library_does() {
        for letter in ('A'..='Ö').chain('Ø'..='Þ').chain('Ά'..='Ϋ').chain('Ѐ'..='Я') {
            assert_eq!(lower(letter), letter.to_lowercase().next().unwrap(), "{letter}");
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
