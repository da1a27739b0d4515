"""The secretariat says who answers: those whom it invites to the meeting, or others by hand."""

import datetime as dt
from collections.abc import Sequence

from tourdetable.invitations.models import Invitation
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.mail_address import checked_address
from tourdetable.kernel.rows import amend, locked, remove, snapshot
from tourdetable.notes.models import Note, Questionnaire
from tourdetable.notes.queries.holding import hold_drafted
from tourdetable.notes.queries.questionnaires import not_asked_yet
from tourdetable.notes.rules import may_keep_notes


@action(may_keep_notes)
def ask_invited(
    questionnaire: Questionnaire,
    *,
    invitations: Sequence[Invitation],
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Those who are invited answer too, each written to where its invitation went. Of several who
    are invited for one process, the first one answers for it.

    Raises SentenceError where all of them are asked already.
    """
    stored = locked(questionnaire)
    wanted = {row.pk for row in invitations}
    made = [
        Note(
            questionnaire=stored,
            party=row.party,
            process=row.process,
            mail=row.mail,
            language=row.language,
            attribution=stored.attribution,
        )
        for row in not_asked_yet(stored)
        if row.pk in wanted
    ]
    if not made:
        raise SentenceError("None of those who were chosen is still to be asked.")
    for note in made:
        note.save(force_insert=True)
    return Change(f"questionnaire:{stored}/notes", None, [snapshot(note) for note in made])


@action(may_keep_notes)
def amend_respondent(  # noqa: PLR0913 - where and how to write; all but the note by name
    note: Note, *, mail: str, language: str, seen: str, by: Actor, now: dt.datetime
) -> Change:
    """Where the respondent is written to, and in which language. Raises ChangedMeanwhileError as
    `amend` does.
    """
    return amend(note, {"mail": checked_address(mail), "language": language}, seen=seen)


@action(may_keep_notes)
def remove_respondent(note: Note, *, by: Actor, now: dt.datetime) -> Change:
    """Somebody is not asked after all. Raises SentenceError where the questionnaire was put."""
    hold_drafted(note.questionnaire)
    return remove(note)
