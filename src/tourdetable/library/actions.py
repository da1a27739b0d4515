"""Taking documents into the house."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action, put_on_record
from tourdetable.library.queries import DocumentDossier, document_dossiers
from tourdetable.library.rules import may_record_document


@action(may_record_document)
def record_document(dossier: DocumentDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record a document with its language versions, or bring it up to date."""
    return put_on_record(dossier, document_dossiers)
