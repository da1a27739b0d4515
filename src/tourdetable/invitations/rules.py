"""Who may invite, answer for a party, and see an invitation. Default: no."""

import datetime as dt

from django.db.models import Q

from tourdetable.invitations.enums import InvitationState, NominationState, Showing
from tourdetable.invitations.models import Invitation, Nomination, Participant
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import ActorKind, Publicity
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import Capacity
from tourdetable.parties.rules import is_officer

SEEN_BY_PARTIES = (
    InvitationState.SENT,
    InvitationState.ACCEPTED,
    InvitationState.DECLINED,
    InvitationState.WITHDRAWN,
)
"""A party knows of an invitation once it was sent, and not before."""


def may_set_invitation_rules(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """The secretariat says whom a meeting invites."""
    return is_officer(by)


def may_keep_invitations(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """The secretariat takes lines of the list, adds to them and leaves some out."""
    return is_officer(by)


def answers_for(by: Actor, invitation: Invitation) -> bool:
    """One who speaks for the invited party: its focal point in the process that it is asked for,
    any of its focal points where it is asked for itself, or the holder of its reply link.
    """
    if by.stands(Capacity.REPLIER, f"invitation:{invitation}"):
        return True
    seat = f"party:{invitation.party.code}"
    if invitation.process:
        seat = f"{seat}@{invitation.process.slug}"
    return by.stands(Capacity.FOCAL_POINT, seat)


def may_answer_invitation(by: Actor, invitation: Invitation, _now: dt.datetime) -> bool:
    """The party itself, once it was asked; the secretariat on its behalf."""
    asked = invitation.state in SEEN_BY_PARTIES and invitation.state != InvitationState.WITHDRAWN
    return asked and (is_officer(by) or answers_for(by, invitation))


def may_read_invitation(by: Actor, invitation: Invitation, _now: dt.datetime) -> bool:
    """The secretariat reads all; a party reads its own once it was sent."""
    return is_officer(by) or (invitation.state in SEEN_BY_PARTIES and answers_for(by, invitation))


def readable_invitations(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_invitation` as a filter; a test proves that the two agree."""
    if is_officer(by):
        return Q()
    found = Q(pk__in=[])
    for standing in by.standings:
        kind, _, name = standing.of.partition(":")
        if standing.capacity == Capacity.FOCAL_POINT and kind == "party":
            party, _, process = name.partition("@")
            found |= (
                Q(party__code=party, process__slug=process)
                if process
                else Q(party__code=party, process__isnull=True)
            )
        if standing.capacity == Capacity.REPLIER and kind == "invitation":
            found |= _named(name)
    return found & Q(state__in=SEEN_BY_PARTIES)


def _named(name: str) -> Q:
    """By its name in the journal: `meeting/party` or `meeting/party/process/office`."""
    meeting, party, *office = name.split("/")
    about = Q(meeting__slug=meeting, party__code=party)
    if office:
        return about & Q(process__slug=office[0], office=office[1])
    return about & Q(process__isnull=True)


def may_change_nomination(by: Actor, nomination: Nomination, now: dt.datetime) -> bool:
    """Who may answer for the party may correct or withdraw whom it named, until withdrawn."""
    stands = nomination.state != NominationState.WITHDRAWN
    return stands and may_answer_invitation(by, nomination.invitation, now)


def may_read_nomination(by: Actor, nomination: Nomination, now: dt.datetime) -> bool:
    """Whoever reads the invitation sees who was named on it, and nobody else."""
    return may_read_invitation(by, nomination.invitation, now)


def readable_nominations(by: Actor, now: dt.datetime) -> Q:
    """`may_read_nomination` as a filter; a test proves that the two agree."""
    return Q(invitation__in=Invitation.objects.filter(readable_invitations(by, now)))


def may_keep_participants(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """The secretariat keeps the list of participants."""
    return is_officer(by)


def may_take_in_list(by: Actor, about: Meeting | Invitation, now: dt.datetime) -> bool:
    """A list of people comes in by who keeps the participants of the meeting, or, for the
    delegation of one invitation, by who may answer it.
    """
    if isinstance(about, Meeting):
        return may_keep_participants(by, about, now)
    return may_answer_invitation(by, about, now)


def is_shown(participant: Participant) -> bool:
    """May the name stand in the public list? Only of a published meeting, on a stated ground."""
    return (
        participant.meeting.publicity == Publicity.PUBLISHED
        and participant.showing != Showing.NOT_SHOWN
        and participant.withdrawn_at is None
    )


def may_read_participant(by: Actor, participant: Participant, now: dt.datetime) -> bool:
    """The secretariat sees all; a party its own delegation; everybody themselves; all others, other
    participants included, what the published list shows.
    """
    if is_officer(by) or is_shown(participant):
        return True
    if by.kind is ActorKind.PERSON and participant.person.slug == by.key:
        return True
    invitation = participant.invitation
    return invitation is not None and may_read_invitation(by, invitation, now)


def readable_participants(by: Actor, now: dt.datetime) -> Q:
    """`may_read_participant` as a filter; a test proves that the two agree."""
    if is_officer(by):
        return Q()
    found = Q(meeting__publicity=Publicity.PUBLISHED, withdrawn_at__isnull=True) & ~Q(
        showing=Showing.NOT_SHOWN
    )
    found |= Q(invitation__in=Invitation.objects.filter(readable_invitations(by, now)))
    return found | Q(person__slug=by.key) if by.kind is ActorKind.PERSON else found
