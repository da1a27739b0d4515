"""Closed vocabularies of invitations."""

from django.db.models import TextChoices


class Office(TextChoices):
    """Which office of a process an invitation goes to."""

    CURRENT_CHAIR = "current-chair", "current chair"
    PAST_CHAIR = "past-chair", "past chair"
    INCOMING_CHAIR = "incoming-chair", "incoming chair"
    SECRETARIAT = "secretariat", "secretariat or whoever stands in for one"
    MEMBERS = "members", "members"
    OBSERVERS = "observers", "observers"


WIDE = (Office.MEMBERS, Office.OBSERVERS)
"""Offices that are no mandates: everybody with such a seat on the day."""


class Ground(TextChoices):
    """On what ground a party is invited."""

    CURRENT_CHAIR = "current-chair", "presides over the process on that day"
    PAST_CHAIR = "past-chair", "presided before"
    INCOMING_CHAIR = "incoming-chair", "presides next"
    OFFICIAL_SECRETARIAT = "official-secretariat", "official secretariat"
    STAND_IN = "stand-in", "stands in: no secretariat is official"
    MEMBER = "member", "member of the process on that day"
    OBSERVER = "observer", "observer of the process on that day"
    ORGANISATION = "organisation", "organisation of a kind that is invited"
    PARTY = "party", "invited by name"
    BY_HAND = "by-hand", "added by hand"


class InvitationState(TextChoices):
    """How far an invitation is. *Left out* is a line of the list that the officer did not take."""

    DRAFTED = "drafted", "drafted"
    LEFT_OUT = "left-out", "left out"
    APPROVED = "approved", "approved"
    SENT = "sent", "sent"
    ACCEPTED = "accepted", "accepted"
    DECLINED = "declined", "declined"
    WITHDRAWN = "withdrawn", "withdrawn"


INVITATION_MOVES: dict[InvitationState, tuple[InvitationState, ...]] = {
    InvitationState.DRAFTED: (InvitationState.APPROVED, InvitationState.LEFT_OUT),
    InvitationState.LEFT_OUT: (InvitationState.DRAFTED,),
    InvitationState.APPROVED: (InvitationState.SENT, InvitationState.DRAFTED),
    InvitationState.SENT: (
        InvitationState.ACCEPTED,
        InvitationState.DECLINED,
        InvitationState.WITHDRAWN,
    ),
    InvitationState.ACCEPTED: (InvitationState.DECLINED, InvitationState.WITHDRAWN),
    InvitationState.DECLINED: (InvitationState.ACCEPTED, InvitationState.WITHDRAWN),
    InvitationState.WITHDRAWN: (),
}
"""Nothing that was sent becomes a draft again; a party may change its mind."""


class NominationState(TextChoices):
    """What the secretariat has said of a nomination."""

    RECEIVED = "received", "received"
    QUERIED = "queried", "queried"
    ACCEPTED = "accepted", "accepted"
    WITHDRAWN = "withdrawn", "withdrawn"


NOMINATION_MOVES: dict[NominationState, tuple[NominationState, ...]] = {
    NominationState.RECEIVED: (
        NominationState.ACCEPTED,
        NominationState.QUERIED,
        NominationState.WITHDRAWN,
    ),
    NominationState.QUERIED: (NominationState.RECEIVED, NominationState.WITHDRAWN),
    NominationState.ACCEPTED: (NominationState.RECEIVED, NominationState.WITHDRAWN),
    NominationState.WITHDRAWN: (),
}
"""A party that corrects a nomination brings it back to *received*."""


class Function(TextChoices):
    """What a participant does at the meeting."""

    HEAD = "head", "head of delegation"
    ALTERNATE = "alternate", "alternate head of delegation"
    DELEGATE = "delegate", "delegate"
    ADVISER = "adviser", "adviser"
    CHAIRPERSON = "chairperson", "chairperson"
    RAPPORTEUR = "rapporteur", "rapporteur"
    SPEAKER = "speaker", "speaker"
    OBSERVER = "observer", "observer"
    SECRETARIAT = "secretariat", "secretariat"
    INTERPRETER = "interpreter", "interpreter"


NAMED_BY_PARTIES = (
    Function.HEAD,
    Function.ALTERNATE,
    Function.DELEGATE,
    Function.ADVISER,
    Function.SPEAKER,
    Function.OBSERVER,
    Function.INTERPRETER,
)
"""What a party can say of those whom it names; the others are for the meeting to give."""


class Category(TextChoices):
    """Under which heading a participant stands in the list."""

    GOVERNMENT = "government", "governments"
    PROCESS = "process", "processes and their secretariats"
    ORGANISATION = "organisation", "organisations"
    EXPERT = "expert", "experts"
    SECRETARIAT = "secretariat", "secretariat of the meeting"


class Showing(TextChoices):
    """On what ground a participant's name may stand in the public list."""

    NOT_SHOWN = "not-shown", "not shown"
    OFFICIAL_CAPACITY = "official-capacity", "official capacity"
    CONSENT = "consent", "consent"
