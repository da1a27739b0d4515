"""Setting the rules from which an invitation list follows."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from tourdetable.invitations.models import InvitationRule, OrganisationRule
from tourdetable.invitations.queries.list import RulesDossier, rules_dossiers
from tourdetable.invitations.rules import may_set_invitation_rules
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action, put_on_record
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import OrganisationKind


@action(may_set_invitation_rules)
def set_invitation_rules(dossier: RulesDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Say which offices of which processes a meeting invites."""
    return put_on_record(dossier, rules_dossiers)


@action(may_set_invitation_rules)
def choose_offices(
    meeting: Meeting, *, chosen: Sequence[InvitationRule], by: Actor, now: dt.datetime
) -> Change:
    """Invite these offices and no others; one that was invited before keeps what is known of it."""
    rows = InvitationRule.objects.select_for_update(of=("self",)).filter(meeting=meeting)
    stored = {(r.process_id, r.office): r for r in rows.select_related("process", "meeting")}
    before = _told(stored.values())
    wanted = {(rule.process_id, rule.office): rule for rule in chosen}
    for key, rule in stored.items():
        if key not in wanted:
            rule.delete()
        elif rule.where_fitting != wanted[key].where_fitting:
            rule.where_fitting = wanted[key].where_fitting
            rule.save()
    last = max((rule.position for rule in stored.values()), default=-1)
    fresh = [rule for key, rule in wanted.items() if key not in stored]
    for place, rule in enumerate(fresh, last + 1):
        rule.position = place
    InvitationRule.objects.bulk_create(fresh)
    return Change(f"meeting:{meeting}/rules", before, _told(wanted.values()))


def _told(rules: Iterable[InvitationRule]) -> dict[str, str]:
    fitting = "where fitting"
    return {f"{r.process}/{r.office}": fitting if r.where_fitting else "invited" for r in rules}


@action(may_set_invitation_rules)
def set_organisation_rules(
    meeting: Meeting, *, kinds: Collection[OrganisationKind], by: Actor, now: dt.datetime
) -> Change:
    """Say organisations of which kinds a meeting invites."""
    rows = OrganisationRule.objects.select_for_update().filter(meeting=meeting)
    before = sorted(rows.values_list("kind", flat=True))
    wanted = sorted({kind.value for kind in kinds})
    rows.exclude(kind__in=wanted).delete()
    fresh = [OrganisationRule(meeting=meeting, kind=k) for k in wanted if k not in before]
    OrganisationRule.objects.bulk_create(fresh)
    return Change(f"meeting:{meeting}/organisation-rules", before, wanted)
