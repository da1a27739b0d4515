"""Series and meetings, their agenda, questions and documents, and what fed into what."""

from tourdetable.meetings.models.agenda import (
    AgendaItem,
    AgendaVersion,
    ItemDocument,
    Session,
    Speaker,
)
from tourdetable.meetings.models.gathering import (
    Attendance,
    Concern,
    Host,
    Meeting,
    MeetingDocument,
    MeetingLink,
    Paragraph,
    PutQuestion,
    Series,
)

__all__ = [
    "AgendaItem",
    "AgendaVersion",
    "Attendance",
    "Concern",
    "Host",
    "ItemDocument",
    "Meeting",
    "MeetingDocument",
    "MeetingLink",
    "Paragraph",
    "PutQuestion",
    "Series",
    "Session",
    "Speaker",
]
