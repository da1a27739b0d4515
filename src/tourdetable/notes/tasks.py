"""Work that is due in notes: answers without a name of a home that had no batches come in."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from tourdetable.kernel.actors import Actor
from tourdetable.notes.actions.batching import form_batches
from tourdetable.notes.models import Questionnaire
from tourdetable.notes.queries.batches import formable_batches, with_unnamed


def form_due_batches(*, by: Actor, now: dt.datetime) -> Iterator[Questionnaire]:
    """Form the batches that can be formed, and yield each questionnaire in which one was. Five
    queries for each that has answers without a name; a second run finds nothing.
    """
    for row in with_unnamed():
        with transaction.atomic():
            is_due = bool(formable_batches(row))
            if is_due:
                form_batches(row, by=by, now=now)
        if is_due:
            yield row
