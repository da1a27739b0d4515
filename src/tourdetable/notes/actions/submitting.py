"""A note is submitted: by its respondent, or on its behalf by those whom it sent it to."""

import datetime as dt
from collections.abc import Mapping

from tourdetable.kernel import files
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dossier import canonical_json
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, enter, hold, locked, move, snapshot
from tourdetable.library.models import Document, KeptFile
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import CLEARING, NOTE_MOVES, AnswerState, NoteState, QuestionKind
from tourdetable.notes.models import Answer, AnswerText, Attachment, Note, NoteVersion, Question
from tourdetable.notes.queries.attributions import (
    Confirmed,
    attributions_in,
    last_attributions,
    last_own,
    refuse_loosened,
    stricter_own,
    strictest,
)
from tourdetable.notes.queries.batches import batches_with
from tourdetable.notes.queries.contents import checked, words_in
from tourdetable.notes.queries.notes import (
    answers_of,
    content_of,
    digest_of_content,
    lacking,
    offered_attributions,
    standing_clearances,
    told_of,
)
from tourdetable.notes.queries.searching import texts_of
from tourdetable.notes.rules import may_enter_on_behalf, may_write_note


@action(may_write_note)
def submit_note(
    note: Note, *, seen: str = "", loosens: Confirmed = False, by: Actor, now: dt.datetime
) -> Change:
    """Hand it in as it stands: a version that never changes, addressed by its hash. `seen` is the
    SHA-256 of the text that was looked at before.

    Raises SentenceError where nothing is answered or a required question is not, an answer is
    longer than asked, somebody who was asked has not cleared it, it is another text than was seen,
    or nothing has changed since the last version; LoosenedError where an answer was kept closer in
    the last version that answered it and nobody confirmed that it is not to be (`loosens`).
    """
    stored = locked(note)
    said = list(answers_of(stored))
    if not said:
        raise SentenceError("Nothing is answered yet: answer a question, or decline the note.")
    if missing := lacking(stored):
        raise SentenceError(
            "Required and not answered yet: %(questions)s. Answer them, or decline to.",
            questions=", ".join(question.key for question in missing),
        )
    _refuse_too_long(said)
    if standing_clearances(stored).exclude(state__in=CLEARING).exists():
        raise SentenceError("Not everybody who was asked has cleared the text as it stands.")
    content = content_of(stored)
    if seen and seen != digest_of_content(content):
        raise SentenceError(
            "The note has changed since you looked at it. Look at it as it stands now, and submit "
            "that."
        )
    _keep_attachments(stored)
    made = NoteVersion(
        content=content,
        attribution=stored.attribution,
        submitted_by=str(by),
        reason=stored.correction_reason,
    )
    return _submitted(note, made, now, loosens=loosens)


def _refuse_too_long(said: list[Answer]) -> None:
    for answer in said:
        most = answer.question.most_words
        count = words_in(answer.content) if answer.question.kind == QuestionKind.TEXT else 0
        if most and count > most:
            raise SentenceError(
                "The answer to %(question)s has %(count)s words; %(most)s are the most.",
                question=answer.question.key,
                count=count,
                most=most,
            )


@action(may_enter_on_behalf)
def enter_on_behalf(  # noqa: PLR0913 - what came, in which language, and whence
    note: Note,
    *,
    typed: Mapping[str, object],
    declined: Mapping[str, str] | None = None,
    language: str,
    source: str,
    document: Document | None = None,
    reason: str = "",
    attribution: str = "",
    loosens: Confirmed = False,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Enter a note that arrived by mail or on paper, with where it came from; `typed` are contents
    by key of the question, `declined` the reasons by key of what it declined to answer, empty where
    it gave none. A note handed in as a file alone has no answers and a `document`.

    It is kept as closely as the last version, and each answer as when it was given last, or closer
    where `attribution` says so; what is looser has to be confirmed (`loosens`).

    Raises LoosenedError where that was not, SentenceError without a source, an answer or a document
    and for what a question does not ask for, and for another version without a reason.
    """
    said_no = declined or {}
    if not typed and not said_no and document is None:
        raise SentenceError("Enter at least one answer, or attach the document that came.")
    _refuse_unexplained(note, source, reason)
    asked, (holds, own) = _asked(note, typed, said_no), _kept_closely(note, attribution)
    told = [_entered(question, typed, said_no, language, own) for question in asked]
    made = NoteVersion(
        content=canonical_json(told),
        attribution=holds,
        submitted_by=str(by),
        reason=reason,
        source=source,
        document=document,
    )
    return _submitted(note, made, now, loosens=loosens)


def _refuse_unexplained(note: Note, source: str, reason: str) -> None:
    if not source.strip():
        raise SentenceError("Say where this came from, such as “e-mail of 3 March from …”.")
    if note.versions.exists() and not reason.strip():
        raise SentenceError("Say why the note is corrected; it stands beside the new version.")


def _kept_closely(note: Note, attribution: str) -> tuple[Attribution, dict[str, str]]:
    """What holds for a note that is entered, and by key of the question what an answer has of its
    own. Raises SentenceError for what is laxer than the questionnaire.
    """
    if attribution and attribution not in offered_attributions(note):
        raise SentenceError("A note may be kept closer than asked, and not told more widely.")
    versions = list(note.versions.order_by("number"))
    if not versions:
        return strictest((note.attribution, attribution)), {}
    kept = strictest((note.attribution, versions[-1].attribution))
    holds = Attribution(attribution) if attribution else kept
    own = {key: stricter_own(holds, one) for key, one in last_own(versions).items()}
    return holds, own


def _asked(note: Note, typed: Mapping[str, object], declined: Mapping[str, str]) -> list[Question]:
    asked = list(Question.objects.filter(questionnaire=note.questionnaire_id))
    if both := typed.keys() & declined.keys():
        raise SentenceError("%(key)s is answered and declined: choose one.", key=min(both))
    if strange := (typed.keys() | declined.keys()) - {question.key for question in asked}:
        raise SentenceError("%(key)s is not asked here.", key=min(strange))
    return asked


def _entered(
    question: Question,
    typed: Mapping[str, object],
    declined: Mapping[str, str],
    language: str,
    own: Mapping[str, str],
) -> dict[str, object]:
    if question.key in declined:
        reason = declined[question.key]
        row = Answer(state=AnswerState.DECLINED, reason=reason, language="", asked=question.text)
        return told_of(question, row)
    if question.key not in typed:
        return told_of(question, None)
    content = checked(question, typed[question.key])
    kept = own.get(question.key, "")
    row = Answer(content=content, language=language, asked=question.text, attribution=kept)
    return told_of(question, row)


def _keep_attachments(note: Note) -> None:
    """What goes with the submission is kept for good, each content once."""
    rows = Attachment.objects.filter(
        answer__note=note, answer__contributor=None, answer__is_prefilled=False
    )
    for row in rows:
        files.keep(bytes(row.content))
        KeptFile.objects.get_or_create(
            digest=row.digest, defaults={"media_type": row.media_type, "size": row.size}
        )


def _says_the_same(one: NoteVersion, other: NoteVersion) -> bool:
    columns = ("digest", "document_id", "attribution")
    return all(getattr(one, column) == getattr(other, column) for column in columns)


def _submitted(note: Note, made: NoteVersion, now: dt.datetime, *, loosens: Confirmed) -> Change:
    """Both the note and its version, as one event."""
    hold(note)
    versions = list(note.versions.order_by("number"))
    newest = versions[-1] if versions else None
    made.note, made.submitted_at = note, now
    made.number = newest.number + 1 if newest else 1
    made.digest = digest_of_content(made.content)
    if newest and _says_the_same(newest, made):
        raise SentenceError("Nothing has changed since this note was submitted.")
    refuse_loosened(last_attributions(versions), attributions_in(made), loosens=loosens)
    before = snapshot(note)
    if note.attribution != made.attribution:
        amend(note, {"attribution": made.attribution})
    if note.state == NoteState.ASKED:
        move(note, "state", NoteState.DRAFTING, NOTE_MOVES)
    if note.state != NoteState.SUBMITTED:
        said = {"remark": "", "correction_reason": ""}
        move(note, "state", NoteState.SUBMITTED, NOTE_MOVES, values=said)
    version = enter(made)
    AnswerText.objects.bulk_create(texts_of(made))
    after: dict[str, object] = {"note": snapshot(note), "version": version.after}
    if batches := batches_with(made):
        for question, batch in batches:
            amend(question, {"batches": [*question.batches, batch]})
        after["shown without a name"] = [question.key for question, _batch in batches]
    return Change(version.thing, {"note": before}, after)
