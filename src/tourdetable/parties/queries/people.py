"""Persons and officers: what they stand for, and who is known by which name."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.enums import ActorKind
from tourdetable.kernel.models import Event
from tourdetable.parties.enums import (
    Capacity,
)
from tourdetable.parties.models import (
    Affiliation,
    Officer,
    Party,
    Person,
)
from tourdetable.parties.rules import is_officer

RECENT = dt.timedelta(days=1)
"""So long after its end a line of the secretariat's list still counts against its person: at least
for the day on which they worked there.
"""


def recent_terms(person: Person, now: dt.datetime) -> list[Officer]:
    """The lines of the secretariat's list by which a person is, or was within `RECENT`, of the
    secretariat; one query.
    """
    listed = Officer.objects.filter(person=person, since__lte=now)
    return list(listed.filter(Q(until__isnull=True) | Q(until__gt=now - RECENT)))


def standings_of_officers(terms: Iterable[Officer], now: dt.datetime) -> Iterator[Standing]:
    """What the lines of `recent_terms` make of a person at that moment."""
    if any(term.until is None or term.until > now for term in terms):
        yield Standing(Capacity.OFFICER)


def readable_officers(by: Actor) -> QuerySet[Officer]:
    """The lines of the secretariat's list that somebody may read; one query."""
    rows = Officer.objects.select_related("person")
    return rows if is_officer(by) else rows.none()


def nameable_parties() -> list[Party]:
    """Every country and organisation, to be chosen by name; one query."""
    return list(Party.objects.select_related("country"))


def country_code(party: Party) -> str:
    """ISO 3166-1 alpha-2 of a party from `nameable_parties`; empty where it is no country."""
    return party.country.alpha2 if hasattr(party, "country") else ""


def namesakes(name: str) -> list[Affiliation]:
    """The posts of people who are called just so, whatever the case; one query. Nobody is taken for
    somebody else on the ground of a name: these are proposed.
    """
    rows = Affiliation.objects.filter(person__name__iexact=" ".join(name.split()))
    return list(rows.select_related("person", "party").order_by("person__slug", "pk"))


def is_named_on_record(person: Person) -> bool:
    """Did a file of published meetings bring this person in? One query."""
    return Event.objects.filter(thing=f"person:{person}", verb="record_person").exists()


def name_of_actor(told: str) -> str:
    """What somebody is called whom the journal names (`person:ana`): a person by their name, all
    others as they are. One query for a person.
    """
    kind, _, key = told.partition(":")
    named = Person.objects.filter(slug=key) if kind == ActorKind.PERSON else Person.objects.none()
    return named.values_list("name", flat=True).first() or told
