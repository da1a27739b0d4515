"""What taking part in meetings makes of a person."""

import datetime as dt
from collections.abc import Iterator

from tourdetable.invitations.enums import Function
from tourdetable.invitations.models import Participant
from tourdetable.kernel.actors import Standing
from tourdetable.parties.enums import Capacity
from tourdetable.parties.models import Person

_CAPACITIES = {
    Function.RAPPORTEUR: Capacity.RAPPORTEUR,
    Function.OBSERVER: Capacity.OBSERVER,
}


def standings_of_participants(person: Person, _now: dt.datetime) -> Iterator[Standing]:
    """Who was accepted for a meeting and has not withdrawn takes part in it; one query."""
    rows = Participant.objects.filter(person=person, withdrawn_at__isnull=True)
    for slug, function in rows.values_list("meeting__slug", "function"):
        capacity = _CAPACITIES.get(Function(function), Capacity.DELEGATE)
        yield Standing(capacity, f"meeting:{slug}")
