"""Taking meetings out of the public record, and back into it."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.publicity import restoration, withdrawal
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.rules import may_restore_meeting, may_withdraw_meeting


@action(may_withdraw_meeting)
def withdraw_meeting(meeting: Meeting, *, reason: Wording, by: Actor, now: dt.datetime) -> Change:
    """Take a published meeting out of the record; its address keeps the day and the reason."""
    return withdrawal(meeting, reason, now)


@action(may_restore_meeting)
def restore_meeting(meeting: Meeting, *, by: Actor, now: dt.datetime) -> Change:
    """Bring a withdrawn meeting back into the record."""
    return restoration(meeting)
