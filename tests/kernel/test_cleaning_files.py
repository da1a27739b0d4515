"""OpenDocument texts, PDF, pages and pictures are kept without what their readers do not see."""

import base64
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from tests.kernel.traced import AUTHOR, EDITOR, SAID
from tests.library.samples import html, odt, odt_parts, pdf, zipped
from tests.unpacked import texts as unpacked
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import HTML, ODT, PDF, TXT, Medium
from tourdetable.kernel.media.pictures import stripped
from tourdetable.kernel.media.recognition import recognise, text_of
from tourdetable.kernel.media.traces import Cleaning, TraceKind, TracesFoundError

NS = "urn:oasis:names:tc:opendocument:xmlns"
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
MORE = f'xmlns:s="{NS}:style:1.0" xmlns:table="{NS}:table:1.0" {DC}'
INFO = f"<o:change-info><dc:creator>{AUTHOR}</dc:creator></o:change-info>"


def assert_bare(medium: Medium, content: bytes) -> None:
    name = f"a.{medium.ending}"
    for part_name, part in unpacked(name, content):
        for word in (AUTHOR, EDITOR, SAID):
            assert word.encode() not in part, part_name
    again = cleaned(medium, content, None)
    assert (dict(again.traces.counts), again.content) == ({}, content)
    recognise(name, content, most=10**7)


# ── OpenDocument ─────────────────────────────────────────────────────────────


def opendocument(body: str, styles: str = "", **parts: str) -> bytes:
    content = (
        f'<o:document-content xmlns:o="{NS}:office:1.0" xmlns:t="{NS}:text:1.0" {MORE}>'
        f"<o:automatic-styles>{styles}</o:automatic-styles>"
        f"<o:body><o:text>{body}</o:text></o:body></o:document-content>"
    )
    files = {name.replace("_", "."): text for name, text in parts.items()}
    return zipped({**odt_parts(), "content.xml": content, **files})


def tracked(kind: str, inside: str = "") -> str:
    region = f'<t:changed-region t:id="c1"><t:{kind}>{INFO}{inside}</t:{kind}></t:changed-region>'
    return f"<t:tracked-changes>{region}</t:tracked-changes>"


INSERTED = tracked("insertion") + (
    '<t:p>We <t:change-start t:change-id="c1"/>all <t:span>now</t:span> '
    '<t:change-end t:change-id="c1"/>agreed</t:p>'
)
DELETED = tracked("deletion", "<t:p>all <t:span>now</t:span> </t:p>") + (
    '<t:p>We <t:change t:change-id="c1"/>agreed</t:p>'
)


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [(INSERTED, "We all now agreed", "We agreed"), (DELETED, "We agreed", "We all now agreed")],
)
def test_changes_of_opendocument_are_as_if_accepted_or_rejected(
    body: str, accepted: str, rejected: str
) -> None:
    content = opendocument(body)
    with pytest.raises(TracesFoundError, match=f"tracked changes: 1 \\({AUTHOR}\\)"):
        cleaned(ODT, content, None)
    for decision, said in ((Cleaning.ACCEPT, accepted), (Cleaning.REJECT, rejected)):
        found = cleaned(ODT, content, decision)
        assert text_of(ODT.media_type, found.content) == said
        assert_bare(ODT, found.content)


def test_a_change_over_paragraphs_is_not_rejected_by_guessing() -> None:
    body = tracked("insertion") + (
        '<t:p>We <t:change-start t:change-id="c1"/>all</t:p>'
        '<t:p>now <t:change-end t:change-id="c1"/>agreed</t:p>'
    )
    content = opendocument(body)
    with pytest.raises(SentenceError, match="cannot be rejected here"):
        cleaned(ODT, content, Cleaning.REJECT)
    assert text_of(ODT.media_type, cleaned(ODT, content, Cleaning.ACCEPT).content) == (
        "We all\nnow agreed"
    )


HIDDEN = '<s:style s:name="{}" s:parent-style-name="{}"><s:text-properties {}/></s:style>'
GONE = 't:display="none"'


@pytest.mark.parametrize(
    ("body", "styles", "said"),
    [
        (f"<t:p>seen<o:annotation>{INFO}<t:p>{SAID}</t:p></o:annotation>!</t:p>", "", "seen!"),
        (f'<t:p>seen<t:span t:style-name="A">{SAID}</t:span>!</t:p>',
         HIDDEN.format("A", "B", "") + HIDDEN.format("B", "", GONE), "seen!"),
        (f'<t:p t:style-name="A">{SAID}<t:span t:style-name="B">seen</t:span>{SAID}</t:p>',
         HIDDEN.format("A", "", GONE) + HIDDEN.format("B", "", 't:display="true"'), "seen"),
        (f'<t:section t:display="none"><t:p>{SAID}</t:p></t:section><t:p>seen</t:p>', "", "seen"),
        (f"<t:p>seen<t:hidden-text t:string-value='{SAID}'>{SAID}</t:hidden-text></t:p>", "",
         "seen"),
    ],
)  # fmt: skip
def test_comments_and_hidden_text_of_opendocument_go(body: str, styles: str, said: str) -> None:
    content = opendocument(body, styles)
    with pytest.raises(TracesFoundError):
        cleaned(ODT, content, None)
    found = cleaned(ODT, content, Cleaning.REMOVE)
    assert text_of(ODT.media_type, found.content) == said
    assert_bare(ODT, found.content)


def test_properties_and_other_parts_of_opendocument_go_unasked() -> None:
    meta = (
        f'<o:document-meta xmlns:o="{NS}:office:1.0" xmlns:m="{NS}:meta:1.0" {DC}><o:meta>'
        f"<m:initial-creator>{AUTHOR}</m:initial-creator><dc:title>{SAID}</dc:title>"
        "</o:meta></o:document-meta>"
    )
    body = f"<t:p>seen <t:user-defined t:name='{SAID}'>too</t:user-defined>!</t:p>"
    content = opendocument(body, meta_xml=meta, manifest_rdf=f"<a>{SAID}</a>")
    found = cleaned(ODT, content, None)
    assert list(found.traces.names[TraceKind.PEOPLE]) == [AUTHOR]
    assert text_of(ODT.media_type, found.content) == "seen too!"
    assert_bare(ODT, found.content)
    assert cleaned(ODT, odt(), None).content == odt()


@pytest.mark.parametrize("where", ["https://example.org/a.png", "file:///a.png", "/a.png"])
def test_what_an_opendocument_fetches_is_refused(where: str) -> None:
    draw = f'xmlns:d="{NS}:drawing:1.0" xmlns:x="http://www.w3.org/1999/xlink"'
    body = f'<t:p><d:frame {draw}><d:image x:href="{where}"/></d:frame></t:p>'
    with pytest.raises(SentenceError, match="fetches a part from elsewhere"):
        recognise("a.odt", opendocument(body), most=10**6)


# ── PDF ──────────────────────────────────────────────────────────────────────


def changed(change: Callable[[Any], None], **how: Any) -> bytes:
    """The sample PDF after a change by pikepdf."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        change(document)
        document.save(made, **how)
    return made.getvalue()


def with_author(document: Any) -> None:
    document.docinfo["/Author"] = AUTHOR
    document.docinfo["/Creator"] = EDITOR
    packet = document.Root.Metadata.read_bytes()
    creator = f"<dc:creator><rdf:Seq><rdf:li>{SAID}</rdf:li></rdf:Seq></dc:creator>"
    document.Root.Metadata.write(
        packet.replace(b"<dc:language>", f"{creator}<dc:language>".encode())
    )


def with_comment(document: Any) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T=AUTHOR,
        Contents=SAID,
    )  # fmt: skip
    mark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Highlight, Rect=[0, 0, 9, 9], T=AUTHOR,
        Contents=SAID, QuadPoints=[0, 9, 9, 9, 0, 0, 9, 0],
    )  # fmt: skip
    annotations = [document.make_indirect(one) for one in (note, mark)]
    document.pages[0].Annots = pikepdf.Array(annotations)


def with_leftover(document: Any) -> None:
    document.make_indirect(pikepdf.Dictionary(Said=SAID))
    document.pages[0]["/PieceInfo"] = pikepdf.Dictionary(Said=SAID)


@pytest.mark.parametrize("mode", ["generate", "disable"])
@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (with_author, TraceKind.PEOPLE),
        (with_comment, TraceKind.COMMENTS),
        (with_leftover, TraceKind.PROPERTIES),
    ],
)
def test_what_a_pdf_says_of_people_goes(
    change: Callable[[Any], None], kind: TraceKind, mode: str
) -> None:
    content = changed(change, object_stream_mode=pikepdf.ObjectStreamMode[mode])
    if kind is TraceKind.COMMENTS:
        with pytest.raises(TracesFoundError, match=f"comments: 2 \\({AUTHOR}\\)"):
            cleaned(PDF, content, None)
    found = cleaned(PDF, content, Cleaning.REMOVE)
    assert kind in found.traces.counts
    assert text_of(PDF.media_type, found.content) == text_of(PDF.media_type, pdf())
    assert_bare(PDF, found.content)
    with pikepdf.open(io.BytesIO(found.content)) as document:
        whole = b"".join(
            one.unparse(resolved=True) + (one.read_bytes() if "/Length" in one else b"")
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) and "/Filter" not in one
        )
    assert not [word for word in (AUTHOR, EDITOR, SAID) if word.encode() in whole]


def test_an_earlier_version_does_not_stay_in_a_pdf() -> None:
    earlier = changed(with_author, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    at = int(earlier.rpartition(b"startxref")[2].split()[0])
    with pikepdf.open(io.BytesIO(earlier)) as document:
        number, size = document.docinfo.objgen[0], int(document.trailer.Size)
        root = document.Root.objgen[0]
    place = len(earlier) + 1
    later = f"\n{number} 0 obj\n<<>>\nendobj\n".encode()
    table = (
        f"xref\n{number} 1\n{place:010d} 00000 n \ntrailer\n<</Size {size}/Root {root} 0 R"
        f"/Info {number} 0 R/Prev {at}>>\nstartxref\n{len(earlier) + len(later)}\n%%EOF\n"
    ).encode()
    found = cleaned(PDF, earlier + later + table, None)
    assert found.traces.counts[TraceKind.EARLIER] == 1
    assert_bare(PDF, found.content)


def test_a_pdf_without_traces_stays_byte_for_byte() -> None:
    assert cleaned(PDF, pdf(), None).content is pdf()


@pytest.mark.parametrize(
    ("creator", "stays"),
    [
        ("Microsoft® Word 2016", True), ("PScript5.dll Version 5.2.2", True),
        ("pdfTeX-1.40.25", True), ("Mac OS X 10.15 Quartz PDFContext", True),
        ("Acrobat_PDFMaker 11 for Word", True), ("Sina Word", False), ("Word by Sina", False),
        ("WordSina", False), ("", True),
    ],
)  # fmt: skip
def test_a_program_may_name_itself_in_words_that_are_known(creator: str, *, stays: bool) -> None:
    def say(document: Any) -> None:
        document.docinfo["/Creator"] = creator

    found = cleaned(PDF, changed(say), Cleaning.REMOVE).content
    with pikepdf.open(io.BytesIO(found)) as document:
        assert document.docinfo.get("/Creator") == (creator if stays else None)


@pytest.mark.parametrize(
    ("style", "fetches"),
    [
        ("p{a:url( 'data:image/png;base64,AA')}", False), ("p{a:url(#b)}", False),
        ("p{a:url( ' #b')}", False), ("p{a:url( 'b.png')}", True), ("/*url(a)*/p{}", False),
        ("/* /* url(a) */p{}", False), ("/*/url(a)*/p{}", False), ("/**/p{a:ur/**/l(b)}", True),
        ("/* url(a)", True),
    ],
)  # fmt: skip
def test_styles_are_read_without_their_comments(style: str, *, fetches: bool) -> None:
    content = html(f"<style>{style}</style>seen")
    if fetches:
        with pytest.raises(SentenceError, match="needs other files"):
            recognise("a.html", content, most=10**6)
    else:
        recognise("a.html", content, most=10**6)


def test_layers_that_are_not_shown_are_refused() -> None:
    def with_layer(document: Any) -> None:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="a"))
        document.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer])
        )

    with pytest.raises(SentenceError, match="layers that are not shown"):
        cleaned(PDF, changed(with_layer), None)


# ── Web pages, texts, pictures ───────────────────────────────────────────────


def test_a_web_page_is_kept_without_comments_and_hidden_text() -> None:
    content = html(
        f"<meta name=author content={AUTHOR}><!-- {SAID} --><p>seen</p><p hidden>{SAID}</p>"
        f"<p style='display : none'>{SAID}</p>"
    )
    with pytest.raises(TracesFoundError, match="comments: 1; hidden text: 2"):
        cleaned(HTML, content, None)
    found = cleaned(HTML, content, Cleaning.REMOVE)
    assert text_of(HTML.media_type, found.content) == "seen"
    assert_bare(HTML, found.content)
    assert cleaned(HTML, html(), None).content == html()


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (f"<!-- {SAID} --><!doctype html><html><p>seen", {TraceKind.COMMENTS: 1}),
        (f"<!doctype html><!-- {SAID} --><p>seen", {TraceKind.COMMENTS: 1}),
        (f"<!doctype html><html><p>seen</html><!-- {SAID} -->", {TraceKind.COMMENTS: 1}),
        (
            f"<!doctype html><p>seen<div hidden><!-- {SAID} --><p hidden>{SAID}</div>",
            {TraceKind.HIDDEN: 1},
        ),
    ],
)
def test_a_trace_is_found_around_a_page_and_within_another(
    content: str, kinds: dict[TraceKind, int]
) -> None:
    found = cleaned(HTML, content.encode(), Cleaning.REMOVE)
    assert found.traces.counts == kinds
    assert text_of(HTML.media_type, found.content) == "seen"
    assert_bare(HTML, found.content)


@pytest.mark.parametrize(
    "style", ["@import 'a.css'", "p{background:url(https://example.org/a)}", "p{a:u\\72l(b.png)}"]
)
def test_a_style_that_fetches_is_refused(style: str) -> None:
    for body in (f"<style>{style}</style>", f'<p style="{style}">'):
        with pytest.raises(SentenceError, match="needs other files"):
            recognise("a.html", html(body), most=10**6)


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body


def exif(turned: int = 1) -> bytes:
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + turned.to_bytes(2) + b"\x00\x00"
    tiff = b"MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
    return segment(0xE1, b"Exif\x00\x00" + tiff + SAID.encode())


SCAN = b"\xff\xda\x00\x02scan\xff\xd9"


@pytest.mark.parametrize("turned", [1, 6])
def test_a_picture_says_no_longer_where_it_was_taken(turned: int) -> None:
    plain = b"\xff\xd8" + segment(0xE0, b"JFIF\x00") + SCAN
    assert stripped(plain) is plain
    found = stripped(b"\xff\xd8" + exif(turned) + segment(0xFE, SAID.encode()) + plain[2:])
    assert SAID.encode() not in found
    assert (found == plain) is (turned == 1)
    assert stripped(found) == found
    assert (b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in found) is (turned == 6)


def test_pictures_within_web_pages_are_stripped_too() -> None:
    picture = b"\xff\xd8" + exif() + SCAN
    body = f"<img alt=a src='data:image/jpeg;base64,{base64.b64encode(picture).decode()}'>"
    found = cleaned(HTML, html(body), None)
    assert found.traces.counts == {TraceKind.PICTURES: 1}
    assert base64.b64encode(b"\xff\xd8" + SCAN) in found.content


def test_a_text_has_no_traces() -> None:
    assert cleaned(TXT, b"text", None).content == b"text"
