//! A table in the making: rows, and columns that say what they hold and how a cell is filled. Files and their
//! descriptions come from the same columns.

use entente_record::TableText;

use crate::export::csv;

/// What the cells of a column hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// A date as far as it is known (EDTF).
    Date,
    /// A day.
    Day,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// An address on the web.
    Address,
    /// A word of a closed vocabulary.
    Word(Vec<&'static str>),
}

/// A column, described.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) about: String,
}

/// Columns whose values stand in those of another table.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) fields: &'static [&'static str],
    pub(super) table: &'static str,
    pub(super) to: &'static [&'static str],
}

/// A table with its description.
pub(super) struct Finished {
    pub(super) name: &'static str,
    pub(super) about: String,
    pub(super) fields: Vec<Field>,
    pub(super) key: &'static [&'static str],
    pub(super) links: Vec<Link>,
    pub(super) rows: Vec<Vec<Option<String>>>,
}

impl Finished {
    /// The name of its file.
    pub(super) fn file(&self) -> String {
        [self.name, ".csv"].concat()
    }

    /// The text of its file.
    pub(super) fn text(&self) -> String {
        let mut text = csv::Table::default();
        let names: Vec<&str> = self.fields.iter().map(|field| field.name).collect();
        text.row(&names);
        for row in &self.rows {
            for cell in row {
                text.known(cell.as_deref());
            }
            text.end_row();
        }
        text.finish()
    }
}

/// What a row says in a column, if anything.
type Cell<'a, R> = Box<dyn Fn(&R) -> Option<String> + 'a>;

/// A table with rows of a type of its own.
pub(super) struct Table<'a, R> {
    finished: Finished,
    rows: Vec<R>,
    cells: Vec<Cell<'a, R>>,
    text: Option<&'a TableText>,
}

impl<'a, R> Table<'a, R> {
    /// A table without columns. The key tells its rows apart; what it holds is said by the text of its name.
    pub(super) fn new(
        texts: &'a [TableText],
        name: &'static str,
        key: &'static [&'static str],
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        let text = texts.iter().find(|it| *it.name == *name);
        let about = text.map_or_else(String::new, |it| english(&it.about));
        Self {
            finished: Finished { name, about, fields: Vec::new(), key, links: Vec::new(), rows: Vec::new() },
            rows: rows.into_iter().collect(),
            cells: Vec::new(),
            text,
        }
    }

    /// Adds a column that every row fills.
    pub(super) fn must(mut self, name: &'static str, kind: Kind, cell: impl Fn(&R) -> String + 'a) -> Self {
        self.describe(name, kind, true);
        self.cells.push(Box::new(move |row| Some(cell(row))));
        self
    }

    /// Adds a column that is empty where nothing is known.
    pub(super) fn may(
        mut self,
        name: &'static str,
        kind: Kind,
        cell: impl Fn(&R) -> Option<String> + 'a,
    ) -> Self {
        self.describe(name, kind, false);
        self.cells.push(Box::new(cell));
        self
    }

    fn describe(&mut self, name: &'static str, kind: Kind, required: bool) {
        let columns = self.text.map(|it| &it.columns[..]).unwrap_or_default();
        let about = columns.iter().find(|it| *it.name == *name).map(|it| english(&it.about));
        self.finished.fields.push(Field { name, kind, required, about: about.unwrap_or_default() });
    }

    /// Says that columns refer to those of a table.
    pub(super) fn link(
        mut self,
        fields: &'static [&'static str],
        table: &'static str,
        to: &'static [&'static str],
    ) -> Self {
        self.finished.links.push(Link { fields, table, to });
        self
    }

    /// Fills the rows.
    pub(super) fn finish(mut self) -> Finished {
        let filled = |row: &R| self.cells.iter().map(|cell| cell(row)).collect();
        self.finished.rows = self.rows.iter().map(filled).collect();
        self.finished
    }
}

/// The description that `datapackage.json` gives.
fn english([english, _]: &[Box<str>; 2]) -> String {
    english.to_string()
}

#[cfg(test)]
mod tests {
    use entente_record::ColumnText;

    use super::*;

    #[test]
    fn the_columns_name_the_header_and_fill_the_rows() {
        let both = |english: &str| [english.into(), "".into()];
        let column = ColumnText { name: "half".into(), about: both("Its half, if whole.") };
        let texts =
            [TableText { name: "halves".into(), about: both("Numbers and halves."), columns: vec![column] }];
        let table = Table::new(&texts, "halves", &["number"], [1, 4])
            .must("number", Kind::Number, |number: &u32| number.to_string())
            .may("half", Kind::Number, |number| (number % 2 == 0).then(|| (number / 2).to_string()))
            .finish();
        assert_eq!(table.text(), "number,half\r\n1,\r\n4,2\r\n");
        assert_eq!(table.file(), "halves.csv");
        assert!(table.fields[0].required && !table.fields[1].required);
        assert_eq!(
            (table.about.as_str(), table.fields[1].about.as_str()),
            ("Numbers and halves.", "Its half, if whole.")
        );
    }
}
