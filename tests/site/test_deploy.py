"""The examples of deploy/, run: nginx answers as `tdt serve` does."""

import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.program import PATIENCE, serving
from tests.record.leaves import LANGUAGES as SMALL
from tests.record.leaves import STYLE, page
from tests.record.reader import lay_index, publish_with
from tools.checkout import ROOT
from tourdetable.kernel.link_addresses import SECRET_SPACES
from tourdetable.record.leaf import Leaf
from tourdetable.record.places import Places
from tourdetable.site.configuration import LANGUAGES
from tourdetable.site.protocol import SCREENS

DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
ANALYZE = shutil.which("systemd-analyze")
LISTED = re.compile(r"<tdt_first>([a-z|]+)\)")
"""Where nginx.conf lists the languages of the record."""
COMPARED = (
    "Accept-Ranges",
    "Allow",
    "Cache-Control",
    "Content-Disposition",
    "Content-Length",
    "Content-Range",
    "Content-Security-Policy",
    "Content-Type",
    "Cross-Origin-Embedder-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Location",
    "Permissions-Policy",
    "Referrer-Policy",
    "Set-Cookie",
    "X-Content-Type-Options",
)
CHOSEN = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-User": "?1"}
KEPT = ("pdf", "docx", "odt", "html", "txt")
LONG = page("A long page. " * 200)
MORE = [
    Leaf("fr/long.html", LONG),
    Leaf("fr/search/index.html", page("search")),
    Leaf("en/organisations/search/index.html", page("an organisation called search")),
    Leaf("oai/Identify.xml", b"<i/>"),
    *(Leaf(f"kinds/a.{kind}", b"x") for kind in ("ics", "atom", "csv", "pdf", "zip", "jsonld")),
    *(Leaf(f"kinds/a.{kind}", b"x") for kind in ("docx", "odt")),
    *(
        Leaf(f"documents/a-paper/a-paper.en.{kind}", b"x")
        for kind in ("pdf", "docx", "odt", "html", "txt")
    ),
    Leaf("en/documents/a-paper/index.html", page("a paper")),
    *(Leaf(f"kinds/a.{kind}", b"x") for kind in ("txt", "wasm", "pagefind", "xml")),
]

NUMBER = re.compile(rb'(?<=<strong dir="ltr">)[0-9a-f]+')
"""That of a fault, which no two have in common."""
CHANCE = re.compile(r"(?<=tdt-form=)\w+|(?<=expires=)[^;]+")
"""The secret of one browser's forms (Django's CSRF cookie), and the second at which it ends."""
Answer = tuple[int, dict[str, str | None], bytes]


def _ask(port: int, path: str, headers: dict[str, str], method: str = "GET") -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    found = {name: answer.headers[name] for name in COMPARED}
    if found["Set-Cookie"]:
        found["Set-Cookie"] = CHANCE.sub("", found["Set-Cookie"])
    body = NUMBER.sub(b"", answer.read())
    connection.close()
    return answer.status, found, body


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _configured(folder: Path, record: Path, port: int, behind: int) -> str:
    """The example with other paths, ports and languages, in what a distribution puts around it."""
    example = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    example = LISTED.sub(f"<tdt_first>{'|'.join(SMALL)})", example)
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("server 127.0.0.1:8000;", f"server 127.0.0.1:{behind};"),
        ("root /srv/tourdetable/record/data;", f"root {record}/data;"),
        ("alias /srv/tourdetable/search/;", f"alias {record.parent}/search/;"),
        ("access_log /var/log/nginx/tourdetable.log", f"access_log {folder}/access"),
        ("error_log /var/log/nginx/tourdetable-screens.log", f"error_log {folder}/screens"),
    ):
        assert example.count(old) == 1, old
        example = example.replace(old, new)
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/errors;\n"
        f"events {{}}\nhttp {{\n{places}{example}}}\n"
    )


@contextmanager
def _nginx(folder: Path, record: Path, behind: int) -> Iterator[int]:
    """Start it over the record; its port."""
    assert NGINX is not None
    port = free_port()
    folder.mkdir()
    configuration = folder / "nginx.conf"
    configuration.write_text(_configured(folder, record, port, behind), encoding="utf-8")
    command: list[str | Path] = [NGINX, "-p", folder, "-e", folder / "errors", "-c", configuration]
    started = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + PATIENCE
        while started.poll() is None and time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.02)
        assert started.poll() is None, started.communicate()[1]
        yield port
    finally:
        started.terminate()
        started.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where nginx runs and writes."""
    return tmp_path_factory.mktemp("logs") / "nginx"


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory, logs: Path) -> Iterator[tuple[int, int]]:
    """Those of `tdt serve` and of nginx over the same record."""
    if NGINX is None:
        pytest.skip("nginx is not installed; on Debian: apt-get install nginx-light")
    folder = tmp_path_factory.mktemp("deploy")
    publish_with(folder / "home", MORE)
    index = {"en.pf_meta": b"\0meta", "pagefind-worker.js": b"{}"}
    lay_index(Places(folder / "home"), index)
    with (
        serving(folder / "home") as (_, behind),
        _nginx(logs, folder / "home/record", behind) as port,
    ):
        yield behind, port


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/", {"Accept-Language": "fr-CH, en;q=0.5"}),
        ("/", {"Accept-Language": "de, fr;q=0.5, en;q=0.3"}),
        ("/", {"Accept-Language": "frr, en"}),
        ("/", {"Accept-Language": "de"}),
        ("/", {"Accept-Language": "en", "Cookie": "theme=dark; language=fr"}),
        ("/", {"Accept-Language": "fr", "Cookie": "language=xx"}),
        ("/fr/", {}),
        ("/fr/", {"Accept-Language": "en", **CHOSEN}),
        ("/fr/index.html", {"Accept-Language": "en", **CHOSEN}),
        ("/fr/", {"Accept-Language": "fr", **CHOSEN}),
        ("/en/", {"Cookie": "language=fr", **CHOSEN}),
        ("/en/", {"Cookie": "language=fr", **CHOSEN, "Sec-Fetch-Site": "cross-site"}),
        ("/fr/processes/bali-process/", {**CHOSEN, "Referer": "http://127.0.0.1/en/index.html"}),
        ("/fr/processes/bali-process/", {**CHOSEN, "Referer": "http://127.0.0.1/fr/"}),
        ("/fr/processes/bali-process/", {**CHOSEN, "Referer": "http://127.0.0.1/"}),
        ("/fr/processes/bali-process/", {"Referer": "http://127.0.0.1/en/"}),
        ("/fr/processes/bali-process/index.json", {**CHOSEN, "Referer": "http://127.0.0.1/en/"}),
        ("/fr/", {**CHOSEN, "Referer": "http://127.0.0.1/en/"}),
        ("/fr/processes/bali-process", {}),
        ("/fr/processes/bali-process/", {}),
        ("/fr/processes/bali-process/index.json", {}),
        ("/fr/nowhere/", {"Accept-Language": "en"}),
        ("/en/nowhere", {"Cookie": "language=fr"}),
        ("/nowhere", {"Accept-Language": "fr"}),
        ("/nowhere?fr", {"Cookie": "language=fr"}),
        ("/fr/processes/", {}),
        ("/fr/index.html/", {}),
        ("/bagit.txt", {}),
        ("/%ff", {}),
        ("/fr/search/", {}),
        ("/fr/search/index.html", {}),
        ("/fr/search/nowhere", {}),
        ("/en/organisations/search/", {}),
        ("/pagefind/pagefind-worker.js", {}),
        ("/pagefind/en.pf_meta", {}),
        ("/pagefind/", {}),
        ("/pagefind/nowhere", {"Accept-Language": "fr"}),
        ("/xx/nowhere", {"Accept-Language": "fr"}),
        ("/xx/", {"Accept-Language": "en", **CHOSEN}),
        (f"/{STYLE}", {}),
        ("/favicon.svg", {}),
        ("/index.html?a=b", {}),
        ("/fr/long.html", {"Range": "bytes=5-9"}),
        ("/fr/long.html", {"Range": "bytes=-9"}),
        ("/fr/long.html", {"Range": "bytes=1-2,4-5"}),
        ("/health", {}),
        ("/desk/?a=b", {"Accept-Language": "fr-CH, en;q=0.5"}),
        ("/fr/desk/", {}),
        ("/fr/room/", {}),
        ("/fr/assets/favicon.svg", {}),
        ("/fr/note/no-such-link/", {}),
        ("/fr/reply/no-such-link/", {}),
        ("/reply/no-such-link/", {"Accept-Language": "fr"}),
        ("/fr/desks/", {}),
        ("/fr/notes/", {}),
        ("/fr/nowhere/?a=b", {"Accept-Language": "en"}),
        ("/fr/nowhere", {"Range": "bytes=0-9", "If-None-Match": "*"}),
        ("/FR/", {"Accept-Language": "fr"}),
        ("/fr/%C3%A9", {}),
        ("/.git/config", {}),
        ("/?a=b", {"Accept-Language": "fr", "If-None-Match": "*"}),
        ("/fr/long.html", {"If-None-Match": '"another"'}),
        ("/fr/long.html", {"If-None-Match": "*"}),
        ("/fr/long.html", {"Range": "bytes=5-9", "If-Range": '"another"'}),
        ("/fr/long.html", {"Range": "items=5-9"}),
        ("/fr/long.html", {"Accept-Encoding": "gzip;q=0"}),
        ("/fr/long.html", {"Accept-Encoding": "deflate"}),
        ("/kinds/a.zip", {"Accept-Encoding": "gzip"}),
        *(
            (f"/documents/a-paper/a-paper.en.{kind}", {})
            for kind in ("pdf", "docx", "odt", "html", "txt")
        ),
        ("/documents/a-paper/a-paper.en.pdf", {"Range": "bytes=0-0"}),
        ("/documents/a-paper/none.pdf", {}),
        ("/en/documents/a-paper/", {}),
        ("/kinds/a.docx", {}),
        ("/kinds/a.odt", {}),
        ("/health/", {}),
        ("/oai/", {}),
        *((f"/kinds/{leaf.address[6:]}", {}) for leaf in MORE if leaf.address[:6] == "kinds/"),
    ],
)
def test_nginx_answers_as_the_server_does(
    ports: tuple[int, int], path: str, headers: dict[str, str]
) -> None:
    ours, theirs = (_ask(port, path, headers) for port in ports)
    if ours[0] in (301, 302):  # nginx says the same with a text of its own
        ours, theirs = _without_text(ours), _without_text(theirs)
    if ours[0] in (206, 404):  # one says it of parts, the other of pages for what is not there
        ours[1]["Accept-Ranges"] = theirs[1]["Accept-Ranges"] = None
    assert theirs == ours


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt", "html", "txt"])
def test_files_that_others_wrote_are_stored_and_not_shown(
    ports: tuple[int, int], kind: str
) -> None:
    for port in ports:
        status, headers, _ = _ask(port, f"/documents/a-paper/a-paper.en.{kind}", {})
        assert status == 200
        assert headers["Content-Disposition"] == f'attachment; filename="a-paper.en.{kind}"'
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert (headers["Content-Security-Policy"] or "").endswith("sandbox")
        assert headers["Content-Type"] != "application/octet-stream"
        page = _ask(port, "/en/documents/a-paper/", {})[1]
        assert page["Content-Disposition"] is None


def _without_text(answer: Answer) -> Answer:
    status, headers, _ = answer
    return status, {**headers, "Content-Length": None, "Content-Type": None}, b""


def test_nginx_knows_the_languages_of_the_record() -> None:
    """A language that is added is added to the one list in deploy/nginx.conf too."""
    assert LISTED.findall((DEPLOY / "nginx.conf").read_text()) == ["|".join(LANGUAGES)]


def test_nginx_knows_the_screens() -> None:
    """A link in a letter opens behind nginx too."""
    passed_on = re.findall(r"\(\?:([a-z|-]+)\)\(\?:/\|\$\)", (DEPLOY / "nginx.conf").read_text())
    assert passed_on == ["|".join(SCREENS)]


@pytest.mark.parametrize("path", ["/", "/fr/", "/nowhere", "/favicon.svg"])
def test_nginx_refuses_what_is_no_reading(ports: tuple[int, int], path: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
        found = [_ask(port, path, {"Content-Length": "0"}, method) for port in ports]
        told = [
            (status, headers["Allow"], headers["Cache-Control"]) for status, headers, _ in found
        ]
        assert told == [(405, "GET, HEAD, OPTIONS", "no-store")] * 2
    asked = [_ask(port, path, {}, "OPTIONS") for port in ports]
    answered = [(status, headers["Allow"], body) for status, headers, body in asked]
    assert answered == [(204, "GET, HEAD, OPTIONS", b"")] * 2


@pytest.mark.parametrize("path", ["/fr/", "/nowhere", "/kinds/a.ics", "/health"])
def test_nginx_says_of_a_page_what_it_says_with_it(ports: tuple[int, int], path: str) -> None:
    asked = [_ask(port, path, {}, method) for port in ports for method in ("GET", "HEAD")]
    if path == "/nowhere":
        for _, headers, _ in asked:
            headers["Accept-Ranges"] = None
    assert [(status, headers) for status, headers, _ in asked] == [asked[0][:2]] * 4
    assert [bool(body) for _, _, body in asked] == [True, False] * 2


def test_nginx_knows_what_a_reader_has(ports: tuple[int, int]) -> None:
    for port in ports:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/fr/long.html")
        answer = connection.getresponse()
        tag, body = answer.headers["ETag"], answer.read()
        connection.close()
        assert _ask(port, "/fr/long.html", {"If-None-Match": tag})[::2] == (304, b"")
        assert _ask(port, "/fr/long.html", {"If-None-Match": f'"x", W/{tag}'})[::2] == (304, b"")
        part = _ask(port, "/fr/long.html", {"Range": "bytes=5-9", "If-Range": tag})
        assert part[::2] == (206, body[5:10])


def test_nginx_asks_for_harvesters(ports: tuple[int, int]) -> None:
    for method in ("GET", "HEAD", "POST"):
        ours, theirs = (_ask(port, "/oai?verb=Identify", {}, method) for port in ports)
        assert theirs == ours


def test_nginx_refuses_ranges_and_what_leads_out(ports: tuple[int, int]) -> None:
    assert [_ask(p, "/fr/long.html", {"Range": "bytes=9999-"})[0] for p in ports] == [416, 416]
    assert [_ask(port, "/..%2fbagit.txt", {})[0] for port in ports] == [404, 400]


def test_nginx_compresses_texts(ports: tuple[int, int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", ports[1], timeout=PATIENCE)
    connection.request("GET", "/fr/long.html", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    found = (answer.headers["Content-Encoding"], answer.headers.get_all("Vary"))
    assert found == ("gzip", ["Accept-Encoding"])
    assert len(body) < len(LONG) // 5


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT"])
@pytest.mark.parametrize("path", ["/fr/room/", "/fr/note/no-such-link/", "/oai"])
def test_nginx_says_what_screens_take(ports: tuple[int, int], path: str, method: str) -> None:
    """Nginx itself refuses TRACE, and does not know yet that more can be asked there."""
    for status, headers, _ in (_ask(port, path, {}, method) for port in ports):
        assert status == (204 if method == "OPTIONS" else 405)
        allowed = set((headers["Allow"] or "").split(", "))
        assert allowed | ({"POST"} if method == "TRACE" else set()) == {
            "GET",
            "HEAD",
            "OPTIONS",
            "POST",
        }


SECRET = "a-secret-of-a-link"  # noqa: S105 - it opens nothing


@pytest.mark.parametrize("space", SECRET_SPACES)
def test_no_log_of_nginx_holds_what_opens_something(
    ports: tuple[int, int], logs: Path, space: str
) -> None:
    """Neither as it was asked for, nor written otherwise, nor as where one comes from."""
    link = f"{space}/{SECRET}"
    paths = [f"/{link}", f"/fr/{link}/", f"/fr/{link}/a/b?c=d", f"//fr//{link}/", f"/FR/{link}"]
    paths += [
        f"/fr/%{ord(space[0]):x}{space[1:]}/{SECRET}/",
        f"/fr/?{SECRET}",
        f"/fr/a?next=/{link}",
    ]
    for path in paths:
        _ask(ports[1], path, {"Referer": f"https://record.example.org{path}"})
    _ask(ports[1], f"/fr/{link}/", {"Content-Length": str(10**9)}, "POST")
    lines = (logs / "access").read_text(encoding="utf-8")
    assert f"/{space}/..." in lines
    assert '"GET /fr/ HTTP/1.1"' in lines  # others stay legible
    written = [path.read_text(encoding="utf-8") for path in logs.iterdir() if path.is_file()]
    assert [text for text in written if SECRET in text] == []


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
def test_the_units_are_what_systemd_reads(tmp_path: Path) -> None:
    """Programs and users of the examples are not on this machine; everything else must hold."""
    units = sorted(DEPLOY.glob("*.service")) + sorted(DEPLOY.glob("*.timer"))
    assert [unit.name for unit in units] == [
        "tdt-publish.service",
        "tdt-serve.service",
        "tdt-publish.timer",
    ]
    for unit in units:
        text = unit.read_text(encoding="utf-8")
        program = re.sub(r"(?m)^(ExecStart=)\S+", r"\1/bin/true", text)
        (tmp_path / unit.name).write_text(program, encoding="utf-8")
    command: list[str | Path] = [
        "systemd-analyze",
        "verify",
        "--man=no",
        *sorted(tmp_path.iterdir()),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert [line for line in done.stderr.splitlines() if "tdt-" in line] == []
    assert done.returncode == 0
