"""Persons as the desk keeps them, with what they answer for."""

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.models import Event
from tourdetable.kernel.nearest import folded
from tourdetable.parties.models import Account, Affiliation, Person
from tourdetable.parties.rules import is_officer, readable_persons


def people(by: Actor, now: dt.datetime) -> QuerySet[Person]:
    """The persons of whom somebody may read, by name; each with `has_account`."""
    account = Account.objects.filter(person=OuterRef("pk"))
    rows = Person.objects.filter(readable_persons(by, now))
    return rows.annotate(has_account=Exists(account)).order_by("name", "pk")


def with_factors(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Each with the number of second `factors` of the account, in the same query."""
    return rows.select_related("account").annotate(factors=Count("account__authenticator"))


def called_like(rows: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those whose name, short name or mail address holds all the words."""
    for word in words.split():
        short = "-".join(folded(word).split())
        named = Q(name__icontains=word) | Q(mail__icontains=word)
        rows = rows.filter(named | Q(slug__contains=short) if short else named)
    return rows


def kept_affiliations(by: Actor) -> QuerySet[Affiliation]:
    rows = Affiliation.objects.select_related("party", "person").order_by("pk")
    return rows if is_officer(by) else rows.none()


def history_of(person: Person, by: Actor) -> QuerySet[Event]:
    """What was ever changed of a person, the newest first."""
    name = f"person:{person}"
    rows = Event.objects.filter(Q(thing=name) | Q(thing__startswith=f"{name}/"))
    return rows.order_by("-pk") if is_officer(by) else rows.none()
