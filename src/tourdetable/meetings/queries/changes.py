"""What has changed since a meeting was convened, for those who were invited to be told."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import name_of, snapshot
from tourdetable.meetings.enums import Phase
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries.agenda import (
    agenda_content,
    sessions_of,
    versions_of,
)
from tourdetable.meetings.queries.comparing import AgendaComparison, compared

TOLD = ("names", "start", "end", "mode", "place_city", "place_country", "zone", "languages")
"""Columns of a meeting that those invited have to know; and that it is cancelled."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A column of the meeting as it stood when it was convened, and as it stands; plain values."""

    column: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class ChangesSinceInvited:
    """`invited_at` is when the meeting was convened, None where it has not been. A notice is worth
    sending where this is true.
    """

    invited_at: dt.datetime | None
    facts: tuple[FactChange, ...]
    agenda: AgendaComparison
    is_cancelled: bool

    def __bool__(self) -> bool:
        return bool(self.facts or self.agenda or self.is_cancelled)


def changes_since_invited(
    meeting: Meeting, since: dt.datetime | None = None, issued: str | None = None
) -> ChangesSinceInvited:
    """How the meeting and its agenda differ from what they were when it was convened; where a
    notice has been sent since, from what they were then (`since`). `issued` is the content of the
    version that was issued last before that, where the caller has it.

    The facts of then are read from the journal; the agenda of then is the version that was issued
    last before. Six queries, whatever the length of the journal.
    """
    events = _since_convened(meeting)
    if not events:
        return ChangesSinceInvited(None, (), compared((), ()), is_cancelled=False)
    convened = events[0]
    at = max(convened.at, since) if since else convened.at
    told = [event for event in events if event.at <= at][-1]
    if issued is None:
        contents = versions_of(meeting).filter(issued_at__lte=at).values_list("content", flat=True)
        issued = contents.first() or "[]"
    agenda = compared(json.loads(issued), agenda_content(sessions_of(meeting)))
    then = json.loads(told.after)
    is_cancelled = meeting.phase == Phase.CANCELLED != then.get("phase")
    return ChangesSinceInvited(at, tuple(_facts(then, meeting)), agenda, is_cancelled=is_cancelled)


def _since_convened(meeting: Meeting) -> list[Event]:
    """What the desk did to the row from the day on when it was convened; what came from a file
    says nothing of its phase.
    """
    rows = Event.objects.filter(thing=name_of(meeting), after__contains='"phase":').order_by("pk")
    return list(dropwhile(lambda event: '"phase":"convened"' not in event.after, rows))


def _facts(then: dict[str, object], meeting: Meeting) -> Iterator[FactChange]:
    now = snapshot(meeting)
    for column in TOLD:
        if then.get(column) != now.get(column):
            yield FactChange(column, then.get(column), now.get(column))
