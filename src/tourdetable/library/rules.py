"""Who may change and read documents. Default: no."""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.library.enums import Distribution
from tourdetable.library.models import Document


def may_record_document(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Documents of the reference data come in by the operator's hand."""
    return by.is_operator


def may_read_document(by: Actor, document: Document, _now: dt.datetime) -> bool:
    """Everybody may have what is in general distribution; the operator has everything."""
    return by.is_operator or document.distribution == Distribution.GENERAL


def readable_documents(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_document` as a filter; a test proves that the two agree."""
    return Q() if by.is_operator else Q(distribution=Distribution.GENERAL)
