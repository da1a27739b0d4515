"""What a stranger's file is, what is kept of it and what it says, asked in a process of its own."""

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.files import read_kept
from tourdetable.kernel.isolation.failures import ReadingError
from tourdetable.kernel.isolation.reading import Reader, read, read_made
from tourdetable.kernel.media.kinds import MEDIA
from tourdetable.kernel.media.recognition import Recognised, check_size, of_file
from tourdetable.kernel.media.traces import Cleaned, Cleaning, Found, TracesFoundError

_MEDIA: Reader[Found] = Reader("media", Found)
_TEXT: Reader[str] = Reader("media-text", str)


def keep_apart(
    name: str, content: bytes, *, most: int, decision: Cleaning | None
) -> tuple[Recognised, Cleaned]:
    """What a file is, and the bytes that are kept of it without what its readers would not see.
    `most` is their size that is still taken, before and after.

    Raises TracesFoundError where its owner has to decide first, and SentenceError for what cannot
    be kept or takes more memory or time than any document, with the name of the file before it.
    """
    try:
        check_size(len(content), most=most)
    except SentenceError as refusal:
        raise of_file(name, refusal) from None
    try:
        found, bare = read_made(
            _MEDIA, content, most_made=most, name=name, most=most, decision=decision
        )
    except ReadingError as failure:
        raise of_file(name, failure) from None
    if found.must_decide:
        raise TracesFoundError(found.traces, name)
    kept = bare or content
    return Recognised(MEDIA[found.media_type], len(kept), found.pages), Cleaned(kept, found.traces)


def text_of_kept(media_type: str, digest: str) -> str:
    """What a kept file says. Raises SentenceError where the stored bytes are not what was kept, and
    where they take too much memory or time to read.
    """
    return read(_TEXT, read_kept(digest), media_type=media_type)
