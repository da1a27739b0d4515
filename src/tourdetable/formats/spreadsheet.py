"""A table as a spreadsheet (XLSX): one page, read from the side of its language, its head frozen.

Every cell is a text, disarmed as in the tables of the record (`safe_cell`): one that begins with
`=` computes nothing.
"""

import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tourdetable.formats.tables import safe_cell
from tourdetable.kernel.header_text import one_line
from tourdetable.kernel.wording import direction

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""Characters that a cell of XLSX holds."""
_NAME = 31
"""Characters that the name of a page holds."""
_NOT_IN_NAMES = re.compile(r"[\\*?:/\[\]]")
"""Signs that a spreadsheet program refuses in the name of a page."""


def mark_as_texts(page: Worksheet) -> None:
    """Every cell is a text, whatever openpyxl takes it for: `#N/A` is one too, and no error."""
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"


def spreadsheet(
    title: str, language: str, rows: Iterable[Sequence[str]], widths: Iterable[int]
) -> bytes:
    """The first of the rows is the head; widths are in characters."""
    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 - a new workbook has a page; its types cannot say so
    page.title = _NOT_IN_NAMES.sub("-", one_line(title))[:_NAME].strip("'") or "-"
    page.sheet_view.rightToLeft = direction(language) == "rtl"
    for row in rows:
        page.append([safe_cell(text)[:LONGEST_CELL] for text in row])
    mark_as_texts(page)
    for cell in page[1]:
        cell.font = Font(bold=True)
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for line in page.iter_rows():
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
