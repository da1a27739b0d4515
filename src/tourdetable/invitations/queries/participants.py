"""Who takes part."""

import datetime as dt

from django.db.models import QuerySet

from tourdetable.invitations.models import Participant
from tourdetable.invitations.rules import readable_participants
from tourdetable.kernel.actors import Actor


def participants(by: Actor, now: dt.datetime) -> QuerySet[Participant]:
    """The participants whom somebody may see, with who and whose they are; also those who were
    withdrawn.
    """
    rows = Participant.objects.select_related("person", "party", "process", "meeting")
    return rows.filter(readable_participants(by, now))


def participations(by: Actor) -> QuerySet[Participant]:
    """What the asker takes part in."""
    rows = Participant.objects.select_related("meeting").filter(withdrawn_at__isnull=True)
    return rows.filter(person__slug=by.key).order_by("meeting__start", "pk")
