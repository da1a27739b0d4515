"""JSON says what the sheet says, in one form only."""

import json
from dataclasses import dataclass, field, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOW
from tourdetable.formats.data import to_json
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import Mode
from tourdetable.parties.enums import PartyKind
from tourdetable.sheets.edition import public_entries
from tourdetable.sheets.parts import Cited, PartyLine, SourceLine, ThingLink
from tourdetable.sheets.process import ClaimLine, MeetingLine


def test_a_line_is_an_object_in_the_order_of_its_fields() -> None:
    link = ThingLink("meeting", "geneva", Reading("Réunion « de Genève »", "fr"))
    line = MeetingLine(link, PartialDate("2005-04-14"), None, "Geneva", 1)
    assert to_json(line).decode() == (
        """{
  "link": {
    "kind": "meeting",
    "slug": "geneva",
    "name": {
      "text": "Réunion « de Genève »",
      "language": "fr",
      "direction": "ltr",
      "is_fallback": false,
      "status": "original"
    },
    "label": ""
  },
  "start": "2005-04-14",
  "end": null,
  "place": "Geneva",
  "number": 1,
  "is_invented": false
}
"""
    )


def test_a_reading_says_how_it_came_to_be_and_an_empty_one_is_null() -> None:
    stale = Reading("مصر", "ar", is_fallback=True, status=WordingStatus.COURTESY, is_stale=True)
    assert json.loads(to_json(PartyLine("eg", PartyKind.COUNTRY, stale))) == {
        "code": "eg",
        "kind": "country",
        "name": {
            "text": "مصر",
            "language": "ar",
            "direction": "rtl",
            "is_fallback": True,
            "status": "courtesy",
            "is_stale": True,
        },
        "acronym": "",
        "sort_key": "",
    }
    claim = ClaimLine(PartialDate("1996"), True, Reading("", "en"), Cited((1, 3), False))  # noqa: FBT003 - the fields' own order
    assert json.loads(to_json(claim)) == {
        "year": "1996",
        "is_followed": True,
        "note": None,
        "cited": {"numbers": [1, 3], "is_unverified": False},
    }


def test_a_sheet_s_language_of_script_and_its_letters_stay_as_they_are() -> None:
    line = SourceLine(1, "gfmd", "Forum – “GFMD”", "", "full", ("مصر", "中文"))
    written = to_json(line)
    assert "مصر".encode() in written
    assert "中文".encode() in written
    assert written.endswith(b"}\n")


@dataclass(frozen=True)
class Part:
    """What any sheet is made of, nested as deep as it comes."""

    text: str
    number: int | None
    mode: Mode
    date: PartialDate
    name: Reading
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Odd:
    """A sheet with something in it that no sheet has."""

    things: tuple[object, ...] = field(default=())


def parts_of(children: st.SearchStrategy[tuple[Part, ...]]) -> st.SearchStrategy[Part]:
    return st.builds(
        Part,
        text=st.text(),
        number=st.none() | st.integers(-(2**63), 2**63 - 1),
        mode=st.sampled_from(Mode),
        date=st.dates().map(PartialDate.of),
        name=st.builds(Reading, text=st.text(), language=st.sampled_from(["en", "ar"])),
        parts=children,
    )


parts = st.recursive(
    parts_of(st.just(())), lambda deeper: parts_of(st.lists(deeper, max_size=3).map(tuple))
)


def copied(part: Part) -> Part:
    children = tuple(map(copied, part.parts))
    return Part(part.text, part.number, part.mode, part.date, part.name, children)


def keys(part: object) -> object:
    return [*part, *map(keys, part["parts"])] if isinstance(part, dict) else part


def expected_keys(part: Part) -> list[object]:
    return ["text", "number", "mode", "date", "name", "parts", *map(expected_keys, part.parts)]


@given(parts)
def test_the_same_sheet_gives_the_same_bytes(part: Part) -> None:
    written = to_json(part)
    assert to_json(copied(part)) == written
    assert keys(json.loads(written)) == expected_keys(part)


@pytest.mark.parametrize(
    ("thing", "name"), [(object(), "object"), ([1], "list"), ({"a": 1}, "dict"), (Part, "type")]
)
def test_what_has_no_form_is_refused_by_the_name_of_its_place(thing: object, name: str) -> None:
    with pytest.raises(TypeError, match=rf"^“things” is a {name}, which has no form"):
        to_json(Odd((1, thing)))


@pytest.mark.usefixtures("reference")
def test_every_sheet_of_the_record_has_its_form() -> None:
    entries = public_entries(["en", "fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    for entry in entries:
        written = json.loads(to_json(entry.sheet))
        assert written["language"] == entry.language
        assert list(written) == [field.name for field in fields(entry.sheet)]
