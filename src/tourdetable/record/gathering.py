"""Files of the whole record, gathered from what every page contributes: tables, calendars,
harvest, schemas, sitemap.

A contribution is bytes that need nothing but to be put together, kept in the stock, so that a
release in which one meeting changed need not draw the others again.
"""

import datetime as dt
import hashlib
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tourdetable.formats.calendar import (
    calendar_of_events,
    events_of,
    has_event,
    meeting_calendar,
)
from tourdetable.formats.harvest import (
    PAGE,
    Part,
    Repository,
    check,
    item_responses,
    part_responses,
    standing_responses,
)
from tourdetable.formats.harvest_record import (
    SETS,
    HarvestRecord,
    harvest_record,
    withdrawn_record,
)
from tourdetable.formats.harvest_request import list_name, order_of
from tourdetable.formats.html import TEMPLATES
from tourdetable.formats.schema import json_schema
from tourdetable.formats.sitemap import sitemaps
from tourdetable.formats.table_parts import Table
from tourdetable.formats.tables import TABLES, csv_line, description, file_name, header, rows
from tourdetable.record.addresses import NOT_FOUND, file_address, page_address
from tourdetable.sheets.document import DocumentSheet
from tourdetable.sheets.entry import Entry
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import FileLine
from tourdetable.sheets.standing import TombstoneSheet
from tourdetable.ui.catalogue import SOURCE_LANGUAGE, translations

if TYPE_CHECKING:
    from tourdetable.record.stock import Stock
    from tourdetable.record.surroundings import Surroundings

HARVEST = "oai/"
TABLE_FOLDER, SCHEMA_FOLDER = "data/", "data/schema/"
SITEMAP = "sitemap.xml"
DESCRIPTION = f"{TABLE_FOLDER}tables.json"
CALENDAR = "meetings.ics"
"""Beside the calendar page of each language: every meeting whose day is known."""


def file_links() -> Iterator[tuple[str, str, str]]:
    """Key, address and media type of every such file that a reader may want by itself."""
    for table in TABLES.values():
        yield "csv", TABLE_FOLDER + file_name(table), "text/csv"
    yield "csvw", DESCRIPTION, "application/csvm+json"
    for sheet_type in TEMPLATES:
        yield "schema", _schema_address(sheet_type), "application/schema+json"
    yield "oai", f"{HARVEST}Identify.xml", "application/xml"
    yield "sitemap", SITEMAP, "application/xml"


def calendar_address(language: str) -> str:
    return page_address("calendar", "", language).replace("index.html", CALENDAR)


def contributions(entry: Entry, around: "Surroundings") -> Iterator[tuple[str, bytes]]:
    """What a page gives to files of the whole record: the name of the file, and bytes."""
    sheet, address = entry.sheet, page_address(entry.kind, entry.slug, entry.language)
    if isinstance(sheet, MeetingSheet) and has_event(sheet.start, sheet.end):
        events = events_of(meeting_calendar(sheet, address=around.base + address))
        yield calendar_address(entry.language), events
    if entry.language != around.languages[0]:
        return
    lines: dict[str, list[bytes]] = {}
    for table, cells in rows(sheet):
        lines.setdefault(table, []).append(csv_line(cells))
    for table, found in lines.items():
        yield TABLE_FOLDER + file_name(TABLES[table]), b"".join(found)
    if isinstance(sheet, TombstoneSheet) and sheet.kind in SETS:
        host = urlsplit(around.base).hostname or ""
        gone = withdrawn_record(sheet.kind, sheet.slug, domain=host, datestamp=dt.date.min)
        yield HARVEST, pickle.dumps(gone)

    def url_of(file: FileLine) -> str:
        return around.base + file_address(file.document, file.name)

    if isinstance(sheet, DocumentSheet) and sheet.files:
        yield SITEMAP, "\n".join(map(url_of, sheet.files)).encode()
    url, first_day = around.base + address, dt.date.min
    record = harvest_record(sheet, address=url, file=url_of, datestamp=first_day)
    if record:
        yield HARVEST, pickle.dumps(record)


Files = Iterator[tuple[str, bytes]]
"""Address and content of each."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Files that are made together from what pages contribute under the `name`; `make` says what
    they depend on besides.
    """

    name: str
    make: str
    files: Callable[[], Files]


def gatherings(stock: "Stock", around: "Surroundings", now: dt.datetime) -> Iterator[Gathering]:
    """Everything that is gathered from the pages in the stock."""
    for table in TABLES.values():
        address = TABLE_FOLDER + file_name(table)
        yield Gathering(address, "", partial(_table, table, address, stock))
    yield Gathering(SCHEMA_FOLDER, "", partial(_schemas, around))
    for language in around.languages:
        address = calendar_address(language)
        yield Gathering(address, "", partial(_calendar, address, language, stock))
    day = now.astimezone(dt.UTC).date()
    yield from _harvest(stock, around, day)
    things = sorted(thing for thing in stock.things() if thing[0] != NOT_FOUND)
    listed = hashlib.sha256(repr(things).encode()).hexdigest()
    yield Gathering(SITEMAP, listed, partial(_sitemaps, things, stock, around))


def _table(table: Table, address: str, stock: "Stock") -> Files:
    """A source stands on many pages and in its table once: the first line of each is kept."""
    found = b"".join(stock.gathered(address)).split(b"\r\n")
    kept = dict.fromkeys(line + b"\r\n" for line in found if line)
    yield address, header(table) + b"".join(kept)


def _calendar(address: str, language: str, stock: "Stock") -> Files:
    events = b"".join(stock.gathered(address))
    if events:
        name = translations(language).gettext("Meetings")
        yield address, calendar_of_events(events, name)


def _sitemaps(things: Sequence[tuple[str, str]], stock: "Stock", around: "Surroundings") -> Files:
    groups = chain(_groups(things, around), _file_groups(stock))
    return sitemaps(groups, base=around.base)


def _schemas(around: "Surroundings") -> Files:
    """What the tables and the data beside the pages mean."""
    yield DESCRIPTION, description(base="", languages=around.languages)
    for sheet_type in TEMPLATES:
        address = _schema_address(sheet_type)
        yield (
            address,
            json_schema(sheet_type, title=sheet_type.__name__, id=around.base + address),
        )


def _schema_address(sheet_type: type) -> str:
    return f"{SCHEMA_FOLDER}{sheet_type.__name__}.json"


def _harvest(stock: "Stock", around: "Surroundings", day: dt.date) -> Iterator[Gathering]:
    """Answers are dated to the day: two releases of one day differ only in what changed, and only
    the parts of lists in which something did are made anew.
    """
    repository = Repository(
        f"{around.base}oai",
        translations(SOURCE_LANGUAGE).gettext("Tour de Table"),
        around.contact,
        dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC),
    )
    standing = partial(standing_responses, repository, day)
    yield Gathering(HARVEST, day.isoformat(), partial(_in_harvest, standing))
    for kind, of_set in (("", ""), *SETS.items()):
        contents = stock.gathered(HARVEST, kind)
        marks = [_mark(part) for part in iter(lambda: [*islice(contents, PAGE)], [])]  # noqa: B023 - asked at once
        size = sum(count for count, _mark in marks)
        order = order_of(stock.contributors(HARVEST, kind))
        for number, (_count, mark) in enumerate(marks):
            part = Part((), of_set, number * PAGE, size, order)
            made = partial(_part, stock, repository, kind, part)
            name = f"{HARVEST}{list_name(of_set)}-{number}"
            yield Gathering(name, f"{day} {order} {mark}", partial(_in_harvest, made))


def _mark(contents: Sequence[bytes]) -> tuple[int, str]:
    return len(contents), hashlib.sha256(b"".join(contents)).hexdigest()


def _part(stock: "Stock", repository: Repository, kind: str, part: Part) -> Files:
    """A part of a list; the list of all brings the answers on each of its records, too."""
    day = repository.now.date()
    contents = stock.gathered(HARVEST, kind, start=part.cursor, count=PAGE)
    records = [_record(content, day) for content in contents]
    check(records)
    yield from part_responses(repository, replace(part, records=records))
    if not part.of_set:
        yield from item_responses(repository, records)


def _in_harvest(made: Callable[[], Files]) -> Files:
    return ((HARVEST + name, content) for name, content in made())


def _record(content: bytes, day: dt.date) -> HarvestRecord:
    record = pickle.loads(content)  # noqa: S301 - from our own stock, which only publishers write
    if not isinstance(record, HarvestRecord):
        msg = "The stock of the record holds something else than it was given; delete it."
        raise TypeError(msg)
    return replace(record, datestamp=day)


def _groups(things: Sequence[tuple[str, str]], around: "Surroundings") -> Iterator[dict[str, str]]:
    for kind, slug in things:
        yield {
            language: around.base + page_address(kind, slug, language)
            for language in around.languages
        }


def _file_groups(stock: "Stock") -> Iterator[dict[str, str]]:
    """The files of each document, which it contributes one a line, by the language that their
    names say.
    """
    for content in stock.gathered(SITEMAP):
        yield {url.rsplit(".", 2)[1]: url for url in content.decode().split()}
