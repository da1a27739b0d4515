"""What is known of documents: dossiers as stored."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dossier import Dossier
from tourdetable.kernel.errors import UnknownThingError
from tourdetable.kernel.nearest import nearest_names
from tourdetable.kernel.publicity import PUBLICITY_COLUMNS
from tourdetable.library.models import Document, KeptFile, LanguageVersion
from tourdetable.library.rules.rights import readable_documents, readable_tombstones


@dataclass(frozen=True)
class DocumentDossier(Dossier):
    """A document and its language versions. Which files are kept, what the document modifies and
    whether it stands in the record is for actions of their own.
    """

    left_alone = (*PUBLICITY_COLUMNS, "modifies", "modifies_as", "file")
    told_apart_by = {"versions": "language"}  # noqa: RUF012 - a ClassVar of the class above

    document: Document
    versions: Sequence[LanguageVersion]

    def keeping(self, stored: "DocumentDossier | None") -> "DocumentDossier":
        """With the versions, at the end, of which a file is kept and that it does not name."""
        named = {row.language for row in self.versions}
        kept = [row for row in stored.versions if row.file_id] if stored else []
        more = [
            LanguageVersion(document=self.document, language=row.language, status=row.status)
            for row in kept
            if row.language not in named
        ]
        for place, row in enumerate(more, len(self.versions)):
            row.position = place
        return replace(self, versions=[*self.versions, *more])


def document_dossiers(slugs: Iterable[str] | None = None) -> dict[str, DocumentDossier]:
    """Stored documents by slug (all of them where none is named); two queries."""
    documents = Document.objects.all()
    return _dossiers(documents if slugs is None else documents.filter(slug__in=list(slugs)))


def modifying_dossiers(slugs: Iterable[str] | None = None) -> dict[str, list[DocumentDossier]]:
    """The documents that modify each of these (of all where none is named), by the slug of what
    they modify, in the order of their symbols and slugs; two queries.
    """
    documents = Document.objects.filter(modifies__isnull=False)
    if slugs is not None:
        documents = documents.filter(modifies__slug__in=list(slugs))
    found: dict[str, list[DocumentDossier]] = defaultdict(list)
    for dossier in _dossiers(documents.order_by("symbol", "slug")).values():
        if dossier.document.modifies:
            found[dossier.document.modifies.slug].append(dossier)
    return found


def _dossiers(documents: QuerySet[Document]) -> dict[str, DocumentDossier]:
    found = list(documents.select_related("modifies"))
    versions: dict[int, list[LanguageVersion]] = defaultdict(list)
    rows = LanguageVersion.objects.filter(document__in=[document.pk for document in found])
    for row in rows.select_related("file").defer("file__text"):
        versions[row.document_id].append(row)
    return {d.slug: DocumentDossier(d, versions[d.pk]) for d in found}


def readable(by: Actor, now: dt.datetime) -> QuerySet[Document]:
    """The documents that somebody may have."""
    return Document.objects.filter(readable_documents(by, now)).order_by("slug")


def tombstones(by: Actor, now: dt.datetime) -> QuerySet[Document]:
    """The documents of which somebody may know that they were withdrawn."""
    return Document.objects.filter(readable_tombstones(by, now)).order_by("slug")


def modified_keys() -> Mapping[int, int | None]:
    """What each document modifies, by their keys; one query."""
    rows = Document.objects.filter(modifies__isnull=False)
    return dict(rows.values_list("pk", "modifies_id"))


def files_without_known_text() -> QuerySet[KeptFile]:
    """The kept files that nobody has looked into yet, in the order in which they came."""
    return KeptFile.objects.filter(has_text__isnull=True).order_by("pk")


def find_document(name: str) -> Document:
    """The document with that symbol or slug, whatever its case. Two queries at most.

    Raises UnknownThingError with the nearest slugs.
    """
    found = Document.objects.filter(symbol=name.upper()).first() if name else None
    found = found or Document.objects.filter(symbol=name).exclude(symbol="").first()
    found = found or Document.objects.filter(slug=name.lower()).first()
    if found:
        return found
    rows = Document.objects.values_list("slug", "symbol", "titles")
    known = {slug: (symbol, *titles.texts()) for slug, symbol, titles in rows}
    raise UnknownThingError("document", name, nearest_names(name, known))
