"""A crowd at the house: parties that answer by their links, officers who look and keep the agenda,
and the post that sends letters all the while.
"""

import re
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import Cookie, CookieJar
from urllib.parse import urlencode

from tests.program import PATIENCE

LAY = """
import json
from django.conf import settings
from tests.sample import lay, letters_to_send, sessions
secrets = letters_to_send(lay(), {count})
print(json.dumps([settings.SESSION_COOKIE_NAME, sessions()["secretariat officer"], secrets]))
"""
LOOKS = ("", "meetings/", "meetings/table/", "meetings/table/agenda/", "letters/",
         "meetings/table/participants/", "meetings/table/invitations/")  # fmt: skip


@dataclass
class Visitor:
    """A browser without a face: keeps cookies, sends forms as the page has them."""

    house: str
    session: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        jar = CookieJar()
        if self.session:
            jar.set_cookie(_cookie(*self.session))
        handler = urllib.request.HTTPCookieProcessor(jar)
        self.opener = urllib.request.build_opener(handler)

    def look(self, place: str) -> str:
        with self.opener.open(f"{self.house}{place}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def send(self, place: str, **typed: str) -> None:
        """Raises HTTPError for a form that is not taken."""
        page = self.look(place)
        kept = {
            name: found[1]
            for name in ("csrfmiddlewaretoken", "form", "seen")
            if (found := re.search(rf'name="{name}" value="([^"]*)"', page.partition("<main")[2]))
        }
        asked = urllib.request.Request(  # noqa: S310 - our own house
            f"{self.house}{place}", urlencode({**kept, **typed}).encode()
        )
        with self.opener.open(asked, timeout=PATIENCE) as answer:
            answer.read()


def _cookie(name: str, value: str) -> Cookie:
    """As the house would have set it; Python calls this machine so."""
    of_house = {"domain": "localhost.local", "domain_specified": True, "domain_initial_dot": False}
    of_path = {"port": None, "port_specified": False, "path": "/", "path_specified": True}
    rest = {"secure": False, "expires": None, "discard": True, "comment": None}
    return Cookie(0, name, value, **of_house, **of_path, **rest, comment_url=None, rest={})  # type: ignore[arg-type]  # by name, as it has them


@dataclass
class Crowd:
    """What everybody did, and what went wrong."""

    house: str
    session: tuple[str, str]
    until: float
    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def goes(self, *ways: Callable[["Crowd"], None]) -> None:
        threads = [threading.Thread(target=self._safely, args=(way,)) for way in ways]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _safely(self, way: Callable[["Crowd"], None]) -> None:
        try:
            way(self)
        except (urllib.error.URLError, OSError) as error:
            self.faults.append(f"{way}: {error}")


def party(secrets: list[str]) -> Callable[[Crowd], None]:
    """Each of these parties accepts as soon as its letter is out, and names two people."""

    def answers(crowd: Crowd) -> None:
        for secret in secrets:
            guest, place = Visitor(crowd.house), f"/fr/reply/{secret}/"
            _wait_for(guest, place)
            guest.send(f"{place}accept/", remark="Avec plaisir")
            for name in ("Ana", "Ben"):
                guest.send(f"{place}delegation/new/", name=name, function="delegate")
            crowd.done["answered"] += 1

    return answers


def _wait_for(guest: Visitor, place: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            guest.look(place)
        except urllib.error.HTTPError as error:
            if error.code != 404 or time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def officer(crowd: Crowd) -> None:
    """Looks around, and adds a session now and then, until time is up."""
    visitor = Visitor(crowd.house, crowd.session)
    while time.monotonic() < crowd.until:
        for look in LOOKS:
            visitor.look(f"/fr/desk/{look}")
            crowd.done["looked"] += 1
        typed = {"title-en": "One more", "day": "2027-04-15"}
        visitor.send("/fr/desk/meetings/table/agenda/sessions/", **typed)
        crowd.done["kept"] += 1
