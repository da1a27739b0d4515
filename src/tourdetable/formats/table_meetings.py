"""The tables of meetings and documents, and the columns that other tables share with them."""

from django.utils.translation import gettext_noop as N_  # noqa: N812 - the mark of a message

from tourdetable.formats.table_parts import (
    Column,
    Datatype,
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
    together,
)
from tourdetable.invitations.enums import Category, Function
from tourdetable.kernel.enums import WordingStatus
from tourdetable.library.enums import DocumentKind, Modification
from tourdetable.meetings.enums import DayPart, DocumentRole, ItemKind, MeetingKind, Mode
from tourdetable.parties.enums import PartyKind

PARTY = together(
    text("party", N_("Party"), required=True),
    closed("party_kind", N_("Kind of party"), PartyKind),
)
OF_PROCESS = ForeignKey(("process",), "processes", ("slug",))
_OF_MEETING = ForeignKey(("meeting",), "meetings", ("slug",))
_OF_DOCUMENT = ForeignKey(("document",), "documents", ("slug",))

MEETINGS = Table(
    "meetings",
    N_("Meetings"),
    together(
        text("slug", N_("Identifier"), required=True),
        said("name", N_("Name"), required=True),
        closed("kind", N_("Kind"), MeetingKind),
        flag("is_invented", N_("Invented as an example")),
        flag("is_cancelled", N_("Cancelled")),
        said("series", N_("Series")),
        count("number_in_series", N_("Number in its series")),
        day("start", N_("Beginning"), required=True),
        day("end", N_("End")),
        closed("mode", N_("Form"), Mode),
        text("place_city", N_("City")),
        text("place_country", N_("Country")),
        said("theme", N_("Theme")),
        said("purpose", N_("Purpose")),
        codes("hosts", N_("Convened by")),
        codes("processes", N_("Processes")),
        codes("organisations", N_("Organisations")),
        count("states", N_("States")),
        count("people", N_("People")),
        count("mechanisms", N_("Mechanisms")),
        count("un_commissions", N_("Commissions of the United Nations")),
        count("regional_organisations", N_("Regional organisations")),
        codes("parties", N_("Parties named as participants")),
        codes("territories", N_("Territories")),
        said("participation_note", N_("Remarks on participation")),
        codes("fed_by", N_("What fed it")),
        codes("fed_into", N_("What it fed into")),
        said("note", N_("Remarks")),
        cited(),
    ),
    ("slug",),
)
_ITEM = ("meeting", "day", "item")
_ITEM_KEY = together(
    text("meeting", N_("Meeting"), required=True),
    count("day", N_("Day"), required=True),
    count("item", N_("Number of the item"), required=True),
)
ITEMS = Table(
    "agenda-items",
    N_("Agenda items"),
    together(
        _ITEM_KEY,
        day("date", N_("Date")),
        closed("kind", N_("Kind"), ItemKind),
        closed("day_part", N_("Part of the day"), DayPart, required=False),
        said("title", N_("Title")),
        cited(),
    ),
    _ITEM,
    (_OF_MEETING,),
)
SPEAKERS = Table(
    "speakers",
    N_("Speakers"),
    together(
        _ITEM_KEY,
        count("position", N_("Position"), required=True),
        text("name", N_("Name"), required=True),
        said("post", N_("Post held that day")),
        PARTY,
        cited(),
    ),
    (*_ITEM, "position"),
    (ForeignKey(_ITEM, "agenda-items", _ITEM),),
)
PARTICIPANTS = Table(
    "participants",
    N_("Participants"),
    together(
        text("meeting", N_("Meeting"), required=True),
        count("position", N_("Position"), required=True),
        closed("category", N_("Category"), Category),
        text("party", N_("Party")),
        closed("party_kind", N_("Kind of party"), PartyKind, required=False),
        text("process", N_("Process")),
        text("honorific", N_("Form of address")),
        text("name", N_("Name"), required=True),
        text("post", N_("Post")),
        text("unit", N_("Unit")),
        closed("function", N_("Function"), Function),
    ),
    ("meeting", "position"),
    (_OF_MEETING,),
)
DOCUMENTS = Table(
    "documents",
    N_("Documents"),
    together(
        text("slug", N_("Identifier"), required=True),
        said("title", N_("Title"), required=True),
        text("symbol", N_("Symbol")),
        closed("kind", N_("Kind"), DocumentKind),
        text("modifies", N_("Document that it modifies")),
        closed("modifies_as", N_("Kind of modification"), Modification, required=False),
        said("note", N_("Remarks")),
        cited(),
    ),
    ("slug",),
)
VERSIONS = Table(
    "language-versions",
    N_("Language versions of documents"),
    together(
        text("document", N_("Document"), required=True),
        count("number", N_("Number"), required=True),
        (Column("language", N_("Language"), Datatype.LANGUAGE, is_required=True),),
        closed("status", N_("Status"), WordingStatus),
        text("sha256", N_("SHA-256 of the copy kept here")),
        text("file", N_("Name of the copy kept here")),
        text("media_type", N_("Media type")),
        count("size", N_("Size in bytes")),
        count("pages", N_("Pages")),
    ),
    ("document", "number"),
    (_OF_DOCUMENT,),
)
PARTS = Table(
    "meeting-documents",
    N_("Documents of meetings"),
    together(
        text("document", N_("Document"), required=True),
        count("number", N_("Number"), required=True),
        text("meeting", N_("Meeting"), required=True),
        closed("role", N_("Role"), DocumentRole),
        text("process", N_("Process")),
        codes("submitted_by", N_("Submitted by")),
        text("submitted_by_text", N_("Submitted by, as the source names it")),
        said("submitter_role", N_("Role of who submitted it")),
        cited(),
    ),
    ("document", "number"),
    (_OF_DOCUMENT, _OF_MEETING),
)

MEETING_TABLES = (MEETINGS, ITEMS, SPEAKERS, PARTICIPANTS, DOCUMENTS, VERSIONS, PARTS)
