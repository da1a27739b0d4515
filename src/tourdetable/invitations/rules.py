"""Who may set the rules from which an invitation list follows. Default: no."""

import datetime as dt

from tourdetable.kernel.actors import Actor


def may_set_invitation_rules(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """The reading of a published invitation comes in by the operator's hand."""
    return by.is_operator
