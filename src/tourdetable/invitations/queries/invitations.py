"""Invitations as stored."""

import datetime as dt
from dataclasses import replace

from django.db.models import QuerySet

from tourdetable.invitations.models import Invitation
from tourdetable.invitations.rules import readable_invitations
from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.enums import ActorKind
from tourdetable.parties.enums import Capacity

_OFFICE = Standing(Capacity.OFFICER)


def invitations(by: Actor, now: dt.datetime) -> QuerySet[Invitation]:
    """The invitations that somebody may read, with whom and what they are about."""
    rows = Invitation.objects.select_related("party", "process", "meeting__place_country")
    return rows.filter(readable_invitations(by, now))


def spoken_for(by: Actor, now: dt.datetime) -> QuerySet[Invitation]:
    """The invitations of the parties that somebody speaks for, whatever else they may read."""
    plain = replace(by, kind=ActorKind.PERSON, standings=by.standings - {_OFFICE})
    return invitations(plain, now)
