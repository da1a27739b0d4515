"""Badges for those on the list of participants, eight on a sheet of A4, to be cut."""

from pathlib import Path

from tourdetable.formats.participants import called, delegation_title
from tourdetable.formats.pdf import paper_pdf
from tourdetable.kernel.wording import direction
from tourdetable.sheets.participants import ParticipantsSheet
from tourdetable.ui.telling import telling_of

TEMPLATE = Path(__file__).parent / "badges.typ"


def badges_pdf(sheet: ParticipantsSheet) -> bytes:
    """In the order of the list. Raises typst.TypstError."""
    telling = telling_of(sheet.language)
    meeting = sheet.meeting
    _ = telling.translations.gettext
    when = telling.dates(meeting.start, meeting.end)
    badges = [
        {
            "name": called(line.person),
            "for": delegation_title(delegation),
            "function": telling.label(line.person.function),
        }
        for delegation in sheet.delegations
        for line in delegation.lines
    ]
    return paper_pdf(
        {
            "language": sheet.language,
            "direction": direction(sheet.language),
            "title": " – ".join((meeting.name.text, _("Badges"))),
            "meeting": meeting.name.text,
            "when": when,
            "mark": _("invented as an example") if meeting.is_invented else "",
            "badges": badges,
        },
        TEMPLATE,
    )
