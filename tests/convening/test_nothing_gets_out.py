"""Planted words: of everything private on the table, no byte leaves with the record, whatever the
file and however it is packed.
"""

import re
from functools import partial
from pathlib import Path

import pytest

from tests.homes import copied
from tests.program import done
from tests.unpacked import leaving, texts
from tools.checkout import ROOT

pytestmark = pytest.mark.programs

PLANTED = re.compile(rb"zyxw[a-z-]+wxyz", re.IGNORECASE)
LAY = """
import datetime as dt
from tests.sample import lay
from tests.cast import CAST
from tests.library.planting import plant_files
from tests.notes.planting import plant
from tests.notes.voices import published
from tourdetable.meetings.actions.publishing import publish_meeting
meeting = lay()
publish_meeting(meeting, by=CAST["operator"], now=dt.datetime.now(dt.UTC))
published(plant(meeting))
plant_files()
"""


@pytest.fixture(scope="module")
def home(few_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = copied(few_home, tmp_path_factory.mktemp("planted") / "home")
    shell = partial(done, home, "shell", "-c", PYTHONPATH=str(ROOT))
    shell(LAY)
    done(home, "publish")
    done(home, "work", "--once")
    return home


def test_no_private_word_leaves_with_the_record(home: Path) -> None:
    found, seen = [], dict[str, int]()
    for path in leaving(home):
        for name, content in texts(str(path.relative_to(home)), path.read_bytes()):
            kind = name.rpartition(".")[2]
            seen[kind] = seen.get(kind, 0) + 1
            if PLANTED.search(content) or PLANTED.search(name.encode()):
                found.append(name)
    assert found == []
    assert {"html", "json", "pdf read", "csv", "ics", "xml", "br", "pf_index unpacked"} <= set(
        seen
    ), sorted(seen)


def test_what_may_be_shown_of_that_meeting_does_leave(home: Path) -> None:
    page = (home / "record/data/fr/meetings/table/index.html").read_text(encoding="utf-8")
    for word in ("Sina Speaker", "Counsellor", "Delegate", "Rapporteur", "Item 2"):
        assert word in page


def test_what_respondents_let_be_read_does_leave(home: Path) -> None:
    answers = home / "record/data/en/answers/planted"
    page = (answers / "index.html").read_text(encoding="utf-8")
    for word in ("Heard by all", "Fiji", "Voiced by one", "Voiced by two", "Said without a name"):
        assert word in page
    for path in (home / "record/data").glob("*/answers/planted/*"):
        content = path.read_text(encoding="utf-8")
        for name in ("Tonga", "Vanuatu", "Kiribati", "Bali Process"):
            assert name not in content, path


def test_kept_files_leave_without_their_traces(home: Path) -> None:
    """What readers see of them does leave; the words beside it are among those sought above."""
    for name in ("en.docx", "fr.pdf", "es.html"):
        folder = home / "record/data/documents/planted-traces"
        content = (folder / f"planted-traces.{name}").read_bytes()
        found = [part for _, part in texts(name, content)]
        assert any(b"Kept as its readers see it." in part for part in found), name
