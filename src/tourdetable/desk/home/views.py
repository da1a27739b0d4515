"""Where an officer begins."""

from django.conf import settings
from django.http import HttpResponse

from tourdetable.desk.home.waiting import waiting_sheet
from tourdetable.record.failed_releases import failed_release
from tourdetable.screens.answering import for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.sheets.reader import Reader


@for_officers
def home(request: Asking) -> HttpResponse:
    """The desk, and what waits on it."""
    sheet = waiting_sheet(request.actor, request.moment, Reader(request.language))
    failed = failed_release(settings.TDT_HOME)
    return show(request, "desk/home.html", sheet, failed_release=failed)
