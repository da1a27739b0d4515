"""What a document that a respondent brings back would change in its note."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tourdetable.kernel.errors import SentenceError
from tourdetable.notes.enums import AnswerState, QuestionKind
from tourdetable.notes.models import Question
from tourdetable.notes.queries.contents import checked
from tourdetable.notes.queries.differences import Marked, differences
from tourdetable.notes.queries.notes import stands_already
from tourdetable.notes.queries.plans import Remark
from tourdetable.sheets.note_building import NoteRows, note_head
from tourdetable.sheets.note_parts import QuestionLine, SaidLine, said_line, told_line
from tourdetable.sheets.note_room import NoteHead
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class BroughtLine:
    """What would stand for a question, beside what stands there; `changes` between two texts."""

    question: QuestionLine
    before: SaidLine | None
    after: SaidLine
    changes: Marked


@dataclass(frozen=True, slots=True)
class BroughtSheet:
    """A document beside the note: what it would change, how many answers stand alike already, and
    what was not recognised.
    """

    head: NoteHead
    file: str
    lines: tuple[BroughtLine, ...]
    alike: int
    remarks: tuple[Remark, ...]


def sifted(
    questions: Sequence[Question], answers: Mapping[str, object]
) -> tuple[dict[str, object], tuple[Remark, ...]]:
    """Of what a document says, the answers that their questions ask for; and why others are not."""
    good: dict[str, object] = {}
    remarks: list[Remark] = []
    for question in questions:
        if question.key in answers:
            try:
                checked(question, answers[question.key])
            except SentenceError as error:
                remarks.append(Remark(question.key, error))
            else:
                good[question.key] = answers[question.key]
    return good, tuple(remarks)


def brought_sheet(  # noqa: PLR0913 - a document beside a note, for a reader
    rows: NoteRows,
    file: str,
    answers: Mapping[str, object],
    remarks: Sequence[Remark],
    *,
    language: str,
    now: dt.datetime,
    reader: Reader,
) -> BroughtSheet:
    """`answers` are those that `sifted` lets through, in the language of the document."""
    lines = []
    for question in rows.questions:
        if question.key not in answers:
            continue
        content = checked(question, answers[question.key])
        row = rows.composed.get(question.key)
        if row is not None and stands_already(row, content):
            continue
        told = {"state": AnswerState.ANSWERED, "content": content, "reason": "",
                "language": language, "attribution": row.attribution if row else ""}  # fmt: skip
        both = row is not None and row.content and question.kind == QuestionKind.TEXT
        lines.append(
            BroughtLine(
                rows.line(question, reader),
                said_line(row, question, reader) if row else None,
                told_line(told, question, reader, now),
                differences(row.content, content) if both and row else (),
            )
        )
    head, alike = note_head(rows.note, now, reader), len(answers) - len(lines)
    return BroughtSheet(head, file, tuple(lines), alike, tuple(remarks))
