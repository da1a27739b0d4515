"""Taking meetings into the house, and out of the public record."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action, put_on_record
from tourdetable.kernel.publicity import restoration, withdrawal
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import (
    LinksDossier,
    MeetingDossier,
    SeriesDossier,
    links_dossiers,
    meeting_dossiers,
    series_dossiers,
)
from tourdetable.meetings.rules import (
    may_record_meeting,
    may_restore_meeting,
    may_withdraw_meeting,
)


@action(may_record_meeting)
def record_series(dossier: SeriesDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record a series of meetings, or bring it up to date."""
    return put_on_record(dossier, series_dossiers)


@action(may_record_meeting)
def record_meeting(dossier: MeetingDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record a meeting with its agenda, questions and documents, or bring it up to date."""
    return put_on_record(dossier, meeting_dossiers)


@action(may_record_meeting)
def record_links(dossier: LinksDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record what a meeting fed into, or bring it up to date."""
    return put_on_record(dossier, links_dossiers)


@action(may_withdraw_meeting)
def withdraw_meeting(meeting: Meeting, *, reason: Wording, by: Actor, now: dt.datetime) -> Change:
    """Take a published meeting out of the record; its address keeps the day and the reason."""
    return withdrawal(meeting, reason, now)


@action(may_restore_meeting)
def restore_meeting(meeting: Meeting, *, by: Actor, now: dt.datetime) -> Change:
    """Bring a withdrawn meeting back into the record."""
    return restoration(meeting)
