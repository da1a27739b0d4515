"""When what readers see of a meeting was last changed: by the journal (decision 29)."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F, Max

from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import name_of
from tourdetable.meetings.models import Meeting

PARTS = ("", "/agenda", "/links", "/publicity")
"""What follows the name of a meeting where events are about what its page shows."""
UNSHOWN = (
    "close_meeting",
    "convene_meeting",
    "lay_agenda",
    "restore_meeting",
    "withdraw_meeting",
)
"""Verbs about the same that change nothing a reader sees: what was withdrawn is not seen, and comes
back as it stood.
"""
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Of a meeting that no event is about; actions leave none such."""


def revisions(meetings: Iterable[Meeting]) -> dict[int, dt.datetime]:
    """The instant of the last such change of each meeting, to the second, by its key; one query.

    An event that left everything as it was does not count.
    """
    names = {f"{name_of(meeting)}{part}": meeting.pk for meeting in meetings for part in PARTS}
    found = dict.fromkeys(names.values(), NEVER)
    events = Event.objects.filter(thing__in=list(names)).exclude(verb__in=UNSHOWN)
    changed = events.exclude(before=F("after")).order_by()
    for thing, at in changed.values_list("thing").annotate(at=Max("at")):
        key = names[thing]
        found[key] = max(found[key], at.replace(microsecond=0))
    return found
