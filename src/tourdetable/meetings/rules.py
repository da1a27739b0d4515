"""Who may change and read meetings. Confidential by default: only what is published is read."""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.meetings.enums import PUBLICITY_MOVES, Publicity
from tourdetable.meetings.models import Meeting


def may_record_meeting(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Meetings of the reference data come in by the operator's hand."""
    return by.is_operator


def may_withdraw_meeting(by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """The operator withdraws what is published; the secretariat will when it has a desk."""
    return by.is_operator and Publicity.WITHDRAWN in PUBLICITY_MOVES[Publicity(meeting.publicity)]


def may_restore_meeting(by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """What is withdrawn can come back, by the same hand."""
    return by.is_operator and meeting.publicity == Publicity.WITHDRAWN


def may_read_meeting(by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """Everybody may read a published meeting; the operator reads every meeting."""
    return by.is_operator or meeting.publicity == Publicity.PUBLISHED


def readable_meetings(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_meeting` as a filter; a test proves that the two agree."""
    return Q() if by.is_operator else Q(publicity=Publicity.PUBLISHED)


def may_read_tombstone(_by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """That something public was withdrawn, when and why, is public."""
    return meeting.publicity == Publicity.WITHDRAWN


def readable_tombstones(_by: Actor, _now: dt.datetime) -> Q:
    """`may_read_tombstone` as a filter."""
    return Q(publicity=Publicity.WITHDRAWN)
