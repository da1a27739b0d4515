"""Drawing the sheets of documents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.media.kinds import MEDIA
from tourdetable.library.enums import DocumentKind, Modification
from tourdetable.library.models import Document, LanguageVersion
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
from tourdetable.sheets.parts import FileLine, ModificationLine, PartyLine, ThingLink
from tourdetable.sheets.reader import Footnotes, Reader


@dataclass(frozen=True)
class DocumentFile:
    """A document with its parts at meetings, the newest first, what it modifies and what modifies
    it; only what the reader may read is in it.
    """

    dossier: DocumentDossier
    parts: Sequence[MeetingDocument]
    modifies: Document | None = None
    modified_by: Sequence[DocumentDossier] = ()


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
            VersionLine(row.language, WordingStatus(row.status), file_line(document, row))
            for row in file.dossier.versions
        ),
        parts=tuple(_part(row, holdings, reader) for row in file.parts),
        note=reader.say(document.note),
        cited=notes.cite(document.sources),
        sources=notes.lines(),
        modifies=(
            ModificationLine(Modification(document.modifies_as), _link(file.modifies, reader))
            if file.modifies
            else None
        ),
        modified_by=modifications(file, reader),
    )


def modifications(file: DocumentFile, reader: Reader) -> tuple[ModificationLine, ...]:
    """The documents that modify this one, with their own files."""
    return tuple(
        ModificationLine(
            Modification(dossier.document.modifies_as),
            document_link(dossier, reader),
            file_lines(dossier),
        )
        for dossier in file.modified_by
    )


def file_lines(dossier: DocumentDossier) -> tuple[FileLine, ...]:
    lines = (file_line(dossier.document, version) for version in dossier.versions)
    return tuple(line for line in lines if line)


def file_line(document: Document, version: LanguageVersion) -> FileLine | None:
    """The file is called by what never changes: the slug, the language, the kind of content."""
    kept = version.file
    if kept is None:
        return None
    ending = MEDIA[kept.media_type].ending
    return FileLine(
        document.slug,
        version.language,
        f"{document.slug}.{version.language}.{ending}",
        kept.media_type,
        kept.digest,
        kept.size,
        kept.pages,
        kept.has_text,
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
        any(version.file_id for version in versions),
        tuple(reader.meeting(part.meeting) for part in file.parts),
    )


def document_link(dossier: DocumentDossier, reader: Reader) -> ThingLink:
    return _link(dossier.document, reader)


def _link(document: Document, reader: Reader) -> ThingLink:
    return ThingLink("document", document.slug, reader.say(document.titles), document.symbol)


def document_files(
    dossiers: Mapping[str, DocumentDossier],
    parts: Mapping[str, Sequence[MeetingDocument]],
    modifying: Mapping[str, Sequence[DocumentDossier]],
    may_read: Callable[[Document], bool],
) -> list[DocumentFile]:
    """Documents with their parts and modifications, in the order of their slugs."""
    files = []
    for slug in sorted(dossiers):
        if not may_read(dossiers[slug].document):
            continue
        modified = dossiers[slug].document.modifies
        files.append(
            DocumentFile(
                dossiers[slug],
                parts.get(slug, ()),
                modified if modified and may_read(modified) else None,
                [d for d in modifying.get(slug, ()) if may_read(d.document)],
            )
        )
    return files
