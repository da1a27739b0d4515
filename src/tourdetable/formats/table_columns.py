"""Which tables there are, and what their columns mean; `table_rows.py` fills them in this order."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext_noop as N_  # noqa: N812 - the mark of a message

from tourdetable.formats.table_meetings import MEETING_TABLES, OF_PROCESS, PARTY
from tourdetable.formats.table_parts import (
    ForeignKey,
    Table,
    cited,
    closed,
    codes,
    count,
    day,
    flag,
    said,
    text,
    texts,
    together,
    url,
)
from tourdetable.kernel.enums import SourceReading
from tourdetable.parties.enums import (
    Certainty,
    OrganisationKind,
    PartyKind,
    SeatEvidence,
    SeatStatus,
)
from tourdetable.processes.enums import (
    Basis,
    Confidence,
    MandateStyle,
    MembershipKind,
    ProcessKind,
    ProcessState,
    Role,
    SecretariatKind,
)

_SPELL = together(
    day("since", N_("Since")),
    day("until", N_("Until")),
)
_SEAT = together(
    count("spell", N_("Spell"), required=True),
    _SPELL,
    closed("evidence", N_("What the seat rests on"), SeatEvidence),
    closed("certainty", N_("Certainty"), Certainty),
    codes("doubts", N_("Doubts")),
    day("as_of", N_("Certainty as of"), required=True),
    flag("is_former", N_("Former")),
    flag("is_territory", N_("Territory")),
    said("note", N_("Remarks")),
    cited(),
)
_PROCESSES = Table(
    "processes",
    N_("Processes"),
    together(
        text("slug", N_("Identifier"), required=True),
        said("name", N_("Name"), required=True),
        text("acronym", N_("Acronym")),
        texts("also_known_as", N_("Other names")),
        closed("kind", N_("Kind"), ProcessKind),
        text("iom_label", N_("As IOM calls it")),
        closed("basis", N_("Basis"), Basis),
        said("basis_theme", N_("Theme")),
        texts("regions", N_("Regions")),
        day("founded", N_("Founded")),
        flag("founded_is_conflicting", N_("Sources give several founding years")),
        said("founding_meeting", N_("Founding meeting")),
        day("founding_date", N_("Day of the founding meeting")),
        text("founding_place", N_("Place of the founding meeting")),
        cited("founding_"),
        said("initiated_by", N_("Initiated by")),
        text("initiated_place", N_("Place of the initiative")),
        cited("initiated_"),
        closed("state", N_("Status"), ProcessState),
        day("state_since", N_("Status since")),
        said("state_note", N_("Remarks on the status")),
        cited("state_"),
        said("objectives", N_("Objectives")),
        texts("themes", N_("Themes")),
        cited("objectives_"),
        url("website", N_("Website")),
        said("note", N_("Remarks")),
    ),
    ("slug",),
)
_CLAIMS = Table(
    "founding-claims",
    N_("Founding years by source"),
    together(
        text("process", N_("Process"), required=True),
        count("number", N_("Number"), required=True),
        day("year", N_("Year"), required=True),
        flag("is_followed", N_("followed here")),
        said("note", N_("Remarks")),
        cited(),
    ),
    ("process", "number"),
    (OF_PROCESS,),
)

_LISTS = Table(
    "member-lists",
    N_("Lists of members and observers"),
    together(
        text("process", N_("Process"), required=True),
        closed("kind", N_("Kind"), MembershipKind),
        count("named", N_("Named"), required=True),
        count("stated_total", N_("Total that a source states")),
        flag("is_complete", N_("Complete list")),
        day("as_of", N_("List as of")),
        closed("confidence", N_("Confidence in the list"), Confidence, required=False),
        said("rule", N_("Rule of membership")),
        said("note", N_("Remarks")),
        cited(),
    ),
    ("process", "kind"),
    (OF_PROCESS,),
)
_MEMBERSHIPS = Table(
    "memberships",
    N_("Seats in processes"),
    together(
        text("process", N_("Process"), required=True),
        closed("kind", N_("Kind"), MembershipKind),
        PARTY,
        _SEAT,
    ),
    ("process", "kind", "party", "spell"),
    (OF_PROCESS,),
)
_MANDATES = Table(
    "mandates",
    N_("Offices over time"),
    together(
        text("process", N_("Process"), required=True),
        text("office", N_("Office"), required=True),
        count("term", N_("Term"), required=True),
        count("position", N_("Position among those who share it"), required=True),
        text("party", N_("Holder")),
        closed("party_kind", N_("Kind of party"), PartyKind, required=False),
        closed("role", N_("Role"), Role),
        closed("style", N_("Name of the office"), MandateStyle, required=False),
        closed("secretariat_kind", N_("Kind of secretariat"), SecretariatKind, required=False),
        _SPELL,
        flag("is_open", N_("no end found")),
        said("note", N_("Remarks")),
        cited(),
    ),
    ("process", "office", "term", "position"),
    (OF_PROCESS,),
)

_COUNTRIES = Table(
    "countries",
    N_("Countries and areas"),
    together(
        text("code", N_("ISO 3166-1 alpha-3"), required=True),
        text("alpha2", N_("ISO 3166-1 alpha-2"), required=True),
        text("m49", N_("United Nations M49"), required=True),
        said("name", N_("Name"), required=True),
    ),
    ("code",),
)
_ORGANISATIONS = Table(
    "organisations",
    N_("Organisations"),
    together(
        text("code", N_("Identifier"), required=True),
        closed("party_kind", N_("Kind of party"), PartyKind),
        said("name", N_("Name"), required=True),
        text("acronym", N_("Acronym")),
        closed("kind", N_("Kind"), OrganisationKind, required=False),
        texts("fields_of_work", N_("Fields of work")),
        day("founded", N_("Founded")),
        text("seat_city", N_("Seat: city")),
        text("seat_country", N_("Seat: country")),
        url("website", N_("Website")),
        said("note", N_("Remarks")),
        cited(),
        flag("members_known", N_("Members are known"), required=False),
        count("stated_total", N_("Total that a source states")),
        flag("history_complete", N_("Spells of membership are complete"), required=False),
        text("predecessor", N_("Predecessor")),
        day("predecessor_since", N_("Predecessor since")),
        day("predecessor_until", N_("Predecessor until")),
        cited("members_"),
    ),
    ("code",),
)
_ORGANISATION_MEMBERSHIPS = Table(
    "organisation-memberships",
    N_("Seats in organisations"),
    together(
        text("organisation", N_("Organisation"), required=True),
        closed("status", N_("Standing"), SeatStatus),
        PARTY,
        _SEAT,
    ),
    ("organisation", "status", "party", "spell"),
    (ForeignKey(("organisation",), "organisations", ("code",)),),
)
_SOURCES = Table(
    "sources",
    N_("Sources"),
    together(
        text("key", N_("Identifier"), required=True),
        text("publisher", N_("Publisher")),
        url("url", N_("Address")),
        closed("reading", N_("How much of it was read"), SourceReading, required=False),
        texts("remarks", N_("Remarks")),
    ),
    ("key",),
)

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            _PROCESSES,
            _CLAIMS,
            _LISTS,
            _MEMBERSHIPS,
            _MANDATES,
            *MEETING_TABLES,
            _COUNTRIES,
            _ORGANISATIONS,
            _ORGANISATION_MEMBERSHIPS,
            _SOURCES,
        )
    }
)
"""By name, in the order of the description."""
