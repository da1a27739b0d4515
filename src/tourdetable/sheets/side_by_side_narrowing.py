"""To whom a table of answers is narrowed.

A narrowed table asks who somebody is. So it holds nothing that is not attributed, and for others
than the secretariat a respondent whose party is nowhere named is no member of anything (decision
0028).
"""

from dataclasses import dataclass

from tourdetable.kernel.wording import Reading
from tourdetable.notes.models import Note
from tourdetable.parties.models import Party
from tourdetable.processes.enums import ProcessKind
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True)
class Narrowing:
    """To which respondents a table is narrowed: by the kind and a region of their process, and to
    the `members` (keys of parties) of an organisation on the day of the meeting. Whoever answers
    for itself has no process, and is of no kind and no region.
    """

    kind: ProcessKind | None = None
    region: str = ""
    organisation: Party | None = None
    members: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.kind or self.region or self.organisation)

    def fits(self, note: Note, *, names_party: bool) -> bool:
        process = note.process
        if self.kind and (process is None or process.kind != self.kind):
            return False
        if self.region and (process is None or self.region not in process.regions):
            return False
        return self.organisation is None or (names_party and note.party_id in self.members)

    def said(self, reader: Reader) -> Reading:
        """The name of the organisation."""
        if self.organisation is None:
            return Reading("", reader.language)
        return reader.party(self.organisation).name
