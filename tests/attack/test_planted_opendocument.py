"""Whatever an OpenDocument text can say where readers do not see it is not in the bytes kept."""

import pytest

from tests.attack.planted import SECRET, SEEN, opendocument
from tests.unpacked import texts as unpacked
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import ODT
from tourdetable.kernel.media.recognition import recognise, text_of
from tourdetable.kernel.media.traces import Cleaning

HIDES = '<s:text-properties t:display="none"/>'
BODIES = {
    "a comment of XML": f"<!-- {SECRET} -->",
    "an instruction of XML": f"<?note {SECRET}?>",
    "an element of nobody's": f'<x:note xmlns:x="urn:example:notes">{SECRET}</x:note>',
    "a paragraph that a field hides": (
        f'<t:p>{SECRET}<t:hidden-paragraph t:condition="ooow:1" t:is-hidden="true"/></t:p>'
    ),
    "a mark of an index": f'<t:p>a<t:alphabetical-index-mark t:string-value="{SECRET}"/></t:p>',
    "a source": f'<t:p><t:bibliography-mark t:note="{SECRET}">(1)</t:bibliography-mark></t:p>',
    "a hidden control": (
        '<o:forms><form:form><form:hidden form:name="a" '
        f'form:value="{SECRET}"/></form:form></o:forms>'
    ),
    "the value of a cell": (
        "<table:table><table:table-column/><table:table-row><table:table-cell "
        f'o:value-type="string" o:string-value="{SECRET}" table:formula="{SECRET}"><t:p>b</t:p>'
        "</table:table-cell></table:table-row></table:table>"
    ),
    "a hidden column": (
        '<table:table><table:table-column table:visibility="collapse"/><table:table-column/>'
        f"<table:table-row><table:table-cell><t:p>{SECRET}</t:p></table:table-cell>"
        "<table:table-cell><t:p>c</t:p></table:table-cell></table:table-row></table:table>"
    ),
    "the content of an attribute": (
        '<t:p><t:meta xmlns:xhtml="http://www.w3.org/1999/xhtml" xhtml:about="[a]" '
        f'xhtml:content="{SECRET}">d</t:meta></t:p>'
    ),
    "the name of a database": f'<t:p><t:database-row-number t:table-name="{SECRET}"/></t:p>',
}
FILES = {
    "a header that is not shown": opendocument(
        "",
        styles='<o:master-styles><s:master-page s:name="a"><s:header-left s:display="false"><t:p>'
        f"{SECRET}</t:p></s:header-left></s:master-page></o:master-styles>",
    ),
    "a style of the same name in the other part": opendocument(
        '<t:p t:style-name="P1">e</t:p>',
        '<s:style s:name="P1" s:family="paragraph"><s:text-properties t:display="true"/></s:style>',
        styles='<o:automatic-styles><s:style s:name="P1" s:family="paragraph">'
        f"{HIDES}</s:style></o:automatic-styles><o:master-styles><s:master-page s:name='a'>"
        f'<s:header><t:p t:style-name="P1">{SECRET}</t:p></s:header></s:master-page>'
        "</o:master-styles>",
    ),
    "a style of the same name of another family": opendocument(
        f'<t:p t:style-name="A">{SECRET}</t:p>',
        f'<s:style s:name="A" s:family="paragraph">{HIDES}</s:style>'
        '<s:style s:name="A" s:family="text"><s:text-properties t:display="true"/></s:style>',
    ),
    "a picture that nothing shows": opendocument("", **{"Pictures/a.png": SECRET}),
    "a document among the pictures": opendocument(
        '<t:p><draw:frame><draw:image xlink:href="Pictures/a.pdf"/></draw:frame></t:p>',
        **{"Pictures/a.pdf": f"%PDF-1.7 {SECRET}"},
    ),
}
ALL = {**{name: opendocument(body) for name, body in BODIES.items()}, **FILES}


@pytest.mark.parametrize("where", ALL)
def test_what_readers_do_not_see_is_not_kept(where: str) -> None:
    content = ALL[where]
    assert any(SECRET.encode() in part for _name, part in unpacked("a.odt", content))
    found = cleaned(ODT, content, Cleaning.ACCEPT)
    for name, part in unpacked("a.odt", found.content):
        assert SECRET.encode() not in part, name
    assert SEEN in text_of(ODT.media_type, found.content)
    again = cleaned(ODT, found.content, None)
    assert (dict(again.traces.counts), again.content) == ({}, found.content)
    recognise("a.odt", found.content, most=10**7)


def test_a_text_that_a_field_could_hide_and_does_not_stays() -> None:
    shown = '<t:p>f<t:hidden-text t:is-hidden="false">g</t:hidden-text>'
    shown += '<t:hidden-paragraph t:is-hidden="false"/></t:p>'
    found = cleaned(ODT, opendocument(shown), Cleaning.ACCEPT)
    assert "fg" in text_of(ODT.media_type, found.content)
