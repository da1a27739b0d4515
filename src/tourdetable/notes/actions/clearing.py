"""Several hands: whom a respondent invites, whom it asks to clear, and what they say."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.links import revoked
from tourdetable.kernel.rows import enter, locked, move, snapshot
from tourdetable.notes.enums import (
    CLEARANCE_MOVES,
    CLEARING,
    NOTE_MOVES,
    ClearanceState,
    NoteState,
)
from tourdetable.notes.models import Clearance, Contributor, Note, Question, QuestionGroup
from tourdetable.notes.queries.holding import hold_writable, linked_contributor, with_link
from tourdetable.notes.queries.notes import content_of, digest_of_content, standing_clearances
from tourdetable.notes.rules import (
    may_clear,
    may_keep_notes,
    may_manage_contributor,
    may_take_back_clearance,
    may_write_note,
)


@action(may_keep_notes)
def make_respondent_link(
    note: Note, *, secret: str, expires_at: dt.datetime, by: Actor, now: dt.datetime
) -> Change:
    """Let whoever holds the secret write this note until then. Raises SentenceError for a secret
    that is too short, or an end that is past.
    """
    row = Contributor(note=note, is_respondent=True, mail=note.mail)
    return enter(with_link(row, secret, expires_at, now))


@action(may_write_note)
def invite_contributor(  # noqa: PLR0913 - who, to what, by which link
    note: Note,
    *,
    name: str,
    group: QuestionGroup | None = None,
    question: Question | None = None,
    secret: str,
    expires_at: dt.datetime,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """A ministry or colleague drafts with us: the whole note, a group, or one question; the link is
    passed on by whoever invites. Where it goes by mail, it is `letters` that invites.

    Raises SentenceError as `linked_contributor`.
    """
    row = Contributor(note=note, name=name, group=group, question=question)
    return enter(linked_contributor(row, secret, expires_at, now))


@action(may_manage_contributor)
def revoke_contributor(contributor: Contributor, *, by: Actor, now: dt.datetime) -> Change:
    """Close a link from now on; what was drafted by it stays. Raises SentenceError where that was
    done before.
    """
    return revoked(contributor, now)


@action(may_write_note)
def ask_clearance(
    note: Note, *, contributors: list[Contributor], by: Actor, now: dt.datetime
) -> Change:
    """Ask ministries to clear the note as it stands. Raises SentenceError where nobody is chosen,
    or one of them is not of this note or is asked already.
    """
    if not contributors:
        raise SentenceError("Choose who is asked for clearance.")
    hold_writable(note)
    before = snapshot(note)
    digest = digest_of_content(content_of(note))
    asked = []
    for row in contributors:
        if row.note_id != note.pk or row.is_respondent or row.revoked_at is not None:
            raise SentenceError("%(name)s is not among the contributors.", name=row.name)
        if standing_clearances(note).filter(contributor=row).exists():
            raise SentenceError("%(name)s is asked already.", name=row.name)
        asked.append(Clearance(note=note, contributor=row, digest=digest, asked_at=now))
    if note.state != NoteState.IN_CLEARANCE:
        move(note, "state", NoteState.IN_CLEARANCE, NOTE_MOVES)
    for clearance in asked:
        clearance.save(force_insert=True)
    after = {**snapshot(note), "asked": [snapshot(one) for one in asked]}
    return Change(f"note:{note}", before, after)


@action(may_clear)
def answer_clearance(
    clearance: Clearance, *, answer: ClearanceState, reason: str, by: Actor, now: dt.datetime
) -> Change:
    """A ministry clears, clears with changes or objects; with all of them the note is cleared.

    Raises SentenceError for changes or an objection without a reason, and where the text is
    another one by now.
    """
    note = locked(clearance.note)
    if answer != ClearanceState.CLEARED and not reason.strip():
        raise SentenceError("Say what is to be changed, or why not.")
    if clearance.digest != digest_of_content(content_of(note)):
        raise SentenceError("The text has changed since you were asked; you will be asked anew.")
    values = {"reason": reason, "answered_at": now}
    change = move(clearance, "state", answer, CLEARANCE_MOVES, values=values)
    return _with_note(note, change)


@action(may_take_back_clearance)
def take_back_clearance(clearance: Clearance, *, by: Actor, now: dt.datetime) -> Change:
    """Ask a ministry no longer, which has not answered yet, such as one whose link was closed. The
    note is cleared where all others have cleared it, and drafted on where nobody else was asked.
    """
    note = locked(clearance.note)
    change = move(clearance, "state", ClearanceState.TAKEN_BACK, CLEARANCE_MOVES)
    return _with_note(note, change)


def _with_note(note: Note, change: Change) -> Change:
    """The same change of a clearance, with what it does to the note."""
    before = {"clearance": change.before, "note": snapshot(note)}
    said = standing_clearances(note).values_list("state", flat=True)
    if note.state == NoteState.IN_CLEARANCE and all(one in CLEARING for one in said):
        move(note, "state", NoteState.CLEARED if said else NoteState.DRAFTING, NOTE_MOVES)
    return Change(change.thing, before, {"clearance": change.after, "note": snapshot(note)})
