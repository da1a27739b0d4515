"""Documents beside answers, as far as somebody may read them."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.files import read_kept
from tourdetable.notes.models import Attachment, NoteVersion
from tourdetable.notes.rules import readable_attachments

ATTACHED = Prefetch("attachments", queryset=Attachment.objects.defer("content"))
"""What is attached to answers, without the bytes; one query."""


def attachments(by: Actor, now: dt.datetime) -> QuerySet[Attachment]:
    """What is attached to the answers and drafts that this one may read."""
    rows = Attachment.objects.filter(readable_attachments(by, now))
    return rows.select_related(
        "answer__note__questionnaire__meeting",
        "answer__note__party",
        "answer__note__process",
        "answer__question",
        "answer__contributor__note",
    )


def told_of_attachment(row: Attachment) -> dict[str, object]:
    """What a version of a note says of a document."""
    columns = ("name", "language", "media_type", "size", "digest")
    return {column: getattr(row, column) for column in columns}


def submitted_attachment(version: NoteVersion, digest: str) -> tuple[dict[str, Any], bytes]:
    """A document that was submitted with an answer: what the version says of it, and its bytes.

    Raises SentenceError where the version has none of that hash.
    """
    for told in version.told():
        for one in told.get("attachments", []):
            if one["digest"] == digest:
                return one, read_kept(digest)
    raise SentenceError("This document was not submitted with the note.")
