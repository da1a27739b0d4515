"""What the record would show of the answers if they were published now, and what gives pause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.publicity import is_published
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import Caution, NoteState, Reply, RowsBy
from tourdetable.notes.models import Note, NoteVersion, Question
from tourdetable.notes.queries.attributions import attribution_of
from tourdetable.notes.queries.published import digest_of
from tourdetable.notes.queries.unnamed import batched_notes
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import SideBySideSheet
from tourdetable.sheets.side_by_side_asked import PUBLIC, Asked, Content, Versions, as_published
from tourdetable.sheets.side_by_side_building import respondent_names, side_by_side_sheet

Said = tuple[NoteVersion, Content]


@dataclass(frozen=True, slots=True)
class Pause:
    """Something that stops nothing, and the respondents or questions that it is about."""

    caution: Caution
    about: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class AnswersPreflightSheet:
    """`seen` names the versions that would go out (`digest_of`), `is_same` where they are what
    stands in the record. `arrived` and `corrected` are respondents since the last time; `named`
    those of whom readers would learn the name, `unnamed` counts the texts without one, `nameless`
    the notes that stand under none.
    """

    meeting: MeetingHead
    slug: str
    title: Reading
    publicity: Publicity
    is_beside_meeting: bool
    is_same: bool
    seen: str
    pauses: tuple[Pause, ...]
    arrived: tuple[Reading, ...]
    corrected: tuple[Reading, ...]
    named: tuple[tuple[Reading, Reading], ...]
    unnamed: int
    nameless: int


def answers_preflight_sheet(
    asked: Asked, published: Sequence[NoteVersion], languages: Sequence[str], reader: Reader
) -> AnswersPreflightSheet:
    """From all as it stands and the versions in the record; two queries for what is said."""
    row = asked.questionnaire
    now = asked.versions(asked.notes)
    before = as_published(row, published, asked.questions).versions(asked.notes)
    public = side_by_side_sheet(asked, PUBLIC, reader)
    seen = digest_of(version for version, _told in now.values())
    moved = [note for note in asked.notes if _moved(note, before, now)]
    known = [note for note in moved if note.pk in before]
    return AnswersPreflightSheet(
        meeting_head(row.meeting, reader),
        row.slug,
        reader.say(row.title),
        Publicity(row.publicity),
        is_published(row.meeting),
        is_published(row) and seen == digest_of(published),
        seen,
        (
            *_pauses(asked, now, public, languages, reader),
            *_leaving(leaving_questions(asked, published, reader), reader),
        ),
        tuple(_name(note, reader) for note in moved if note.pk not in before) if before else (),
        tuple(_name(note, reader) for note in known),
        tuple((line.name, line.of) for line in public.rows),
        sum(map(len, public.unattributed)),
        len(now) - len(public.rows),
    )


def _moved(note: Note, before: Versions, now: Versions) -> bool:
    ours, theirs = now.get(note.pk), before.get(note.pk)
    return ours is not None and (theirs is None or ours[0].pk != theirs[0].pk)


def _name(note: Note, reader: Reader) -> Reading:
    name, of = respondent_names(note, RowsBy.RESPONDENT, reader)
    return Reading(f"{name.text} · {of.text}", name.language) if of else name


def leaving_questions(
    asked: Asked, published: Sequence[NoteVersion], reader: Reader
) -> list[Question]:
    """The questions in which the record showed answers without a name before they came in together
    (decision 33), and shows them no longer. `published` are the versions in the record. One query
    at most, and none where they were published since.
    """
    if not (asked.questionnaire.predates_batches and is_published(asked.questionnaire)):
        return []
    record = as_published(asked.questionnaire, published, asked.questions)
    public = side_by_side_sheet(record, PUBLIC, reader)
    versions = record.versions(record.notes)
    return [
        question
        for place, question in enumerate(asked.questions)
        if _waits(record, versions, public, place)
    ]


def _leaving(questions: Sequence[Question], reader: Reader) -> Iterator[Pause]:
    if questions:
        yield Pause(Caution.LEAVES, tuple(reader.say(question.text) for question in questions))


def _pauses(
    asked: Asked,
    now: Versions,
    public: SideBySideSheet,
    languages: Sequence[str],
    reader: Reader,
) -> Iterator[Pause]:
    awaited = [n for n in asked.notes if n.pk not in now and n.state != NoteState.DECLINED]
    reopened = (NoteState.CORRECTED, NoteState.RETURNED)
    awaited += [n for n in asked.notes if n.pk in now and n.state in reopened]
    found = {
        Caution.UNFINISHED: [_name(note, reader) for note in awaited],
        Caution.ALONE: [
            column.text
            for place, column in enumerate(public.columns)
            if _waits(asked, now, public, place)
        ],
        Caution.AS_DOCUMENT: [
            _name(version.note, reader) for version, _told in now.values() if version.document_id
        ],
        Caution.UNTRANSLATED: [
            reader.say(question.text)
            for question in asked.questions
            if any(question.text.read(tag).is_fallback for tag in languages)
        ],
    }
    yield from (Pause(caution, tuple(about)) for caution, about in found.items() if about)


def _waits(asked: Asked, now: Versions, public: SideBySideSheet, place: int) -> bool:
    """Does an answer without a name stay with the secretariat? Not enough others wait beside it, or
    one of those beside whom it was shown may be shown no more.
    """
    question = asked.questions[place]
    shown = batched_notes(question) if public.unattributed[place] else set()
    return any(_unnamed(one, question.key) for note, one in now.items() if note not in shown)


def _unnamed(one: Said, key: str) -> bool:
    """Is there a text that may be shown without a name?"""
    version, told = one
    said = told.get(key)
    is_answered = said is not None and said["state"] == Reply.ANSWERED
    return is_answered and attribution_of(version, said) is Attribution.NOT_ATTRIBUTED
