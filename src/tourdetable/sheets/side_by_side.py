"""The sheet on which the answers of all respondents lie side by side."""

import datetime as dt
from dataclasses import dataclass

from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import Audience, QuestionKind, Reply, RowsBy
from tourdetable.processes.enums import ProcessKind
from tourdetable.sheets.invitation_desk import MeetingHead
from tourdetable.sheets.paging import Page


@dataclass(frozen=True, slots=True)
class QuestionColumn:
    """A question; `name` is its identity across meetings."""

    name: str
    number: int
    kind: QuestionKind
    text: Reading
    group: Reading


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """What one respondent says to one question. `text` is empty where nothing is answered, and
    `is_cut` where only its opening lines stand here; `reason` may say why it was declined, `asked`
    is the wording that was answered where it is another one by now.
    """

    reply: Reply
    text: Reading
    is_cut: bool
    reason: str
    attribution: Attribution | None
    asked: Reading | None


@dataclass(frozen=True, slots=True)
class RespondentRow:
    """One respondent under the name that the audience may read. `key` is the number of its note in
    addresses, for the secretariat alone; `source` says whence a note was entered on its behalf,
    `document` is the title of the file that came.
    """

    key: int
    name: Reading
    of: Reading
    attribution: Attribution | None
    submitted_at: dt.datetime | None
    source: str
    document: Reading | None
    cells: tuple[AnswerCell, ...]

    @property
    def label(self) -> str:
        """Both names in one line."""
        return f"{self.name.text} · {self.of.text}" if self.of else self.name.text


@dataclass(frozen=True, slots=True)
class SideBySideSheet:
    """A page of the table, or all of it where there is but one.

    `unattributed` holds for each question what may be said without a name, in the order of the
    hashes of the texts: neither place nor label tells whose it is (decision 0028). `kind`, `region`
    and `organisation` are what the table is narrowed to.
    """

    language: str
    audience: Audience
    meeting: MeetingHead
    slug: str
    title: Reading
    zone: str
    rows_by: RowsBy
    kind: ProcessKind | None
    region: str
    organisation: Reading
    is_full: bool
    columns: tuple[QuestionColumn, ...]
    rows: tuple[RespondentRow, ...]
    unattributed: tuple[tuple[Reading, ...], ...]
    page: Page

    @property
    def has_unattributed(self) -> bool:
        return any(self.unattributed)


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What a respondent answered to a question at one meeting, and who presided and kept the
    secretariat of its process then.
    """

    meeting: MeetingHead
    presiding: tuple[Reading, ...]
    secretariats: tuple[Reading, ...]
    asked: Reading
    cell: AnswerCell


@dataclass(frozen=True, slots=True)
class SeriesQuestion:
    """A question through the meetings of a series, the newest first."""

    name: str
    text: Reading
    answers: tuple[EarlierAnswer, ...]


@dataclass(frozen=True, slots=True)
class AcrossSeriesSheet:
    """The answers of one respondent, question by question, one meeting below the other."""

    meeting: MeetingHead
    slug: str
    name: Reading
    of: Reading
    questions: tuple[SeriesQuestion, ...]
