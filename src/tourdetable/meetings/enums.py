"""Closed vocabularies of meetings, and the moves of their publication."""

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


class Publicity(TextChoices):
    """Whether a meeting stands in the record. Confidential by default."""

    DRAFT = "draft", "draft"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


PUBLICITY_MOVES: dict[Publicity, tuple[Publicity, ...]] = {
    Publicity.DRAFT: (Publicity.PUBLISHED,),
    Publicity.PUBLISHED: (Publicity.WITHDRAWN,),
    Publicity.WITHDRAWN: (Publicity.PUBLISHED,),
}
"""What was public is withdrawn and leaves a tombstone; it never becomes a draft again."""


class ItemKind(TextChoices):
    """Kinds of agenda item."""

    OPENING = "opening", "opening remarks"
    PRESENTATION = "presentation", "presentation"
    DISCUSSION = "discussion", "discussion"
    ROUND_TABLE = "round-table", "round table"
    TOUR_DE_TABLE = "tour-de-table", "tour de table"


class DayPart(TextChoices):
    """The part of the day, where no hour is known."""

    MORNING = "morning", "morning"
    AFTERNOON = "afternoon", "afternoon"


class DocumentRole(TextChoices):
    """What a document is to a meeting."""

    MEETING = "meeting", "document of the meeting"
    PARTICIPANT_PAPER = "participant-paper", "document provided by a participant"
    OUTCOME = "outcome", "outcome"
