"""A list of participants from a spreadsheet: the screens of lists, for a meeting."""

from functools import wraps

from django.http import HttpResponse

from tourdetable.desk.participants.views import address, meeting_of
from tourdetable.screens.answering import View, for_officers
from tourdetable.screens.asking import Asking
from tourdetable.screens.lists import views
from tourdetable.screens.lists.place import Place


def _for_meeting(screen: View) -> View:
    @for_officers
    @wraps(screen)
    def opened(request: Asking, slug: str, **more: object) -> HttpResponse:
        def to(name: str, *args: object) -> str:
            return address(f"participants-{name}", slug, *args)

        place = Place(meeting_of(request, slug), to, address("participants", slug))
        return screen(request, place, **more)

    return opened


new, look, take = _for_meeting(views.bring), _for_meeting(views.look), _for_meeting(views.take)
