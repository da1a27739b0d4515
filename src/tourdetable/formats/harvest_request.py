"""Which file answers a request of OAI-PMH 2.0: the harvest is files, its requests are queries.

The web server gives the arguments of a request, takes the file that `file_name` names, and may
send it through `echoing`, so that `<request>` repeats the arguments as the protocol asks (section
3.2). A list that was asked for with `from` or `until` is the same file as one without, and so is
the answer to every wrong identifier: only the server knows what it was asked.

Decisions:

- Datestamps have the granularity of days, and all records of a release bear its day. So a range
  that holds the day is answered by everything, any other by noRecordsMatch. Instants are
  badArgument, as is a range that ends before it begins.
- A resumption token names the file that goes on, and in it which things the list holds in which
  order: it is good for as many releases as they stay the same, so that nothing is passed over or
  told twice. Any other is badResumptionToken, and its harvester begins anew.
- What cannot be read as what it should be (a set or an identifier with a space in it) is
  badArgument; what can and is not there is noRecordsMatch, idDoesNotExist or
  cannotDisseminateFormat.
- A name is made of nothing but what a pattern here has matched, so no text of a request leads out
  of the folder. Arguments given twice are badArgument too; a mapping cannot show them, so that is
  for the server to see: `error_file("badArgument")`.
"""

import datetime as dt
import hashlib
import html
import re
from collections.abc import Container, Iterable, Mapping

from tourdetable.formats.dublin_core import PREFIX
from tourdetable.formats.harvest_record import SETS, item_of
from tourdetable.formats.xml_text import xml_text

ERRORS = {
    "badVerb": "The verb is missing or is none of the six of OAI-PMH 2.0.",
    "badArgument": "An argument is missing, is not allowed here, or cannot be read. "
    "Days are written YYYY-MM-DD.",
    "cannotDisseminateFormat": "The only format of this repository is oai_dc.",
    "idDoesNotExist": "This repository has no item with this identifier.",
    "noRecordsMatch": "No record has these values of from, until and set.",
    "badResumptionToken": "The resumptionToken is unknown or belongs to an older release: "
    "begin the list anew.",
}
"""Code → what its file says. Protocol, section 3.6."""

ARGUMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset()),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
"""Verb → what it must be given, what it may be given. Protocol, section 4."""

RESUMABLE = ("ListSets", "ListIdentifiers", "ListRecords")
"""They take a resumptionToken, alone."""

_ORDER = ("verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken")
_MARKS = r"A-Za-z0-9\-_.!~*'()"
_SHAPES = {
    "metadataPrefix": re.compile(rf"[{_MARKS}]+"),
    "set": re.compile(rf"[{_MARKS}]+(?::[{_MARKS}]+)*"),
    "identifier": re.compile(
        rf"[A-Za-z][A-Za-z0-9+.-]*:(?:[{_MARKS};/?:@&=+$,]|%[0-9A-Fa-f]{{2}})+"
    ),
    "from": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
    "until": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
}
_TOKEN = re.compile(
    rf"{PREFIX}(?:-(?:{'|'.join(SETS.values())}))?-[0-9a-f]{{12}}-\d{{1,9}}", re.ASCII
)
_REQUEST = re.compile(rb"<request\b[^>]*>")
_REFUSED = (b'<error code="badVerb"', b'<error code="badArgument"')


def file_name(
    arguments: Mapping[str, str], *, domain: str, day: dt.date, names: Container[str]
) -> str:
    """The name of the static file that answers a request.

    `domain` is that of the identifiers, `day` the datestamp of the release, `names` the names of
    all its files: an answer that is not among them is an error, whose files are always there.
    """
    verb = arguments.get("verb", "")
    given = {key: text for key, text in arguments.items() if key != "verb"}
    if verb in RESUMABLE and set(given) == {"resumptionToken"}:
        return _resumed(verb, given["resumptionToken"], names)
    refusal = _refusal(verb, given)
    if refusal:
        return error_file(refusal)
    if "identifier" in given:
        return _of_item(verb, _item_file(given["identifier"], domain), names)
    if "metadataPrefix" in given:
        return _of_list(verb, given, day, names)
    return verb_file(verb)


def echoing(content: bytes, arguments: Mapping[str, str]) -> bytes:
    """The file with the arguments of the request in its element `request`.

    `arguments` are those for which `file_name` gave the file. After badVerb and badArgument the
    protocol wants none.
    """
    if any(refused in content for refused in _REFUSED):
        return content
    given = "".join(
        f' {key}="{html.escape(xml_text(arguments[key]))}"' for key in _ORDER if key in arguments
    )
    return _REQUEST.sub(lambda _: f"<request{given}>".encode(), content, count=1)


def verb_file(verb: str) -> str:
    """Identify, ListMetadataFormats and ListSets have one answer each."""
    return f"{verb}.xml"


def error_file(code: str) -> str:
    return f"error-{code}.xml"


def item_file(kind: str, slug: str) -> str:
    """The answer to GetRecord."""
    return f"GetRecord-{kind}-{slug}.xml"


def list_file(verb: str, of_set: str = "") -> str:
    """Where a list begins: all of it, or that of a set."""
    return f"{verb}-{list_name(of_set)}.xml" if of_set in ("", *SETS.values()) else ""


def list_name(of_set: str = "") -> str:
    return f"{PREFIX}-{of_set}" if of_set else PREFIX


def order_of(names: Iterable[str]) -> str:
    """A mark of what a list holds: other things, or the same in another order, give another."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:12]


def token(of_set: str, order: str, cursor: int) -> str:
    """What the list goes on with: `oai_dc-meetings-1f2e3d4c5b6a-200`."""
    return f"{list_name(of_set)}-{order}-{cursor}"


def resumed_file(verb: str, resumption: str) -> str:
    return f"{verb}-{resumption}.xml"


def _item_file(identifier: str, domain: str) -> str:
    item = item_of(identifier)
    return item_file(item[1], item[2]) if item and item[0] == domain.lower() else ""


def _of_item(verb: str, name: str, names: Container[str]) -> str:
    """GetRecord and ListMetadataFormats: the formats of an item are those of all."""
    if name not in names:
        return error_file("idDoesNotExist")
    return name if verb == "GetRecord" else verb_file(verb)


def _of_list(verb: str, given: Mapping[str, str], day: dt.date, names: Container[str]) -> str:
    """Everything or nothing, by the day of the release (ISO days sort as texts)."""
    name = list_file(verb, given.get("set", ""))
    holds = given.get("from", "") <= day.isoformat() <= given.get("until", "9999-12-31")
    return name if holds and name in names else error_file("noRecordsMatch")


def _resumed(verb: str, resumption: str, names: Container[str]) -> str:
    name = resumed_file(verb, resumption) if _TOKEN.fullmatch(resumption) else ""
    return name if name in names else error_file("badResumptionToken")


def _refusal(verb: str, given: Mapping[str, str]) -> str:
    """The code of what is wrong with the request itself, whatever is there; empty for nothing."""
    if verb not in ARGUMENTS:
        return "badVerb"
    if not _is_readable(verb, given):
        return "badArgument"
    return "" if given.get("metadataPrefix", PREFIX) == PREFIX else "cannotDisseminateFormat"


def _is_readable(verb: str, given: Mapping[str, str]) -> bool:
    """Are all the arguments there that must be, no others, and each of them of its shape?"""
    required, optional = ARGUMENTS[verb]
    if not required <= set(given) <= required | optional:
        return False
    if not all(_SHAPES[key].fullmatch(text) for key, text in given.items()):
        return False
    try:
        days = [dt.date.fromisoformat(given[key]) for key in ("from", "until") if key in given]
    except ValueError:
        return False
    return days == sorted(days)
