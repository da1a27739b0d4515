"""Who asks: the person who signed in, with what the day makes of them."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tourdetable.invitations.queries.standings import standings_of_participants
from tourdetable.kernel.actors import ANONYMOUS, Actor
from tourdetable.kernel.enums import ActorKind
from tourdetable.notes.queries.standings import standings_of_submitters
from tourdetable.notes.rules import takes_part
from tourdetable.parties.models import Account, Officer, Person
from tourdetable.parties.queries import recent_terms, standings_of_officers
from tourdetable.parties.rules import is_officer
from tourdetable.processes.queries.standings import standings_of_focal_points
from tourdetable.screens.asking import Asking

GRANTING = (standings_of_focal_points, standings_of_participants)
"""What each stage makes of a person who is not of the secretariat. To have submitted a note gives
something to those alone who take part in a meeting: for nobody else is it looked up.
"""
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes stand for one of these."""


class WithIdentity:
    """Says who asks, and when; four queries for most people, five for those who take part in a
    meeting, two for an officer, none for a stranger.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asking = cast("Asking", request)
        asking.moment, asking.person, asking.actor = dt.datetime.now(dt.UTC), None, ANONYMOUS
        asking.is_of_secretariat = asking.needs_second_factor = False
        account = asking.user
        if isinstance(account, Account) and account.is_active:
            asking.person = account.person
            terms = recent_terms(account.person, asking.moment)
            asking.is_of_secretariat = bool(terms)
            asking.actor = _actor(account.person, terms, asking.moment)
            if is_officer(asking.actor) and not _is_proven(asking, account):
                asking.needs_second_factor = True
                asking.actor = replace(asking.actor, standings=frozenset())
        return self.answer(request)


def actor_of(person: Person, now: dt.datetime) -> Actor:
    """The person as the rules know them at that moment (decision 34)."""
    return _actor(person, recent_terms(person, now), now)


def _actor(person: Person, terms: Iterable[Officer], now: dt.datetime) -> Actor:
    """Whoever is of the secretariat, by the lines of its list, is nothing else on that day: what a
    party writes and has not submitted is not for those who could make themselves its own.
    """
    if terms:
        found = frozenset(standings_of_officers(terms, now))
        return Actor(ActorKind.PERSON, person.slug, found)
    found = frozenset(standing for grant in GRANTING for standing in grant(person, now))
    actor = Actor(ActorKind.PERSON, person.slug, found)
    if not takes_part(actor):
        return actor
    return replace(actor, standings=found | set(standings_of_submitters(person, now)))


def _is_proven(asking: Asking, account: Account) -> bool:
    """Is no second factor asked of officers, or was one that still exists shown in this session?"""
    if not settings.OFFICERS_NEED_SECOND_FACTOR:
        return True
    records = get_authentication_records(asking, account)
    was_shown = any(record.get("method") == "mfa" for record in records)
    return was_shown and is_mfa_enabled(account, FACTORS)
