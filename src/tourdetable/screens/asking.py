"""A request as screens see it: with its language, its moment and who asks."""

import datetime as dt
from dataclasses import replace

from django.http import HttpRequest

from tourdetable.kernel.actors import ANONYMOUS, Actor
from tourdetable.parties.models import Person


class Asking(HttpRequest):
    """A request behind the middleware of this room, which sets what stands here.

    `language` is the interface language of its address and `rest` the path behind it, `moment`
    the instant of asking, `actor` who asks with what they are at that moment, `person` the one who
    signed in, if anybody did. `home` is where the asker begins where that is neither desk nor room:
    whoever came by a link has but that one place. `is_of_secretariat` says that the one who signed
    in is an officer or was one within the day, also where the link makes them somebody else, and
    `needs_second_factor` that an officer has not shown one in this session and so has no right.
    """

    language: str = "en"
    rest: str = "/"
    home: str = ""
    moment: dt.datetime
    actor: Actor = ANONYMOUS
    person: Person | None = None
    is_of_secretariat: bool = False
    needs_second_factor: bool = False


def once(asking: Asking, number: str) -> Actor:
    """Who asks, by a form of that number: sent twice, it acts once."""
    return replace(asking.actor, form=number)
