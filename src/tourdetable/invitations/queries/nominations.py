"""Who was named, and who of those is known already."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tourdetable.invitations.models import Nomination
from tourdetable.invitations.rules import readable_nominations
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.order import sort_key
from tourdetable.parties.models import Person

MOST = 20
"""People who are proposed for one name."""


def nominations(by: Actor, now: dt.datetime) -> QuerySet[Nomination]:
    """The nominations that somebody may read, with whose they are."""
    rows = Nomination.objects.select_related(
        "invitation__meeting", "invitation__party", "invitation__process", "participant__person"
    )
    return rows.filter(readable_nominations(by, now))


def same_person(nomination: Nomination) -> Person | None:
    """Who is known by the very address and the same name, and nobody else is; one query. A mailbox
    that a mission shares is not enough.
    """
    if not nomination.mail:
        return None
    rows = Person.objects.filter(mail__iexact=nomination.mail)
    found = [person for person in rows if _folded(person.name) == _folded(nomination.name)]
    return found[0] if len(found) == 1 else None


def proposed_persons(nomination: Nomination) -> list[Person]:
    """Who might be meant: the one on the list for it, the same address or name; one query."""
    like = Q(name__iexact=nomination.name) | Q(participations__nomination=nomination)
    if nomination.mail:
        like |= Q(mail__iexact=nomination.mail)
    rows = Person.objects.filter(like).distinct().order_by("name", "pk")[:MOST]
    return list(_closest_first(rows, nomination))


def _closest_first(rows: Iterable[Person], nomination: Nomination) -> list[Person]:
    def distance(person: Person) -> tuple[bool, bool]:
        mail = person.mail.casefold() == nomination.mail.casefold()
        return _folded(person.name) != _folded(nomination.name), not mail

    return sorted(rows, key=distance)


def _folded(name: str) -> str:
    """Without case, accents and spaces that are no letters of a name."""
    return sort_key(" ".join(name.split())).split("\x00", 1)[0]
