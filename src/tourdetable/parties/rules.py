"""Who may change and read what parties hold. Default: no."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.parties.enums import Capacity


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
