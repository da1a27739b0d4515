"""Where an officer begins."""

from django.http import HttpResponse

from tourdetable.desk.home.waiting import waiting_sheet
from tourdetable.screens.answering import for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.sheets.reader import Reader


@for_officers
def home(request: Asking) -> HttpResponse:
    """The desk, and what waits on it."""
    sheet = waiting_sheet(request.actor, request.moment, Reader(request.language))
    return show(request, "desk/home.html", sheet)
