"""Two ways to one thing: signed in for its party, or by the link in a letter or message.

Behind both stand the same screens; a `Way` says how they lead to each other.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Generic, TypeVar, cast

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from tourdetable.invitations.models import Invitation
from tourdetable.invitations.queries.answers import open_link, replier
from tourdetable.invitations.queries.invitations import invitations
from tourdetable.kernel.actors import Actor
from tourdetable.screens.answering import fetch, for_people
from tourdetable.screens.asking import Asking
from tourdetable.screens.refusals import party_alone

Screen = Callable[..., HttpResponse]
Row = TypeVar("Row", bound=Model)
Unlocked = tuple[Actor, int]
"""Who the holder of a link is, and the number of the thing that it opens."""


@dataclass(frozen=True)
class Way:
    """How somebody came to a thing: `space` of addresses, and its number or its secret."""

    space: str
    key: int | str

    def to(self, name: str, *args: object) -> str:
        """The address of another screen of the same thing, on the same way."""
        return reverse(f"{self.space}:{name}", args=[self.key, *args])


@dataclass(frozen=True)
class Opening(Generic[Row]):
    """How things of one kind are opened. `room` and `link` are the spaces of addresses of the two
    ways, `first` is the screen where whoever came by a link begins. `find` gives the thing of a
    number as far as it is the asker's, `unlock` says what a secret opens at that moment.
    `is_of_party_alone` keeps out whoever signed in as one of the secretariat (decision 34).
    """

    room: str
    link: str
    first: str
    find: Callable[[Asking, int], Row]
    unlock: Callable[[str, dt.datetime], Unlocked | None]
    is_of_party_alone: bool = False

    def by_number(self, screen: Screen) -> Screen:
        """For whoever signed in and may read the thing of that number."""

        @for_people
        @wraps(screen)
        def opened(request: HttpRequest, key: int, **more: object) -> HttpResponse:
            asking = cast("Asking", request)
            return screen(request, Way(self.room, key), self.find(asking, key), **more)

        return opened

    def by_link(self, screen: Screen) -> Screen:
        """For whoever holds the secret, who is then what the link makes of them and nobody else,
        also one who signed in.

        Raises Http404 for a secret that opens nothing (guessed, expired, revoked), the same for
        all.
        """

        @wraps(screen)
        def opened(request: HttpRequest, secret: str, **more: object) -> HttpResponse:
            asking, way = cast("Asking", request), Way(self.link, secret)
            unlocked = self.unlock(secret, asking.moment)
            if unlocked is None:
                raise Http404
            if self.is_of_party_alone and asking.is_of_secretariat:
                return party_alone(asking)
            asking.actor, asking.person = unlocked[0], None
            row = self.find(asking, unlocked[1])
            asking.home = way.to(self.first)
            return screen(asking, way, row, **more)

        return opened


def screens_of(
    opened: Callable[[Screen], Screen], screens: dict[str, tuple[str, Screen]]
) -> list[URLPattern]:
    """Addresses for screens, each by its name: where it stands below the thing, and itself."""
    return [path(place, opened(screen), name=name) for name, (place, screen) in screens.items()]


def _invitation(request: Asking, key: int) -> Invitation:
    return fetch(invitations(request.actor, request.moment), pk=key)


def _reply(secret: str, now: dt.datetime) -> Unlocked | None:
    link = open_link(secret, now)
    return (replier(link), link.invitation_id) if link else None


INVITATIONS = Opening("room", "reply", "invitation", _invitation, _reply)
