"""Taking processes into the house from files."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action, put_on_record
from tourdetable.processes.queries.dossiers import (
    ProcessDossier,
    RelationsDossier,
    process_dossiers,
    relations_dossiers,
)
from tourdetable.processes.rules import may_record_process


@action(may_record_process)
def record_process(dossier: ProcessDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record a process with its founding, members and offices, or bring it up to date."""
    return put_on_record(dossier, process_dossiers)


@action(may_record_process)
def record_relations(dossier: RelationsDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record how a process stands to others, or bring it up to date."""
    return put_on_record(dossier, relations_dossiers)
