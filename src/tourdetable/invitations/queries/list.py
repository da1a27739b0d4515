"""The invitation list of a meeting, derived from its rules and the mandates on its first day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tourdetable.invitations.enums import WIDE, Ground, Office
from tourdetable.invitations.models import InvitationRule
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.dossier import Dossier
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import Certainty
from tourdetable.parties.queries import Reason, graded
from tourdetable.processes.enums import PRESIDING
from tourdetable.processes.models import Mandate
from tourdetable.processes.queries.offices import Holder, Offices, offices_on


@dataclass(frozen=True)
class RulesDossier(Dossier):
    """The invitation rules of a meeting."""

    owns_root = False

    meeting: Meeting
    rules: Sequence[InvitationRule]


def rules_dossiers(slugs: Iterable[str] | None = None) -> dict[str, RulesDossier]:
    """Stored rules by the slug of their meeting; two queries."""
    meetings = Meeting.objects.all()
    if slugs is not None:
        meetings = meetings.filter(slug__in=list(slugs))
    rules: dict[int, list[InvitationRule]] = defaultdict(list)
    for row in InvitationRule.objects.filter(meeting__in=meetings).select_related("process"):
        rules[row.meeting_id].append(row)
    return {m.slug: RulesDossier(m, rules[m.pk]) for m in meetings}


@dataclass(frozen=True, slots=True)
class Line:
    """One seat at the table: an office of a process and who is invited for it.

    Several candidates mean *one of them*, depending on the reasons. No candidate means that the
    office is asked and nobody is known to hold it. `stated_none` are the mandates that say there
    is no official secretariat, where somebody stands in.
    """

    rule: InvitationRule
    ground: Ground
    candidates: tuple[Holder, ...]
    stated_none: tuple[Holder, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(dict.fromkeys(r for holder in self.candidates for r in holder.reasons))

    @property
    def certainty(self) -> Certainty:
        return graded(self.reasons) if self.candidates else Certainty.DOUBTFUL

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the mandates that the line follows from."""
        rows = (h.mandate.sources for h in (*self.candidates, *self.stated_none))
        return tuple(dict.fromkeys(key for keys in rows for key in keys))


def invitation_list(meeting: Meeting) -> list[Line]:
    """The seats that follow from the rules of a meeting, by the mandates on its first day.

    Empty where no rule is set. Two queries, whatever the number of rules, processes or mandates.
    """
    rules = list(InvitationRule.objects.filter(meeting=meeting).select_related("process"))
    mandates: dict[int, list[Mandate]] = defaultdict(list)
    wanted = Mandate.objects.filter(process__in=[rule.process_id for rule in rules])
    for mandate in wanted.select_related("party"):
        mandates[mandate.process_id].append(mandate)
    return lines_of(rules, mandates, meeting.start)


def lines_of(
    rules: Iterable[InvitationRule], mandates: dict[int, list[Mandate]], on: PartialDate
) -> list[Line]:
    """The same from rows at hand; `mandates` by the key of their process. Pure: no query.

    An office that is asked stands on the list even where nobody is known to hold it; one that is
    left to the hosts stands there only with a holder. Members and observers are no offices: they
    are asked of `proposals`.
    """
    lines: list[Line] = []
    for rule in rules:
        if rule.office in WIDE:
            continue
        offices = offices_on(mandates.get(rule.process_id, ()), on)
        if rule.office == Office.SECRETARIAT:
            lines += _secretariat_lines(rule, offices)
        else:
            lines += _chair_lines(rule, offices)
    return lines


def _chair_lines(rule: InvitationRule, offices: Offices) -> list[Line]:
    holders, ground = {
        Office.CURRENT_CHAIR: (offices.presiding, Ground.CURRENT_CHAIR),
        Office.PAST_CHAIR: (offices.past, Ground.PAST_CHAIR),
        Office.INCOMING_CHAIR: (offices.incoming, Ground.INCOMING_CHAIR),
    }[Office(rule.office)]
    lines = []
    for role in PRESIDING:
        in_role = [h for h in holders if h.mandate.role == role]
        terms = {h.mandate.term for h in in_role}
        if len(terms) > 1:
            lines.append(Line(rule, ground, tuple(in_role)))
        else:
            lines += [Line(rule, ground, (holder,)) for holder in in_role]
    return lines if lines or rule.where_fitting else [Line(rule, ground, ())]


def _secretariat_lines(rule: InvitationRule, offices: Offices) -> list[Line]:
    official = offices.official_secretariats
    if official:
        return [Line(rule, Ground.OFFICIAL_SECRETARIAT, (holder,)) for holder in official]
    none = offices.no_secretariat
    lines = [Line(rule, Ground.STAND_IN, (holder,), none) for holder in offices.stand_ins]
    return lines or [Line(rule, Ground.STAND_IN, (), none)]
