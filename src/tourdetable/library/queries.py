"""What is known of documents: dossiers as stored."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tourdetable.kernel.dossier import Dossier
from tourdetable.library.models import Document, LanguageVersion


@dataclass(frozen=True)
class DocumentDossier(Dossier):
    """A document and its language versions."""

    document: Document
    versions: Sequence[LanguageVersion]


def document_dossiers(slugs: Iterable[str] | None = None) -> dict[str, DocumentDossier]:
    """Stored documents by slug (all of them where none is named); two queries."""
    documents = Document.objects.all()
    if slugs is not None:
        documents = documents.filter(slug__in=list(slugs))
    versions: dict[int, list[LanguageVersion]] = defaultdict(list)
    for row in LanguageVersion.objects.filter(document__in=documents):
        versions[row.document_id].append(row)
    return {d.slug: DocumentDossier(d, versions[d.pk]) for d in documents}
