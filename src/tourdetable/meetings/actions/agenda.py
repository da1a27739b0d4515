"""The items of an agenda: added, amended, moved, split, timed, removed."""

import datetime as dt
from collections.abc import Mapping

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, enter, locked, remove, snapshot
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions.keeping import Agenda, RunningOrder
from tourdetable.meetings.models import AgendaItem, Session
from tourdetable.meetings.queries.clashes import ends_at
from tourdetable.meetings.rules import may_keep_agenda


@action(may_keep_agenda)
def add_item(
    session: Session, *, values: Mapping[str, object], by: Actor, now: dt.datetime
) -> Change:
    """Add an item at the end of a session; `values` are columns of it."""
    agenda, order = Agenda.of(session.meeting), RunningOrder.of(session)
    row = AgendaItem(session=session, number=len(order.items) + 1, **values)
    change = enter(row)
    order.items.append(row)
    if row.starts_at is None:
        order.settle()
    return agenda.changed(change)


@action(may_keep_agenda)
def amend_item(
    item: AgendaItem,
    *,
    values: Mapping[str, object],
    seen: str = "",
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Bring an item to what is said. Raises ChangedMeanwhileError where somebody else has changed
    it since it was seen.
    """
    agenda, order = Agenda.of(item.session.meeting), RunningOrder.of(item.session)
    before = item.starts_at
    change = amend(item, values, seen=seen)
    if item.starts_at == before:
        RunningOrder(_fresh(item.session), order.begins).settle()
    return agenda.changed(change)


@action(may_keep_agenda)
def move_item(
    item: AgendaItem, *, session: Session, number: int, by: Actor, now: dt.datetime
) -> Change:
    """Put an item at a place of a session of the same meeting, counted from 1; beyond the last it
    is the last. In another session its time is open until it is said anew.

    Raises SentenceError for a session of another meeting.
    """
    if session.meeting_id != item.session.meeting_id:
        raise SentenceError("An item can only be moved within its own meeting.")
    agenda, stored = Agenda.of(item.session.meeting), locked(item)
    left, order = RunningOrder.of(stored.session), RunningOrder.of(session)
    before = snapshot(stored)
    left.items[:] = [row for row in left.items if row.pk != stored.pk]
    if session.pk == stored.session_id:
        order = left
    else:
        stored.session, stored.starts_at = session, None
        stored.save()
        left.settle()
    order.items.insert(max(number, 1) - 1, stored)
    order.settle()
    item.refresh_from_db()
    return agenda.changed(Change("", before, snapshot(item)))


@action(may_keep_agenda)
def split_item(
    item: AgendaItem, *, title: Wording, minutes: int | None, by: Actor, now: dt.datetime
) -> Change:
    """Make two items of one. The first keeps its title, speakers and documents and takes `minutes`;
    the second has the given title, the same kind and the time that is left.

    Raises SentenceError where the first would take as long as both or longer.
    """
    agenda, stored = Agenda.of(item.session.meeting), locked(item)
    order, before = RunningOrder.of(stored.session), snapshot(stored)
    left = None
    if minutes is not None and stored.minutes is not None:
        left = stored.minutes - minutes
        if left <= 0:
            raise SentenceError(
                "The item takes %(minutes)s minutes; its first part has to take fewer.",
                minutes=stored.minutes,
            )
    first = next(row for row in order.items if row.pk == stored.pk)
    first.minutes = minutes if minutes is not None else stored.minutes
    first.save()
    second = AgendaItem(
        session=stored.session,
        number=first.number + 1,
        kind=stored.kind,
        title=title,
        minutes=left,
        starts_at=ends_at(first) if left is not None else None,
    )
    enter(second)
    order.items.insert(order.items.index(first) + 1, second)
    order.settle()
    return agenda.changed(Change("", before, [snapshot(first), snapshot(second)]))


@action(may_keep_agenda)
def remove_item(item: AgendaItem, *, seen: str = "", by: Actor, now: dt.datetime) -> Change:
    """Take an item off the agenda. Versions that were issued keep it."""
    agenda, order = Agenda.of(item.session.meeting), RunningOrder.of(item.session)
    item.speakers.all().delete()
    item.documents.all().delete()
    change = remove(item, seen=seen)
    order.items[:] = [row for row in order.items if row.pk != item.pk]
    order.settle()
    return agenda.changed(change)


@action(may_keep_agenda)
def time_items(session: Session, *, by: Actor, now: dt.datetime) -> Change:
    """Let the items of a session follow on from each other: each begins when the one before it is
    over, the first one with the session.

    Raises SentenceError where nobody can tell when the first begins.
    """
    agenda, order = Agenda.of(session.meeting), RunningOrder.of(session)
    first = session.starts_at or (order.items[0].starts_at if order.items else None)
    if first is None:
        raise SentenceError("Say first when this session begins.")
    before = [snapshot(row) for row in order.items]
    order.follow(first)
    return agenda.changed(Change("", before, [snapshot(row) for row in order.items]))


def _fresh(session: Session) -> list[AgendaItem]:
    return list(session.items.order_by("number", "pk"))
