"""The sheets of documents: one work whatever its languages, and the list of all."""

from dataclasses import dataclass

from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.library.enums import DocumentKind, Modification
from tourdetable.meetings.enums import DocumentRole
from tourdetable.sheets.parts import (
    Cited,
    FileLine,
    ModificationLine,
    PartyLine,
    SourceLine,
    ThingLink,
)
from tourdetable.sheets.process import MeetingLine


@dataclass(frozen=True, slots=True)
class VersionLine:
    """The document in one language (BCP 47). `file` is None where a copy was seen or listed
    elsewhere and is not kept here.
    """

    language: str
    status: WordingStatus
    file: FileLine | None


@dataclass(frozen=True, slots=True)
class PartLine:
    """The part that a document has at a meeting, and who submitted it for which process.

    `submitted_by_text` is the text of the record where the parties are not known by code.
    """

    meeting: MeetingLine
    role: DocumentRole
    process: ThingLink | None
    submitted_by: tuple[PartyLine, ...]
    submitted_by_text: str
    submitter_role: Reading


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """Everything that the page of a document shows to the public, in one language. `modifies` is
    the document that it revises, adds to or corrects; `modified_by` are those that do so to it.
    """

    slug: str
    language: str
    title: Reading
    titles: tuple[Reading, ...]
    symbol: str
    kind: DocumentKind
    versions: tuple[VersionLine, ...]
    parts: tuple[PartLine, ...]
    note: Reading
    cited: Cited
    sources: tuple[SourceLine, ...]
    modifies: ModificationLine | None = None
    modified_by: tuple[ModificationLine, ...] = ()

    @property
    def files(self) -> tuple[FileLine, ...]:
        return tuple(version.file for version in self.versions if version.file)

    @property
    def replaced_by(self) -> tuple[ModificationLine, ...]:
        """The revisions of it: whoever reads this one should know."""
        return tuple(one for one in self.modified_by if one.kind is Modification.REVISION)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list."""

    link: ThingLink
    symbol: str
    kind: DocumentKind
    languages: tuple[str, ...]
    is_kept: bool
    meetings: tuple[MeetingLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentsSheet:
    """All documents in general distribution, those of the newest meetings first."""

    language: str
    documents: tuple[DocumentRow, ...]
