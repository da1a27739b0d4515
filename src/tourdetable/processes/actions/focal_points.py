"""Focal points as the desk keeps them; each change names the page it rests on."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.citing import NamedSource, resting_on, with_page
from tourdetable.kernel.dates import PartialDate, checked_period
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, enter, locked, name_of, remove
from tourdetable.parties.models import Party, Person
from tourdetable.processes.models import FocalPoint, Process
from tourdetable.processes.rules import may_keep_process

PART = "focal_points"


@action(may_keep_process)
def record_focal_point(  # noqa: PLR0913 - a focal point has these facts; the process by place
    process: Process,
    *,
    party: Party,
    person: Person,
    is_alternate: bool,
    since: PartialDate,
    source: NamedSource,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Record that a person answers for a party in a process from a date on. From the day on which
    that is sure, the person can act for the party.

    Raises SentenceError where the person does so already.
    """
    process = locked(process)
    rows = FocalPoint.objects.filter(process=process, party=party, person=person)
    if rows.filter(until__isnull=True).exists():
        raise SentenceError("This person answers for the party already; correct that line.")
    page = source.kept()
    row = FocalPoint(
        process=process,
        party=party,
        person=person,
        is_alternate=is_alternate,
        since=since,
        sources=(page.key,),
    )
    return resting_on(page, name_of(process), PART, [enter(row)])


@action(may_keep_process)
def end_focal_point(
    point: FocalPoint, *, until: PartialDate, source: NamedSource, by: Actor, now: dt.datetime
) -> Change:
    """Record that a person answers for a party no longer.

    Raises SentenceError where that has an end already, or one before its beginning.
    """
    stored = locked(point)
    if stored.until is not None:
        raise SentenceError("This focal point's term has an end already; correct it instead.")
    checked_period(stored.since, until)
    page = source.kept()
    values = {"until": until, "sources": with_page(stored.sources, page)}
    return resting_on(page, name_of(stored.process), PART, [amend(stored, values)])


@action(may_keep_process)
def correct_focal_point(  # noqa: PLR0913 - a focal point has these facts; the row by place
    point: FocalPoint,
    *,
    is_alternate: bool,
    since: PartialDate | None,
    until: PartialDate | None,
    source: NamedSource,
    seen: str = "",
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Put right what is recorded of a focal point, as the page shows it.

    Raises SentenceError where it ends before it begins, ChangedMeanwhileError as `amend` does.
    """
    checked_period(since, until)
    page = source.kept()
    sources = with_page(point.sources, page)
    values = {"is_alternate": is_alternate, "since": since, "until": until, "sources": sources}
    change = amend(point, values, seen=seen)
    return resting_on(page, name_of(point.process), PART, [change])


@action(may_keep_process)
def strike_focal_point(
    point: FocalPoint, *, source: NamedSource, by: Actor, now: dt.datetime
) -> Change:
    """Take out a focal point who never was one, as the page shows. The journal keeps it."""
    page, process = source.kept(), point.process
    return resting_on(page, name_of(process), PART, [remove(point)])
