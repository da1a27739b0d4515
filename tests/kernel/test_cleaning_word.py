"""Word documents are kept without what their readers do not see, and say what was taken out."""

import io
import zipfile

import docx
import pytest

from tests.kernel.traced import (
    AUTHOR,
    EDITOR,
    SAID,
    change,
    deleted,
    document,
    element,
    paragraph,
    run,
    saved,
    texts,
)
from tests.library.samples import docx_parts, zipped
from tests.unpacked import texts as unpacked
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import DOCX
from tourdetable.kernel.media.recognition import recognise
from tourdetable.kernel.media.traces import Cleaning, TraceKind, TracesFoundError

INSERTED, GONE = change("ins", run("a plan")), change("del", deleted("nothing at all"), EDITOR)
TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>"
HIDES = "<w:vanish/>"


def row(text: str, properties: str = "") -> str:
    cell = f"<w:tc><w:tcPr/>{paragraph(run(text))}</w:tc>"
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cell}</w:tr>"


def style(name: str, kind: str, properties: str, based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def test_an_undecided_change_is_refused_with_the_names_of_what_was_found() -> None:
    made = document(paragraph(run("We agreed on ") + GONE + INSERTED), author=AUTHOR)
    made.add_comment(made.paragraphs[0].runs[0], SAID, author=EDITOR, initials="E")
    with pytest.raises(TracesFoundError) as refused:
        cleaned(DOCX, saved(made), None)
    said = str(refused.value)
    assert said.startswith(
        f"The file holds more than its readers see: tracked changes: 2 ({EDITOR}, {AUTHOR}); "
        f"comments: 1 ({EDITOR}); names in its properties: 1 ({AUTHOR}); other properties"
    )
    assert "as if all changes were accepted" in said
    with pytest.raises(TracesFoundError):
        cleaned(DOCX, saved(made), Cleaning.REMOVE)


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        ([paragraph(run("On ") + GONE + INSERTED)], ["On a plan"], ["On nothing at all"]),
        (
            [paragraph(change("moveFrom", run("moved")) + run("stays ")),
             paragraph(change("moveTo", run("moved")))],
            ["stays ", "moved"],
            ["movedstays ", ""],
        ),
        (
            [paragraph(run("one "), f"<w:rPr>{change('del')}</w:rPr>"), paragraph(run("two"))],
            ["one two"],
            ["one ", "two"],
        ),
        (
            [paragraph(run("one "), f"<w:rPr>{change('ins')}</w:rPr>"), paragraph(run("two"))],
            ["one ", "two"],
            ["one two"],
        ),
        (
            [TABLE.format(rows=row("old", change("del")) + row("stays")
                          + row("new", change("ins")))],
            ["stays", "new"],
            ["old", "stays"],
        ),
        ([paragraph(change("ins", change("del", deleted("fleeting")) + run("lasts")))],
         ["lasts"], [""]),
    ],
)  # fmt: skip
def test_changes_are_as_if_all_were_accepted_or_rejected(
    body: list[str], accepted: list[str], rejected: list[str]
) -> None:
    content = saved(document(*body))
    for decision, expected in ((Cleaning.ACCEPT, accepted), (Cleaning.REJECT, rejected)):
        found = cleaned(DOCX, content, decision)
        assert texts(found.content) == expected
        assert found.traces.has_changes
        assert recognise("a.docx", found.content, most=10**6).medium is DOCX
        assert_bare(found.content)


def assert_bare(content: bytes) -> None:
    """Nothing planted is in any part, and a second look finds nothing and changes nothing."""
    for name, part in unpacked("a.docx", content):
        for word in (AUTHOR, EDITOR, SAID):
            assert word.encode() not in part, name
    again = cleaned(DOCX, content, None)
    assert (dict(again.traces.counts), again.content) == ({}, content)


def test_a_format_is_what_it_was_before_the_change() -> None:
    bold = f"<w:b/>{change('rPrChange', '<w:rPr><w:i/></w:rPr>')}"
    content = saved(document(paragraph(run("text", bold))))
    for decision, is_bold, is_italic in (
        (Cleaning.ACCEPT, True, None),
        (Cleaning.REJECT, None, True),
    ):
        found = docx.Document(io.BytesIO(cleaned(DOCX, content, decision).content))
        font = found.paragraphs[0].runs[0].font
        assert (font.bold, font.italic) == (is_bold, is_italic)


@pytest.mark.parametrize(
    ("styles", "body", "left"),
    [
        ([], [paragraph(run("seen ") + run(SAID, HIDES))], ["seen "]),
        ([style("H", "character", HIDES), style("G", "character", "", "H")],
         [paragraph(run("seen ") + run(SAID, '<w:rStyle w:val="G"/>'))], ["seen "]),
        ([style("H", "paragraph", HIDES), style("G", "paragraph", "", "H")],
         [paragraph(run(SAID), '<w:pStyle w:val="G"/>'), paragraph(run("seen"))], ["", "seen"]),
        ([style("H", "paragraph", HIDES), style("C", "character", HIDES)],
         [paragraph(run("twice hidden is seen", '<w:rStyle w:val="C"/>'),
                    '<w:pStyle w:val="H"/>')], ["twice hidden is seen"]),
        ([style("H", "paragraph", HIDES)],
         [paragraph(run("seen", '<w:vanish w:val="0"/>') + run(SAID), '<w:pStyle w:val="H"/>')],
         ["seen"]),
        ([style("T", "table", HIDES)],
         [TABLE.format(rows=row(SAID)).replace("<w:tblPr/>",
                       '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>')], [""]),
        ([], [TABLE.format(rows=row(SAID, "<w:hidden/>") + row("seen"))], ["seen"]),
        ([], [paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF '
              f'{SAID}</w:instrText></w:r><w:r><w:t>{SAID}</w:t></w:r>'
              '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("shown")
              + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')], ["shown"]),
    ],
)  # fmt: skip
def test_hidden_text_goes_and_what_is_seen_stays(
    styles: list[str], body: list[str], left: list[str]
) -> None:
    made = document(*body)
    for xml in styles:
        made.styles.element.append(element(xml))
    found = cleaned(DOCX, saved(made), Cleaning.REMOVE)
    assert texts(found.content) == left
    assert_bare(found.content)
    is_seen = left == ["twice hidden is seen"]
    is_field = left == ["shown"]
    assert (TraceKind.HIDDEN in found.traces.counts) is not (is_seen or is_field)


def test_a_comment_goes_with_its_people_and_its_marks() -> None:
    made = document(paragraph(run("We agreed")))
    made.add_comment(made.paragraphs[0].runs[0], SAID, author=AUTHOR, initials=EDITOR)
    with pytest.raises(TracesFoundError, match=f"comments: 1 \\({AUTHOR}\\)"):
        cleaned(DOCX, saved(made), None)
    found = cleaned(DOCX, saved(made), Cleaning.REMOVE)
    assert texts(found.content) == ["We agreed"]
    assert_bare(found.content)
    with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
        assert not [name for name in archive.namelist() if "comment" in name]


def test_names_in_properties_go_unasked_and_are_told() -> None:
    made = document(paragraph(run("We agreed")), author=AUTHOR, last_modified_by=EDITOR,
                    title=SAID, keywords=SAID)  # fmt: skip
    made.element.body[0].set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rsidR", "00A1B2C3"
    )
    made.settings.element.append(element(
        f'<w:docVars><w:docVar w:name="a" w:val="{SAID}"/></w:docVars>'))  # fmt: skip
    found = cleaned(DOCX, saved(made), None)
    assert set(found.traces.counts) == {TraceKind.PEOPLE, TraceKind.PROPERTIES}
    assert list(found.traces.names[TraceKind.PEOPLE]) == [AUTHOR, EDITOR]
    assert texts(found.content) == ["We agreed"]
    assert_bare(found.content)
    assert b"rsid" not in b"".join(part for _, part in unpacked("a.docx", found.content))


@pytest.mark.parametrize("space", ["before", "beside"])
def test_bytes_beside_the_parts_do_not_stay(space: str) -> None:
    content = zipped(docx_parts())
    assert cleaned(DOCX, content, None).content == content
    if space == "beside":
        content = zipped({**docx_parts(), "left/over.bin": SAID})
    else:
        made = io.BytesIO(content)
        with zipfile.ZipFile(made, "a") as archive:
            archive.comment = SAID.encode()
        content = made.getvalue()
    found = cleaned(DOCX, content, None)
    assert SAID.encode() not in found.content
    assert_bare(found.content)


def test_strict_documents_are_cleaned_too() -> None:
    parts = docx_parts(f"seen</w:t></w:r><w:r><w:rPr>{HIDES}</w:rPr><w:t>{SAID}")
    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts["word/document.xml"] = str(parts["word/document.xml"]).replace(transitional, strict)
    found = cleaned(DOCX, zipped(parts), Cleaning.REMOVE)
    assert found.traces.counts == {TraceKind.HIDDEN: 1}
    assert_bare(found.content)


def test_a_document_put_together_of_others_is_refused() -> None:
    parts = docx_parts()
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/aFChunk" Target="a.txt"/></Relationships>'
    )
    parts["word/a.txt"] = "text"
    with pytest.raises(SentenceError, match="put together of several files"):
        cleaned(DOCX, zipped(parts), None)
