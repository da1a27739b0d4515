"""Whether a thing stands in the record: what was public is withdrawn, never deleted.

Every stage whose things have pages of their own takes these columns, rules and moves, so that a
withdrawal is one mechanism, whatever is withdrawn.
"""

import datetime as dt

from django.db import models
from django.db.models import Q

from tourdetable.kernel.enums import PUBLICITY_MOVES, Publicity
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change
from tourdetable.kernel.wording import Wording, WordingField

PUBLICITY_COLUMNS = ("publicity", "withdrawn_on", "withdrawal_reason")
"""What withdrawing and restoring decide, and no dossier."""


class Publishable(models.Model):
    """A thing that stands in the record or not, and has its pages there by its slug, which `str`
    of it gives.
    """

    publicity = models.CharField(max_length=20, choices=Publicity.choices, default=Publicity.DRAFT)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = WordingField()

    class Meta:
        abstract = True


def can_be_withdrawn(thing: Publishable) -> bool:
    return Publicity.WITHDRAWN in PUBLICITY_MOVES[Publicity(thing.publicity)]


def can_be_restored(thing: Publishable) -> bool:
    return thing.publicity == Publicity.WITHDRAWN


def is_published(thing: Publishable) -> bool:
    return thing.publicity == Publicity.PUBLISHED


def is_withdrawn(thing: Publishable) -> bool:
    """That something public was withdrawn, when and why, is public."""
    return thing.publicity == Publicity.WITHDRAWN


PUBLISHED, WITHDRAWN = Q(publicity=Publicity.PUBLISHED), Q(publicity=Publicity.WITHDRAWN)
"""The two as filters."""


def withdrawal(thing: Publishable, reason: Wording, now: dt.datetime) -> Change:
    """Take it out of the record; its address keeps the day and the reason.

    Raises SentenceError where no reason is given: what was public is not made to vanish unsaid.
    """
    if not any(text.strip() for text in reason.texts()):
        raise SentenceError("A withdrawal needs a reason that readers can be told.")
    return _move(thing, Publicity.WITHDRAWN, now.astimezone(dt.UTC).date(), reason)


def restoration(thing: Publishable) -> Change:
    """Bring what was withdrawn back into the record."""
    return _move(thing, Publicity.PUBLISHED, None, Wording())


def _move(thing: Publishable, to: Publicity, day: dt.date | None, reason: Wording) -> Change:
    """Lock and re-read it, and move its publicity."""
    kind = type(thing)._meta.model_name  # noqa: SLF001 - Django's public Meta
    stored = type(thing)._default_manager.select_for_update().get(pk=thing.pk)  # noqa: SLF001 - Django's API
    before = _standing(stored)
    if to not in PUBLICITY_MOVES[Publicity(stored.publicity)]:
        msg = f"A {kind} that is {stored.publicity} cannot become {to}."
        raise SentenceError(msg)
    stored.publicity, stored.withdrawn_on, stored.withdrawal_reason = to, day, reason
    stored.save()
    return Change(f"{kind}:{stored}/publicity", before, _standing(stored))


def _standing(thing: Publishable) -> dict[str, object]:
    return {
        "publicity": str(thing.publicity),
        "withdrawn_on": thing.withdrawn_on.isoformat() if thing.withdrawn_on else None,
        "reason": thing.withdrawal_reason.to_json(),
    }
