"""Documents that no event describes, and what is known of any document beside: what it modifies,
which files are kept, that it was withdrawn.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from tourdetable.intake.files import FOLDER, name_in_dump, read_kept_file
from tourdetable.intake.kept_before import KeptBefore
from tourdetable.intake.known import sources
from tourdetable.intake.reading import Node
from tourdetable.kernel.dossier import Dossier
from tourdetable.kernel.enums import Publicity, WordingStatus
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.files import digest_of
from tourdetable.kernel.media.traces import removed
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.library.actions import (
    keep_file,
    record_document,
    record_modification,
    withdraw_document,
)
from tourdetable.library.enums import Distribution, DocumentKind, Modification
from tourdetable.library.models import Document, KeptFile, LanguageVersion
from tourdetable.library.queries import DocumentDossier, document_dossiers
from tourdetable.library.rules.arrivals import Arrival


class Intaking(Protocol):
    """What a loader asks of the call that it is part of."""

    largest_file: int
    is_as_kept: bool

    def remark(self, thing: str, remark: str) -> None:
        """Say something of a thing that is taken in nevertheless."""

    def take(
        self,
        dossiers: Iterable[Dossier],
        stored: Callable[[], Mapping[str, Dossier]],
        record: Callable[..., Event],
    ) -> None:
        """Record the dossiers that differ from what is stored."""

    def settle(self, *, is_so: bool, act: Callable[..., Event]) -> None:
        """Do what is not so yet."""


def load_documents(nodes: Sequence[Node], intake: Intaking) -> None:
    """The documents come first, then how they stand to each other, their files, withdrawals."""
    stored = document_dossiers()
    described = [_dossier(node) for node in nodes if node.has("title")]
    fresh = [d.keeping(stored.get(d.document.slug)) for d in described]
    intake.take(fresh, document_dossiers, record_document)
    known = document_dossiers()
    for node in nodes:
        _find(node["id"], known)
    for node in nodes:
        if node.has("modifies"):
            _relate(node, known, intake)
    for node in nodes:
        for file in node.get("files"):
            _keep(known[node["id"].text], file, intake)
    for node in nodes:
        if node.has("withdrawn"):
            _withdraw(known[node["id"].text].document, node["withdrawn"], intake)


def _dossier(node: Node) -> DocumentDossier:
    document = Document(
        slug=node["id"].text,
        symbol=node.get("symbol").text,
        titles=_wording(node["title"]),
        kind=DocumentKind(node["kind"].text),
        distribution=Distribution(node["distribution"].text),
        publicity=Publicity.PUBLISHED,
        sources=sources(node),
        note=_wording(node.get("note")),
    )
    versions = [
        LanguageVersion(
            document=document,
            language=row["language"].text,
            status=WordingStatus(row["status"].text),
            position=place,
        )
        for place, row in enumerate(node["languages"])
    ]
    return DocumentDossier(document, versions)


def _wording(node: Node) -> Wording:
    return Wording.of(**(node.value or {}))


def _find(node: Node, known: Mapping[str, DocumentDossier]) -> DocumentDossier:
    if node.text not in known:
        node.refuse(f"no document “{node.shown}” is known; load the file that describes it too.")
    return known[node.text]


def _relate(node: Node, known: Mapping[str, DocumentDossier], intake: Intaking) -> None:
    document = known[node["id"].text].document
    of = _find(node["modifies"]["document"], known).document
    kind = Modification(node["modifies"]["as"].text)
    with _placed(node["modifies"]):
        intake.settle(
            is_so=(document.modifies_id, document.modifies_as) == (of.pk, kind),
            act=lambda **who: record_modification(document, kind=kind, of=of, **who),
        )


def _keep(dossier: DocumentDossier, node: Node, intake: Intaking) -> None:
    language, sha256 = node["language"].text, node["sha256"].text
    kept = {row.language: row.file.digest for row in dossier.versions if row.file}
    if kept.get(language) == sha256:
        intake.settle(is_so=True, act=keep_file)
        return
    name = name_in_dump(sha256, node["media_type"].text)
    with _placed(node):
        path = node.sheaf.folder / FOLDER / name
        content = read_kept_file(path, most=intake.largest_file)
        status = WordingStatus(node["status"].text)
        arrival = Arrival(name, content, language, status, intake.largest_file)
        if digest_of(content) != sha256:
            msg = f"{name} is not what its name says; take it from where it was written out."
            raise SentenceError(msg)
        if intake.is_as_kept or KeptFile.objects.filter(digest=sha256).exists():
            arrival = KeptBefore(
                name, content, language, status, intake.largest_file,
                media_type=node["media_type"].text,
            )  # fmt: skip
            if remark := arrival.remark:
                intake.remark(f"{dossier.document} in “{language}”", remark)
        elif arrival.digest != sha256:
            msg = (
                f"{removed(name, arrival.cleaned.traces)} Keep it with `tdt keep` instead, or load "
                "it with `--as-kept` if this is a dump of a home that kept it so."
            )
            raise SentenceError(msg)
        intake.settle(
            is_so=False, act=lambda **who: keep_file(dossier.document, arrival=arrival, **who)
        )


def _withdraw(document: Document, node: Node, intake: Intaking) -> None:
    """The day is that of the loading: on that day it leaves this record."""
    reason = _wording(node["reason"])
    with _placed(node):
        intake.settle(
            is_so=document.publicity == Publicity.WITHDRAWN,
            act=lambda **who: withdraw_document(document, reason=reason, **who),
        )


@contextmanager
def _placed(node: Node) -> Iterator[None]:
    """Whatever is refused in it is refused with its place in the file."""
    try:
        yield
    except SentenceError as error:
        node.refuse(str(error))
