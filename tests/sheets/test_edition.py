"""The sheets of the public record: every fact of the worked example, and nothing that is not
public.
"""

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.wording import Wording
from tourdetable.library.enums import Distribution, DocumentKind
from tourdetable.library.models import Document
from tourdetable.meetings.enums import DocumentRole, MeetingKind, Mode
from tourdetable.meetings.models import Concern, Meeting, MeetingDocument, MeetingLink
from tourdetable.processes.models import Process
from tourdetable.sheets.edition import Edition, public_entries
from tourdetable.sheets.entry import Entry, Sheet
from tourdetable.sheets.front_building import STANDING
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.process import ProcessSheet

pytestmark = pytest.mark.usefixtures("reference")

ON = PartialDate("2026-11-23")


def entries(*languages: str) -> list[Entry]:
    return list(public_entries(languages, by=ANONYMOUS, on=ON, now=NOW))


@cache
def by_name(language: str) -> dict[tuple[str, str], Sheet]:
    """The sheets of the reference data as it ships: drawn once for all tests that only read."""
    return {(entry.kind, entry.slug): entry.sheet for entry in entries(language)}


def meeting(slug: str, language: str = "fr") -> MeetingSheet:
    sheet = by_name(language)["meeting", slug]
    assert isinstance(sheet, MeetingSheet)
    return sheet


def process(slug: str, language: str = "fr") -> ProcessSheet:
    sheet = by_name(language)["process", slug]
    assert isinstance(sheet, ProcessSheet)
    return sheet


def test_everything_public_has_a_sheet_in_every_language() -> None:
    found = Counter((entry.kind, entry.language) for entry in entries("en", "fr"))
    things = {"process": 38, "meeting": 69, "series": 1, "year": 28, "country": 249}
    things |= {"organisation": 87, "document": 16}
    one_language = things | dict.fromkeys(STANDING, 1)
    assert found == {(k, tag): n for k, n in one_language.items() for tag in ("en", "fr")}


def test_entry_pages_come_last() -> None:
    kinds = [entry.kind for entry in entries("en")]
    assert kinds[-3:] == ["compare", "processes", "home"]


def test_the_meeting_of_2005_in_french() -> None:
    sheet = meeting("rcp-workshop-2005")
    assert str(sheet.name) == (
        "Atelier de la Commission mondiale et de l’OIM sur les processus consultatifs régionaux"
    )
    assert (str(sheet.start), str(sheet.end), sheet.place_city) == (
        "2005-04-14",
        "2005-04-15",
        "Geneva",
    )
    assert [party.acronym for party in sheet.hosts] == ["CMMI", "OIM"]
    assert [len(day.items) for day in sheet.agenda] == [6, 4]
    speakers = [s for day in sheet.agenda for item in day.items for s in item.speakers]
    assert [(s.name, str(s.post)) for s in speakers] == [
        ("Rolf K. Jenny", "Directeur exécutif de la Commission mondiale"),
        ("Robert G. Paiva", "Directeur du Département des relations extérieures de l’OIM"),
        ("Frank Laczko", "Chef de la Division Recherche et publications de l’OIM"),
    ]
    assert [question.number for question in sheet.questions.lines] == [1, 2, 3, 4]
    named = [party.code for party in sheet.questions.lines[2].organisations]
    assert named == ["eu", "au", "asean", "mercosur"]


def test_what_surrounds_the_meeting_of_2005() -> None:
    sheet = meeting("rcp-workshop-2005")
    assert len(sheet.invitations.paragraphs) == 2
    assert len(sheet.context) == 2
    assert [row.languages for row in sheet.documents] == [("en",)] * 7
    assert not any(row.is_kept for row in sheet.documents)
    assert [row.meeting.link.slug for row in sheet.fed_by] == [
        "idm-roundtable-2002",
        "gcim-launch-2003",
    ]
    assert [row.meeting.link.slug for row in sheet.fed_into] == [
        "gcim-report-2005",
        "idm-2005",
        "global-rcp-2",
    ]
    assert (sheet.number_in_series, sheet.previous) == (1, None)
    assert sheet.following is not None
    assert sheet.following.link.slug == "global-rcp-2"


def test_its_seats_follow_from_mandates_and_keep_their_doubts() -> None:
    block = meeting("rcp-workshop-2005").invitations
    seats = [
        (line.process.slug, " ou ".join(str(h.party.name) for h in line.candidates))
        for line in block.seats
    ]
    assert ("igc", "Canada ou Pays-Bas") in seats
    assert len(seats) == 9
    assert {line.office.value for line in block.where_fitting} == {"past-chair", "incoming-chair"}
    assert all(line.cited.numbers for line in block.seats)


def test_documents_are_submitted_by_parties_where_they_are_known() -> None:
    papers = {d.process.slug: d for d in meeting("rcp-workshop-2005").documents if d.process}
    assert [str(p.name) for p in papers["bali-process"].submitted_by] == ["Australie", "Indonésie"]
    assert papers["igc"].submitted_by_text == "IGC Secretariat"


def test_every_source_that_a_page_cites_is_on_it() -> None:
    for sheet in by_name("en").values():
        if isinstance(sheet, ProcessSheet | MeetingSheet):
            numbers = [line.number for line in sheet.sources]
            assert numbers == list(range(1, len(numbers) + 1))
            assert all(line.publisher for line in sheet.sources if line.url)


def test_conflicting_claims_stand_side_by_side() -> None:
    founding = process("budapest-process").founding
    assert [(str(c.year), c.is_followed) for c in founding.claims] == [
        ("1993", True),
        ("1991", False),
    ]
    assert founding.is_conflicting


def test_members_are_counted_as_the_sources_count_them() -> None:
    counts = {
        slug: (block.count, block.stated_total, block.is_complete)
        for slug in ("bali-process", "igc", "prague-process", "rabat-process")
        for block in [process(slug).members]
    }
    assert counts == {
        "bali-process": (45, 45, True),
        "igc": (18, 19, False),
        "prague-process": (50, 50, True),
        "rabat-process": (55, 57, True),
    }


def test_members_stand_in_the_order_of_their_names_in_each_language() -> None:
    english = [str(line.party.name) for line in process("sacm", "en").members.lines]
    french = [str(line.party.name) for line in process("sacm", "fr").members.lines]
    assert english[:4] == ["Argentina", "Bolivia", "Brazil", "Chile"]
    assert french[-4:] == ["Pérou", "Suriname", "Uruguay", "Venezuela"]
    assert french.index("Équateur") < french.index("Guyana")


PLANTED = "zugzwang-7f3a"
"""A word that stands only in what is not public."""


def plant() -> None:
    hidden = Meeting.objects.create(
        slug=f"{PLANTED}-meeting",
        kind=MeetingKind.WORKSHOP,
        mode=Mode.IN_PERSON,
        start=PartialDate("2026-12-01"),
        names=Wording.of(en=f"{PLANTED} talks"),
        publicity=Publicity.DRAFT,
        series=Meeting.objects.get(slug="rcp-workshop-2005").series,
        number_in_series=99,
    )
    known = Meeting.objects.get(slug="rcp-workshop-2005")
    MeetingLink.objects.create(origin=known, outlet=hidden, note=Wording.of(en=PLANTED), position=9)
    Concern.objects.create(
        meeting=hidden, process=Process.objects.get(slug="bali-process"), position=0
    )
    secret = Document.objects.create(
        slug=f"{PLANTED}-paper",
        kind=DocumentKind.REPORT,
        titles=Wording.of(en=PLANTED),
        distribution=Distribution.RESTRICTED,
        publicity=Publicity.PUBLISHED,
    )
    MeetingDocument.objects.create(
        meeting=known, document=secret, role=DocumentRole.MEETING, position=9
    )


def test_what_is_not_public_leaves_no_trace() -> None:
    before = [repr(entry) for entry in entries("en")]
    plant()
    after = [repr(entry) for entry in entries("en")]
    assert PLANTED not in "".join(after)
    assert after == before


QUERIES = {
    "document": 5,
    "country": 1,
    "organisation": 1,
    "meeting": 21,
    "process": 1,
    "series": 3,
    "year": 3,
}
"""For up to a portion of things of each kind, in however many languages."""


@pytest.mark.parametrize("kind", QUERIES)
def test_the_number_of_queries_does_not_grow(kind: str) -> None:
    edition = Edition(("en", "fr"), by=ANONYMOUS, on=ON, now=NOW)
    things = [thing for thing in edition.things() if thing.kind == kind]
    things.sort(key=lambda thing: thing.slug != "rcp-workshop-2005")  # the fullest one first
    if kind == "document":
        slugs = [thing.slug for thing in things]
        for modified, later in pairwise(slugs):
            of = Document.objects.get(slug=modified)
            Document.objects.filter(slug=later).update(modifies=of, modifies_as="revision")
    counts = []
    for portion in (things[:1], things[:3]):
        with CaptureQueriesContext(connection) as asked:
            assert len(list(edition.entries(portion))) == 2 * len(portion)
        counts.append(len(asked))
    assert counts == [QUERIES[kind]] * 2


def test_an_edition_reads_what_it_needs_when_it_needs_it() -> None:
    """All that it holds takes twenty-two queries; what nobody asks for takes none."""
    with CaptureQueriesContext(connection) as asked:
        edition = Edition(("en", "fr"), by=ANONYMOUS, on=ON, now=NOW)
        assert len(asked) == 0
        for held in (edition.holdings, edition.known, edition.series, edition.withdrawn):
            assert held is not None
    assert len(asked) == 22
