"""Whoever asks the record over HTTP, without a network, and a record with something to ask for."""

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from wsgiref.validate import validator

from tests.record.leaves import IMPRINT, small_leaves, these
from tourdetable.record.leaf import Leaf
from tourdetable.record.manifest import format_manifest
from tourdetable.record.places import Places
from tourdetable.record.publishing import publish
from tourdetable.record.search import SUMS
from tourdetable.record.serving import RecordApplication

Answer = tuple[int, dict[str, str], bytes]
FRENCH_HOME = "/fr/"


class Reader:
    """Asks an application as a browser would, through the checks of wsgiref."""

    def __init__(self, application: RecordApplication) -> None:
        self.application = validator(application)

    @classmethod
    def at(cls, home: Path) -> "Reader":
        return cls(RecordApplication(Places(home)))

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The answer to a request; a query follows the path as it does in an address."""
        return self._send(path, method, b"", {f"HTTP_{n.upper()}": v for n, v in headers.items()})

    def post(self, path: str, body: bytes, kind: str) -> Answer:
        return self._send(path, "POST", body, {"CONTENT_TYPE": kind})

    def _send(self, path: str, method: str, body: bytes, headers: dict[str, str]) -> Answer:
        found: list[Any] = []
        place, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "table",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **headers,
        }

        def start(
            status: str, headers: list[tuple[str, str]], _info: Any = None
        ) -> Callable[[bytes], object]:
            names = [name for name, _ in headers]
            assert len(names) == len(set(names)), "a header is there twice"
            found.extend((int(status[:3]), dict(headers)))
            return lambda _data: None

        parts = self.application(environ, start)
        content = b"".join(parts)
        parts.close()  # type: ignore[attr-defined]  # wsgiref's validator asks for it
        return found[0], found[1], content


def publish_with(home: Path, more: Iterable[Leaf], word: str = "one") -> None:
    """The small record, and these files beside it."""
    publish(these(chain(small_leaves(word), more)), IMPRINT, places=Places(home))


def lay_index(places: Places, files: Mapping[str, bytes]) -> None:
    """A search index of these files, by name, that says what they are."""
    for name, content in files.items():
        path = places.search / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    (places.search / SUMS).write_text(format_manifest(sums))
