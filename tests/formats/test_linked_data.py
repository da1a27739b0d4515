"""Linked data say what schema.org has words for, leave out every doubt, and end no element."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar, get_origin, get_type_hints

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from tests.cast import NOW
from tests.formats.test_calendar import NOTHING, SWITZERLAND, UNCITED, WORKSHOP, address_of
from tourdetable.formats.linked_data import LICENCE, linked_data
from tourdetable.formats.xml_text import xml_text
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.parties.enums import Certainty, PartyKind, SeatStatus
from tourdetable.processes.enums import MembershipKind, ProcessState
from tourdetable.sheets.document import DocumentSheet, VersionLine
from tourdetable.sheets.edition import public_entries
from tourdetable.sheets.lists import MeetingsSheet, ProcessesSheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import Cited, FileLine, PartyLine, ThingLink
from tourdetable.sheets.party import (
    CountryCodes,
    OrganisationProfile,
    OrganisationSeatLine,
    PartySheet,
    ProcessSeatLine,
)
from tourdetable.sheets.process import (
    ClaimLine,
    FoundingBlock,
    MemberBlock,
    MemberLine,
    ProcessSheet,
    StatusLine,
)
from tourdetable.sheets.standing import DataSheet

ADDRESS = "https://example.org/en/this/index.html"
ON = PartialDate("2026-11-23")
UNVERIFIED = Cited((1,), is_unverified=True)
FRENCH = Reading("Atelier", "fr")
IOM = PartyLine("iom", PartyKind.ORGANISATION, Reading("IOM, in full", "en"), "IOM")
KOSOVO = PartyLine("kosovo", PartyKind.UNCODED, Reading("Kosovo*", "en"))
BALI = ThingLink("process", "bali-process", Reading("Bali Process", "en"), "Bali")


def pointed(kind: str, name: str, place: str) -> dict[str, str]:
    """How another thing with a page is named."""
    return {"@type": kind, "name": name, "url": f"https://example.org/{place}"}


SWISS_NODE = pointed("Country", "Switzerland", "country/che")
IOM_NODE = pointed("Organization", "IOM, in full", "organisation/iom")
KOSOVO_NODE = pointed("Thing", "Kosovo*", "organisation/kosovo")
BALI_NODE = pointed("Organization", "Bali Process", "process/bali-process")
GENEVA_NODE = {
    "@type": "Place",
    "name": "Geneva",
    "address": {
        "@type": "PostalAddress",
        "addressLocality": "Geneva",
        "addressCountry": SWISS_NODE,
    },
}


EMPTY = {str: "", int: 0, bool: False, Reading: NOTHING, Cited: UNCITED}
T = TypeVar("T")


def bare(kind: type[T], **known: object) -> T:
    """One of a kind of which nothing is known but what is given."""
    hints = get_type_hints(kind)
    of_kind: Any = kind
    nothing = {
        field.name: () if get_origin(hints[field.name]) is tuple else EMPTY.get(hints[field.name])
        for field in fields(of_kind)
    }
    return kind(**{**nothing, **known})


def seat(
    party: PartyLine, certainty: Certainty = Certainty.CERTAIN, *, is_former: bool = False
) -> MemberLine:
    return bare(MemberLine, party=party, certainty=certainty, is_former=is_former)


def claim(year: str, cited: Cited = UNCITED) -> ClaimLine:
    return bare(ClaimLine, year=PartialDate(year), cited=cited)


FOUNDING = bare(FoundingBlock, claims=(claim("1985"),))
MEMBERS = bare(MemberBlock, lines=(seat(SWITZERLAND), seat(KOSOVO, Certainty.LISTED)))
PROCESS = bare(
    ProcessSheet,
    language="en",
    name=Reading("Consultations", "en"),
    names=(Reading("Entretiens", "fr"),),
    acronym="IGC",
    also_known_as=("Talks (full name in 2005)",),
    founding=FOUNDING,
    objectives=Reading("To exchange views.", "en"),
    members=MEMBERS,
    observers=bare(MemberBlock, lines=(seat(IOM),)),
    website="https://igc.example/",
)
PROFILE = bare(
    OrganisationProfile,
    founded=PartialDate("1951"),
    seat_city="Geneva",
    seat_country=SWITZERLAND,
    website="https://iom.example/",
)
ORGANISATION = bare(
    PartySheet,
    language="en",
    party=IOM,
    profile=PROFILE,
    process_seats=(ProcessSeatLine(BALI, MembershipKind.MEMBER, seat(IOM)),),
    members=(OrganisationSeatLine(SeatStatus.MEMBER, seat(SWITZERLAND)),),
)
COUNTRY = bare(PartySheet, language="en", party=SWITZERLAND, codes=CountryCodes("CHE", "CH", "756"))


def kept(language: str, digest: str) -> FileLine:
    return FileLine("p", language, f"p.{language}.pdf", "application/pdf", digest, 9, 1, None)


def file_of(file: FileLine) -> str:
    return f"../{file.name}"


DOCUMENT = bare(
    DocumentSheet,
    language="en",
    title=Reading("Paper", "en"),
    symbol="TDT/1",
    versions=(
        VersionLine("en", WordingStatus.ORIGINAL, kept("en", "ab12")),
        VersionLine("fr", WordingStatus.COURTESY, None),
        VersionLine("es", WordingStatus.MACHINE, kept("es", "cd34")),
    ),
)
DATA = DataSheet("en", ON)


def written(sheet: object, **files: str) -> bytes | None:
    found = {f"https://example.org/{name}": media_type for name, media_type in files.items()}
    return linked_data(sheet, address=ADDRESS, link=address_of, file=file_of, files=found)


def node(sheet: object, **files: str) -> dict[str, Any]:
    """What is said of the thing, without what is the same for all."""
    content = written(sheet, **files)
    assert content is not None
    found: dict[str, Any] = json.loads(content)
    assert (found.pop("@context"), found.pop("url")) == ("https://schema.org", ADDRESS)
    page = found.pop("mainEntityOfPage")
    language = getattr(sheet, "language", None)
    assert page == {"@type": "WebPage", "@id": ADDRESS, "inLanguage": language}
    return found


def test_a_meeting_in_full() -> None:
    sheet = replace(
        WORKSHOP,
        names=(FRENCH,),
        hosts=(SWITZERLAND, IOM),
        processes=(BALI,),
        organisations=(IOM,),
        series_link=ThingLink("series", "workshops", Reading("Ateliers", "fr", is_fallback=True)),
    )
    assert node(sheet) == {
        "@type": "Event",
        "name": "Workshop on processes",
        "alternateName": [{"@value": "Atelier", "@language": "fr"}],
        "description": "To compare notes.",
        "startDate": "2005-04-14",
        "endDate": "2005-04-15",
        "location": GENEVA_NODE,
        "organizer": [SWISS_NODE, IOM_NODE],
        "about": [BALI_NODE, IOM_NODE],
        "superEvent": {
            "@type": "EventSeries",
            "name": {"@value": "Ateliers", "@language": "fr"},
            "url": "https://example.org/series/workshops",
        },
    }


def test_what_is_not_known_has_no_property() -> None:
    bare = replace(
        WORKSHOP,
        start=PartialDate("2005"),
        end=None,
        place_city="",
        place_country=None,
        purpose=NOTHING,
    )
    assert node(bare) == {
        "@type": "Event",
        "name": "Workshop on processes",
        "startDate": "2005",
    }


def test_a_place_is_as_much_as_is_known_of_it() -> None:
    country = {"@type": "PostalAddress", "addressCountry": SWISS_NODE}
    assert [
        node(replace(WORKSHOP, language=language, place_city=city, place_country=within))[
            "location"
        ]
        for language, city, within in (("en", "", SWITZERLAND), ("fr", "Geneva", None))
    ] == [
        {"@type": "Place", "name": "Switzerland", "address": country},
        {
            "@type": "Place",
            "name": "Genève",
            "address": {"@type": "PostalAddress", "addressLocality": "Genève"},
        },
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        replace(WORKSHOP, cited=UNVERIFIED),
        replace(DOCUMENT, cited=UNVERIFIED),
        replace(COUNTRY, party=KOSOVO, codes=None),
        MeetingsSheet("en", 0, (), ()),
        None,
    ],
    ids=["meeting that nobody checked", "such a document", "no code", "list", "no sheet"],
)
def test_some_pages_have_no_linked_data(sheet: object) -> None:
    assert written(sheet) is None


MACHINE = Reading("Robot", "en", status=WordingStatus.MACHINE)
STALE = Reading("Old", "en", status=WordingStatus.COURTESY, is_stale=True)


@pytest.mark.parametrize("doubtful", [MACHINE, STALE])
def test_a_doubtful_translation_is_left_out(doubtful: Reading) -> None:
    french = {"@value": "Atelier", "@language": "fr"}
    series = ThingLink("series", "s", doubtful)
    sheet = replace(WORKSHOP, name=doubtful, purpose=doubtful, series_link=series)
    found = node(replace(sheet, names=(FRENCH, doubtful)))
    assert [found.get(key) for key in ("name", "alternateName", "description")] == [
        french,
        None,
        None,
    ]
    assert found["superEvent"] == {"@type": "EventSeries", "url": "https://example.org/series/s"}
    assert "name" not in node(sheet)


def test_a_process_in_full() -> None:
    assert node(PROCESS) == {
        "@type": "Organization",
        "name": "Consultations",
        "alternateName": [{"@value": "Entretiens", "@language": "fr"}, "IGC"],
        "description": "To exchange views.",
        "foundingDate": "1985",
        "member": [SWISS_NODE, KOSOVO_NODE],
        "sameAs": "https://igc.example/",
    }


DAY = PartialDate("1985-04-01")


@pytest.mark.parametrize(
    ("founding", "date"),
    [
        (replace(FOUNDING, date=DAY), "1985-04-01"),
        (replace(FOUNDING, date=DAY, cited=UNVERIFIED), "1985"),
        (replace(FOUNDING, claims=(claim("1985", UNVERIFIED),)), None),
        (replace(FOUNDING, claims=()), None),
        (replace(FOUNDING, date=DAY, is_conflicting=True), None),
    ],
)
def test_a_founding_is_dated_where_nothing_speaks_against_it(
    founding: FoundingBlock, date: str | None
) -> None:
    assert node(replace(PROCESS, founding=founding)).get("foundingDate") == date


@pytest.mark.parametrize(
    ("state", "cited", "date"),
    [
        (ProcessState.ENDED, UNCITED, "2009"),
        (ProcessState.ENDED, UNVERIFIED, None),
        (ProcessState.DORMANT, UNCITED, None),
    ],
)
def test_only_what_has_surely_ended_is_dissolved(
    state: ProcessState, cited: Cited, date: str | None
) -> None:
    status = StatusLine(state, PartialDate("2009"), NOTHING, cited)
    assert node(replace(PROCESS, status=status)).get("dissolutionDate") == date


def test_objectives_that_nobody_checked_are_left_out() -> None:
    assert "description" not in node(replace(PROCESS, objectives_cited=UNVERIFIED))


@pytest.mark.parametrize("certainty", Certainty)
@pytest.mark.parametrize("is_former", [True, False])
@pytest.mark.parametrize("cited", [UNCITED, UNVERIFIED])
def test_members_are_those_whose_seat_is_sure(
    certainty: Certainty, cited: Cited, *, is_former: bool
) -> None:
    is_sure = certainty is not Certainty.DOUBTFUL and not is_former
    line = seat(SWITZERLAND, certainty, is_former=is_former)
    expected = [SWISS_NODE] if is_sure and cited is UNCITED else None
    process = replace(PROCESS, members=replace(MEMBERS, lines=(line,), cited=cited))
    assert node(process).get("member") == expected
    organisation = replace(
        ORGANISATION,
        profile=replace(PROFILE, members_cited=cited),
        members=(OrganisationSeatLine(SeatStatus.MEMBER, line),),
        process_seats=(ProcessSeatLine(BALI, MembershipKind.MEMBER, line),),
    )
    assert node(organisation).get("member") == expected
    assert node(organisation).get("memberOf") == ([BALI_NODE] if is_sure else None)


def test_an_organisation_in_full() -> None:
    assert node(ORGANISATION) == {
        "@type": "Organization",
        "name": "IOM, in full",
        "alternateName": ["IOM"],
        "foundingDate": "1951",
        "location": GENEVA_NODE,
        "sameAs": "https://iom.example/",
        "memberOf": [BALI_NODE],
        "member": [SWISS_NODE],
    }


def test_a_profile_that_nobody_checked_is_left_out() -> None:
    doubtful = replace(ORGANISATION, profile=replace(PROFILE, cited=UNVERIFIED), members=())
    named = replace(doubtful, profile=None)
    assert node(doubtful) == node(named)
    assert sorted(node(named)) == ["@type", "alternateName", "memberOf", "name"]


@pytest.mark.parametrize("status", SeatStatus)
def test_only_full_members_are_members(status: SeatStatus) -> None:
    lines = (OrganisationSeatLine(status, seat(IOM)),)
    found = node(replace(ORGANISATION, process_seats=(), organisation_seats=lines, members=lines))
    expected = [IOM_NODE] if status is SeatStatus.MEMBER else None
    assert (found.get("member"), found.get("memberOf")) == (expected, expected)


def test_observers_are_no_members() -> None:
    seats = (ProcessSeatLine(BALI, MembershipKind.OBSERVER, seat(IOM)),)
    assert "memberOf" not in node(replace(ORGANISATION, process_seats=seats))


def test_a_country_has_names_and_codes() -> None:
    codes = {"ISO 3166-1 alpha-3": "CHE", "ISO 3166-1 alpha-2": "CH", "UN M49": "756"}
    assert node(COUNTRY) == {
        "@type": "Country",
        "name": "Switzerland",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": code}
            for scheme, code in codes.items()
        ],
    }


def test_the_record_is_a_dataset_with_its_files() -> None:
    assert node(DATA, csv="text/csv") == {
        "@type": "Dataset",
        "name": "Tour de Table",
        "description": "The public record of inter-State consultation mechanisms on migration: who "
        "takes part, who presides, what was asked and what came of it.",
        "inLanguage": "en",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": "https://example.org/csv",
                "encodingFormat": "text/csv",
            }
        ],
    }
    processes = node(ProcessesSheet("fr", ON, (), (), ()))
    assert (processes["@type"], processes["name"]) == ("Dataset", "Processus")


HOSTILE = st.text(st.characters(exclude_categories=[]), min_size=1)
ENDINGS = st.sampled_from(["</script>", "<!--<script>", "]]>", "\u2028", "\\", '"', "&lt;"])


@given(st.builds("{}{}{}".format, HOSTILE, ENDINGS, HOSTILE))
@example("\ud800\uffff\x00")
def test_no_text_leaves_its_element(text: str) -> None:
    reading = Reading(text, "en")
    content = written(replace(WORKSHOP, name=reading, purpose=reading))
    assert content is not None
    assert not set("<>&\u2028\u2029\n") & set(content.decode())
    page = f'<html><body><script type="application/ld+json">{content.decode()}</script><p></p>'
    body = html.document_fromstring(page)
    (script,) = body.iter("script")
    assert {element.tag for element in body.iter()} <= {"html", "head", "body", "script", "p"}
    found = json.loads(script.text or "")
    assert found["name"] == found["description"] == _kept(text)


def _kept(text: str) -> str:
    """JSON escapes control characters; what else XML forbids is replaced."""
    return "".join(mark if mark < " " else xml_text(mark) for mark in text)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert written(replace(PROCESS)) == written(PROCESS)
    assert written(DATA) == linked_data(DATA, address=ADDRESS, link=address_of, file=file_of)


THING = {"name", "alternateName", "description", "identifier", "url", "sameAs", "mainEntityOfPage"}
WORK = {*THING, "inLanguage", "license", "isAccessibleForFree", "encoding"}
VOCABULARY = {
    "Thing": THING,
    "Event": {*THING, "startDate", "endDate", "location", "organizer", "about", "superEvent"},
    "EventSeries": THING,
    "Organization": {
        *THING, "foundingDate", "dissolutionDate", "location", "member", "memberOf"
    },
    "Country": THING,
    "Place": {*THING, "address"},
    "PostalAddress": {*THING, "addressLocality", "addressCountry"},
    "PropertyValue": {*THING, "propertyID", "value"},
    "CreativeWork": WORK,
    "DigitalDocument": WORK,
    "Dataset": {*WORK, "distribution"},
    "DataDownload": {*WORK, "contentUrl", "encodingFormat"},
    "MediaObject": {*WORK, "contentUrl", "encodingFormat", "contentSize", "sha256"},
    "WebPage": {*WORK, "@id"},
}  # fmt: skip
"""Type → the properties that schema.org has for it, of those that we use."""


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


@pytest.mark.usefixtures("reference")
def test_every_sheet_of_the_record_keeps_to_the_vocabulary_and_its_certainties() -> None:
    types: Counter[str] = Counter()
    for entry in public_entries(["fr"], by=ANONYMOUS, on=ON, now=NOW):
        content = written(entry.sheet)
        if content is None:
            continue
        whole = json.loads(content)
        types[whole["@type"]] += 1
        for found in nodes({**whole, "@context": None}):
            assert set(found) - {"@type", "@context"} <= VOCABULARY[found["@type"]]
        sheet = entry.sheet
        if isinstance(sheet, ProcessSheet):
            sure = [
                address_of(line.party.link)
                for line in sheet.members.lines
                if line.certainty is not Certainty.DOUBTFUL
                and not (line.is_former or sheet.members.cited.is_unverified)
            ]
            assert [member["url"] for member in whole.get("member", [])] == sure
            assert not (sheet.founding.is_conflicting and "foundingDate" in whole)
        if isinstance(sheet, MeetingSheet):
            assert (whole["startDate"], sheet.cited.is_unverified) == (sheet.start.text, False)
    assert types == {
        "Country": 249,
        "Organization": 86 + 38,
        "Event": 68,
        "CreativeWork": 16,
        "Dataset": 2,
    }
