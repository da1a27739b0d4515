"""Offices of a process as the desk keeps them; each change names the page it rests on."""

import datetime as dt
from collections.abc import Sequence

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.citing import NamedSource, resting_on, with_page
from tourdetable.kernel.dates import PartialDate, checked_period
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, enter, locked, name_of, remove
from tourdetable.kernel.wording import Wording
from tourdetable.parties.models import Party
from tourdetable.processes.enums import ROLE_OF_STYLE, MandateStyle, Role, SecretariatKind
from tourdetable.processes.models import Mandate, Process
from tourdetable.processes.queries.terms import check_hand_over, with_mandate
from tourdetable.processes.rules import may_keep_process

PART = "mandates"


@action(may_keep_process)
def record_mandate(  # noqa: PLR0913 - an office has these facts; all but the process by name
    process: Process,
    *,
    office: MandateStyle | SecretariatKind,
    party: Party | None,
    since: PartialDate | None,
    until: PartialDate | None,
    note: Wording,
    source: NamedSource,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Record that a party holds an office, or that there is no secretariat. Where several are said
    to hold it at a time, each stands, and the doubt is shown.

    Raises SentenceError where nobody is named for an office, or it ends before it begins.
    """
    process = locked(process)
    checked_period(since, until)
    says_none = office is SecretariatKind.NONE
    if says_none == bool(party):
        raise SentenceError("Name who holds the office; nobody, where there is no secretariat.")
    page = source.kept()
    is_style = isinstance(office, MandateStyle)
    row = Mandate(
        process=process,
        role=ROLE_OF_STYLE[office] if isinstance(office, MandateStyle) else Role.SECRETARIAT,
        style=office if is_style else "",
        secretariat_kind="" if is_style else office,
        party=party,
        since=since,
        until=until,
        note=note,
        sources=(page.key,),
    )
    return resting_on(page, name_of(process), PART, [_entered(row)])


def _entered(row: Mandate) -> Change:
    """Save it in the order of time."""
    rows = list(Mandate.objects.filter(process=row.process))
    with_mandate(rows, row)
    Mandate.objects.bulk_update(rows, ["term", "position"])
    return enter(row)


@action(may_keep_process)
def end_mandate(
    mandate: Mandate, *, until: PartialDate, source: NamedSource, by: Actor, now: dt.datetime
) -> Change:
    """Record that an office has ended. What was not checked before stays so; the page speaks for
    the end alone.

    Raises SentenceError where its end is known already, or lies before its beginning.
    """
    process, stored = locked(mandate.process), locked(mandate)
    if stored.until is not None:
        raise SentenceError("This office has an end already; correct its dates instead.")
    page = source.kept()
    return resting_on(page, name_of(process), PART, [_ended(stored, until, page.key)])


def _ended(stored: Mandate, until: PartialDate, key: str) -> Change:
    checked_period(stored.since, until)
    sources: Sequence[str] = stored.sources
    if not stored.is_unverified:
        sources = tuple(dict.fromkeys((*sources, key)))
    return amend(stored, {"until": until, "sources": sources})


@action(may_keep_process)
def hand_over_office(  # noqa: PLR0913 - from whom to whom, when, and by which page; all by name
    mandate: Mandate,
    *,
    party: Party,
    on: PartialDate,
    source: NamedSource,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """End an office and begin the next one, of the same name, on one date and from one page: the
    two are one event. Raises SentenceError as `check_hand_over` does.
    """
    process, stored = locked(mandate.process), locked(mandate)
    check_hand_over(Mandate.objects.filter(process=process), stored, party, on)
    page = source.kept()
    fresh = Mandate(
        process=process,
        role=stored.role,
        style=stored.style,
        secretariat_kind=stored.secretariat_kind,
        party=party,
        since=on,
        sources=(page.key,),
    )
    changes = [_ended(stored, on, page.key), _entered(fresh)]
    return resting_on(page, name_of(process), PART, changes)


@action(may_keep_process)
def correct_mandate(  # noqa: PLR0913 - an office has these facts; all but the row by name
    mandate: Mandate,
    *,
    since: PartialDate | None,
    until: PartialDate | None,
    note: Wording,
    source: NamedSource,
    seen: str = "",
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Put right what is recorded of an office, as the page shows it.

    Raises SentenceError where it ends before it begins, ChangedMeanwhileError as `amend` does.
    """
    process = locked(mandate.process)
    checked_period(since, until)
    page = source.kept()
    sources = with_page(mandate.sources, page)
    values = {"since": since, "until": until, "note": note, "sources": sources}
    change = amend(mandate, values, seen=seen)
    others = list(Mandate.objects.filter(process=process).exclude(pk=mandate.pk))
    Mandate.objects.bulk_update(with_mandate(others, mandate), ["term", "position"])
    return resting_on(page, name_of(process), PART, [change])


@action(may_keep_process)
def strike_mandate(mandate: Mandate, *, source: NamedSource, by: Actor, now: dt.datetime) -> Change:
    """Take out an office that was never held, as the page shows. The journal keeps it."""
    page, process = source.kept(), mandate.process
    return resting_on(page, name_of(process), PART, [remove(mandate)])
