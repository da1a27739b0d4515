"""Documents beside answers, as they are attached, shown and given out on screens."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.notes.table import fresh
from tests.room.notes import at, drafts, linked, ministry, page, send, writes
from tests.table import at_the_table
from tourdetable.notes.models import Attachment, Note

pytestmark = pytest.mark.django_db

ANNEX = b"A list of MARIGOLD"


def brings(place: str, *, name: str = "annex.txt", content: bytes = ANNEX) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    typed = {"form": str(uuid.uuid4()), "language": "fr", "file": file}
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
