//! What findings say, in each language: what is wrong, and what to do about it.
//!
//! A sentence is its words and what stands in their gaps. All words stand here, English beside Spanish; the compiler refuses
//! one without the other, and a gap that nothing fills. Nothing of it is in the app: its worker writes both languages, so
//! that a reader can change theirs.

use std::fmt;

/// What stands in the gap of a sentence.
trait Gap {
    fn english(&self) -> String;
    fn spanish(&self) -> String;
}

/// Names, codes and numbers are the same in each language.
macro_rules! same_in_both {
    ($($kind:ty)*) => {
        $(impl Gap for $kind {
            fn english(&self) -> String {
                self.to_string()
            }

            fn spanish(&self) -> String {
                self.to_string()
            }
        })*
    };
}

same_in_both!(String &str usize u16);

impl Gap for Box<Sentence> {
    fn english(&self) -> String {
        Sentence::english(self)
    }

    fn spanish(&self) -> String {
        Sentence::spanish(self)
    }
}

macro_rules! sentences {
    ($($name:ident $({ $($gap:ident: $kind:ty),* })? => $english:literal, $spanish:literal;)*) => {
        /// A sentence of a finding, or a part of one.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Sentence {
            $(
                #[doc = $english]
                $name $({ $(#[doc = concat!("`", stringify!($gap), "`")] $gap: $kind),* })?,
            )*
        }

        impl Sentence {
            /// In English.
            pub fn english(&self) -> String {
                match self {
                    $(Self::$name $({ $($gap),* })? => {
                        $($(let $gap = $gap.english();)*)?
                        format!($english)
                    })*
                }
            }

            /// In Spanish.
            pub fn spanish(&self) -> String {
                match self {
                    $(Self::$name $({ $($gap),* })? => {
                        $($(let $gap = $gap.spanish();
                        // Not every language needs every gap: not all words of a parser are known.
                        let _ = &$gap;)*)?
                        format!($spanish)
                    })*
                }
            }
        }
    };
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}

sentences! {
    // Files.
    Unreadable { error: String } => "can't be read ({error})", "no se puede leer ({error})";
    MakeReadable => "make it a readable file in UTF-8", "conviértalo en un archivo legible en UTF-8";
    RestoreFile => "restore the file", "restituya el archivo";
    MendFile => "mend the file", "corrija el archivo";
    NotCompiled => "can't be compiled although no rule finds fault with it", "no se puede compilar, aunque ninguna regla le encuentra faltas";
    AddRule => "add the rule that is missing", "añada la regla que falta";
    NotItsFile { id: String } => "\"{id}\" is not the file's name", "«{id}» no es el nombre del archivo";
    Rename { id: String } => "rename it to {id}.toml", "cámbielo a {id}.toml";
    NoSuchFinding { rule: String, about: String } => "no finding of rule {rule} is about \"{about}\"", "ningún hallazgo de la regla {rule} trata de «{about}»";
    RemoveException => "remove the exception", "quite la excepción";

    // Syntax.
    ParserSays { words: String } => "{words}", "no se puede leer; el lector del formato dice: {words}";
    MendToml => "mend the TOML here", "corrija aquí el TOML";
    Odd => "neither a text nor a small whole number", "no es ni un texto ni un número entero pequeño";
    WriteQuotes => "write it in quotes", "escríbalo entre comillas";
    NoMechanism => "is no mechanism", "no es un mecanismo";
    NoEvent => "is no event", "no es un evento";
    NoList => "is no list", "no es una lista";
    WriteBraces => "write it in braces, as the sample has it", "escríbalo entre llaves, como en el ejemplo";
    WriteBrackets => "write it in brackets", "escríbalo entre corchetes";
    WriteAsSample => "write it as the sample has it", "escríbalo como en el ejemplo";
    UnreadableRow => "can't be read as a row", "no se puede leer como fila";
    LookForQuote => "look for a quotation mark too many", "busque unas comillas de más";
    UnknownColumn => "is no column that the record knows", "no es una columna que el registro conozca";
    SeeColumns => "see which there are", "vea cuáles hay";

    // Shape.
    Empty => "is empty", "está vacío";
    LeaveOutUnknown => "leave out what is not known", "omita lo que no se sabe";
    LeaveOut => "leave it out", "omítalo";
    Missing => "is missing", "falta";
    Is { what: Box<Sentence> } => "is {what}", "es {what}";
    Write { what: Box<Sentence> } => "write {what}", "escriba {what}";
    Add { name: &'static str, what: Box<Sentence> } => "add `{name} = ...` with {what}", "añada `{name} = ...` con {what}";
    ANothing => "nothing", "nada";
    AFlag => "true or false", "true o false";
    ANumber => "a number", "un número";
    AWhole => "a whole number", "un número entero";
    AText => "a text", "un texto";
    AQuotedText => "a text in quotes", "un texto entre comillas";
    AQuotedWord => "a word of its vocabulary in quotes", "una palabra de su vocabulario entre comillas";
    AList => "a list", "una lista";
    Texts => "a list of texts", "una lista de textos";
    Tables => "a list of tables", "una lista de tablas";
    ATable => "a table", "una tabla";
    NotInVocabulary { word: String } => "\"{word}\" is not in the vocabulary", "«{word}» no está en el vocabulario";
    WriteOneOf { words: String } => "write one of: {words}", "escriba una de estas: {words}";
    NoOrdinal { number: String } => "{number} is no ordinal", "{number} no es un ordinal";
    CountFromOne => "count from 1", "cuente desde 1";
    UnknownField => "is no field that the record knows", "no es un campo que el registro conozca";
    RemoveOrWrite { known: String } => "remove it or write one of: {known}", "quítelo o escriba uno de estos: {known}";

    // Size.
    HoldsBytes { length: usize } => "holds {length} bytes", "ocupa {length} bytes";
    HoldsEntries { length: usize } => "holds {length} entries", "tiene {length} elementos";
    HoldsFields { length: usize } => "holds {length} fields", "tiene {length} campos";
    HoldsLongName { length: usize } => "has a field whose name holds {length} bytes", "tiene un campo cuyo nombre ocupa {length} bytes";
    HoldsMore { length: usize, most: usize } => "holds {length} bytes, where {most} are the most", "ocupa {length} bytes, y {most} son el máximo";
    WriteAtMost { most: usize } => "write at most {most}", "escriba {most} como máximo";
    Letters { length: usize } => "is {length} letters long", "tiene {length} letras";
    Shorten { most: usize } => "shorten it to {most}", "redúzcalo a {most}";

    // Texts.
    HoldsControl => "holds a line break or control character", "contiene un salto de línea o un carácter de control";
    WriteOneLine => "write it as one line of plain text", "escríbalo en una línea de texto sin formato";
    OuterBlank => "begins or ends with a blank", "empieza o termina con un espacio";
    RemoveBlank => "remove the blank", "quite el espacio";
    TwoBlanks => "holds two blanks in a row", "contiene dos espacios seguidos";
    WriteOneBlank => "write one", "escriba uno";
    SpeltElsewhere { spelling: String, usual: String } => "\"{spelling}\" is elsewhere \"{usual}\"", "«{spelling}» es «{usual}» en otros lugares";
    WriteUsual { usual: String } => "write \"{usual}\", or correct the others", "escriba «{usual}» o corrija los demás";

    // Codes and words.
    Twice { text: String } => "\"{text}\" is there twice", "«{text}» está dos veces";
    WriteOnce => "write it once", "escríbalo una vez";
    NoParty { code: String } => "\"{code}\" is no known party", "«{code}» no es una parte conocida";
    WriteParty =>
        "write an ISO 3166-1 alpha-2 code or one of organisations.toml; a new country goes into parties.toml",
        "escriba un código ISO 3166-1 alfa-2 o uno de organisations.toml; un país nuevo va en parties.toml";
    NoCountry { code: String } => "\"{code}\" is no country", "«{code}» no es un país";
    WriteCountry => "write an ISO 3166-1 alpha-2 code", "escriba un código ISO 3166-1 alfa-2";
    AddToParties => "add it to parties.toml", "añádalo a parties.toml";
    NoCountryCode { code: String } => "\"{code}\" is no code of a country", "«{code}» no es el código de un país";
    WriteCapitals => "write two capitals", "escriba dos mayúsculas";
    NoOrganisationCode { code: String } => "\"{code}\" is no code for an organisation", "«{code}» no es un código para una organización";
    WriteOrganisationCode =>
        "write capitals, digits and hyphens, other than a country's code",
        "escriba mayúsculas, cifras y guiones, distinto del código de un país";
    NoTheme { word: String } => "\"{word}\" is no theme", "«{word}» no es un tema";
    WriteTheme => "write one of themes.toml", "escriba uno de themes.toml";
    OtherThemes => "families and themes are not those of the vocabulary, or not in its order", "las familias y los temas no son los del vocabulario, o no están en su orden";
    WriteThemes { list: String } => "write {list}", "escriba {list}";
    NoLanguage { tag: String } => "\"{tag}\" is no tag of a language", "«{tag}» no es la etiqueta de un idioma";
    WriteLanguage => "write a BCP 47 tag such as en, pt-BR, zh-Hant", "escriba una etiqueta BCP 47, como en, pt-BR o zh-Hant";

    // Ids.
    NoId { id: String } => "\"{id}\" is no id", "«{id}» no es un identificador";
    WriteId =>
        "write lower-case words, digits and hyphens, at most 96 letters",
        "escriba palabras en minúsculas, cifras y guiones, 96 letras como máximo";
    IdOf { id: String, other: String } => "\"{id}\" is the id of {other} too", "«{id}» es también el identificador de {other}";
    GiveEachItsOwn => "give each mechanism its own", "dé a cada mecanismo el suyo";
    IdOfEvent { id: String, other: String } => "\"{id}\" is the id of another event in {other}", "«{id}» es el identificador de otro evento en {other}";
    AddTwo => "add \"-2\" to the later one", "añada «-2» al posterior";
    OtherBeginning { id: String } => "\"{id}\" does not begin with its mechanism's id", "«{id}» no empieza por el identificador de su mecanismo";
    WriteBeginning { mechanism: String } => "write \"{mechanism}-\" and the date", "escriba «{mechanism}-» y la fecha";

    // Dates and order.
    NoDate { date: String, reason: &'static str, at: usize } =>
        "\"{date}\" is no date: {reason} (at character {at})",
        "«{date}» no es una fecha: deja de serlo en el carácter {at}";
    UnusedDate { date: String, form: &'static str } =>
        "\"{date}\" is no date: {form} is EDTF that the record does not use; write a day, month or year, an interval of two, with \"?\" if uncertain",
        "«{date}» es EDTF de una forma que el registro no usa; escriba un día, un mes o un año, o un intervalo de dos, con «?» si hay duda";
    BackwardsDate { date: String } => "\"{date}\" is no date: the interval ends before it starts", "«{date}» no es una fecha: el intervalo termina antes de empezar";
    WriteDate =>
        "write a day (2017-04-27), month (2017-04) or year (2017), or two of them with \"/\"; \"?\" marks doubt",
        "escriba un día (2017-04-27), un mes (2017-04) o un año (2017), o dos de ellos con «/»; «?» indica duda";
    BeforeAbove { date: String } => "{date} is before the event above it", "{date} es anterior al evento que está encima";
    MoveAbove { id: String } => "move the event above \"{id}\"", "ponga el evento encima de «{id}»";
    OrdinalFalls { ordinal: u16, last: u16, id: String } => "{ordinal} comes after {last} (\"{id}\")", "{ordinal} viene después de {last} («{id}»)";
    CorrectOrdinal =>
        "correct the wrong one, or add an exception if the series counts anew",
        "corrija el que no es, o añada una excepción si la serie empieza a contar de nuevo";

    // What leads elsewhere.
    NoSuchEvent { id: String } => "\"{id}\" is no event", "«{id}» no es un evento";
    WriteEvent => "write the id of an event, or leave it out", "escriba el identificador de un evento u omítalo";
    LeadsBack { id: String } => "\"{id}\" leads back to this event", "«{id}» lleva de vuelta a este evento";
    LeaveOutWrong => "leave out the wrong one", "omita el que no es";
    CameLater { id: String, date: String } => "\"{id}\" came later ({date})", "«{id}» fue posterior ({date})";
    NameEarlier => "name an earlier event", "nombre un evento anterior";
    KeptAlthough { status: String } => "is \"{status}\" although an event kept it", "es «{status}» aunque un evento lo cumplió";
    WriteFulfilled => "write \"fulfilled\", or leave out fulfilled_by", "escriba «fulfilled» u omita fulfilled_by";
    KeptByItself { id: String } => "\"{id}\" is the event that promised it", "«{id}» es el evento que lo prometió";
    NameKeeper => "name the event that kept it", "nombre el evento que lo cumplió";
    CameBefore { id: String, date: String } => "\"{id}\" came before the promise ({date})", "«{id}» fue anterior a la promesa ({date})";
    NameLater => "name a later event", "nombre un evento posterior";
    NoAddress { url: String } => "\"{url}\" is no address", "«{url}» no es una dirección";
    WriteAddress => "write the address as a browser shows it, with https://", "escriba la dirección como la muestra un navegador, con https://";
    SourceTwice { url: String } => "{url} is there twice", "{url} está dos veces";
    KeepBetter => "keep the better one", "conserve la mejor";

    // What is left.
    AlreadyThere { id: String } => "\"{id}\" is already in the record", "«{id}» ya está en el registro";
    GiveOtherId => "give it another id, or leave it out", "dele otro identificador u omítalo";
    NothingToShow { id: String } => "\"{id}\" has no event that can be shown", "«{id}» no tiene ningún evento que se pueda mostrar";
    AddEvent => "add one with a date and a title", "añada uno con fecha y título";
}

#[cfg(test)]
mod tests {
    use super::Sentence;

    #[test]
    fn a_sentence_fills_its_gaps_in_each_language() {
        let twice = Sentence::Twice { text: "AR".into() };
        assert_eq!(
            (twice.english().as_str(), twice.spanish().as_str()),
            ("\"AR\" is there twice", "«AR» está dos veces")
        );
        let add = Sentence::Add { name: "date", what: Sentence::AQuotedText.into() };
        assert_eq!(add.to_string(), "add `date = ...` with a text in quotes");
        assert_eq!(add.spanish(), "añada `date = ...` con un texto entre comillas");
    }
}
