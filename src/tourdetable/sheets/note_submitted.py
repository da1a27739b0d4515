"""Drawing a version of a note as it was submitted."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tourdetable.notes.enums import AnswerState
from tourdetable.notes.models import NoteVersion, Question
from tourdetable.sheets.note_building import NoteRows, note_head, version_line
from tourdetable.sheets.note_parts import SaidLine, told_line
from tourdetable.sheets.note_room import CardLine, ReadSheet
from tourdetable.sheets.reader import Reader


def version_sheet(
    version: NoteVersion, questions: Sequence[Question], now: dt.datetime, reader: Reader
) -> ReadSheet:
    """What was submitted, with the questions as they were asked."""
    told = {one["question"]: one for one in version.told()}
    note = version.note
    rows = NoteRows(note, questions, ())
    groups = []
    for group in rows.groups:
        cards = tuple(_told_card(rows, q, told[q.key], version, reader)
                      for q in rows.of(group) if q.key in told)  # fmt: skip
        groups.append((reader.say(group.title), cards))
    head = note_head(note, now, reader)
    return ReadSheet(head, tuple(groups), (), (), (), version_line(version))


def _told_card(
    rows: NoteRows,
    question: Question,
    told: Mapping[str, str],
    version: NoteVersion,
    reader: Reader,
) -> CardLine:
    said: SaidLine | None = None
    if told["state"] in AnswerState.values:
        said = told_line(told, question, reader, version.submitted_at)
    return CardLine(rows.line(question, reader), said, ())
