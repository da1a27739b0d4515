"""Whatever a Word document can say where its readers do not see it is not in the bytes kept."""

import pytest

from tests.attack.planted import MC, SECRET, SEEN, WPS, math, paragraph, run, word
from tests.unpacked import texts as unpacked
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import DOCX
from tourdetable.kernel.media.recognition import recognise, text_of
from tourdetable.kernel.media.traces import Cleaning

SHAPE = f"<wps:wsp {WPS}><wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx></wps:wsp>"
BEGIN, PART, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
HIDES = "<w:vanish/>"
HIDDEN = {
    "a comment of XML": f"<!-- {SECRET} -->",
    "an instruction of XML": f"<?note {SECRET}?>",
    "text where none belongs": f"<w:r>{SECRET}</w:r>",
    "an element of nobody's": f'<x:note xmlns:x="urn:example:notes">{SECRET}</x:note>',
    "an attribute of nobody's": f'<w:r xmlns:x="urn:example:notes" x:note="{SECRET}"/>',
    "what old programs would show": (
        f'<w:r><mc:AlternateContent {MC} {WPS}><mc:Choice Requires="wps">'
        f"{SHAPE % paragraph(run('new'))}</mc:Choice><mc:Fallback>{paragraph(run(SECRET))}"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "a smart tag": (
        f'<w:smartTag w:uri="urn:x" w:element="p"><w:smartTagPr><w:attr w:name="a" '
        f'w:val="{SECRET}"/></w:smartTagPr>{run("tagged")}</w:smartTag>'
    ),
    "a permission": f'<w:permStart w:id="1" w:ed="{SECRET}"/><w:permEnd w:id="1"/>',
    "hidden mathematics": math(f"<m:r><w:rPr>{HIDES}</w:rPr><m:t>{SECRET}</m:t></m:r>"),
    "a phantom of mathematics": math(
        '<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr>'
        f"<m:e><m:r><m:t>{SECRET}</m:t></m:r></m:e></m:phant>"
    ),
    "text within an instruction": (
        f"{BEGIN}<w:r><w:instrText> PAGE </w:instrText></w:r>{run(SECRET)}{PART}{run('1')}{END}"
    ),
    "a title of a picture": (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o='
        f'"urn:schemas-microsoft-com:office:office" o:gfxdata="{SECRET}"><v:imagedata '
        f'o:title="{SECRET}"/></v:shape></w:pict></w:r>'
    ),
}


def assert_kept_without(content: bytes) -> None:
    assert any(SECRET.encode() in part for _name, part in unpacked("a.docx", content))
    found = cleaned(DOCX, content, Cleaning.ACCEPT)
    for name, part in unpacked("a.docx", found.content):
        assert SECRET.encode() not in part, name
    assert SEEN in text_of(DOCX.media_type, found.content)
    again = cleaned(DOCX, found.content, None)
    assert (dict(again.traces.counts), again.content) == ({}, found.content)
    recognise("a.docx", found.content, most=10**7)


@pytest.mark.parametrize("where", HIDDEN)
def test_what_readers_do_not_see_is_not_kept(where: str) -> None:
    assert_kept_without(word(HIDDEN[where]))


def test_the_instruction_of_a_field_may_be_made_of_other_fields() -> None:
    inner = f"{BEGIN}<w:r><w:instrText> QUOTE </w:instrText></w:r>{PART}{run(SECRET)}{END}"
    outer = f"{BEGIN}<w:r><w:instrText> REF </w:instrText></w:r>{inner}{PART}{run('shown')}{END}"
    content = word(outer)
    assert_kept_without(content)
    found = cleaned(DOCX, content, Cleaning.ACCEPT).content
    assert "shown" in text_of(DOCX.media_type, found)
