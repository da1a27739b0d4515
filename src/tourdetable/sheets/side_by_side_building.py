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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    QuestionColumn,
    RespondentRow,
    SideBySideSheet,
)
from tourdetable.sheets.side_by_side_asked import Asked, Content, Versions, View
from tourdetable.sheets.side_by_side_cells import answer_cell, empty_cell, opening_of
from tourdetable.sheets.side_by_side_closeness import NAMED, closeness_of, effective

Row = TypeVar("Row")
_ANSWERED = Reply.ANSWERED.value
_NOT_SHOWN = empty_cell(Reply.NOT_SHOWN)
LEAST_MEANT = 2
"""Respondents who could be meant, before a text is shown without a name."""


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
        voices, kept_back = _voices(asked, versions, view, reader)
        wanted = [one for one in voices if view.wants(one.note, names_party=one.names_party)]
        wanted.sort(key=lambda one: _place(one.name, one.of, reader))
        page, part = _part(wanted, view.page)
        rows = [_row_of(one, asked.questions, kept_back, view, reader) for one in part]
        if view.is_whole:
            pools = _unattributed(asked, versions, voices, view, reader)
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


def _voices(
    asked: Asked, versions: Versions, view: View, reader: Reader
) -> tuple[list[_Voice], list[bool]]:
    """Whose notes stand under a name, and the questions in which anything is kept from its name.
    That somebody has submitted nothing is for the secretariat alone, and no row tells it.
    """
    found = []
    kept_back = [view.audience is Audience.PUBLIC] * len(asked.questions)
    for note in asked.notes:
        if note.pk not in versions:
            continue
        version, told = versions[note.pk]
        closeness = closeness_of(version, told, asked.questions)
        for place, how in enumerate(closeness):
            kept_back[place] |= how not in NAMED
        name, of = respondent_names(version.note, view.rows_by, reader)
        if Attribution.PROCESS_ONLY in closeness and version.note.process:
            name, of = reader.process(version.note.process).name, Reading("", reader.language)
        voice = _Voice(note, version, told, closeness, name, of)
        if view.audience is Audience.PUBLIC:
            is_heard = any(voice.answers(n, q) for n, q in enumerate(asked.questions))
        else:
            is_heard = any(how in NAMED for how in closeness)
        is_row = voice.names_party or view.rows_by is not RowsBy.COUNTRY
        if is_heard and is_row and (name or of):
            found.append(voice)
    return found, kept_back


def _row_of(
    voice: _Voice,
    questions: Sequence[Question],
    kept_back: Sequence[bool],
    view: View,
    reader: Reader,
) -> RespondentRow:
    """Where anything is kept from its name, whoever shows nothing stands the same. Why somebody
    declined, and how strictly, is for the secretariat.
    """
    cells = []
    for place, question in enumerate(questions):
        cell = _NOT_SHOWN
        if voice.answers(place, question) or (
            voice.closeness[place] in NAMED and not kept_back[place]
        ):
            told = voice.told.get(question.key)
            cell = answer_cell(told, question, reader, is_full=view.is_full, is_open=False)
        cells.append(cell)
    document = voice.version.document if voice.names_party else None
    if view.audience is Audience.PUBLIC:
        document = None
    title = reader.say(document.titles) if document else None
    return RespondentRow(0, voice.name, voice.of, None, None, "", title, tuple(cells))


def _unattributed(
    asked: Asked,
    versions: Versions,
    voices: Sequence[_Voice],
    view: View,
    reader: Reader,
) -> list[tuple[Reading, ...]]:
    found = []
    # The public has no list of those who were asked; whoever submitted nothing hides nobody.
    could_be_meant = len(versions if view.audience is Audience.PUBLIC else asked.notes)
    for place, question in enumerate(asked.questions):
        said = list(_unnamed(question, versions, reader))
        if said and could_be_meant - _named(place, question, voices) < LEAST_MEANT:
            said = []
        ordered = sorted(said, key=_hash)
        found.append(tuple(one if view.is_full else opening_of(one) for one in ordered))
    return found


def _unnamed(question: Question, versions: Versions, reader: Reader) -> Iterator[Reading]:
    for version, told in versions.values():
        if not told.has_own and effective(version, None) is not Attribution.NOT_ATTRIBUTED:
            continue
        said = told.get(question.key)
        if effective(version, said) is Attribution.NOT_ATTRIBUTED:
            cell = answer_cell(said, question, reader, is_full=True)
            if cell.reply is Reply.ANSWERED:
                yield cell.text


def _named(place: int, question: Question, voices: Iterable[_Voice]) -> int:
    """How many answer under their name."""
    return sum(voice.answers(place, question) for voice in voices)


def _hash(reading: Reading) -> str:
    return hashlib.sha256(reading.text.encode()).hexdigest()
