"""What waits on the desk: counts and meetings, with the screens on which they are dealt with."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from tourdetable.invitations.enums import InvitationState, NominationState
from tourdetable.invitations.queries.proposals import differing
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import Publicity
from tourdetable.letters.enums import LetterState
from tourdetable.letters.queries.letters import letters, unseen_limits, with_notices
from tourdetable.meetings.enums import Phase, Progress
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import readable
from tourdetable.meetings.queries.progress import progress_on, today_at
from tourdetable.parties.enums import Certainty
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.parts import PartyLine
from tourdetable.sheets.reader import Reader

MOST = 100
"""Meetings in preparation that the desk looks at, the next ones first."""
_SHOWN = (LetterState.DRAFTED, LetterState.UNCERTAIN, LetterState.REFUSED, LetterState.BOUNCED)
_OPEN = (InvitationState.SENT, InvitationState.ACCEPTED, InvitationState.DECLINED)


@dataclass(frozen=True, slots=True)
class LettersWaiting:
    """So many letters wait in one state."""

    state: LetterState
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class MeetingWaiting:
    """A meeting on which something waits: `kind` is `doubts`, `nominations`, `differences`,
    `notice` or `preflight`; `count` says how much where that can be counted.
    """

    kind: str
    meeting: MeetingHead
    href: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class LimitWaiting:
    """A limit on mails was met from the note of a party, which nobody here has seen yet."""

    party: PartyLine
    href: str


@dataclass(frozen=True, slots=True)
class WaitingSheet:
    """All that waits, in the order in which a meeting comes about."""

    meetings: tuple[MeetingWaiting, ...]
    letters: tuple[LettersWaiting, ...]
    limits: tuple[LimitWaiting, ...]


def waiting_sheet(by: Actor, now: dt.datetime, reader: Reader) -> WaitingSheet:
    """Seven queries, however much waits."""
    rows = list(_prepared(by, now))
    waiting = {row.pk: row for row in rows}
    lines = [*_of_invitations(waiting, reader)]
    coming = [row for row in rows if row.phase in (Phase.PREPARING, Phase.CONVENED)]
    coming = [row for row in coming if progress_on(row, today_at(row, now)) is not Progress.PAST]
    lines += [_line("differences", row, "invitations-now", reader) for row in differing(coming)]
    for row in rows:
        if _lacks_notice(row):
            lines.append(_line("notice", row, "meeting-changes", reader))
        if _is_over(row, now) and row.publicity == Publicity.DRAFT:
            lines.append(_line("preflight", row, "preflight", reader))
    return WaitingSheet(tuple(lines), tuple(_letters(by, now)), tuple(_limits(by, now, reader)))


def _prepared(by: Actor, now: dt.datetime) -> Iterable[Meeting]:
    """Those that are no draft any more and lie in the past wait for nothing."""
    own = Q(publicity=Publicity.DRAFT) | Q(start__gte=str(now.year))
    return with_notices(readable(by, now).filter(own)).order_by("start", "slug")[:MOST]


def _lacks_notice(row: Any) -> bool:
    return bool(row.told_at and row.changed_at and row.changed_at > row.told_at)


def _is_over(row: Meeting, now: dt.datetime) -> bool:
    return progress_on(row, today_at(row, now)) in (Progress.PAST, Progress.CLOSED)


def _of_invitations(rows: dict[int, Meeting], reader: Reader) -> Iterable[MeetingWaiting]:
    doubtful = Q(
        invitations__state=InvitationState.DRAFTED,
        invitations__sources=[],
        invitations__basis__contains=f'"certainty":"{Certainty.DOUBTFUL}"',
    )
    named = Q(
        invitations__state__in=_OPEN, invitations__nominations__state=NominationState.RECEIVED
    )
    own = Meeting.objects.filter(pk__in=rows).order_by("start", "slug")
    counts = own.annotate(
        in_doubt=Count("invitations", filter=doubtful, distinct=True),
        to_accept=Count("invitations__nominations", filter=named, distinct=True),
    )
    for key, in_doubt, to_accept in counts.values_list("pk", "in_doubt", "to_accept"):
        if in_doubt:
            yield _line("doubts", rows[key], "invitations", reader, in_doubt)
        if to_accept:
            yield _line("nominations", rows[key], "participants", reader, to_accept)


def _line(kind: str, row: Meeting, screen: str, reader: Reader, count: int = 0) -> MeetingWaiting:
    href = reverse(f"desk:{screen}", args=[row.slug])
    return MeetingWaiting(kind, meeting_head(row, reader), href, count)


def _limits(by: Actor, now: dt.datetime, reader: Reader) -> Iterable[LimitWaiting]:
    for row in unseen_limits(by, now)[:MOST]:
        yield LimitWaiting(reader.party(row.note.party), reverse("desk:mail-limit", args=[row.pk]))


def _letters(by: Actor, now: dt.datetime) -> Iterable[LettersWaiting]:
    rows = letters(by, now).filter(state__in=_SHOWN).order_by("state")
    counts = dict(rows.values_list("state").annotate(count=Count("pk")))
    for state in _SHOWN:
        if counts.get(state):
            href = f"{reverse('desk:letters')}?state={state}"
            yield LettersWaiting(state, counts[state], href)
