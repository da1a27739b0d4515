"""Who may change what is known of processes. Their profiles are public by nature."""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import ActorKind
from tourdetable.parties.enums import Capacity
from tourdetable.parties.models import Party
from tourdetable.parties.rules import is_officer
from tourdetable.processes.models import FocalPoint, Process


def may_record_process(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """The facts of the reference data come in by the operator's hand."""
    return by.is_operator


def speaks_for(by: Actor, party: Party, process: Process | None) -> bool:
    """Is this one the focal point of the party in that process, or any of its focal points where it
    is about the party itself?
    """
    seat = f"party:{party.code}@{process.slug}" if process else f"party:{party.code}"
    return by.stands(Capacity.FOCAL_POINT, seat)


def spoken_for(by: Actor) -> Q:
    """`speaks_for` as a filter over rows with a `party` and perhaps a `process`."""
    found = Q(pk__in=[])
    for standing in by.standings:
        kind, _, name = standing.of.partition(":")
        if standing.capacity == Capacity.FOCAL_POINT and kind == "party":
            party, _, process = name.partition("@")
            found |= (
                Q(party__code=party, process__slug=process)
                if process
                else Q(party__code=party, process__isnull=True)
            )
    return found


def may_keep_process(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Seats, offices and focal points are kept by the secretariat as they change."""
    return is_officer(by)


def may_read_focal_point(by: Actor, point: FocalPoint, _now: dt.datetime) -> bool:
    """Who answers for whom is known to the secretariat and to the person."""
    return is_officer(by) or (by.kind is ActorKind.PERSON and point.person.slug == by.key)


def readable_focal_points(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_focal_point` as a filter; a test proves that the two agree."""
    if is_officer(by):
        return Q()
    return Q(person__slug=by.key) if by.kind is ActorKind.PERSON else Q(pk__in=[])
