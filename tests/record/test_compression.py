"""Contents compressed once, by hash, and what is sent of them."""

import gzip
import hashlib
import io
import os
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.leaves import page
from tests.record.reader import Reader, publish_with
from tourdetable.record.compression import (
    ENCODINGS,
    SMALLEST,
    compress,
    hash_unpacked,
    sole_compressor,
)
from tourdetable.record.contents import keep
from tourdetable.record.leaf import Leaf
from tourdetable.record.media_types import texts_of
from tourdetable.record.places import Places
from tourdetable.record.shelf import CACHED_EACH, Shelf

LONG = page("A long page. " * 100)
DIGEST = hashlib.sha256(LONG).hexdigest()
PATH = "/fr/long.html"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A record with a long page, compressed."""
    publish_with(tmp_path, [Leaf("fr/long.html", LONG), Leaf("long.pdf", LONG + b"%PDF")])
    places = Places(tmp_path)
    assert compress(places, texts_of(Shelf(places).listing().hashes)) == 2
    return places


def _packed(places: Places) -> list[str]:
    return sorted(path.name for path in places.packed.rglob("*") if path.is_file())


# ── Keeping ──────────────────────────────────────────────────────────────────


def test_texts_are_kept_in_both_codings(places: Places) -> None:
    assert _packed(places) == [f"{DIGEST[2:]}.br", f"{DIGEST[2:]}.gz"]
    for encoding in ("br", "gzip"):
        found = places.compressed(DIGEST, encoding)
        assert found.parent.name == DIGEST[:2]
        assert UNPACK[encoding](found.read_bytes()) == LONG


def test_what_is_there_is_not_made_again(places: Places) -> None:
    found = places.compressed(DIGEST, "br")
    before = found.stat()
    places.compressed(DIGEST, "gzip").unlink()
    assert [compress(places, [DIGEST]), compress(places, [DIGEST])] == [1, 0]
    assert found.stat() == before
    assert found.with_suffix(".gz").is_file()


def test_what_would_not_be_smaller_is_not_kept(tmp_path: Path) -> None:
    places = Places(tmp_path)
    noise = b"".join(hashlib.sha256(bytes([i])).digest() for i in range(64))
    kept = [keep(content, places) for content in (noise, b"a" * (SMALLEST - 1), b"")]
    assert compress(places, kept) == 0
    assert compress(places, [keep(b"a" * SMALLEST, places)]) == 2


def test_what_is_damaged_or_gone_is_not_compressed(tmp_path: Path) -> None:
    places = Places(tmp_path)
    damaged = keep(LONG, places)
    places.content(damaged).write_bytes(LONG + b"x")
    assert compress(places, [damaged, "0" * 64]) == 0


def test_it_is_the_same_whenever_it_is_made() -> None:
    assert {name: make(LONG) for name, make in ENCODINGS.items()} == {
        name: make(LONG) for name, make in ENCODINGS.items()
    }


def test_texts_of_a_release_come_once_and_pages_first() -> None:
    hashes = {"a.json": "1", "a.pdf": "2", "b.html": "3", "b.json": "1", "c.html": "3"}
    assert texts_of(hashes) == ["3", "1"]


def test_what_an_interrupted_one_left_is_swept(places: Places) -> None:
    found = places.compressed(DIGEST, "br")
    left = found.with_name(f"{found.name}.4711.fresh")
    left.write_bytes(b"half")
    with sole_compressor(places):
        assert (left.exists(), found.exists()) == (False, True)


def test_a_disk_that_takes_nothing_leaves_nothing(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: object, _target: object) -> None:
        raise OSError(28, "No space left on device")

    places.compressed(DIGEST, "br").unlink()
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        compress(places, [DIGEST])
    assert _packed(places) == [f"{DIGEST[2:]}.gz"]


@given(st.binary(max_size=3000))
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_every_content_is_found_again(encoding: str, content: bytes) -> None:
    packed = ENCODINGS[encoding](content * 100)
    digest = hashlib.sha256(content * 100).hexdigest()
    assert hash_unpacked(io.BytesIO(packed), encoding) == digest
    assert hash_unpacked(io.BytesIO(packed[:-1]), encoding) != digest
    assert hash_unpacked(io.BytesIO(packed + b"x"), encoding) != digest


# ── Sending ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("identity, br;q=0.5", "identity"),
        ("", "identity"),
        ("zstd", "identity"),
    ],
)
def test_a_reader_gets_the_coding_that_it_takes(places: Places, header: str, encoding: str) -> None:
    reader = Reader.at(places.home)
    status, headers, body = reader.ask(PATH, accept_encoding=header)
    tag = f'"{DIGEST}"' if encoding == "identity" else f'"{DIGEST}-{encoding}"'
    assert (status, headers["ETag"], headers["Vary"]) == (200, tag, "Accept-Encoding")
    assert headers.get("Content-Encoding", "identity") == encoding
    assert UNPACK[encoding](body) == LONG
    assert headers["Content-Length"] == str(len(body))
    assert reader.ask(PATH, "HEAD", accept_encoding=header) == (status, headers, b"")
    again = reader.ask(PATH, accept_encoding=header, if_none_match=tag)
    assert (again[0], again[1]["ETag"], again[1]["Vary"]) == (304, tag, "Accept-Encoding")


def test_a_tag_is_current_only_for_whom_its_coding_is_good(places: Places) -> None:
    reader, tag = Reader.at(places.home), f'"{DIGEST}-br"'
    asked = [
        reader.ask(PATH, accept_encoding=header, if_none_match=tag)[0]
        for header in ("gzip, br", "br", "gzip", "")
    ]
    assert asked == [304, 304, 200, 200]
    both = reader.ask(PATH, accept_encoding="gzip, br", if_none_match=f'"{DIGEST}-gzip"')
    assert (both[0], both[1]["ETag"]) == (304, f'"{DIGEST}-gzip"')


def test_a_part_is_of_the_coding_that_is_sent(places: Places) -> None:
    reader = Reader.at(places.home)
    _, headers, whole = reader.ask(PATH, accept_encoding="br")
    part = {"accept_encoding": "br", "range": "bytes=3-9", "if_range": headers["ETag"]}
    status, found, body = reader.ask(PATH, **part)
    assert (status, found["Content-Encoding"], body) == (206, "br", whole[3:10])
    assert found["Content-Range"] == f"bytes 3-9/{len(whole)}"
    places.compressed(DIGEST, "br").unlink()
    assert Reader.at(places.home).ask(PATH, **part)[::2] == (200, LONG)


def test_what_is_no_text_is_sent_as_it_is(places: Places) -> None:
    reader = Reader.at(places.home)
    status, headers, body = reader.ask("/long.pdf", accept_encoding="br")
    assert (status, body) == (200, LONG + b"%PDF")
    assert not {"Vary", "Content-Encoding"} & headers.keys()


@pytest.mark.parametrize("damage", [b"", b"x", None, LONG])
def test_a_damaged_form_is_never_sent(places: Places, damage: bytes | None) -> None:
    found = places.compressed(DIGEST, "br")
    other = brotli.compress(b"of another content")
    found.write_bytes(other if damage is None else damage)
    status, headers, body = Reader.at(places.home).ask(PATH, accept_encoding="br")
    assert (status, headers["ETag"], body) == (200, f'"{DIGEST}"', LONG)
    assert compress(places, [DIGEST]) == 1
    assert Reader.at(places.home).ask(PATH, accept_encoding="br")[1]["Content-Encoding"] == "br"


def test_a_form_is_read_once(places: Places) -> None:
    reader = Reader.at(places.home)
    first = reader.ask(PATH, accept_encoding="br")
    places.compressed(DIGEST, "br").write_bytes(b"damaged since")
    assert reader.ask(PATH, accept_encoding="br") == first


def test_a_large_form_is_checked_again_when_it_looks_different(tmp_path: Path) -> None:
    noise = "".join(
        hashlib.sha256(bytes([i, j])).hexdigest() for i in range(64) for j in range(256)
    )
    content = page(noise)
    publish_with(tmp_path, [Leaf("fr/noise.html", content)])
    places, digest = Places(tmp_path), hashlib.sha256(content).hexdigest()
    compress(places, [digest])
    form = places.compressed(digest, "gzip")
    assert form.stat().st_size > CACHED_EACH
    reader = Reader.at(tmp_path)
    for _ in range(2):
        body = reader.ask("/fr/noise.html", accept_encoding="gzip")[2]
        assert gzip.decompress(body) == content
    form.write_bytes(form.read_bytes()[:-1] + b"x")
    assert reader.ask("/fr/noise.html", accept_encoding="gzip")[2] == content
    assert not form.exists()
