"""The sessions of an agenda: blocks of a day with one presiding person."""

import datetime as dt
from dataclasses import dataclass

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, enter, locked
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions.keeping import Agenda
from tourdetable.meetings.models import ItemDocument, Meeting, Session, Speaker
from tourdetable.meetings.queries.agenda import agenda_content, sessions_of
from tourdetable.meetings.rules import may_keep_agenda
from tourdetable.parties.actions import NamedPost


@dataclass(frozen=True)
class SessionFacts:
    """What the secretariat says of a session, named as its columns."""

    title: Wording
    date: PartialDate | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None

    def columns(self) -> dict[str, object]:
        """For the row. Raises SentenceError for one that ends before it begins."""
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise SentenceError("A session cannot end before it begins.")
        return {
            "title": self.title,
            "date": self.date,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
        }


@action(may_keep_agenda)
def add_session(meeting: Meeting, *, facts: SessionFacts, by: Actor, now: dt.datetime) -> Change:
    """Add a session. Sessions stand in the order of their hours.

    Raises SentenceError for one that ends before it begins.
    """
    agenda = Agenda.of(meeting)
    number = len(agenda.sessions) + 1
    change = enter(Session(meeting=agenda.meeting, number=number, **facts.columns()))
    agenda.order_sessions()
    return agenda.changed(change)


@action(may_keep_agenda)
def amend_session(
    session: Session,
    *,
    facts: SessionFacts,
    seen: str = "",
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Bring a session to what is said. Where its beginning moves, the times of its items move with
    it: a session that begins an hour later is an hour later throughout.

    Raises ChangedMeanwhileError where somebody else has changed it since it was seen.
    """
    agenda = Agenda.of(session.meeting)
    began = locked(session).starts_at
    change = amend(session, facts.columns(), seen=seen)
    if began and session.starts_at and began != session.starts_at:
        for item in session.items.filter(starts_at__isnull=False):
            assert item.starts_at is not None  # noqa: S101 - filtered; for the type checker
            item.starts_at += session.starts_at - began
            item.save(update_fields=["starts_at"])
    agenda.order_sessions()
    return agenda.changed(change)


@action(may_keep_agenda)
def say_who_presides(
    session: Session, *, presiding: NamedPost | None, by: Actor, now: dt.datetime
) -> Change:
    """Say who presides over a session, in the post held that day; None for nobody yet."""
    agenda = Agenda.of(session.meeting)
    change = amend(session, {"presiding": presiding.kept() if presiding else None})
    return agenda.changed(change)


@action(may_keep_agenda)
def remove_session(session: Session, *, by: Actor, now: dt.datetime) -> Change:
    """Take a session off the agenda with all its items. Versions that were issued keep it."""
    agenda = Agenda.of(session.meeting)
    stored = locked(session)
    before = [s for s in agenda_content(sessions_of(agenda.meeting)) if s["key"] == stored.pk]
    Speaker.objects.filter(item__session=stored).delete()
    ItemDocument.objects.filter(item__session=stored).delete()
    stored.items.all().delete()
    stored.delete()
    agenda.order_sessions()
    return agenda.changed(Change("", before, None))
