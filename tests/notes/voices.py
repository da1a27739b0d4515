"""Respondents that answer before a meeting, each as closely as it wants to be read."""

from dataclasses import dataclass, field

from tests.cast import NOW, OPERATOR
from tests.notes.table import DEADLINE, fresh
from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.enums import ActorKind
from tourdetable.kernel.rows import state_of
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Meeting
from tourdetable.notes.actions.asking import (
    add_group,
    add_question,
    ask_respondent,
    create_questionnaire,
    open_questionnaire,
)
from tourdetable.notes.actions.publishing import publish_answers
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import decline_question, reopen_note, save_answer
from tourdetable.notes.models import Note, Questionnaire
from tourdetable.notes.queries.notes import answers_of
from tourdetable.notes.queries.published import digest_of, standing_versions
from tourdetable.parties.enums import Capacity
from tourdetable.parties.models import Party
from tourdetable.processes.models import Process

QUESTIONS = {
    "coordination": Wording.of(
        en="How do ministries work together?", fr="Comment coordonnez-vous ?"
    ),
    "objectives": Wording.of(en="Which objectives were attained?"),
    "exchange": Wording.of(en="What do you exchange with other processes?"),
}


@dataclass(frozen=True)
class Voice:
    """Who answers: of a `process`, or for itself; `said` by key of the question: a text, one with
    an attribution of its own behind `@`, or None where it declines; `reason` is why, or why it
    corrects what it said.
    """

    party: str
    process: str = ""
    attribution: str = "attributed"
    language: str = "en"
    said: dict[str, str | None] = field(default_factory=dict)
    reason: str = "Not ours"


VOICES = (
    Voice("AUS", "bali-process", said={"coordination": "Once a week", "objectives": None}),
    Voice("MEX", "rcm", "process-only", "es", {"coordination": "Cada mes"}),
    Voice("HUN", "budapest-process", "not-attributed", said={"coordination": "When it burns"}),
    Voice("CHN", "apc", "not-attributed", said={"coordination": "By chance"}),
    Voice(
        "CAN",
        "igc",
        language="fr",
        said={"coordination": "Par écrit", "exchange": "Tout@not-attributed"},
    ),
    Voice("CHE", attribution="not-for-use", said={"coordination": "Between us"}),
    Voice("EGY", language="ar", said={"coordination": "كل أسبوع", "exchange": "الوثائق"}),
    Voice("ITA", attribution="not-attributed", said={"coordination": "By letter"}),
)


def respondent(note: Note) -> Actor:
    """Its focal point."""
    seat = f"@{note.process.slug}" if note.process else ""
    standing = Standing(Capacity.FOCAL_POINT, f"party:{note.party.code}{seat}")
    return Actor(ActorKind.PERSON, note.party.code.lower(), frozenset({standing}))


def asked(meeting: Meeting, voices: tuple[Voice, ...] = VOICES, slug: str = "") -> Questionnaire:
    """The three questions, open to all of them."""
    typed = {
        "title": Wording.of(en="Three questions"),
        "deadline": DEADLINE,
        "zone": "Europe/Paris",
    }
    slug = slug or meeting.slug
    create_questionnaire(meeting, slug=slug, typed=typed, by=OPERATOR, now=NOW)
    row = Questionnaire.objects.select_related("meeting").get(slug=slug)
    add_group(row, typed={"title": Wording.of(en="Work")}, by=OPERATOR, now=NOW)
    for key, text in QUESTIONS.items():
        add_question(row.groups.get(), key=key, typed={"text": text}, by=OPERATOR, now=NOW)
    for voice in voices:
        ask_respondent(
            row,
            party=Party.objects.get(code=voice.party),
            process=Process.objects.get(slug=voice.process) if voice.process else None,
            mail="",
            language=voice.language,
            by=OPERATOR,
            now=NOW,
        )
    open_questionnaire(row, by=OPERATOR, now=NOW)
    return row


def note_of(row: Questionnaire, voice: Voice) -> Note:
    return fresh(row.notes.get(party__code=voice.party))


def speaks(row: Questionnaire, voice: Voice) -> None:
    """It answers and submits; once it has, it corrects what it said."""
    note = note_of(row, voice)
    by = respondent(note)
    if note.state == "submitted":
        reopen_note(note, reason=voice.reason, by=by, now=NOW)
    row.notes.filter(pk=note.pk).update(attribution=voice.attribution)
    for key, text in voice.said.items():
        note, question = note_of(row, voice), row.questions.get(key=key)
        stood = answers_of(note).filter(question=question).first()
        seen = state_of(stood) if stood else ""
        if text is None:
            decline_question(
                note, question=question, reason=voice.reason, seen=seen, by=by, now=NOW
            )
            continue
        content, _, closer = text.partition("@")
        save_answer(
            note, question=question, content=content, language=voice.language,
            attribution=closer, seen=seen, by=by, now=NOW,
        )  # fmt: skip
    submit_note(note_of(row, voice), by=by, now=NOW)


def answered(meeting: Meeting, voices: tuple[Voice, ...] = VOICES, slug: str = "") -> Questionnaire:
    """All of them have answered."""
    row = asked(meeting, voices, slug)
    for voice in voices:
        speaks(row, voice)
    return row


def published(row: Questionnaire) -> Questionnaire:
    """What is submitted goes out as it stands."""
    publish_answers(row, seen=digest_of(standing_versions(row)), by=OPERATOR, now=NOW)
    return Questionnaire.objects.select_related("meeting").get(pk=row.pk)


ANSWER = """
from tests.notes.voices import answered, published
from tourdetable.meetings.models import Meeting
published(answered(Meeting.objects.get(slug="rcp-workshop-2005")))
"""
"""For a program's shell: made-up answers beside the meeting of 2005."""
