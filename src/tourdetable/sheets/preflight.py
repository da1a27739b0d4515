"""What a meeting would show if it were published now, what it lacks, and whom it would name."""

from dataclasses import dataclass

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
    """`lacking` stops nothing; `named` are those whose names would be public by this step."""

    meeting: MeetingHead
    publicity: Publicity
    lacking: tuple[Gap, ...]
    named: tuple[NamedPerson, ...]
    untranslated: tuple[str, ...]


def preflight_sheet(meeting: Meeting, languages: tuple[str, ...], reader: Reader) -> PreflightSheet:
    """`untranslated` are the interface languages in which its name is missing, so that the original
    stands there. Three queries.
    """
    return PreflightSheet(
        meeting_head(meeting, reader),
        Publicity(meeting.publicity),
        gaps(meeting, fullness(meeting)),
        tuple(NamedPerson(p.person.name, reader.say(p.post)) for p in named_posts(meeting)),
        tuple(tag for tag in languages if meeting.names.read(tag).is_fallback),
    )
