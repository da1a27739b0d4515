"""Who may change and read what parties hold. Default: no."""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import ActorKind
from tourdetable.parties.enums import Capacity
from tourdetable.parties.models import Account, Person


def is_officer(by: Actor) -> bool:
    """One who works for the secretariat on that day, or whoever runs the installation."""
    return by.is_operator or by.stands(Capacity.OFFICER)


def may_keep_officers(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """The secretariat keeps its own list; the operator makes its first line."""
    return is_officer(by)


def may_keep_persons(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Persons, their posts and their accounts are kept by the secretariat."""
    return is_officer(by)


def may_record_party(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Countries, organisations and persons come in from files, by the operator's hand."""
    return by.is_operator


def may_read_person(by: Actor, person: Person, _now: dt.datetime) -> bool:
    """What is kept of a person is for the secretariat and for that person."""
    return is_officer(by) or (by.kind is ActorKind.PERSON and person.slug == by.key)


def readable_persons(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_person` as a filter; a test proves that the two agree."""
    if is_officer(by):
        return Q()
    return Q(slug=by.key) if by.kind is ActorKind.PERSON else Q(pk__in=[])


def may_reset_second_factor(by: Actor, account: Account, _now: dt.datetime) -> bool:
    """The secretariat lets somebody else begin anew; whoever has lost theirs asks another."""
    is_own = by.kind is ActorKind.PERSON and account.person.slug == by.key
    return is_officer(by) and not is_own
