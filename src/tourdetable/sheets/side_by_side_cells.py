"""One answer as it was submitted, as a cell of a sheet."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from tourdetable.kernel.wording import Reading, Wording
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import QuestionKind, Reply
from tourdetable.notes.models import Question
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import AnswerCell

OPENING = 240
"""Characters of the opening lines, at most."""
_REPLIES = {one.value: one for one in Reply}
_KINDS = {one.value: one for one in QuestionKind}
Told = Mapping[str, Any]
"""What a version says of one question, as `content_of` wrote it."""


def empty_cell(reply: Reply) -> AnswerCell:
    return AnswerCell(reply, Reading("", ""), is_cut=False, reason="", attribution=None, asked=None)


def answer_cell(
    told: Told | None, question: Question, reader: Reader, *, is_full: bool, is_open: bool = True
) -> AnswerCell:
    """What was said. Where it is not for the secretariat (`is_open`), it leaves out why somebody
    declined, and how strictly; what else an audience may not read is decided elsewhere.
    """
    reply = _REPLIES[told["state"]] if told else Reply.NOT_ANSWERED
    if told is None or reply is Reply.NOT_ANSWERED:
        return empty_cell(reply)
    asked, own = told["asked"], told.get("attribution")
    whole = _text(told, question, reader)
    text = whole if is_full else opening_of(whole)
    return AnswerCell(
        reply,
        text,
        is_cut=text != whole,
        reason=str(told.get("reason", "")) if is_open else "",
        attribution=Attribution(own) if is_open and own else None,
        asked=None if _says(asked, question.text) else reader.say(Wording.from_json(asked)),
    )


def _says(asked: Mapping[str, Mapping[str, Any]], wording: Wording) -> bool:
    """Is it the same wording, as JSON and as itself?"""
    known = wording.versions
    return asked.keys() == known.keys() and all(
        known[tag].text == one["text"] for tag, one in asked.items()
    )


def opening_of(reading: Reading) -> Reading:
    """The first words, as many as stand in a cell, with a mark that there are more."""
    if len(reading.text) <= OPENING:
        return reading
    cut = reading.text[: OPENING - 1]
    words, _, rest = cut.rpartition(" ")
    short = words if len(rest) < OPENING // 4 and words else cut
    return Reading(f"{short.rstrip()}…", reading.language, reading.is_fallback)


def _text(told: Told, question: Question, reader: Reader) -> Reading:
    content, kind = str(told.get("content", "")), _KINDS[told["kind"]]
    if kind is QuestionKind.TEXT:
        language = str(told.get("language") or reader.language)
        return Reading(content, language, _is_other(language, reader.language))
    if kind is QuestionKind.CHOICE:
        return _option(question, content, reader)
    if kind is QuestionKind.CHOICES:
        chosen = [_option(question, key, reader).text for key in json.loads(content or "[]")]
        return Reading("; ".join(chosen), reader.language)
    if kind is QuestionKind.TABLE:
        heads = [_option(question, key, reader).text for key in question.option_keys]
        rows = [heads, *json.loads(content or "[]")]
        return Reading("\n".join(" | ".join(row) for row in rows), reader.language)
    return Reading(content, reader.language)


@cache
def _is_other(language: str, readers: str) -> bool:
    return language.split("-", 1)[0] != readers.split("-", 1)[0]


def _option(question: Question, key: str, reader: Reader) -> Reading:
    """A choice in the reader's language; its key where it is offered no more."""
    if key not in question.option_keys:
        return Reading(key, reader.language)
    return reader.say(question.option(key))
