"""The record as tables: CSV for spreadsheets and statistics, and CSVW to say what a column means.

A line is RFC 4180: UTF-8 without a mark at its beginning, CRLF, cells quoted where they must be,
one header line of column names. The rows themselves come from `table_rows.py`, the columns from
`table_columns.py`. What a cell looks like:

- a date is text as far as it is known: `2005`, `2005-04` or `2005-04-14`;
- a member of a closed vocabulary is its value; *yes* and *no* are `true` and `false`;
- codes, slugs and the keys of sources are joined by a space, other lists by `|` (a bar
  inside of one of their texts becomes a slash);
- what is not known is an empty cell.

Two more things change a text, and nothing else does:

- **Formulas** (OWASP, CSV injection). A spreadsheet runs a cell that begins with `=`, `+`, `-` or
  `@`, or with their full-width forms, even behind spaces; one whose separator is the semicolon
  begins a cell behind each semicolon. There an apostrophe is put before it. Plain numbers stay
  numbers: they compute nothing. The JSON of each page has the text without the apostrophe.
- **Control characters**, which RFC 4180 does not allow: a line break is LF, a tab a space, any
  other becomes U+FFFD, and so does half of a surrogate pair.

The description is a table group of the *Metadata Vocabulary for Tabular Data* (W3C, 2015). Titles
give each column's own name in no language (`und`), so that the header line matches them.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence

from tourdetable.formats.table_columns import TABLES
from tourdetable.formats.table_parts import Column, Datatype, Table
from tourdetable.formats.table_rows import rows
from tourdetable.ui.catalogue import translations

__all__ = ["TABLES", "csv_line", "description", "file_name", "header", "rows"]

CONTEXT = "http://www.w3.org/ns/csvw"

_LINE_BREAK = re.compile(r"\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@＝＋－＠])")

_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
_DATATYPES: dict[Datatype, object] = {
    Datatype.TEXT: "string",
    Datatype.COUNT: {"base": "integer", "minimum": "0"},
    Datatype.FLAG: {"base": "boolean", "format": "true|false"},
    Datatype.DATE: {"base": "string", "format": _DATE},
    Datatype.LANGUAGE: {"base": "string", "format": _LANGUAGE},
    Datatype.URL: "anyURI",
}

Part = dict[str, object]


def csv_line(values: Iterable[str]) -> bytes:
    """One row as bytes, with its CRLF. A program that reads CSV gets the cells back as they are
    after `safe_cell`.
    """
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow([safe_cell(value) for value in values])
    return line.getvalue().encode()


def safe_cell(text: str) -> str:
    """The text as it may stand in a spreadsheet; see above for what is changed and why."""
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1'", text)


def header(table: Table) -> bytes:
    """The header line: the names of the columns."""
    return csv_line(column.name for column in table.columns)


def file_name(table: Table) -> str:
    return f"{table.name}.csv"


def description(*, base: str, languages: Sequence[str]) -> bytes:
    """The bytes of `tables.json`.

    `base` is the URL of the folder with the tables, ending in `/`; where it is empty the tables
    are looked for beside the description (a record on a disk). Titles are given in all of
    `languages`. Raises FileNotFoundError for a language without a catalogue.
    """
    context: list[object] = [CONTEXT]
    if base:
        context.append({"@base": base})
    group: Part = {
        "@context": context,
        "@type": "TableGroup",
        "dialect": {
            "@type": "Dialect",
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminators": ["\r\n"],
            "header": True,
        },
        "tables": [_table(table, languages) for table in TABLES.values()],
    }
    return (json.dumps(group, ensure_ascii=False, indent=2) + "\n").encode()


def _table(table: Table, languages: Sequence[str]) -> Part:
    schema: Part = {
        "@type": "Schema",
        "columns": [_column(column, languages) for column in table.columns],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "columnReference": list(key.columns),
                "reference": {
                    "resource": file_name(TABLES[key.table]),
                    "columnReference": list(key.other),
                },
            }
            for key in table.foreign_keys
        ]
    return {
        "@type": "Table",
        "url": file_name(table),
        "dc:title": [
            {"@value": translations(language).gettext(table.title), "@language": language}
            for language in languages
        ],
        "tableSchema": schema,
    }


def _column(column: Column, languages: Sequence[str]) -> Part:
    said = {language: _title(column, language) for language in languages}
    found: Part = {
        "@type": "Column",
        "name": column.name,
        "titles": {"und": column.name, **said},
        "datatype": _datatype(column),
        "required": column.is_required,
    }
    if column.separator:
        found["separator"] = column.separator
    return found


def _title(column: Column, language: str) -> str:
    gettext = translations(language).gettext
    title = gettext(column.title)
    return gettext(column.facet) % {"column": title} if column.facet else title


def _datatype(column: Column) -> object:
    if not column.values:
        return _DATATYPES[column.datatype]
    # Values are letters, spaces, hyphens and underscores: none means anything in a pattern.
    return {"base": "string", "format": "|".join(column.values)}
