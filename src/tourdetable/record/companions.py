"""The other forms of a page, which lie beside it: data, calendars, agendas, paper.

A form is a file in the folder of its page. Formats need absolute addresses where their rules ask
for them; those begin with the address at which the record is published.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from tourdetable.formats.akoma_ntoso import agenda_document, has_agenda
from tourdetable.formats.calendar import has_event, meeting_calendar, meetings_calendar
from tourdetable.formats.feed import meetings_feed
from tourdetable.formats.paper import meeting_paper
from tourdetable.formats.pdf import fonts_missing_for, paper_pdf
from tourdetable.formats.popolo import popolo
from tourdetable.record.addresses import page_address
from tourdetable.sheets.lists import MeetingsSheet, SeriesSheet, YearSheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import ThingLink
from tourdetable.sheets.party import PartySheet
from tourdetable.sheets.process import ProcessSheet
from tourdetable.ui.catalogue import translations


@dataclass(frozen=True, slots=True)
class Surface:
    """Where a sheet is published: `base` is the record's own address with a slash at its end,
    `page` the address of the page in the record.
    """

    base: str
    language: str
    page: str

    @property
    def url(self) -> str:
        return self.base + self.page

    def of(self, link: ThingLink) -> str:
        """The absolute address of another page in the same language."""
        return self.base + page_address(link.kind, link.slug, self.language)

    def beside(self, name: str) -> str:
        """The address in the record of a file in the page's folder."""
        return str(PurePosixPath(self.page).parent / name)


@dataclass(frozen=True, slots=True)
class Form:
    """One form: `key` as templates know it, the name of the file, its media type (RFC 6838)."""

    key: str
    name: str
    media_type: str
    make: Callable[[object, Surface], bytes | None]
    """The bytes; None where a sheet has no such form."""


def _meeting_calendar(sheet: object, surface: Surface) -> bytes | None:
    if isinstance(sheet, MeetingSheet) and has_event(sheet.start, sheet.end):
        return meeting_calendar(sheet, address=surface.url)
    return None


def _series_calendar(sheet: object, surface: Surface) -> bytes | None:
    if not isinstance(sheet, SeriesSheet | YearSheet):
        return None
    if isinstance(sheet, SeriesSheet):
        rows, name = sheet.meetings, sheet.name.text
    else:
        _ = translations(sheet.language).gettext
        rows = tuple(row for _month, of_it in sheet.months for row in of_it)
        name = _("Meetings of %(year)s") % {"year": sheet.year}
    dated = [row for row in rows if has_event(row.line.start, row.line.end)]
    if not dated:
        return None
    return meetings_calendar(dated, sheet.language, name=name, address=surface.of)


def _feed(sheet: object, surface: Surface) -> bytes | None:
    if not isinstance(sheet, MeetingsSheet):
        return None
    return meetings_feed(
        sheet,
        name=translations(sheet.language).gettext("Meetings"),
        address=surface.of,
        page=surface.url,
        self_address=surface.base + surface.beside(FEED.name),
    )


def _popolo(sheet: object, surface: Surface) -> bytes | None:
    if isinstance(sheet, ProcessSheet | PartySheet | MeetingSheet):
        return popolo(sheet, address=surface.of)
    return None


def _agenda(sheet: object, _surface: Surface) -> bytes | None:
    if isinstance(sheet, MeetingSheet) and has_agenda(sheet):
        return agenda_document(sheet)
    return None


def _pdf(sheet: object, surface: Surface) -> bytes | None:
    """Left out where the machine has no font for a script in it; the page says so."""
    if not isinstance(sheet, MeetingSheet):
        return None
    paper = meeting_paper(sheet, surface.url)
    return None if fonts_missing_for(paper) else paper_pdf(paper)


FEED = Form("atom", "meetings.atom", "application/atom+xml", _feed)
FORMS = (
    Form("ics", "meeting.ics", "text/calendar", _meeting_calendar),
    Form("ics", "meetings.ics", "text/calendar", _series_calendar),
    FEED,
    Form("pdf", "meeting.pdf", "application/pdf", _pdf),
    Form("popolo", "popolo.json", "application/json", _popolo),
    Form("agenda", "agenda.xml", "application/xml", _agenda),
)
"""Every form that a page can have beside its data, in the order in which it offers them."""


def forms_of(sheet: object, surface: Surface) -> Iterator[tuple[Form, bytes]]:
    """The forms of a sheet with their bytes."""
    for form in FORMS:
        if (content := form.make(sheet, surface)) is not None:
            yield form, content
