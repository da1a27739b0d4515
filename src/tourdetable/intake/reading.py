"""Files in: plain data from YAML or JSON, hostile until shown otherwise.

Every refusal is one sentence that names the file, the place in it and the remedy.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from tourdetable.kernel.errors import SentenceError

LARGEST = 20 * 1024 * 1024
"""Bytes of a file; the reference data has 0.14 MB at most."""

DEEPEST = 40
"""Levels of nesting; the reference data has eight."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:timestamp": str,
    "tag:yaml.org,2002:null": lambda _: None,
    "tag:yaml.org,2002:bool": lambda text: text.lower() in ("true", "yes", "on"),
    "tag:yaml.org,2002:int": lambda text: int(text.replace("_", ""), 10),
    "tag:yaml.org,2002:float": float,
}
"""Dates stay text: a partial date is not a timestamp."""

Path_ = tuple[str | int, ...]
Plain = Any
"""What YAML and JSON can say: mappings with text keys, lists, texts, numbers, booleans, null."""


@dataclass(frozen=True)
class Sheaf:
    """A file as read: its name, its data, and the line on which each place of it stands."""

    name: str
    data: Plain
    lines: dict[Path_, int] = field(default_factory=dict)

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
        return f"[{last}] ({name})" if isinstance(name, str) else f"[{last}]"


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
    def texts(self) -> tuple[str, ...]:
        return tuple(str(value) for value in self.value or ())

    def refuse(self, sentence: str) -> NoReturn:
        """Raises SentenceError with the place before the sentence."""
        msg = f"{self.sheaf.where(self.path)}: {sentence}"
        raise SentenceError(msg)


def read_file(path: Path) -> Sheaf:
    """Raises SentenceError for whatever is not one plain YAML or JSON document in UTF-8."""
    name = path.name
    try:
        if path.is_dir():
            _refuse(name, "this is a folder; name the file in it.")
        if path.is_file() and os.path.getsize(path) > LARGEST:
            size = os.path.getsize(path) / 1024 / 1024
            _refuse(
                name, f"the file has {size:.0f} MB; {LARGEST // 1024 // 1024} MB are the limit."
            )
        if not path.is_file():
            _refuse(name, "there is no such file.")
        content = path.read_bytes()
    except OSError as error:
        _refuse(name, f"the file cannot be read ({error.strerror}).")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        _refuse(name, f"line {line} is not UTF-8; save the file in that encoding.")
    return read_text(name, text)


def read_text(name: str, text: str) -> Sheaf:
    """The same from a text at hand."""
    try:
        documents = list(yaml.compose_all(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "the file"
        _refuse(name, f"{where} is not YAML: {error.problem or error.context}.")
    except (yaml.YAMLError, RecursionError) as error:
        _refuse(name, f"the file is not YAML: {str(error).splitlines()[0]}.")
    if len(documents) != 1:
        _refuse(name, f"the file holds {len(documents)} documents; it needs exactly one.")
    return _Plainer(name).read(documents[0])


def _refuse(name: str, sentence: str) -> NoReturn:
    msg = f"{name}: {sentence}"
    raise SentenceError(msg)


class _Plainer:
    """Turns the nodes of YAML into plain data, once each: whoever comes twice is an alias."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path_, int] = {}
        self.seen: set[int] = set()

    def read(self, root: yaml.Node) -> Sheaf:
        if not isinstance(root, yaml.MappingNode):
            _refuse(self.name, "the file needs fields at its top, such as `dataset: processes`.")
        return Sheaf(self.name, self._plain(root, ()), self.lines)

    def _plain(self, node: yaml.Node, path: Path_) -> Plain:
        line = node.start_mark.line + 1
        if id(node) in self.seen:
            _refuse(self.name, f"line {line} is referred to by an alias (*); write it out.")
        self.seen.add(id(node))
        self.lines[path] = line
        if len(path) > DEEPEST:
            _refuse(self.name, f"line {line} lies more than {DEEPEST} levels deep.")
        if isinstance(node, yaml.MappingNode) and node.tag.endswith(":map"):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode) and node.tag.endswith(":seq"):
            return [self._plain(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node, line)

    def _scalar(self, node: yaml.Node, line: int) -> Plain:
        if not isinstance(node, yaml.ScalarNode) or node.tag not in _PLAIN:
            _refuse(self.name, f"line {line} has the tag {node.tag}; only plain values are taken.")
        try:
            return _PLAIN[node.tag](node.value)  # type: ignore[operator]  # all of them call
        except ValueError:
            _refuse(self.name, f"line {line} has the number “{node.value}”; write it in digits.")

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> Plain:
        found: dict[str, Plain] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                _refuse(self.name, f"line {line} has a field whose name is no text.")
            if key.value in found:
                _refuse(self.name, f"line {line} gives the field “{key.value}” a second time.")
            found[key.value] = self._plain(value, (*path, key.value))
        return found
