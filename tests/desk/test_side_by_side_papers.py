"""Answers side by side to take away on paper: as PDF and as Word document, of the same sheet."""

import io
import zipfile

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from django.test import Client
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from tests.notes.answered import asked_by, submitted
from tests.table import at_the_table

pytestmark = pytest.mark.django_db
HOSTILE = '#eval("1") =1+1 {{ 7*7 }} <b>x</b> \x0b]]> $a$'
SEEN = '#eval("1") =1+1 {{ 7*7 }} <b>x</b> \N{REPLACEMENT CHARACTER}]]> $a$'


@pytest.fixture
def officer() -> Client:
    return at_the_table("secretariat officer")


def _laid(more: str = "") -> None:
    asked_by(f"ABC{more}D")
    for letter in more:
        submitted(letter, "not-attributed", coordination=f"Words {letter}")
    submitted("A", coordination=HOSTILE, exchange=None)
    submitted("B", "not-attributed", coordination="Secret B", with_whom="نعمل Frontex معا")
    submitted("C", "process-only", coordination="Of the process C")


def _taken(client: Client, form: str, language: str = "en", query: str = "") -> bytes:
    address = f"/{language}/desk/questionnaires/table-2027/answers.{form}?{query}"
    return bytes(client.get(address).content)


def _of_pdf(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def _of_docx(made: bytes) -> str:
    """All its words, those in tables too."""
    body = Document(io.BytesIO(made)).element.body
    return "\n".join("".join(one.itertext()) for one in body.iter(qn("w:p")))


def test_both_papers_say_what_the_table_says(officer: Client) -> None:
    _laid()
    for text in (_of_pdf(_taken(officer, "pdf")), _of_docx(_taken(officer, "docx"))):
        for told in (
            "Invented as an example",
            "As it is read by",
            "1. How do ministries work together?",
            SEEN,
            "Country A",
            "[declined to answer: Not ours]",
            "[no note submitted]",
            "Secret B",
            "not attributed",
        ):
            assert told in text, told
        assert "49" not in text


def test_papers_keep_attribution_in_every_byte(officer: Client) -> None:
    _laid("EF")
    asked = "audience=participants"
    pdf, docx = (_taken(officer, form, query=asked) for form in ("pdf", "docx"))
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = b"".join(package.read(name) for name in package.namelist())
    for text in (_of_pdf(pdf), parts.decode("utf-8", "replace")):
        assert ("Said without a name" in text, "Secret B" in text) == (True, True)
        for planted in (
            "Process-B",
            "Process-E",
            "Country B",
            "Country F",
            "Country C",
            "Country D",
        ):
            assert planted not in text, planted


def test_a_paper_says_to_whom_it_is_narrowed(officer: Client) -> None:
    _laid()
    text = _of_docx(_taken(officer, "docx", query="kind=global"))
    assert "Kind of process global process" in text
    assert ("Country A" in text, "Country D" in text) == (True, False)


def test_a_word_document_is_read_from_its_side_and_repeats_its_heads(officer: Client) -> None:
    _laid()
    with zipfile.ZipFile(io.BytesIO(_taken(officer, "docx", "ar"))) as package:
        document = etree.fromstring(package.read("word/document.xml"))
        styles = etree.fromstring(package.read("word/styles.xml"))
    tables = list(document.iter(qn("w:tbl")))
    assert len(tables) == 3
    for one in tables:
        assert one.find(f"{qn('w:tblPr')}/{qn('w:bidiVisual')}") is not None
        assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
                for row in one.iter(qn("w:tr"))] == [True] + [False] * 4  # fmt: skip
    defaults = [
        tongue.get(qn("w:bidi"))
        for style in styles.iter(qn("w:rPrDefault"))
        for tongue in style.iter(qn("w:lang"))
    ]
    assert defaults == ["ar"]
    tongues = {
        run.findtext(qn("w:t")): tongue.get(qn("w:val"))
        for run in document.iter(qn("w:r"))
        for tongue in run.iter(qn("w:lang"))
    }
    assert (tongues["Of the process C"], tongues["Process-A"]) == ("fr", "en")


def test_a_pdf_is_tagged_in_its_language(officer: Client) -> None:
    _laid()
    pdf = _taken(officer, "pdf", "fr")
    assert pdf.startswith(b"%PDF-")
    for told in (b"/StructTreeRoot", b"/Lang(fr)", b"pdfuaid"):
        assert told in pdf, told
