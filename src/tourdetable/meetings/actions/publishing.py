"""Putting a meeting into the public record: one deliberate step."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import PUBLICITY_MOVES, Publicity
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import move
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.rules import may_publish_meeting


@action(may_publish_meeting)
def publish_meeting(meeting: Meeting, *, by: Actor, now: dt.datetime) -> Change:
    """Let a meeting stand in the record from the next release on, which becomes due by this.

    Raises SentenceError for one that is published already.
    """
    return move(
        meeting,
        "publicity",
        Publicity.PUBLISHED,
        PUBLICITY_MOVES,
        thing=f"meeting:{meeting}/publicity",
    )
