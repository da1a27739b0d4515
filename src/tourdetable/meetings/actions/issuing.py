"""Issuing an agenda: provisional, annotated, adopted."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, locked, move
from tourdetable.meetings.enums import AGENDA_MOVES, AgendaState
from tourdetable.meetings.models import AgendaVersion, Meeting
from tourdetable.meetings.queries.agenda import agenda_content, sessions_of, versions_of, written
from tourdetable.meetings.rules import may_keep_meeting


@action(may_keep_meeting)
def issue_agenda(meeting: Meeting, *, state: str, by: Actor, now: dt.datetime) -> Change:
    """Issue the agenda as it stands in a state, and keep it as a version. A provisional or an
    annotated agenda may be issued again when it has changed.

    Raises SentenceError for an agenda without items, for one that was issued just so before, and
    for a state that it cannot reach.
    """
    stored, wanted = locked(meeting), AgendaState(state)
    sessions = sessions_of(stored)
    if not any(session.items.all() for session in sessions):
        raise SentenceError("There is no item on this agenda yet; add the first one.")
    newest, content = versions_of(stored).first(), written(agenda_content(sessions))
    if newest and (newest.content, newest.state) == (content, wanted):
        raise SentenceError("This agenda was issued just so before: nothing has changed since.")
    if wanted != stored.agenda_state or wanted is AgendaState.ADOPTED:
        move(meeting, "agenda_state", wanted, AGENDA_MOVES)
    else:
        amend(meeting, {})
    version = AgendaVersion.objects.create(
        meeting=stored,
        number=newest.number + 1 if newest else 1,
        state=wanted,
        issued_at=now,
        content=content,
    )
    after = {"number": version.number, "state": str(wanted), "content": content}
    return Change(f"meeting:{stored.slug}/agenda", None, after)
