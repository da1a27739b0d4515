"""A list of people: from bytes to plain rows, with what is to be known of each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tourdetable.intake.enums import Column
from tourdetable.intake.people.columns import Layout, guessed
from tourdetable.intake.people.functions import category_of, function_of
from tourdetable.intake.people.grids import Grid, Line, read_grid
from tourdetable.intake.people.party_names import PartyNames
from tourdetable.intake.people.titles import LONGEST as LONGEST_HONORIFIC
from tourdetable.intake.people.titles import taken_apart
from tourdetable.invitations.enums import NAMED_BY_PARTIES, Category, Function
from tourdetable.invitations.queries.listed import ListedPerson
from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.kernel.header_text import HeaderTextError, header_text, plain_name
from tourdetable.kernel.mail_address import is_mail_address

LONGEST = 300
"""Characters of a name, a post, a unit."""
NO_PARTY = "-"
"""Said of a name: it is no party, whoever has it comes for none."""
_SHOWN = 20
"""Names of no party that are asked about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has said of how a list is to be read; what is empty is guessed. `parties` are
    names with the code that each of them means, `own` is the one party whose list it can be.
    """

    encoding: str = ""
    page: str = ""
    has_header: bool | None = None
    columns: tuple[Column, ...] = ()
    parties: Mapping[str, str] = field(default_factory=dict)
    own: str = ""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name in the column of parties that is nobody's; `near` are codes that may be meant."""

    text: str
    lines: int
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A list as it was read."""

    grid: Grid
    layout: Layout
    people: tuple[ListedPerson, ...]
    unmatched: tuple[Unmatched, ...]


def read_people(content: bytes, names: PartyNames, asked: Asked) -> PeopleList:
    """Raises SentenceError for what is no list of people at all; what is wrong with one line is
    said there.
    """
    return people_of(read_grid(content, encoding=asked.encoding, page=asked.page), names, asked)


def people_of(grid: Grid, names: PartyNames, asked: Asked) -> PeopleList:
    """The same from the lines of the file."""
    found = _Finder(names, asked)
    layout = guessed(grid, lambda cell: bool(found.party(cell)))
    if asked.has_header is not None:
        layout = replace(layout, has_header=asked.has_header)
    if len(asked.columns) == len(layout.columns):
        layout = replace(layout, columns=asked.columns)
    lines = grid.lines[layout.first + layout.has_header :]
    width = len(layout.columns)
    # A workbook does not say where a row ends that has empty cells at its end.
    shortest = width if grid.encoding and layout.has_header else 0
    people = tuple(_person(line, layout, (shortest, width), found) for line in lines)
    return PeopleList(grid, layout, people, found.unmatched())


class _Finder:
    """Parties by the names that stand in a list, each looked up once."""

    def __init__(self, names: PartyNames, asked: Asked) -> None:
        self.names, self.asked = names, asked
        self.known: dict[str, str] = {}
        self.missed: Counter[str] = Counter()

    def party(self, text: str) -> str:
        """A code, or empty."""
        if text not in self.known:
            self.known[text] = self.asked.parties.get(text) or self.names.find(text)
        return self.known[text]

    def miss(self, text: str) -> None:
        self.missed[text] += 1

    def unmatched(self) -> tuple[Unmatched, ...]:
        """The most frequent first. Those about which something was said stay to be seen."""
        asked = [text for text in self.asked.parties if text not in self.missed]
        rows = [*self.missed.most_common(), *((text, 0) for text in asked)]
        return tuple(Unmatched(text, lines, self._near(text)) for text, lines in rows[:_SHOWN])

    def _near(self, text: str) -> tuple[str, ...]:
        chosen = self.asked.parties.get(text, "")
        near = self.names.near(text)
        return (chosen, *near) if chosen in self.names.names and chosen not in near else near


def _person(line: Line, layout: Layout, bounds: tuple[int, int], found: _Finder) -> ListedPerson:
    shortest, width = bounds
    cells = dict(zip(layout.columns, line.cells, strict=False))
    cells.pop(Column.NOTHING, None)
    told = {column: cells.get(column, "") for column in Column}
    name = told[Column.NAME] or f"{told[Column.GIVEN]} {told[Column.FAMILY]}".strip()
    called = taken_apart(name)
    honorific = told[Column.HONORIFIC] or called.honorific
    remarks: list[SentenceError] = []
    mail = _mail(told[Column.MAIL], remarks)
    party, unit = _party(told, found, remarks)
    function, post = _function(told)
    if found.asked.own and function not in NAMED_BY_PARTIES:
        function = Function.DELEGATE
        remarks.append(
            SentenceError("This function is for the meeting to give; the row names a delegate.")
        )
    person = ListedPerson(
        number=line.number,
        name=called.name,
        honorific=honorific[:LONGEST_HONORIFIC],
        post=post,
        unit=unit,
        mail=mail,
        function=function,
        category=_category(told[Column.CATEGORY], party, function),
        party=party,
    )
    if len(line.cells) < shortest:
        remarks.append(SentenceError("The row is shorter than the header."))
    refusal = _refusal(person, told[Column.PARTY], line, width, found)
    return replace(person, refusal=refusal, remarks=tuple(remarks))


def _refusal(
    person: ListedPerson, party: str, line: Line, width: int, found: _Finder
) -> SentenceError | None:
    """Why a line cannot be taken, where it cannot."""
    if any(line.cells[width:]):
        return SentenceError(
            "The row has %(found)s cells, the first one %(asked)s; perhaps a name with a comma "
            "stands in it without quotation marks.",
            found=len(line.cells),
            asked=width,
        )
    if not any(letter.isalnum() for letter in person.name):
        return SentenceError("There is no name in this row.")
    if max(map(len, (person.name, person.post, person.unit))) > LONGEST:
        return SentenceError(
            "A text in this row has more than %(limit)s characters.", limit=LONGEST
        )
    own = found.asked.own
    check = plain_name if own else header_text
    try:
        for text in (person.name, person.honorific, person.post, person.unit):
            check(text)
    except HeaderTextError as error:
        return error
    if own and found.party(party) not in ("", own):
        return SentenceError(
            "The row is for “%(party)s”; this list is for your own delegation.", party=shown(party)
        )
    return None


def _mail(text: str, remarks: list[SentenceError]) -> str:
    mail = text.strip("<>").removeprefix("mailto:")
    if not mail:
        return ""
    if not is_mail_address(mail):
        remarks.append(
            SentenceError("“%(text)s” is no e-mail address; it is left out.", text=shown(text))
        )
        return ""
    return mail


def _party(
    told: Mapping[Column, str], found: _Finder, remarks: list[SentenceError]
) -> tuple[str, str]:
    """The code of the party, and the unit: a name that is no party's is kept there."""
    text, unit = told[Column.PARTY], told[Column.UNIT]
    own = found.asked.own
    if own:
        return own, unit
    if not text:
        return "", unit
    code = found.party(text)
    if code and code != NO_PARTY:
        return code, unit
    found.miss(text)
    remarks.append(
        SentenceError("No party is called “%(name)s”; it is kept as the unit.", name=shown(text))
    )
    return "", " · ".join(filter(None, (text, unit)))


def _function(told: Mapping[Column, str]) -> tuple[Function, str]:
    """The function, and the post: what is no function is taken for one."""
    text, post = told[Column.FUNCTION], told[Column.POST]
    function = function_of(text) if text else None
    if function is None and text:
        post = " · ".join(filter(None, (post, text)))
    if function is None and (function := function_of(post)):
        post = ""
    return function or Function.DELEGATE, post


def _category(text: str, party: str, function: Function) -> Category:
    """As the list says, else by whose delegation it is: codes of ISO are countries."""
    said = category_of(text) if text else None
    if said:
        return said
    if party:
        return Category.GOVERNMENT if party.isupper() else Category.ORGANISATION
    is_ours = function in (Function.SECRETARIAT, Function.INTERPRETER)
    return Category.SECRETARIAT if is_ours else Category.EXPERT
