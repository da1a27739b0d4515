"""The phases of a meeting: convened, closed, cancelled."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import move
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import PHASE_MOVES, Phase
from tourdetable.meetings.models import AgendaVersion, Meeting
from tourdetable.meetings.queries.agenda import agenda_content, sessions_of, versions_of, written
from tourdetable.meetings.rules import may_keep_meeting


@action(may_keep_meeting)
def convene_meeting(meeting: Meeting, *, by: Actor, now: dt.datetime) -> Change:
    """Say that invitations go out. The agenda that goes with them is kept as a version, so that
    those invited can be told what has changed since.
    """
    change = move(meeting, "phase", Phase.CONVENED, PHASE_MOVES)
    content = written(agenda_content(sessions_of(meeting)))
    newest = versions_of(meeting).first()
    if content != (newest.content if newest else written([])):
        AgendaVersion.objects.create(
            meeting=meeting,
            number=newest.number + 1 if newest else 1,
            state=meeting.agenda_state,
            issued_at=now,
            content=content,
        )
    return change


@action(may_keep_meeting)
def close_meeting(meeting: Meeting, *, by: Actor, now: dt.datetime) -> Change:
    """Say that a meeting is over and its papers are done."""
    return move(meeting, "phase", Phase.CLOSED, PHASE_MOVES)


@action(may_keep_meeting)
def cancel_meeting(meeting: Meeting, *, reason: Wording, by: Actor, now: dt.datetime) -> Change:
    """Say that a meeting will not take place, and why.

    Raises SentenceError where no reason is given: those invited are told it.
    """
    if not any(text.strip() for text in reason.texts()):
        raise SentenceError("Say why the meeting is cancelled: those who were invited will ask.")
    values = {"cancellation_reason": reason}
    return move(meeting, "phase", Phase.CANCELLED, PHASE_MOVES, values=values)
