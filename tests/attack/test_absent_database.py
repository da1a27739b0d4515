"""The database is held by another program, stopped, or out of connections: the record answers as
ever, and who sends a form keeps what was typed.
"""

import html
import http.client
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack, suppress
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from lxml.html import document_fromstring

from tests.postgres import SETTINGS, find_programs, unprivileged_user
from tests.program import PATIENCE, done, environment, serving
from tests.record.leaves import page, publish_small
from tools.checkout import ROOT
from tourdetable.site.dispatching import MOST_SCREENS, SCREEN_THREADS

pytestmark = pytest.mark.programs

SIGN_IN = "/fr/sign-in/"
Answer = tuple[int, str, str]
"""Status, Retry-After and page."""
WORDS = "Deux mots : 100 % de {tout}"


class Browser:
    """Asks with one cookie jar and follows nothing."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()

    def ask(self, path: str, fields: dict[str, str] | None = None) -> Answer:
        """What is answered; fields are posted."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = None if fields is None else urlencode(fields)
        line.request("GET" if fields is None else "POST", path, body, headers)
        answer = line.getresponse()
        content = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer.status, answer.headers["Retry-After"] or "", content


def token_in(content: str) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', content)
    assert found, content
    return found[1]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    done(tmp_path, "init")
    done(tmp_path, "invite-officer", "ana@example.org", "--name", "Ana", "--language", "fr")
    publish_small(tmp_path)
    return tmp_path


def test_the_record_answers_while_all_screens_wait_for_a_held_database(home: Path) -> None:
    """More forms than are taken in are sent while another program holds the only writer's place;
    the record answers before any of them but those that are too many.
    """
    with serving(home) as (_, port), ThreadPoolExecutor(MOST_SCREENS + 4) as senders:
        first = Browser(port)
        form = {"csrfmiddlewaretoken": token_in(first.ask(SIGN_IN)[2]), "email": "ana@example.org"}
        with sqlite3.connect(home / "tdt.sqlite3", isolation_level=None) as holder:
            holder.execute("BEGIN IMMEDIATE")
            sent = [
                senders.submit(_copy(first).ask, SIGN_IN, form) for _ in range(MOST_SCREENS + 4)
            ]
            refused = _until(sent, 4)
            for _ in range(20):
                assert first.ask("/fr/")[::2] == (HTTPStatus.OK, page("fr one").decode())
            assert sum(one.done() for one in sent) == 4  # the others still wait for the database
            holder.execute("ROLLBACK")
        answers = [one.result() for one in sent]
    assert [status for status, *_ in refused] == [HTTPStatus.SERVICE_UNAVAILABLE] * 4
    assert all(wait == "5" and "Rien n’est encore enregistré" in said for _, wait, said in refused)
    taken = [status for status, *_ in answers if status != HTTPStatus.SERVICE_UNAVAILABLE]
    assert len(taken) == MOST_SCREENS > SCREEN_THREADS


def _copy(browser: Browser) -> Browser:
    other = Browser(browser.port)
    other.cookies = dict(browser.cookies)
    return other


def _until(sent: list[Future[Answer]], count: int) -> list[Answer]:
    """The first answers, of which so many come while the others wait."""
    finished = as_completed(sent, timeout=PATIENCE)
    return [next(finished).result() for _ in range(count)]


LAY = """
import django
django.setup()
from tests.sample import sessions
print(sessions()["secretariat officer"])
"""


@pytest.fixture
def officer(tmp_path: Path, cluster: str) -> str:
    """The cookie of an officer of a house on PostgreSQL, with a record."""
    settings = {"TDT_DATABASE_URL": cluster}
    done(tmp_path, "init", **settings)
    publish_small(tmp_path)
    laid = subprocess.run(
        [sys.executable, "-c", LAY],
        env=environment(tmp_path, DJANGO_SETTINGS_MODULE="tourdetable.site.settings", **settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return laid.stdout.strip()


def _control(address: str, *words: str) -> None:
    """Stop or start the cluster at that address."""
    programs, folder = find_programs(), Path(address.partition("?host=")[2])
    assert programs is not None
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    where = ("-w", "-D", folder / "data", "-l", folder / "log", "-o", f"-k '{folder}' {options}")
    subprocess.run(
        [programs / "pg_ctl", *where, *words],
        user=unprivileged_user(),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _fields_in(content: str) -> dict[str, str]:
    """What the form of the page sends, of fields that are hidden or read only."""
    (form,) = (
        form
        for form in document_fromstring(content).iter("form")
        if "sign-out" not in form.get("action", "")
    )
    fields = {one.get("name", ""): one.get("value", "") for one in form.iter("input")}
    return fields | {one.get("name", ""): (one.text or "").strip() for one in form.iter("textarea")}


def test_a_form_outlives_a_restart_of_the_database(
    tmp_path: Path, cluster: str, officer: str
) -> None:
    place = "/fr/desk/new-person/"
    with serving(tmp_path, TDT_DATABASE_URL=cluster) as (_, port):
        browser = Browser(port)
        browser.cookies["tdt-session"] = officer
        fields = {**_fields_in(browser.ask(place)[2]), "name": WORDS, "language": "fr", "mail": ""}
        _control(cluster, "-m", "fast", "stop")
        status, wait, content = browser.ask(place, fields)
        assert (status, wait) == (HTTPStatus.SERVICE_UNAVAILABLE, "5")
        assert "La base de données ne répond pas" in content
        assert html.escape(WORDS, quote=False) in content
        assert browser.ask("/fr/desk/")[0] == HTTPStatus.SERVICE_UNAVAILABLE
        assert browser.ask("/fr/")[::2] == (HTTPStatus.OK, page("fr one").decode())
        _control(cluster, "start")
        kept = _fields_in(content)
        assert {**kept, "csrfmiddlewaretoken": ""} == {**fields, "csrfmiddlewaretoken": ""}
        assert [browser.ask(place, kept)[0] for _ in range(2)] == [HTTPStatus.SEE_OTHER] * 2
        assert browser.ask("/fr/desk/persons/")[2].count(html.escape(WORDS)) == 1


def test_a_stranger_gets_no_token_for_words_of_their_own(
    tmp_path: Path, cluster: str, officer: str
) -> None:
    """Where the database fails before the form is checked, it is checked all the same."""
    with serving(tmp_path, TDT_DATABASE_URL=cluster) as (_, port):
        browser = Browser(port)
        browser.cookies["tdt-session"] = officer
        browser.ask("/fr/desk/new-person/")
        _control(cluster, "-m", "fast", "stop")
        status, _, content = browser.ask("/fr/desk/new-person/", {"name": WORDS})
        assert status == HTTPStatus.SERVICE_UNAVAILABLE
        assert "Deux mots" not in content
        assert "csrfmiddlewaretoken" not in content


def test_no_connection_is_left(tmp_path: Path, cluster: str, officer: str) -> None:
    with serving(tmp_path, TDT_DATABASE_URL=cluster) as (_, port), ExitStack() as held:
        with suppress(psycopg.OperationalError):
            for _ in range(int(SETTINGS["max_connections"]) + 1):
                held.enter_context(psycopg.connect(cluster))
        browser = Browser(port)
        browser.cookies["tdt-session"] = officer
        assert browser.ask("/fr/desk/")[0] == HTTPStatus.SERVICE_UNAVAILABLE
        assert browser.ask("/fr/")[0] == HTTPStatus.OK
        held.close()
        assert browser.ask("/fr/desk/")[0] == HTTPStatus.OK
