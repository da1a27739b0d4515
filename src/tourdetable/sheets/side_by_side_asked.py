"""What a table of answers is made of, and how it is looked at."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import orjson

from tourdetable.notes.enums import Audience, RowsBy
from tourdetable.notes.models import Note, NoteVersion, Question, Questionnaire
from tourdetable.notes.queries.published import standing_versions
from tourdetable.parties.enums import PartyKind
from tourdetable.sheets.side_by_side_cells import Told
from tourdetable.sheets.side_by_side_narrowing import Narrowing

_OWN, _NO_OWN = '"attribution":"', '"attribution":""'
"""As canonical JSON has it; inside of a text its quotes would have a backslash."""


class Content(Mapping[str, Told]):
    """What a version says by key of the question. It is read when somebody asks: of most versions
    of a long table nobody does.
    """

    def __init__(self, version: NoteVersion) -> None:
        self._content = version.content

    @cached_property
    def has_own(self) -> bool:
        """Is any answer said with an attribution of its own? Found without reading all of it."""
        return self._content.count(_OWN) > self._content.count(_NO_OWN)

    @cached_property
    def _told(self) -> dict[str, Told]:
        return {told["question"]: told for told in orjson.loads(self._content)}

    def __getitem__(self, key: str) -> Told:
        return self._told[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


Versions = Mapping[int, tuple[NoteVersion, Content]]
"""By the key of a note its version, and what that says."""


@dataclass(frozen=True)
class Asked:
    """Everybody who was asked, what is asked, and how the versions of notes that stand are read,
    by the keys of the notes, when they are needed.
    """

    questionnaire: Questionnaire
    notes: Sequence[Note]
    found: Callable[[Collection[int]], Iterable[NoteVersion]]
    questions: Sequence[Question]

    def versions(self, notes: Iterable[Note]) -> Versions:
        known = {note.pk: note for note in notes}
        found = {}
        for row in self.found(list(known)):
            row.note = known[row.note_id]
            found[row.note_id] = row, Content(row)
        return found


def as_it_stands(questionnaire: Questionnaire) -> Asked:
    """Everything that is submitted, each in its newest version; three queries. What of it somebody
    may read, the sheet decides by its audience.
    """
    notes = questionnaire.notes.select_related("party", "process").only(
        *("questionnaire", "state", "attribution", "party__code", "party__kind"),
        *("party__names", "party__acronyms", "process__slug", "process__names"),
        *("process__acronym", "process__kind", "process__regions"),
    )
    rows = standing_versions(questionnaire).select_related(None).select_related("document")
    found = list(notes)
    for note in found:
        note.questionnaire = questionnaire
    return Asked(
        questionnaire,
        found,
        lambda keys: rows.filter(note__in=keys),
        list(questionnaire.questions.select_related("group")),
    )


def as_published(
    questionnaire: Questionnaire, versions: Sequence[NoteVersion], questions: Sequence[Question]
) -> Asked:
    """What stands in the record, whatever was submitted since. No query."""
    return Asked(
        questionnaire,
        [version.note for version in versions],
        lambda keys: (version for version in versions if version.note_id in keys),
        questions,
    )


@dataclass(frozen=True)
class View:
    """How a table is looked at; `page` is None for all of it."""

    audience: Audience
    rows_by: RowsBy = RowsBy.RESPONDENT
    narrowing: Narrowing = field(default_factory=Narrowing)
    is_full: bool = False
    page: int | None = 1

    @property
    def is_whole(self) -> bool:
        """Is everybody in it?"""
        return self.rows_by is RowsBy.RESPONDENT and not self.narrowing

    def wants(self, note: Note, *, names_party: bool = True) -> bool:
        """Is that note a row? `names_party` where the row says whose it is."""
        if not self.narrowing.fits(note, names_party=names_party):
            return False
        if self.rows_by is RowsBy.PROCESS:
            return note.process_id is not None
        return self.rows_by is RowsBy.RESPONDENT or note.party.kind == PartyKind.COUNTRY


PUBLIC = View(Audience.PUBLIC, is_full=True, page=None)
"""As the record shows it."""
