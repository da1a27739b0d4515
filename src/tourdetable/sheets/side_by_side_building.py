"""Builds the table of answers for one audience; attribution is enforced here (decision 0028).

The secretariat reads every submitted note under its name. Others read

- what is *attributed* under the names of the process and the party,
- what is *to the process only* under that of the process; of a note in which any answer is, the
  party is nowhere named,
- what is *not attributed* under no name, beside the table: in the order of hashes, and in batches
  of three respondents at least (`side_by_side_unnamed`),
- what is *not for use* not at all.

Others read answers alone, never silence, and of whoever answered nothing under a name nothing: one
who is known to have declined, or not to have answered, is not meant by a text without a name that
comes in later (decision 0033).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tourdetable.kernel.order import sort_key
from tourdetable.kernel.wording import Reading
from tourdetable.library.models import Document
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import Audience, NoteState, QuestionKind, Reply, RowsBy
from tourdetable.notes.models import Note, NoteVersion, Question
from tourdetable.notes.queries.attributions import NAMED, attribution_of
from tourdetable.sheets.invitation_desk import meeting_head
from tourdetable.sheets.paging import PAGE, Page
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import (
    QuestionColumn,
    RespondentRow,
    SideBySideSheet,
)
from tourdetable.sheets.side_by_side_asked import Asked, Content, Versions, View
from tourdetable.sheets.side_by_side_cells import answer_cell, empty_cell
from tourdetable.sheets.side_by_side_closeness import closeness_of
from tourdetable.sheets.side_by_side_unnamed import shown_without_name, unattributed

Row = TypeVar("Row")
_ANSWERED = Reply.ANSWERED.value
_NOT_SHOWN = empty_cell(Reply.NOT_SHOWN)


def side_by_side_sheet(asked: Asked, view: View, reader: Reader) -> SideBySideSheet:
    """One query beyond the rows that come in: the versions that are shown, or for others than the
    secretariat all of them.
    """
    pools: list[tuple[Reading, ...]] = []
    if view.audience is Audience.SECRETARIAT:
        notes = [note for note in asked.notes if view.wants(note)]
        notes.sort(key=lambda one: _place(*respondent_names(one, view.rows_by, reader), reader))
        page, shown = _part(notes, view.page)
        rows = list(_every_row(asked, shown, view, reader))
    else:
        versions = asked.versions(asked.notes)
        voices = _voices(asked, versions, view, reader)
        wanted = [one for one in voices if view.wants(one.note, names_party=one.names_party)]
        wanted.sort(key=lambda one: _place(one.name, one.of, reader))
        page, part = _part(wanted, view.page)
        rows = [_row_of(one, asked.questions, view, reader) for one in part]
        if view.is_whole:
            pools = unattributed(asked, versions, view, reader)
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
        version, told = versions.get(note.pk, (None, None))
        name, of = respondent_names(note, view.rows_by, reader)
        if version is None or told is None:
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


def respondents(asked: Asked, reader: Reader) -> list[tuple[int, str]]:
    """Everybody who was asked, by the number in addresses and the name, in the order of rows."""
    named = [(note.pk, *respondent_names(note, RowsBy.RESPONDENT, reader)) for note in asked.notes]
    named.sort(key=lambda one: _place(one[1], one[2], reader))
    return [(key, " · ".join(filter(None, (name.text, of.text)))) for key, name, of in named]


# ── For others ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Voice:
    """A note of which anything is shown under a name, with what it says by key of the question, and
    how close to the name each answer may come.
    """

    note: Note
    version: NoteVersion
    told: Content
    closeness: tuple[Attribution, ...]
    name: Reading
    of: Reading

    @property
    def names_party(self) -> bool:
        return bool(self.of) or self.note.process_id is None

    def answers(self, place: int, question: Question) -> bool:
        """Does an answer to that question stand under the name?"""
        told = self.told.get(question.key)
        return told is not None and self.closeness[place] in NAMED and told["state"] == _ANSWERED


def _voices(asked: Asked, versions: Versions, view: View, reader: Reader) -> list[_Voice]:
    """Whose notes stand under a name. That somebody has submitted nothing, or nothing under its
    name, is for the secretariat alone, and no row tells it.
    """
    found, unnamed = [], shown_without_name(asked.questions)
    for note in asked.notes:
        if note.pk not in versions:
            continue
        version, told = versions[note.pk]
        closeness = tuple(
            Attribution.NOT_ATTRIBUTED if note.pk in kept and how in NAMED else how
            for how, kept in zip(closeness_of(version, told, asked.questions), unnamed, strict=True)
        )
        voice = _Voice(note, version, told, closeness, *_names(version, view, reader))
        answered = [n for n, q in enumerate(asked.questions) if voice.answers(n, q)]
        how = {attribution_of(version, None), *(closeness[place] for place in answered)}
        if Attribution.PROCESS_ONLY in how and note.process:
            name, of = reader.process(note.process).name, Reading("", reader.language)
            voice = replace(voice, name=name, of=of)
        is_row = voice.names_party or view.rows_by is not RowsBy.COUNTRY
        if (answered or _document_of(voice, view)) and is_row:
            found.append(voice)
    return found


def _names(version: NoteVersion, view: View, reader: Reader) -> tuple[Reading, Reading]:
    return respondent_names(version.note, view.rows_by, reader)


def _document_of(voice: _Voice, view: View) -> Document | None:
    """The file that came, where its title may stand beside the name of the party."""
    is_shown = voice.names_party and attribution_of(voice.version, None) in NAMED
    return voice.version.document if is_shown and view.audience is not Audience.PUBLIC else None


def _row_of(
    voice: _Voice, questions: Sequence[Question], view: View, reader: Reader
) -> RespondentRow:
    """Whoever shows nothing stands the same, whatever the reason. How strictly an answer is kept is
    for the secretariat.
    """
    cells = []
    for place, question in enumerate(questions):
        cell = _NOT_SHOWN
        if voice.answers(place, question):
            told = voice.told.get(question.key)
            cell = answer_cell(told, question, reader, is_full=view.is_full, is_open=False)
        cells.append(cell)
    document = _document_of(voice, view)
    title = reader.say(document.titles) if document else None
    return RespondentRow(0, voice.name, voice.of, None, None, "", title, tuple(cells))
