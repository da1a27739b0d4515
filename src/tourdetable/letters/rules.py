"""Who may write, approve, send and read letters. Default: no."""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import ActorKind
from tourdetable.notes.models import Note
from tourdetable.notes.rules import may_write_note
from tourdetable.parties.rules import is_officer


def may_write_letters(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Letters are the secretariat's; an addressee has what was sent to them."""
    return is_officer(by)


def may_approve_letter(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """A person of the secretariat approves a letter; no programme does."""
    return by.kind is ActorKind.PERSON and is_officer(by)


def may_send_letter(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """What is approved is sent by the due work of the house alone."""
    return by.is_operator


def may_record_mail_limit(by: Actor, note: Note, now: dt.datetime) -> bool:
    """Whoever causes mails by writing a note, and the house, whose receipts are counted too."""
    return by.is_operator or may_write_note(by, note, now)


def may_read_letter(by: Actor, _letter: object, _now: dt.datetime) -> bool:
    """The secretariat reads its letters."""
    return is_officer(by)


def readable_letters(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_letter` as a filter; a test proves that the two agree."""
    return Q() if is_officer(by) else Q(pk__in=[])
