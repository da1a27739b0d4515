"""The questionnaire goes out as Word from the room, and comes back filled in."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.desk.test_questionnaire_files import WORD
from tests.notes.table import answer, invited
from tests.room.notes import at, linked, ministry, page, send, stands, writes
from tests.table import at_the_table
from tourdetable.formats.questionnaire_document import anchor
from tourdetable.kernel.models import Event, Upload
from tourdetable.notes.models import Answer, Note

pytestmark = pytest.mark.django_db


def filled(answers: dict[str, str], language: str = "en", without: str = "") -> bytes:
    """The document of the room, with answers typed into it by key of the question."""
    given = Client().get(at("note.docx", language=language))
    assert given.status_code == 200
    document = Document(io.BytesIO(given.content))
    for key, text in answers.items():
        mark, paragraphs = anchor("table-2027", "a", key), document.paragraphs
        place = next(
            number
            for number, paragraph in enumerate(paragraphs)
            if mark in [one.get(f"{WORD}name") for one in paragraph._p.iter(f"{WORD}bookmarkStart")]
        )
        paragraphs[place + 1].text = text
    for name in [anchor("table-2027", kind, without) for kind in "qa"] if without else []:
        for one in list(document.element.iter(f"{WORD}bookmarkStart")):
            if one.get(f"{WORD}name") == name:
                one.getparent().remove(one)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def brings(content: bytes, name: str = "note.docx") -> str:
    """The place of the preview."""
    file = SimpleUploadedFile(name, content)
    answer = Client().post(at("brought/"), {"form": str(uuid.uuid4()), "file": file})
    assert answer.status_code == 303
    return str(answer["Location"]).partition(at())[2]


def test_what_is_new_and_what_differs_is_shown_and_then_taken_over() -> None:
    linked()
    writes("We meet on Mondays")
    shown = page(place := brings(filled({"coordination": "We meet daily"}, without="with-whom")))
    assert "Nothing is saved yet" in shown
    assert "<ins>daily</ins>" in shown
    assert "The question was deleted from the document." in shown
    assert stands().content == "We meet on Mondays"
    assert send(place, language="French", seen=_seen_in(shown)).status_code == 303
    assert (stands().content, stands().language) == ("We meet daily", "fr")
    event = Event.objects.latest("pk")
    assert (event.verb, event.thing) == ("take_answers", "note:table-2027/FJI")
    assert "daily" not in event.after
    again = page(place)
    assert "Take these answers over" not in again


def _seen_in(shown: str) -> str:
    return shown.partition('name="seen" value="')[2].partition('"')[0]


def test_what_was_written_meanwhile_is_not_written_over() -> None:
    linked()
    place = brings(filled({"coordination": "We meet daily"}))
    old = _seen_in(page(place))
    writes("We meet on Mondays")
    refused = send(place, language="en", seen=old)
    assert refused.status_code == 422
    assert "The note has changed since you looked at it" in refused.content.decode()
    assert stands().content == "We meet on Mondays"
    assert send(place, language="en", seen=_seen_in(page(place))).status_code == 303
    assert stands().content == "We meet daily"


def test_what_the_document_does_not_answer_stays_and_clearance_is_void() -> None:
    note = linked()
    writes("no", "exchange")
    ministry(note, "Interior")
    assert send("clearance/", hands=[note.contributors.get(name="Interior").pk]).status_code == 303
    place = brings(filled({"coordination": "We meet daily"}))
    assert send(place, language="en", seen=_seen_in(page(place))).status_code == 303
    assert stands("exchange").content == "no"
    assert Note.objects.get(pk=note.pk).state == "drafting"
    assert note.clearances.get().state == "void"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"PK no", "damaged"), (b"%PDF-1.7", "Send the document back as Word")],
)
def test_what_cannot_be_read_is_a_sentence_and_nothing_is_taken(
    content: bytes, sentence: str
) -> None:
    linked()
    place = brings(content)
    shown = Client().get(at(place))
    assert shown.status_code == 422
    assert sentence in shown.content.decode()
    refused = send(place, language="en", seen="")
    assert refused.status_code == 422
    assert not Answer.objects.exists()


def test_it_is_given_out_in_the_language_of_the_reader_and_seen_by_who_laid_it() -> None:
    note = linked()
    french = Document(io.BytesIO(Client().get(at("note.docx", language="fr")).content))
    assert any("mars 2027" in paragraph.text for paragraph in french.paragraphs)
    place = brings(filled({"coordination": "We meet daily"}))
    assert Upload.objects.get().laid_by.startswith("link:")
    officer = at_the_table("secretariat officer")
    number = Upload.objects.get().pk
    assert officer.get(f"/en/desk/notes/{note.pk}/enter/?file={number}").status_code == 404
    invited(note, "Labour")
    assert Client().get(at(place, "g" * 43)).status_code == 404
    assert answer(note) is None
