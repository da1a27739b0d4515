"""OAI-PMH 2.0 as static files: every answer that the protocol knows, written once a release.

http://www.openarchives.org/OAI/openarchivesprotocol.html. `static_responses` gives all the files;
`harvest_request` says which of them answers a request, and the decisions on dates and tokens;
`harvest_record` draws a record from a sheet.

A list has 200 records a file and goes on in the next, so that a file stays small however large
the record becomes. What was public is never deleted: the header of a withdrawn thing stays, with
status `deleted`, and `deletedRecord` is `persistent`. Nothing here reads the clock: `now` is the
instant at which the release was written, and the same records give the same bytes.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import Element, SubElement, _Element, tostring

from tourdetable.formats.dublin_core import INSTANCE, LOCATION, PREFIX, SCHEMA, dublin_core
from tourdetable.formats.dublin_core import NAMESPACE as METADATA_NAMESPACE
from tourdetable.formats.harvest_record import SETS, HarvestRecord, item_of
from tourdetable.formats.harvest_request import (
    ERRORS,
    error_file,
    item_file,
    list_file,
    order_of,
    resumed_file,
    token,
    verb_file,
)
from tourdetable.formats.xml_text import xml_text
from tourdetable.kernel.errors import shown

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
PAGE = 200
"""Records in a file of a list."""

SET_NAMES = {"documents": "Documents", "meetings": "Meetings", "processes": "Processes"}
_EMAIL = re.compile(r"[^\s@]+@(?:[^\s@.]+\.)+[^\s@.]+")


@dataclass(frozen=True, slots=True)
class Repository:
    """What is the same in all answers: `base` is the URL that requests go to, `email` that of
    whoever runs it (the protocol wants one), `now` the instant of the release.

    Raises ValueError where one of them is no such thing.
    """

    base: str
    name: str
    email: str
    now: dt.datetime

    def __post_init__(self) -> None:
        if not urlsplit(self.base).hostname or not re.fullmatch(r"https?://[!-~]+", self.base):
            msg = f"“{shown(self.base)}” is no absolute web address for harvesters to ask."
            raise ValueError(msg)
        if not _EMAIL.fullmatch(self.email):
            msg = f"“{shown(self.email)}” is no e-mail address: harvesters need one to write to."
            raise ValueError(msg)
        if self.now.tzinfo is None:
            msg = "The instant of the release has no time zone: give it in UTC."
            raise ValueError(msg)


def static_responses(
    records: Sequence[HarvestRecord], *, base: str, now: dt.datetime, name: str, email: str
) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file, errors first.

    Raises ValueError, before the first file, where an argument cannot be used, two records have
    one identifier, one has an identifier or a set that is not ours, or their datestamps differ.
    """
    repository = Repository(base, name, email, now)
    check(records)
    return _files(repository, records)


def _files(repository: Repository, records: Sequence[HarvestRecord]) -> Iterator[tuple[str, bytes]]:
    days = [record.datestamp for record in records] or [repository.now.astimezone(dt.UTC).date()]
    yield from standing_responses(repository, min(days))
    yield from item_responses(repository, records)
    for of_set in ("", *SETS.values()):
        listed = [record for record in records if not of_set or of_set in record.sets]
        order = order_of(record.identifier for record in listed)
        for cursor in range(0, len(listed), PAGE):
            part = Part(listed[cursor : cursor + PAGE], of_set, cursor, len(listed), order)
            yield from part_responses(repository, part)


def standing_responses(repository: Repository, earliest: dt.date) -> Iterator[tuple[str, bytes]]:
    """The files of errors and of what is said of the whole; `earliest` is the first datestamp."""
    for code in ERRORS:
        yield error_file(code), error(repository, code)
    yield verb_file("Identify"), identify(repository, earliest)
    yield verb_file("ListMetadataFormats"), list_metadata_formats(repository)
    yield verb_file("ListSets"), list_sets(repository)


def item_responses(
    repository: Repository, records: Iterable[HarvestRecord]
) -> Iterator[tuple[str, bytes]]:
    """The files of these records, one each."""
    for record in records:
        item = item_of(record.identifier)
        if item:
            yield item_file(item[1], item[2]), get_record(repository, record)


@dataclass(frozen=True, slots=True)
class Part:
    """As much of a list as one file holds: `cursor` records came before, `size` are in the list,
    and `order` marks which these are.
    """

    records: Sequence[HarvestRecord]
    of_set: str
    cursor: int
    size: int
    order: str


def part_responses(repository: Repository, part: Part) -> Iterator[tuple[str, bytes]]:
    """The files of a part of a list, by either verb that lists."""
    for verb in ("ListIdentifiers", "ListRecords"):
        resumption = token(part.of_set, part.order, part.cursor)
        is_first = not part.cursor
        file = list_file(verb, part.of_set) if is_first else resumed_file(verb, resumption)
        yield file, list_part(repository, verb, part)


def check(records: Sequence[HarvestRecord]) -> None:
    """Raises ValueError as `static_responses` does."""
    seen: set[str] = set()
    for record in records:
        wrong = ""
        if not item_of(record.identifier):
            wrong = "is not called oai:DOMAIN:KIND/SLUG"
        elif record.identifier in seen:
            wrong = "is there twice: give one sheet of each thing"
        elif not set(record.sets) <= set(SETS.values()):
            wrong = f"is in a set that is none of {', '.join(SETS.values())}"
        elif record.datestamp != records[0].datestamp:
            wrong = (
                f"bears {record.datestamp} and others {records[0].datestamp}: all records of a "
                "release bear its day, so that from and until can be answered"
            )
        if wrong:
            msg = f"The record “{shown(record.identifier)}” {wrong}."
            raise ValueError(msg)
        seen.add(record.identifier)


# ── Answers ──────────────────────────────────────────────────────────────────


def identify(repository: Repository, earliest: dt.date) -> bytes:
    """The answer to Identify; `earliest` is the earliest datestamp."""
    root, answer = _answer(repository, "Identify")
    _say(answer, "repositoryName", repository.name)
    _say(answer, "baseURL", repository.base)
    _say(answer, "protocolVersion", "2.0")
    _say(answer, "adminEmail", repository.email)
    _say(answer, "earliestDatestamp", earliest.isoformat())
    _say(answer, "deletedRecord", "persistent")
    _say(answer, "granularity", "YYYY-MM-DD")
    return _written(root)


def list_metadata_formats(repository: Repository) -> bytes:
    """The answer to ListMetadataFormats, of the repository and of every item."""
    root, answer = _answer(repository, "ListMetadataFormats")
    described = SubElement(answer, _oai("metadataFormat"))
    _say(described, "metadataPrefix", PREFIX)
    _say(described, "schema", SCHEMA)
    _say(described, "metadataNamespace", METADATA_NAMESPACE)
    return _written(root)


def list_sets(repository: Repository) -> bytes:
    """The answer to ListSets."""
    root, answer = _answer(repository, "ListSets")
    for spec, name in SET_NAMES.items():
        described = SubElement(answer, _oai("set"))
        _say(described, "setSpec", spec)
        _say(described, "setName", name)
    return _written(root)


def get_record(repository: Repository, record: HarvestRecord) -> bytes:
    """The answer to GetRecord."""
    asked = {"identifier": record.identifier, "metadataPrefix": PREFIX}
    root, answer = _answer(repository, "GetRecord", asked)
    _add_record(answer, record)
    return _written(root)


def list_part(repository: Repository, verb: str, part: Part) -> bytes:
    """One file of a list: every one but the last ends with the token of the next, the last of
    several with an empty one. Raises ValueError for an empty list, which the protocol answers with
    noRecordsMatch.
    """
    if not part.records:
        msg = "A list without records is answered by the error noRecordsMatch."
        raise ValueError(msg)
    asked = {"metadataPrefix": PREFIX, **({"set": part.of_set} if part.of_set else {})}
    if part.cursor:
        asked = {"resumptionToken": token(part.of_set, part.order, part.cursor)}
    root, answer = _answer(repository, verb, asked)
    for record in part.records:
        (_add_record if verb == "ListRecords" else _add_header)(answer, record)
    if part.size > PAGE:
        after = part.cursor + PAGE
        following = token(part.of_set, part.order, after) if after < part.size else ""
        mark = _say(answer, "resumptionToken", following)
        mark.set("completeListSize", str(part.size))
        mark.set("cursor", str(part.cursor))
    return _written(root)


def error(repository: Repository, code: str) -> bytes:
    """The answer to a request that has none."""
    root = _root(repository, {})
    _say(root, "error", ERRORS[code]).set("code", code)
    return _written(root)


# ── Parts ────────────────────────────────────────────────────────────────────


def _root(repository: Repository, asked: dict[str, str]) -> _Element:
    spaces: Any = {None: NAMESPACE, "xsi": INSTANCE}  # the stubs know no default namespace
    root = Element(_oai("OAI-PMH"), nsmap=spaces)
    root.set(LOCATION, f"{NAMESPACE} {NAMESPACE}OAI-PMH.xsd")
    _say(root, "responseDate", f"{repository.now.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}")
    request = _say(root, "request", repository.base)
    for key, text in asked.items():
        request.set(key, text)
    return root


def _answer(
    repository: Repository, verb: str, asked: dict[str, str] | None = None
) -> tuple[_Element, _Element]:
    root = _root(repository, {"verb": verb, **(asked or {})})
    return root, SubElement(root, _oai(verb))


def _add_record(around: _Element, record: HarvestRecord) -> None:
    found = SubElement(around, _oai("record"))
    _add_header(found, record)
    if not record.is_withdrawn:
        SubElement(found, _oai("metadata")).append(dublin_core(record))


def _add_header(around: _Element, record: HarvestRecord) -> None:
    header = SubElement(around, _oai("header"))
    if record.is_withdrawn:
        header.set("status", "deleted")
    _say(header, "identifier", record.identifier)
    _say(header, "datestamp", record.datestamp.isoformat())
    for spec in record.sets:
        _say(header, "setSpec", spec)


def _oai(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _say(around: _Element, tag: str, text: str) -> _Element:
    statement = SubElement(around, _oai(tag))
    statement.text = xml_text(text)
    return statement


def _written(root: _Element) -> bytes:
    written: bytes = tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written
