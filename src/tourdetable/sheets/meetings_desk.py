"""Meetings as the secretariat sees them: the list, and one of them with what is to be done."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from tourdetable.invitations.enums import InvitationState
from tourdetable.invitations.models import Invitation, Participant
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import AgendaState, Attribution, MeetingKind, Mode, Phase, Progress
from tourdetable.meetings.models import AgendaItem, Meeting
from tourdetable.meetings.queries import concerned_processes
from tourdetable.meetings.queries.facts import facts_of
from tourdetable.meetings.queries.progress import progress_on, today_at
from tourdetable.notes.models import Questionnaire
from tourdetable.sheets.paging import Page
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.reader import Reader

STEPS = ("agenda", "invitations", "letters", "questionnaires", "participants", "publish")
"""What follows once a meeting is set up, in the order in which it is usually done."""


@dataclass(frozen=True, slots=True)
class MeetingDeskRow:
    """A meeting in the list."""

    slug: str
    name: Reading
    start: PartialDate
    end: PartialDate | None
    place: str
    progress: Progress
    publicity: Publicity
    is_invented: bool
    processes: tuple[ThingLink, ...]


@dataclass(frozen=True, slots=True)
class MeetingsDeskSheet:
    """A page of the list, newest first."""

    language: str
    page: Page
    rows: tuple[MeetingDeskRow, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step on the way to a published meeting; `href` is empty where there is no screen for it."""

    key: str
    href: str
    is_done: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class MeetingDeskSheet:
    """One meeting: what it is, how far it is, what comes next."""

    slug: str
    language: str
    name: Reading
    names: tuple[Reading, ...]
    kind: MeetingKind
    mode: Mode
    start: PartialDate
    end: PartialDate | None
    place_city: str
    place_country: PartyLine | None
    zone: str
    languages: tuple[str, ...]
    attribution: Attribution | None
    purpose: Reading
    series: ThingLink | None
    number_in_series: int | None
    hosts: tuple[PartyLine, ...]
    processes: tuple[ThingLink, ...]
    organisations: tuple[PartyLine, ...]
    progress: Progress
    phase: Phase
    publicity: Publicity
    agenda_state: AgendaState
    is_invented: bool
    cancellation_reason: Reading
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingStepSheet:
    """What a form about a meeting is about."""

    slug: str
    name: Reading
    is_invented: bool


def meetings_desk_sheet(
    page: Page, keys: Sequence[int], reader: Reader, now: dt.datetime
) -> MeetingsDeskSheet:
    """Two queries, however long the list is."""
    found = Meeting.objects.in_bulk(keys)
    meetings = [found[key] for key in keys]
    concerned = concerned_processes(meetings)
    rows = (
        MeetingDeskRow(
            slug=meeting.slug,
            name=reader.say(meeting.names),
            start=meeting.start,
            end=meeting.end,
            place=meeting.place_city,
            progress=progress_on(meeting, today_at(meeting, now)),
            publicity=Publicity(meeting.publicity),
            is_invented=meeting.is_invented,
            processes=tuple(map(reader.process, concerned[meeting.pk])),
        )
        for meeting in meetings
    )
    return MeetingsDeskSheet(reader.language, page, tuple(rows))


def meeting_desk_sheet(
    meeting: Meeting, addresses: Mapping[str, str], reader: Reader, now: dt.datetime
) -> MeetingDeskSheet:
    """`addresses` are those of the screens of `STEPS`; three queries."""
    facts = facts_of(meeting)
    name = reader.say(meeting.names)
    return MeetingDeskSheet(
        slug=meeting.slug,
        language=reader.language,
        name=name,
        names=reader.other_names(meeting.names, name),
        kind=MeetingKind(meeting.kind),
        mode=Mode(meeting.mode),
        start=meeting.start,
        end=meeting.end,
        place_city=meeting.place_city,
        place_country=reader.party(facts.place_country) if facts.place_country else None,
        zone=meeting.zone,
        languages=tuple(meeting.languages),
        attribution=Attribution(meeting.attribution) if meeting.attribution else None,
        purpose=reader.say(meeting.purpose),
        series=reader.series(facts.series) if facts.series else None,
        number_in_series=meeting.number_in_series,
        hosts=tuple(map(reader.party, facts.hosts)),
        processes=tuple(map(reader.process, facts.processes)),
        organisations=tuple(map(reader.party, facts.organisations)),
        progress=progress_on(meeting, today_at(meeting, now)),
        phase=Phase(meeting.phase),
        publicity=Publicity(meeting.publicity),
        agenda_state=AgendaState(meeting.agenda_state),
        is_invented=meeting.is_invented,
        cancellation_reason=reader.say(meeting.cancellation_reason),
        steps=_steps(meeting, addresses),
    )


def meeting_step_sheet(meeting: Meeting, reader: Reader) -> MeetingStepSheet:
    """Pure."""
    return MeetingStepSheet(meeting.slug, reader.say(meeting.names), meeting.is_invented)


def _steps(meeting: Meeting, addresses: Mapping[str, str]) -> tuple[StepLine, ...]:
    done = {**_begun(meeting), "publish": meeting.publicity != Publicity.DRAFT}
    going = meeting.phase in (Phase.PREPARING, Phase.CONVENED)
    following = next((key for key in STEPS if not done[key]), "") if going else ""
    return tuple(
        StepLine(key, addresses.get(key, ""), done[key], key == following) for key in STEPS
    )


def _begun(meeting: Meeting) -> dict[str, bool]:
    """Of which steps there is something already; one query."""
    invitations = Invitation.objects.filter(meeting=OuterRef("pk"))
    unsent = (InvitationState.DRAFTED, InvitationState.LEFT_OUT, InvitationState.APPROVED)
    begun = {
        "agenda": AgendaItem.objects.filter(session__meeting=OuterRef("pk")),
        "invitations": invitations,
        "letters": invitations.exclude(state__in=unsent),
        "questionnaires": Questionnaire.objects.filter(meeting=OuterRef("pk")),
        "participants": Participant.objects.filter(meeting=OuterRef("pk")),
    }
    found = Meeting.objects.filter(pk=meeting.pk).values_list(*map(Exists, begun.values()))
    return dict(zip(begun, found.get(), strict=True))
