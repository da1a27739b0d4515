"""The schema says of a sheet's JSON what the sheet's dataclasses say, and nothing weaker."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from typing import Any, get_args

import orjson
import pytest
from jsonschema import Draft202012Validator, ValidationError, validators

from tests.cast import NOW
from tests.notes.voices import answered, published
from tourdetable.formats.data import to_json
from tourdetable.formats.schema import json_schema
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Publicity, WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import Mode
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import PartyKind
from tourdetable.sheets.edition import public_entries
from tourdetable.sheets.entry import Entry, Sheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import Cited, PartyLine, ThingLink
from tourdetable.sheets.process import ClaimLine, MeetingLine

ID = "https://example.org/schemas/part.json"


@cache
def schema(kind: type) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(json_schema(kind, title="A part", id=ID))
    return written


@cache
def validator(kind: type) -> Any:
    """The library's own, but that it checks a part once: most stand on hundreds of pages."""
    fitting: set[tuple[str, bytes]] = set()

    def reference(
        validator: Any, ref: str, instance: object, schema: dict[str, Any]
    ) -> Iterator[ValidationError]:
        part = ref, orjson.dumps(instance)
        if part not in fitting:
            found = list(Draft202012Validator.VALIDATORS["$ref"](validator, ref, instance, schema))
            if not found:
                fitting.add(part)
            yield from found

    Draft202012Validator.check_schema(schema(kind))
    remembering: Any = validators.extend
    return remembering(Draft202012Validator, {"$ref": reference})(schema(kind))


def plain(sheet: object) -> Any:
    return orjson.loads(to_json(sheet))


def errors(kind: type, written: Any) -> list[tuple[str, str]]:
    """Where a document fails, and by which word of the schema."""
    found = validator(kind).iter_errors(written)
    return sorted((error.json_path, str(error.validator)) for error in found)


READING = {
    "description": Reading.__doc__,
    "type": "object",
    "properties": {
        "text": {"type": "string", "minLength": 1},
        "language": {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
        "direction": {"enum": ["ltr", "rtl"]},
        "is_fallback": {"type": "boolean"},
        "status": {"$ref": "#/$defs/WordingStatus"},
        "is_stale": {"const": True},
    },
    "required": ["text", "language", "direction", "is_fallback", "status"],
    "additionalProperties": False,
}
LINE = {
    "description": MeetingLine.__doc__,
    "type": "object",
    "properties": {
        "link": {"$ref": "#/$defs/ThingLink"},
        "start": {"$ref": "#/$defs/PartialDate"},
        "end": {"anyOf": [{"$ref": "#/$defs/PartialDate"}, {"type": "null"}]},
        "place": {"type": "string"},
        "number": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "is_invented": {"type": "boolean"},
    },
    "required": ["link", "start", "end", "place", "number", "is_invented"],
    "additionalProperties": False,
}
LINK = {
    "description": " ".join((ThingLink.__doc__ or "").split()),
    "type": "object",
    "properties": {
        "kind": {"type": "string"},
        "slug": {"type": "string"},
        "name": {"anyOf": [{"$ref": "#/$defs/Reading"}, {"type": "null"}]},
        "label": {"type": "string"},
    },
    "required": ["kind", "slug", "name", "label"],
    "additionalProperties": False,
}


def test_a_line_and_its_parts_in_full() -> None:
    assert schema(MeetingLine) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "A part",
        "$ref": "#/$defs/MeetingLine",
        "$defs": {
            "MeetingLine": LINE,
            "PartialDate": {
                "description": "A year, a month or a day, as far as it is known.",
                "type": "string",
                "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
            },
            "Reading": READING,
            "ThingLink": LINK,
            "WordingStatus": {
                "description": WordingStatus.__doc__,
                "enum": ["original", "official", "courtesy", "machine"],
            },
        },
    }


@dataclass(frozen=True)
class Leaf:
    """A part that holds its own kind."""

    leaves: tuple["Leaf", ...]


@dataclass(frozen=True)
class Shapes:
    """One of every shape that a field can have."""

    ratio: float
    whether: bool
    pair: tuple[str, int]
    nothing: tuple[()]
    pairs: tuple[tuple[Reading, tuple[Leaf, ...]], ...]
    either: Mode | PartyKind
    said: Reading | str | None


SHAPES = Shapes(
    0.5,
    True,  # noqa: FBT003 - the fields' own order
    ("one", 2),
    (),
    ((Reading("Leaves", "en"), (Leaf((Leaf(()),)),)),),
    Mode.ONLINE,
    None,
)


def test_every_shape_of_a_field_has_its_form() -> None:
    properties = schema(Shapes)["$defs"]["Shapes"]["properties"]
    reading = {"$ref": "#/$defs/Reading"}
    assert properties == {
        "ratio": {"type": "number"},
        "whether": {"type": "boolean"},
        "pair": {
            "type": "array",
            "prefixItems": [{"type": "string"}, {"type": "integer"}],
            "items": False,
            "minItems": 2,
        },
        "nothing": {"type": "array", "items": False, "minItems": 0},
        "pairs": {
            "type": "array",
            "items": {
                "type": "array",
                "prefixItems": [
                    {"anyOf": [reading, {"type": "null"}]},
                    {"type": "array", "items": {"$ref": "#/$defs/Leaf"}},
                ],
                "items": False,
                "minItems": 2,
            },
        },
        "either": {"anyOf": [{"$ref": "#/$defs/Mode"}, {"$ref": "#/$defs/PartyKind"}]},
        "said": {"anyOf": [reading, {"type": "null"}, {"type": "string"}]},
    }
    assert errors(Shapes, plain(SHAPES)) == []


@pytest.mark.parametrize(
    ("key", "value", "path", "word"),
    [
        ("ratio", "0.5", "$.ratio", "type"),
        ("whether", None, "$.whether", "type"),
        ("pair", ["one"], "$.pair", "minItems"),
        ("pair", ["one", 2, 3], "$.pair", "items"),
        ("pair", [1, 2], "$.pair[0]", "type"),
        ("nothing", [1], "$.nothing", "items"),
        ("pairs", [[None, [{}]]], "$.pairs[0][1][0]", "required"),
        ("either", "by post", "$.either", "anyOf"),
        ("said", {"text": "", "language": "en"}, "$.said", "anyOf"),
        ("more", 1, "$", "additionalProperties"),
    ],
)
def test_another_shape_fails(key: str, value: object, path: str, word: str) -> None:
    assert errors(Shapes, {**plain(SHAPES), key: value}) == [(path, word)]


@pytest.mark.parametrize(
    ("date", "is_right"),
    [
        ("2005", True),
        ("2005-04", True),
        ("2005-04-14", True),
        ("2005-13", False),
        ("2005-00", False),
        ("2005-04-32", False),
        ("2005-4", False),
        ("2005-04-14T00:00:00Z", False),
        ("", False),
    ],
)
def test_a_date_is_as_far_as_it_is_known(date: str, *, is_right: bool) -> None:
    line = ClaimLine(PartialDate("1996"), True, Reading("", "en"), Cited((1,), False))  # noqa: FBT003 - the fields' own order
    found = errors(ClaimLine, {**plain(line), "year": date})
    assert found == ([] if is_right else [("$.year", "pattern")])


@pytest.mark.parametrize(
    ("change", "is_right"),
    [
        ({}, True),
        ({"is_stale": True}, True),
        ({"is_stale": False}, False),
        ({"text": ""}, False),
        ({"direction": "up"}, False),
        ({"status": "guessed"}, False),
        ({"language": "in English"}, False),
    ],
)
def test_a_reading_is_whole_or_null(change: dict[str, object], *, is_right: bool) -> None:
    written = plain(PartyLine("EGY", PartyKind.COUNTRY, Reading("مصر", "ar")))
    written["name"].update(change)
    assert errors(PartyLine, written) == ([] if is_right else [("$.name", "anyOf")])
    assert errors(PartyLine, {**written, "name": None}) == []


@dataclass(frozen=True)
class Odd:
    """A sheet with something in it that no sheet has."""

    things: tuple[dict[str, int], ...]


@dataclass(frozen=True)
class Clash:
    """A sheet with two types of one name."""

    mode: Mode
    other: "Other"


class Other(Enum):
    """A vocabulary that calls itself by the name of another."""

    ONE = "one"


Other.__name__ = "Mode"


def test_what_has_no_form_is_refused_by_the_name_of_its_place() -> None:
    with pytest.raises(TypeError, match=r"^Odd\.things\[\] is of the type dict\[str, int\], which"):
        json_schema(Odd, title="", id=ID)
    with pytest.raises(TypeError, match=r"^Clash\.other .* tourdetable\.meetings\.enums has one"):
        json_schema(Clash, title="", id=ID)


def test_the_same_dataclass_gives_the_same_bytes() -> None:
    first = json_schema(MeetingSheet, title="Réunion", id=ID)
    assert json_schema(MeetingSheet, title="Réunion", id=ID) == first
    assert b'"title": "R\xc3\xa9union"' in first
    assert first.endswith(b"}\n")


def test_every_kind_of_sheet_has_a_schema_that_asks_for_all_of_its_fields() -> None:
    for kind in get_args(Sheet):
        definition = schema(kind)["$defs"][kind.__name__]
        assert definition["required"] == [field.name for field in fields(kind)]
        Draft202012Validator.check_schema(schema(kind))


def _entries() -> Iterator[Entry]:
    """Of the reference data with one meeting withdrawn and answers before another, so that every
    kind of sheet is there.
    """
    published(answered(Meeting.objects.get(slug="rcp-workshop-2005")))
    Meeting.objects.filter(slug="sg-report-2006").update(
        publicity=Publicity.WITHDRAWN, withdrawn_on=NOW.date()
    )
    return public_entries(["en", "fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)


@pytest.mark.usefixtures("reference")
def test_every_sheet_of_the_record_fits_and_a_changed_one_does_not() -> None:
    """Takes some seconds: every sheet is held against its schema, in two languages."""
    seen: set[type] = set()
    for entry in _entries():
        kind = type(entry.sheet)
        written = plain(entry.sheet)
        assert errors(kind, written) == [], (entry.kind, entry.slug, entry.language)
        if kind not in seen:
            seen.add(kind)
            _assert_changes_fail(kind, written)
    assert seen == set(get_args(Sheet))


def _assert_changes_fail(kind: type, written: dict[str, Any]) -> None:
    for key in written:
        lacking = {name: value for name, value in written.items() if name != key}
        assert errors(kind, lacking) == [("$", "required")]
    more = {**deepcopy(written), "password": "hunter2"}
    assert errors(kind, more) == [("$", "additionalProperties")]
    assert errors(kind, {**written, "language": 1}) == [("$.language", "type")]
