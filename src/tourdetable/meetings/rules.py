"""Who may change and read meetings. Confidential by default: what is not published is read by
those who prepare it, by the offices of the chairs whom it concerns, and by those who take part.
"""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.publicity import (
    PUBLISHED,
    WITHDRAWN,
    can_be_restored,
    can_be_withdrawn,
    is_published,
    is_withdrawn,
)
from tourdetable.meetings.enums import Phase
from tourdetable.meetings.models import (
    AgendaItem,
    Concern,
    ItemDocument,
    Meeting,
    Session,
    Speaker,
)
from tourdetable.parties.enums import Capacity
from tourdetable.parties.rules import is_officer

AgendaThing = Meeting | Session | AgendaItem | Speaker | ItemDocument

_TAKING_PART = (Capacity.DELEGATE, Capacity.OBSERVER, Capacity.RAPPORTEUR, Capacity.REPLIER)


def may_record_meeting(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Meetings of the reference data come in by the operator's hand."""
    return by.is_operator


def may_create_meeting(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """The secretariat sets meetings up."""
    return is_officer(by)


def may_keep_meeting(by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """The secretariat keeps a meeting and its agenda, but what was cancelled stays as it was."""
    return is_officer(by) and meeting.phase != Phase.CANCELLED


def may_keep_agenda(by: Actor, thing: AgendaThing, now: dt.datetime) -> bool:
    """Who keeps a meeting keeps its agenda and all that stands on it."""
    return may_keep_meeting(by, meeting_of(thing), now)


def meeting_of(thing: AgendaThing) -> Meeting:
    """The meeting on whose agenda it stands."""
    if isinstance(thing, Speaker | ItemDocument):
        thing = thing.item
    if isinstance(thing, AgendaItem):
        thing = thing.session
    return thing.meeting if isinstance(thing, Session) else thing


def may_publish_meeting(by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """The secretariat publishes what is a draft; what was withdrawn is restored."""
    return is_officer(by) and meeting.publicity == Publicity.DRAFT


def may_withdraw_meeting(by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """The secretariat withdraws what is published."""
    return is_officer(by) and can_be_withdrawn(meeting)


def may_restore_meeting(by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """What is withdrawn can come back, by the same hand."""
    return is_officer(by) and can_be_restored(meeting)


def may_read_meeting(by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """Everybody may read a published meeting; the secretariat reads every meeting. A draft is read
    too by the chair's office of a process that it concerns and by those who take part in it.
    """
    if is_officer(by) or is_published(meeting):
        return True
    if meeting.publicity != Publicity.DRAFT:
        return False
    if meeting.slug in _of(by, "meeting:", *_TAKING_PART):
        return True
    chaired = _of(by, "process:", Capacity.CHAIR)
    return bool(chaired) and meeting.concerns.filter(process__slug__in=chaired).exists()


def readable_meetings(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_meeting` as a filter; a test proves that the two agree."""
    if is_officer(by):
        return Q()
    concerned = Concern.objects.filter(process__slug__in=_of(by, "process:", Capacity.CHAIR))
    mine = Q(slug__in=_of(by, "meeting:", *_TAKING_PART)) | Q(pk__in=concerned.values("meeting"))
    return PUBLISHED | (Q(publicity=Publicity.DRAFT) & mine)


def may_read_tombstone(_by: Actor, meeting: Meeting, _now: dt.datetime) -> bool:
    """That something public was withdrawn, when and why, is public."""
    return is_withdrawn(meeting)


def readable_tombstones(_by: Actor, _now: dt.datetime) -> Q:
    """`may_read_tombstone` as a filter."""
    return WITHDRAWN


def _of(by: Actor, kind: str, *capacities: str) -> set[str]:
    """The names of the things of that kind towards which somebody has one of the capacities."""
    found = (one.of for one in by.standings if one.capacity in capacities)
    return {of.removeprefix(kind) for of in found if of.startswith(kind)}
