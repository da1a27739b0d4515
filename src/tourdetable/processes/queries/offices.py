"""Who holds which office of a process on a date, who before, who next.

Where a year alone cannot tell, the answer says so and names every possible holder: it never
picks one (design, section 2: PartialDate).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tourdetable.kernel.dates import PartialDate, Period
from tourdetable.kernel.enums import Answer
from tourdetable.parties.enums import Certainty, Doubt
from tourdetable.parties.queries import Reason, graded, period_reasons
from tourdetable.processes.enums import PRESIDING, STAND_INS, Role, SecretariatKind
from tourdetable.processes.models import Mandate

_ONE_DAY = 1


@dataclass(frozen=True, slots=True)
class Holder:
    """A mandate that holds, or may hold, on a date."""

    mandate: Mandate
    reasons: tuple[Reason, ...]

    @property
    def certainty(self) -> Certainty:
        return graded(self.reasons)


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of one process on one date.

    `past` and `incoming` are the neighbours in time of `presiding` (with it: the troika), or of
    the date itself where nobody is known to preside. `no_secretariat` holds the mandates that
    state there is none.
    """

    presiding: tuple[Holder, ...]
    past: tuple[Holder, ...]
    incoming: tuple[Holder, ...]
    hosts: tuple[Holder, ...]
    secretariats: tuple[Holder, ...]
    no_secretariat: tuple[Holder, ...]

    @property
    def official_secretariats(self) -> tuple[Holder, ...]:
        return self._of_kind((SecretariatKind.OFFICIAL,))

    @property
    def stand_ins(self) -> tuple[Holder, ...]:
        """Who gives secretariat services or technical support."""
        return self._of_kind(STAND_INS)

    def _of_kind(self, kinds: Sequence[SecretariatKind]) -> tuple[Holder, ...]:
        return tuple(h for h in self.secretariats if h.mandate.secretariat_kind in kinds)


@dataclass(frozen=True, slots=True)
class _Term:
    """The mandates of one term, which share their dates, and what bounds an unknown start."""

    mandates: tuple[Mandate, ...]
    not_before: PartialDate | None

    @property
    def period(self) -> Period:
        return self.mandates[0].period

    def reasons(self, on: PartialDate) -> tuple[Reason, ...] | None:
        """The doubts about this term on a date, or None where it does not hold."""
        period = self.period
        if period.covers(on) is Answer.NO:
            return None
        if not period.start and self.not_before and on.latest < self.not_before.earliest:
            return None
        return period_reasons(period, on)


def offices_on(mandates: Iterable[Mandate], on: PartialDate) -> Offices:
    """The offices that these mandates of one process make on a date. Pure: no query."""
    mandates = list(mandates)
    past: list[Holder] = []
    presiding: list[Holder] = []
    incoming: list[Holder] = []
    for role in PRESIDING:
        before, current, after = _troika(_terms(m for m in mandates if m.role == role), on)
        past, presiding, incoming = past + before, presiding + current, incoming + after
    hosts = _standing((m for m in mandates if m.role == Role.HOST), on)
    services = _standing((m for m in mandates if m.role == Role.SECRETARIAT), on)
    none = tuple(h for h in services if h.mandate.secretariat_kind == SecretariatKind.NONE)
    held = tuple(h for h in services if h not in none)
    return Offices(tuple(presiding), tuple(past), tuple(incoming), hosts, held, none)


def _standing(mandates: Iterable[Mandate], on: PartialDate) -> tuple[Holder, ...]:
    """Offices that do not succeed each other: each stands for itself."""
    rows = (m for m in mandates if m.period.covers(on) is not Answer.NO)
    return tuple(_holder(m, period_reasons(m.period, on)) for m in rows)


def _holder(mandate: Mandate, reasons: Iterable[Reason]) -> Holder:
    found = [*reasons, *([Reason(Doubt.UNVERIFIED)] if mandate.is_unverified else [])]
    return Holder(mandate, tuple(dict.fromkeys(found)))


def _terms(mandates: Iterable[Mandate]) -> list[_Term]:
    """Terms in the order of the source, which is that of time.

    A term of unknown start did not begin before the one ahead of it.
    """
    groups: dict[int, list[Mandate]] = {}
    for mandate in sorted(mandates, key=lambda m: (m.term, m.position)):
        groups.setdefault(mandate.term, []).append(mandate)
    terms: list[_Term] = []
    for group in groups.values():
        ahead = terms[-1] if terms else None
        bound = (ahead.period.start or ahead.not_before) if ahead else None
        terms.append(_Term(tuple(group), bound))
    return terms


def _handovers(terms: Sequence[_Term], on: PartialDate) -> dict[int, Reason]:
    """The terms, by place, on either side of a handover that falls into the unit of the date."""
    found: dict[int, Reason] = {}
    for place, (term, successor) in enumerate(pairwise(terms)):
        unit = term.period.end
        if unit and unit == successor.period.start and (unit.contains(on) or on.contains(unit)):
            found[place] = found[place + 1] = Reason(Doubt.HANDOVER, unit)
    return found


def _troika(
    terms: Sequence[_Term], on: PartialDate
) -> tuple[list[Holder], list[Holder], list[Holder]]:
    """Past, current and incoming holders of one office whose terms succeed each other."""
    handovers = _handovers(terms, on)
    current: dict[int, tuple[Reason, ...]] = {}
    for place, term in enumerate(terms):
        reasons = term.reasons(on)
        if reasons is not None:
            handover = handovers.get(place)
            kept = [r for r in reasons if not handover or r.unit != handover.unit]
            current[place] = tuple([handover, *kept] if handover else kept)
    choice = tuple(r for reasons in current.values() for r in reasons) if len(current) > 1 else ()
    past: dict[int, tuple[Reason, ...]] = {}
    incoming: dict[int, tuple[Reason, ...]] = {}
    for place in current:
        if place > 0:
            past[place - 1] = (*choice, *_gap(terms[place - 1], terms[place]))
        if place + 1 < len(terms):
            incoming[place + 1] = (*choice, *_gap(terms[place], terms[place + 1]))
    if not current:
        ended = [i for i, t in enumerate(terms) if t.period.ended_before(on) is Answer.YES]
        ahead = [i for i, t in enumerate(terms) if t.period.started_by(on) is Answer.NO]
        past = {i: (Reason(Doubt.GAP),) for i in ended[-1:]}
        incoming = {i: (Reason(Doubt.GAP),) for i in ahead[:1]}
    return _holders(terms, past), _holders(terms, current), _holders(terms, incoming)


def _gap(term: _Term, successor: _Term) -> tuple[Reason, ...]:
    """A doubt where days lie between two terms of which no holder was found."""
    end, start = term.period.end, successor.period.start
    if end is None or start is None:
        return ()
    return (Reason(Doubt.GAP),) if (start.earliest - end.latest).days > _ONE_DAY else ()


def _holders(terms: Sequence[_Term], places: dict[int, tuple[Reason, ...]]) -> list[Holder]:
    return [_holder(m, places[i]) for i in sorted(places) for m in terms[i].mandates]
