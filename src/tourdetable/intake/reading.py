"""Files in: plain data from YAML or JSON, hostile until shown otherwise.

Every refusal is one sentence that names the file, the place in it and the remedy.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from tourdetable.intake.parsing import Path_, Plain, parse, refuse
from tourdetable.kernel.errors import SentenceError, shown

LARGEST = 20 * 1024 * 1024
"""Bytes of a file; the reference data has 0.14 MB at most."""

__all__ = ["LARGEST", "Node", "Path_", "Plain", "Sheaf", "read_file", "read_text"]


@dataclass(frozen=True)
class Sheaf:
    """A file as read: its name, its data, the line on which each place of it stands, and the
    folder in which it lies.
    """

    name: str
    data: Plain
    lines: dict[Path_, int] = field(default_factory=dict)
    folder: Path = Path()

    @property
    def top(self) -> "Node":
        return Node(self, self.data)

    def where(self, path: Path_) -> str:
        """`processes.yaml, line 2049, processes[5] (rcm).chairs[9].from`."""
        line = next(
            (self.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.lines), 0
        )
        named = "".join(self._step(path[:n]) for n in range(1, len(path) + 1)).lstrip(".")
        parts = [self.name, f"line {line}" if line else "", named]
        return ", ".join(part for part in parts if part)

    def _step(self, path: Path_) -> str:
        last = path[-1]
        if not isinstance(last, int):
            return f".{last}"
        found = self.data
        for key in path:
            try:
                found = found[key]
            except (KeyError, IndexError, TypeError):
                return f"[{last}]"
        name = found.get("id") if isinstance(found, dict) else None
        return f"[{last}] ({shown(name)})" if isinstance(name, str) else f"[{last}]"


@dataclass(frozen=True)
class Node:
    """A place in a file: what stands there, and how to say where it is."""

    sheaf: Sheaf
    value: Plain
    path: Path_ = ()

    def __getitem__(self, key: str | int) -> "Node":
        return Node(self.sheaf, self.value[key], (*self.path, key))

    def get(self, key: str) -> "Node":
        """The node under a key; one whose value is None where there is none."""
        return Node(self.sheaf, (self.value or {}).get(key), (*self.path, key))

    def has(self, key: str) -> bool:
        return self.value is not None and key in self.value

    def __iter__(self) -> Iterator["Node"]:
        """The nodes of a list; none where there is no list."""
        for index in range(len(self.value or ())):
            yield self[index]

    @property
    def text(self) -> str:
        """The text that stands there; empty where nothing does."""
        return "" if self.value is None else str(self.value)

    @property
    def shown(self) -> str:
        """The same, no longer than a sentence can hold."""
        return shown(self.text)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(str(value) for value in self.value or ())

    def refuse(self, sentence: str) -> NoReturn:
        """Raises SentenceError with the place before the sentence."""
        msg = f"{self.sheaf.where(self.path)}: {sentence}"
        raise SentenceError(msg)


def read_file(path: Path) -> Sheaf:
    """Raises SentenceError for whatever is not one plain YAML or JSON document in UTF-8."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            refuse(name, "this is a folder; name the file in it.")
        if not path.is_file():
            refuse(name, "there is no such file; check the name.")
        size = path.stat().st_size
        if size > LARGEST:
            mega = 1024 * 1024
            told = math.ceil(size / mega * 10) / 10
            refuse(name, f"the file has {told} MB; {LARGEST // mega} MB are the limit; divide it.")
        content = path.read_bytes()
    except OSError as error:
        refuse(name, f"the file cannot be read ({error.strerror}); check who may read it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        refuse(name, f"line {line} is not UTF-8; save the file in that encoding.")
    return replace(read_text(name, text), folder=path.parent)


def read_text(name: str, text: str) -> Sheaf:
    """The same from a text at hand."""
    return Sheaf(name, *parse(name, text))
