"""What a change of mandates would do to invitation lists, before anybody makes it."""

import datetime as dt
from collections.abc import Sequence

from tourdetable.invitations.models import InvitationRule
from tourdetable.invitations.queries.list import Line, lines_of
from tourdetable.meetings.enums import Phase
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries.progress import today_at
from tourdetable.processes.models import Mandate, Process


def meetings_touched(
    process: Process, before: Sequence[Mandate], after: Sequence[Mandate], now: dt.datetime
) -> list[Meeting]:
    """The meetings not yet held whose lists would follow otherwise from these mandates of a
    process; by their first days. One query.
    """
    rules = InvitationRule.objects.filter(
        process=process, meeting__phase__in=(Phase.PREPARING, Phase.CONVENED)
    )
    found = {}
    for rule in rules.select_related("meeting").order_by("meeting__start", "meeting__slug"):
        meeting = rule.meeting
        if meeting.start.latest >= today_at(meeting, now) and meeting.pk not in found:
            lists = (lines_of([rule], {process.pk: [*m]}, meeting.start) for m in (before, after))
            was, will = map(_told, lists)
            if was != will:
                found[meeting.pk] = meeting
    return list(found.values())


def _told(lines: Sequence[Line]) -> list[tuple[object, ...]]:
    return [
        (h.mandate.party_id, h.mandate.since, h.mandate.until, h.reasons)
        for line in lines
        for h in line.candidates
    ]
