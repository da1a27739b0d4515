"""Tables hold every fact once, with its doubts and sources, and no cell that a spreadsheet runs."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOW
from tourdetable.formats.tables import TABLES, csv_line, description, file_name, header, rows
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.parties.enums import Certainty, Doubt
from tourdetable.parties.queries import Reason
from tourdetable.sheets.edition import public_entries
from tourdetable.sheets.entry import Sheet
from tourdetable.sheets.process import ProcessSheet

BASE = "https://example.org/data/"
Cells = dict[str, str]


def read(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode(), newline="")))


@cache
def sheets() -> dict[tuple[str, str], Sheet]:
    """The sheets of the reference data in English, drawn once."""
    entries = public_entries(["en"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    return {(entry.kind, entry.slug): entry.sheet for entry in entries}


@cache
def record() -> dict[str, list[Cells]]:
    """Every row of the record by its table, once over CSV; of sources the first of each key."""
    found: dict[str, list[Cells]] = {name: [] for name in TABLES}
    sources: dict[str, tuple[str, ...]] = {}
    for sheet in sheets().values():
        for name, values in rows(sheet):
            if name == "sources":
                assert sources.setdefault(values[0], values) == values
            else:
                found[name].append(cells(name, values))
    found["sources"] = [cells("sources", values) for values in sources.values()]
    return found


def cells(name: str, values: tuple[str, ...]) -> Cells:
    (line,) = read(csv_line(values))
    columns = [column.name for column in TABLES[name].columns]
    return dict(zip(columns, line, strict=True))


def of(table: str, **wanted: str) -> list[Cells]:
    return [row for row in record()[table] if all(row[k] == v for k, v in wanted.items())]


def chosen(table: str, *names: str, **wanted: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in of(table, **wanted)]


# ── Lines ────────────────────────────────────────────────────────────────────


def test_a_line_is_rfc_4180() -> None:
    assert csv_line(["rabat", "", "2005-04", "He said “no”, twice", 'a "b"', "one\ntwo"]) == (
        'rabat,,2005-04,"He said “no”, twice","a ""b""","one\ntwo"\r\n'.encode()
    )
    assert csv_line([""]) == b'""\r\n'


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+41 22 717 9111", "'+41 22 717 9111"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1＋1", "'＝1＋1"),
        ("  =1+1", "'  =1+1"),
        ("\t=1+1", "' =1+1"),
        ("\r=1+1", "'\n=1+1"),
        ("one;=1+1", "one;'=1+1"),
        ("one; @two", "one;' @two"),
        ("- a point of a list", "'- a point of a list"),
        ("-5", "-5"),
        ("+1.5", "+1.5"),
        ("2005-04-14", "2005-04-14"),
        ("1990", "1990"),
        ("a = b; c", "a = b; c"),
        ("’s-Hertogenbosch", "’s-Hertogenbosch"),
        ("https://example.org/?a=-1", "https://example.org/?a=-1"),
    ],
)
def test_nothing_begins_as_a_formula_and_numbers_and_dates_stay_themselves(
    text: str, cell: str
) -> None:
    assert read(csv_line(["x", text, "y"])) == [["x", cell, "y"]]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a b"),
        ("a\x00b\x1bc\x7fd\x85e", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("مصر 中文 \U0001f30d", "مصر 中文 \U0001f30d"),
    ],
)
def test_control_characters_do_not_break_a_line(text: str, cell: str) -> None:
    assert read(csv_line([text])) == [[cell]]


@given(st.lists(st.text(), min_size=1))
def test_any_texts_give_one_row_with_as_many_cells(texts: list[str]) -> None:
    (line,) = read(csv_line(texts))
    assert len(line) == len(texts)
    assert read(csv_line(line)) == [line]
    for cell in line:
        is_number = re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", cell)
        assert is_number or cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")


# ── Tables ───────────────────────────────────────────────────────────────────


def test_the_header_names_the_columns() -> None:
    assert header(TABLES["sources"]) == b"key,publisher,url,reading,remarks\r\n"
    for name, table in TABLES.items():
        names = [column.name for column in table.columns]
        assert (table.name, len(set(names))) == (name, len(names))
        assert set(table.primary_key) <= set(names)
        for key in table.foreign_keys:
            assert set(key.columns) <= {c.name for c in table.columns if c.is_required}
            assert key.other == TABLES[key.table].primary_key


@pytest.mark.usefixtures("reference")
def test_how_many_rows_the_record_has() -> None:
    kinds = Counter(kind for kind, _slug in sheets())
    found = {name: len(held) for name, held in record().items()}
    same = {
        "processes": "process",
        "meetings": "meeting",
        "documents": "document",
        "countries": "country",
        "organisations": "organisation",
    }
    assert {name: found[name] for name in same} == {name: kinds[same[name]] for name in same}
    assert found["member-lists"] == 2 * kinds["process"]
    assert [name for name, count in found.items() if not count] == ["participants"]  # of 2005, none


@pytest.mark.usefixtures("reference")
def test_sheets_that_only_list_others_have_no_rows() -> None:
    of_lists = [rows(sheet) for (_kind, slug), sheet in sheets().items() if not slug]
    assert [list(found) for found in of_lists] == [[]] * len(of_lists)
    assert len(of_lists) > 6
    assert list(rows("not a sheet")) == []


@pytest.mark.usefixtures("reference")
def test_keys_hold() -> None:
    for name, table in TABLES.items():
        held = record()[name]
        keys = Counter(tuple(row[column] for column in table.primary_key) for row in held)
        assert [key for key, times in keys.items() if times > 1] == []
        for key in table.foreign_keys:
            there = {tuple(row[c] for c in key.other) for row in record()[key.table]}
            here = {tuple(row[c] for c in key.columns) for row in held}
            assert here - there == set()


@pytest.mark.usefixtures("reference")
def test_every_cell_is_what_its_column_promises() -> None:
    for written in json.loads(description(base=BASE, languages=["en"]))["tables"]:
        name = written["url"].removesuffix(".csv")
        for column in written["tableSchema"]["columns"]:
            values = {row[column["name"]] for row in record()[name]}
            assert not ("" in values and column["required"]), (name, column["name"])
            assert wrong(values - {""}, column["datatype"]) == [], (name, column["name"])


def wrong(values: set[str], datatype: Any) -> list[str]:
    """The values that a processor of CSVW would refuse, by our reading of the specification."""
    patterns = {"string": ".*", "anyURI": r"https?://\S+"}
    numbers = {"integer": "[0-9]+"}
    if isinstance(datatype, str):
        pattern = patterns[datatype]
    else:
        pattern = datatype.get("format") or numbers[datatype["base"]]
    return [value for value in values if not re.fullmatch(pattern, value, re.DOTALL)]


@pytest.mark.usefixtures("reference")
def test_every_source_of_a_fact_stands_in_the_table_of_sources() -> None:
    known = {row["key"] for row in record()["sources"]}
    used = {
        key
        for held in record().values()
        for row in held
        for column, cell in row.items()
        if column.endswith("sources")
        for key in cell.split()
    }
    assert used - known == set()
    assert "general-knowledge-unverified" in used


# ── Facts ────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("reference")
def test_a_seat_has_a_row_for_the_list_and_one_for_each_spell() -> None:
    names = ("spell", "since", "until", "evidence", "certainty", "doubts", "as_of", "sources")
    assert chosen("organisation-memberships", *names, organisation="coe", party="CHE") == [
        ("0", "", "", "listed", "certain", "", "2026-11-23", "coe-sarajevo factbook"),
        ("1", "1963-05-06", "", "listed", "certain", "", "2026-11-23", "coe-sarajevo eco-coe"),
    ]


@pytest.mark.usefixtures("reference")
def test_doubts_stand_in_the_row_of_the_fact() -> None:
    names = ("spell", "certainty", "doubts", "is_unverified")
    assert chosen("organisation-memberships", *names, organisation="icmpd", party="CHE") == [
        ("0", "doubtful", "listed unverified", "true")
    ]
    names = ("number", "year", "is_followed", "sources")
    assert chosen("founding-claims", *names, process="budapest-process") == [
        ("1", "1993", "true", "iom-budapest icmpd-dialogues budapest-gov"),
        ("2", "1991", "false", "rcps-2013 rcps-2015 iscm-2017 bp-ministerials"),
    ]
    assert chosen("processes", "founded", "founded_is_conflicting", slug="budapest-process") == [
        ("1993", "true")
    ]


@pytest.mark.usefixtures("reference")
def test_a_doubt_has_its_date_a_text_its_language_and_a_list_its_bar() -> None:
    sheet = sheets()["process", "bali-process"]
    assert isinstance(sheet, ProcessSheet)
    doubts = (Reason(Doubt.HANDOVER, PartialDate("2005-04")), Reason(Doubt.GAP))
    line = replace(sheet.members.lines[0], doubts=doubts, certainty=Certainty.DOUBTFUL)
    changed = replace(
        sheet,
        name=Reading("Процесс", "ru", True, WordingStatus.MACHINE, True),  # noqa: FBT003 - the fields' own order
        regions=("Asia", "North|South"),
        members=replace(sheet.members, lines=(line,)),
        observers=replace(sheet.observers, lines=()),
    )
    found = {name: cells(name, values) for name, values in rows(changed)}
    assert found["memberships"]["doubts"] == "handover:2005-04 gap"
    names = ("name", "name_language", "name_status", "regions")
    assert [found["processes"][name] for name in names] == [
        "Процесс",
        "ru",
        "machine-stale",
        "Asia|North/South",
    ]


@pytest.mark.usefixtures("reference")
def test_every_office_of_the_sheets_is_a_mandate() -> None:
    expected = []
    for sheet in sheets().values():
        if isinstance(sheet, ProcessSheet):
            for line in (*sheet.presiding, *sheet.hosting, *sheet.secretariat):
                dates = (str(line.since or ""), str(line.until or ""))
                codes = [holder.code for holder in line.holders] or [""]
                expected += [(sheet.slug, code, line.role.value, *dates) for code in codes]
    assert chosen("mandates", "process", "party", "role", "since", "until") == expected
    nobody = chosen("mandates", "party", "party_kind", secretariat_kind="none")
    assert set(nobody) == {("", "")}


@pytest.mark.usefixtures("reference")
def test_the_meeting_of_2005() -> None:
    names = ("name", "name_language", "start", "end", "place_country", "hosts", "people")
    name = "GCIM-IOM Workshop on Regional Consultative Processes"
    assert chosen("meetings", *names, slug="rcp-workshop-2005") == [
        (name, "en", "2005-04-14", "2005-04-15", "CHE", "gcim iom", "")
    ]
    items = Counter(row["day"] for row in of("agenda-items", meeting="rcp-workshop-2005"))
    assert items == {"1": 6, "2": 4}
    assert chosen("speakers", "day", "item", "name", "party", meeting="rcp-workshop-2005") == [
        ("1", "1", "Rolf K. Jenny", "gcim"),
        ("1", "1", "Robert G. Paiva", "iom"),
        ("1", "2", "Frank Laczko", "iom"),
    ]


# ── Description ──────────────────────────────────────────────────────────────


def test_a_described_table_in_full() -> None:
    group = json.loads(description(base=BASE, languages=["en", "fr"]))
    assert group["@context"] == ["http://www.w3.org/ns/csvw", {"@base": BASE}]
    assert [table["url"] for table in group["tables"]] == [file_name(t) for t in TABLES.values()]
    mandates = next(table for table in group["tables"] if table["url"] == "mandates.csv")
    assert mandates["dc:title"] == [
        {"@value": "Offices over time", "@language": "en"},
        {"@value": "Fonctions au fil du temps", "@language": "fr"},
    ]
    schema = mandates["tableSchema"]
    assert schema["primaryKey"] == ["process", "office", "term", "position"]
    assert schema["foreignKeys"] == [
        {
            "columnReference": ["process"],
            "reference": {"resource": "processes.csv", "columnReference": ["slug"]},
        }
    ]
    columns = {column.pop("name"): column for column in schema["columns"]}
    assert list(columns) == [column.name for column in TABLES["mandates"].columns]
    assert columns["sources"] == {
        "@type": "Column",
        "titles": {"und": "sources", "en": "Sources", "fr": "Sources"},
        "datatype": "string",
        "required": False,
        "separator": " ",
    }
    assert columns["role"]["datatype"] == {
        "base": "string",
        "format": "chair|co-chair|vice-chair|host|secretariat",
    }
    assert columns["term"]["datatype"] == {"base": "integer", "minimum": "0"}


def test_without_a_base_the_tables_are_beside_the_description() -> None:
    assert json.loads(description(base="", languages=["en"]))["@context"] == [
        "http://www.w3.org/ns/csvw"
    ]
    assert description(base="", languages=["en"]) == description(base="", languages=["en"])


def test_values_of_closed_vocabularies_mean_nothing_in_a_pattern() -> None:
    closed = {v for table in TABLES.values() for c in table.columns for v in c.values}
    assert {v for v in closed if not re.fullmatch("[A-Za-z _-]+", v)} == set()
