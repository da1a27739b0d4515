"""Seats in a process as the desk keeps them; each change names the page it rests on."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.citing import NamedSource, resting_on, with_page
from tourdetable.kernel.dates import PartialDate, checked_period
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, enter, locked, name_of, remove
from tourdetable.kernel.sources import is_unverified
from tourdetable.kernel.wording import Wording
from tourdetable.parties.enums import SeatEvidence
from tourdetable.parties.models import Party
from tourdetable.processes.enums import MembershipKind
from tourdetable.processes.models import MemberList, Membership, Process
from tourdetable.processes.rules import may_keep_process

PART = "memberships"


@action(may_keep_process)
def record_membership(  # noqa: PLR0913 - a seat has these facts; all but the process by name
    process: Process,
    *,
    party: Party,
    kind: MembershipKind,
    since: PartialDate | None,
    until: PartialDate | None,
    is_uncertain: bool,
    note: Wording,
    source: NamedSource,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Record that a party sits in a process. Without a date of entry it is listed, no more.

    Raises SentenceError where the party has such a seat already, or ends before it begins.
    """
    process = locked(process)
    checked_period(since, until)
    rows = Membership.objects.filter(process=process)
    if not until and _open_rows(process, party, kind):
        raise SentenceError("This party has such a seat already; correct or end that one.")
    page, last = source.kept(), rows.order_by("position").last()
    row = Membership(
        process=process,
        party=party,
        kind=kind,
        evidence=_evidence(since, is_uncertain=is_uncertain),
        since=since,
        until=until,
        sources=(page.key,),
        note=note,
        position=last.position + 1 if last else 0,
    )
    return resting_on(page, name_of(process), PART, [enter(row)])


def _evidence(
    since: PartialDate | None, otherwise: str = SeatEvidence.LISTED, *, is_uncertain: bool
) -> str:
    if is_uncertain:
        return SeatEvidence.UNCERTAIN
    return SeatEvidence.DATED if since else otherwise


def _open_rows(process: Process, party: Party, kind: str) -> list[Membership]:
    """What says that the party sits there now: a list, a spell, or both."""
    rows = Membership.objects.filter(process=process, party=party, kind=kind, until__isnull=True)
    return list(rows.order_by("position"))


@action(may_keep_process)
def end_membership(
    membership: Membership, *, until: PartialDate, source: NamedSource, by: Actor, now: dt.datetime
) -> Change:
    """Record that a party's seat has ended, whatever rows speak of it. What was uncertain or not
    checked before stays so; the page speaks for the end alone.

    Raises SentenceError where it has ended already, or before it began.
    """
    process = locked(membership.process)
    rows = _open_rows(process, membership.party, membership.kind)
    if not rows:
        raise SentenceError("This seat has ended already; correct its dates instead.")
    page, listed = source.kept(), _list_sources(process, membership.kind)
    changes = []
    for row in rows:
        checked_period(row.since, until)
        sources = tuple(row.sources) or listed
        if not (sources and is_unverified(sources)):
            sources = with_page(sources, page)
        changes.append(amend(row, {"until": until, "sources": sources}))
    return resting_on(page, name_of(process), PART, changes)


def _list_sources(process: Process, kind: str) -> tuple[str, ...]:
    """A seat that a list gives rests on the sources of the list."""
    found = MemberList.objects.filter(process=process, kind=kind).first()
    return tuple(found.sources) if found else ()


@action(may_keep_process)
def correct_membership(  # noqa: PLR0913 - a seat has these facts; all but the row by name
    membership: Membership,
    *,
    kind: MembershipKind,
    since: PartialDate | None,
    until: PartialDate | None,
    is_uncertain: bool,
    note: Wording,
    source: NamedSource,
    seen: str = "",
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Put right what is recorded of a seat, as the page shows it.

    Raises SentenceError where it ends before it begins, ChangedMeanwhileError as `amend` does.
    """
    checked_period(since, until)
    page = source.kept()
    was = membership.evidence
    otherwise = SeatEvidence.LISTED if was == SeatEvidence.UNCERTAIN else was
    values = {
        "kind": kind,
        "since": since,
        "until": until,
        "evidence": _evidence(since, otherwise, is_uncertain=is_uncertain),
        "note": note,
        "sources": with_page(membership.sources, page),
    }
    change = amend(membership, values, seen=seen)
    return resting_on(page, name_of(membership.process), PART, [change])


@action(may_keep_process)
def strike_membership(
    membership: Membership, *, source: NamedSource, by: Actor, now: dt.datetime
) -> Change:
    """Take out a seat that was never held, as the page shows. The journal keeps it."""
    page, process = source.kept(), membership.process
    return resting_on(page, name_of(process), PART, [remove(membership)])
