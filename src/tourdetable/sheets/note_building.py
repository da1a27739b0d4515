"""Drawing a note for its own government, from rows that the rules let through."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import (
    WRITABLE,
    AnswerState,
    ClearanceState,
    NoteState,
    QuestionKind,
    QuestionnaireState,
)
from tourdetable.notes.models import (
    Answer,
    Clearance,
    Contributor,
    Note,
    NoteVersion,
    Question,
    QuestionGroup,
)
from tourdetable.notes.queries.differences import differences
from tourdetable.notes.queries.notes import applies, deadline_of, digest_of_content, written
from tourdetable.sheets.note_parts import (
    QuestionLine,
    question_line,
    said_line,
)
from tourdetable.sheets.note_room import (
    CardLine,
    ClearanceLine,
    ContributionSheet,
    DraftLine,
    GroupLine,
    GroupSheet,
    HandLine,
    NoteHead,
    NoteSheet,
    ReadSheet,
    VersionLine,
)
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.room import UTC, room_meeting


def note_head(note: Note, now: dt.datetime, reader: Reader) -> NoteHead:
    """From a note with what it is about."""
    asked = note.questionnaire
    deadline, is_open = deadline_of(note), asked.state == QuestionnaireState.OPEN
    may_write = is_open and note.state in WRITABLE
    return NoteHead(
        note.pk,
        room_meeting(asked.meeting, reader),
        reader.say(asked.title),
        reader.say(asked.guidance),
        reader.party(note.party),
        reader.process(note.process) if note.process else None,
        NoteState(note.state),
        Attribution(note.attribution),
        deadline,
        asked.zone or UTC,
        bool(may_write and deadline and deadline < now),
        is_open,
        may_write,
        note.remark,
    )


@dataclass(frozen=True)
class NoteRows:
    """A note with its questions in their order and what was written to them, drafts included."""

    note: Note
    questions: Sequence[Question]
    answers: Sequence[Answer]

    @cached_property
    def asked(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def composed(self) -> dict[str, Answer]:
        """The answers of the respondent, those that are not confirmed included."""
        return {a.question.key: a for a in self.answers if a.contributor_id is None}

    @cached_property
    def said(self) -> dict[str, Answer]:
        """Those that count."""
        return {key: row for key, row in self.composed.items() if not row.is_prefilled}

    @property
    def digest(self) -> str:
        """SHA-256 of all that counts: what is submitted must be what was seen."""
        return digest_of_content(written(self.questions, self.said.values()))

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {question.key: place for place, question in enumerate(self.questions, 1)}

    @cached_property
    def groups(self) -> list[QuestionGroup]:
        found = {question.group_id: question.group for question in self.questions}
        return list(found.values())

    def of(self, group: QuestionGroup) -> list[Question]:
        return [question for question in self.questions if question.group_id == group.pk]

    def drafts(self, question: Question) -> list[Answer]:
        return [a for a in self.answers if a.contributor_id and a.question_id == question.pk]

    def line(self, question: Question, reader: Reader) -> QuestionLine:
        return question_line(question, self.numbers[question.key], self.asked, self.said, reader)

    def card(self, question: Question, reader: Reader) -> CardLine:
        row = self.composed.get(question.key)
        return CardLine(
            self.line(question, reader),
            said_line(row, question, reader) if row else None,
            tuple(_draft(one, row, question, reader) for one in self.drafts(question)),
        )


def note_sheet(  # noqa: PLR0913 - a note is what is asked, who writes, what was submitted
    rows: NoteRows,
    hands: Iterable[Contributor],
    versions: Iterable[NoteVersion],
    *,
    earlier: NoteVersion | None,
    now: dt.datetime,
    reader: Reader,
) -> NoteSheet:
    """From contributors with their clearances, and versions in their order."""
    drafted: dict[int, int] = {}
    for answer in rows.answers:
        if answer.contributor_id:
            drafted[answer.contributor_id] = drafted.get(answer.contributor_id, 0) + 1
    before = earlier.note.questionnaire.meeting if earlier else None
    return NoteSheet(
        note_head(rows.note, now, reader),
        tuple(_group(rows, group, reader) for group in rows.groups),
        tuple(hand_line(hand, drafted.get(hand.pk, 0), now, reader) for hand in hands),
        tuple(version_line(version) for version in versions),
        reader.say(before.names) if before else None,
    )


def _group(rows: NoteRows, group: QuestionGroup, reader: Reader) -> GroupLine:
    within = rows.of(group)
    asked = [question for question in within if applies(question, rows.said)]
    said = [rows.composed[one.key] for one in asked if one.key in rows.composed]
    return GroupLine(
        group.position,
        reader.say(group.title),
        len(asked),
        sum(row.state == AnswerState.ANSWERED and not row.is_prefilled for row in said),
        sum(row.state == AnswerState.DECLINED for row in said),
        sum(row.is_prefilled for row in said),
        sum(len(rows.drafts(question)) for question in within),
    )


def hand_line(row: Contributor, drafts: int, now: dt.datetime, reader: Reader) -> HandLine:
    scope = None
    if row.question:
        scope = reader.say(row.question.text)
    elif row.group:
        scope = reader.say(row.group.title)
    clearances = sorted(row.clearances.all(), key=lambda one: -one.pk)
    return HandLine(
        row.pk,
        row.name,
        row.mail,
        scope,
        row.expires_at,
        row.revoked_at is not None,
        row.expires_at <= now,
        drafts,
        tuple(_clearance(one) for one in clearances),
    )


def _clearance(row: Clearance) -> ClearanceLine:
    return ClearanceLine(ClearanceState(row.state), row.reason, row.asked_at, row.answered_at)


def version_line(row: NoteVersion) -> VersionLine:
    return VersionLine(
        row.number,
        row.digest,
        row.submitted_at,
        Attribution(row.attribution),
        row.reason,
        row.source,
    )


def _draft(row: Answer, composed: Answer | None, question: Question, reader: Reader) -> DraftLine:
    is_text = question.kind == QuestionKind.TEXT and composed is not None and composed.content
    return DraftLine(
        row.pk,
        row.contributor.name if row.contributor else "",
        said_line(row, question, reader),
        differences(composed.content, row.content) if is_text and composed else (),
    )


def group_sheet(rows: NoteRows, place: int, now: dt.datetime, reader: Reader) -> GroupSheet | None:
    """One page of the note, by the position of its group; None where there is no such group."""
    places = [group.position for group in rows.groups]
    if place not in places:
        return None
    at = places.index(place)
    group = rows.groups[at]
    return GroupSheet(
        note_head(rows.note, now, reader),
        place,
        reader.say(group.title),
        reader.say(group.guidance),
        tuple(rows.card(question, reader) for question in rows.of(group)),
        places[at - 1] if at else None,
        places[at + 1] if at + 1 < len(places) else None,
    )


def read_sheet(
    rows: NoteRows, now: dt.datetime, reader: Reader, *, scope: Iterable[Question] | None = None
) -> ReadSheet:
    """The note as it will read, or what of it is in `scope`."""
    within = {question.pk for question in (rows.questions if scope is None else scope)}
    groups = []
    for group in rows.groups:
        cards = tuple(rows.card(q, reader) for q in rows.of(group) if q.pk in within)
        if cards:
            groups.append((reader.say(group.title), cards))
    every = [card for _title, cards in groups for card in cards]
    return ReadSheet(
        note_head(rows.note, now, reader),
        tuple(groups),
        tuple(card.question.number for card in every if _lacks(card)),
        tuple(card.question.number for card in every if _is_too_long(card)),
        tuple(c.question.number for c in every if c.said and c.said.is_prefilled),
    )


def _lacks(card: CardLine) -> bool:
    asked = card.question.is_required and card.question.applies
    return asked and (card.said is None or card.said.is_prefilled)


def _is_too_long(card: CardLine) -> bool:
    most = card.question.most_words
    counts = card.said is not None and not card.said.is_prefilled
    return bool(most and counts and card.said and card.said.words > most)


def contribution_sheet(
    rows: NoteRows,
    contributor: Contributor,
    scope: Sequence[Question],
    now: dt.datetime,
    reader: Reader,
) -> ContributionSheet:
    """`rows` hold the composed answers in scope and the contributor's own drafts."""
    drafts = sum(answer.contributor_id == contributor.pk for answer in rows.answers)
    head = note_head(rows.note, now, reader)
    read = read_sheet(rows, now, reader, scope=scope)
    return ContributionSheet(
        head, hand_line(contributor, drafts, now, reader), head.may_write, read
    )


def notes_waiting(notes: Iterable[Note], now: dt.datetime, reader: Reader) -> Iterator[NoteHead]:
    """The notes that one answers for: those that wait first, the soonest at the head."""
    heads = [note_head(note, now, reader) for note in notes]
    end = dt.datetime.max.replace(tzinfo=dt.UTC)
    yield from sorted(heads, key=lambda head: (not head.waits, head.deadline or end))
