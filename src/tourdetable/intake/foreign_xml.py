"""XML that another program wrote: nothing in it is resolved, fetched or endless."""

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.bounds import check_elements


def root_of(content: bytes) -> _Element:
    """Raises SentenceError for what is no XML, and for one that declares entities."""
    check_elements(content)
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = fromstring(content, parser)
    except (XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 1
        raise SentenceError("Line %(line)s of the file is not XML.", line=line) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise SentenceError("The file declares entities; export it anew.")
    return root
