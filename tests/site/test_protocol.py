"""Requests over a socket, as HTTP says they are answered (RFC 9110, RFC 9112)."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.program import PATIENCE, serving, tdt
from tests.record.leaves import publish_small

pytestmark = pytest.mark.programs
READING, ACTING = "GET, HEAD, OPTIONS", "GET, HEAD, OPTIONS, POST"
HOST = "Host: table\r\n"
PATHS = ("/fr/", "/favicon.svg", "/health", "/oai", "/nowhere", "/fr/sign-in/", "/fr/assets/x.css")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    home = tmp_path_factory.mktemp("protocol")
    assert tdt(home, "init")[0] == 0
    publish_small(home)
    with serving(home, SCRIPT_NAME="/mounted") as (_, port):
        yield port


def ask(port: int, head: str, body: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; lines end as they have to."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) as line:
        line.sendall(f"{head}Connection: close\r\n\r\n{body}".encode("latin-1"))
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    top, _, content = answer.partition(b"\r\n\r\n")
    first, *rest = top.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (row.partition(": ") for row in rest)}
    return int(first.split()[1]), headers, content


@pytest.mark.parametrize("path", PATHS)
def test_methods(port: int, path: str) -> None:
    allowed = ACTING if path in ("/oai", "/fr/sign-in/", "/fr/assets/x.css") else READING
    for method, status in (("TRACE", 405), ("PUT", 405), ("DELETE", 405), ("BREW", 501)):
        answer = ask(port, f"{method} {path} HTTP/1.1\r\n{HOST}")
        assert (answer[0], answer[1]["allow"]) == (status, allowed)
    answer = ask(port, f"OPTIONS {path} HTTP/1.1\r\n{HOST}")
    assert (answer[0], answer[1]["allow"], answer[2]) == (204, allowed, b"")


def test_options_of_the_server(port: int) -> None:
    answer = ask(port, f"OPTIONS * HTTP/1.1\r\n{HOST}")
    assert (answer[0], answer[1]["allow"]) == (204, ACTING)
    assert ask(port, f"GET * HTTP/1.1\r\n{HOST}")[0] == 400


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("version", "host", "is_taken"),
    [
        ("1.1", "", False),
        ("1.1", "Host: a\r\nHost: b\r\n", False),
        ("1.1", "Host: a/b\r\n", False),
        ("1.1", "Host:\r\n", False),
        ("1.0", "", True),
        ("1.1", HOST, True),
        ("1.1", "Host: [::1]:8000\r\n", True),
    ],
)
def test_one_host_is_asked(
    port: int, path: str, version: str, host: str, *, is_taken: bool
) -> None:
    status = ask(port, f"GET {path} HTTP/{version}\r\n{host}")[0]
    assert (status != 400) == is_taken


def test_an_absolute_target_is_taken(port: int) -> None:
    assert ask(port, f"GET http://other/fr/ HTTP/1.1\r\n{HOST}")[0] == 200
    assert ask(port, f"GET http://a@other/fr/ HTTP/1.1\r\n{HOST}")[0] == 400


@pytest.mark.parametrize(
    "header",
    ["Script-Name: /fr", "SCRIPT_NAME: /fr", "X-Forwarded-Proto: https", "X-Script-Name: /a"],
)
def test_nobody_says_from_outside_where_we_are_mounted(port: int, header: str) -> None:
    """Neither by a header nor by the environment, which the fixture sets."""
    answer = ask(port, f"GET /desk/ HTTP/1.1\r\n{HOST}{header}\r\n")
    if "_" in header:  # two spellings of one name in the environment are refused
        assert answer[0] in (302, 400)
    else:
        assert answer[1]["location"] == "/en/desk/"


@pytest.mark.parametrize(
    ("path", "status"), [("/fr/%", 400), ("/fr/%zz", 400), ("/fr/desk/%2", 400), ("/fr/%25", 404)]
)
def test_percents_stand_before_digits(port: int, path: str, status: int) -> None:
    assert ask(port, f"GET {path} HTTP/1.1\r\n{HOST}")[0] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", 400),
        ("Content-Length: 3\r\nContent-Length: 4\r\n", 400),
        ("Content-Length: +3\r\n", 400),
        ("Transfer-Encoding: chunked\r\n", 411),
        ("Transfer-Encoding: gzip\r\n", 501),
        ("Content-Length: 99999999999\r\n", 413),
        ("Expect: something\r\nContent-Length: 3\r\n", 417),
        ("X-Long: " + "a" * 9000 + "\r\n", 431),
    ],
)
def test_what_leaves_the_end_in_doubt_is_refused(port: int, headers: str, status: int) -> None:
    assert ask(port, f"POST /oai HTTP/1.1\r\n{HOST}{headers}", "abc")[0] == status


def test_heads_have_limits(port: int) -> None:
    assert ask(port, f"GET /{'a' * 9000} HTTP/1.1\r\n{HOST}")[0] == 414
    more = "".join(f"X-{number}: {'a' * 700}\r\n" for number in range(99))
    assert ask(port, f"GET / HTTP/1.1\r\n{HOST}{more}")[0] == 431


def test_a_sender_who_waits_is_told_to_go_on(port: int) -> None:
    head = f"POST /oai HTTP/1.1\r\n{HOST}Expect: 100-continue\r\nContent-Length: 13\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
    with closing(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) as line:
        line.sendall(head.encode())
        assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"verb=Identify")
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 404 ")  # this small record has no answers to harvesters
    assert b"100 Continue" not in answer


@pytest.mark.parametrize("path", [*PATHS, "/", "/desk/", "/fr/desk/", "/fr/note/no-such-link/"])
def test_head_says_what_get_says(port: int, path: str) -> None:
    (_, got, body), (_, said, nothing) = (
        ask(port, f"{method} {path} HTTP/1.1\r\n{HOST}") for method in ("GET", "HEAD")
    )
    assert nothing == b""
    assert body or path == "/fr/assets/x.css" or "location" in got
    changing = {"date", "x-request-id", "set-cookie"}
    assert {k: v for k, v in said.items() if k not in changing} == {
        k: v for k, v in got.items() if k not in changing
    }


def test_a_question_for_a_head_writes_nothing_down(tmp_path: Path) -> None:
    """Whoever asks could fill the log otherwise."""
    assert tdt(tmp_path, "init")[0] == 0
    publish_small(tmp_path)
    with serving(tmp_path) as (server, port):
        for path in ("/fr/", "/fr/sign-in/", "/fr/note/no-such-link/", "/fr/nothing"):
            assert ask(port, f"HEAD {path} HTTP/1.1\r\n{HOST}")[2] == b""
        server.terminate()
        assert server.communicate(timeout=PATIENCE)[1] == ""


def test_requests_of_one_connection_follow_each_other(port: int) -> None:
    """Sent at once, they are answered in order, bodies or none."""
    form = "verb=Identify"
    post = (
        f"POST /oai HTTP/1.1\r\n{HOST}Content-Length: {len(form)}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}"
    )
    get = f"\r\nGET /health HTTP/1.1\r\n{HOST}\r\n"
    last = f"GET /fr/ HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n"
    with closing(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) as line:
        line.sendall((post + get + post + last).encode())
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    statuses = [part[:3] for part in answer.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [b"404", b"200", b"404", b"200"]
