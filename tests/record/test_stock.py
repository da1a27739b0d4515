"""A release in which little changed: what is put, what stays, and what goes with what is put."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.record.leaves import IMPRINT, these
from tourdetable.kernel.errors import SentenceError
from tourdetable.record.contents import keep_file
from tourdetable.record.leaf import Pressed
from tourdetable.record.manifest import MANIFEST, own_lines
from tourdetable.record.places import Places
from tourdetable.record.publishing import publish
from tourdetable.record.stock import Stock

COPY = "copies/a.zip"


def page(home: Path, slug: str, word: str, *targets: str, **gathered: bytes) -> Pressed:
    address = f"en/meetings/{slug}/index.html"
    file = keep_file(address, f"{slug} {word}".encode(), Places(home))
    rows = tuple(gathered.items())
    return Pressed("meeting", slug, "en", word, (file,), frozenset(targets), rows)


def copy(home: Path) -> Pressed:
    return Pressed("meeting", "a", "", "x", (keep_file(COPY, b"zip", Places(home)),))


def publish_again(home: Path, *rows: Pressed) -> dict[str, str]:
    """Only these; whatever else the record has stays. Gives address → content of what is there."""

    def leaves(stock: Stock) -> Iterator[Pressed]:
        assert stock.is_whole
        stock.keeps_rest = True
        yield from rows

    publish(leaves, IMPRINT, places=Places(home))
    return contents(home)


def contents(home: Path) -> dict[str, str]:
    places = Places(home)
    found = dict(own_lines(places.record / MANIFEST))
    assert found.pop("release.json")
    assert {address: places.content(digest).read_text() for address, digest in found.items()} == {
        address: (places.record / "data" / address).read_text() for address in found
    }
    return {address: places.content(digest).read_text() for address, digest in found.items()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    first = page(tmp_path, "a", "one", COPY, table=b"a,one", calendar=b"a")
    second = page(tmp_path, "b", "one", "en/meetings/a/index.html", table=b"b,one")
    rows = (first, copy(tmp_path), second)
    publish(these(rows), IMPRINT, places=Places(tmp_path))
    return tmp_path


def test_what_is_not_put_stays(home: Path) -> None:
    assert publish_again(home, page(home, "b", "two")) == {
        "en/meetings/a/index.html": "a one",
        "en/meetings/b/index.html": "b two",
        COPY: "zip",
    }
    assert publish_again(home) == contents(home)


def test_what_is_not_put_of_a_thing_that_is_put_goes(home: Path) -> None:
    """As the copy of a meeting that is withdrawn."""
    assert publish_again(home, page(home, "a", "withdrawn")) == {
        "en/meetings/a/index.html": "a withdrawn",
        "en/meetings/b/index.html": "b one",
    }
    assert not (Places(home).record / "data" / COPY).exists()


def test_a_page_that_stays_may_not_point_to_what_goes(home: Path) -> None:
    before = contents(home)
    publish_again(home, page(home, "b", "two", COPY))
    with pytest.raises(SentenceError, match=f"points to “{COPY}”"):
        publish_again(home, page(home, "a", "withdrawn"))
    assert contents(home) == {**before, "en/meetings/b/index.html": "b two"}
    rows = page(home, "a", "withdrawn"), page(home, "b", "three")
    assert COPY not in publish_again(home, *rows)


def test_a_contribution_that_is_made_no_more_is_gone(home: Path) -> None:
    publish_again(home, page(home, "a", "two", table=b"a,two"), copy(home))
    stock = Stock(Places(home), "")
    assert [list(stock.gathered(file)) for file in ("table", "calendar")] == [
        [b"a,two", b"b,one"],
        [],
    ]
    stock.close()


def test_only_files_to_which_somebody_contributes_otherwise_are_touched(home: Path) -> None:
    stock = Stock(Places(home), "")
    stock.keeps_rest = True
    stock.put(page(home, "a", "two", table=b"a,two", calendar=b"a"))
    assert stock.touched == {"table"}
    stock.close()


def test_a_stock_of_another_record_is_no_stock_of_this(home: Path) -> None:
    manifest = Places(home).record / MANIFEST
    manifest.write_bytes(manifest.read_bytes().replace(b"  data/en", b"  data/fr", 1))
    stock = Stock(Places(home), "")
    assert not stock.is_whole
    stock.close()


@pytest.mark.parametrize("count", [1, 3])
def test_no_statement_more_for_pages_that_stay(home: Path, count: int) -> None:
    said: list[str] = []

    def leaves(stock: Stock) -> Iterator[Pressed]:
        stock.keeps_rest = True
        stock.begin()
        stock.database.set_trace_callback(said.append)
        yield page(home, "b", "two")

    publish_again(home, *(page(home, f"more-{number}", "one") for number in range(count)))
    publish(leaves, IMPRINT, places=Places(home))
    assert len(said) == 26


def test_a_content_that_is_gone_stops_the_release_before_it_begins(home: Path) -> None:
    before = contents(home)
    lost = page(home, "b", "two")
    Places(home).content(lost.files[0].digest).unlink()
    with pytest.raises(SentenceError, match=r"b/index.html is gone\. The earlier one stays"):
        publish_again(home, lost)
    assert not Places(home).next.exists()
    assert contents(home) == before
    publish(these([page(home, "b", "two")]), IMPRINT, places=Places(home))
    assert contents(home) == {"en/meetings/b/index.html": "b two"}
