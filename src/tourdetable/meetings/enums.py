"""Closed vocabularies of meetings."""

from django.db.models import TextChoices


class MeetingKind(TextChoices):
    """What sort of dated public act it is; launches and publications stand in the same chain."""

    CONFERENCE = "conference", "conference"
    FOUNDING = "founding", "founding meeting"
    PROCESS_MEETING = "process-meeting", "meeting of a process"
    ROUND_TABLE = "round-table", "round table"
    LAUNCH = "launch", "launch"
    WORKSHOP = "workshop", "workshop"
    PUBLICATION = "publication", "publication"
    GLOBAL_MEETING = "global-rcp-meeting", "global meeting of processes"
    COUNCIL_SESSION = "council-session", "Council session"
    FORUM = "forum", "forum"


class Mode(TextChoices):
    """How people meet."""

    IN_PERSON = "in-person", "in person"
    ONLINE = "online", "online"


class Phase(TextChoices):
    """How far the convening of a meeting is."""

    PREPARING = "preparing", "in preparation"
    CONVENED = "convened", "convened"
    CLOSED = "closed", "closed"
    CANCELLED = "cancelled", "cancelled"


PHASE_MOVES: dict[Phase, tuple[Phase, ...]] = {
    Phase.PREPARING: (Phase.CONVENED, Phase.CANCELLED),
    Phase.CONVENED: (Phase.CLOSED, Phase.CANCELLED),
    Phase.CLOSED: (),
    Phase.CANCELLED: (),
}
"""A meeting is convened when its first invitation is sent. Nothing comes back from its end."""


class Progress(TextChoices):
    """Where a meeting is on a day, worked out from its phase and its dates; stored nowhere."""

    PREPARING = "preparing", "in preparation"
    CONVENED = "convened", "convened"
    UNDER_WAY = "under-way", "under way"
    PAST = "past", "past"
    CLOSED = "closed", "closed"
    CANCELLED = "cancelled", "cancelled"


class AgendaState(TextChoices):
    """How far an agenda is agreed."""

    PROVISIONAL = "provisional", "provisional"
    ANNOTATED = "annotated", "annotated"
    ADOPTED = "adopted", "adopted"


AGENDA_MOVES: dict[AgendaState, tuple[AgendaState, ...]] = {
    AgendaState.PROVISIONAL: (AgendaState.ANNOTATED, AgendaState.ADOPTED),
    AgendaState.ANNOTATED: (AgendaState.ADOPTED,),
    AgendaState.ADOPTED: (AgendaState.PROVISIONAL,),
}
"""An adopted agenda that has to change is provisional again; what was adopted is kept."""


class Attribution(TextChoices):
    """What may be said outside of who said it (Chatham House Rule)."""

    ATTRIBUTED = "attributed", "attributed"
    PROCESS_ONLY = "process-only", "to the process only"
    NOT_ATTRIBUTED = "not-attributed", "not attributed"
    NOT_FOR_USE = "not-for-use", "not for use"


class Gap(TextChoices):
    """What a meeting lacks that readers of the record would look for. None of them stops it."""

    NO_PURPOSE = "no-purpose", "No sentence says what the meeting is for."
    NO_PLACE = "no-place", "No place is named."
    NO_HOST = "no-host", "No host is named."
    NO_SOURCE = "no-source", "No source is named: readers see the meeting marked as unverified."
    DAY_NOT_KNOWN = "day-not-known", "The day is not known; it stands in no calendar."
    NO_AGENDA = "no-agenda", "There is no agenda."
    AGENDA_NOT_ADOPTED = (
        "agenda-not-adopted",
        "The agenda is not adopted; it stands as it is.",
    )
    NO_DOCUMENT = "no-document", "No document is attached."


class ItemKind(TextChoices):
    """Kinds of agenda item."""

    OPENING = "opening", "opening remarks"
    PRESENTATION = "presentation", "presentation"
    DISCUSSION = "discussion", "discussion"
    ROUND_TABLE = "round-table", "round table"
    TOUR_DE_TABLE = "tour-de-table", "tour de table"


class Clash(TextChoices):
    """What does not fit together on an agenda. It is said, and never hinders anybody."""

    SPEAKER_TWICE = "speaker-twice", "a speaker at two places at a time"
    OVERLAP = "overlap", "two items at a time"
    SESSIONS_OVERLAP = "sessions-overlap", "two sessions at a time"
    BEFORE_SESSION = "before-session", "begins before its session"
    AFTER_SESSION = "after-session", "runs beyond its session"
    OUTSIDE_MEETING = "outside-meeting", "a session on a day that is not of the meeting"


class Alteration(TextChoices):
    """How an item of a later agenda stands to the same item of an earlier one."""

    ADDED = "added", "added"
    REMOVED = "removed", "removed"
    MOVED = "moved", "moved"
    RETIMED = "retimed", "retimed"
    REWORDED = "reworded", "reworded"
    OTHERWISE = "otherwise", "changed otherwise"


class DayPart(TextChoices):
    """The part of the day, where no hour is known."""

    MORNING = "morning", "morning"
    AFTERNOON = "afternoon", "afternoon"


class DocumentRole(TextChoices):
    """What a document is to a meeting."""

    MEETING = "meeting", "document of the meeting"
    PARTICIPANT_PAPER = "participant-paper", "document provided by a participant"
    OUTCOME = "outcome", "outcome"
