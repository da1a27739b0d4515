"""What a meeting lacks before it is published, and whom its page would name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from tourdetable.meetings.enums import AgendaState, Gap
from tourdetable.meetings.models import (
    AgendaItem,
    Host,
    Meeting,
    MeetingDocument,
    Session,
    Speaker,
)
from tourdetable.parties.models import Affiliation


@dataclass(frozen=True, slots=True)
class Fullness:
    """Whether a meeting has any of what its page has places for."""

    hosts: bool
    items: bool
    documents: bool


def fullness(meeting: Meeting) -> Fullness:
    """One query."""
    row = Meeting.objects.filter(pk=meeting.pk).values_list(
        Exists(Host.objects.filter(meeting=OuterRef("pk"))),
        Exists(AgendaItem.objects.filter(session__meeting=OuterRef("pk"))),
        Exists(MeetingDocument.objects.filter(meeting=OuterRef("pk"))),
    )
    return Fullness(*row[0])


def gaps(meeting: Meeting, has: Fullness) -> tuple[Gap, ...]:
    """In the order in which a page shows what is lacking. Pure; no query."""
    is_adopted = meeting.agenda_state == AgendaState.ADOPTED
    lacking = {
        Gap.NO_PURPOSE: not meeting.purpose,
        Gap.NO_PLACE: not meeting.place_city,
        Gap.NO_HOST: not has.hosts,
        Gap.NO_SOURCE: not meeting.sources,
        Gap.DAY_NOT_KNOWN: not meeting.start.is_day,
        Gap.NO_AGENDA: not has.items,
        Gap.AGENDA_NOT_ADOPTED: has.items and not is_adopted,
        Gap.NO_DOCUMENT: not has.documents,
    }
    return tuple(gap for gap, lacks in lacking.items() if lacks)


def named_posts(meeting: Meeting) -> Sequence[Affiliation]:
    """Who presides or speaks, in the post held that day, each once; two queries."""
    sessions = Session.objects.filter(meeting=meeting, presiding__isnull=False)
    presiding = (row.presiding for row in sessions.select_related("presiding__person"))
    speakers = Speaker.objects.filter(item__session__meeting=meeting)
    speaking = (row.affiliation for row in speakers.select_related("affiliation__person"))
    found = {post.pk: post for post in (*presiding, *speaking) if post}
    return list(found.values())
