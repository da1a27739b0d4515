"""A person approves a letter: from then on it is as it will go out."""

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.header_text import header_text
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.mail_address import mail_address
from tourdetable.kernel.mail_message import message_id
from tourdetable.kernel.rows import ChangedMeanwhileError, locked, move, state_of
from tourdetable.letters.enums import LETTER_MOVES, LetterState
from tourdetable.letters.models import Letter
from tourdetable.letters.rules import may_approve_letter
from tourdetable.letters.writing import LINK_PLACE, kept


@action(may_approve_letter)
def approve_letter(  # noqa: PLR0913 - what goes out has four parts; all but the letter by name
    letter: Letter,
    *,
    text: str,
    attachments: Sequence[tuple[str, str]],
    number: str,
    seen: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Fix the text and the files with which a letter goes out, and let it go at once.

    `number` makes its Message-ID, the same for each attempt; attachments are names of files with
    the SHA-256 of what is kept. Raises SentenceError for an address that no letter reaches, for a
    name or subject that cannot stand in a header, or where the place of the reply link is still
    empty; ChangedMeanwhileError where `seen` is not how the draft stands.
    """
    stored = locked(letter)
    if seen and seen != state_of(stored):
        raise ChangedMeanwhileError(stored)
    mail_address(stored.mail)
    for line in (stored.addressee, stored.subject):
        header_text(line)
    if LINK_PLACE in text or not text.strip():
        raise SentenceError("This letter is not complete: it lacks its text or its reply link.")
    values = {
        "text": text,
        "attachments": [list(pair) for pair in attachments],
        "approved_by": str(by),
        "approved_at": now,
        "due_at": now,
        "message_id": message_id(number, urlsplit(settings.TDT_ADDRESS).hostname),
    }
    return kept(move(letter, "state", LetterState.APPROVED, LETTER_MOVES, values=values))
