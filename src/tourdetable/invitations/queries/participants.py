"""Who takes part."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from tourdetable.invitations.enums import Showing
from tourdetable.invitations.models import Participant
from tourdetable.invitations.rules import readable_participants
from tourdetable.kernel.actors import Actor
from tourdetable.meetings.models import Meeting


def participants(by: Actor, now: dt.datetime) -> QuerySet[Participant]:
    """The participants whom somebody may see, with who and whose they are; also those who were
    withdrawn.
    """
    rows = Participant.objects.select_related("person", "party", "process", "meeting")
    return rows.filter(readable_participants(by, now))


def participations(by: Actor) -> QuerySet[Participant]:
    """What the asker takes part in."""
    rows = Participant.objects.select_related("meeting").filter(withdrawn_at__isnull=True)
    return rows.filter(person__slug=by.key).order_by("meeting__start", "pk")


class Seat(NamedTuple):
    """Those who stand together in a list: one heading, one party, one process."""

    category: str
    party: int | None
    process: int | None


def seats(rows: QuerySet[Participant]) -> dict[Seat, int]:
    """How many sit there; one query."""
    counted = rows.order_by().values_list("category", "party", "process").annotate(n=Count("pk"))
    return {Seat(*seat): number for *seat, number in counted}


def sitting_on(
    rows: QuerySet[Participant], wanted: Collection[Seat], *, is_all: bool
) -> dict[Seat, list[Participant]]:
    """Those who sit there, with their persons; one query. `is_all` where no seat is left out."""
    if not is_all:
        among = Q(pk__in=[])
        for seat in wanted:
            among |= Q(category=seat.category, party=seat.party, process=seat.process)
        rows = rows.filter(among)
    found: dict[Seat, list[Participant]] = defaultdict(list)
    for row in rows:
        found[Seat(row.category, row.party_id, row.process_id)].append(row)
    return found


def shown_participants(meetings: Iterable[Meeting]) -> dict[int, list[Participant]]:
    """Those whose names the pages of these meetings show, by the key of the meeting; one query.
    Who may read the meeting itself is for its own rule.
    """
    rows = Participant.objects.select_related("person", "party", "process").filter(
        meeting__in=[meeting.pk for meeting in meetings], withdrawn_at__isnull=True
    )
    found: dict[int, list[Participant]] = defaultdict(list)
    for row in rows.exclude(showing=Showing.NOT_SHOWN):
        found[row.meeting_id].append(row)
    return found
