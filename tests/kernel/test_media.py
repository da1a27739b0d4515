"""Files are typed by their content; what runs, hides, fetches or cannot be read is refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library.samples import (
    DOCX_TYPE,
    SAYS,
    docx,
    docx_parts,
    html,
    odt,
    odt_parts,
    pdf,
    scan,
    zipped,
)
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.recognition import recognise, text_of
from tourdetable.kernel.media.traces import Cleaning

MOST = 1_000_000
PDF_TYPE, ODT_TYPE = "application/pdf", "application/vnd.oasis.opendocument.text"
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def plain_pdf(catalog: str = "", trailer: str = "", more: str = "") -> bytes:
    """A PDF of one page written by hand; readers find its parts without a table of them."""
    return (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R{catalog}>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        f"{more}trailer<</Root 1 0 R{trailer}>>\n%%EOF\n"
    ).encode()


SCRIPT = plain_pdf(
    "/Names<</JavaScript<</Names[(a) 4 0 R]>>>>",
    more="4 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj\n",
)
ATTACHMENT = plain_pdf(
    "/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>",
    more="4 0 obj<</Type/Filespec/F(a.txt)/EF<</F 5 0 R>>>>endobj\n"
    "5 0 obj<</Length 1>>stream\nx\nendstream endobj\n",
)
LOCKED = plain_pdf(
    trailer="/Encrypt 4 0 R/ID[<00><00>]",
    more=f"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'00' * 32}>>>endobj\n",
)


def with_part(parts: dict[str, str | bytes], name: str, content: str | bytes) -> bytes:
    return zipped({**parts, name: content})


@pytest.mark.parametrize(
    ("name", "content", "media_type", "pages", "text"),
    [
        ("a.pdf", pdf(pages=3), PDF_TYPE, 3, f"{SAYS} Page 1."),
        ("A.PDF", pdf(), PDF_TYPE, 1, f"{SAYS} Page 1."),
        ("scan.pdf", scan(), PDF_TYPE, 1, ""),
        ("a.docx", docx(), DOCX_TYPE, None, f"{SAYS}\nSecond line"),
        ("a.odt", odt(), ODT_TYPE, None, f"{SAYS}\nSecond line ends"),
        ("plain.pdf", plain_pdf(), PDF_TYPE, 1, ""),
        ("a.html", html(), "text/html", None, SAYS),
        ("a.htm", b"<!-- a --> <!-- b -->" + html(), "text/html", None, SAYS),
        ("a.txt", f"\ufeff{SAYS}\r\nnaïve".encode(), "text/plain", None, f"{SAYS}\nnaïve"),
    ],
)
def test_a_file_is_what_its_content_says(
    name: str, content: bytes, media_type: str, pages: int | None, text: str
) -> None:
    found = recognise(name, content, most=MOST)
    assert (found.medium.media_type, found.size, found.pages) == (media_type, len(content), pages)
    said = text_of(media_type, content)
    assert said.startswith(text)
    assert bool(said) is bool(text)
    assert "gone" not in said


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "a.pdf: The file is empty; look whether it is the right one."),
        (
            "a.txt",
            b"x" * (MOST + 1),
            "a.txt: The file has 1.0 MB and 1 MB are the limit; make it smaller.",
        ),
        (
            "a.pdf",
            docx(),
            (
                "a.pdf: The content is DOCX, which the name does not say; let "
                "the name end in .docx if that is what it should be."
            ),
        ),
        ("a.docx", pdf(), "a.docx: The content is PDF, which the name does not say;"),
        ("noname", b"text", "noname: The content is TXT, which the name does not"),
        ("a.txt", html(), "a.txt: The content is HTML, which the name does not say;"),
        ("a.pdf", pdf()[:300], "a.pdf: The file cannot be read; save it anew from where"),
        ("a.doc", b"\xd0\xcf\x11\xe0rest", "a.doc: The file is an old or encrypted Office file;"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", "a.png: The file is none of PDF, DOCX, ODT, HTML"),
        ("a.zip", zipped({"a": "b"}), "a.zip: The file is none of PDF, DOCX, ODT, HTML, TXT;"),
        ("a.txt", "é".encode("latin-1"), "a.txt: Line 1 of the file is not UTF-8; save it in"),
        ("a.txt", b"a\x07b", "a.txt: The text holds signs that no text has;"),
        ("a.docx", docx()[:200], "a.docx: The file is a damaged package;"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(SentenceError) as refused:
        recognise(name, content, most=MOST)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", with_part(docx_parts(), "word/vbaProject.bin", b"x"), "carries macros"),
        (
            "a.docx",
            zipped(docx_parts(main="application/vnd.ms-word.document.macroEnabled.main+xml")),
            "carries macros",
        ),
        ("a.docx", with_part(docx_parts(), "word/activeX/a.xml", "<a/>"), "carries macros"),
        (
            "a.docx",
            with_part(
                docx_parts(),
                "word/_rels/settings.xml.rels",
                f'<Relationships xmlns="{RELS}"><Relationship Id="a" TargetMode="External" '
                'Target="https://example.org/a" Type="x/oleObject"/></Relationships>',
            ),
            "fetches a part from elsewhere",
        ),
        ("a.odt", with_part(odt_parts(), "Basic/Standard/a.xml", "<a/>"), "carries macros"),
        ("a.odt", with_part(odt_parts(), "Scripts/python/a.py", "a"), "carries macros"),
        (
            "a.odt",
            with_part(
                odt_parts(),
                "META-INF/manifest.xml",
                '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
            ),
            "is encrypted",
        ),
        (
            "a.docx",
            with_part(
                docx_parts(), "word/document.xml", f"{ENTITY}<w:document {W}>&e;</w:document>"
            ),
            "declares entities",
        ),
        ("a.odt", with_part(odt_parts(), "meta.xml", f"{ENTITY}<x>&e;</x>"), "declares entities"),
        ("a.docx", with_part(docx_parts(), "word/document.xml", "<w:"), "cannot be read"),
        ("a.docx", with_part(docx_parts(), "../a.xml", "<a/>"), "no word processor writes"),
        ("a.docx", with_part(docx_parts(), "a", b"\0" * 201_000_000), "unpacks to more than"),
        ("a.pdf", SCRIPT, "carries scripts"),
        ("a.pdf", ATTACHMENT, "carries other files"),
        ("a.pdf", LOCKED, "is encrypted"),
        ("a.html", html("<script>1</script>"), "carries scripts or forms"),
        ("a.html", html("<p onclick=a()>x"), "carries scripts or forms"),
        ("a.html", html("<a href=' java\nscript:a()'>x</a>"), "carries scripts or forms"),
        ("a.html", html("<meta http-equiv=refresh content=0>"), "carries scripts or forms"),
        ("a.html", html("<iframe></iframe>"), "carries scripts or forms"),
        ("a.html", html("<img src=https://example.org/a.png>"), "needs other files"),
        ("a.html", html("<link rel=stylesheet href=a.css>"), "needs other files"),
    ],
)
def test_what_runs_hides_or_fetches_is_refused(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(SentenceError, match=reason):
        recognise(name, content, most=10 * MOST)


@given(
    st.binary(max_size=400), st.sampled_from([docx(), odt(), pdf(), html()]), st.integers(0, 300)
)
def test_damage_is_refused_in_a_sentence_or_does_no_harm(
    noise: bytes, content: bytes, place: int
) -> None:
    damaged = content[:place] + noise + content[place + len(noise) :]
    for ending in ("pdf", "docx", "odt", "html", "txt"):
        try:
            found = recognise(f"a.{ending}", damaged, most=MOST)
        except SentenceError:
            continue
        text_of(found.medium.media_type, damaged)
        with suppress(SentenceError):
            cleaned(found.medium, damaged, Cleaning.REJECT)


def test_a_package_that_lies_about_its_sizes_is_refused() -> None:
    """What the directory says bounds what is unpacked; here it says nine bytes of ten megabytes."""
    content = with_part(docx_parts(), "word/a.xml", b"<a>" + b" " * 10_000_000 + b"</a>")
    lying = content.replace((10_000_007).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    assert lying != content
    with pytest.raises(SentenceError, match="is a damaged package"):
        recognise("a.docx", lying, most=MOST)


TYPED_IN_WORD = (
    "One</w:t><w:tab/><w:t>two</w:t><w:noBreakHyphen/><w:t>three</w:t></w:r>"
    '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>'
)
TYPED_IN_ODT = 'One<t:s t:c="3"/>two<t:span>,<t:tab/>three</t:span><t:s/>four'


@pytest.mark.parametrize(
    ("content", "media_type", "said"),
    [
        (docx(TYPED_IN_WORD), DOCX_TYPE, "One two\u2011three"),
        (odt(TYPED_IN_ODT), ODT_TYPE, "One   two, three four"),
    ],
)
def test_signs_stand_where_they_were_typed(content: bytes, media_type: str, said: str) -> None:
    assert text_of(media_type, content).split("\n")[0] == said
