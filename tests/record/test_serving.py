"""The record over HTTP, the application called directly."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.record.leaves import STYLE, page, publish_small
from tests.record.reader import FRENCH_HOME, Reader, lay_index, publish_with
from tourdetable.kernel.errors import SentenceError
from tourdetable.record.leaf import Leaf
from tourdetable.record.media_types import content_type
from tourdetable.record.places import Places
from tourdetable.record.policies import POLICY, SEARCH_POLICY
from tourdetable.record.serving import RecordApplication

BY_READER = "Accept-Language, Cookie"
CHOSEN = {"sec_fetch_site": "same-origin", "sec_fetch_user": "?1"}
"""What a browser says when a person followed a link of the same site."""


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    publish_small(tmp_path)
    return Reader.at(tmp_path)


def test_a_page_comes_with_its_hash_and_is_asked_for_again(reader: Reader) -> None:
    status, headers, body = reader.ask(FRENCH_HOME)
    assert (status, body) == (200, page("fr one"))
    assert headers == {
        "ETag": f'"{hashlib.sha256(body).hexdigest()}"',
        "Cache-Control": "public, no-cache",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Accept-Ranges": "bytes",
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
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
    assert (status, headers["Location"], headers["Vary"]) == (302, location, BY_READER)


@pytest.mark.parametrize(
    ("cookie", "location"),
    [
        ("language=fr", "/fr/"),
        ("theme=dark;  language=fr ; x", "/fr/"),
        ("language=xx; language=fr", "/fr/"),
        ("language=", "/en/"),
        ("language=FR", "/en/"),
        ("language=//evil.example", "/en/"),
        ("Language=fr", "/en/"),
        ("anlanguage=fr", "/en/"),
        ("x=" + "y" * 9000 + "; language=fr", "/en/"),
        (";;=;", "/en/"),
    ],
)
def test_the_root_remembers_a_choice(reader: Reader, cookie: str, location: str) -> None:
    asked = reader.ask("/", cookie=cookie, accept_language="en")
    assert (asked[0], asked[1]["Location"]) == (302, location)


@pytest.mark.parametrize("path", ["/fr/", "/fr/index.html"])
def test_following_a_link_to_the_home_of_a_language_is_a_choice(reader: Reader, path: str) -> None:
    status, headers, _ = reader.ask(path, accept_language="en", **CHOSEN)
    assert (status, headers["Cache-Control"], headers["Set-Cookie"]) == (
        200,
        "private, no-cache",
        "language=fr; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
    )
    again = reader.ask(path, accept_language="en", if_none_match=headers["ETag"], **CHOSEN)
    assert (again[0], again[1]["Set-Cookie"]) == (304, headers["Set-Cookie"])
    back = reader.ask("/en/", cookie="language=fr", accept_language="en", **CHOSEN)
    assert back[1]["Set-Cookie"].startswith("language=en;")


@pytest.mark.parametrize("start", ["http://table", "https://host/record"])
def test_from_a_page_to_another_language_is_a_choice(reader: Reader, start: str) -> None:
    path = "/fr/processes/bali-process/"
    came_from = {**CHOSEN, "referer": f"{start}/en/processes/bali-process/index.html"}
    headers = reader.ask(path, **came_from)[1]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Set-Cookie"].startswith("language=fr;")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/fr/", {}),
        ("/fr/", {**CHOSEN, "sec_fetch_site": "cross-site"}),
        ("/fr/", {**CHOSEN, "sec_fetch_site": "none"}),
        ("/fr/", {**CHOSEN, "sec_fetch_user": ""}),
        ("/fr/", {**CHOSEN, "accept_language": "fr"}),
        ("/fr/", {**CHOSEN, "cookie": "language=fr"}),
        ("/en/", CHOSEN),
        ("/fr/processes/bali-process/", CHOSEN),
        ("/fr/processes/bali-process/", {**CHOSEN, "referer": "http://table/fr/"}),
        ("/fr/processes/bali-process/", {**CHOSEN, "referer": "http://table/xx/"}),
        ("/fr/processes/bali-process/", {**CHOSEN, "referer": "http://[/en/"}),
        ("/fr/processes/bali-process/", {"referer": "http://table/en/"}),
        ("/fr/processes/bali-process/index.json", {**CHOSEN, "referer": "http://table/en/"}),
        ("/en/processes/bali-process/", {**CHOSEN, "referer": "http://table/fr/"}),
        ("/fr/404.html", CHOSEN),
        ("/fr/nowhere/", CHOSEN),
        ("/index.html", CHOSEN),
        ("/", {**CHOSEN, "accept_language": "fr"}),
    ],
)
def test_nothing_else_is_a_choice(reader: Reader, path: str, headers: dict[str, str]) -> None:
    assert "Set-Cookie" not in reader.ask(path, **headers)[1]


def test_a_folder_without_its_slash_is_redirected(reader: Reader) -> None:
    status, headers, _ = reader.ask("/fr/processes/bali-process")
    assert (status, headers["Location"]) == (301, "/fr/processes/bali-process/")
    assert reader.ask(headers["Location"])[0] == 200


@pytest.mark.parametrize(
    ("path", "header", "cookie", "language"),
    [
        ("/fr/nowhere/", "en", "", "fr"),
        ("/en/nowhere/", "fr", "language=fr", "en"),
        ("/nowhere", "fr", "", "fr"),
        ("/nowhere", "fr", "language=en", "en"),
        ("/nowhere", "", "language=fr", "fr"),
        ("/nowhere", "", "", "en"),
    ],
)
def test_an_unknown_address_has_a_page_in_the_language(
    reader: Reader, path: str, header: str, cookie: str, language: str
) -> None:
    missing = page(f"404 {language}")
    status, headers, body = reader.ask(path, accept_language=header, cookie=cookie)
    assert (status, headers["Vary"], body) == (404, BY_READER, missing)
    status, headers, body = reader.ask(path, "HEAD", accept_language=header, cookie=cookie)
    assert (status, headers["Content-Length"], body) == (404, str(len(missing)), b"")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a/meeting.ics", "text/calendar; charset=utf-8"),
        ("a/meetings.atom", "application/atom+xml"),
        ("a/agenda.xml", "application/xml"),
        ("a/seats.csv", "text/csv; charset=utf-8; header=present"),
        ("a/paper.pdf", "application/pdf"),
        ("a/bag.zip", "application/zip"),
        ("a/context.jsonld", "application/ld+json"),
        ("pagefind/pagefind.js", "text/javascript; charset=utf-8"),
        ("pagefind/a.wasm", "application/wasm"),
        ("pagefind/wasm.en.pagefind", "application/octet-stream"),
        ("pagefind/fragment/en_1.pf_fragment", "application/octet-stream"),
        ("paper.typ", "application/octet-stream"),
        ("a.html/README", "application/octet-stream"),
    ],
)
def test_kinds_by_their_ending(name: str, kind: str) -> None:
    assert content_type(name) == kind


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/fr/search/", SEARCH_POLICY),
        ("/en/search/index.html", SEARCH_POLICY),
        ("/pagefind/pagefind-worker.js", SEARCH_POLICY),
        ("/fr/organisations/search/", POLICY),
        ("/xx/search/", POLICY),
        ("/fr/search/index.json", POLICY),
        ("/pagefind/index.html", POLICY),
        ("/search/", POLICY),
        (FRENCH_HOME, POLICY),
        ("/health", POLICY),
    ],
)
def test_only_the_search_may_run_scripts(tmp_path: Path, path: str, policy: str) -> None:
    names = ("fr/search", "en/search", "fr/organisations/search", "xx/search", "pagefind")
    pages = [Leaf(f"{name}/index.html", b"<!doctype html>") for name in names]
    scripts = [Leaf("pagefind/pagefind-worker.js", b"{}"), Leaf("fr/search/index.json", b"{}")]
    publish_with(tmp_path, [*pages, *scripts])
    reader = Reader.at(tmp_path)
    etag = reader.ask(path)[1].get("ETag", "")
    assert reader.ask(path)[1]["Content-Security-Policy"] == policy
    assert reader.ask(path, if_none_match=etag)[1]["Content-Security-Policy"] == policy


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
        "/fr/index.html?",
        "/fr/index.html#top",
        "/fr/index.html ",
        "/fr/index.html\r\nSet-Cookie: a=b",
        "/oai",
        "/health/",
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
    assert (status, body) == (200, page("fr two"))
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
    assert Reader.at(tmp_path).ask(FRENCH_HOME)[0] == 200


def test_without_a_record_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SentenceError, match="run `tdt publish` first"):
        RecordApplication(Places(tmp_path))


def test_the_search_index_lies_beside_the_record(tmp_path: Path, reader: Reader) -> None:
    assert reader.ask("/pagefind/pagefind.js")[0] == 404
    names = ("pagefind.js", "fragment/en_1.pf_fragment", ".hidden")
    contents = (b"export {}", b"\0one", b"no")
    lay_index(Places(tmp_path), dict(zip(names, contents, strict=True)))
    status, headers, body = reader.ask("/pagefind/pagefind.js", accept_encoding="br")
    assert (status, headers["Content-Type"], body) == (
        200,
        "text/javascript; charset=utf-8",
        b"export {}",
    )
    assert headers["Content-Security-Policy"] == SEARCH_POLICY
    assert headers["Cache-Control"] == "public, no-cache"
    etag = headers["ETag"]
    assert reader.ask("/pagefind/pagefind.js", if_none_match=etag)[0] == 304
    assert reader.ask("/pagefind/pagefind.js", range="bytes=0-1")[::2] == (206, b"ex")
    assert reader.ask("/pagefind/fragment/en_1.pf_fragment")[2] == b"\0one"
    for name in ("", "fragment", "fragment/", ".hidden", "../tdt.sqlite3", "../record/bagit.txt"):
        assert reader.ask(f"/pagefind/{name}")[0] == 404


# ── Parts of files ───────────────────────────────────────────────────────────

PAGE = page("fr one")
ALL = len(PAGE)


@pytest.mark.parametrize(
    ("header", "span", "body"),
    [
        ("bytes=0-4", f"bytes 0-4/{ALL}", PAGE[:5]),
        ("bytes=5-", f"bytes 5-{ALL - 1}/{ALL}", PAGE[5:]),
        ("bytes=-7", f"bytes {ALL - 7}-{ALL - 1}/{ALL}", b"</html>"),
        ("bytes=0-0", f"bytes 0-0/{ALL}", b"<"),
        ("bytes=30-9999", f"bytes 30-{ALL - 1}/{ALL}", PAGE[30:]),
        ("bytes=-9999", f"bytes 0-{ALL - 1}/{ALL}", PAGE),
        ("Bytes= 0-4 ", f"bytes 0-4/{ALL}", PAGE[:5]),
    ],
)
def test_a_part_is_sent_alone(reader: Reader, header: str, span: str, body: bytes) -> None:
    _, headers, _ = reader.ask(FRENCH_HOME)
    expected = {**headers, "Content-Range": span, "Content-Length": str(len(body))}
    assert reader.ask(FRENCH_HOME, range=header) == (206, expected, body)


@pytest.mark.parametrize("header", [f"bytes={ALL}-", "bytes=-0", "bytes=999-1000"])
def test_a_part_after_the_end_is_refused(reader: Reader, header: str) -> None:
    status, headers, _ = reader.ask(FRENCH_HOME, range=header)
    assert (status, headers["Content-Range"]) == (416, f"bytes */{ALL}")


@pytest.mark.parametrize(
    "header",
    [
        "bytes=0-1,3-4",
        "bytes=4-1",
        "bytes=-",
        "bytes=",
        "bytes",
        "bytes=0-1;q=1",
        "bytes=0x0-0x1",
        "bytes=--1",
        "bytes=+0-1",
        "bytes=0-" + "9" * 5000,
        "bytes=٠-١",
        "lines=0-1",
        "bytes=0-1\n",
    ],
)
def test_what_is_no_single_part_gives_the_whole(reader: Reader, header: str) -> None:
    assert reader.ask(FRENCH_HOME, range=header) == reader.ask(FRENCH_HOME)


def test_a_part_is_sent_only_of_what_the_reader_holds_already(reader: Reader) -> None:
    etag = reader.ask(FRENCH_HOME)[1]["ETag"]
    conditions = (etag, f"W/{etag}", '"x"', "Mon, 23 Nov 2026 12:00:00 GMT", "*", f"{etag}, {etag}")
    found = [reader.ask(FRENCH_HOME, range="bytes=0-4", if_range=c)[0] for c in conditions]
    assert found == [206, 200, 200, 200, 200, 200]
    assert reader.ask(FRENCH_HOME, range="bytes=0-4", if_none_match=etag)[0] == 304
    assert reader.ask(FRENCH_HOME, "HEAD", range="bytes=0-4")[0] == 200


def test_a_part_of_nothing(tmp_path: Path) -> None:
    publish_with(tmp_path, [Leaf("empty.txt", b"")])
    reader = Reader.at(tmp_path)
    assert reader.ask("/empty.txt")[::2] == (200, b"")
    assert reader.ask("/empty.txt", range="bytes=-5")[::2] == (200, b"")
    assert reader.ask("/empty.txt", range="bytes=0-")[0] == 416


def test_a_large_file_is_read_piece_by_piece(tmp_path: Path) -> None:
    content = bytes(range(251)) * 4000
    publish_with(tmp_path, [Leaf("large.pdf", content)])
    reader = Reader.at(tmp_path)
    assert reader.ask("/large.pdf")[::2] == (200, content)
    assert reader.ask("/large.pdf", range="bytes=100000-299999")[2] == content[100_000:300_000]
    assert reader.ask("/large.pdf", range="bytes=-1")[2] == content[-1:]
    assert reader.ask("/large.pdf", "HEAD")[1]["Content-Length"] == str(len(content))
    kept = Places(tmp_path).content(hashlib.sha256(content).hexdigest())
    kept.write_bytes(content[:-1] + b"x")
    assert reader.ask("/large.pdf")[0] == 503


# ── Questions ────────────────────────────────────────────────────────────────


def _file_for(arguments: Mapping[str, str]) -> str:
    """As the harvest answers: a file by the verb, another for what it does not know."""
    return f"oai/{arguments['verb']}.xml" if arguments.get("verb") == "Identify" else "oai/bad.xml"


def _echo(content: bytes, arguments: Mapping[str, str]) -> bytes:
    return content + repr(sorted(arguments.items())).encode()


@pytest.fixture
def asked(tmp_path: Path) -> Reader:
    publish_with(tmp_path, [Leaf("oai/Identify.xml", b"<i/>"), Leaf("oai/bad.xml", b"<bad/>")])
    places = Places(tmp_path)
    paths = {"/oai": _file_for, "/told": _file_for, "/lost": lambda _arguments: "oai/no.xml"}
    return Reader(RecordApplication(places, paths, {"/told": _echo}))


FORM = "application/x-www-form-urlencoded"


def test_a_question_is_answered_by_a_file(asked: Reader) -> None:
    status, headers, body = asked.ask("/oai?verb=Identify")
    assert (status, headers["Content-Type"], body) == (200, "text/xml; charset=utf-8", b"<i/>")
    posted = asked.post("/oai", b"verb=Identify", f"{FORM}; charset=utf-8")
    assert posted == (status, headers, body)
    assert asked.ask("/oai?verb=Identify", "HEAD") == (status, headers, b"")
    assert asked.ask("/oai")[2] == b"<bad/>"
    assert asked.ask("/lost")[0] == 404


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        ("verb=Identify&set=&from=a%26b", "[('from', 'a&b'), ('set', ''), ('verb', 'Identify')]"),
        ("set=a+b", "[('set', 'a b')]"),
        ("set=%C3%A9&until=%FF%00", "[('set', 'é'), ('until', '\ufffd\\x00')]"),
        ("verb=Identify&verb=Identify", "[('verb', 'Identify\\nIdentify')]"),
        ("&;=&x", "[(';', ''), ('x', '')]"),
    ],
)
def test_arguments_are_read_and_may_be_told(asked: Reader, query: str, arguments: str) -> None:
    start = b"<i/>" if "verb', 'Identify')" in arguments else b"<bad/>"
    assert asked.ask(f"/told?{query}")[2] == start + arguments.encode()
    assert asked.post("/told", query.encode(), FORM)[2].startswith(start)


def test_a_question_of_the_wrong_shape_is_refused(asked: Reader) -> None:
    most = b"verb=" + b"x" * 9995
    assert asked.post("/oai", most, FORM)[0] == 200
    assert asked.post("/oai", most + b"x", FORM)[0] == 413
    assert asked.post("/oai", b"{}", "application/json")[0] == 415
    assert asked.ask("/oai?" + "&".join(["a=1"] * 51))[0] == 400
