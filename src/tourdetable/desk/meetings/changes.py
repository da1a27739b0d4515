"""What those invited have not been told yet, and the way to a notice of it."""

from typing import Any

from django.http import HttpResponse

from tourdetable.desk.meetings.views import SECTION
from tourdetable.letters.queries.letters import with_issued
from tourdetable.meetings.queries import readable
from tourdetable.meetings.queries.changes import changes_since_invited
from tourdetable.screens.answering import fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.sheets.changes_desk import changes_sheet
from tourdetable.sheets.reader import Reader


@for_officers
def changes(request: Asking, slug: str) -> HttpResponse:
    """How the meeting differs from what went out; nothing is sent by itself."""
    row: Any = fetch(with_issued(readable(request.actor, request.moment)), slug=slug)
    found = changes_since_invited(row, row.told_at, row.issued)
    sheet = changes_sheet(row, row.told_at, found, Reader(request.language))
    return show(request, "desk/meeting_changes.html", sheet, section=SECTION)
