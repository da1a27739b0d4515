"""The record elsewhere is the same, and only what differs goes there: a folder, a bucket."""

import io
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from minio import Minio

from tests.record.leaves import publish_small
from tests.record.reader import publish_with
from tests.record.test_archive import bytes_of
from tourdetable.kernel.errors import SentenceError
from tourdetable.record.fixity import check_bag
from tourdetable.record.leaf import Leaf
from tourdetable.record.mirroring import Mirrored, mirror
from tourdetable.record.places import Places

ROOT = Path(__file__).parents[2]


def test_a_folder_gets_what_differs_and_no_more(tmp_path: Path) -> None:
    places, there = Places(tmp_path / "home"), tmp_path / "there"
    publish_small(places.home, "one")
    assert mirror(places, str(there), {}) == Mirrored(12, 0)
    assert bytes_of(there) == bytes_of(places.record)
    assert mirror(places, str(there), {}) == Mirrored(0, 0)
    untouched = (there / "data/favicon.svg").stat().st_mtime_ns
    publish_small(places.home, "two")
    done = mirror(places, str(there), {})
    assert done == Mirrored(7, 0)  # the style, two homes, two pages and their data
    assert bytes_of(there) == bytes_of(places.record)
    assert (there / "data/favicon.svg").stat().st_mtime_ns == untouched
    assert check_bag(there).faults == ()


def test_what_is_gone_is_removed_last(tmp_path: Path) -> None:
    places, there = Places(tmp_path / "home"), tmp_path / "there"
    publish_small(places.home, "one")
    mirror(places, str(there), {})
    extra = there / "data/fr/old/index.html"
    extra.parent.mkdir()
    extra.write_bytes(b"old")
    manifest = there / "manifest-sha256.txt"
    lines = [*manifest.read_text().splitlines(), f"{'0' * 64}  data/fr/old/index.html"]
    manifest.write_text("".join(f"{line}\n" for line in sorted(lines, key=lambda x: x[66:])))
    assert mirror(places, str(there), {}) == Mirrored(0, 1)
    assert not extra.parent.exists()
    assert bytes_of(there) == bytes_of(places.record)


def test_a_mirroring_cut_short_is_finished_by_the_next(tmp_path: Path) -> None:
    places, there = Places(tmp_path / "home"), tmp_path / "there"
    publish_small(places.home, "one")
    there.mkdir()
    (there / "bagit.txt").write_bytes((places.record / "bagit.txt").read_bytes())
    assert mirror(places, str(there), {}) == Mirrored(12, 0)
    assert bytes_of(there) == bytes_of(places.record)


def blocked(there: Path, address: str) -> Path:
    """A folder in the place of a file: what is to be done there fails, and all after it."""
    place = there / "data" / address
    place.unlink()
    place.mkdir()
    return place


def test_what_was_to_be_removed_when_a_mirroring_was_cut_short_goes_with_the_next(
    tmp_path: Path,
) -> None:
    places, there = Places(tmp_path / "home"), tmp_path / "there"
    publish_with(places.home, [Leaf(f"fr/old/{n}.html", b"old") for n in range(3)])
    mirror(places, str(there), {})
    publish_small(places.home, "one")
    place = blocked(there, "fr/old/1.html")
    with pytest.raises(SentenceError, match="could not be brought"):
        mirror(places, str(there), {})
    place.rmdir()
    assert mirror(places, str(there), {}) == Mirrored(0, 1)
    assert bytes_of(there) == bytes_of(places.record)
    assert check_bag(there).faults == ()


def test_what_only_a_mirroring_that_was_cut_short_knew_is_found(tmp_path: Path) -> None:
    places, there = Places(tmp_path / "home"), tmp_path / "there"
    publish_small(places.home, "one")
    mirror(places, str(there), {})
    publish_with(places.home, [Leaf("fr/secret/index.html", b"withdrawn since")], "two")
    place = blocked(there, "fr/index.html")
    with pytest.raises(SentenceError, match="could not be brought"):
        mirror(places, str(there), {})
    assert (there / "data/fr/secret/index.html").exists()
    place.rmdir()
    (there / ".fresh").write_bytes(b"half a fi")
    publish_small(places.home, "one")
    mirror(places, str(there), {})
    assert bytes_of(there) == bytes_of(places.record)
    assert mirror(places, str(there), {}) == Mirrored(0, 0)


def test_a_target_is_repaired_by_bringing_everything(tmp_path: Path) -> None:
    places, there = Places(tmp_path / "home"), tmp_path / "there"
    publish_small(places.home, "one")
    mirror(places, str(there), {})
    (there / "data/fr/index.html").write_bytes(b"damaged")
    (there / "data/fr/.stray.new").write_bytes(b"left")
    assert mirror(places, str(there), {}, is_full=True) == Mirrored(12, 1)
    assert bytes_of(there) == bytes_of(places.record)


@pytest.mark.parametrize("target", ["", "ftp://example.org/x", "s3://"])
def test_what_is_no_place_is_refused(tmp_path: Path, target: str) -> None:
    publish_small(tmp_path, "one")
    with pytest.raises(SentenceError, match="is no place for a record"):
        mirror(Places(tmp_path), target, {})


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    publish_small(tmp_path / "home", "one")
    there = tmp_path / "there"
    there.mkdir()
    (there / "letter.txt").write_text("mine")
    with pytest.raises(SentenceError, match="holds something that is no record"):
        mirror(Places(tmp_path / "home"), str(there), {})
    assert bytes_of(there) == {"letter.txt": b"mine"}


@pytest.fixture
def settings() -> Iterator[dict[str, str]]:
    """What leads to a bucket of a server that speaks S3 over HTTP, in a process of its own."""
    program = ROOT / ".tools/s3-server/bin/moto_server"
    if not program.exists():
        pytest.skip("the S3 server of the tests is not installed: make .tools/s3-server")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [str(program), "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1",
        }
    finally:
        server.terminate()
        server.wait()


def client_of(settings: dict[str, str]) -> Minio:
    """Waits for the server to start, and makes the bucket."""
    address = settings["AWS_ENDPOINT_URL"].removeprefix("http://")
    host, port = address.split(":")
    for _ in range(200):
        try:
            socket.create_connection((host, int(port))).close()
            break
        except OSError:
            time.sleep(0.05)
    client = Minio(address, "key", "secret", secure=False, region="us-east-1")
    client.make_bucket("record")
    return client


def test_a_bucket_gets_what_differs_with_its_media_types(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    client, places, target = client_of(settings), Places(tmp_path), "s3://record/public"
    publish_small(tmp_path, "one")
    assert mirror(places, target, settings) == Mirrored(12, 0)
    publish_small(tmp_path, "two")
    assert mirror(places, target, settings) == Mirrored(7, 0)
    for name in ("data/fr/.stray", "settled-sha256.txt"):
        client.put_object("record", f"public/{name}", io.BytesIO(), 0)
    assert mirror(places, target, settings) == Mirrored(12, 1)
    found = {}
    for item in client.list_objects("record", recursive=True):
        answer = client.get_object("record", item.object_name)
        found[item.object_name.removeprefix("public/")] = answer.read()
        answer.release_conn()
    assert found == bytes_of(places.record)
    page = client.stat_object("record", "public/data/fr/index.html")
    assert page.metadata is not None
    assert (page.content_type, page.metadata["Cache-Control"]) == (
        "text/html; charset=utf-8",
        "public, no-cache",
    )


def test_a_bucket_gives_kept_files_out_to_be_stored(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    client = client_of(settings)
    names = ("documents/a-paper/a-paper.en.pdf", "kinds/a.pdf")
    publish_with(tmp_path, [Leaf(name, b"x") for name in names])
    mirror(Places(tmp_path), "s3://record/public", settings)
    found = [client.stat_object("record", f"public/data/{name}").metadata or {} for name in names]
    assert [one.get("Content-Disposition") for one in found] == [
        'attachment; filename="a-paper.en.pdf"', None,
    ]  # fmt: skip


def test_a_bucket_that_is_not_there_is_a_sentence(tmp_path: Path, settings: dict[str, str]) -> None:
    client_of(settings)
    publish_small(tmp_path, "one")
    with pytest.raises(SentenceError, match=r"^The record could not be brought to “s3://nowhere”"):
        mirror(Places(tmp_path), "s3://nowhere", settings)
