//! The tables as a SQLite database. SQLite itself checks types, vocabularies and keys while it is written.

use std::fmt::Write;

use rusqlite::{Connection, ToSql, params_from_iter};

use super::{
    LICENCE,
    table::{Finished, Kind},
};

/// The bytes of the database's file.
pub(super) fn database(version: &str, tables: &[Finished]) -> rusqlite::Result<Vec<u8>> {
    let mut database = Connection::open_in_memory()?;
    let changes = database.transaction()?;
    changes.execute_batch("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")?;
    for about in [("licence", LICENCE), ("version", version)] {
        changes.execute("INSERT INTO about VALUES (?, ?)", about)?;
    }
    for table in tables {
        changes.execute_batch(&definition(table))?;
        let places = vec!["?"; table.fields.len()].join(", ");
        let mut insert = changes.prepare(&format!("INSERT INTO {} VALUES ({places})", table.name))?;
        for row in &table.rows {
            let cells = table.fields.iter().zip(row).map(|(field, cell)| value(&field.kind, cell.as_deref()));
            insert.execute(params_from_iter(cells))?;
        }
    }
    changes.commit()?;
    Ok(database.serialize("main")?.to_vec())
}

/// A cell as SQLite keeps it: `true` and `false` are 1 and 0.
fn value<'a>(kind: &Kind, cell: Option<&'a str>) -> Box<dyn ToSql + 'a> {
    match (kind, cell) {
        (Kind::Flag, Some(flag)) => Box::new(flag == "true"),
        // A text that is a whole number becomes one in a column of numbers.
        _ => Box::new(cell),
    }
}

/// The statement that makes a table. What its columns say stands in it as comments, which SQLite keeps.
fn definition(table: &Finished) -> String {
    let mut parts = Vec::new();
    for field in &table.fields {
        let kind = match field.kind {
            Kind::Number | Kind::Flag => "INTEGER",
            _ => "TEXT",
        };
        let mut part = format!("/* {} */\n  {} {kind}", field.about, field.name);
        if field.required {
            part.push_str(" NOT NULL");
        }
        if let Kind::Word(words) = &field.kind {
            let _ = write!(part, " CHECK ({} IN ('{}'))", field.name, words.join("', '"));
        }
        parts.push(part);
    }
    parts.push(format!("PRIMARY KEY ({})", table.key.join(", ")));
    for link in &table.links {
        let target = if link.table.is_empty() { table.name } else { link.table };
        // Events may follow one that stands later in the table.
        parts.push(format!(
            "FOREIGN KEY ({}) REFERENCES {target} ({}) DEFERRABLE INITIALLY DEFERRED",
            link.fields.join(", "),
            link.to.join(", ")
        ));
    }
    format!("CREATE TABLE {} ( /* {} */\n  {}\n) STRICT", table.name, table.about, parts.join(",\n  "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::dataset::table::Table;

    fn table(number: &'static str, word: &'static str) -> Finished {
        Table::new(&[], "things", &["id"], [("a", number), ("b", "2")])
            .must("id", Kind::Text, |row| row.0.into())
            .must("count", Kind::Number, |row| row.1.into())
            .must("fresh", Kind::Flag, |_| "true".into())
            .may("word", Kind::Word(vec!["yes", "no"]), move |_| Some(word.into()))
            .finish()
    }

    #[test]
    fn what_breaks_a_type_a_vocabulary_or_a_key_is_refused() {
        assert!(database("1", &[table("1", "yes")]).is_ok());
        assert!(database("1", &[table("many", "yes")]).is_err());
        assert!(database("1", &[table("1", "perhaps")]).is_err());
        let dangling = Table::new(&[], "parts", &["thing"], ["c"])
            .must("thing", Kind::Text, |row| (*row).into())
            .link(&["thing"], "things", &["id"])
            .finish();
        assert!(database("1", &[table("1", "yes"), dangling]).is_err());
    }
}
