"""A release after a change is what a release of everything would be, with far less drawn."""

import re
from pathlib import Path

import pytest

from tests.homes import ON, copied
from tests.notes.voices import ANSWER
from tests.program import done
from tools.checkout import ROOT
from tourdetable.record.manifest import MANIFEST, own_lines
from tourdetable.record.places import Places

pytestmark = pytest.mark.programs
PRESSED = re.compile(r"Published (\d+) pages in 6 languages, (\d+) of them pressed anew")


@pytest.fixture(scope="module")
def home(few_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(few_home, tmp_path_factory.mktemp("changes") / "few")


@pytest.fixture(scope="module")
def whole(whole_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(whole_home, tmp_path_factory.mktemp("changes") / "whole")


def publish(home: Path, *words: str) -> tuple[int, dict[str, str]]:
    """How many pages were pressed, and the payload but for what a release says of itself."""
    said = done(home, "publish", *ON, *words)
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


def test_a_withdrawn_meeting_leaves_every_page_that_named_it(whole: Path) -> None:
    before = publish(whole)[1]
    done(whole, "withdraw", "rcp-workshop-2005", "--reason", "For this test.")
    pressed, payload = publish(whole)
    assert 0 < pressed < 400
    assert publish(whole) == (0, payload)
    assert publish_without_stock(whole) == payload
    gone = (Places(whole).record / "data/data/agenda-items.csv").read_text(encoding="utf-8")
    assert "rcp-workshop-2005" not in gone
    done(whole, "withdraw", "rcp-workshop-2005", "--undo")
    assert publish(whole)[1] == before


WITHDRAW = """
from tests.cast import NOW, OPERATOR
from tourdetable.kernel.wording import Wording
from tourdetable.notes.actions.publishing import restore_answers, withdraw_answers
from tourdetable.notes.models import Questionnaire
row = Questionnaire.objects.select_related("meeting").get()
"""
OUT = f'{WITHDRAW}withdraw_answers(row, reason=Wording.of(en="Wrong"), by=OPERATOR, now=NOW)'
BACK = f"{WITHDRAW}restore_answers(row, by=OPERATOR, now=NOW)"


def _apart(one: dict[str, str], other: dict[str, str]) -> set[str]:
    """The pages that differ, without their language."""
    differ = {name for name in one.keys() | other if one.get(name) != other.get(name)}
    return {name.partition("/")[2] for name in differ if name.endswith("/index.html")}


def test_answers_change_their_page_and_that_of_their_meeting(
    few_home: Path, tmp_path: Path
) -> None:
    home = copied(few_home, tmp_path / "few")
    before = publish(home)[1]
    done(home, "shell", "-c", ANSWER, PYTHONPATH=str(ROOT))
    pressed, there = publish(home)
    assert pressed == 2 * 6
    pages = {f"{kind}/rcp-workshop-2005/index.html" for kind in ("answers", "meetings")}
    assert _apart(before, there) == pages
    sitemap = (Places(home).record / "data/sitemap.xml").read_text(encoding="utf-8")
    assert "/ar/answers/rcp-workshop-2005/" in sitemap
    for change, expected in ((OUT, None), (BACK, there)):
        done(home, "shell", "-c", change, PYTHONPATH=str(ROOT))
        pressed, payload = publish(home)
        assert pressed == 2 * 6
        assert _apart(there, payload) == (set() if expected else pages)
        assert publish_without_stock(home) == payload
    assert (
        "answers"
        in (Places(home).record / "data/en/answers/rcp-workshop-2005/index.html").read_text()
    )


def test_a_meeting_whose_day_is_known_no_more_leaves_the_calendars(
    home: Path, tmp_path: Path
) -> None:
    done(home, "dump", tmp_path)
    events = tmp_path / "events.yaml"
    text = events.read_text(encoding="utf-8")
    changed = text.replace("2002-02-26", "2002-02").replace("2002-02-28", "2002-02")
    assert changed != text
    events.write_text(changed, encoding="utf-8")
    done(home, "load", events)
    payload = publish(home)[1]
    assert publish_without_stock(home) == payload


def test_a_changed_meeting_changes_the_pages_that_name_it(home: Path, tmp_path: Path) -> None:
    done(home, "dump", tmp_path)
    events = tmp_path / "events.yaml"
    text = events.read_text(encoding="utf-8")
    changed = text.replace("First Bali Process Ministerial Conference", "A First Conference")
    assert changed != text
    events.write_text(changed, encoding="utf-8")
    done(home, "load", events)
    pressed, payload = publish(home)
    assert 0 < pressed < 200
    assert publish_without_stock(home) == payload


def test_a_changed_process_is_on_every_page_that_names_it(home: Path, tmp_path: Path) -> None:
    done(home, "dump", tmp_path)
    processes = tmp_path / "processes.yaml"
    text = processes.read_text(encoding="utf-8")
    changed = text.replace("Budapest Process", "Process of Budapest", 1)
    assert changed != text
    processes.write_text(changed, encoding="utf-8")
    done(home, "load", processes)
    pressed, payload = publish(home)
    assert pressed > 0
    assert publish_without_stock(home) == payload
