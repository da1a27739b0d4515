"""Documents, what they modify, their files and their texts: every change is one event, and what is
refused changes nothing.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from tests.cast import CAST, NOW
from tests.library.samples import SAYS, docx, pdf, scan
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.enums import Publicity, WordingStatus
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.files import address_of, read_kept
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.library.actions import (
    extract_text,
    keep_file,
    record_document,
    record_modification,
    restore_document,
    withdraw_document,
)
from tourdetable.library.enums import Distribution, DocumentKind, Modification
from tourdetable.library.models import Document, KeptFile, LanguageVersion
from tourdetable.library.queries import DocumentDossier, document_dossiers
from tourdetable.library.rules.arrivals import Arrival
from tourdetable.library.tasks import extract_due_texts

pytestmark = pytest.mark.django_db

OPERATOR = CAST["operator"]
MOST = 1_000_000


def dossier(slug: str, *languages: str, **columns: object) -> DocumentDossier:
    given = {"distribution": Distribution.GENERAL, "publicity": Publicity.PUBLISHED, **columns}
    document = Document(slug=slug, kind=DocumentKind.REPORT, titles=Wording.of(en=slug), **given)
    versions = [
        LanguageVersion(document=document, language=language, position=place)
        for place, language in enumerate(languages)
    ]
    return DocumentDossier(document, versions)


def recorded(slug: str, *languages: str, **columns: object) -> Document:
    record_document(dossier(slug, *languages, **columns), by=OPERATOR, now=NOW)
    return Document.objects.get(slug=slug)


def kept(
    document: Document,
    content: bytes,
    language: str = "en",
    status: WordingStatus | None = None,
    name: str = "a.pdf",
) -> Event:
    arrival = Arrival(name, content, language, status, MOST)
    return keep_file(document, arrival=arrival, by=OPERATOR, now=NOW)


def modified(document: Document, kind: Modification, of: Document) -> Event:
    return record_modification(document, kind=kind, of=of, by=OPERATOR, now=NOW)


def refused(call: object, sentence: str, *arguments: object, **options: object) -> None:
    """Refused in that sentence, and nothing has changed."""
    before = (Event.objects.count(), list(KeptFile.objects.values()), document_dossiers())
    told = {slug: found.snapshot() for slug, found in before[2].items()}
    assert callable(call)
    with pytest.raises(SentenceError, match=sentence), transaction.atomic():
        call(*arguments, **options)
    assert Event.objects.count() == before[0]
    assert list(KeptFile.objects.values()) == before[1]
    assert {slug: found.snapshot() for slug, found in document_dossiers().items()} == told


def test_a_symbol_is_of_one_document_and_serves_all_its_languages() -> None:
    recorded("a", "en", "fr", symbol="RCP/2005/1")
    other = dossier("b", "en", symbol="RCP/2005/1")
    refused(record_document, "is the symbol of a already", other, by=OPERATOR, now=NOW)
    wrong = dossier("b", "en", symbol="rcp 1")
    refused(record_document, "is no symbol", wrong, by=OPERATOR, now=NOW)
    recorded("b", symbol="")
    recorded("c", symbol="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(slug="b").update(symbol="RCP/2005/1")


def test_a_modification_is_recorded_with_its_event() -> None:
    first, later = recorded("a", symbol="RCP/1"), recorded("b", symbol="RCP/1/Corr.1")
    event = modified(later, Modification.CORRIGENDUM, first)
    assert (event.verb, event.thing, event.before, event.after) == (
        "record_modification",
        "document:b/modifies",
        "",
        '{"document":"a","kind":"corrigendum"}',
    )
    later.refresh_from_db()
    assert (later.modifies, later.modifies_as) == (first, Modification.CORRIGENDUM)
    record_document(dossier("b", symbol="RCP/1/Corr.1"), by=OPERATOR, now=NOW)
    later.refresh_from_db()
    assert later.modifies == first


def test_a_modification_that_disagrees_or_closes_a_circle_is_refused() -> None:
    a, b, c = recorded("a"), recorded("b"), recorded("c", symbol="RCP/1/Rev.1")
    modified(b, Modification.REVISION, a)
    modified(c, Modification.REVISION, b)
    options = {"by": OPERATOR, "now": NOW}
    for of in (a, c):
        sentence = f"a cannot be a revision of {of}"
        refused(record_modification, sentence, a, kind=Modification.REVISION, of=of, **options)
    sentence = "says that it is a revision, not a corrigendum"
    refused(record_modification, sentence, c, kind=Modification.CORRIGENDUM, of=a, **options)
    sentence = "RCP/1/Rev.1 modifies RCP/1 by its symbol, not RCP/2/Rev.1"
    refused(record_document, sentence, dossier("b", symbol="RCP/2/Rev.1"), **options)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(slug="a").update(modifies=a, modifies_as="revision")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(slug="a").update(modifies_as="revision")


def test_a_file_is_kept_once_with_what_it_is() -> None:
    document, content = recorded("a", "en", "fr"), pdf(pages=2)
    event = kept(document, content)
    (file,) = KeptFile.objects.all()
    assert (event.verb, event.thing, event.before) == ("keep_file", "document:a/en", "")
    assert (file.media_type, file.size, file.pages) == ("application/pdf", len(content), 2)
    assert (file.has_text, file.text) == (None, "")
    assert read_kept(file.digest) == content
    kept(recorded("b", "en"), content)
    kept(document, content, "fr")
    assert KeptFile.objects.get() == file
    assert LanguageVersion.objects.filter(file=file).count() == 3
    stored = [path for path in Path(settings.TDT_HOME, "files").rglob("*") if path.is_file()]
    assert sum(path.read_bytes() == content for path in stored) == 1


def test_a_language_that_is_not_on_record_needs_to_say_how_it_came_to_be() -> None:
    document = recorded("a", "en")
    refused(kept, "a is not on record in “fr”; say how", document, pdf(), "fr")
    refused(
        kept, "a/en is on record as original, not", document, pdf(), "en", WordingStatus.MACHINE
    )
    refused(kept, "“French” is no language", document, pdf(), "French", WordingStatus.COURTESY)
    kept(document, pdf(), "fr", WordingStatus.COURTESY)
    versions = LanguageVersion.objects.filter(document=document).values_list("language", "status")
    assert list(versions) == [("en", "original"), ("fr", "courtesy")]


def test_a_public_file_is_never_replaced_and_another_one_may_be() -> None:
    public = recorded("a", "en")
    kept(public, pdf())
    refused(kept, "a/en is kept already, byte for byte", public, pdf())
    refused(kept, "a correction is a document of its own", public, pdf("Other"))
    draft = recorded("b", "en", publicity=Publicity.DRAFT)
    limited = recorded("c", "en", distribution=Distribution.LIMITED)
    for document in (draft, limited):
        kept(document, pdf())
        kept(document, pdf("Other"))
        version = document.versions.get()
        assert version.file
        assert read_kept(version.file.digest) == pdf("Other")


def test_what_cannot_be_kept_leaves_nothing_behind() -> None:
    document = recorded("a", "en")
    content = pdf("Refused")
    before = set(Path(settings.TDT_HOME, "files").rglob("*"))
    refused(kept, "The content is PDF, which the name", document, content, name="a.docx")
    arrival = Arrival("a.pdf", content, "en", None, MOST)
    with pytest.raises(NotAllowedError):
        keep_file(document, arrival=arrival, by=ANONYMOUS, now=NOW)
    assert set(Path(settings.TDT_HOME, "files").rglob("*")) == before


def test_recording_again_leaves_files_alone_and_never_loses_one() -> None:
    document = recorded("a", "en", "fr")
    kept(document, pdf(), "fr")
    record_document(dossier("a", "fr", "en"), by=OPERATOR, now=NOW)
    found = dict(LanguageVersion.objects.values_list("language", "file__media_type"))
    assert found == {"fr": "application/pdf", "en": None}
    options = {"by": OPERATOR, "now": NOW}
    refused(record_document, "A file is kept of a in “fr”", dossier("a", "en"), **options)
    stored = document_dossiers(["a"])["a"]
    again = dossier("a", "en").keeping(stored)
    assert [(row.language, row.position) for row in again.versions] == [("en", 0), ("fr", 1)]


def test_text_is_looked_for_once_and_its_absence_is_known() -> None:
    document = recorded("a", "en", "fr", "es")
    for language, content, name in (("en", docx(), "a.docx"), ("fr", scan(), "a.pdf")):
        kept(document, content, language, name=name)
    assert {failure for _key, failure in extract_due_texts(by=OPERATOR, now=NOW)} == {""}
    texts = dict(KeptFile.objects.values_list("versions__language", "text"))
    assert texts == {"en": f"{SAYS}\nSecond line", "fr": ""}
    assert dict(KeptFile.objects.values_list("versions__language", "has_text")) == {
        "en": True,
        "fr": False,
    }
    assert list(extract_due_texts(by=OPERATOR, now=NOW)) == []
    event = Event.objects.filter(verb="extract_text").latest("pk")
    assert event.after == '{"has_text":false}'


def test_a_damaged_file_stays_due_and_is_named() -> None:
    kept(recorded("a", "en"), pdf("Damaged"))
    file = KeptFile.objects.get()
    path = Path(settings.TDT_HOME, "files", address_of(file.digest))
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    ((key, failure),) = extract_due_texts(by=OPERATOR, now=NOW)
    assert (key, failure.split(";")[0]) == (
        file.pk,
        f"The kept file {address_of(file.digest)} is not what was stored",
    )
    assert list(extract_due_texts(by=OPERATOR, now=NOW, given_up={key})) == []
    kept(recorded("b", "en"), whole)
    assert path.read_bytes() == whole
    extract_text(file, by=OPERATOR, now=NOW)
    file.refresh_from_db()
    assert file.has_text is True


def test_a_document_is_withdrawn_and_restored_by_the_same_moves_as_a_meeting() -> None:
    document = recorded("a", "en")
    before = Document.objects.filter(slug="a").values().get()
    reason = Wording.of(en="Published too early.")
    refused(withdraw_document, "needs a reason", document, reason=Wording(), by=OPERATOR, now=NOW)
    event = withdraw_document(document, reason=reason, by=OPERATOR, now=NOW)
    assert (event.verb, event.thing) == ("withdraw_document", "document:a/publicity")
    document.refresh_from_db()
    assert (document.publicity, document.withdrawn_on) == (Publicity.WITHDRAWN, NOW.date())
    record_document(dossier("a", "en"), by=OPERATOR, now=NOW)
    document.refresh_from_db()
    assert document.publicity == Publicity.WITHDRAWN
    restore_document(document, by=OPERATOR, now=NOW)
    assert Document.objects.filter(slug="a").values().get() == before


def test_what_was_public_is_withdrawn_and_not_made_limited() -> None:
    recorded("a", "en")
    narrow = dossier("a", "en", distribution=Distribution.LIMITED)
    refused(record_document, "withdraw it with a reason", narrow, by=OPERATOR, now=NOW)
