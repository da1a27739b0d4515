"""The list of participants as files of the secretariat: PDF, XLSX and CSV of one sheet.

The spreadsheets hold what the screen shows and no address of anybody. Cells are disarmed as in the
tables of the record (`safe_cell`): a name that begins with `=` computes nothing.
"""

from collections.abc import Iterator

from tourdetable.formats.paper_parts import Part, Phrasing, Runs, plain, section, table
from tourdetable.formats.pdf import paper_pdf
from tourdetable.formats.spreadsheet import spreadsheet
from tourdetable.formats.tables import csv_line
from tourdetable.kernel.wording import direction
from tourdetable.sheets.participants import Delegation, ParticipantLine, ParticipantsSheet
from tourdetable.ui.telling import telling_of

BOM = "\ufeff".encode()
"""Without it, the spreadsheets of ministries take UTF-8 for the code page of their country."""
WIDTHS = (24, 36, 36, 14, 36, 36, 36, 24, 24)
"""Of the columns, in characters."""


def participants_csv(sheet: ParticipantsSheet) -> bytes:
    """A header line in the language of the sheet, then a line for each participant."""
    return BOM + b"".join(csv_line(row) for row in _rows(sheet))


def participants_xlsx(sheet: ParticipantsSheet) -> bytes:
    """One page; every cell is a text."""
    title = telling_of(sheet.language).translations.gettext("Participants")
    return spreadsheet(title, sheet.language, _rows(sheet), WIDTHS)


def participants_pdf(sheet: ParticipantsSheet) -> bytes:
    """On paper, by category and delegation. Raises typst.TypstError."""
    return paper_pdf(_paper(sheet))


def _rows(sheet: ParticipantsSheet) -> Iterator[tuple[str, ...]]:
    telling = telling_of(sheet.language)
    _ = telling.translations.gettext
    yield (
        _("Category"),
        _("Party"),
        _("Process"),
        _("Honorific"),
        _("Name"),
        _("Post"),
        _("Ministry or unit"),
        _("Function"),
        _("Shown publicly"),
    )
    for delegation in sheet.delegations:
        party = delegation.party.name.text if delegation.party else ""
        process = delegation.process.name.text if delegation.process else ""
        for line in delegation.lines:
            person = line.person
            yield (
                telling.label(delegation.category),
                party,
                process,
                person.honorific,
                person.name,
                person.post,
                person.unit,
                telling.label(person.function),
                telling.label(line.showing),
            )


def _paper(sheet: ParticipantsSheet) -> Part:
    telling = telling_of(sheet.language)
    _ = telling.translations.gettext
    meeting, told = sheet.meeting, Phrasing(telling)
    invented = telling.invented(is_invented=meeting.is_invented)
    return {
        "language": sheet.language,
        "direction": direction(sheet.language),
        "title": _("List of participants"),
        "address": "",
        "kicker": told.said(meeting.name),
        "name": plain(_("List of participants")),
        "names": [],
        "when": [plain(telling.dates(meeting.start, meeting.end))],
        "lede": [plain(invented)] if invented else [],
        "facts": [],
        "sections": list(_sections(sheet, told)),
    }


def _sections(sheet: ParticipantsSheet, told: Phrasing) -> Iterator[Part]:
    for category in dict.fromkeys(d.category for d in sheet.delegations):
        parts: list[Part] = []
        for delegation in sheet.delegations:
            if delegation.category is category:
                title = delegation_title(delegation)
                parts += [{"kind": "heading", "text": title}] if title else []
                parts.append(_table(delegation, told))
        yield section(told.telling.label(category), parts)


def delegation_title(delegation: Delegation) -> str:
    """Whose delegation it is: the party, and the process for which it comes."""
    whose = (
        delegation.party and delegation.party.name,
        delegation.process and delegation.process.name,
    )
    return " · ".join(name.text for name in whose if name)


def _table(delegation: Delegation, told: Phrasing) -> Part:
    _ = told.telling.translations.gettext
    header = (_("Name"), _("Post"), _("Function"))
    rows: list[list[Runs]] = [
        [[plain(called(p))], _post(p, told), [plain(told.telling.label(p.function))]]
        for p in (line.person for line in delegation.lines)
    ]
    return table((5, 6, 3), header, rows)


def called(person: ParticipantLine) -> str:
    return f"{person.honorific} {person.name}".strip()


def _post(person: ParticipantLine, told: Phrasing) -> Runs:
    return [plain(told.telling.comma.join(text for text in (person.post, person.unit) if text))]
