//! Tables as CSV (RFC 4180), and the selection as one.
//!
//! Three choices:
//! - A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end, or
//!   with the full-width form of one of the signs) gets an apostrophe before it, as OWASP advises. No fact of the
//!   record begins so; those that a reader loads may.
//! - The selection begins with a byte order mark, without which Excel takes UTF-8 for the machine's old code page. The
//!   tables of [`super::dataset`] are for programs, which would read the mark as part of the first name: they have none.
//! - Several values in one cell are separated by "; ", addresses by a blank (they may hold a semicolon, but no blank).

use entente_record::EventIndex;

use super::{Export, shape};
use crate::view::Page;

/// What Excel needs to see that a file is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The columns of the selection, with what stands in them.
pub const COLUMNS: [&str; 22] = [
    "id",
    "mechanism",
    "mechanism_name",
    "kind",
    "date",
    "earliest",
    "latest",
    "title",
    "ordinal",
    "parties",
    "party_names",
    "city",
    "country",
    "online",
    "themes",
    "primary",
    "follows",
    "summary",
    "note",
    "instruments",
    "sources",
    "address",
];

/// A table in the making.
#[derive(Default)]
pub struct Table {
    out: String,
    inside_row: bool,
}

impl Table {
    /// Adds a cell to the row.
    pub fn cell(&mut self, text: &str) {
        if self.inside_row {
            self.out.push(',');
        }
        self.inside_row = true;
        let guard = text.starts_with(is_formula);
        let quoted = text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
        if quoted {
            self.out.push('"');
        }
        if guard {
            self.out.push('\'');
        }
        for c in text.chars() {
            if c == '"' {
                self.out.push('"');
            }
            self.out.push(c);
        }
        if quoted {
            self.out.push('"');
        }
    }

    /// Adds a cell that is empty where nothing is known.
    pub fn known(&mut self, text: Option<&str>) {
        self.cell(text.unwrap_or_default());
    }

    /// Adds a cell that says `true` or `false`.
    pub fn flag(&mut self, flag: bool) {
        self.cell(if flag { "true" } else { "false" });
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.out.push_str("\r\n");
        self.inside_row = false;
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[&str]) {
        for cell in cells {
            self.cell(cell);
        }
        self.end_row();
    }

    /// The text.
    pub fn finish(self) -> String {
        self.out
    }
}

/// Whether a cell that begins so is a formula to some spreadsheet.
const fn is_formula(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

/// The selection, one event a row, in the order given.
pub fn events(export: &Export, events: &[EventIndex]) -> String {
    let mut table = Table::default();
    table.out.push(BYTE_ORDER_MARK);
    table.row(&COLUMNS);
    for index in events {
        event(&mut table, export, *index);
        table.end_row();
    }
    table.finish()
}

fn event(table: &mut Table, export: &Export, index: EventIndex) {
    let record = export.record;
    let event = record.event(index);
    let mechanism = record.mechanism(event.mechanism);
    let detail = export.event_detail(index);
    let place = event.place.as_ref();
    let names: Vec<String> =
        event.parties.iter().map(|party| export.names.party(record.party(*party))).collect();
    let sources: Vec<&str> =
        detail.iter().flat_map(|detail| &detail.sources).map(|source| &*source.url).collect();

    table.cell(event.id.as_str());
    table.cell(mechanism.id.as_str());
    table.cell(&mechanism.name);
    table.cell(event.kind.word());
    table.cell(&event.date.to_string());
    table.cell(&event.date.earliest().to_string());
    table.cell(&event.date.latest().to_string());
    table.cell(&event.title);
    table.known(event.ordinal.map(|ordinal| ordinal.to_string()).as_deref());
    table.cell(&shape::codes(record, &event.parties).join("; "));
    table.cell(&names.join("; "));
    table.known(place.and_then(|place| place.city.as_deref()));
    table.known(place.and_then(|place| place.country).map(|index| record.party(index).code.as_str()));
    table.flag(place.is_some_and(|place| place.online));
    table.cell(&shape::words(&event.themes).join("; "));
    table.flag(event.primary);
    table.known(event.follows.map(|index| record.event(index).id.as_str()));
    table.known(detail.map(|detail| &*detail.summary));
    table.known(detail.and_then(|detail| detail.note.as_deref()));
    table.cell(&shape::borrowed(detail.map_or(&[], |detail| &detail.instruments)).join("; "));
    table.cell(&sources.join(" "));
    table.cell(&export.address(Page::Event(event.id.clone())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::{hostile, sample};
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(Into::into).collect()).collect()
    }

    #[test]
    fn a_selection_has_one_row_an_event_under_the_names_of_its_columns() {
        let sample = sample();
        let text = events(&sample.export(), &sample.all());
        let rows = rows(text.strip_prefix('\u{feff}').unwrap());
        assert_eq!(rows[0], COLUMNS);
        assert_eq!(rows.len(), 1 + sample.record.events.len());
        let cell = |column: &str| &rows[1][COLUMNS.iter().position(|it| *it == column).unwrap()];
        assert_eq!(cell("date"), "2017-04?");
        assert_eq!(cell("earliest"), "2017-04-01");
        assert_eq!(cell("latest"), "2017-04-30");
        assert_eq!(cell("parties"), "AR; US");
        assert_eq!(cell("city"), "Washington, D.C.");
        assert_eq!(cell("title"), "'=Statement, \"joint\"");
        assert_eq!(cell("sources"), "https://www.state.gov/a;b?x=%7B1%7D&y=_2 https://example.org/second");
        assert_eq!(cell("address"), "https://example.org/entente/event/ar-us-group-2017-04");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            let mut table = Table::default();
            table.row(&[text]);
            assert_eq!(rows(&table.finish()), [[format!("'{text}")]]);
        }
        let mut table = Table::default();
        table.row(&["a=1", "2017-04", "'"]);
        assert_eq!(table.finish(), "a=1,2017-04,'\r\n");
    }

    proptest! {
        #[test]
        fn any_cells_read_back(cells in proptest::collection::vec(hostile(), 2..5)) {
            let mut table = Table::default();
            let borrowed: Vec<&str> = cells.iter().map(String::as_str).collect();
            let names = vec!["name"; cells.len()];
            table.row(&names);
            table.row(&borrowed);
            let expected: Vec<String> = cells
                .iter()
                .map(|cell| if cell.starts_with(is_formula) { format!("'{cell}") } else { cell.clone() })
                .collect();
            prop_assert_eq!(rows(&table.finish())[1..].to_vec(), [expected]);
        }
    }
}
