"""Parties name who comes; the secretariat accepts, or asks."""

import datetime as dt
from collections.abc import Mapping

from tourdetable.invitations.enums import (
    NOMINATION_MOVES,
    Category,
    InvitationState,
    NominationState,
    Office,
    Showing,
)
from tourdetable.invitations.models import Invitation, Nomination, Participant
from tourdetable.invitations.queries.nominations import same_person
from tourdetable.invitations.rules import (
    may_answer_invitation,
    may_change_nomination,
    may_keep_participants,
)
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.header_text import plain_name
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.mail_address import checked_address
from tourdetable.kernel.names import free_slug
from tourdetable.kernel.rows import ChangedMeanwhileError, amend, enter, locked, move, state_of
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Person

NAMED_IN_WORDS = ("honorific", "name", "post", "unit")
"""Columns of a nomination that hold names."""


@action(may_answer_invitation)
def nominate(
    invitation: Invitation, *, typed: Mapping[str, object], by: Actor, now: dt.datetime
) -> Change:
    """A party names somebody who comes; `typed` are the columns of a nomination as typed.

    Raises SentenceError for a party that has not accepted, and for names that are none.
    """
    if locked(invitation).state != InvitationState.ACCEPTED:
        raise SentenceError("Accept the invitation first; then say who comes.")
    return enter(Nomination(invitation=invitation, received_at=now, **_named(typed)))


@action(may_change_nomination)
def correct_nomination(
    nomination: Nomination, *, typed: Mapping[str, object], seen: str, by: Actor, now: dt.datetime
) -> Change:
    """The party says it better; the secretariat looks at it anew. Whom it had accepted before stays
    on the list as accepted until then.

    Raises ChangedMeanwhileError where somebody else changed it since it was shown, SentenceError
    for names that are none.
    """
    stored = locked(nomination)
    values = {**_named(typed), "query": "", "received_at": now}
    if stored.state == NominationState.RECEIVED:
        return amend(nomination, values, seen=seen)
    if seen and seen != state_of(stored):
        raise ChangedMeanwhileError(stored)
    return move(nomination, "state", NominationState.RECEIVED, NOMINATION_MOVES, values=values)


@action(may_change_nomination)
def withdraw_nomination(nomination: Nomination, *, by: Actor, now: dt.datetime) -> Change:
    """Somebody does not come after all; a place on the list that came of it is given up too."""
    change = move(nomination, "state", NominationState.WITHDRAWN, NOMINATION_MOVES)
    participant = Participant.objects.filter(nomination=nomination).first()
    if participant is None or participant.withdrawn_at is not None:
        return change
    return _both(change, amend(participant, {"withdrawn_at": now}))


@action(may_keep_participants)
def query_nomination(
    nomination: Nomination, *, question: str, by: Actor, now: dt.datetime
) -> Change:
    """Ask the party about a nomination; it waits for the party then. Raises SentenceError without
    a question.
    """
    if not question.strip():
        raise SentenceError("Say what you ask the party; it reads this beside the nomination.")
    values = {"query": question}
    return move(nomination, "state", NominationState.QUERIED, NOMINATION_MOVES, values=values)


@action(may_keep_participants)
def accept_nomination(
    nomination: Nomination, *, person: Person | None, seen: str, by: Actor, now: dt.datetime
) -> Change:
    """Put somebody who was named on the list of participants, as the `person` chosen. Where none
    is, it is whoever is known by the same name and address, or somebody new: two records of one
    person are proposed to the officer, and never become one unasked (decision 23).

    Raises SentenceError where that person is on the list in this function already, and
    ChangedMeanwhileError where the party has changed the nomination since it was shown.
    """
    stored = locked(nomination)
    if seen and seen != state_of(stored):
        raise ChangedMeanwhileError(stored)
    change = move(nomination, "state", NominationState.ACCEPTED, NOMINATION_MOVES)
    before = Participant.objects.select_related("person").filter(nomination=stored).first()
    chosen = person or same_person(stored) or _new_person(stored)
    taken = Participant.objects.filter(
        meeting=stored.invitation.meeting, person=chosen, function=stored.function
    )
    if taken.exclude(nomination=stored).exists():
        raise SentenceError("%(name)s is on the list in this function already.", name=chosen.name)
    if before is None:
        return _both(change, enter(_participant(stored, chosen)))
    if before.person_id == chosen.pk:
        _renamed(chosen, stored)
    values = {"person": chosen, "withdrawn_at": None, **_told(stored)}
    return _both(change, amend(before, values))


def _named(typed: Mapping[str, object]) -> dict[str, object]:
    """What was typed, with names as they may stand on lists and in letters. Raises HeaderTextError
    for a name that leads somewhere, MailAddressError for what is no address.
    """
    names = {name: plain_name(str(typed[name])) for name in NAMED_IN_WORDS if typed.get(name)}
    checked_address(str(typed.get("mail", "")))
    return {**typed, **names}


def _participant(nomination: Nomination, person: Person) -> Participant:
    invitation = nomination.invitation
    has_consent = nomination.consents
    return Participant(
        meeting=invitation.meeting,
        invitation=invitation,
        nomination=nomination,
        party=invitation.party,
        process=invitation.process,
        person=person,
        category=_category_of(invitation),
        showing=Showing.CONSENT if has_consent else Showing.NOT_SHOWN,
        consent_source=str(nomination) if has_consent else "",
        **_told(nomination),
    )


def _told(nomination: Nomination) -> dict[str, str]:
    """What a participant has from the nomination."""
    return {name: getattr(nomination, name) for name in ("post", "unit", "function")}


def _new_person(nomination: Nomination) -> Person:
    return Person.objects.create(
        slug=free_slug(nomination.name, Person),
        name=nomination.name,
        honorific=nomination.honorific,
        mail=nomination.mail,
        language=nomination.invitation.language,
    )


def _renamed(person: Person, nomination: Nomination) -> None:
    """The party has corrected how the same person is called."""
    told = {name: getattr(nomination, name) for name in ("name", "honorific", "mail")}
    if any(getattr(person, name) != value for name, value in told.items()):
        amend(person, told)


def _both(change: Change, other: Change) -> Change:
    """One event for two rows that belong together."""
    return Change(
        change.thing,
        {"nomination": change.before, "participant": other.before},
        {"nomination": change.after, "participant": other.after},
    )


def _category_of(invitation: Invitation) -> Category:
    """The heading under which those stand whom a party names, until the secretariat says other."""
    if invitation.process is None:
        is_country = invitation.party.kind == PartyKind.COUNTRY
        return Category.GOVERNMENT if is_country else Category.ORGANISATION
    is_seat = invitation.office in (Office.MEMBERS, Office.OBSERVERS)
    is_government = is_seat and invitation.party.kind == PartyKind.COUNTRY
    return Category.GOVERNMENT if is_government else Category.PROCESS
