"""The screens beside the record, as `tdt serve` gives them."""

import http.client
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.door.post import code_in
from tests.program import PATIENCE, environment, serving, tdt
from tests.record.leaves import page, publish_small
from tourdetable.door import addresses as door
from tourdetable.site import addresses
from tourdetable.site.protocol import SCREENS

pytestmark = pytest.mark.programs


class Visitor:
    """A browser as far as it is needed: cookies, forms, no redirect is followed."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()

    def ask(self, path: str, typed: str = "", **headers: str) -> tuple[int, str, str]:
        """Status, where it leads, the page; what is typed is posted."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        sent = dict(headers)
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if typed:
            body = f"{typed}&csrfmiddlewaretoken={self.cookies['tdt-form']}"
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if typed else "GET", path, body=body, headers=sent)
        answer = connection.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return answer.status, answer.headers["Location"] or "", page


def newest_mail(home: Path) -> str:
    """What lies in the folder that stands for the post."""
    return max((home / "mail").iterdir(), key=lambda path: path.stat().st_mtime_ns).read_text()


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as `tdt init` makes it."""
    home = tmp_path_factory.mktemp("screens")
    assert tdt(home, "init")[0] == 0
    return home


@pytest.fixture
def home(set_up: Path, tmp_path: Path) -> Path:
    """A copy of it, with an officer and without a record."""
    shutil.copytree(set_up, tmp_path, dirs_exist_ok=True)
    status, said, complaint = tdt(
        tmp_path, "invite-officer", "ana@example.org", "--name", "Ana Ñandú", "--language", "fr"
    )
    assert (status, complaint) == (0, "")
    assert said == [
        "Ana Ñandú is on the secretariat's list.",
        "Next: open http://127.0.0.1:8000/fr/desk/ while `tdt serve` runs,",
        "type ana@example.org and then the code that is sent there.",
        f"Without TDT_MAIL_URL no mail leaves: the code lies in {tmp_path}/mail.",
    ]
    return tmp_path


def test_an_officer_comes_in_before_anything_is_published(home: Path) -> None:
    with serving(home) as (started, port):
        ana = Visitor(port)
        assert ana.ask("/")[0] == 404
        assert ana.ask("/health")[::2] == (200, '{"released_at": null, "seal": null}\n')
        led = ana.ask("/desk/?a=b", **{"Accept-Language": "fr-CH, en;q=0.5"})
        assert led[:2] == (302, "/fr/desk/?a=b")
        assert ana.ask("/desk", Cookie="language=ar")[1] == "/ar/desk"
        assert ana.ask("/fr/desk/")[1] == "/fr/sign-in/?next=/fr/desk/"
        assert ana.ask("/fr/sign-in/")[0] == 200
        assert ana.ask("/fr/sign-in/", "email=ana%40example.org")[:2] == (302, "/fr/sign-in/code/")
        started.send_signal(signal.SIGTERM)
        assert started.wait(PATIENCE) == 0
    with serving(home) as (_, port):
        ana.port = port
        code = code_in(newest_mail(home))
        assert ana.ask("/fr/sign-in/code/", f"code={code}")[:2] == (302, "/fr/desk/")
        assert "Ana Ñandú" in ana.ask("/fr/desk/")[2]
        publish_small(home)
        assert ana.ask("/fr/")[::2] == (200, page("fr one").decode())
        assert ana.ask("/")[0] == 302


def test_the_secret_is_made_once_and_for_its_owner_alone(home: Path) -> None:
    kept = home / "secret-key"
    first = kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(first.strip()) > 50
    assert tdt(home, "init")[0] == 0
    assert kept.read_text() == first


def test_a_secret_that_is_set_is_not_laid_into_the_home(tmp_path: Path) -> None:
    assert tdt(tmp_path, "init", TDT_SECRET_KEY="x" * 40)[0] == 0
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("ana",), "tdt: “ana” is not an e-mail address.\n"),
        (("Ana@Example.org",), "tdt: Ana Ñandú is on the list already.\n"),
    ],
)
def test_an_officer_who_cannot_be_invited(
    home: Path, words: tuple[str, ...], sentence: str
) -> None:
    assert tdt(home, "invite-officer", *words) == (1, [], sentence)


def test_attempts_are_counted_across_processes(home: Path) -> None:
    """Four servers, one address: the fourth code within a minute is refused."""
    answers = []
    for _ in range(4):
        with serving(home) as (_, port):
            visitor = Visitor(port)
            visitor.ask("/en/sign-in/")
            answers.append(visitor.ask("/en/sign-in/", "email=ana%40example.org")[0])
    assert answers == [302, 302, 302, 422]
    assert len(list((home / "mail").iterdir())) == 4  # the last one tells of it


def test_the_record_alone_loads_no_screens(tmp_path: Path) -> None:
    publish_small(tmp_path)
    program = (
        "import os, sys, django; django.setup()\n"
        "from django.conf import settings\n"
        "from tourdetable.record.places import Places\n"
        "from tourdetable.record.serving import RecordApplication\n"
        "from tourdetable.site.dispatching import House\n"
        "house = House(lambda: RecordApplication(Places(settings.TDT_HOME)))\n"
        "ask = lambda path: b''.join(house({'REQUEST_METHOD': 'GET', 'PATH_INFO': path,\n"
        "    'SERVER_NAME': 'a', 'SERVER_PORT': '80', 'wsgi.input': sys.stdin.buffer}, print))\n"
        "ask('/fr/'); before = set(sys.modules)\n"
        "ask('/fr/assets/favicon.svg'); after = set(sys.modules)\n"
        "names = 'tourdetable.door.views', 'tourdetable.desk.addresses', 'allauth.account.views'\n"
        "print([[name in found for name in names] for found in (before, after)])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment(tmp_path), "DJANGO_SETTINGS_MODULE": "tourdetable.site.settings"},
        capture_output=True,
        text=True,
        check=False,
        cwd=os.path.sep,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "[[False, False, False], [True, True, True]]"


def test_every_address_of_a_screen_is_led_to_the_screens() -> None:
    """The first parts that site/dispatching.py knows are those that there are."""
    patterns: list[Any] = [*door.urlpatterns, *addresses.urlpatterns]
    first = {str(found.pattern).partition("/")[0] for found in patterns}
    assert first - {""} == set(SCREENS)
