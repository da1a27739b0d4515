"""Drawing the sheets of documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tourdetable.kernel.enums import WordingStatus
from tourdetable.library.enums import DocumentKind
from tourdetable.library.queries import DocumentDossier
from tourdetable.meetings.enums import DocumentRole
from tourdetable.meetings.models import MeetingDocument
from tourdetable.parties.models import Party
from tourdetable.sheets.document import (
    DocumentRow,
    DocumentSheet,
    DocumentsSheet,
    PartLine,
    VersionLine,
)
from tourdetable.sheets.holdings import Holdings
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.reader import Footnotes, Reader


@dataclass(frozen=True)
class DocumentFile:
    """A document, and its parts at meetings that the reader may read, the newest first."""

    dossier: DocumentDossier
    parts: Sequence[MeetingDocument]


def document_sheet(file: DocumentFile, holdings: Holdings, reader: Reader) -> DocumentSheet:
    """Draw one document. Pure: no query."""
    document = file.dossier.document
    notes = Footnotes(holdings.sources)
    title = reader.say(document.titles)
    return DocumentSheet(
        slug=document.slug,
        language=reader.language,
        title=title,
        titles=reader.other_names(document.titles, title),
        symbol=document.symbol,
        kind=DocumentKind(document.kind),
        versions=tuple(
            VersionLine(row.language, WordingStatus(row.status), row.file)
            for row in file.dossier.versions
        ),
        parts=tuple(_part(row, holdings, reader) for row in file.parts),
        note=reader.say(document.note),
        cited=notes.cite(document.sources),
        sources=notes.lines(),
    )


def _part(row: MeetingDocument, holdings: Holdings, reader: Reader) -> PartLine:
    known = submitters(row.submitted_by, holdings, reader)
    return PartLine(
        reader.meeting(row.meeting),
        DocumentRole(row.role),
        reader.process(row.process) if row.process else None,
        known,
        "" if known else row.submitted_by,
        reader.say(row.submitter_role),
    )


def submitters(text: str, holdings: Holdings, reader: Reader) -> tuple[PartyLine, ...]:
    """The parties whose codes the text lists; none where it is a name and not a list of codes."""
    found: list[Party | None] = [holdings.parties.get(word) for word in text.split()]
    known = [party for party in found if party]
    return tuple(map(reader.party, known)) if len(known) == len(found) else ()


def documents_sheet(files: Iterable[DocumentFile], reader: Reader) -> DocumentsSheet:
    """By the day of their newest meeting, the latest first; then by their titles."""
    rows = [_row(file, reader) for file in files]
    by_title = sorted(rows, key=lambda row: row.link.name.text)
    newest = sorted(by_title, key=_newest_day, reverse=True)
    return DocumentsSheet(reader.language, tuple(newest))


def _newest_day(row: DocumentRow) -> str:
    return max((line.start.earliest.isoformat() for line in row.meetings), default="")


def _row(file: DocumentFile, reader: Reader) -> DocumentRow:
    document, versions = file.dossier.document, file.dossier.versions
    return DocumentRow(
        document_link(file.dossier, reader),
        document.symbol,
        DocumentKind(document.kind),
        tuple(version.language for version in versions),
        any(version.file for version in versions),
        tuple(reader.meeting(part.meeting) for part in file.parts),
    )


def document_link(dossier: DocumentDossier, reader: Reader) -> ThingLink:
    document = dossier.document
    return ThingLink("document", document.slug, reader.say(document.titles), document.symbol)


def document_files(
    dossiers: Mapping[str, DocumentDossier], parts: Mapping[str, Sequence[MeetingDocument]]
) -> list[DocumentFile]:
    """Documents with their parts, in the order of their slugs."""
    return [DocumentFile(dossiers[slug], parts.get(slug, ())) for slug in sorted(dossiers)]
