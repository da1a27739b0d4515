"""What is kept of a file, worked out in the process of that file: its kind, what readers would not
see of it, and its bytes without that. Only such a process imports this module, with the libraries
that walk through a PDF: whoever forks it has them loaded already.
"""

from importlib import import_module

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.codec import Made
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.pdf_objects import library
from tourdetable.kernel.media.recognition import of_file, recognise
from tourdetable.kernel.media.traces import Cleaning, Found, TracesFoundError

library()
import_module("pypdfium2")


def read_kept(
    content: bytes, *, name: str, most: int, decision: Cleaning | None = None
) -> Made[Found]:
    """What is kept of a file, with its bytes where they are others than those that were brought.
    `most` is their size that is still taken, before and after.

    Raises SentenceError, with the name before it, as `recognise` and `cleaned` do.
    """
    found = recognise(name, content, most=most)
    try:
        bare = cleaned(found.medium, content, decision)
    except TracesFoundError as open_one:
        return Made(Found(found.medium.media_type, found.pages, open_one.traces, must_decide=True))
    except SentenceError as refusal:
        raise of_file(name, refusal) from None
    is_changed = bare.content is not content
    if is_changed:
        found = recognise(name, bare.content, most=most)
    kept = Found(found.medium.media_type, found.pages, bare.traces, must_decide=False)
    return Made(kept, bare.content if is_changed else b"")
