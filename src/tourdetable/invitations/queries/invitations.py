"""Invitations as stored."""

import datetime as dt

from django.db.models import QuerySet

from tourdetable.invitations.models import Invitation
from tourdetable.invitations.rules import readable_invitations
from tourdetable.kernel.actors import Actor


def invitations(by: Actor, now: dt.datetime) -> QuerySet[Invitation]:
    """The invitations that somebody may read, with whom and what they are about."""
    rows = Invitation.objects.select_related("party", "process", "meeting")
    return rows.filter(readable_invitations(by, now))
