"""A release after a change is what a release of everything would be, with far less drawn."""

import re
from pathlib import Path

import pytest

from tests.program import tdt
from tourdetable.record.manifest import MANIFEST, own_lines
from tourdetable.record.places import Places

pytestmark = pytest.mark.programs
ON = ("--on", "2026-11-23")
PRESSED = re.compile(r"Published (\d+) pages in 6 languages, (\d+) of them pressed anew")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("changes")
    for words in (("init", "--reference"), ("publish", *ON)):
        status, _, complaint = tdt(home, *words)
        assert (status, complaint) == (0, "")
    return home


def publish(home: Path, *words: str) -> tuple[int, dict[str, str]]:
    """How many pages were pressed, and the payload but for what a release says of itself."""
    status, said, complaint = tdt(home, "publish", *ON, *words)
    assert (status, complaint) == (0, "")
    found = PRESSED.match(said[0])
    assert found, said
    payload = dict(own_lines(Places(home).record / MANIFEST))
    del payload["release.json"]
    return int(found[2]), payload


def publish_without_stock(home: Path) -> dict[str, str]:
    """What is published where nothing is known of earlier releases."""
    for path in Places(home).releases.glob("stock.sqlite3*"):
        path.unlink()
    return publish(home)[1]


def test_nothing_changed_nothing_is_pressed(home: Path) -> None:
    before = publish(home)
    assert before[0] == 0
    assert publish(home) == before


def test_a_withdrawn_meeting_leaves_every_page_that_named_it(home: Path) -> None:
    before = publish(home)[1]
    assert tdt(home, "withdraw", "rcp-workshop-2005", "--reason", "For this test.")[0] == 0
    pressed, payload = publish(home)
    assert 0 < pressed < 400
    assert publish(home) == (0, payload)
    assert publish_without_stock(home) == payload
    gone = (Places(home).record / "data/data/agenda-items.csv").read_text(encoding="utf-8")
    assert "rcp-workshop-2005" not in gone
    assert tdt(home, "withdraw", "rcp-workshop-2005", "--undo")[0] == 0
    assert publish(home)[1] == before


def test_a_meeting_whose_day_is_known_no_more_leaves_the_calendars(
    home: Path, tmp_path: Path
) -> None:
    assert tdt(home, "dump", tmp_path)[0] == 0
    events = tmp_path / "events.yaml"
    text = events.read_text(encoding="utf-8")
    changed = text.replace("2002-02-26", "2002-02").replace("2002-02-28", "2002-02")
    assert changed != text
    events.write_text(changed, encoding="utf-8")
    assert tdt(home, "load", events)[0] == 0
    payload = publish(home)[1]
    assert publish_without_stock(home) == payload


def test_a_changed_meeting_changes_the_pages_that_name_it(home: Path, tmp_path: Path) -> None:
    assert tdt(home, "dump", tmp_path)[0] == 0
    events = tmp_path / "events.yaml"
    text = events.read_text(encoding="utf-8")
    changed = text.replace("First Bali Process Ministerial Conference", "A First Conference")
    assert changed != text
    events.write_text(changed, encoding="utf-8")
    assert tdt(home, "load", events)[0] == 0
    pressed, payload = publish(home)
    assert 0 < pressed < 200
    assert publish_without_stock(home) == payload


def test_a_changed_process_is_on_every_page_that_names_it(home: Path, tmp_path: Path) -> None:
    assert tdt(home, "dump", tmp_path)[0] == 0
    processes = tmp_path / "processes.yaml"
    text = processes.read_text(encoding="utf-8")
    changed = text.replace("Budapest Process", "Process of Budapest", 1)
    assert changed != text
    processes.write_text(changed, encoding="utf-8")
    assert tdt(home, "load", processes)[0] == 0
    pressed, payload = publish(home)
    assert pressed > 0
    assert publish_without_stock(home) == payload
