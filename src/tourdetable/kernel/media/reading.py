"""What a stranger's file is and says, asked in a process of its own."""

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.files import read_kept
from tourdetable.kernel.isolation.failures import ReadingError
from tourdetable.kernel.isolation.reading import Reader, read
from tourdetable.kernel.media.kinds import MEDIA
from tourdetable.kernel.media.recognition import Recognised, check_size, of_file

_MEDIA: Reader[tuple[str, int | None]] = Reader("media", tuple[str, int | None])
_TEXT: Reader[str] = Reader("media-text", str)


def recognise_apart(name: str, content: bytes, *, most: int) -> Recognised:
    """The same as `recognise`. Raises SentenceError as that does, with the name of the file before
    it, and where the file takes more memory or time than any document.
    """
    try:
        check_size(len(content), most=most)
    except SentenceError as refusal:
        raise of_file(name, refusal) from None
    try:
        media_type, pages = read(_MEDIA, content, name=name, most=most)
    except ReadingError as failure:
        raise of_file(name, failure) from None
    return Recognised(MEDIA[media_type], len(content), pages)


def text_of_kept(media_type: str, digest: str) -> str:
    """What a kept file says. Raises SentenceError where the stored bytes are not what was kept, and
    where they take too much memory or time to read.
    """
    return read(_TEXT, read_kept(digest), media_type=media_type)
