"""What a meeting would show if it were published now, what it lacks, and whom it would name."""

from dataclasses import dataclass

from tourdetable.invitations.queries.participants import shown_participants
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import Gap
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries.gaps import fullness, gaps, named_posts
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody whose name readers of the record would see, and in which post."""

    name: str
    post: Reading


@dataclass(frozen=True, slots=True)
class PreflightSheet:
    """`lacking` stops nothing; by this step the names would be public of those who are `named` on
    the agenda, and of those who are `taking_part` and may be shown.
    """

    meeting: MeetingHead
    publicity: Publicity
    lacking: tuple[Gap, ...]
    named: tuple[NamedPerson, ...]
    taking_part: tuple[str, ...]
    untranslated: tuple[str, ...]


def preflight_sheet(meeting: Meeting, languages: tuple[str, ...], reader: Reader) -> PreflightSheet:
    """`untranslated` are the interface languages in which its name is missing, so that the original
    stands there. Four queries.
    """
    coming = shown_participants([meeting])[meeting.pk]
    return PreflightSheet(
        meeting_head(meeting, reader),
        Publicity(meeting.publicity),
        gaps(meeting, fullness(meeting)),
        tuple(NamedPerson(p.person.name, reader.say(p.post)) for p in named_posts(meeting)),
        tuple(dict.fromkeys(row.person.name for row in coming)),
        tuple(tag for tag in languages if meeting.names.read(tag).is_fallback),
    )
