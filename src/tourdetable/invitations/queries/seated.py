"""Whom the lines of a list may be: those on the list already, and those whom the house knows."""

from collections.abc import Sequence

from django.db.models import Q
from django.db.models.functions import Lower

from tourdetable.invitations.enums import NominationState
from tourdetable.invitations.models import Invitation, Nomination, Participant
from tourdetable.invitations.queries.listed import (
    Answers,
    Judgement,
    ListedPerson,
    Seated,
    Verdict,
)
from tourdetable.kernel.rows import name_of
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Person


def list_of(about: Meeting | Invitation) -> str:
    """The journal's name of the list: of the participants of a meeting, or of one delegation."""
    part = "participants" if isinstance(about, Meeting) else "nominations"
    return f"{name_of(about)}/{part}"


def verdicts_on(
    about: Meeting | Invitation, people: Sequence[ListedPerson], answers: Answers
) -> list[Verdict]:
    """What would become of each line now. Two queries for a meeting, one for a delegation."""
    if isinstance(about, Meeting):
        seated = _participants(about)
        there = {one.ref for one in seated}
        known = [one for one in _persons(people) if one.ref not in there]
    else:
        seated, known = _nominations(about), []
    return list(Judgement(seated, known, answers).verdicts(people))


def _participants(meeting: Meeting) -> list[Seated]:
    rows = Participant.objects.filter(meeting=meeting).order_by("pk")
    columns = "person", "person__name", "person__mail", "party__code", "function", "withdrawn_at"
    return [
        Seated(f"person:{person}", name, mail, party or "", function, gone is not None)
        for person, name, mail, party, function, gone in rows.values_list(*columns)
    ]


def _persons(people: Sequence[ListedPerson]) -> list[Seated]:
    taken = [person for person in people if not person.refusal]
    mails = {person.mail.lower() for person in taken if person.mail}
    names = {person.name for person in taken}
    like = Q(name__in=names) | Q(lowered__in=mails)
    rows = Person.objects.annotate(lowered=Lower("mail")).filter(like).order_by("pk")
    return [
        Seated(f"person:{key}", name, mail)
        for key, name, mail in rows.values_list("pk", "name", "mail")
    ]


def _nominations(invitation: Invitation) -> list[Seated]:
    rows = Nomination.objects.filter(invitation=invitation).order_by("pk")
    party, gone = invitation.party.code, NominationState.WITHDRAWN
    columns = "pk", "name", "mail", "function", "state"
    return [
        Seated(f"nomination:{key}", name, mail, party, function, state == gone)
        for key, name, mail, function, state in rows.values_list(*columns)
    ]
