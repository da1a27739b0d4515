"""Closed vocabularies of invitations."""

from django.db.models import TextChoices


class Office(TextChoices):
    """Which office of a process an invitation goes to."""

    CURRENT_CHAIR = "current-chair", "current chair"
    PAST_CHAIR = "past-chair", "past chair"
    INCOMING_CHAIR = "incoming-chair", "incoming chair"
    SECRETARIAT = "secretariat", "secretariat or whoever stands in for one"


class Ground(TextChoices):
    """On what ground a party is invited."""

    CURRENT_CHAIR = "current-chair", "presides over the process on that day"
    PAST_CHAIR = "past-chair", "presided before"
    INCOMING_CHAIR = "incoming-chair", "presides next"
    OFFICIAL_SECRETARIAT = "official-secretariat", "official secretariat"
    STAND_IN = "stand-in", "stands in: no secretariat is official"
