"""What an answer holds, by the kind of its question: checked, read and counted."""

import json
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.dossier import canonical_json
from tourdetable.kernel.errors import SentenceError
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.models import Answer, Question

MOST_CHARACTERS = 200_000
"""Of one answer: some eighty pages."""
MOST_ROWS = 200
"""Of a table."""
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]+(?:['’·\-][^\W_{_ALONE}]+)*")
_FIGURES = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,20})?")
"""In the figures of any script."""
_UNSEEN = {ord("\x00"): None, ord("\r"): None}


def words_in(text: str) -> int:
    """How many words: by spaces and marks, or by characters where a script writes none between
    words (Chinese, Japanese). Signs above and below letters end no word (Arabic, Hindi).
    """
    plain = text if text.isascii() else "".join(filter(_is_seen, text))
    return sum(1 for _ in _WORD.finditer(plain))


def _is_seen(letter: str) -> bool:
    return letter.isascii() or unicodedata.category(letter) not in ("Mn", "Mc", "Me", "Cf")


def checked(question: Question, typed: object) -> str:
    """The content of an answer from what was typed: text, the key of a choice, keys, a number, a
    day, rows of cells. Line ends are LF; nothing else of a text is touched.

    Raises SentenceError where it is not what the question asks for.
    """
    return _CHECKS[QuestionKind(question.kind)](question, typed)


def _text(_question: Question, typed: object) -> str:
    text = unicodedata.normalize("NFC", str(typed).replace("\r\n", "\n").translate(_UNSEEN))
    if len(text) > MOST_CHARACTERS:
        raise SentenceError(
            "This answer has %(count)s characters; %(most)s are the most. Attach a document for "
            "what is longer.",
            count=len(text),
            most=MOST_CHARACTERS,
        )
    return text


def _choice(question: Question, typed: object) -> str:
    if typed not in question.option_keys:
        raise SentenceError("Choose one of the answers that are offered.")
    return str(typed)


def _choices(question: Question, typed: object) -> str:
    given = list(typed) if isinstance(typed, Sequence) and not isinstance(typed, str) else [typed]
    if any(key not in question.option_keys for key in given):
        raise SentenceError("Choose among the answers that are offered.")
    return canonical_json([key for key in question.option_keys if key in given])


def _number(_question: Question, typed: object) -> str:
    text = str(typed).strip().replace(",", ".")
    if not _FIGURES.fullmatch(text):
        raise SentenceError("Write a number in figures, such as 12 or 3.5.")
    return str(Decimal(text))


def _day(_question: Question, typed: object) -> str:
    try:
        return PartialDate(str(typed).strip()).text
    except ValueError:
        raise SentenceError("Write a date as 2005-04-14, 2005-04 or 2005.") from None


def _table(question: Question, typed: object) -> str:
    width = len(question.option_keys)
    rows = typed if isinstance(typed, Sequence) and not isinstance(typed, str) else []
    cells = [[_text(question, cell) for cell in row] for row in rows]
    if any(len(row) != width for row in cells):
        raise SentenceError("A row of the table has not as many cells as the table has columns.")
    said = [row for row in cells if any(cell.strip() for cell in row)]
    if len(said) > MOST_ROWS:
        raise SentenceError("A table holds %(most)s rows at most.", most=MOST_ROWS)
    return canonical_json(said)


_CHECKS = {
    QuestionKind.TEXT: _text,
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _day,
    QuestionKind.TABLE: _table,
}


def typed_again(kind: str, content: str) -> object:
    """Content as somebody would type it, so that it can be checked against a question anew."""
    is_list = kind in (QuestionKind.CHOICES, QuestionKind.TABLE)
    return json.loads(content or "[]") if is_list else content


def chosen(answer: Answer) -> list[str]:
    """The keys of the choices that were made; none for other kinds of questions."""
    if answer.question.kind == QuestionKind.CHOICE:
        return [answer.content]
    if answer.question.kind == QuestionKind.CHOICES:
        return [str(key) for key in json.loads(answer.content or "[]")]
    return []


def rows_of(answer: Answer) -> list[list[str]]:
    """The rows of a table; none for other kinds of questions."""
    if answer.question.kind != QuestionKind.TABLE:
        return []
    return [[str(cell) for cell in row] for row in json.loads(answer.content or "[]")]
