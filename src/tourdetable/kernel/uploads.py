"""Files that lie between their preview and the word to take them in (decision 24)."""

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from typing import TypeVar

from django.db.models import QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.files import digest_of
from tourdetable.kernel.isolation.reading import Reader, outcome_of, recalled
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.models import Upload
from tourdetable.kernel.rows import amend, enter, remove

LIFE = dt.timedelta(days=1)
"""After which a file that nobody has taken in is gone: it holds names and addresses."""
_LONGEST_NAME = 200
Result = TypeVar("Result")


def uploads(about: str, by: Actor, now: dt.datetime) -> QuerySet[Upload]:
    """The files that somebody has laid beside a thing and alone may see, the newest first."""
    rows = Upload.objects.filter(about=about, laid_by=str(by), laid_at__gt=now - LIFE)
    return rows.order_by("-pk")


def expired_uploads(now: dt.datetime) -> QuerySet[Upload]:
    """Those whose day is over."""
    return Upload.objects.filter(laid_at__lte=now - LIFE).defer("content")


def lay(about: str, name: str, content: bytes, by: Actor, now: dt.datetime) -> Change:
    """Keep a file for a while; one that the same person has laid there before makes way for it."""
    Upload.objects.filter(about=about, laid_by=str(by)).delete()
    return enter(
        Upload(
            about=about,
            laid_by=str(by),
            laid_at=now,
            name=name[-_LONGEST_NAME:],
            digest=digest_of(content),
            content=content,
        )
    )


def read_upload(upload: Upload, reader: Reader[Result], **arguments: object) -> Result:
    """What a reader makes of a file; a second look at it in the same way does not read it again.

    Raises SentenceError where the reader refuses it, or could not come to an end.
    """
    wanted = reader.fingerprint(**arguments)
    if upload.read_as == wanted:
        with suppress(ValueError):  # kept by another version of the house
            return recalled(reader, bytes(upload.reading)).value
    outcome = outcome_of(reader, bytes(upload.content), **arguments)
    if outcome.kept:
        upload.read_as, upload.reading = wanted, outcome.kept
        Upload.objects.filter(pk=upload.pk).update(read_as=wanted, reading=outcome.kept)
    return outcome.value


def say_of(upload: Upload, said: Mapping[str, object], seen: str) -> Change:
    """Say how a file is to be read. Raises ChangedMeanwhileError as `amend` does."""
    return amend(upload, {"said": dict(said)}, seen=seen)


def may_forget_upload(by: Actor, _upload: object, _now: dt.datetime) -> bool:
    """Files that were not taken in are cleared away by the house itself."""
    return by.is_operator


@action(may_forget_upload)
def forget_upload(upload: Upload, *, by: Actor, now: dt.datetime) -> Change:  # noqa: ARG001 - read by @action
    """Let a file be gone that has lain for its day: it holds names and addresses."""
    return remove(upload)


def forget_old_uploads(*, by: Actor, now: dt.datetime) -> int:
    """Due work: clear away what has lain for a day; returns how many files."""
    found = list(expired_uploads(now))
    for upload in found:
        forget_upload(upload, by=by, now=now)
    return len(found)
