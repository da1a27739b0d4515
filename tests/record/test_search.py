"""The search index is given and verified as it was made, though it is no part of a release."""

from pathlib import Path

import pytest

from tests.record.leaves import publish_small
from tests.record.reader import Reader
from tourdetable.record.places import Places
from tourdetable.record.search import (
    STAMP,
    SUMS,
    faults_in_index,
    is_index_due,
    make_index,
    plainly,
)

SCRIPT = "pagefind.js"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path)
    publish_small(tmp_path)
    assert make_index(places)
    assert not is_index_due(places)
    return places


def test_a_script_of_the_index_is_given_as_it_was_made_or_not_at_all(places: Places) -> None:
    reader, path = Reader.at(places.home), f"/pagefind/{SCRIPT}"
    whole = (places.search / SCRIPT).read_bytes()
    assert reader.ask(path)[0::2] == (200, whole)
    (places.search / SCRIPT).write_bytes(whole[:-1] + b"?")
    assert reader.ask(path)[0] == 404
    assert list(faults_in_index(places)) == [
        f"search/{SCRIPT}: is not as it was made; delete search/, it is made anew."
    ]
    (places.search / SCRIPT).write_bytes(whole)
    assert reader.ask(path)[0] == 200
    assert list(faults_in_index(places)) == []


@pytest.mark.parametrize("name", [STAMP, SCRIPT])
def test_what_is_gone_or_came_is_named(places: Places, name: str) -> None:
    (places.search / name).unlink()
    (places.search / "more.js").write_bytes(b"x")
    faults = [fault.partition(":")[0] for fault in faults_in_index(places)]
    assert faults == sorted([f"search/{name}", "search/more.js"])
    assert Reader.at(places.home).ask("/pagefind/more.js")[0] == 404


def test_an_index_that_does_not_say_what_it_was_is_made_anew(places: Places) -> None:
    (places.search / SUMS).unlink()
    assert is_index_due(places)
    assert make_index(places)
    assert list(faults_in_index(places)) == []


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("droit d’asile", "droit d⁠'asile"),
        ("l’<em>État</em>", "l⁠'<em>État</em>"),
        ("2004–2005", "2004⁠-2005"),
        ("Estado—asilo", "Estado⁠⁠-asilo"),
        ("a – b, ‘c’, 1 – 2, «d»", "a – b, ‘c’, 1 – 2, «d»"),
        ("d'asile, 2004-2005", "d'asile, 2004-2005"),
    ],
)
def test_words_stand_behind_marks_that_the_index_knows(text: str, given: str) -> None:
    page = '<html lang="fr"><body><p title="l’un–deux">{}</p></body></html>'
    assert plainly(page.format(text).encode()).decode() == page.format(given)


def test_pages_of_the_record_stay_as_they_are(places: Places) -> None:
    assert not (places.releases / "fresh-pages").exists()
    titles = [page.read_text() for page in sorted((places.record / "data").rglob("*.html"))]
    assert len(titles) == 7
