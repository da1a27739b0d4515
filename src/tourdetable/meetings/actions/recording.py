"""Taking meetings into the house from files."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action, put_on_record
from tourdetable.meetings.queries import (
    LinksDossier,
    MeetingDossier,
    SeriesDossier,
    links_dossiers,
    meeting_dossiers,
    series_dossiers,
    words_of,
)
from tourdetable.meetings.rules import may_record_meeting


@action(may_record_meeting)
def record_series(dossier: SeriesDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record a series of meetings, or bring it up to date."""
    return put_on_record(dossier, series_dossiers)


@action(may_record_meeting)
def record_meeting(dossier: MeetingDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record a meeting with its agenda, questions and documents, or bring it up to date."""
    dossier.meeting.words = words_of(dossier.meeting)
    return put_on_record(dossier, meeting_dossiers)


@action(may_record_meeting)
def record_links(dossier: LinksDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record what a meeting fed into, or bring it up to date."""
    return put_on_record(dossier, links_dossiers)
