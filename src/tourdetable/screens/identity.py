"""Who asks: the person who signed in, with what the day makes of them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from django.http import HttpRequest, HttpResponse

from tourdetable.invitations.queries.standings import standings_of_participants
from tourdetable.kernel.actors import ANONYMOUS, Actor
from tourdetable.kernel.enums import ActorKind
from tourdetable.notes.queries.standings import standings_of_submitters
from tourdetable.notes.rules import takes_part
from tourdetable.parties.models import Account, Person
from tourdetable.parties.queries import standings_of_officers
from tourdetable.processes.queries.standings import standings_of_focal_points
from tourdetable.screens.asking import Asking

GRANTING = (standings_of_officers, standings_of_focal_points, standings_of_participants)
"""What each stage makes of a person at a moment. To have submitted a note gives something to those
alone who take part in a meeting: for nobody else is it looked up.
"""


class WithIdentity:
    """Says who asks, and when; four queries for most people, five for those who take part in a
    meeting, none for a stranger.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asking = cast("Asking", request)
        asking.moment, asking.person, asking.actor = dt.datetime.now(dt.UTC), None, ANONYMOUS
        account = asking.user
        if isinstance(account, Account) and account.is_active:
            asking.person = account.person
            asking.actor = actor_of(account.person, asking.moment)
        return self.answer(request)


def actor_of(person: Person, now: dt.datetime) -> Actor:
    """The person as the rules know them at that moment."""
    found = {standing for grant in GRANTING for standing in grant(person, now)}
    actor = Actor(ActorKind.PERSON, person.slug, frozenset(found))
    if not takes_part(actor):
        return actor
    return replace(actor, standings=actor.standings | set(standings_of_submitters(person, now)))
