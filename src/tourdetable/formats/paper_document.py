"""A paper as a Word document (DOCX): the same plain parts that the PDF sets, with headings and
tables that are such, every foreign text in its language and from its side, and the head of a table
repeated on each page.

No text can be taken for a field, a formula or markup: it goes in as text, without the characters
that XML cannot hold. Addresses are not followed.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.font import Font
from docx.text.paragraph import Paragraph

from tourdetable.formats.paper_parts import Part, Run, Runs
from tourdetable.formats.xml_text import xml_text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SOFT, _DOUBT = RGBColor(0x52, 0x5D, 0x68), RGBColor(0x7A, 0x48, 0x00)
_SMALL = Pt(9)


def paper_docx(paper: Part) -> bytes:
    """Any paper of the shape that `paper_pdf` sets."""
    return _Writing(paper).bytes()


class _Writing:
    def __init__(self, paper: Mapping[str, Any]) -> None:
        self.paper = paper
        self.is_rtl = paper["direction"] == "rtl"
        self.document: Docx = Document()

    def bytes(self) -> bytes:
        paper, told = self.paper, self.document.core_properties
        told.title, told.language = xml_text(paper["title"])[:255], paper["language"]
        told.author = told.comments = told.last_modified_by = ""
        self._tongue_of_all()
        self._runs(self._line(), paper["kicker"])
        self._runs(self._line("Title"), [paper["name"]])
        for runs in ([[name] for name in paper["names"]], [paper["when"]], [paper["lede"]]):
            for line in filter(None, runs):
                self._runs(self._line(), line)
        for fact in paper["facts"]:
            self._runs(self._line(), [{"text": f"{fact['term']} ", "look": "small"}, *fact["runs"]])
        for section in paper["sections"]:
            if section["title"]:
                self._titled("Heading 1", section, section["title"])
            for part in section["parts"]:
                self._part(part)
        made = io.BytesIO()
        self.document.save(made)
        return made.getvalue()

    def _part(self, part: Mapping[str, Any]) -> None:
        if part["kind"] == "heading":
            self._titled("Heading 2", part, part["text"])
        elif part["kind"] == "paragraph":
            self._runs(self._line(), part["runs"])
        elif part["kind"] == "list":
            for line in part["lines"]:
                self._runs(self._line("List Bullet"), line)
        elif part["kind"] == "numbered":
            for line in part["lines"]:
                self._runs(self._line(), [{"text": f"{line['number']}. "}, *line["runs"]])
        else:
            self._table(part["widths"], part["header"], part["rows"])

    def _titled(self, style: str, part: Mapping[str, Any], text: str) -> None:
        tongue = {key: part[key] for key in ("language", "direction") if key in part}
        self._runs(self._line(style), [{"text": text, **tongue}])

    def _table(
        self, widths: Sequence[int], header: Sequence[str], rows: Sequence[Sequence[Runs]]
    ) -> None:
        made = self.document.add_table(1 + len(rows), len(header), "Table Grid")
        made.autofit = False
        if self.is_rtl:
            made._tbl.tblPr.find(qn("w:tblStyle")).addnext(OxmlElement("w:bidiVisual"))  # noqa: SLF001 - python-docx has no name for it
        repeated = OxmlElement("w:tblHeader")
        made.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - the same
        self._measure(made, widths)
        heads: Sequence[Runs] = [[{"text": word, "look": "strong"}] for word in header]
        # All cells at once: each look at a row of python-docx goes through the whole table.
        cells = made._cells  # noqa: SLF001 - see above
        for cell, runs in zip(cells, [run for row in (heads, *rows) for run in row], strict=True):
            self._runs(self._turned(_only_line(cell)), runs)
        self._line()

    def _measure(self, made: Table, widths: Sequence[int]) -> None:
        section = self.document.sections[0]
        whole = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]  # of a new document they are known
        for column, width in zip(made.columns, widths, strict=True):
            column.width = whole * width // sum(widths)

    # ── Lines and runs ───────────────────────────────────────────────────────

    def _line(self, style: str = "Normal") -> Paragraph:
        return self._turned(self.document.add_paragraph(style=style))

    def _turned(self, made: Paragraph) -> Paragraph:
        if self.is_rtl:
            made._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 - python-docx has no name for it
            made.alignment = WD_ALIGN_PARAGRAPH.LEFT  # of a paragraph from the right: its beginning
        return made

    def _runs(self, paragraph: Paragraph, runs: Sequence[Run]) -> None:
        for run in runs:
            made = paragraph.add_run(xml_text(run["text"]))
            look = run.get("look", "")
            made.font.bold = made.font.cs_bold = True if look == "strong" else None
            if look in ("small", "doubt"):
                made.font.size = _SMALL
                made.font.color.rgb = _SOFT if look == "small" else _DOUBT
            properties = made._r.get_or_add_rPr()  # noqa: SLF001 - python-docx has no name for it
            if run.get("direction", self.paper["direction"]) == "rtl":
                _turn(made.font, properties)
            if "language" in run:
                properties.append(_tongue(run["language"]))

    def _tongue_of_all(self) -> None:
        """The language of whatever says no other, and the side that pages are read from."""
        properties = self.document.styles.element.find(
            f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
        )
        known = properties.find(qn("w:lang"))
        if known is not None:
            properties.remove(known)
        properties.append(_tongue(self.paper["language"]))
        if self.is_rtl:
            grid: Any = self.document.sections[0]._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no name for it
            grid.addprevious(OxmlElement("w:bidi"))


def _only_line(cell: _Cell) -> Paragraph:
    return Paragraph(cell._tc.p_lst[0], cell)  # noqa: SLF001 - a new cell has one


def _turn(font: Font, properties: Any) -> None:
    """From the right, and as large as it would be from the left."""
    font.rtl = True
    size = properties.find(qn("w:sz"))
    if size is not None:
        same = OxmlElement("w:szCs")
        same.set(qn("w:val"), size.get(qn("w:val")))
        size.addnext(same)


def _tongue(language: str) -> Any:
    """A language for letters of every kind: Word asks by their script which of the three holds."""
    made = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia", "w:bidi"):
        made.set(qn(script), language)
    return made
