"""The record over HTTP, the application called directly."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.validate import validator

import pytest

from tests.record.leaves import STYLE, publish_small
from tourdetable.kernel.errors import SentenceError
from tourdetable.record.places import Places
from tourdetable.record.serving import POLICY, RecordApplication

Answer = tuple[int, dict[str, str], bytes]
FRENCH_HOME = "/fr/"


class Reader:
    """Asks an application as a browser would, through the checks of wsgiref."""

    def __init__(self, home: Path) -> None:
        self.application = validator(RecordApplication(Places(home)))

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        found: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "table",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": _Nothing(),
            "wsgi.errors": _Nothing(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }

        def start(
            status: str, headers: list[tuple[str, str]], _info: Any = None
        ) -> Callable[[bytes], object]:
            found.extend((int(status[:3]), dict(headers)))
            return lambda _data: None

        parts = self.application(environ, start)
        body = b"".join(parts)
        parts.close()  # type: ignore[attr-defined]  # wsgiref's validator asks for it
        return found[0], found[1], body


class _Nothing:
    """An input with nothing to read, an output that nothing is written to."""

    def read(self, *_: object) -> bytes:
        return b""

    readline = readlines = __iter__ = write = writelines = flush = read


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    publish_small(tmp_path)
    return Reader(tmp_path)


def test_a_page_comes_with_its_hash_and_is_asked_for_again(reader: Reader) -> None:
    status, headers, body = reader.ask(FRENCH_HOME)
    assert (status, body) == (200, b"<!doctype html><title>fr one</title>")
    assert headers == {
        "ETag": f'"{hashlib.sha256(body).hexdigest()}"',
        "Cache-Control": "public, no-cache",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


def test_what_has_not_changed_is_not_sent_again(reader: Reader) -> None:
    etag = reader.ask(FRENCH_HOME)[1]["ETag"]
    status, headers, body = reader.ask(FRENCH_HOME, if_none_match=f'"x", {etag}')
    assert (status, body, headers["ETag"]) == (304, b"", etag)
    assert "Content-Length" not in headers
    assert reader.ask(FRENCH_HOME, if_none_match='"x"')[0] == 200


def test_head_has_the_headers_without_the_page(reader: Reader) -> None:
    status, headers, body = reader.ask(FRENCH_HOME, "HEAD")
    assert (status, headers, body) == (200, reader.ask(FRENCH_HOME)[1], b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_other_methods_are_not_allowed(reader: Reader, method: str) -> None:
    status, headers, _ = reader.ask(FRENCH_HOME, method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("address", "kind", "cache"),
    [
        (f"/{STYLE}", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/favicon.svg", "image/svg+xml; charset=utf-8", "public, no-cache"),
        ("/release.json", "application/json; charset=utf-8", "public, no-cache"),
        ("/index.html", "text/html; charset=utf-8", "public, no-cache"),
        ("/fr/index.html", "text/html; charset=utf-8", "public, no-cache"),
    ],
)
def test_kinds_of_files(reader: Reader, address: str, kind: str, cache: str) -> None:
    status, headers, _ = reader.ask(address)
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, kind, cache)


@pytest.mark.parametrize(
    ("header", "location"), [("fr-CH, en;q=0.5", "/fr/"), ("de", "/en/"), ("", "/en/")]
)
def test_the_root_chooses_a_language(reader: Reader, header: str, location: str) -> None:
    status, headers, _ = reader.ask("/", accept_language=header)
    assert (status, headers["Location"], headers["Vary"]) == (302, location, "Accept-Language")


def test_a_folder_without_its_slash_is_redirected(reader: Reader) -> None:
    status, headers, _ = reader.ask("/fr/processes/bali-process")
    assert (status, headers["Location"]) == (301, "/fr/processes/bali-process/")
    assert reader.ask(headers["Location"])[0] == 200


@pytest.mark.parametrize(
    ("path", "header", "language"),
    [
        ("/fr/nowhere/", "en", "fr"),
        ("/en/nowhere/", "fr", "en"),
        ("/nowhere", "fr", "fr"),
        ("/nowhere", "", "en"),
    ],
)
def test_an_unknown_address_has_a_page_in_the_language(
    reader: Reader, path: str, header: str, language: str
) -> None:
    status, headers, body = reader.ask(path, accept_language=header)
    assert (status, headers["Vary"]) == (404, "Accept-Language")
    assert f"404 {language}".encode() in body


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//",
        "//fr/",
        "//evil.example/fr",
        "/fr//index.html",
        "/fr/../fr/index.html",
        "/../bagit.txt",
        "/../manifest-sha256.txt",
        "/..",
        "/.",
        "/fr/.",
        "/fr/%2e%2e/index.html",
        "/fr/index.html/",
        "/fr/index.html\0",
        "/fr\\index.html",
        "/data/index.html",
        "/\xff\xfe",
        "/\xc3\xa9",
        "/" + "a" * 100_000,
        "/etc/passwd",
        "/bagit.txt",
        "/style/",
        "/FR/",
        "fr/index.html",
    ],
)
def test_hostile_paths_find_nothing(tmp_path: Path, path: str) -> None:
    publish_small(tmp_path)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path}
    assert RecordApplication(Places(tmp_path)).reply(environ).status == 404


def test_health_tells_the_release(reader: Reader) -> None:
    status, headers, body = reader.ask("/health")
    assert (status, headers["Cache-Control"]) == (200, "no-store")
    seal = b'"' + b"5e" * 32 + b'"'
    assert body == b'{"released_at": "2026-11-23T12:00:00.000000+00:00", "seal": ' + seal + b"}\n"


def test_a_new_release_is_noticed(tmp_path: Path, reader: Reader) -> None:
    before = reader.ask(FRENCH_HOME)[1]["ETag"]
    publish_small(tmp_path, "two")
    status, headers, body = reader.ask(FRENCH_HOME, if_none_match=before)
    assert (status, body) == (200, b"<!doctype html><title>fr two</title>")
    assert headers["ETag"] != before


def test_the_release_before_is_served_while_a_new_one_comes_into_place(
    tmp_path: Path, reader: Reader
) -> None:
    places = Places(tmp_path)
    places.record.rename(tmp_path / "elsewhere")
    assert reader.ask(FRENCH_HOME)[0] == 200
    assert reader.ask(f"/{STYLE}")[0] == 200


def test_a_damaged_file_is_not_served_as_what_was_published(tmp_path: Path, reader: Reader) -> None:
    page = tmp_path / "record/data/fr/index.html"
    page.write_bytes(b"x" * page.stat().st_size)
    assert reader.ask(FRENCH_HOME)[0] == 503
    assert reader.ask("/en/")[0] == 200


def test_a_record_copied_without_its_releases_is_served(tmp_path: Path) -> None:
    publish_small(tmp_path)
    Places(tmp_path).releases.rename(tmp_path / "elsewhere")
    assert Reader(tmp_path).ask(FRENCH_HOME)[0] == 200


def test_without_a_record_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SentenceError, match="run `tdt publish` first"):
        RecordApplication(Places(tmp_path))
