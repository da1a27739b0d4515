"""Documents beside answers, as they are attached, shown and given out on screens."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.kernel.traced import AUTHOR, EDITOR, change, document, paragraph, run, saved, texts
from tests.notes.table import fresh
from tests.room.notes import at, drafts, linked, ministry, page, send, writes
from tests.table import at_the_table
from tourdetable.notes.models import Attachment, Note

pytestmark = pytest.mark.django_db

ANNEX = b"A list of MARIGOLD"


def brings(
    place: str, *, name: str = "annex.txt", content: bytes = ANNEX, cleaning: str = ""
) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    typed = {"form": str(uuid.uuid4()), "language": "fr", "file": file, "cleaning": cleaning}
    answer: HttpResponse = Client().post(place, typed)  # type: ignore[assignment]  # as everywhere
    return answer


def attached() -> Attachment:
    return Attachment.objects.get()


def test_a_document_is_attached_shown_given_out_and_removed() -> None:
    linked()
    assert Client().get(at("answer/coordination/attach/")).status_code == 404
    writes("We meet")
    assert "Attach a document" in page("group/1/")
    assert "20 MB at most" in page("answer/coordination/attach/")
    answer = brings(at("answer/coordination/attach/"), name="Annexe é.txt")
    assert (answer.status_code, answer["Location"]) == (303, at("group/1/#coordination"))
    shown = page("group/1/")
    assert '<bdi lang="fr">Annexe é.txt</bdi>' in shown
    assert "French · <bdi>TXT</bdi> · " in shown
    given = Client().get(at(f"attachments/{attached().pk}/"))
    assert given.content == ANNEX
    assert given["Content-Type"] == "text/plain"
    assert given["Content-Disposition"].startswith("attachment; filename")
    assert given["Content-Security-Policy"].endswith("sandbox")
    assert given["X-Content-Type-Options"] == "nosniff"
    place = f"attachments/{attached().pk}/remove/"
    assert "Annexe é.txt" in page(place)
    assert send(place).status_code == 303
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("annex.txt", b"", "The submitted file is empty."),
        ("annex.docx", b"PK\x03\x04", "damaged package"),
        ("annex.exe", b"MZ\x00", "The file is none of PDF"),
    ],
)
def test_what_is_refused_says_why_and_keeps_nothing(
    name: str, content: bytes, sentence: str
) -> None:
    linked()
    writes("We meet")
    refused = brings(at("answer/coordination/attach/"), name=name, content=content)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert not Attachment.objects.exists()


def test_what_is_refused_says_why_in_the_readers_language() -> None:
    linked()
    writes("We meet")
    place = at("answer/coordination/attach/", language="fr")
    damaged = brings(place, name="annexe.docx", content=b"PK\x03\x04").content.decode()
    assert "annexe.docx\u00a0: Le fichier est un paquet endommagé" in damaged
    large = brings(place, content=b"x" * 20_500_000).content.decode()
    assert "Le fichier dépasse 20\u00a0Mo\u202f; réduisez-le." in large


@pytest.mark.parametrize(
    ("language", "found", "way"),
    [
        ("en", f"tracked changes: 1 ({AUTHOR})", "As if all changes were rejected, without the"),
        (
            "fr",
            f"modifications suivies\u00a0: 1 ({AUTHOR})",
            "Comme si toutes les modifications étaient refusées, sans le reste",
        ),
        (
            "ar",
            f"التغييرات المتعقَّبة: 1 (\u2068{AUTHOR}\u2069)",
            "كما لو رُفضت التغييرات كلها، من دون الباقي",
        ),
    ],
)
def test_a_document_with_changes_asks_how_it_is_kept(language: str, found: str, way: str) -> None:
    linked()
    writes("We meet")
    place = at("answer/coordination/attach/", language=language)
    assert 'name="cleaning"' not in Client().get(place).content.decode()
    body = document(paragraph(run("On ") + change("ins", run("a plan"))), last_modified_by=EDITOR)
    refused = brings(place, name="annex.docx", content=saved(body))
    page_of_it = refused.content.decode()
    assert refused.status_code == 422
    assert found in page_of_it
    assert way in page_of_it
    assert 'value="remove"' not in page_of_it
    assert not Attachment.objects.exists()
    assert brings(place, name="annex.docx", content=saved(body), cleaning="x").status_code == 422
    kept = brings(place, name="annex.docx", content=saved(body), cleaning="reject")
    assert kept.status_code == 303
    assert texts(bytes(attached().content)) == ["On "]


def test_names_that_were_taken_out_are_told() -> None:
    linked()
    writes("We meet")
    body = saved(document(paragraph(run("text")), last_modified_by=EDITOR))
    client, file = Client(), SimpleUploadedFile("annex.docx", body)
    typed = {"form": str(uuid.uuid4()), "language": "fr", "file": file}
    told = client.post(at("answer/coordination/attach/", language="fr"), typed, follow=True)
    assert (
        "annex.docx est conservé sans ce que ses lecteurs ne verraient pas\u00a0: noms dans ses "
        f"propriétés\u00a0: 1 ({EDITOR})\u202f; autres propriétés"
    ) in told.content.decode()
    assert EDITOR.encode() not in bytes(attached().content)


def test_it_is_shown_to_the_secretariat_once_it_is_submitted() -> None:
    note = linked()
    writes("We meet")
    brings(at("answer/coordination/attach/"))
    officer, digest = at_the_table("secretariat officer"), attached().digest
    desk = f"/en/desk/notes/{note.pk}/versions/1/"
    assert officer.get(desk).status_code == 404
    assert officer.get(f"{desk}annexes/{digest}/").status_code == 404
    assert "annex.txt" in page("submit/")
    assert send("submit/").status_code == 303
    assert "annex.txt" in officer.get(desk).content.decode()
    assert officer.get(f"{desk}annexes/{digest}/").content == ANNEX
    assert officer.get(f"{desk}annexes/{'0' * 64}/").status_code == 404
    board = officer.get(f"/en/desk/questionnaires/{note.questionnaire.slug}/board/")
    assert desk in board.content.decode()
    assert "annex.txt" in page("versions/1/")
    assert Client().get(at(f"versions/1/documents/{digest}/")).content == ANNEX


def test_who_drafts_attaches_beside_the_draft_and_reads_what_is_asked_of_them() -> None:
    secret = ministry(linked(), "Interior")
    other = ministry(fresh(Note.objects.get(party__code="FJI")), "Labour")
    drafts("By letters", secret)
    assert brings(at("draft/coordination/attach/", secret)).status_code == 303
    number = attached().pk
    assert "annex.txt" in page(secret=secret)
    assert "annex.txt" in page("group/1/")
    assert Client().get(at(f"own/{number}/", secret)).content == ANNEX
    assert Client().get(at(f"attachments/{number}/")).content == ANNEX
    assert Client().get(at(f"attachments/{number}/remove/")).status_code == 404
    for place in (f"own/{number}/", f"own/{number}/remove/"):
        assert Client().get(at(place, other)).status_code == 404
    assert send(f"own/{number}/remove/", secret).status_code == 303
    assert not Attachment.objects.exists()


def test_the_respondent_takes_the_document_of_a_draft_over() -> None:
    secret = ministry(linked(), "Interior")
    drafts("By letters", secret)
    brings(at("draft/coordination/attach/", secret))
    place = f"attachments/{attached().pk}/take-over/"
    assert "take-over" not in page("group/1/")
    assert Client().get(at(place)).status_code == 404
    writes("We meet")
    assert at(place) in page("group/1/")
    assert "annex.txt" in page(place)
    for secret_of in (secret, ministry(fresh(Note.objects.get(party__code="FJI")), "Labour")):
        assert Client().get(at(place, secret_of)).status_code == 404
    assert send(place).status_code == 303
    theirs, own = Attachment.objects.order_by("pk")
    assert (own.answer.contributor, own.digest) == (None, theirs.digest)
    assert (own.name, own.language, bytes(own.content)) == ("annex.txt", "fr", ANNEX)
    assert at(place) not in page("group/1/")
    assert send(place).status_code == 422
    assert Attachment.objects.count() == 2


def test_nobody_else_reads_what_is_not_submitted() -> None:
    note = linked()
    writes("We meet")
    brings(at("answer/coordination/attach/"))
    place = f"attachments/{attached().pk}/"
    for who in ("secretariat officer", "delegate", "reader of the record"):
        client = at_the_table(who)
        assert client.get(f"/en/room/notes/{note.pk}/{place}").status_code in (302, 404)


@pytest.mark.parametrize("count", [1, 3])
def test_documents_cost_the_same_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    linked()
    writes("We meet")
    for number in range(count):
        brings(at("answer/coordination/attach/"), content=f"Annex {number}".encode())
    with django_assert_num_queries(5):
        page("group/1/")
