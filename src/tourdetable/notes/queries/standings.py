"""What having submitted a note makes of a person."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from tourdetable.invitations.models import Participant
from tourdetable.kernel.actors import Standing
from tourdetable.notes.models import NoteVersion
from tourdetable.parties.enums import Capacity
from tourdetable.parties.models import Person


def standings_of_submitters(person: Person, _now: dt.datetime) -> Iterator[Standing]:
    """Who comes to a meeting for a party that has submitted its note; one query."""
    coming = Participant.objects.filter(
        person=person,
        withdrawn_at__isnull=True,
        meeting=OuterRef("note__questionnaire__meeting"),
        party=OuterRef("note__party"),
    )
    rows = NoteVersion.objects.filter(Exists(coming)).values_list("note__questionnaire__slug")
    for (slug,) in rows.distinct():
        yield Standing(Capacity.SUBMITTER, f"questionnaire:{slug}")
