"""Taking meetings out of the public record, and back into it."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import PUBLICITY_MOVES, Publicity
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.rules import may_restore_meeting, may_withdraw_meeting


@action(may_withdraw_meeting)
def withdraw_meeting(meeting: Meeting, *, reason: Wording, by: Actor, now: dt.datetime) -> Change:
    """Take a published meeting out of the record; its address keeps the day and the reason.

    Raises SentenceError where no reason is given: what was public is not made to vanish unsaid.
    """
    if not any(text.strip() for text in reason.texts()):
        msg = "A withdrawal needs a reason that readers can be told."
        raise SentenceError(msg)
    return _move(meeting, Publicity.WITHDRAWN, now.astimezone(dt.UTC).date(), reason)


@action(may_restore_meeting)
def restore_meeting(meeting: Meeting, *, by: Actor, now: dt.datetime) -> Change:
    """Bring a withdrawn meeting back into the record."""
    return _move(meeting, Publicity.PUBLISHED, None, Wording())


def _move(meeting: Meeting, to: Publicity, day: dt.date | None, reason: Wording) -> Change:
    """Lock and re-read it, and move its publicity."""
    stored = Meeting.objects.select_for_update().get(pk=meeting.pk)
    before = _standing(stored)
    if to not in PUBLICITY_MOVES[Publicity(stored.publicity)]:
        msg = f"A meeting that is {stored.publicity} cannot become {to}."
        raise SentenceError(msg)
    stored.publicity, stored.withdrawn_on, stored.withdrawal_reason = to, day, reason
    stored.save()
    return Change(f"meeting:{stored.slug}/publicity", before, _standing(stored))


def _standing(meeting: Meeting) -> dict[str, object]:
    return {
        "publicity": str(meeting.publicity),
        "withdrawn_on": meeting.withdrawn_on.isoformat() if meeting.withdrawn_on else None,
        "reason": meeting.withdrawal_reason.to_json(),
    }
