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
from tourdetable.record.addresses import page_address
from tourdetable.record.surroundings import Pointing, Surroundings
from tourdetable.sheets.edition import Edition, Thing


def preview_page(meeting: Meeting, language: str, *, style: str, now: dt.datetime) -> bytes:
    """The page of the meeting in a language, built for the public."""
    edition = Edition((language,), by=ANONYMOUS, on=PartialDate.of(now), now=now)
    entry = next(iter(edition.entries([Thing("meeting", meeting.slug)])))
    around = Surroundings.now(settings.INTERFACE_LANGUAGES, settings.TDT_ADDRESS)
    address = page_address("meeting", meeting.slug, language)
    frame = around.frame(
        Pointing(address, is_shown_anywhere=True), language, "meeting", meeting.slug
    )
    return render_page(entry.sheet, replace(frame, stylesheet=style))
