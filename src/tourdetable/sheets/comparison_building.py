"""Drawing the sheet that sets processes side by side."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil

from tourdetable.parties.enums import Certainty
from tourdetable.parties.queries import Seat
from tourdetable.processes.enums import (
    PRESIDING,
    Basis,
    MandateStyle,
    MembershipKind,
    Role,
    SecretariatKind,
)
from tourdetable.processes.queries.dossiers import ProcessDossier
from tourdetable.processes.queries.members import Shared
from tourdetable.sheets.comparison import (
    ComparedLine,
    ComparisonSheet,
    GridCell,
    GridHead,
    GridRow,
    OverlapGrid,
)
from tourdetable.sheets.holdings import Holdings
from tourdetable.sheets.list_building import process_row
from tourdetable.sheets.parts import ThingLink
from tourdetable.sheets.reader import Reader


def comparison_sheet(holdings: Holdings, reader: Reader) -> ComparisonSheet:
    """Every process; a pure function of what is held."""
    lines = [_line(dossier, reader) for dossier in holdings.processes.values()]
    ordered = sorted(lines, key=lambda line: line.row.sort_key)
    links = {line.row.link.slug: line.row.link for line in ordered}
    seats = {slug: holdings.process_seats[slug] for slug in links}
    organisations = sorted(
        (reader.party(holdings.parties[code]) for code in holdings.organisation_seats),
        key=lambda party: party.sort_key,
    )
    return ComparisonSheet(
        reader.language,
        holdings.on,
        tuple(line for line in ordered if line.row.basis is Basis.GEOGRAPHIC),
        tuple(line for line in ordered if line.row.basis is Basis.THEMATIC),
        _grid(
            links,
            seats,
            {party.code: party.link for party in organisations},
            holdings.organisation_seats,
            holdings.shared_with_organisation,
        ),
        _grid(links, seats, links, seats, holdings.shared_with_process),
    )


def _line(dossier: ProcessDossier, reader: Reader) -> ComparedLine:
    presiding = (m for m in dossier.mandates if m.role in PRESIDING)
    names = (MandateStyle(m.style) if m.style else Role(m.role) for m in presiding)
    kinds = (
        SecretariatKind(m.secretariat_kind) for m in dossier.mandates if m.role == Role.SECRETARIAT
    )
    observers = {row.party for row in dossier.memberships if row.kind == MembershipKind.OBSERVER}
    return ComparedLine(
        process_row(dossier, reader),
        tuple(dict.fromkeys(names)),
        tuple(dict.fromkeys(kinds)),
        len(observers),
        tuple(dossier.process.themes),
    )


def _grid(
    rows: Mapping[str, ThingLink],
    own: Mapping[str, Sequence[Seat]],
    columns: Mapping[str, ThingLink],
    other: Mapping[str, Sequence[Seat]],
    shared: Callable[[str, str], Sequence[Shared]],
) -> OverlapGrid:
    """Rows and columns that share nothing with anybody are left out."""
    cells = {
        (row, column): _cell(shared(row, column), own[row])
        for row in rows
        for column in columns
        if rows[row] != columns[column]
    }
    shown_rows = [r for r in rows if any(c.shared for (a, _), c in cells.items() if a == r)]
    shown_columns = [k for k in columns if any(c.shared for (_, b), c in cells.items() if b == k)]
    return OverlapGrid(
        tuple(GridHead(columns[name], len(other[name])) for name in shown_columns),
        tuple(
            GridRow(
                GridHead(rows[row], len(own[row])),
                tuple(cells.get((row, column)) for column in shown_columns),
            )
            for row in shown_rows
        ),
    )


def _cell(shared: Sequence[Shared], own: Sequence[Seat]) -> GridCell:
    doubtful = sum(row.certainty is Certainty.DOUBTFUL for row in shared)
    return GridCell(len(shared), doubtful, ceil(10 * len(shared) / len(own)) if own else 0)
