"""Taking lines of the list, adding to them, leaving some out, approving what goes out."""

import datetime as dt
from collections.abc import Collection

from tourdetable.invitations.enums import INVITATION_MOVES, Ground, InvitationState
from tourdetable.invitations.models import Invitation
from tourdetable.invitations.queries.proposals import proposals
from tourdetable.invitations.rules import may_keep_invitations
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.header_text import header_text
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.mail_address import checked_address
from tourdetable.kernel.rows import amend, enter, locked, move, snapshot
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Party
from tourdetable.processes.models import FocalPoint, Process

_OPEN = (InvitationState.DRAFTED, InvitationState.LEFT_OUT)


@action(may_keep_invitations)
def take_lines(meeting: Meeting, *, names: Collection[str], by: Actor, now: dt.datetime) -> Change:
    """Draft an invitation for each of these lines of the list, addressed to the party's focal
    point where one is known. Lines that were taken before stay as they are.

    Raises SentenceError for a line that does not follow from the rules now, or where none is named.
    """
    follows = {proposal.name: proposal for proposal in proposals(meeting)}
    unknown = sorted(set(names) - set(follows))
    if unknown:
        raise SentenceError(
            "“%(line)s” no longer follows from the rules; look at the list again.", line=unknown[0]
        )
    if not names:
        raise SentenceError("No line was chosen; tick those that are to be invited.")
    there = {row.ground_key for row in Invitation.objects.filter(meeting=meeting)}
    chosen = [p for name, p in follows.items() if name in names and p.key not in there]
    rows = [
        Invitation(
            meeting=meeting,
            party=proposal.party,
            process=proposal.process,
            office=proposal.office,
            ground=proposal.ground,
            basis=proposal.basis,
        )
        for proposal in chosen
    ]
    _address(rows)
    Invitation.objects.bulk_create(rows)
    return Change(f"meeting:{meeting}/invitations", None, [snapshot(row) for row in rows])


def _address(rows: Collection[Invitation]) -> None:
    """To the focal point of the party in the process, the alternate where there is no other."""
    parties = [row.party_id for row in rows]
    points = FocalPoint.objects.filter(party__in=parties, until__isnull=True)
    known: dict[tuple[int, int | None], FocalPoint] = {}
    for point in points.select_related("person").order_by("is_alternate", "pk"):
        known.setdefault((point.party_id, point.process_id), point)
    for row in rows:
        found = known.get((row.party_id, row.process_id))
        if found:
            person = found.person
            row.addressee, row.mail, row.language = person.name, person.mail, person.language


@action(may_keep_invitations)
def invite_by_hand(  # noqa: PLR0913 - a line with its ground; all but the meeting by name
    meeting: Meeting,
    *,
    party: Party,
    process: Process | None,
    reason: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Add a party that does not follow from the rules, with the reason.

    Raises SentenceError without a reason, or where the party is on the list already.
    """
    if not reason.strip():
        raise SentenceError("Say why this party is added: it does not follow from the rules.")
    rows = Invitation.objects.filter(meeting=meeting, party=party, process=process)
    if rows.exists():
        raise SentenceError("This party is on the list already.")
    row = Invitation(
        meeting=meeting, party=party, process=process, ground=Ground.BY_HAND, reason=reason
    )
    _address([row])
    return enter(row)


@action(may_keep_invitations)
def leave_out(invitation: Invitation, *, reason: str, by: Actor, now: dt.datetime) -> Change:
    """Keep a line of the list from going out, with the reason. Raises SentenceError without one,
    and for one that went out: that is withdrawn.
    """
    if not reason.strip():
        raise SentenceError("Say why this line is left out: it follows from the rules.")
    return move(
        invitation,
        "state",
        InvitationState.LEFT_OUT,
        INVITATION_MOVES,
        values={"reason": reason},
    )


@action(may_keep_invitations)
def take_in_again(invitation: Invitation, *, by: Actor, now: dt.datetime) -> Change:
    """Bring a line that was left out, or one that was approved, back to the drafts."""
    return move(invitation, "state", InvitationState.DRAFTED, INVITATION_MOVES)


@action(may_keep_invitations)
def settle_doubt(
    invitation: Invitation,
    *,
    reason: str,
    source: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Say why a doubtful line holds, and where that can be read. Raises SentenceError without both:
    a doubt is not smoothed over.
    """
    if not (reason.strip() and source.strip()):
        raise SentenceError("Say what settles the doubt, and where that can be read.")
    stored = locked(invitation)
    sources = tuple(dict.fromkeys((*stored.sources, source.strip())))
    return amend(invitation, {"reason": reason, "sources": sources})


@action(may_keep_invitations)
def take_ground(invitation: Invitation, *, by: Actor, now: dt.datetime) -> Change:
    """Let an invitation stand on its ground as that is now, after a mandate has changed.

    Raises SentenceError where the party no longer follows from the rules.
    """
    key = invitation.ground_key
    found = next((p for p in proposals(invitation.meeting) if p.key == key), None)
    if found is None:
        raise SentenceError("This party no longer follows from the rules.")
    return amend(invitation, {"basis": found.basis, "ground": found.ground})


@action(may_keep_invitations)
def address_invitation(  # noqa: PLR0913 - an address has three parts; all but the thing by name
    invitation: Invitation,
    *,
    addressee: str,
    mail: str,
    language: str,
    seen: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Say to whom, where and in which language the letter goes. Raises SentenceError for a name or
    an address that cannot stand in a header.
    """
    typed = {
        "addressee": header_text(addressee),
        "mail": checked_address(mail),
        "language": language,
    }
    return amend(invitation, typed, seen=seen)


@action(may_keep_invitations)
def approve_invitations(meeting: Meeting, *, by: Actor, now: dt.datetime) -> Change:
    """Approve every draft that has an address and no open doubt; letters can then be written.

    Raises SentenceError where there is none.
    """
    rows = Invitation.objects.select_for_update().filter(
        meeting=meeting, state=InvitationState.DRAFTED
    )
    ready = [row for row in rows.select_related(None) if row.mail and not row.is_doubtful]
    if not ready:
        raise SentenceError(
            "No draft is ready: each needs an e-mail address, and its doubts settled."
        )
    Invitation.objects.filter(pk__in=[row.pk for row in ready]).update(
        state=InvitationState.APPROVED
    )
    names = [str(row) for row in Invitation.objects.filter(pk__in=[row.pk for row in ready])]
    drafted, approved = str(InvitationState.DRAFTED), str(InvitationState.APPROVED)
    return Change(
        f"meeting:{meeting}/invitations",
        dict.fromkeys(names, drafted),
        dict.fromkeys(names, approved),
    )


@action(may_keep_invitations)
def withdraw_invitation(
    invitation: Invitation, *, reason: str, by: Actor, now: dt.datetime
) -> Change:
    """Take back an invitation that went out, with the reason. The party keeps seeing that it was.

    Raises SentenceError without a reason.
    """
    if not reason.strip():
        raise SentenceError("Say why this invitation is taken back.")
    values = {"reason": reason}
    return move(invitation, "state", InvitationState.WITHDRAWN, INVITATION_MOVES, values=values)
