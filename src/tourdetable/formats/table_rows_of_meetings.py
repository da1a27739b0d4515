"""The rows of meetings and documents; cells stand in the order of `table_meetings.py`.

An item of an agenda and a speaker have no sources of their own: those of the meeting stand there.
So it is with a document's part at a meeting.
"""

from tourdetable.formats.table_cells import (
    Cells,
    Rows,
    cited_of,
    codes_of,
    date_of,
    flag_of,
    number_of,
    party_of,
    said_of,
    slugs_of,
    source_rows,
    value_of,
)
from tourdetable.sheets.document import DocumentSheet
from tourdetable.sheets.meeting import DayLine, ItemLine, MeetingSheet, ParticipationBlock
from tourdetable.sheets.parts import FileLine


def meeting_rows(sheet: MeetingSheet) -> Rows:
    cited = cited_of(sheet.cited, sheet.sources)
    yield (
        "meetings",
        (
            sheet.slug,
            *said_of(sheet.name),
            sheet.kind.value,
            flag_of(sheet.is_invented),
            flag_of(sheet.is_cancelled),
            *said_of(sheet.series),
            number_of(sheet.number_in_series),
            date_of(sheet.start),
            date_of(sheet.end),
            sheet.mode.value,
            sheet.place_city,
            sheet.place_country.code if sheet.place_country else "",
            *said_of(sheet.theme),
            *said_of(sheet.purpose),
            codes_of(sheet.hosts),
            slugs_of(sheet.processes),
            codes_of(sheet.organisations),
            *_participation(sheet.participation),
            slugs_of(flow.meeting.link for flow in sheet.fed_by),
            slugs_of(flow.meeting.link for flow in sheet.fed_into),
            *said_of(sheet.note),
            *cited,
        ),
    )
    for day in sheet.agenda:
        for item in day.items:
            yield from _item(sheet.slug, day, item, cited)
    yield from _participants(sheet)
    yield from source_rows(sheet.sources)


def _participation(block: ParticipationBlock) -> Cells:
    return (
        number_of(block.states),
        number_of(block.people),
        number_of(block.mechanisms),
        number_of(block.un_commissions),
        number_of(block.regional_organisations),
        codes_of(block.parties),
        codes_of(block.territories),
        *said_of(block.note),
    )


def _item(meeting: str, day: DayLine, item: ItemLine, cited: Cells) -> Rows:
    key = meeting, str(day.number), str(item.number)
    yield (
        "agenda-items",
        (
            *key,
            date_of(day.date),
            item.kind.value,
            value_of(item.day_part),
            *said_of(item.title),
            *cited,
        ),
    )
    for position, speaker in enumerate(item.speakers, 1):
        yield (
            "speakers",
            (
                *key,
                str(position),
                speaker.name,
                *said_of(speaker.post),
                *party_of(speaker.party),
                *cited,
            ),
        )


def _participants(sheet: MeetingSheet) -> Rows:
    """Those whose names may be shown, in the order of the list."""
    coming = ((group, line) for group in sheet.participants for line in group.lines)
    for position, (group, line) in enumerate(coming, 1):
        yield (
            "participants",
            (
                sheet.slug,
                str(position),
                group.category.value,
                *party_of(group.party),
                group.process.slug if group.process else "",
                line.honorific,
                line.name,
                line.post,
                line.unit,
                line.function.value,
            ),
        )


def document_rows(sheet: DocumentSheet) -> Rows:
    cited = cited_of(sheet.cited, sheet.sources)
    yield (
        "documents",
        (
            sheet.slug,
            *said_of(sheet.title),
            sheet.symbol,
            sheet.kind.value,
            sheet.modifies.document.slug if sheet.modifies else "",
            sheet.modifies.kind.value if sheet.modifies else "",
            *said_of(sheet.note),
            *cited,
        ),
    )
    for number, version in enumerate(sheet.versions, 1):
        cells = (version.language, version.status.value, *_file(version.file))
        yield "language-versions", (sheet.slug, str(number), *cells)
    for number, part in enumerate(sheet.parts, 1):
        yield (
            "meeting-documents",
            (
                sheet.slug,
                str(number),
                part.meeting.link.slug,
                part.role.value,
                part.process.slug if part.process else "",
                codes_of(part.submitted_by),
                part.submitted_by_text,
                *said_of(part.submitter_role),
                *cited,
            ),
        )
    yield from source_rows(sheet.sources)


def _file(file: FileLine | None) -> tuple[str, ...]:
    if file is None:
        return ("",) * 5
    pages = "" if file.pages is None else str(file.pages)
    return file.sha256, file.name, file.media_type, str(file.size), pages
