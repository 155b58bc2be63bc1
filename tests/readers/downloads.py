"""Reads every download of a built site with programs that others wrote.

What they find is compared: the files with each other, and with the record that the site was built from, whose facts
are counted in its TOML files.

    python downloads.py FOLDER_OF_THE_DOWNLOADS FOLDER_OF_THE_RECORD
"""

import csv
import json
import sqlite3
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import frictionless
import icalendar
import jsonschema
from bibtexparser.entrypoint import parse_file

# The page that offers the downloads lies among them.
PAGE = "index.html"
# How a reader's own record is written: no facts beside the others. tests/dataset.rs loads them.
SAMPLES = {"sample.csv", "sample.toml", "template.csv"}
# How many differences of one kind are worth reading.
SHOWN = 8

Json = dict[str, Any]
Row = dict[str, str]


class Mismatch(Exception):
    """What differs: where, what was expected, what was found."""


def compare(where: str, expected: Mapping[str, object], found: Mapping[str, object]) -> None:
    """Fails if the two say different things, or one says what the other doesn't."""
    lines = [
        f"{where}: {key}: expected {expected.get(key, 'nothing')}, found {found.get(key, 'nothing')}"
        for key in sorted(expected.keys() | found.keys())
        if expected.get(key) != found.get(key)
    ]
    fail_with(lines)


def fail_with(lines: list[str]) -> None:
    """Fails if there is anything to say."""
    if lines:
        more = [f"and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
        raise Mismatch("\n".join(lines[:SHOWN] + more))


def total(holders: Iterable[Json], key: str) -> int:
    """How many items the holders have under a key, all together."""
    return sum(len(holder.get(key, ())) for holder in holders)


class Mechanisms:
    """Mechanisms with their events, as TOML and JSON both have them."""

    def __init__(self, mechanisms: list[Json]) -> None:
        self.all = mechanisms
        self.events: list[Json] = [event for mechanism in mechanisms for event in mechanism["events"]]
        self.delegations: list[Json] = [it for event in self.events for it in event.get("delegations", ())]

    def facts(self) -> dict[str, int]:
        """How many facts there are, by the name of the table that has a row for each."""
        own_or_shared = (event.get("parties") or it["parties"] for it in self.all for event in it["events"])
        return {
            "mechanisms": len(self.all),
            "mechanism_names": total(self.all, "name_local"),
            "mechanism_parties": total(self.all, "parties") + total(self.all, "members"),
            "mechanism_themes": total(self.all, "themes"),
            "events": len(self.events),
            "event_parties": sum(len(parties) for parties in own_or_shared),
            "event_themes": total(self.events, "themes"),
            "instruments": total(self.events, "instruments"),
            "delegations": len(self.delegations),
            "people": sum("lead" in it for it in self.delegations) + total(self.delegations, "co_leads"),
            "agencies": total(self.delegations, "agencies"),
            "commitments": total(self.events, "commitments"),
            "sources": total(self.all, "sources") + total(self.events, "sources"),
        }

    def known_days(self) -> dict[str, str]:
        """The first day of each event whose day is known, by the event's id."""
        days = {}
        for event in self.events:
            first, *last = event["date"].replace("?", "").split("/")
            if all(len(date) == len("2017-04-27") for date in [first, *last]):
                days[event["id"]] = first
        return days

    def addresses(self) -> set[str]:
        """The address of each document that tells of a mechanism or an event."""
        return {source["url"] for it in self.all + self.events for source in it.get("sources", ())}

    def codes(self) -> set[str]:
        """The code of each party that is named anywhere."""
        lists = [it.get(key, ()) for it in self.all + self.events for key in ("parties", "members")]
        places = {event.get("place", {}).get("country") for event in self.events} - {None}
        return {code for codes in lists for code in codes} | places | {it["party"] for it in self.delegations}


class Record:
    """The record that the site was built from."""

    def __init__(self, folder: Path) -> None:
        self.mechanisms = Mechanisms([read_toml(path) for path in sorted(folder.glob("mechanisms/*.toml"))])
        organisations = read_toml(folder / "organisations.toml")
        named = self.mechanisms.codes()
        self.members = {code: organisations[code].get("members", []) for code in named & organisations.keys()}
        self.codes = named.union(*self.members.values())
        self.themes = total(read_toml(folder / "themes.toml")["families"], "themes")

    def facts(self) -> dict[str, int]:
        """How many rows each table should have."""
        members = sum(len(codes) for codes in self.members.values())
        others = {"parties": len(self.codes), "memberships": members, "themes": self.themes}
        return self.mechanisms.facts() | others


def read_toml(path: Path) -> Json:
    """The content of one file of the record."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Downloads:
    """The files of the folder, each read once, when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opened: set[str] = set()

    @contextmanager
    def reading(self, name: str) -> Iterator[Path]:
        """The path of a file. Whatever its reader complains of is told with the file's name."""
        self.opened.add(name)
        try:
            yield self.folder / name
        except Mismatch:
            raise
        except Exception as complaint:
            raise Mismatch(f"{name}: {type(complaint).__name__}: {complaint}") from complaint

    def json(self, name: str) -> Json:
        """A file by Python's json."""
        with self.reading(name) as path:
            content: Json = json.loads(path.read_text(encoding="utf-8"))
            return content

    @cached_property
    def package(self) -> Json:
        """The description of the tables."""
        return self.json("datapackage.json")

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        """The rows of every CSV file by Python's csv, by the name of the table."""
        tables, complaints = {}, []
        for path in sorted(self.folder.glob("*.csv")):
            if path.name in SAMPLES:
                continue
            try:
                tables[path.stem] = self.rows(path.name)
            except Mismatch as complaint:
                complaints.append(str(complaint))
        fail_with(complaints)
        return tables

    def rows(self, name: str) -> list[Row]:
        """The rows of one CSV file, each cell under the name of its column."""
        with self.reading(name) as path, path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            columns = next(lines)
            rows = []
            for cells in lines:
                compare(f"{name}: line {lines.line_num}", {"cells": len(columns)}, {"cells": len(cells)})
                rows.append(dict(zip(columns, cells, strict=True)))
            return rows

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """The database by Python's sqlite3."""
        with (
            self.reading("entente.sqlite") as path,
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database,
        ):
            yield database


def frictionless_finds_package_and_tables_valid_and_counts_their_rows(downloads: Downloads, record: Record) -> None:
    """This covers the types of cells, vocabularies, keys and references from table to table."""
    with downloads.reading("datapackage.json") as path:
        report = frictionless.Package(path).validate()
    errors = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    fail_with([f"datapackage.json: {error.message}" for error in report.errors] + errors)
    counted = {task.name: task.stats.get("rows") for task in report.tasks if task.type == "table"}
    compare("rows by Frictionless", record.facts(), counted)


def every_table_has_a_row_for_each_fact(downloads: Downloads, record: Record) -> None:
    """By Python's csv."""
    compare("rows by csv", record.facts(), {name: len(rows) for name, rows in downloads.tables.items()})


def the_events_of_the_table_are_those_of_the_record(downloads: Downloads, record: Record) -> None:
    """Id by id, with their dates."""
    dates = {event["id"]: event["date"] for event in record.mechanisms.events}
    compare("events.csv", dates, {row["id"]: row["date"] for row in downloads.tables["events"]})


def the_record_as_json_has_every_fact(downloads: Downloads, record: Record) -> None:
    """By Python's json."""
    found = Mechanisms(downloads.json("record.json")["mechanisms"])
    compare("record.json", record.mechanisms.facts(), found.facts())
    compare("record.json: day", record.mechanisms.known_days(), found.known_days())


def the_parties_as_json_are_those_of_the_record_and_of_the_tables(downloads: Downloads, record: Record) -> None:
    """By Python's json and csv."""
    parties = downloads.json("parties.json")
    organisations = parties["organisations"]
    compare("parties.json", Counter(record.codes), Counter([*parties["countries"], *organisations]))
    compare("parties.csv", Counter(record.codes), Counter(row["code"] for row in downloads.tables["parties"]))
    members = {code: sorted(codes) for code, codes in record.members.items()}
    compare("parties.json: members", members, {code: it.get("members", []) for code, it in organisations.items()})


def the_json_files_are_as_their_schemas_say(downloads: Downloads, record: Record) -> None:
    """By jsonschema, which also says whether the schemas themselves are valid."""
    described = [it for it in downloads.package["resources"] if "jsonSchema" in it]
    compare("JSON files with a schema", {"number": 2}, {"number": len(described)})
    errors = []
    for resource in described:
        schema, content = downloads.json(resource["jsonSchema"]), downloads.json(resource["path"])
        with downloads.reading(resource["jsonSchema"]):
            validator = jsonschema.validators.validator_for(schema)
            validator.check_schema(schema)
            found = validator(schema).iter_errors(content)
            errors += [f"{resource['path']}: {error.json_path}: {error.message}" for error in found]
    fail_with(errors)


def the_database_is_whole_and_none_of_its_references_leads_nowhere(downloads: Downloads, record: Record) -> None:
    """By Python's sqlite3: SQLite's own checks."""
    with downloads.database() as database:
        integrity = [text for (text,) in database.execute("PRAGMA integrity_check")]
        compare("entente.sqlite", {"integrity": ["ok"]}, {"integrity": integrity})
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        fail_with([f"entente.sqlite: row {row} of {table} refers to no {parent}" for table, row, parent, _ in broken])


def the_database_declares_the_references_that_the_package_declares(downloads: Downloads, record: Record) -> None:
    """Else its check of references would have nothing to check."""
    resources = [it for it in downloads.package["resources"] if "schema" in it]
    declared = {it["name"]: len(it["schema"].get("foreignKeys", ())) for it in resources}
    count = "SELECT count(DISTINCT id) FROM pragma_foreign_key_list(?)"
    with downloads.database() as database:
        found = {name: database.execute(count, (name,)).fetchone()[0] for name in declared}
    compare("entente.sqlite: references", declared, found)


def the_database_has_the_rows_of_the_tables(downloads: Downloads, record: Record) -> None:
    """Beside them it has a table about itself."""
    with downloads.database() as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
        about = dict(database.execute("SELECT name, value FROM about"))
    expected = {name: len(rows) for name, rows in downloads.tables.items()}
    compare("entente.sqlite: rows", expected | {"about": len(about)}, found)
    compare("entente.sqlite: about", {"version": downloads.package["version"]}, {"version": about.get("version")})


def the_calendar_has_every_event_whose_day_is_known_on_its_day(downloads: Downloads, record: Record) -> None:
    """By icalendar, which reads on after a line that it does not understand and notes it."""
    with downloads.reading("events.ics") as path:
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        events = [it for it in calendar.walk("VEVENT") if isinstance(it, icalendar.Event)]
        fail_with([f"events.ics: {it.get('UID')}: {error}" for it in events for error in it.errors])
        found = {str(event["UID"]).removesuffix("@entente"): event.start.isoformat() for event in events}
    expected = record.mechanisms.known_days()
    compare("events.ics", expected, found)
    compare("events.ics", {"events": len(expected)}, {"events": len(events)})


def the_bibliography_has_every_document_once(downloads: Downloads, record: Record) -> None:
    """By bibtexparser, which sets aside what it does not understand and keys that come twice."""
    with downloads.reading("sources.bib") as path:
        library = parse_file(str(path), encoding="utf-8")
        failed = [
            ((block.start_line or 0) + 1, getattr(block.error, "abort_reason", block.error))
            for block in library.failed_blocks
        ]
        fail_with([f"sources.bib: line {line}: {error}" for line, error in failed])
        compare("sources.bib", {"entries": len(library.blocks)}, {"entries": len(library.entries)})
        found = Counter(entry["url"] for entry in library.entries)
    compare("sources.bib", Counter(record.mechanisms.addresses()), found)


def every_file_was_read(downloads: Downloads, record: Record) -> None:
    """The last check: a download that no check before has opened needs one."""
    files = {
        str(path.relative_to(downloads.folder))
        for path in downloads.folder.rglob("*")
        # What brotli and gzip make of a file is the file again.
        if path.is_file() and path.suffix not in {".br", ".gz"}
    }
    fail_with([f"{name}: nothing has read it" for name in sorted(files - downloads.opened - {PAGE} - SAMPLES)])


Check = Callable[[Downloads, Record], None]

CHECKS: list[Check] = [
    frictionless_finds_package_and_tables_valid_and_counts_their_rows,
    every_table_has_a_row_for_each_fact,
    the_events_of_the_table_are_those_of_the_record,
    the_record_as_json_has_every_fact,
    the_parties_as_json_are_those_of_the_record_and_of_the_tables,
    the_json_files_are_as_their_schemas_say,
    the_database_is_whole_and_none_of_its_references_leads_nowhere,
    the_database_declares_the_references_that_the_package_declares,
    the_database_has_the_rows_of_the_tables,
    the_calendar_has_every_event_whose_day_is_known_on_its_day,
    the_bibliography_has_every_document_once,
    every_file_was_read,
]


def passes(check: Check, downloads: Downloads, record: Record) -> bool:
    """Does one check and says how it ended."""
    name = check.__name__.replace("_", " ")
    try:
        check(downloads, record)
    except Exception as failure:  # A reader may fail in ways of its own; the other checks still have something to say.
        said = str(failure) if isinstance(failure, Mismatch) else f"{type(failure).__name__}: {failure}"
        print(f"test {name} ... FAILED", *said.splitlines(), sep="\n    ")
        return False
    print(f"test {name} ... ok")
    return True


def main(arguments: list[str]) -> int:
    """Does all checks; 0 if all is well."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    start = time.monotonic()
    downloads, record = Downloads(Path(arguments[0])), Record(Path(arguments[1]))
    facts = ", ".join(f"{count} {name}" for name, count in record.facts().items())
    print(f"The record has {facts}; {len(record.mechanisms.known_days())} events whose day is known and", end=" ")
    print(f"{len(record.mechanisms.addresses())} documents.")
    results = [passes(check, downloads, record) for check in CHECKS]
    passed, failed = results.count(True), results.count(False)
    outcome = "FAILED" if failed else "ok"
    seconds = time.monotonic() - start
    print(f"test result: {outcome}. {passed} passed; {failed} failed; 0 ignored; finished in {seconds:.2f}s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
