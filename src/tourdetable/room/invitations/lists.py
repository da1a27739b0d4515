"""One spreadsheet for a large delegation: the screens of lists, for one invitation."""

from functools import wraps

from django.http import Http404, HttpResponse

from tourdetable.invitations.enums import InvitationState
from tourdetable.invitations.models import Invitation
from tourdetable.room.opening import Screen, Way
from tourdetable.screens.asking import Asking
from tourdetable.screens.lists import views
from tourdetable.screens.lists.place import Place


def _for_delegation(screen: Screen) -> Screen:
    """Raises Http404 for a party that has not accepted."""

    @wraps(screen)
    def opened(request: Asking, way: Way, row: Invitation, **more: object) -> HttpResponse:
        if row.state != InvitationState.ACCEPTED:
            raise Http404
        return screen(request, Place(row, way.to, way.to("invitation")), **more)

    return opened


new, look, take = (
    _for_delegation(views.bring),
    _for_delegation(views.look),
    _for_delegation(views.take),
)
