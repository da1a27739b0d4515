"""The tables of a survey of LimeSurvey, as it writes them into `.lss`."""

from collections.abc import Mapping
from typing import Any

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from tourdetable.kernel.errors import SentenceError

LARGEST = 20_000_000
"""Bytes of a file: far more than any survey has."""
Row = Mapping[str, str]


def tables_of(content: bytes) -> dict[str, list[Row]]:
    """The rows of each table by its name. Raises SentenceError for what is no survey."""
    if len(content) > LARGEST:
        raise SentenceError("The file is larger than 20 MB; a survey is not.")
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = fromstring(content, parser)
    except (XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise SentenceError("Line %(line)s of the file is not XML.", line=line) from None
    document: Any = root.getroottree().docinfo  # its stubs know no doctype
    if document.doctype:
        raise SentenceError("The file declares entities; export it anew.")
    if root.tag != "document" or root.findtext("LimeSurveyDocType") != "Survey":
        raise SentenceError("This XML is no survey of LimeSurvey; export its structure as .lss.")
    return {
        str(table.tag): [_cells(row) for row in table.findall("rows/row")]
        for table in root.iterchildren("*")
    }


def _cells(row: _Element) -> Row:
    return {str(cell.tag): cell.text or "" for cell in row.iterchildren("*")}
