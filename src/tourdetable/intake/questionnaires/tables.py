"""The tables of a survey of LimeSurvey, as it writes them into `.lss`."""

from collections.abc import Mapping

from lxml.etree import _Element

from tourdetable.intake.foreign_xml import root_of
from tourdetable.kernel.errors import SentenceError

LARGEST = 20_000_000
"""Bytes of a file: far more than any survey has."""
Row = Mapping[str, str]


def tables_of(content: bytes) -> dict[str, list[Row]]:
    """The rows of each table by its name. Raises SentenceError for what is no survey."""
    if len(content) > LARGEST:
        raise SentenceError("The file is larger than 20 MB; a survey is not.")
    root = root_of(content)
    if root.tag != "document" or root.findtext("LimeSurveyDocType") != "Survey":
        raise SentenceError("This XML is no survey of LimeSurvey; export its structure as .lss.")
    return {
        str(table.tag): [_cells(row) for row in table.findall("rows/row")]
        for table in root.iterchildren("*")
    }


def _cells(row: _Element) -> Row:
    return {str(cell.tag): cell.text or "" for cell in row.iterchildren("*")}
