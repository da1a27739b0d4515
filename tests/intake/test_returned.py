"""A questionnaire goes out as Word and comes back filled in; what was not recognised is said."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement, parse_xml
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element

from tests.notes.plans import PLAN
from tourdetable.formats.questionnaire_document import (
    Addressed,
    anchor,
    questionnaire_docx,
)
from tourdetable.intake.questionnaires.returned import read_returned
from tourdetable.kernel.errors import SentenceError

SLUG = "table-2027"
SENT = questionnaire_docx(PLAN, Addressed(SLUG, "Fiji", "28 March 2027", "en"))
Paragraphs = dict[str, int]


def filled(fill: Callable[[Docx], None], language: str = "en") -> bytes:
    """The document as somebody sends it back."""
    sent = questionnaire_docx(PLAN, Addressed(SLUG, "Fiji", "28 March 2027", language))
    document = Document(io.BytesIO(sent))
    fill(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def place(document: Docx, kind: str, key: str) -> int:
    """The number of the paragraph with that anchor."""
    name = anchor(SLUG, kind, key)
    for number, paragraph in enumerate(document.paragraphs):
        if name in [one.get(WORD + "name") for one in paragraph._p.iter(WORD + "bookmarkStart")]:
            return number
    raise AssertionError(name)


def gone(element: _Element) -> None:
    around = element.getparent()
    assert around is not None
    around.remove(element)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def answered(document: Docx) -> None:
    text = document.paragraphs[place(document, "a", "coordination") + 1]
    text.text = "Through a committee.\tWell"
    text.insert_paragraph_before("By mail\nand 🙂 <b>meetings</b>")
    document.paragraphs[place(document, "a", "staff") + 1].text = "12"
    yes = document.paragraphs[place(document, "a", "exchange") + 1]
    yes.text = yes.text.replace("☐", "☒")
    means = place(document, "a", "means")
    for offset, mark in ((1, "x "), (3, "[x] ")):
        one = document.paragraphs[means + offset]
        one.text = mark + one.text.removeprefix("☐ ")
    table = document.tables[0]
    for cell, said in zip(table.rows[1].cells, ("Bali Process", "Data"), strict=True):
        cell.text = said


ANSWERS = {
    "coordination": "By mail\nand 🙂 <b>meetings</b>\nThrough a committee.\tWell",
    "staff": "12",
    "exchange": "yes",
    "means": ["mail", "visits"],
    "partners": [["Bali Process", "Data"]],
}


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ru"])
def test_there_and_back_nothing_is_lost(language: str) -> None:
    returned = read_returned(filled(answered, language), PLAN, questionnaire=SLUG)
    assert returned.answers == ANSWERS
    assert returned.remarks == ()


def test_nothing_filled_in_is_nothing_said() -> None:
    returned = read_returned(SENT, PLAN, questionnaire=SLUG)
    assert (returned.answers, returned.remarks) == ({}, ())


def told(content: bytes) -> list[tuple[str, str]]:
    returned = read_returned(content, PLAN, questionnaire=SLUG)
    return [(remark.place, str(remark.sentence)) for remark in returned.remarks]


def test_what_was_deleted_or_not_understood_is_said() -> None:
    def spoil(document: Docx) -> None:
        answered(document)
        paragraphs = document.paragraphs
        marks = {
            key: (place(document, "q", key), place(document, "a", key))
            for key in ("coordination", "since", "exchange")
        }
        question, answer = marks["since"]
        for number in range(question, answer + 2):
            gone(paragraphs[number]._p)
        gone(paragraphs[marks["coordination"][1]]._p)
        no = paragraphs[marks["exchange"][1] + 2]
        no.text = "x No"
        means = place(document, "a", "means")
        document.paragraphs[means + 2].text = "☒ Pigeons"
        gone(document.tables[0]._tbl)

    assert told(filled(spoil)) == [
        (
            "coordination",
            "The line before the answer was deleted: what follows the question is taken.",
        ),
        ("since", "The question was deleted from the document."),
        ("exchange", "Several choices are marked where one is asked for."),
        ("means", "“Pigeons” is none of the choices."),
        ("partners", "The table was deleted from the document."),
    ]


def test_changes_that_are_tracked_are_refused() -> None:
    def track(document: Docx) -> None:
        paragraph = document.paragraphs[place(document, "a", "staff") + 1]._p
        paragraph.append(OxmlElement("w:ins"))

    with pytest.raises(SentenceError, match="still tracked"):
        told(filled(track))


def test_another_questionnaires_document_is_refused() -> None:
    other = questionnaire_docx(PLAN, Addressed("other", "Fiji", "", "en"))
    with pytest.raises(SentenceError, match="another questionnaire"):
        told(other)
    empty = io.BytesIO()
    Document().save(empty)
    with pytest.raises(SentenceError, match="not of this questionnaire"):
        told(empty.getvalue())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "."), (b"%PDF-1.7", "."), (SENT[:5000], "."), (b"x" * 50_000_001, "larger than 50 MB")],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(SentenceError, match=sentence):
        told(content)


def test_macros_are_refused() -> None:
    made = io.BytesIO(SENT)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(SentenceError, match="macros"):
        told(made.getvalue())


OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
<office:body><office:text>{tracked}
<text:h><text:bookmark-start text:name="{q}"/>How?<text:bookmark-end text:name="{q}"/></text:h>
<text:p><text:bookmark text:name="{a}"/>Answer</text:p>
<text:p>Through<text:s text:c="2"/><text:span>us</text:span>.<text:line-break/>Well</text:p>
<text:h><text:bookmark text:name="{tq}"/>With whom?</text:h>
<text:p><text:bookmark text:name="{t}"/>Answer</text:p>
<table:table><table:table-row><table:table-cell><text:p>Process</text:p></table:table-cell>
<table:table-cell><text:p>Topic</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>Bali Process</text:p></table:table-cell>
<table:table-cell><text:p>Data</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""


def open_document(tracked: str = "", *, body: str = OPEN_DOCUMENT) -> bytes:
    """As LibreOffice writes what it was given as Word's, as far as it matters here."""
    names = {
        "q": anchor(SLUG, "q", "coordination"),
        "a": anchor(SLUG, "a", "coordination"),
        "tq": anchor(SLUG, "q", "partners"),
        "t": anchor(SLUG, "a", "partners"),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", body.format(tracked=tracked, **names))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
            ' manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>',
        )
    return made.getvalue()


def test_an_open_document_comes_back_too() -> None:
    returned = read_returned(open_document(), PLAN, questionnaire=SLUG)
    assert returned.answers == {
        "coordination": "Through  us.\nWell",
        "partners": [["Bali Process", "Data"]],
    }
    assert {remark.place for remark in returned.remarks} == {"staff", "since", "exchange", "means"}
    with pytest.raises(SentenceError, match="still tracked"):
        told(open_document("<text:tracked-changes><text:changed-region/></text:tracked-changes>"))
    assert told(open_document("<text:tracked-changes/>"))


RUBY = (
    f'<w:r xmlns:w="{WORD[1:-1]}"><w:ruby><w:rubyPr/>'
    "<w:rt><w:r><w:t>lái</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>莱</w:t></w:r></w:rubyBase>"
    "</w:ruby></w:r>"
)


def test_how_a_name_sounds_is_no_part_of_it() -> None:
    """Pinyin above a name, in both kinds of documents: the name is kept, and the name alone."""

    def fill(document: Docx) -> None:
        paragraph = document.paragraphs[place(document, "a", "coordination") + 1]
        paragraph.text = "By "
        paragraph._p.append(parse_xml(RUBY))
        paragraph.add_run(" Ato.")

    returned = read_returned(filled(fill), PLAN, questionnaire=SLUG)
    assert returned.answers["coordination"] == "By 莱 Ato."
    sound = "<text:ruby><text:ruby-base>莱</text:ruby-base><text:ruby-text>lái</text:ruby-text>"
    body = OPEN_DOCUMENT.replace("<text:span>us</text:span>", f"{sound}</text:ruby>")
    returned = read_returned(open_document(body=body), PLAN, questionnaire=SLUG)
    assert returned.answers["coordination"] == "Through  莱.\nWell"


def test_hidden_text_and_comments_are_not_taken_over_and_told() -> None:
    def fill(document: Docx) -> None:
        answered(document)
        text = document.paragraphs[place(document, "a", "coordination") + 1]
        text.add_run("Nobody sees this").font.hidden = True
        document.add_comment(text.runs[0], "Not this either", author="A. Reviewer", initials="A")

    returned = read_returned(filled(fill), PLAN, questionnaire=SLUG)
    assert "Nobody" not in str(returned.answers)
    assert (
        returned.answers["coordination"]
        == read_returned(filled(answered), PLAN, questionnaire=SLUG).answers["coordination"]
    )
    assert str(returned.remarks[0].sentence) == (
        "Not taken over: comments: 1 (A. Reviewer); hidden text: 1."
    )


@given(st.integers(0, len(SENT) - 1), st.binary(min_size=1, max_size=8))
def test_any_damage_is_read_or_refused(at: int, noise: bytes) -> None:
    try:
        read_returned(SENT[:at] + noise + SENT[at + len(noise) :], PLAN, questionnaire=SLUG)
    except SentenceError:
        return
