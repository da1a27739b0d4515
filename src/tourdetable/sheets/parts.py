"""What several sheets are made of. All frozen, all plain: a format needs nothing else."""

from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.library.enums import Modification
from tourdetable.parties.enums import Certainty, PartyKind
from tourdetable.parties.queries import Reason
from tourdetable.processes.enums import MandateStyle, Role, SecretariatKind


@dataclass(frozen=True, slots=True)
class ThingLink:
    """Another page of the record: `kind` is `process`, `meeting`, `country`, `organisation`,
    `document` or `answers`; `label` is a short name.
    """

    kind: str
    slug: str
    name: Reading
    label: str = ""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that is kept of a document in one language (BCP 47), and published with it.

    `document` is the slug, `name` what the record calls the file. `sha256` is over its bytes,
    `size` counts them. `pages` is None where its kind has no fixed ones, `has_text` None where
    nobody has looked yet and False where it holds none, as a scan.
    """

    document: str
    language: str
    name: str
    media_type: str
    sha256: str
    size: int
    pages: int | None
    has_text: bool | None


@dataclass(frozen=True, slots=True)
class ModificationLine:
    """A document that modifies another one, or is modified by it, and how: `files` are its own."""

    kind: Modification
    document: ThingLink
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A country or an organisation as a reader meets it; `sort_key` orders by its name."""

    code: str
    kind: PartyKind
    name: Reading
    acronym: str = ""
    sort_key: str = ""

    @property
    def link(self) -> ThingLink:
        """Its own page; a participant without an ISO code has one among the organisations."""
        kind = "country" if self.kind is PartyKind.COUNTRY else "organisation"
        return ThingLink(kind, self.code.lower(), self.name, self.acronym)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of the page. `number` is what facts refer to; `url` is empty for the one that
    stands for facts nobody has checked.
    """

    number: int
    key: str
    publisher: str
    url: str
    reading: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """The numbers of the sources of one fact on its page, and whether none of them is a page."""

    numbers: tuple[int, ...]
    is_unverified: bool


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A party in an office on a date, or possibly so. `named_as` is how the source names it where
    that differs from the party's own name.
    """

    party: PartyLine
    role: Role
    style: MandateStyle | None
    secretariat_kind: SecretariatKind | None
    since: PartialDate | None
    until: PartialDate | None
    certainty: Certainty
    doubts: tuple[Reason, ...]
    note: Reading
    cited: Cited
