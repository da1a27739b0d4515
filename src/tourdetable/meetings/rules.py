"""Who may change and read meetings. Confidential by default: only what is published is read."""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.publicity import (
    PUBLISHED,
    WITHDRAWN,
    is_published,
    is_withdrawn,
    may_restore,
    may_withdraw,
)
from tourdetable.meetings.models import Meeting


def may_record_meeting(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Meetings of the reference data come in by the operator's hand."""
    return by.is_operator


def may_withdraw_meeting(by: Actor, meeting: Meeting, now: dt.datetime) -> bool:
    return may_withdraw(by, meeting, now)


def may_restore_meeting(by: Actor, meeting: Meeting, now: dt.datetime) -> bool:
    return may_restore(by, meeting, now)


def may_read_meeting(by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """Everybody may read a published meeting; the operator reads every meeting."""
    return by.is_operator or is_published(meeting)


def readable_meetings(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_meeting` as a filter; a test proves that the two agree."""
    return Q() if by.is_operator else PUBLISHED


def may_read_tombstone(_by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """That something public was withdrawn, when and why, is public."""
    return is_withdrawn(meeting)


def readable_tombstones(_by: Actor, _now: dt.datetime) -> Q:
    """`may_read_tombstone` as a filter."""
    return WITHDRAWN
