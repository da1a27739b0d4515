"""Popolo says of bodies, seats, offices and speakers what the sheets say, doubts included."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cast import NOW
from tourdetable.formats.popolo import Described, popolo
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.sheets.edition import public_entries
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import Cited, SourceLine, ThingLink
from tourdetable.sheets.party import PartySheet
from tourdetable.sheets.process import MemberLine, ProcessSheet

pytestmark = pytest.mark.usefixtures("reference")

Thing = dict[str, Any]
CLASSES = {
    "events": "event",
    "organizations": "organization",
    "areas": "area",
    "posts": "post",
    "persons": "person",
    "memberships": "membership",
}
POINTERS = {
    "organization_id": "organizations",
    "parent_id": "organizations",
    "area_id": "areas",
    "post_id": "posts",
    "person_id": "persons",
}


def address_of(link: ThingLink) -> str:
    return f"https://example.org/{link.kind}/{link.slug}"


def read(sheet: Described) -> dict[str, list[Thing]]:
    written: dict[str, list[Thing]] = json.loads(popolo(sheet, address=address_of))
    return written


@cache
def sheets() -> dict[tuple[str, str, str], Described]:
    """The sheets that have a form in Popolo, by language, kind and slug; drawn once."""
    entries = public_entries(["en", "fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    return {
        (entry.language, entry.kind, entry.slug): entry.sheet
        for entry in entries
        if isinstance(entry.sheet, ProcessSheet | PartySheet | MeetingSheet)
    }


@cache
def files() -> dict[tuple[str, str, str], dict[str, list[Thing]]]:
    return {key: read(sheet) for key, sheet in sheets().items()}


def process(slug: str, language: str = "en") -> ProcessSheet:
    sheet = sheets()[language, "process", slug]
    assert isinstance(sheet, ProcessSheet)
    return sheet


def meeting(slug: str = "rcp-workshop-2005", language: str = "en") -> MeetingSheet:
    sheet = sheets()[language, "meeting", slug]
    assert isinstance(sheet, MeetingSheet)
    return sheet


def one(things: list[Thing], **wanted: object) -> Thing:
    (found,) = [t for t in things if all(t.get(key) == value for key, value in wanted.items())]
    return found


def lean(thing: Thing, *without: str) -> Thing:
    return {key: value for key, value in thing.items() if key not in without}


# ── The classes of Popolo ────────────────────────────────────────────────────


@cache
def validator(name: str) -> Draft202012Validator:
    text = Path(__file__).with_name("popolo").joinpath("classes.json").read_text(encoding="utf-8")
    schema = {**json.loads(text), "$ref": f"#/$defs/{name}"}
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def errors(name: str, thing: Thing) -> list[str]:
    return sorted(error.json_path for error in validator(name).iter_errors(thing))


def test_every_object_is_what_popolo_asks_of_its_class() -> None:
    seen: set[tuple[str, str]] = set()
    for key, written in files().items():
        assert set(written) <= set(CLASSES)
        for kind, things in written.items():
            for thing in things:
                once = (kind, json.dumps(thing))
                if once not in seen:
                    seen.add(once)
                    assert errors(CLASSES[kind], thing) == [], key
    assert {kind for kind, _thing in seen} == set(CLASSES)


@pytest.mark.parametrize(
    ("kind", "change", "paths"),
    [
        ("organization", {"founding_date": "26 February 2002"}, ["$.founding_date"]),
        ("organization", {"sources": [{"note": "a page"}]}, ["$.sources[0]"]),
        ("organization", {"other_names": [{"note": "no name"}]}, ["$.other_names[0]"]),
        ("membership", {"start_date": "2002-2"}, ["$.start_date"]),
        ("membership", {"member": "country/afg"}, ["$.member"]),
        ("event", {"start_date": "2005-04-14T09:00"}, ["$.start_date"]),
        ("event", {"attendees": [{"name": 1}]}, ["$.attendees[0].name"]),
        ("post", {"label": ["chair"]}, ["$.label"]),
    ],
)
def test_another_object_is_not(kind: str, change: Thing, paths: list[str]) -> None:
    assert errors(kind, {}) == []
    assert errors(kind, change) == paths


def test_every_object_that_is_pointed_to_is_there_once() -> None:
    for written in files().values():
        held = {kind: Counter(str(t["id"]) for t in things) for kind, things in written.items()}
        assert {n for ids in held.values() for n in ids.values()} <= {1}
        for things in written.values():
            for thing in things:
                for pointer, kind in POINTERS.items():
                    assert pointer not in thing or thing[pointer] in held[kind]
        members = {m["member"]["id"] for m in written.get("memberships", ()) if "member" in m}
        assert members - set(held.get("organizations", ())) == set()


def test_a_seat_or_office_is_the_same_on_every_page() -> None:
    """But for its sources and note: only the page of a body has the sources of its list."""
    found: dict[str, list[Thing]] = {}
    for (language, _kind, _slug), written in files().items():
        if language == "en":
            for thing in written.get("memberships", ()):
                found.setdefault(thing["id"], []).append(lean(thing, "sources", "note"))
    assert {key for key, things in found.items() if any(t != things[0] for t in things)} == set()
    # Everybody but a speaker stands on the page of the body and on that of the party.
    once = [key for key, things in found.items() if len(things) == 1]
    assert [key for key in once if not key.startswith("person/")] == []


def test_what_stands_on_pages_of_another_language_is_called_the_same() -> None:
    for (language, kind, slug), written in files().items():
        other = files()["fr" if language == "en" else "en", kind, slug]
        for name, things in written.items():
            assert {t["id"] for t in things} == {t["id"] for t in other[name]}


# ── Processes and parties ────────────────────────────────────────────────────


def test_a_process_in_full() -> None:
    sheet = process("five-plus-five", "fr")
    body = read(sheet)["organizations"][0]
    assert body["note"].split("\n") == [
        "les sources divergent",
        "Création – 2002 (retenue ici)",
        "Création – 1990",
        "The political 5+5 forum began in Rome in 1990. (en anglais)",
        "Situation – actif",
        "Last ministerial found: Marrakech, March 2020. (en anglais)",
        "aucun secrétariat officiel – depuis 2002",
        "No official secretariat. (en anglais)",
        "Membres – état\N{NO-BREAK SPACE}: 2020; une source en indique 10",
        "Observateurs – liste partielle",
    ]
    assert lean(body, "sources", "other_names", "founding_claims", "note") == {
        "id": "process/five-plus-five",
        "name": "Dialogue 5+5 sur la migration en Méditerranée occidentale",
        "classification": "interregional",
        "founding_date": "2002-10",
        "links": [
            {"url": "https://example.org/process/five-plus-five", "note": str(sheet.name)},
            {"url": "http://westmediterraneanforum.org"},
        ],
    }
    names = [(name["name"], name.get("note")) for name in body["other_names"]]
    assert names == [
        ("5+5 Dialogue on Migration in the Western Mediterranean", "en anglais"),
        ("Diálogo 5+5 sobre migración en el Mediterráneo Occidental", "en espagnol"),
        ("5+5", None),
        ("Western Mediterranean Forum (political dialogue)", None),
    ]
    years = [(claim["founding_date"], claim["is_followed"]) for claim in body["founding_claims"]]
    assert years == [("2002", True), ("1990", False)]
    assert len(body["sources"]) == len(sheet.sources)


def test_an_office_is_a_post_and_its_terms_are_memberships() -> None:
    written = read(process("five-plus-five"))
    assert one(written["posts"], id="post/five-plus-five/technical-support") == {
        "id": "post/five-plus-five/technical-support",
        "label": "technical support",
        "role": "secretariat",
        "organization_id": "process/five-plus-five",
    }
    held = one(written["memberships"], id="mandate/five-plus-five/host/tun/2002-10")
    assert lean(held, "sources") == {
        "id": "mandate/five-plus-five/host/tun/2002-10",
        "label": "host",
        "role": "host",
        "member": {"@type": "Organization", "id": "country/tun"},
        "organization_id": "process/five-plus-five",
        "post_id": "post/five-plus-five/host",
        "start_date": "2002-10",
        "end_date": "2002-10",
        "note": "Host of the first ministerial conference.",
    }
    undated = one(written["memberships"], id="mandate/five-plus-five/technical-support/ufm/undated")
    assert undated["note"].split("\n")[:2] == ["start not found", "no end found"]


def test_every_term_of_the_sheets_is_there_with_its_dates() -> None:
    for (language, kind, slug), written in files().items():
        if (language, kind) == ("en", "process"):
            sheet = process(slug)
            offices = (*sheet.presiding, *sheet.hosting, *sheet.secretariat)
            expected = [
                (holder.link.slug, line.since, line.until)
                for line in offices
                for holder in line.holders
            ]
            assert list(_terms(written)) == expected


def _terms(written: dict[str, list[Thing]]) -> Iterator[tuple[str, object, object]]:
    for thing in written.get("memberships", ()):
        if "post_id" in thing:
            dates = [
                PartialDate(d) if d else None for d in map(thing.get, ("start_date", "end_date"))
            ]
            yield thing["member"]["id"].split("/")[1], dates[0], dates[1]


def test_a_country_is_an_organization_with_an_area() -> None:
    written = read(process("five-plus-five"))
    assert one(written["organizations"], id="country/dza") == {
        "id": "country/dza",
        "name": "Algeria",
        "classification": "country",
        "identifiers": [{"scheme": "ISO 3166-1 alpha-3", "identifier": "DZA"}],
        "area_id": "area/DZA",
        "links": [{"url": "https://example.org/country/dza", "note": "Algeria"}],
    }
    assert one(written["areas"], id="area/DZA") == {
        "id": "area/DZA",
        "name": "Algeria",
        "identifier": "DZA",
        "classification": "country",
    }


def test_an_organisation_says_of_its_members_what_is_not_known() -> None:
    written = files()["en", "organisation", "icmpd"]
    seat = one(written["memberships"], id="membership/icmpd/member/che/0")
    assert seat == {
        "id": "membership/icmpd/member/che/0",
        "role": "member",
        "member": {"@type": "Organization", "id": "country/che"},
        "organization_id": "organisation/icmpd",
        "note": "named in the list of members\n"
        "general knowledge: nobody has checked it\n"
        "as of 23 November 2026 – doubtful; listed, date of entry not known; unverified",
        "certainty": "doubtful",
        "doubts": ["listed", "unverified"],
        "as_of": "2026-11-23",
    }
    iom = files()["en", "organisation", "iom"]["organizations"][0]
    assert iom["founding_date"] == "1951"
    assert iom["note"].split("\n")[1:] == [
        "general knowledge: nobody has checked it",
        "Members – no list found; a source states 175",
    ]


def test_no_doubt_about_a_seat_is_lost() -> None:
    for (language, kind, slug), written in files().items():
        if (language, kind) == ("en", "process"):
            sheet = process(slug)
            lines = (*sheet.members.lines, *sheet.observers.lines)
            expected = {_doubt(line) for line in lines if line.doubts}
            seats = [m for m in written["memberships"] if m.get("doubts")]
            assert {(m["member"]["id"].split("/")[1], *m["doubts"]) for m in seats} == expected
            assert [m for m in seats if "as of 23 November 2026 – " not in m["note"]] == []


def _doubt(line: MemberLine) -> tuple[str, ...]:
    return (line.party.link.slug, *(doubt.code.value for doubt in line.doubts))


# ── Meetings ─────────────────────────────────────────────────────────────────


def test_a_meeting_is_an_event_with_the_speakers_that_are_named() -> None:
    written = read(meeting())
    (event,) = written["events"]
    assert lean(event, "description", "sources", "links") == {
        "id": "meeting/rcp-workshop-2005",
        "name": "GCIM-IOM Workshop on Regional Consultative Processes",
        "other_names": [
            {
                "name": "Atelier de la Commission mondiale et de l’OIM sur les processus "
                "consultatifs régionaux",
                "note": "in French",
            }
        ],
        "start_date": "2005-04-14",
        "end_date": "2005-04-15",
        "location": "Geneva (Switzerland)",
        "classification": "workshop",
        "organization_ids": ["organisation/gcim", "organisation/iom"],
        "attendees": written["persons"],
        "note": "The French page gives dates but no city; the place comes from IOM’s page on the "
        "series. IOM now counts it as the first global meeting.",
    }
    assert [person["name"] for person in written["persons"]] == [
        "Rolf K. Jenny",
        "Robert G. Paiva",
        "Frank Laczko",
    ]
    assert lean(written["memberships"][2], "sources", "role", "role_language") == {
        "id": "person/rcp-workshop-2005/3/iom",
        "person_id": "person/rcp-workshop-2005/3",
        "organization_id": "organisation/iom",
        "note": "as of 14 April 2005",
        "as_of": "2005-04-14",
    }


def test_one_who_speaks_twice_is_one_person() -> None:
    sheet = meeting()
    twice = replace(sheet, agenda=(*sheet.agenda, *sheet.agenda))
    assert read(twice)["persons"] == read(sheet)["persons"]


def test_one_host_is_the_organizer_and_a_meeting_without_an_end_has_none() -> None:
    sheet = meeting()
    (event,) = read(replace(sheet, hosts=sheet.hosts[:1], end=None, place_country=None))["events"]
    assert [event.get(key) for key in ("organization_id", "organization_ids", "end_date")] == [
        "organisation/gcim",
        None,
        None,
    ]
    assert event["location"] == "Geneva"


# ── Texts and sources ────────────────────────────────────────────────────────


def test_a_text_in_another_language_or_of_a_machine_says_so() -> None:
    name = Reading("ورشة", "ar", is_fallback=True, status=WordingStatus.MACHINE, is_stale=True)
    (event,) = read(replace(meeting(), name=name, note=name))["events"]
    assert (event["name"], event["name_language"], event["name_status"]) == (
        "ورشة",
        "ar",
        "machine-stale",
    )
    assert event["note"] == "ورشة (in Arabic, machine translation)"


def test_a_source_without_a_page_is_told_in_the_note() -> None:
    sources = (
        SourceLine(1, "page", "A publisher", "https://example.org/a", "excerpt", ("p. 2",)),
        SourceLine(2, "letter", "An archive", "", ""),
        SourceLine(3, "general-knowledge-unverified", "", "", ""),
        SourceLine(4, "trap", "", "javascript:alert(1)", ""),
    )
    cited = Cited((1, 2, 3, 4), is_unverified=False)
    note = Reading("", "en")
    (event,) = read(replace(meeting(), sources=sources, cited=cited, note=note))["events"]
    assert event["sources"] == [
        {"url": "https://example.org/a", "note": "A publisher; read in part; p. 2"}
    ]
    assert event["note"] == "letter\ngeneral knowledge: nobody has checked it\ntrap"


def test_no_text_breaks_the_file() -> None:
    text = '\x00\x1b\u2028</script>"\\ {{ }} \r\n مصر'
    sheet = replace(meeting(), name=Reading(text, "en"))
    written = popolo(sheet, address=address_of)
    assert json.loads(written)["events"][0]["name"] == text
    assert written == popolo(replace(sheet), address=address_of)
    assert written.endswith(b"}\n")
    assert b"\x00" not in written
