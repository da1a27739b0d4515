"""A file of any kind that is kept, without what its readers would not see. Pure: bytes in, bytes
and facts out.
"""

from tourdetable.kernel.media import odf_cleaning, pages, pdf_cleaning, word_cleaning
from tourdetable.kernel.media.kinds import DOCX, HTML, ODT, PDF, Medium
from tourdetable.kernel.media.traces import Cleaned, Cleaning, Traces, TracesFoundError


def cleaned(medium: Medium, content: bytes, decision: Cleaning | None) -> Cleaned:
    """The bytes that are kept, and what was taken out of them.

    Raises TracesFoundError where the file holds what its owner has to decide about and has not;
    SentenceError for what cannot be read or cleaned. Without a decision and without anything to
    decide, names and other properties are taken out nevertheless.
    """
    if medium is DOCX:
        found = word_cleaning.clean(content, decision or Cleaning.ACCEPT)
    elif medium is ODT:
        found = odf_cleaning.clean(content, decision or Cleaning.ACCEPT)
    elif medium is PDF:
        found = pdf_cleaning.clean(content)
    elif medium is HTML:
        found = pages.clean(content)
    else:
        found = Cleaned(content, Traces())
    is_open = decision is None or (decision is Cleaning.REMOVE and found.traces.has_changes)
    if found.traces.to_decide and is_open:
        raise TracesFoundError(found.traces)
    return found
