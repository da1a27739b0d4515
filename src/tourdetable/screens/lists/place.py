"""What a list of people is for, and what was read of it so far."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tourdetable.intake.enums import Column
from tourdetable.intake.people.grids import Grid
from tourdetable.intake.people.party_names import NamedParty, PartyNames
from tourdetable.intake.people.reading import Asked, PeopleList, people_of
from tourdetable.invitations.models import Invitation
from tourdetable.invitations.queries.listed import Answers, Verdict
from tourdetable.invitations.queries.seated import list_of, verdicts_on
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.reading import Reader
from tourdetable.kernel.models import Upload
from tourdetable.kernel.uploads import read_upload, uploads
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Party
from tourdetable.parties.queries import country_code, nameable_parties
from tourdetable.screens.answering import fetch
from tourdetable.screens.asking import Asking

_GRID: Reader[Grid] = Reader("people", Grid)


@dataclass(frozen=True)
class Place:
    """For whom a list is: all who take part in a meeting, or the delegation of one invitation.

    `to` gives the address of a screen of lists by its name and arguments, `back` that of the list
    itself.
    """

    about: Meeting | Invitation
    to: Callable[..., str]
    back: str

    @property
    def meeting(self) -> Meeting:
        return self.about.meeting if isinstance(self.about, Invitation) else self.about

    @property
    def own(self) -> str:
        """The code of the one party whose list it can be; empty for the list of a meeting."""
        return self.about.party.code if isinstance(self.about, Invitation) else ""

    def upload(self, request: Asking, key: int) -> Upload:
        """Raises Http404 for one that somebody else has laid here, or whose day is over."""
        return fetch(uploads(list_of(self.about), request.actor, request.moment), pk=key)


@dataclass(frozen=True)
class Looked:
    """A list as it was read, and what would become of each line. `refusal` says why it cannot be
    read as it was asked; then there are no lines.
    """

    parties: dict[str, Party]
    people: PeopleList | None = None
    verdicts: tuple[Verdict, ...] = ()
    refusal: SentenceError | None = None


def looked_at(place: Place, upload: Upload) -> Looked:
    """Read and judged. Four queries at most, whatever the length of the list."""
    looked = read_at(place, upload)
    if looked.people is None:
        return looked
    found = verdicts_on(place.about, looked.people.people, answers_of(upload))
    return replace(looked, verdicts=tuple(found))


def read_at(place: Place, upload: Upload) -> Looked:
    """Read, and nobody judged yet; one query."""
    rows = nameable_parties()
    parties = {row.code: row for row in rows}
    names = PartyNames.of(
        NamedParty(row.code, country_code(row), (*row.names.texts(), *row.acronyms.texts()))
        for row in rows
    )
    asked = asked_of(upload, place.own)
    try:
        grid = read_upload(upload, _GRID, encoding=asked.encoding, page=asked.page)
        return Looked(parties, people_of(grid, names, asked))
    except SentenceError as error:
        return Looked(parties, refusal=error)


def asked_of(upload: Upload, own: str) -> Asked:
    """How a list is to be read, as it was said."""
    said = upload.said
    known = {column.value for column in Column}
    columns = [name for name in said.get("columns", ()) if name in known]
    return Asked(
        encoding=said.get("encoding", ""),
        page=said.get("page", ""),
        has_header=said.get("has_header"),
        columns=tuple(map(Column, columns)),
        parties=said.get("parties", {}),
        own=own,
    )


def answers_of(upload: Upload) -> Answers:
    """Who its people are, as it was said."""
    lines = {int(number): answer for number, answer in upload.said.get("lines", {}).items()}
    return Answers(lines, upload.said.get("otherwise", ""))
