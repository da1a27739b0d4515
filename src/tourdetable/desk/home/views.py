"""Where an officer begins."""

from django.http import HttpResponse

from tourdetable.screens.answering import for_officers, show
from tourdetable.screens.asking import Asking


@for_officers
def home(request: Asking) -> HttpResponse:
    """The desk, and what waits on it."""
    return show(request, "desk/home.html", None)
