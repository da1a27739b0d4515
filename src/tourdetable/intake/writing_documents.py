"""Documents as stored, in the shape of documents.yaml."""

from collections.abc import Mapping
from pathlib import Path

from tourdetable.intake.files import write_kept_file
from tourdetable.intake.plain import listed, only
from tourdetable.intake.reading import Plain
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.wording import Wording
from tourdetable.library.queries import DocumentDossier, document_dossiers
from tourdetable.meetings.models import MeetingDocument

META: dict[str, Plain] = {
    "title": "Documents of this installation, with the files that it keeps",
    "compiled_on": None,
    "notes": [],
}
"""Where no file has said what the documents are."""


def documents_data() -> list[Plain]:
    """Whole documents that no event describes; of the others what events do not say."""
    of_events = set(MeetingDocument.objects.values_list("document__slug", flat=True))
    found = []
    for slug, dossier in document_dossiers().items():
        told = {} if slug in of_events else _described(dossier)
        told |= _beside(dossier)
        if told:
            found.append({"id": slug, **told})
    return found


def write_files(folder: Path) -> None:
    """Every kept file beside the data. Raises SentenceError for one that is damaged or gone."""
    for dossier in document_dossiers().values():
        for row in dossier.versions:
            if row.file:
                write_kept_file(folder, row.file.digest, row.file.media_type)


def _described(dossier: DocumentDossier) -> dict[str, Plain]:
    document = dossier.document
    return {
        "title": _texts(document.titles),
        **only(symbol=document.symbol),
        "kind": document.kind,
        "distribution": document.distribution,
        "languages": [{"language": r.language, "status": r.status} for r in dossier.versions],
        "sources": listed(document.sources),
        **only(note=_texts(document.note)),
    }


def _beside(dossier: DocumentDossier) -> dict[str, Plain]:
    document, modifies = dossier.document, dossier.document.modifies
    relation: Mapping[str, Plain] = (
        {"document": modifies.slug, "as": document.modifies_as} if modifies else {}
    )
    files = [
        {
            "language": row.language,
            "status": row.status,
            "sha256": row.file.digest,
            "media_type": row.file.media_type,
        }
        for row in dossier.versions
        if row.file
    ]
    is_withdrawn = document.publicity == Publicity.WITHDRAWN
    reason = {"reason": _texts(document.withdrawal_reason)} if is_withdrawn else {}
    return only(modifies=relation, files=files, withdrawn=reason)


def _texts(wording: Wording) -> dict[str, Plain]:
    return {language: wording.text(language) for language in wording}
