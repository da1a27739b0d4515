"""A record of the harvest says what the sheet says, its doubts among it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.cast import NOW
from tests.formats.test_calendar import WORKSHOP
from tourdetable.formats.harvest_record import HarvestRecord, harvest_record, oai_identifier
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.library.enums import DocumentKind
from tourdetable.meetings.enums import DocumentRole
from tourdetable.parties.enums import PartyKind
from tourdetable.sheets.document import DocumentSheet, PartLine, VersionLine
from tourdetable.sheets.edition import public_entries
from tourdetable.sheets.parts import Cited, FileLine, PartyLine, ThingLink
from tourdetable.sheets.process import ClaimLine, MeetingLine, ProcessSheet

DAY = NOW.date()
DOMAIN = "record.example.org"
ADDRESS = f"https://{DOMAIN}/en/thing/index.html"
M1 = f"oai:{DOMAIN}:meeting/m-1"
NOTHING = Reading("", "en")
UNCITED = Cited((), is_unverified=False)
UNCHECKED = Cited((), is_unverified=True)

LINK = ThingLink("meeting", "m-1", Reading("Meeting 1", "en"))
LINE = MeetingLine(LINK, PartialDate("2005-04"), None, "")
PROCESS = ThingLink("process", "apc", Reading("Consultations", "en"))
FIJI = PartyLine("FJI", PartyKind.COUNTRY, Reading("Fidji", "fr"))
PART = PartLine(LINE, DocumentRole.OUTCOME, PROCESS, (FIJI,), "", NOTHING)
PAPER = DocumentSheet(
    slug="paper",
    language="en",
    title=Reading("Paper", "en"),
    titles=(Reading("Document", "fr"),),
    symbol="TDT/1",
    kind=DocumentKind.REPORT,
    versions=(VersionLine("fr", WordingStatus.ORIGINAL, None),),
    parts=(PART, replace(PART, submitted_by=(), submitted_by_text="The chair")),
    note=NOTHING,
    cited=UNCHECKED,
    sources=(),
)
UNCHECKED_WORDS = Reading("general knowledge: nobody has checked it", "en")


def file_url(file: FileLine) -> str:
    return f"https://{DOMAIN}/{file.name}"


def test_the_record_of_a_meeting() -> None:
    sheet = replace(WORKSHOP, hosts=(FIJI,), processes=(PROCESS,), previous=LINE, cited=UNCHECKED)
    assert harvest_record(sheet, address=ADDRESS, file=file_url, datestamp=DAY) == HarvestRecord(
        identifier=f"oai:{DOMAIN}:meeting/workshop",
        datestamp=DAY,
        sets=("meetings",),
        titles=(Reading("Workshop on processes", "en"),),
        dates=("2005-04-14/2005-04-15",),
        creators=(Reading("Fidji", "fr"),),
        subjects=(Reading("Consultations", "en"),),
        descriptions=(Reading("To compare notes.", "en"), UNCHECKED_WORDS),
        languages=("en",),
        relations=(f"oai:{DOMAIN}:process/apc", M1),
        identifiers=(ADDRESS,),
        types=("Event", "round-table"),
    )


def test_the_record_of_a_document() -> None:
    assert harvest_record(
        PAPER, address=ADDRESS, file=file_url, datestamp="2026-11-23"
    ) == HarvestRecord(
        identifier=f"oai:{DOMAIN}:document/paper",
        datestamp=DAY,
        sets=("documents",),
        titles=(Reading("Paper", "en"), Reading("Document", "fr")),
        dates=("2005-04",),
        creators=(Reading("Fidji", "fr"), Reading("The chair", "und")),
        subjects=(Reading("Consultations", "en"),),
        descriptions=(UNCHECKED_WORDS,),
        languages=("fr",),
        relations=(M1, f"oai:{DOMAIN}:process/apc"),
        identifiers=(ADDRESS, "TDT/1"),
        types=("Text", "report"),
    )


@pytest.mark.parametrize(
    ("address", "datestamp", "told"),
    [
        ("/en/thing/index.html", "2026-11-23", "“” is no domain"),
        (ADDRESS, "2026-11", "The datestamp 2026-11 is no day"),
        (ADDRESS, "2026-W01-1", "is not a date"),
    ],
)
def test_a_record_needs_an_address_and_a_day(address: str, datestamp: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        harvest_record(PAPER, address=address, file=file_url, datestamp=datestamp)


@pytest.mark.parametrize(
    ("kind", "slug"), [("country", "CHE"), ("meeting", ""), ("meeting", "../x")]
)
def test_not_everything_has_an_identifier(kind: str, slug: str) -> None:
    with pytest.raises(ValueError, match=r"^No record of the harvest can be called"):
        oai_identifier(DOMAIN, kind, slug)


def processes() -> Iterator[ProcessSheet]:
    on = PartialDate("2026-11-23")
    for entry in public_entries(["fr"], by=ANONYMOUS, on=on, now=NOW):
        if isinstance(entry.sheet, ProcessSheet):
            yield entry.sheet


CLAIMS = (
    ClaimLine(PartialDate("2002"), is_followed=True, note=NOTHING, cited=UNCITED),
    ClaimLine(PartialDate("2003-05"), is_followed=False, note=NOTHING, cited=UNCHECKED),
)
FOUNDER = Reading("IOM", "en", is_fallback=True)
OBJECTIVES = Reading("To talk.", "en", is_fallback=True)


def doubtful(shipped: ProcessSheet) -> ProcessSheet:
    """A process of which little is known for sure."""
    founding = replace(shipped.founding, claims=CLAIMS, is_conflicting=True, initiated_by=FOUNDER)
    return replace(
        shipped,
        slug="apc",
        name=Reading("Consultations", "fr"),
        names=(Reading("Consultations!", "en"),),
        acronym="APC",
        also_known_as=("Asia-Pacific",),
        founding=founding,
        objectives=OBJECTIVES,
        objectives_cited=UNCHECKED,
        themes=("skills", "a theme of its own"),
        basis_theme=NOTHING,
        regions=(),
        relations=(),
        meetings=(LINE, LINE),
        website="https://apc.example.org",
        note=NOTHING,
    )


@pytest.mark.usefixtures("reference")
def test_the_record_of_a_process() -> None:
    shipped = next(processes())
    record = harvest_record(doubtful(shipped), address=ADDRESS, file=file_url, datestamp=DAY)
    assert record == HarvestRecord(
        identifier=f"oai:{DOMAIN}:process/apc",
        datestamp=DAY,
        sets=("processes",),
        titles=(
            Reading("Consultations", "fr"),
            Reading("Consultations!", "en"),
            Reading("APC", "und"),
            Reading("Asia-Pacific", "und"),
        ),
        dates=("2002", "2003-05"),
        creators=(FOUNDER,),
        subjects=(Reading("compétences", "fr"), Reading("a theme of its own", "en")),
        descriptions=(
            OBJECTIVES,
            Reading("Création – les sources divergent (2002, 2003-05)", "fr"),
            Reading("Création – 2003-05 – non vérifié", "fr"),
            Reading("connaissance générale\N{NO-BREAK SPACE}: personne ne l’a vérifiée", "fr"),
        ),
        languages=("fr",),
        relations=(M1,),
        identifiers=(ADDRESS, "https://apc.example.org"),
        types=(shipped.kind.value,),
    )


@pytest.mark.usefixtures("reference")
def test_the_years_on_which_sources_differ_all_survive() -> None:
    conflicting = [sheet for sheet in processes() if sheet.founding.is_conflicting]
    assert conflicting != []
    for sheet in conflicting:
        record = harvest_record(sheet, address=ADDRESS, file=file_url, datestamp=DAY)
        assert record
        years = [claim.year.text for claim in sheet.founding.claims]
        assert list(record.dates) == list(dict.fromkeys(years))
