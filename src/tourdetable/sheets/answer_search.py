"""Passages of submitted answers: those that a search finds, and those behind a recurring term."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tourdetable.kernel.analyser import terms
from tourdetable.kernel.wording import Reading, direction
from tourdetable.notes.models import AnswerText, Question, Questionnaire
from tourdetable.notes.queries.searching import Recurring
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.paging import Page
from tourdetable.sheets.reader import Reader

BEFORE, LENGTH = 90, 320
"""Characters of a passage before the first word that was found, and in all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a passage; marked where it is what was asked for."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class PassageLine:
    """What one respondent says to one question, around the words that were found. `key` is the
    number of the note in addresses, `name` the identity of the question.
    """

    key: int
    name: str
    respondent: Reading
    of: Reading
    meeting: MeetingHead
    question: Reading
    language: str
    is_fallback: bool
    pieces: tuple[Piece, ...]

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class AnswerSearchSheet:
    """A page of what a search finds."""

    lines: tuple[PassageLine, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class TermsSheet:
    """The terms that recur across the answers to a questionnaire, or to one of its questions, and
    the passages behind one `term`.
    """

    meeting: MeetingHead
    slug: str
    title: Reading
    terms: tuple[Recurring, ...]
    term: str
    found: AnswerSearchSheet


def answer_search_sheet(
    page: Page,
    rows: Sequence[AnswerText],
    questions: Mapping[tuple[int, str], Question],
    asked: Collection[str],
    reader: Reader,
) -> AnswerSearchSheet:
    """Of rows that are there with their notes; no query."""
    lines = (_line(row, questions, asked, reader) for row in rows)
    return AnswerSearchSheet(tuple(lines), page)


def terms_sheet(
    questionnaire: Questionnaire,
    recurring: Sequence[Recurring],
    term: str,
    found: AnswerSearchSheet,
    reader: Reader,
) -> TermsSheet:
    head = meeting_head(questionnaire.meeting, reader)
    title = reader.say(questionnaire.title)
    return TermsSheet(head, questionnaire.slug, title, tuple(recurring), term, found)


def _line(
    row: AnswerText,
    questions: Mapping[tuple[int, str], Question],
    asked: Collection[str],
    reader: Reader,
) -> PassageLine:
    note = row.version.note
    question = questions.get((note.questionnaire_id, row.question))
    party, nothing = reader.party(note.party).name, Reading("", reader.language)
    names = (reader.process(note.process).name, party) if note.process else (party, nothing)
    language = row.language or reader.language
    return PassageLine(
        note.pk,
        row.question,
        *names,
        meeting_head(note.questionnaire.meeting, reader),
        reader.say(question.text) if question else nothing,
        language,
        language.split("-", 1)[0] != reader.language.split("-", 1)[0],
        tuple(pieces_of(row.text, asked)),
    )


def pieces_of(text: str, asked: Collection[str]) -> Iterator[Piece]:
    """The words around the first that begins with one of the terms, with all that do marked."""
    beginnings = tuple(asked)
    spans = [(term.start, term.end) for term in terms(text) if term.text.startswith(beginnings)]
    first = spans[0][0] if spans else 0
    start = max(first - BEFORE, 0)
    if start:
        start = text.find(" ", start, first) + 1 or start
        yield Piece("… ", is_marked=False)
    end, place = min(start + LENGTH, len(text)), start
    for begin, stop in spans:
        if begin >= end or stop <= place:
            continue
        if begin > place:
            yield Piece(text[place:begin], is_marked=False)
        yield Piece(text[max(begin, place) : stop], is_marked=True)
        place = stop
    if place < end:
        yield Piece(text[place:end], is_marked=False)
    if max(place, end) < len(text):
        yield Piece(" …", is_marked=False)
