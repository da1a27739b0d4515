"""Where an invited party begins."""

from django.http import HttpResponse

from tourdetable.screens.answering import for_people, show
from tourdetable.screens.asking import Asking


@for_people
def home(request: Asking) -> HttpResponse:
    """What waits for this person."""
    return show(request, "room/home.html", None)
