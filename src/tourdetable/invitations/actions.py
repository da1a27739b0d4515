"""Setting the rules from which an invitation list follows."""

import datetime as dt

from tourdetable.invitations.queries.list import RulesDossier, rules_dossiers
from tourdetable.invitations.rules import may_set_invitation_rules
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action, put_on_record


@action(may_set_invitation_rules)
def set_invitation_rules(dossier: RulesDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Say which offices of which processes a meeting invites."""
    return put_on_record(dossier, rules_dossiers)
