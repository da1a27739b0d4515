"""What may be said of a note outside, the respondent decides."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, snapshot
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.actions.writing import NoteText
from tourdetable.notes.enums import AnswerState
from tourdetable.notes.models import Answer, Note
from tourdetable.notes.queries.attributions import (
    STRICTNESS,
    Confirmed,
    refuse_loosened,
    strictest,
)
from tourdetable.notes.queries.holding import hold_writable
from tourdetable.notes.queries.notes import offered_attributions
from tourdetable.notes.rules import may_write_note


@action(may_write_note)
def attribute_note(
    note: Note,
    *,
    attribution: Attribution,
    loosens: Confirmed = False,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Say what may be said of the note. An answer that is not kept closer than that follows the
    note from now on. Ministries cleared the text for what was to be said of it: it is void.

    Raises SentenceError for what is laxer than the questionnaire, or as it stands already, and
    LoosenedError where answers were kept closer until now and nobody confirmed that (`loosens`).
    """
    hold_writable(note)
    if attribution not in offered_attributions(note):
        raise SentenceError("A note may be kept closer than asked, and not told more widely.")
    if attribution == note.attribution:
        raise SentenceError("This is what may be said of the note already.")
    rows = Answer.objects.filter(note=note, contributor=None, state=AnswerState.ANSWERED)
    kept = {
        key: (strictest((note.attribution, own)), strictest((attribution, own)))
        for key, own in rows.values_list("question__key", "attribution")
    }
    before, after = ({key: both[n] for key, both in kept.items()} for n in (0, 1))
    refuse_loosened(before, after, loosens=loosens)
    laxer = STRICTNESS[: STRICTNESS.index(attribution) + 1]
    for row in Answer.objects.filter(note=note, attribution__in=laxer):
        NoteText.put(row, {"attribution": ""})
        row.save()
    stood = snapshot(note)
    return NoteText.with_note(note, amend(note, {"attribution": attribution}), stood)
