"""The order of terms: a number that follows time, in each of the two lists of a process."""

import copy
from collections.abc import Iterable, Sequence

from tourdetable.kernel.dates import PartialDate, checked_period
from tourdetable.kernel.enums import Answer
from tourdetable.kernel.errors import SentenceError
from tourdetable.parties.models import Party
from tourdetable.processes.enums import MandateStyle, Role
from tourdetable.processes.models import Mandate

_SHARED = (MandateStyle.CO_CHAIR, MandateStyle.CO_CHAIRS, MandateStyle.EU_PRESIDENCY)
"""Offices that several hold together for one term."""


def with_mandate(rows: Sequence[Mandate], fresh: Mandate) -> list[Mandate]:
    """The mandates of a process with one more: in the term that it shares, or in one of its own,
    ahead of the first that began later. The terms of the rows are numbered anew. Pure.
    """
    peers = [row for row in rows if _list_of(row) == _list_of(fresh)]
    shared = (row.term for row in peers if _is_shared(row, fresh))
    later = (row.term for row in peers if _began_later(row, fresh))
    term = next(shared, None)
    if term is None:
        term = next(later, max((row.term for row in peers), default=-1) + 1)
        for row in peers:
            row.term += row.term >= term
    fresh.term = term
    return in_order([*rows, fresh])


def in_order(rows: Iterable[Mandate]) -> list[Mandate]:
    """Offices first and secretariats behind them, each by term; places are numbered anew."""
    found = sorted(rows, key=lambda row: (_list_of(row), row.term))
    for place, row in enumerate(found):
        row.position = place
    return found


def _list_of(row: Mandate) -> bool:
    return row.role == Role.SECRETARIAT


def _is_shared(row: Mandate, fresh: Mandate) -> bool:
    same = (row.style, row.since, row.until) == (fresh.style, fresh.since, fresh.until)
    return same and fresh.style in _SHARED


def _began_later(row: Mandate, fresh: Mandate) -> bool:
    """By the dates of their beginnings; by that of the end where a beginning is not known."""
    own, other = fresh.since or fresh.until, row.since or row.until
    return bool(own and other and own < other)


def check_hand_over(
    rows: Iterable[Mandate], mandate: Mandate, party: Party, on: PartialDate
) -> None:
    """Raises SentenceError where the office is not held on that date, or the next holder holds it
    already. `rows` are all mandates of the process. Pure.
    """
    if mandate.party_id is None or mandate.period.covers(on) is Answer.NO:
        raise SentenceError("Nobody can hand over an office that is not held on that date.")
    if mandate.until == on and mandate.since != on:
        raise SentenceError("This office has been handed over on that date already.")
    checked_period(mandate.since, on)
    own = (row for row in rows if row.role == mandate.role and row.party_id == party.pk)
    if any(row.period.covers(on) is not Answer.NO for row in own):
        raise SentenceError("This party holds the office on that date already, or may hold it.")


def handed_over(
    rows: Iterable[Mandate], mandate: Mandate, party: Party, on: PartialDate
) -> list[Mandate]:
    """The mandates of a process as they would be. Pure: the rows stay as they are."""
    copies = [copy.copy(row) for row in rows]
    for row in copies:
        if row.pk == mandate.pk:
            row.until = on
    fresh = copy.copy(mandate)
    fresh.pk, fresh.party, fresh.since, fresh.until = None, party, on, None
    return with_mandate(copies, fresh)
