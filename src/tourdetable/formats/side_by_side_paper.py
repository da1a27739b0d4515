"""The table of answers on paper, where no line is as wide as all that is asked: question by
question, with a line for each respondent; it takes the same shape as PDF and as Word document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from tourdetable.formats.paper_parts import (
    Part,
    Phrasing,
    Runs,
    heading,
    paragraph,
    plain,
    section,
    table,
)
from tourdetable.kernel.wording import direction
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import Reply
from tourdetable.sheets.side_by_side import (
    AnswerCell,
    QuestionColumn,
    RespondentRow,
    SideBySideSheet,
)
from tourdetable.ui.telling import telling_of

_WIDTHS = (3, 7)
"""Of the columns, in parts of the whole."""


def side_by_side_paper(sheet: SideBySideSheet) -> Part:
    """All that the paper says, as plain values."""
    writing = Writing(telling_of(sheet.language), sheet)
    _, meeting = writing._, sheet.meeting
    title = _("Side by side")
    return {
        "language": sheet.language,
        "direction": direction(sheet.language),
        "title": title,
        "address": "",
        "kicker": writing.said(meeting.name) + writing.invented(is_invented=meeting.is_invented),
        "name": plain(title),
        "names": [],
        "when": writing.said(sheet.title),
        "lede": [],
        "facts": [{"term": term, "runs": runs} for term, runs in writing.facts() if runs],
        "sections": list(writing.groups()),
    }


@dataclass(frozen=True)
class Writing(Phrasing):
    """A table of answers in the words of its language."""

    sheet: SideBySideSheet

    def facts(self) -> Iterator[tuple[str, Runs]]:
        """As whom one reads, and to whom the table is narrowed."""
        _, sheet, label = self._, self.sheet, self.telling.label
        yield _("As it is read by"), [plain(label(sheet.audience))]
        yield _("Rows"), [plain(label(sheet.rows_by))]
        yield _("Kind of process"), [plain(label(sheet.kind))] if sheet.kind else []
        region = self.telling.region(sheet.region)
        yield _("Region of the process"), [plain(region)] if region else []
        yield _("Member, on the day of the meeting, of"), self.said(sheet.organisation)

    def groups(self) -> Iterator[Part]:
        """A section for each group of questions."""
        placed = enumerate(self.sheet.columns)
        for title, columns in groupby(placed, key=lambda placed: placed[1].group):
            parts = [part for place, one in columns for part in self.question(place, one)]
            yield section(title, parts)

    def question(self, place: int, column: QuestionColumn) -> Iterator[Part]:
        number = self.telling.number(column.number)
        yield heading(replace(column.text, text=f"{number}. {column.text.text}"))
        if self.sheet.rows:
            header = (self._("Respondent"), self._("Answer"))
            rows = [[self.respondent(row), self.told(row.cells[place])] for row in self.sheet.rows]
            yield table(_WIDTHS, header, rows)
        unnamed = self.sheet.unattributed[place] if self.sheet.unattributed else ()
        if unnamed:
            yield paragraph([{"text": self._("Said without a name"), "look": "strong"}])
            yield {"kind": "list", "lines": [self.said(text) for text in unnamed]}

    def respondent(self, row: RespondentRow) -> Runs:
        told = self.said(row.name, "strong")
        told += self._below(self.said(row.of, "small"))
        if row.source:
            told += self._below([self.small(self._("Entered on behalf:") + f" {row.source}")])
        if row.document:
            told += self._below(
                [self.small(self._("As a document:") + " "), *self.said(row.document, "small")]
            )
        return told + self._below(self._closeness(row.attribution, is_of_note=True))

    def told(self, cell: AnswerCell) -> Runs:
        """What stands where no answer is says so, in brackets, lest it be taken for one."""
        told = self._bracketed(cell)
        if cell.reply is Reply.ANSWERED:
            told = self.said(cell.text)
        if cell.asked:
            told += self._below(
                [self.small(self._("Asked then:") + " "), *self.said(cell.asked, "small")]
            )
        return told + self._below(self._closeness(cell.attribution, is_of_note=False))

    def _bracketed(self, cell: AnswerCell) -> Runs:
        label = self.telling.label(cell.reply)
        reason = self._("%(term)s: %(value)s", term=label, value=cell.reason)
        return [self.small(f"[{reason if cell.reason else label}]")]

    def _closeness(self, how: Attribution | None, *, is_of_note: bool) -> Runs:
        """What may be said of it; of a note only where that is not everything."""
        if how is None or (is_of_note and how is Attribution.ATTRIBUTED):
            return []
        return [self.small(self.telling.label(how))]

    def _below(self, runs: Runs) -> Runs:
        return [plain("\n"), *runs] if runs else []
