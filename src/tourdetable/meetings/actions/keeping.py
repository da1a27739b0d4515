"""An agenda in the hands of one action: nobody else can change it until the action is done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self, TypeVar

from tourdetable.kernel.journal import Change
from tourdetable.kernel.rows import amend, locked, name_of
from tourdetable.meetings.enums import AgendaState
from tourdetable.meetings.models import AgendaItem, Meeting, Session
from tourdetable.meetings.queries.clashes import ends_at

Numbered = TypeVar("Numbered", Session, AgendaItem)

_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Agenda:
    """The meeting, locked, and the sessions that it has now."""

    meeting: Meeting
    sessions: Sequence[Session]

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        stored = locked(meeting)
        return cls(stored, list(stored.sessions.order_by("number", "pk")))

    def changed(self, change: Change) -> Change:
        """What was changed, under the name of the agenda. An adopted agenda is provisional again:
        what was adopted is kept as it was.
        """
        if self.meeting.agenda_state == AgendaState.ADOPTED:
            amend(self.meeting, {"agenda_state": AgendaState.PROVISIONAL})
        return Change(f"{name_of(self.meeting)}/agenda", change.before, change.after)

    def order_sessions(self) -> None:
        """Number them by their hours; those without an hour by their day, without a day last."""
        rows = self.meeting.sessions.order_by("number", "pk")
        _number(sorted(rows, key=lambda row: (_day(row), row.starts_at or _LAST, row.number)))

    def order_items(self, session: Session) -> None:
        """Number its items by their hours, those without one last; their times stay."""
        rows = session.items.order_by("number", "pk")
        _number(sorted(rows, key=lambda row: (row.starts_at or _LAST, row.number)))


@dataclass(frozen=True)
class RunningOrder:
    """The items of one session in their order. Items whose times follow on from each other keep
    doing so, whatever is moved, added or taken away between them: `begins` is when the first one
    does then, None where the times are of another kind.
    """

    items: list[AgendaItem]
    begins: dt.datetime | None

    @classmethod
    def of(cls, session: Session) -> Self:
        items = list(session.items.order_by("number", "pk"))
        follows = all(
            ends_at(one) is not None and ends_at(one) == other.starts_at
            for one, other in pairwise(items)
        )
        begins = items[0].starts_at if items else session.starts_at
        return cls(items, begins if follows else None)

    def settle(self) -> None:
        """Number the items as they stand in the list, and let them follow on where they did."""
        _number(self.items)
        if self.begins:
            self.follow(self.begins)

    def follow(self, instant: dt.datetime | None) -> None:
        """From that instant each item begins when the one before it is over, until one whose
        length is not known; the others after it have no time then.
        """
        for item in self.items:
            if item.starts_at != instant:
                item.starts_at = instant
                item.save(update_fields=["starts_at"])
            instant = ends_at(item)


def _number(rows: Sequence[Numbered]) -> None:
    for number, row in enumerate(rows, 1):
        if row.number != number:
            row.number = number
            row.save(update_fields=["number"])


def _day(session: Session) -> dt.date:
    if session.starts_at:
        return session.starts_at.date()
    return session.date.earliest if session.date else dt.date.max
