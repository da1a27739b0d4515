"""A page of the record before it is one.

It reads all that the record would, as the release does, so it takes as long as a page of a release
and more queries than a screen: it stands in a frame of its own beside the screen.
"""

import datetime as dt
from dataclasses import replace

from django.conf import settings

from tourdetable.formats.html import render_page
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.meetings.models import Meeting
from tourdetable.notes.models import Questionnaire
from tourdetable.record.addresses import page_address
from tourdetable.record.surroundings import Pointing, Surroundings
from tourdetable.sheets.edition import Edition, Thing
from tourdetable.sheets.entry import Entry
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side_asked import PUBLIC, as_it_stands
from tourdetable.sheets.side_by_side_building import side_by_side_sheet


def preview_page(meeting: Meeting, language: str, *, style: str, now: dt.datetime) -> bytes:
    """The page of the meeting in a language, built for the public."""
    edition = Edition((language,), by=ANONYMOUS, on=PartialDate.of(now), now=now)
    return _page(next(iter(edition.entries([Thing("meeting", meeting.slug)]))), style)


def preview_answers(questionnaire: Questionnaire, language: str, *, style: str) -> bytes:
    """The page of the answers as they stand, built for the public."""
    sheet = side_by_side_sheet(as_it_stands(questionnaire), PUBLIC, Reader(language))
    return _page(Entry("answers", questionnaire.slug, language, sheet), style)


def _page(entry: Entry, style: str) -> bytes:
    around = Surroundings.now(settings.INTERFACE_LANGUAGES, settings.TDT_ADDRESS)
    address = page_address(entry.kind, entry.slug, entry.language)
    frame = around.frame(
        Pointing(address, is_shown_anywhere=True), entry.language, entry.kind, entry.slug
    )
    return render_page(entry.sheet, replace(frame, stylesheet=style))
