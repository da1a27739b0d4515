"""The table of answers to take away: XLSX, DOCX, PDF, and JSON as every sheet has it."""

from collections.abc import Iterator
from itertools import zip_longest

from tourdetable.formats.data import to_json
from tourdetable.formats.paper_document import paper_docx
from tourdetable.formats.pdf import fonts_missing_for, paper_pdf
from tourdetable.formats.side_by_side_paper import side_by_side_paper
from tourdetable.formats.spreadsheet import spreadsheet
from tourdetable.kernel.wording import Reading
from tourdetable.notes.enums import Reply
from tourdetable.sheets.side_by_side import AnswerCell, SideBySideSheet
from tourdetable.ui.catalogue import translations
from tourdetable.ui.telling import Telling

_NAME, _ANSWER = 36, 60
"""Widths of columns, in characters."""


def side_by_side_xlsx(sheet: SideBySideSheet) -> bytes:
    """A line for each respondent, then what is said without a name. Where a reader could take
    something for an answer that is none, it stands in brackets.
    """
    telling = Telling(sheet.language, translations(sheet.language))
    title = telling.translations.gettext("Side by side")
    widths = (_NAME, _NAME, *(_ANSWER for _ in sheet.columns))
    return spreadsheet(title, sheet.language, _rows(sheet, telling), widths)


def side_by_side_docx(sheet: SideBySideSheet) -> bytes:
    """Question by question, as a Word document."""
    return paper_docx(side_by_side_paper(sheet))


def side_by_side_pdf(sheet: SideBySideSheet) -> bytes:
    """Question by question on paper; nothing where the machine has no font for a language in it.
    Raises typst.TypstError.
    """
    paper = side_by_side_paper(sheet)
    return b"" if fonts_missing_for(paper) else paper_pdf(paper)


def side_by_side_json(sheet: SideBySideSheet) -> bytes:
    """The sheet, field by field."""
    return to_json(sheet)


def _rows(sheet: SideBySideSheet, telling: Telling) -> Iterator[tuple[str, ...]]:
    _ = telling.translations.gettext
    yield (_("Respondent"), _("Attribution"), *(column.text.text for column in sheet.columns))
    invented = telling.invented(is_invented=sheet.meeting.is_invented)
    if invented:
        yield (invented, "", *("" for _ in sheet.columns))
    for row in sheet.rows:
        how = telling.label(row.attribution) if row.attribution else ""
        yield (row.label, how, *(_told(cell, telling) for cell in row.cells))
    for line in zip_longest(*sheet.unattributed):
        yield ("", _("not attributed"), *(_text(one, telling) if one else "" for one in line))


def _told(cell: AnswerCell, telling: Telling) -> str:
    if cell.reply is Reply.ANSWERED:
        return _text(cell.text, telling)
    label = telling.label(cell.reply)
    if not cell.reason:
        return f"[{label}]"
    shape = telling.translations.gettext("%(term)s: %(value)s")
    return f"[{shape % {'term': label, 'value': cell.reason}}]"


def _text(reading: Reading, telling: Telling) -> str:
    """What is in another language says so."""
    if not reading.is_fallback:
        return reading.text
    return f"{reading.text} ({telling.in_language(reading.language)})"
