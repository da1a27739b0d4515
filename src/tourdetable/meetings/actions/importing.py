"""Agendas from files of other programs; and files that nobody has taken in."""

import datetime as dt
from collections.abc import Sequence

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.dossier import plain
from tourdetable.kernel.enums import Prospect
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.uploads import lay
from tourdetable.meetings.actions.keeping import Agenda
from tourdetable.meetings.models import AgendaItem, Meeting, Session
from tourdetable.meetings.queries.agenda import agenda_content, sessions_of
from tourdetable.meetings.queries.planned import (
    PlannedSession,
    SessionVerdict,
    agenda_name,
    agenda_verdicts,
    titled,
)
from tourdetable.meetings.rules import may_keep_agenda


@action(may_keep_agenda)
def lay_agenda(
    meeting: Meeting, *, name: str, content: bytes, by: Actor, now: dt.datetime
) -> Change:
    """Keep a file with an agenda for a day, for the one who brought it, so that its preview can be
    looked at.
    """
    return lay(agenda_name(meeting), name, content, by, now)


@action(may_keep_agenda)
def import_agenda(  # noqa: PLR0913 - an agenda, its language and where it is from; all but the first by name
    meeting: Meeting,
    *,
    planned: Sequence[PlannedSession],
    language: str,
    other_days: bool,
    source: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Put all of a foreign agenda on the agenda that does not stand there, as one change; its texts
    are originals in `language`. Nothing that is there is changed or moved.

    Raises SentenceError where nothing is new.
    """
    agenda = Agenda.of(meeting)
    rows = sessions_of(agenda.meeting)
    verdicts = agenda_verdicts(agenda.meeting, rows, planned, other_days=other_days)
    fresh = [one for one in verdicts if _brings(one)]
    if not fresh:
        raise SentenceError("Nothing of this agenda is new; nothing was added.")
    before = {row.pk for row in rows}
    touched = [
        _taken(agenda, verdict, len(rows) + n, language) for n, verdict in enumerate(fresh, 1)
    ]
    agenda.order_sessions()
    for session in touched:
        agenda.order_items(session)
    keys = {row.pk for row in touched}
    told = [one for one in agenda_content(sessions_of(agenda.meeting)) if one["key"] in keys]
    added = sorted(keys - before)
    return agenda.changed(
        Change("", None, {"source": source, "sessions_added": added, "sessions": plain(told)})
    )


def _brings(verdict: SessionVerdict) -> bool:
    return verdict.prospect is Prospect.ADDED or any(
        one.prospect is Prospect.ADDED for one in verdict.items
    )


def _taken(agenda: Agenda, verdict: SessionVerdict, number: int, language: str) -> Session:
    """The session with its new items, which stand behind those that it has."""
    planned, row = verdict.session, verdict.row
    if row is None:
        row = Session.objects.create(
            meeting=agenda.meeting,
            number=number,
            date=PartialDate.of(planned.day),
            title=titled(planned.title, language),
            starts_at=planned.starts_at,
            ends_at=planned.ends_at,
        )
    items = [one.item for one in verdict.items if one.prospect is Prospect.ADDED]
    last = row.items.count()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            session=row,
            number=last + place,
            kind=item.kind,
            title=titled(item.title, language),
            starts_at=item.starts_at,
            minutes=item.minutes,
            annotation=titled(item.annotation, language),
        )
        for place, item in enumerate(items, 1)
    )
    return row
