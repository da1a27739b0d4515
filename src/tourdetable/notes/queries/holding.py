"""What somebody works on is held: nobody else changes it until the transaction ends."""

import datetime as dt
from typing import Any

from django.db.models import Max, QuerySet

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.header_text import mailed_name
from tourdetable.kernel.links import check_link, digest_of_secret
from tourdetable.kernel.rows import hold, locked
from tourdetable.notes.enums import WRITABLE, QuestionnaireState
from tourdetable.notes.models import Contributor, Note, Questionnaire


def hold_writable(note: Note) -> None:
    """Lock the note and bring it up to date. Raises SentenceError where it was submitted or
    declined since it was read.
    """
    hold(note)
    if note.state not in WRITABLE:
        raise SentenceError(
            "This note was submitted or declined meanwhile. Nothing is saved; open it again first."
        )


def next_place(rows: QuerySet[Any]) -> int:
    """The place behind all of them."""
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def hold_drafted(questionnaire: Questionnaire) -> None:
    """Hold a questionnaire that nobody has seen yet. Raises SentenceError where it was put."""
    if locked(questionnaire).state != QuestionnaireState.DRAFTED:
        raise SentenceError(
            "This questionnaire was put to respondents: what it asks stays as it is."
        )


def linked_contributor(
    row: Contributor, secret: str, expires_at: dt.datetime, now: dt.datetime
) -> Contributor:
    """One who is invited, with its link, to be saved. Raises SentenceError without a name, for a
    name that is none, for a group or question of another questionnaire, and as `with_link`.
    """
    if not row.name.strip():
        raise SentenceError("Say who is invited, such as the name of the ministry.")
    row.name = mailed_name(row.name)
    for part in (row.group, row.question):
        if part is not None and part.questionnaire_id != row.note.questionnaire_id:
            raise SentenceError("This is asked in another questionnaire.")
    return with_link(row, secret, expires_at, now)


def with_link(
    row: Contributor, secret: str, expires_at: dt.datetime, now: dt.datetime
) -> Contributor:
    """The same with the link of that secret. Raises SentenceError for a secret that is too short,
    or an end that is past.
    """
    check_link(secret, expires_at, now)
    row.digest, row.made_at, row.expires_at = digest_of_secret(secret), now, expires_at
    return row
