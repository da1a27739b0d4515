"""Questions and answers as pages show them, whoever they are for."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tourdetable.kernel.media.kinds import MEDIA
from tourdetable.kernel.wording import Reading, Wording, direction
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import AnswerState, QuestionKind
from tourdetable.notes.models import Answer, Question
from tourdetable.notes.queries.attachments import told_of_attachment
from tourdetable.notes.queries.contents import words_in
from tourdetable.notes.queries.notes import applies
from tourdetable.sheets.reader import Reader

NO_LANGUAGE = "und"
"""BCP 47: not determined."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question. `options` are its choices or columns by their keys; `applies` says whether it
    is asked, given what was answered; `after` is the question and the choice that decide that.
    """

    key: str
    number: int
    kind: QuestionKind
    text: Reading
    guidance: Reading
    is_required: bool
    most_words: int | None
    options: tuple[tuple[str, Reading], ...]
    applies: bool
    after: tuple[Reading, Reading] | None


@dataclass(frozen=True, slots=True)
class AttachedLine:
    """A document beside an answer. `key` is its number in addresses, none for one that was
    submitted: that is addressed by its `digest`. `ending` says what kind of file it is.
    """

    key: int | None
    name: str
    language: str
    ending: str
    size: int
    digest: str

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What stands for a question. `text` is that of an open text, a number or a day, `chosen` and
    `rows` are for the other kinds; `words` counts an open text. `attribution` is empty where it is
    that of the note.
    """

    state: AnswerState
    text: str
    chosen: tuple[Reading, ...]
    columns: tuple[Reading, ...]
    rows: tuple[tuple[str, ...], ...]
    reason: str
    language: str
    attribution: Attribution | None
    is_prefilled: bool
    words: int
    written_at: dt.datetime
    attached: tuple[AttachedLine, ...] = ()

    @property
    def takes_documents(self) -> bool:
        """Whether it is an answer, beside which a document can stand."""
        return self.state == AnswerState.ANSWERED and not self.is_prefilled

    @property
    def direction(self) -> str:
        return direction(self.language)


def question_line(
    question: Question,
    number: int,
    asked: Mapping[str, Question],
    said: Mapping[str, Answer],
    reader: Reader,
) -> QuestionLine:
    """`asked` and `said` are the questions and the answers of the note by key of the question."""
    deciding = asked.get(question.only_if)
    return QuestionLine(
        question.key,
        number,
        QuestionKind(question.kind),
        reader.say(question.text),
        reader.say(question.guidance),
        question.is_required,
        question.most_words,
        tuple((key, reader.say(question.option(key))) for key in question.option_keys),
        applies(question, said),
        _condition(deciding, question.only_if_option, reader) if deciding else None,
    )


def _condition(deciding: Question, option: str, reader: Reader) -> tuple[Reading, Reading]:
    known = option in deciding.option_keys
    wording = deciding.option(option) if known else Wording()
    return reader.say(deciding.text), reader.say(wording)


def said_line(answer: Answer, question: Question, reader: Reader) -> SaidLine:
    """An answer or a draft to that question."""
    told = {
        "state": answer.state,
        "content": answer.content,
        "reason": answer.reason,
        "language": answer.language,
        "attribution": answer.attribution,
    }
    line = told_line(told, question, reader, answer.written_at, is_prefilled=answer.is_prefilled)
    attached = (_attached(told_of_attachment(row), row.pk) for row in answer.attachments.all())
    return replace(line, attached=tuple(attached))


def _attached(told: Mapping[str, Any], key: int | None = None) -> AttachedLine:
    ending = MEDIA[told["media_type"]].ending.upper()
    return AttachedLine(key, told["name"], told["language"], ending, told["size"], told["digest"])


def told_line(
    told: Mapping[str, Any],
    question: Question,
    reader: Reader,
    at: dt.datetime,
    *,
    is_prefilled: bool = False,
) -> SaidLine:
    """The same from what a submitted version tells of the question."""
    kind, content = QuestionKind(question.kind), told["content"]
    is_listed = kind in (QuestionKind.CHOICES, QuestionKind.TABLE)
    listed = json.loads(content or "[]") if is_listed else []
    keys = {QuestionKind.CHOICE: [content], QuestionKind.CHOICES: listed}.get(kind, [])
    is_table = kind == QuestionKind.TABLE
    is_plain = kind in (QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE)
    return SaidLine(
        AnswerState(told["state"]),
        content if is_plain else "",
        tuple(reader.say(question.option(key)) for key in keys if key in question.option_keys),
        tuple(reader.say(question.option(key)) for key in question.option_keys) if is_table else (),
        tuple(tuple(row) for row in listed) if is_table else (),
        told["reason"],
        told["language"] or NO_LANGUAGE,
        Attribution(told["attribution"]) if told["attribution"] else None,
        is_prefilled,
        words_in(content) if kind == QuestionKind.TEXT else 0,
        at,
        tuple(_attached(one) for one in told.get("attachments", ())),
    )
