"""Who may change and read documents. Default: no."""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.publicity import (
    PUBLISHED,
    WITHDRAWN,
    can_be_restored,
    can_be_withdrawn,
    is_published,
    is_withdrawn,
)
from tourdetable.library.enums import Distribution
from tourdetable.library.models import Document
from tourdetable.parties.rules import is_officer


def may_record_document(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Documents come in by the operator's hand; the secretariat will when it has a desk."""
    return by.is_operator


def may_record_modification(by: Actor, _document: Document, _now: dt.datetime) -> bool:
    return by.is_operator


def may_keep_file(by: Actor, _document: Document, _now: dt.datetime) -> bool:
    return by.is_operator


def may_extract_text(by: Actor, _file: object, _now: dt.datetime) -> bool:
    return by.is_operator


def may_withdraw_document(by: Actor, document: Document, _now: dt.datetime) -> bool:
    """Only what everybody could have can be withdrawn from everybody."""
    is_general = document.distribution == Distribution.GENERAL
    return is_officer(by) and is_general and can_be_withdrawn(document)


def may_restore_document(by: Actor, document: Document, _now: dt.datetime) -> bool:
    return is_officer(by) and can_be_restored(document)


def may_read_document(by: Actor, document: Document, _now: dt.datetime) -> bool:
    """Everybody may have what is published and in general distribution; the operator has
    everything.
    """
    is_general = document.distribution == Distribution.GENERAL
    return by.is_operator or (is_general and is_published(document))


def readable_documents(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_document` as a filter; a test proves that the two agree."""
    return Q() if by.is_operator else Q(distribution=Distribution.GENERAL) & PUBLISHED


def may_read_tombstone(_by: Actor, document: Document, _now: dt.datetime) -> bool:
    """That something public was withdrawn, when and why, is public."""
    return document.distribution == Distribution.GENERAL and is_withdrawn(document)


def readable_tombstones(_by: Actor, _now: dt.datetime) -> Q:
    """`may_read_tombstone` as a filter."""
    return Q(distribution=Distribution.GENERAL) & WITHDRAWN
