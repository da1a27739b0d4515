"""Two ways to one invitation: signed in for its party, or by the reply link in its letter.

Behind both stand the same screens; a `Way` says how they lead to each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from tourdetable.invitations.models import Invitation
from tourdetable.invitations.queries.answers import open_link, replier
from tourdetable.invitations.queries.invitations import invitations
from tourdetable.screens.answering import fetch, for_people
from tourdetable.screens.asking import Asking

Screen = Callable[..., HttpResponse]
Opened = Callable[[Screen], Screen]


@dataclass(frozen=True)
class Way:
    """How somebody came to an invitation: `space` of addresses, and its number or its secret."""

    space: str
    key: int | str

    def to(self, name: str, *args: object) -> str:
        """The address of another screen of the same invitation, on the same way."""
        return reverse(f"{self.space}:{name}", args=[self.key, *args])


def by_number(screen: Screen) -> Screen:
    """For whoever signed in and may read the invitation of that number."""

    @for_people
    @wraps(screen)
    def opened(request: HttpRequest, key: int, **more: object) -> HttpResponse:
        return screen(request, Way("room", key), _invitation(cast("Asking", request), key), **more)

    return opened


def by_link(screen: Screen) -> Screen:
    """For whoever holds the secret, who is then the party and nobody else, also one who signed in.

    Raises Http404 for a secret that opens nothing (guessed, expired, revoked), the same for all.
    """

    @wraps(screen)
    def opened(request: HttpRequest, secret: str, **more: object) -> HttpResponse:
        asking, way = cast("Asking", request), Way("reply", secret)
        link = open_link(secret, asking.moment)
        if link is None:
            raise Http404
        asking.actor, asking.person = replier(link), None
        row = _invitation(asking, link.invitation_id)
        asking.home = way.to("invitation")
        return screen(asking, way, row, **more)

    return opened


def _invitation(request: Asking, key: int) -> Invitation:
    return fetch(invitations(request.actor, request.moment), pk=key)


def screens_of(opened: Opened, screens: dict[str, tuple[str, Screen]]) -> list[URLPattern]:
    """Addresses for screens, each by its name: where it stands below the invitation, and itself."""
    return [path(place, opened(screen), name=name) for name, (place, screen) in screens.items()]
