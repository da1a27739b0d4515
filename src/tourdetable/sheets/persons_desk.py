"""Persons as the secretariat keeps them: the list, and one with posts and offices."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tourdetable.invitations.enums import Function
from tourdetable.invitations.models import Participant
from tourdetable.kernel.collections import pages_by_key
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Answer
from tourdetable.kernel.wording import Reading
from tourdetable.parties.models import Affiliation, Officer, Person
from tourdetable.processes.models import FocalPoint
from tourdetable.sheets.paging import Page
from tourdetable.sheets.parts import Cited, PartyLine, SourceLine, ThingLink
from tourdetable.sheets.process import MeetingLine
from tourdetable.sheets.reader import Footnotes, Reader


@dataclass(frozen=True, slots=True)
class KeptPost:
    """A post with a party; `attested_on` is a day on which a source shows it."""

    key: int
    party: PartyLine
    post: Reading
    unit: str
    since: PartialDate | None
    until: PartialDate | None
    attested_on: PartialDate | None
    is_over: bool
    cited: Cited


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list, with the posts that are not known to be over."""

    slug: str
    name: str
    honorific: str
    mail: str
    has_account: bool
    posts: tuple[KeptPost, ...]


@dataclass(frozen=True, slots=True)
class PersonsSheet:
    """A page of the list, by name."""

    page: Page
    rows: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class PointHeld:
    """A party for which the person answers in a process."""

    key: int
    process: ThingLink
    party: PartyLine
    is_alternate: bool
    since: PartialDate | None
    until: PartialDate | None
    is_over: bool
    cited: Cited


@dataclass(frozen=True, slots=True)
class TakingPart:
    """A meeting for which the person was named and accepted."""

    key: int
    meeting: MeetingLine
    function: Function
    party: PartyLine | None
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class OfficerTerm:
    """A term on the secretariat's own list."""

    since: dt.datetime
    until: dt.datetime | None


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """One person on a day. `account` is the address that opens the account, empty where there is
    none; `factors` counts what else it is opened with. `is_self` is the one who reads.
    """

    slug: str
    name: str
    honorific: str
    mail: str
    language: str
    account: str
    factors: int
    is_self: bool
    posts: tuple[KeptPost, ...]
    points: tuple[PointHeld, ...]
    terms: tuple[OfficerTerm, ...]
    parts: tuple[TakingPart, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class PersonHead:
    """What a screen about a person says above its heading."""

    slug: str
    name: str
    is_named_on_record: bool = False


def kept_post(row: Affiliation, reader: Reader, notes: Footnotes, on: PartialDate) -> KeptPost:
    return KeptPost(
        row.pk,
        reader.party(row.party),
        reader.say(row.post),
        row.unit,
        row.since,
        row.until,
        row.attested_on,
        bool(row.until and on.not_after(row.until) is Answer.NO),
        notes.cite(row.sources),
    )


def persons_sheet(
    page: Page,
    rows: Iterable[tuple[Person, bool]],
    posts: Mapping[int, Sequence[Affiliation]],
    reader: Reader,
    on: PartialDate,
) -> PersonsSheet:
    """From persons, each with whether there is an account, and their posts by their keys. Pure."""
    notes = Footnotes({})
    lines = (
        PersonRow(
            row.slug,
            row.name,
            row.honorific,
            row.mail,
            has_account,
            tuple(
                line
                for post in posts.get(row.pk, ())
                if not (line := kept_post(post, reader, notes, on)).is_over
            ),
        )
        for row, has_account in rows
    )
    return PersonsSheet(page, tuple(lines))


def person_sheet(  # noqa: PLR0913 - a person has these rows, each from one query
    person: Person,
    reader: Reader,
    on: PartialDate,
    *,
    factors: int,
    posts: Sequence[Affiliation],
    points: Sequence[FocalPoint],
    terms: Sequence[Officer],
    parts: Sequence[Participant],
    is_self: bool,
) -> PersonSheet:
    """From rows with their parties, processes and meetings. One query."""
    rows: list[Affiliation | FocalPoint] = [*posts, *points]
    keys = {key for row in rows for key in row.sources}
    notes = Footnotes(pages_by_key(keys))
    account = getattr(person, "account", None)
    return PersonSheet(
        slug=person.slug,
        name=person.name,
        honorific=person.honorific,
        mail=person.mail,
        language=person.language,
        account=account.mail if account else "",
        factors=factors,
        is_self=is_self,
        posts=tuple(kept_post(row, reader, notes, on) for row in posts),
        points=tuple(_point(row, reader, notes, on) for row in points),
        terms=tuple(OfficerTerm(row.since, row.until) for row in terms),
        parts=tuple(_part(row, reader) for row in parts),
        sources=notes.lines(),
    )


def _point(row: FocalPoint, reader: Reader, notes: Footnotes, on: PartialDate) -> PointHeld:
    return PointHeld(
        row.pk,
        reader.process(row.process),
        reader.party(row.party),
        row.is_alternate,
        row.since,
        row.until,
        row.period.covers(on) is Answer.NO,
        notes.cite(row.sources),
    )


def _part(row: Participant, reader: Reader) -> TakingPart:
    return TakingPart(
        row.pk,
        reader.meeting(row.meeting),
        Function(row.function),
        reader.party(row.party) if row.party else None,
        row.withdrawn_at is not None,
    )
