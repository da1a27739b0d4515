"""Builds the table of answers for one audience; attribution is enforced here (decision 0028).

The secretariat reads every submitted note under its name. Others read

- what is *attributed* under the names of the process and the party,
- what is *to the process only* under that of the process; of a note in which any answer is, the
  party is nowhere named,
- what is *not attributed* under no name, beside the table: in the order of hashes, and only where
  at least two respondents could be meant,
- what is *not for use* not at all.

Where anything of a question is kept from its name, everybody of whom nothing is shown stands the
same there: whoever declined or did not answer would otherwise tell who did. Why somebody declined
is for the secretariat. The public reads answers alone, never silence, and of whoever answered
nothing under a name nothing (decision 0026).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from tourdetable.kernel.order import sort_key
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import Audience, NoteState, QuestionKind, Reply, RowsBy
from tourdetable.notes.models import Note, NoteVersion, Question
from tourdetable.sheets.invitation_desk import meeting_head
from tourdetable.sheets.paging import PAGE, Page
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import (
    AnswerCell,
    QuestionColumn,
    RespondentRow,
    SideBySideSheet,
)
from tourdetable.sheets.side_by_side_asked import Asked, Versions, View
from tourdetable.sheets.side_by_side_cells import Told, answer_cell, empty_cell, opening_of

Row = TypeVar("Row")
_STRICTNESS = list(Attribution)
NAMED = (Attribution.ATTRIBUTED, Attribution.PROCESS_ONLY)
"""What may stand under a name."""
LEAST_MEANT = 2
"""Respondents who could be meant, before a text is shown without a name."""


def side_by_side_sheet(asked: Asked, view: View, reader: Reader) -> SideBySideSheet:
    """One query beyond the rows that come in: the versions that are shown, or for others than the
    secretariat all of them.
    """
    pools: list[tuple[Reading, ...]] = []
    if view.audience is Audience.SECRETARIAT:
        wanted = [note for note in asked.notes if view.wants(note)]
        ordered = sorted(
            wanted, key=lambda note: _place(*respondent_names(note, view.rows_by, reader), reader)
        )
        page, part = _part(ordered, view.page)
        rows = list(_every_row(asked, part, view, reader))
    else:
        versions = asked.versions(asked.notes)
        named = _named_rows(asked, versions, view, reader)
        shown = [row for note, row in named if view.wants(note, names_party=_is_named(note, row))]
        shown.sort(key=lambda row: _place(row.name, row.of, reader))
        page, rows = _part(shown, view.page)
        if view.is_whole:
            pools = _unattributed(asked, versions, [row for _, row in named], view, reader)
    return _sheet(asked, view, reader, rows=rows, pools=pools, page=page)


def _sheet(  # noqa: PLR0913 - the parts of a sheet
    asked: Asked,
    view: View,
    reader: Reader,
    *,
    rows: Sequence[RespondentRow],
    pools: Sequence[tuple[Reading, ...]],
    page: Page,
) -> SideBySideSheet:
    head = asked.questionnaire
    return SideBySideSheet(
        reader.language,
        view.audience,
        meeting_head(head.meeting, reader),
        head.slug,
        reader.say(head.title),
        head.zone or head.meeting.zone,
        view.rows_by,
        view.narrowing.kind,
        view.narrowing.region,
        view.narrowing.said(reader),
        view.is_full,
        tuple(
            QuestionColumn(
                q.key, n, QuestionKind(q.kind), reader.say(q.text), reader.say(q.group.title)
            )
            for n, q in enumerate(asked.questions, 1)
        ),
        tuple(rows),
        tuple(pools),
        page,
    )


def _place(name: Reading, of: Reading, reader: Reader) -> tuple[str, str]:
    """The order of rows: by the names that are shown, and by nothing else."""
    return sort_key(name.text, reader.language), sort_key(of.text, reader.language)


def effective(version: NoteVersion, told: Told | None) -> Attribution:
    """What holds for an answer: the stricter of its own attribution and its note's."""
    own = Attribution(told["attribution"]) if told and told.get("attribution") else None
    of_note = Attribution(version.attribution)
    strict = max(of_note, own or of_note, key=_STRICTNESS.index)
    if strict is Attribution.PROCESS_ONLY and version.note.process_id is None:
        return Attribution.NOT_ATTRIBUTED  # there is no process to say it of
    return strict


def _part(rows: list[Row], number: int | None) -> tuple[Page, list[Row]]:
    if number is None:
        return Page(1, 1, len(rows)), rows
    of = max(-(-len(rows) // PAGE), 1)
    page = Page(min(max(number, 1), of), of, len(rows))
    first = (page.number - 1) * PAGE
    return page, rows[first : first + PAGE]


# ── For the secretariat ──────────────────────────────────────────────────────


def _every_row(
    asked: Asked, notes: Sequence[Note], view: View, reader: Reader
) -> Iterator[RespondentRow]:
    versions = asked.versions(notes)
    for note in notes:
        version, told = versions.get(note.pk, (None, {}))
        name, of = respondent_names(note, view.rows_by, reader)
        if version is None:
            declined = note.state == NoteState.DECLINED
            cell = empty_cell(Reply.NOTE_DECLINED if declined else Reply.NOT_SUBMITTED)
            cells = tuple(cell for _ in asked.questions)
            yield RespondentRow(note.pk, name, of, None, None, "", None, cells)
            continue
        yield RespondentRow(
            note.pk,
            name,
            of,
            Attribution(version.attribution),
            version.submitted_at,
            version.source,
            reader.say(version.document.titles) if version.document else None,
            tuple(
                answer_cell(told.get(q.key), q, reader, is_full=view.is_full)
                for q in asked.questions
            ),
        )


def respondent_names(note: Note, rows_by: RowsBy, reader: Reader) -> tuple[Reading, Reading]:
    """The name of the row, and the other one that belongs to it."""
    party = reader.party(note.party).name
    if note.process is None:
        return party, Reading("", reader.language)
    process = reader.process(note.process).name
    return (party, process) if rows_by is RowsBy.COUNTRY else (process, party)


# ── For others ───────────────────────────────────────────────────────────────


def _named_rows(
    asked: Asked, versions: Versions, view: View, reader: Reader
) -> list[tuple[Note, RespondentRow]]:
    """The notes of which anything is shown under a name. That somebody has submitted nothing is
    for the secretariat alone, and no row tells it.
    """
    found = []
    kept_back = [view.audience is Audience.PUBLIC] * len(asked.questions)
    for note in asked.notes:
        version, told = versions.get(note.pk, (None, {}))
        if version is None:
            continue
        closeness = [effective(version, told.get(q.key)) for q in asked.questions]
        for place, how in enumerate(closeness):
            kept_back[place] |= how not in NAMED
        if any(how in NAMED for how in closeness):
            row = _named_row(asked.questions, version, told, closeness, view, reader)
            is_tied = _is_named(note, row)
            if row.label and (is_tied or view.rows_by is not RowsBy.COUNTRY):
                found.append((note, row))
    levelled = [(note, _levelled(row, kept_back)) for note, row in found]
    if view.audience is Audience.PUBLIC:
        return [(note, row) for note, row in levelled if _answers_anything(row)]
    return levelled


def _answers_anything(row: RespondentRow) -> bool:
    return any(cell.reply is Reply.ANSWERED for cell in row.cells)


def _is_named(note: Note, row: RespondentRow) -> bool:
    return bool(row.of) or note.process_id is None


def _named_row(  # noqa: PLR0913, PLR0917 - a version, what it says and how close, for somebody
    questions: Sequence[Question],
    version: NoteVersion,
    told: Mapping[str, Told],
    closeness: Sequence[Attribution],
    view: View,
    reader: Reader,
) -> RespondentRow:
    name, of = respondent_names(version.note, view.rows_by, reader)
    if Attribution.PROCESS_ONLY in closeness and version.note.process:
        name, of = reader.process(version.note.process).name, Reading("", reader.language)
    cells = tuple(
        _for_others(answer_cell(told.get(q.key), q, reader, is_full=view.is_full))
        if how in NAMED
        else empty_cell(Reply.NOT_SHOWN)
        for q, how in zip(questions, closeness, strict=True)
    )
    is_tied = bool(of) or version.note.process_id is None
    document = version.document if is_tied and view.audience is not Audience.PUBLIC else None
    title = reader.say(document.titles) if document else None
    return RespondentRow(0, name, of, None, None, "", title, cells)


def _for_others(cell: AnswerCell) -> AnswerCell:
    """Why somebody declined, and how strictly, is for the secretariat."""
    return replace(cell, attribution=None, reason="")


def _levelled(row: RespondentRow, kept_back: Sequence[bool]) -> RespondentRow:
    """Where anything is kept from its name, whoever shows nothing stands the same."""
    cells = tuple(
        empty_cell(Reply.NOT_SHOWN) if kept and cell.reply is not Reply.ANSWERED else cell
        for cell, kept in zip(row.cells, kept_back, strict=True)
    )
    return replace(row, cells=cells)


def _unattributed(
    asked: Asked,
    versions: Versions,
    rows: Sequence[RespondentRow],
    view: View,
    reader: Reader,
) -> list[tuple[Reading, ...]]:
    found = []
    # The public has no list of those who were asked; whoever submitted nothing hides nobody.
    could_be_meant = len(versions if view.audience is Audience.PUBLIC else asked.notes)
    for place, question in enumerate(asked.questions):
        texts: list[AnswerCell] = []
        for version, said_of in versions.values():
            told = said_of.get(question.key)
            if effective(version, told) is Attribution.NOT_ATTRIBUTED:
                texts.append(answer_cell(told, question, reader, is_full=True))
        named = sum(1 for row in rows if row.cells[place].reply is Reply.ANSWERED)
        said = [cell.text for cell in texts if cell.reply is Reply.ANSWERED]
        is_safe = could_be_meant - named >= LEAST_MEANT
        ordered = sorted(said, key=_hash) if is_safe else []
        found.append(tuple(one if view.is_full else opening_of(one) for one in ordered))
    return found


def _hash(reading: Reading) -> str:
    return hashlib.sha256(reading.text.encode()).hexdigest()
