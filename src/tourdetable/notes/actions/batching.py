"""Answers without a name come in together (decision 0033)."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend
from tourdetable.notes.models import Questionnaire
from tourdetable.notes.queries.batches import formable_batches
from tourdetable.notes.rules import may_form_batches


@action(may_form_batches)
def form_batches(questionnaire: Questionnaire, *, by: Actor, now: dt.datetime) -> Change:
    """Let the answers without a name that were submitted before there were batches be shown, where
    they are enough. Later ones come in as they are submitted.

    Raises SentenceError where none can.
    """
    batches = formable_batches(questionnaire)
    if not batches:
        raise SentenceError("No answers without a name wait here that could be shown together.")
    for question, batch in batches:
        amend(question, {"batches": [*question.batches, batch]})
    keys = list(dict.fromkeys(question.key for question, _batch in batches))
    return Change(f"questionnaire:{questionnaire}/batches", None, {"shown without a name": keys})
