"""Work that is due in library: what kept files say is looked into once, after they came."""

import datetime as dt
from collections.abc import Collection, Iterator

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.reading import text_of_kept
from tourdetable.library.actions import extract_text
from tourdetable.library.queries import files_without_known_text


def extract_due_texts(
    *, by: Actor, now: dt.datetime, given_up: Collection[int] = ()
) -> Iterator[tuple[int, str]]:
    """Look into every file that nobody has looked into, but those `given_up`. Gives for each one
    its key, and a sentence where it failed: it stays due.
    """
    for file in files_without_known_text().exclude(pk__in=given_up).defer("text"):
        try:
            text = text_of_kept(file.media_type, file.digest)
            extract_text(file, text=text, by=by, now=now)
        except SentenceError as error:
            yield file.pk, str(error)
        else:
            yield file.pk, ""
