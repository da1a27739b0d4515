"""Taking documents into the house, with their files, and out of the public record."""

import datetime as dt

from tourdetable.kernel import files
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action, hold_journal, put_on_record
from tourdetable.kernel.media.reading import text_of_kept
from tourdetable.kernel.publicity import restoration, withdrawal
from tourdetable.kernel.wording import Wording
from tourdetable.library.enums import Distribution, Modification
from tourdetable.library.models import Document, KeptFile, LanguageVersion
from tourdetable.library.queries import DocumentDossier, document_dossiers, modified_keys
from tourdetable.library.rules.arrivals import Arrival
from tourdetable.library.rules.rights import (
    may_extract_text,
    may_keep_file,
    may_record_document,
    may_record_modification,
    may_restore_document,
    may_withdraw_document,
)
from tourdetable.library.rules.symbols import check_agreement, closes_a_circle, parse_symbol


@action(may_record_document)
def record_document(dossier: DocumentDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record a document with its language versions, or bring it up to date.

    Raises SentenceError for a symbol that is none, that another document has, or that does not
    agree with what the document modifies; where a version would go of which a file is kept; and
    where what was public would no longer be: that is a withdrawal.
    """
    document = dossier.document
    if document.symbol:
        document.symbol = str(parse_symbol(document.symbol))
        other = Document.objects.filter(symbol=document.symbol).exclude(slug=document.slug).first()
        if other:
            msg = f"{document.symbol} is the symbol of {other} already; give {document} its own."
            raise SentenceError(msg)
    stored = document_dossiers([document.slug]).get(document.slug)
    if stored:
        _check_against(stored, dossier)
    return put_on_record(dossier, document_dossiers)


def _check_against(stored: DocumentDossier, fresh: DocumentDossier) -> None:
    before, after = stored.document, fresh.document
    gone = {row.language for row in stored.versions if row.file_id}
    gone -= {row.language for row in fresh.versions}
    if gone:
        msg = f"A file is kept of {before} in “{min(gone)}”; name that language too."
        raise SentenceError(msg)
    if _was_public(before) and after.distribution != Distribution.GENERAL:
        msg = f"{before} was in general distribution; withdraw it with a reason instead."
        raise SentenceError(msg)
    if before.modifies:
        kind = Modification(before.modifies_as)
        check_agreement(after.symbol, kind, before.modifies.symbol)
    for other in Document.objects.filter(modifies=before):
        check_agreement(other.symbol, Modification(other.modifies_as), after.symbol)


def _was_public(document: Document) -> bool:
    is_general = document.distribution == Distribution.GENERAL
    return is_general and document.publicity != Publicity.DRAFT


@action(may_record_modification)
def record_modification(
    document: Document, *, kind: Modification, of: Document, by: Actor, now: dt.datetime
) -> Change:
    """Record that a document revises, adds to or corrects another.

    Raises SentenceError where the symbols say otherwise, or where a document would come to modify
    itself in the end.
    """
    hold_journal()  # two at once could close a circle that neither sees
    stored = Document.objects.select_for_update().get(pk=document.pk)
    modified = Document.objects.get(pk=of.pk)
    check_agreement(stored.symbol, kind, modified.symbol)
    if closes_a_circle(stored.pk, modified.pk, modified_keys()):
        msg = f"{stored} cannot be a {kind.label} of {modified}, which rests on {stored} itself."
        raise SentenceError(msg)
    before = _modification(stored)
    stored.modifies, stored.modifies_as = modified, kind
    stored.save()
    return Change(f"document:{stored}/modifies", before, _modification(stored))


def _modification(document: Document) -> dict[str, object] | None:
    if document.modifies is None:
        return None
    return {"kind": str(document.modifies_as), "document": document.modifies.slug}


@action(may_keep_file)
def keep_file(document: Document, *, arrival: Arrival, by: Actor, now: dt.datetime) -> Change:
    """Keep a file as the document in one language; the same bytes are stored once.

    What its readers would not see is taken out of it first, as its owner decided (decision 32).

    Raises SentenceError where the file cannot be kept (kernel.media), where nothing says how the
    text came to be or the record says otherwise, and where it would take the place of a file that
    was public: a correction is a document of its own.
    """
    found = arrival.recognised
    stored = Document.objects.select_for_update().get(pk=document.pk)
    version = _version_for(stored, arrival)
    before = _kept(version)
    if version.file is not None:
        _check_replacement(stored, version, arrival.digest)
    files.keep(arrival.cleaned.content)
    version.file, _ = KeptFile.objects.get_or_create(
        digest=arrival.digest,
        defaults={
            "media_type": found.medium.media_type,
            "size": found.size,
            "pages": found.pages,
        },
    )
    version.save()
    return Change(f"document:{stored}/{version.language}", before, _kept(version))


def _version_for(document: Document, arrival: Arrival) -> LanguageVersion:
    """The stored version in that language, or a new one at the end."""
    rows = list(LanguageVersion.objects.filter(document=document).select_related("file"))
    for row in rows:
        if row.language == arrival.language:
            if arrival.status not in (None, row.status):
                msg = f"{row} is on record as {row.status}, not as {arrival.status}."
                raise SentenceError(msg)
            return row
    if arrival.status is None:
        msg = (
            f"{document} is not on record in “{arrival.language}”; say how this text came to be "
            "(original, official, courtesy or machine)."
        )
        raise SentenceError(msg)
    place = max((row.position for row in rows), default=-1) + 1
    return LanguageVersion(
        document=document, language=arrival.language, status=arrival.status, position=place
    )


def _check_replacement(document: Document, version: LanguageVersion, digest: str) -> None:
    if version.file and version.file.digest == digest:
        msg = f"{version} is kept already, byte for byte; nothing is to be done."
        raise SentenceError(msg)
    if _was_public(document):
        msg = (
            f"{version} was public with another file; a correction is a document of its own "
            "(Rev. or Corr.), or withdraw the document."
        )
        raise SentenceError(msg)


def _kept(version: LanguageVersion) -> dict[str, object] | None:
    if version.file is None:
        return None
    return {
        "status": str(version.status),
        "sha256": version.file.digest,
        "media_type": version.file.media_type,
        "size": version.file.size,
        "pages": version.file.pages,
    }


@action(may_extract_text)
def extract_text(file: KeptFile, *, text: str | None = None, by: Actor, now: dt.datetime) -> Change:
    """Look into a kept file and store what it says; one without text says so from then on.

    `text` is what it says, where somebody has looked before (`text_of_kept`): it may take seconds,
    and while an action runs nobody else can write. Raises SentenceError where the stored bytes are
    not what was kept.
    """
    stored = KeptFile.objects.select_for_update().get(pk=file.pk)
    stored.text = text_of_kept(stored.media_type, stored.digest) if text is None else text
    stored.has_text = bool(stored.text)
    stored.save()
    return Change(f"file:{stored}", None, {"has_text": stored.has_text})


@action(may_withdraw_document)
def withdraw_document(
    document: Document, *, reason: Wording, by: Actor, now: dt.datetime
) -> Change:
    """Take a published document with its files out of the record; its address says when and why."""
    return withdrawal(document, reason, now)


@action(may_restore_document)
def restore_document(document: Document, *, by: Actor, now: dt.datetime) -> Change:
    """Bring a withdrawn document back into the record."""
    return restoration(document)
