"""Where meetings are on a day: in preparation, convened, under way, past, closed, cancelled."""

import datetime as dt

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, Length

from tourdetable.kernel.nearest import folded
from tourdetable.kernel.zones import zone_of
from tourdetable.meetings.enums import Phase, Progress
from tourdetable.meetings.models import Meeting

_ENDED = {Phase.CLOSED: Progress.CLOSED, Phase.CANCELLED: Progress.CANCELLED}
_WAITING = {Phase.PREPARING: Progress.PREPARING, Phase.CONVENED: Progress.CONVENED}
_BEYOND = "-99"
"""Behind a date that is known in part it sorts after every day which that date can mean."""


def today_at(meeting: Meeting, now: dt.datetime) -> dt.date:
    """The day that it is where the meeting is."""
    return now.astimezone(zone_of(meeting.zone)).date()


def progress_on(meeting: Meeting, day: dt.date) -> Progress:
    """Dates say more than a phase that nobody moved on; closed and cancelled are said by hand."""
    phase = Phase(meeting.phase)
    if phase in _ENDED:
        return _ENDED[phase]
    if f"{meeting.end or meeting.start}{_BEYOND}" < day.isoformat():
        return Progress.PAST
    if meeting.start.is_day and meeting.start.earliest <= day:
        return Progress.UNDER_WAY
    return _WAITING[phase]


def meetings_in(progress: Progress, day: dt.date, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those of the meetings that are there on that day; a test holds this to `progress_on`."""
    today = day.isoformat()
    last = Concat(Coalesce("end", "start"), Value(_BEYOND), output_field=CharField())
    dated = meetings.annotate(last=last, known_to=Length("start"))
    for phase, ended in _ENDED.items():
        if progress is ended:
            return meetings.filter(phase=phase)
    going = dated.exclude(phase__in=list(_ENDED))
    if progress is Progress.PAST:
        return going.filter(last__lt=today)
    begun = Q(known_to=len("YYYY-MM-DD"), start__lte=today)
    going = going.filter(last__gte=today)
    if progress is Progress.UNDER_WAY:
        return going.filter(begun)
    return going.exclude(begun).filter(phase=progress.value)


def narrowed(
    meetings: QuerySet[Meeting],
    *,
    progress: str,
    year: str,
    words: str,
    day: dt.date,
) -> QuerySet[Meeting]:
    """The meetings of a list that fit all that is asked; what is empty asks nothing."""
    if progress:
        meetings = meetings_in(Progress(progress), day, meetings)
    if year:
        meetings = meetings.filter(start__startswith=f"{year:0>4}")
    for word in folded(words).split():
        meetings = meetings.filter(words__contains=word)
    return meetings.order_by("-start", "slug")
