"""What is invented as an example says so in every form in which it leaves the house."""

from dataclasses import replace
from functools import cache

import pytest

from tests.cast import NOW
from tests.formats.test_pdf import text_of
from tests.formats.test_tables import cells
from tourdetable.formats.akoma_ntoso import agenda_document
from tourdetable.formats.calendar import meeting_calendar, meetings_calendar
from tourdetable.formats.data import to_json
from tourdetable.formats.feed import meetings_feed
from tourdetable.formats.harvest_record import harvest_record
from tourdetable.formats.linked_data import linked_data
from tourdetable.formats.paper import meeting_paper
from tourdetable.formats.pdf import paper_pdf
from tourdetable.formats.popolo import popolo
from tourdetable.formats.tables import rows
from tourdetable.invitations.enums import Category, Function
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.sheets.edition import Edition, Thing
from tourdetable.sheets.lists import MeetingsSheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.participants import ParticipantLine, PublicDelegation
from tourdetable.sheets.parts import ThingLink

SAID = "Exemple inventé"
PAGE = "https://example.org/fr/meetings/rcp-workshop-2005/index.html"


@cache
def drawn() -> tuple[MeetingSheet, MeetingsSheet]:
    """The meeting of 2005 and the list of meetings, in French."""
    edition = Edition(["fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    wanted = [Thing("meeting", "rcp-workshop-2005"), Thing("meetings", "")]
    one, several = (entry.sheet for entry in edition.entries(wanted))
    assert isinstance(one, MeetingSheet)
    assert isinstance(several, MeetingsSheet)
    return one, several


@pytest.fixture
def true(reference: None) -> MeetingSheet:  # noqa: ARG001 - asked for so that the data are there
    return drawn()[0]


@pytest.fixture
def invented(true: MeetingSheet) -> MeetingSheet:
    return replace(true, is_invented=True)


def address(link: ThingLink) -> str:
    return f"https://example.org/fr/{link.kind}/{link.slug}/"


def forms(sheet: MeetingSheet) -> dict[str, str]:
    harvested = harvest_record(sheet, address=PAGE, file=str, datestamp="2026-11-23")
    assert harvested is not None
    listed = drawn()[1].meetings
    several = [
        replace(row, line=replace(row.line, is_invented=sheet.is_invented)) for row in listed
    ]
    feed = meetings_feed(
        replace(drawn()[1], meetings=tuple(several)),
        name="Réunions",
        address=address,
        page=PAGE,
        self_address=PAGE,
    )
    return {
        "agenda": agenda_document(sheet).decode(),
        "popolo": popolo(sheet, address=address).decode(),
        "harvest": " ".join(reading.text for reading in harvested.descriptions),
        "feed": feed.decode(),
        "pdf": text_of(paper_pdf(meeting_paper(sheet, address=PAGE))),
    }


def test_every_form_says_so_of_what_is_invented_and_of_nothing_else(
    true: MeetingSheet, invented: MeetingSheet
) -> None:
    assert [name for name, text in forms(invented).items() if SAID not in text] == []
    assert [name for name, text in forms(true).items() if SAID in text] == []


def test_a_calendar_says_so_where_it_shows_most(invented: MeetingSheet) -> None:
    listed = drawn()[1].meetings[:1]
    several = [replace(row, line=replace(row.line, is_invented=True)) for row in listed]
    assert b"[invent" in meeting_calendar(invented, address=PAGE)
    assert b"[invent" in meetings_calendar(several, "fr", name="Réunions", address=address)


def test_data_say_so_in_a_field_of_their_own(true: MeetingSheet, invented: MeetingSheet) -> None:
    assert b'"is_invented": true' in to_json(invented)
    said = [
        cells(name, values)["is_invented"]
        for sheet in (true, invented)
        for name, values in rows(sheet)
        if name == "meetings"
    ]
    assert said == ["false", "true"]


def test_a_search_engine_is_told_of_no_invented_event(
    true: MeetingSheet, invented: MeetingSheet
) -> None:
    told = [
        linked_data(sheet, address="index.html", link=lambda *_: PAGE, file=str)
        for sheet in (true, invented)
    ]
    assert told[0] is not None
    assert told[1] is None


def test_participants_stand_in_a_table_in_the_order_of_their_list(true: MeetingSheet) -> None:
    ana = ParticipantLine("Ms", "=Ana Ñandú", "Director", "Migration", Function.HEAD)
    bo = ParticipantLine("", "Bo Berg", "", "", Function.INTERPRETER)
    host = true.hosts[0]
    shown = (
        PublicDelegation(Category.GOVERNMENT, host, true.processes[0], (ana,)),
        PublicDelegation(Category.SECRETARIAT, None, None, (bo,)),
    )
    found = rows(replace(true, participants=shown))
    assert [cells(name, values) for name, values in found if name == "participants"] == [
        {
            "meeting": "rcp-workshop-2005",
            "position": "1",
            "category": "government",
            "party": host.code,
            "party_kind": host.kind.value,
            "process": true.processes[0].slug,
            "honorific": "Ms",
            "name": "'=Ana Ñandú",
            "post": "Director",
            "unit": "Migration",
            "function": "head",
        },
        {
            "meeting": "rcp-workshop-2005",
            "position": "2",
            "category": "secretariat",
            "party": "",
            "party_kind": "",
            "process": "",
            "honorific": "",
            "name": "Bo Berg",
            "post": "",
            "unit": "",
            "function": "interpreter",
        },
    ]
