"""`tdt serve` as a program of its own, asked over HTTP on this machine."""

import http.client
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import PATIENCE, serving, tdt
from tests.record.leaves import publish_small


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server over a small record, and its port."""
    publish_small(tmp_path)
    with serving(tmp_path) as server:
        yield server


def test_the_record_over_http(server: tuple[subprocess.Popen[str], int], tmp_path: Path) -> None:
    started, port = server
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def ask(method: str, path: str, **headers: str) -> http.client.HTTPResponse:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]  # kept beside the answer
        return answer

    page = ask("GET", "/fr/")
    assert (page.status, page.body) == (200, b"<!doctype html><title>fr one</title>")  # type: ignore[attr-defined]  # as above
    etag = page.headers["ETag"]
    assert ask("GET", "/fr/", **{"If-None-Match": etag}).status == 304
    assert ask("HEAD", "/fr/").headers["Content-Length"] == page.headers["Content-Length"]
    assert ask("POST", "/fr/").status == 405
    assert ask("GET", "/", **{"Accept-Language": "fr"}).headers["Location"] == "/fr/"
    assert ask("GET", "/health").status == 200
    for path in ("/fr/%2e%2e/index.html", "/%00", "/%ff", "/..%2fbagit.txt", "/" + "a" * 3000):
        assert ask("GET", path).status == 404
    publish_small(tmp_path, "two")
    assert ask("GET", "/fr/", **{"If-None-Match": etag}).status == 200
    connection.close()
    started.send_signal(signal.SIGTERM)
    assert started.wait(PATIENCE) == 0
    assert started.stderr is not None
    assert started.stderr.read() == ""


def test_a_port_in_use_is_said_in_one_sentence(
    server: tuple[subprocess.Popen[str], int], tmp_path: Path
) -> None:
    said = (
        f"tdt: Port {server[1]} of 127.0.0.1 cannot be taken (Address already in use); "
        "free it or choose another with --port.\n"
    )
    assert tdt(tmp_path, "serve", "--port", str(server[1])) == (1, [], said)


def test_without_a_record_there_is_a_sentence(tmp_path: Path) -> None:
    said = "tdt: There is no record yet: run `tdt publish` first.\n"
    assert tdt(tmp_path, "serve", "--port", "0") == (1, [], said)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--port", "99999"), "“99999” is not a port: write a number from 0 to 65535."),
        (("--port", "http"), "“http” is not a port: write a number from 0 to 65535."),
        (("--workers", "0"), "“0” is not a number of processes: write 1 to 64."),
    ],
)
def test_arguments_are_refused_by_name(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    status, _, complaint = tdt(tmp_path, "serve", *words)
    assert status == 2
    assert sentence in complaint
