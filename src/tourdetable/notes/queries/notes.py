"""Notes as they stand: their answers, their text as one, and where everybody is."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dossier import canonical_json
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import (
    NOT_STANDING,
    AnswerState,
    ClearanceState,
    NoteState,
    QuestionnaireState,
)
from tourdetable.notes.models import (
    Answer,
    Attachment,
    Clearance,
    Contributor,
    Note,
    NoteVersion,
    Question,
)
from tourdetable.notes.queries.attachments import ATTACHED, told_of_attachment
from tourdetable.notes.queries.attributions import STRICTNESS
from tourdetable.notes.queries.contents import chosen
from tourdetable.notes.rules import (
    answered_for,
    readable_answers,
    readable_notes,
    readable_versions,
)

NOT_ANSWERED = "not-answered"
"""In a submitted note, where a question has no answer and nobody declined it."""


def notes(by: Actor, now: dt.datetime) -> QuerySet[Note]:
    """The notes whose standing this one may know, with what they are about."""
    rows = Note.objects.filter(readable_notes(by, now))
    return rows.select_related("questionnaire__meeting__place_country", "party", "process")


def own_notes(by: Actor, now: dt.datetime) -> QuerySet[Note]:
    """The notes that this one answers for, of questionnaires that were opened."""
    rows = notes(by, now).filter(answered_for(by))
    return rows.exclude(questionnaire__state=QuestionnaireState.DRAFTED)


def answers(by: Actor, now: dt.datetime) -> QuerySet[Answer]:
    """The answers and drafts that this one may read."""
    rows = Answer.objects.filter(readable_answers(by, now))
    return rows.select_related("question__group", "contributor", "note__questionnaire")


def versions(by: Actor, now: dt.datetime) -> QuerySet[NoteVersion]:
    """The submitted notes that this one may read."""
    rows = NoteVersion.objects.filter(readable_versions(by, now))
    return rows.select_related("note__questionnaire__meeting", "note__party", "note__process")


def digest_of_answer(answer: Answer) -> str:
    """SHA-256 over all that the answer says."""
    said = [answer.state, answer.content, answer.reason, answer.language, answer.attribution]
    return hashlib.sha256(canonical_json(said).encode()).hexdigest()


def answers_of(note: Note) -> QuerySet[Answer]:
    """What the respondent answers, without drafts and without what it has not confirmed."""
    rows = Answer.objects.filter(note=note, contributor=None, is_prefilled=False)
    return rows.select_related("question")


def content_of(note: Note) -> str:
    """All that the respondent answers (`written`), as stored. Three queries."""
    asked = Question.objects.filter(questionnaire=note.questionnaire_id)
    return written(asked, answers_of(note).prefetch_related(ATTACHED))


def written(asked: Iterable[Question], answers: Iterable[Answer]) -> str:
    """Answers as canonical JSON: by key of the question in their order, with the wording that was
    answered and the documents that are attached. Pure where these came with the answers.

    What was prefilled and nobody has confirmed is not answered, and none of `answers`.
    """
    said = {row.question_id: row for row in answers}
    return canonical_json([_told(question, said.get(question.pk)) for question in asked])


def _told(question: Question, answer: Answer | None) -> dict[str, object]:
    return told_of(question, answer, answer.attachments.all() if answer else ())


def told_of(
    question: Question, answer: Answer | None, attached: Iterable[Attachment] = ()
) -> dict[str, object]:
    """What a version of a note says of one question, as canonical JSON takes it; of documents only
    where there are any.
    """
    told: dict[str, object] = {"question": question.key, "kind": question.kind}
    if answer is None:
        return {**told, "state": NOT_ANSWERED, "asked": question.text.to_json()}
    documents = [told_of_attachment(row) for row in attached]
    return {
        **told,
        **({"attachments": documents} if documents else {}),
        "state": answer.state,
        "asked": answer.asked.to_json(),
        "content": answer.content,
        "reason": answer.reason,
        "language": answer.language,
        "attribution": answer.attribution,
    }


def offered_attributions(note: Note) -> list[Attribution]:
    """What a respondent chooses among: what the questionnaire says, and whatever is stricter."""
    return STRICTNESS[STRICTNESS.index(Attribution(note.questionnaire.attribution)) :]


def stands_already(answer: Answer, content: str) -> bool:
    """Is that what the respondent answers, confirmed?"""
    is_answered = answer.state == AnswerState.ANSWERED and not answer.is_prefilled
    return is_answered and answer.content == content


def digest_of_content(content: str) -> str:
    """SHA-256 of a note's canonical JSON: the address of a submitted version."""
    return hashlib.sha256(content.encode()).hexdigest()


def applies(question: Question, said: Mapping[str, Answer]) -> bool:
    """Is the question asked, given what was answered to others (by key)? One condition level."""
    if not question.only_if:
        return True
    deciding = said.get(question.only_if)
    if deciding is None or deciding.state != AnswerState.ANSWERED:
        return False
    return question.only_if_option in chosen(deciding)


def lacking(note: Note) -> list[Question]:
    """The required questions that apply and that nothing was said to; two queries."""
    said = {row.question.key: row for row in answers_of(note)}
    asked = Question.objects.filter(questionnaire=note.questionnaire_id, is_required=True)
    return [one for one in asked if one.key not in said and applies(one, said)]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a note stands for the secretariat. `is_late` where its deadline has passed and nothing
    was submitted or declined; `submitted_at` and `version` are those of the newest one.
    """

    note: Note
    deadline: dt.datetime | None
    is_late: bool
    submitted_at: dt.datetime | None
    version: int = 0


def board(rows: Iterable[Note], now: dt.datetime) -> list[Whereabouts]:
    """Where each of these notes stands; one query more, whatever their number."""
    known = list(rows)
    newest: dict[int, NoteVersion] = {}
    for version in NoteVersion.objects.filter(note__in=[row.pk for row in known]).only(
        "note_id", "submitted_at", "number"
    ):
        newest[version.note_id] = version
    return [_whereabouts(row, newest.get(row.pk), now) for row in known]


def deadline_of(note: Note) -> dt.datetime | None:
    """The instant by which it is due: its own, or that of all."""
    return note.deadline or note.questionnaire.deadline


def _whereabouts(note: Note, newest: NoteVersion | None, now: dt.datetime) -> Whereabouts:
    deadline = deadline_of(note)
    waits = newest is None and note.state != NoteState.DECLINED
    asked = note.questionnaire.state != QuestionnaireState.DRAFTED
    return Whereabouts(
        note,
        deadline,
        bool(asked and waits and deadline and deadline < now),
        newest.submitted_at if newest else None,
        newest.number if newest else 0,
    )


def hands(note: Note) -> QuerySet[Contributor]:
    """Those whom the respondent invited, with their scope and what they were asked to clear; two
    queries.
    """
    rows = note.contributors.filter(is_respondent=False).select_related("group", "question")
    return rows.prefetch_related("clearances")


def questions_of(note: Note) -> QuerySet[Question]:
    """What is asked, in its order, with the groups."""
    return Question.objects.filter(questionnaire=note.questionnaire_id).select_related("group")


def earlier_version(note: Note) -> NoteVersion | None:
    """What the same respondent submitted last in the series of the meeting."""
    series = note.questionnaire.meeting.series_id
    if series is None:
        return None
    rows = NoteVersion.objects.filter(
        note__party=note.party_id,
        note__process=note.process_id,
        note__questionnaire__meeting__series=series,
    ).exclude(note__questionnaire=note.questionnaire_id)
    known = rows.select_related("note__questionnaire__meeting", "note__party", "note__process")
    return known.order_by("-submitted_at").first()


def answer_to(note: Note, question: Question, contributor: Contributor | None = None) -> Answer:
    """What stands for one question, or the draft of one contributor. Raises Answer.DoesNotExist."""
    row = Answer.objects.get(note=note, question=question, contributor=contributor)
    row.note, row.question, row.contributor = note, question, contributor
    return row


def standing_clearances(note: Note) -> QuerySet[Clearance]:
    """What was asked about the text as it stands, answered or not."""
    return note.clearances.exclude(state__in=NOT_STANDING)


def clearance_asked_of(contributor: Contributor, *, is_open: bool) -> Clearance | None:
    """The newest clearance that was asked of somebody; where `is_open`, only one that waits."""
    rows = Clearance.objects.filter(contributor=contributor).select_related(
        "contributor", "note__questionnaire", "note__party", "note__process"
    )
    waiting = rows.filter(state=ClearanceState.ASKED) if is_open else rows
    return waiting.order_by("-pk").first()
