"""The list of participants is kept, and on what ground a name may be shown."""

import datetime as dt
from collections.abc import Mapping

from tourdetable.invitations.enums import Category, Showing
from tourdetable.invitations.models import Participant
from tourdetable.invitations.rules import may_keep_participants
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.names import free_slug
from tourdetable.kernel.rows import amend, enter, locked
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Person


@action(may_keep_participants)
def add_participant(  # noqa: PLR0913 - a person and a place on the list; all by name
    meeting: Meeting,
    *,
    person: Person | None,
    called: Mapping[str, str],
    typed: Mapping[str, object],
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Put somebody on the list whom no party has named: a known `person`, or a new one who is
    `called` so (name, honorific, mail, language). `typed` are the columns of the participant.

    Raises SentenceError where that person is on the list in this function already.
    """
    chosen = person or Person.objects.create(slug=free_slug(called["name"], Person), **called)
    rows = Participant.objects.filter(meeting=meeting, person=chosen, function=typed["function"])
    if rows.exists():
        raise SentenceError("%(name)s is on the list in this function already.", name=chosen.name)
    return enter(Participant(meeting=meeting, person=chosen, **typed))


@action(may_keep_participants)
def amend_participant(
    participant: Participant, *, typed: Mapping[str, object], seen: str, by: Actor, now: dt.datetime
) -> Change:
    """Change a line of the list: post, unit, function, category.

    Raises SentenceError where the person has the new function already, and ChangedMeanwhileError
    where somebody else has changed the line since it was shown.
    """
    others = Participant.objects.filter(
        meeting=participant.meeting, person=participant.person, function=typed["function"]
    )
    if others.exclude(pk=participant.pk).exists():
        name = participant.person.name
        raise SentenceError("%(name)s is on the list in this function already.", name=name)
    return amend(participant, typed, seen=seen)


@action(may_keep_participants)
def set_showing(  # noqa: PLR0913 - a ground with its source; all but the line by name
    participant: Participant,
    *,
    showing: Showing,
    source: str,
    seen: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Say on what ground a name may stand in the public list. Consent names its source; official
    capacity is a matter of the function and has none, so that the two are never taken for each
    other.

    Raises SentenceError for consent without a source.
    """
    is_consent = showing is Showing.CONSENT
    if is_consent and not source.strip():
        raise SentenceError("Say where the consent can be read: a letter, a form, with its date.")
    values = {"showing": showing, "consent_source": source if is_consent else ""}
    return amend(participant, values, seen=seen)


@action(may_keep_participants)
def show_category(
    meeting: Meeting,
    *,
    category: Category,
    showing: Showing,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Say for a whole category that its names are shown for official capacity, or not shown. Who
    consented is left alone: consent is each person's own.

    Raises SentenceError for consent.
    """
    if showing is Showing.CONSENT:
        raise SentenceError("Consent is given by each person, never for a whole category.")
    rows = Participant.objects.select_for_update(of=("self",)).filter(
        meeting=meeting, category=category
    )
    moved = [
        row
        for row in rows.select_related("person", "meeting").exclude(showing=Showing.CONSENT)
        if row.showing != showing
    ]
    before = {f"{row.person} {row.function}": row.showing for row in moved}
    Participant.objects.filter(pk__in=[row.pk for row in moved]).update(showing=showing)
    after = dict.fromkeys(before, str(showing))
    return Change(f"meeting:{meeting}/participants/{category}", before, after)


@action(may_keep_participants)
def withdraw_participant(participant: Participant, *, by: Actor, now: dt.datetime) -> Change:
    """Take somebody off the list, who stays in the journal. Raises SentenceError where that was
    done before.
    """
    if locked(participant).withdrawn_at is not None:
        raise SentenceError("This participant was taken off the list before.")
    return amend(participant, {"withdrawn_at": now})
