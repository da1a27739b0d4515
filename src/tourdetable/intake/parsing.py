"""YAML or JSON into plain data, bounded in depth, in number and in what a value can be."""

import math
import re
from collections.abc import Callable
from typing import Any, NoReturn

import yaml

from tourdetable.kernel.errors import SentenceError, shown

MOST = 500_000
"""Values in a file; the reference data has 7,000 at most."""

DEEPEST = 40
"""Levels of nesting; the reference data has eight."""

LONGEST_NAME = 100
"""Characters of a field’s name, so that a sentence can show it."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YAML = "tag:yaml.org,2002:"
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,8})", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no database keeps and no page shows; tabs and line ends are text."""

Path_ = tuple[str | int, ...]
Plain = Any
"""What YAML and JSON can say: mappings with text keys, lists, texts, numbers, booleans, null."""


def parse(name: str, text: str) -> tuple[Plain, dict[Path_, int]]:
    """The data of a text, and the line on which each place of it stands. Raises SentenceError."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        _refuse_control(name, line, found[0])
    try:
        return _Parser(name, text).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and "nesting depth" in str(error.problem):  # libyaml's own limit, met before ours
            refuse(name, _too_deep(mark.line + 1))
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "the file"
        refuse(name, f"{where} is not YAML: {error.problem or error.context}; mend it there.")
    except yaml.YAMLError as error:
        refuse(name, f"the file is not YAML: {str(error).splitlines()[0]}; mend it.")


def refuse(name: str, sentence: str) -> NoReturn:
    """Raises SentenceError with the name of the file before the sentence."""
    msg = f"{name}: {sentence}"
    raise SentenceError(msg)


def _refuse_control(name: str, line: int, character: str) -> NoReturn:
    code = f"U+{ord(character):04X}"
    refuse(name, f"line {line} has the control character {code}; take it out.")


def _too_deep(line: int) -> str:
    return f"line {line} lies more than {DEEPEST} levels deep; make it flatter."


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


class _Parser:
    """Builds plain data from the events of the parser, which needs no stack of its own however
    deep they go. An alias is refused where it stands, so nothing can grow beyond the file.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines: dict[Path_, int] = {}
        self.loader = _LOADER(text)

    def read(self) -> tuple[Plain, dict[Path_, int]]:
        try:
            self._next()
            event = self._next()
            if isinstance(event, yaml.StreamEndEvent):
                self._refuse("the file is empty; it needs fields, such as `dataset: processes`.")
            event = self._next()
            if not isinstance(event, yaml.MappingStartEvent):
                self._refuse("the file needs fields at its top, such as `dataset: processes`.")
            data = self._plain(event, ())
            self._next()
            event = self._next()
            if not isinstance(event, yaml.StreamEndEvent):
                line = _line(event)
                self._refuse(f"a second document starts on line {line}; a file holds only one.")
            return data, self.lines
        finally:
            self.loader.dispose()

    def _next(self) -> yaml.Event:
        event: yaml.Event = self.loader.get_event()
        return event

    def _refuse(self, sentence: str) -> NoReturn:
        refuse(self.name, sentence)

    def _plain(self, event: yaml.Event, path: Path_) -> Plain:
        line = _line(event)
        if len(path) > DEEPEST:
            self._refuse(_too_deep(line))
        if len(self.lines) >= MOST:
            self._refuse(f"the file has more than {MOST:,} values; divide it.")
        self.lines[path] = line
        if isinstance(event, yaml.AliasEvent):
            self._refuse(f"line {line} refers to another place (*{event.anchor}); write it out.")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if not isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse(f"line {line} breaks off; complete the file.")
        kind = "map" if isinstance(event, yaml.MappingStartEvent) else "seq"
        if event.tag not in (None, "!", _YAML + kind):
            self._refuse_tag(line, event.tag)
        return self._mapping(path) if kind == "map" else self._list(path)

    def _list(self, path: Path_) -> list[Plain]:
        found: list[Plain] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._plain(event, (*path, len(found))))
        return found

    def _mapping(self, path: Path_) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event)
            if key in found:
                line = _line(event)
                self._refuse(f"line {line} gives the field “{key}” a second time; give it once.")
            found[key] = self._plain(self._next(), (*path, key))
        return found

    def _key(self, event: yaml.Event) -> str:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(f"line {line} refers to another place (*{event.anchor}); write it out.")
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(f"line {line} has a field whose name is no text; name it with a text.")
        if len(event.value) > LONGEST_NAME:
            self._refuse(
                f"line {line} has a field whose name is longer than {LONGEST_NAME} characters;"
                " shorten it."
            )
        tag = self._tag(event)
        if tag == "merge":
            self._refuse(f"line {line} merges other fields in (<<); write them out.")
        if tag != "str":
            self._refuse(
                f"line {line} has the field “{shown(event.value)}”, which is no text;"
                " put it in quotes."
            )
        return str(self._scalar(event, line))

    def _tag(self, event: yaml.ScalarEvent) -> str:
        tag = event.tag
        if tag is None or tag == "!":
            tag = str(self.loader.resolve(yaml.ScalarNode, event.value, event.implicit))
        return tag.removeprefix(_YAML)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Plain:
        tag, text = self._tag(event), event.value
        take = _PLAIN.get(tag)
        if take is None:
            self._refuse_tag(line, event.tag or tag)
        try:
            value = take(text)
        except (ValueError, KeyError):
            self._refuse(f"line {line} has “{shown(text)}”, {_REMEDIES[tag]}")
        found = _CONTROL.search(text)
        if found:
            _refuse_control(self.name, line, found[0])
        return value

    def _refuse_tag(self, line: int, tag: str) -> NoReturn:
        name = shown(tag.replace(_YAML, "!!"))
        self._refuse(f"line {line} has the tag {name}; take it out, only plain values are read.")


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError
    return value


_SWITCHES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_PLAIN: dict[str, Callable[[str], Plain]] = {
    "str": str,
    "timestamp": str,
    "null": lambda _: None,
    "bool": lambda text: _SWITCHES[text.lower()],
    "int": _whole,
    "float": _number,
}
"""Dates stay text: a partial date is not a timestamp."""

_REMEDIES = {
    "bool": "which is neither true nor false; write one of them.",
    "int": "which is not a number that can be read; write at most nine decimal digits.",
    "float": "which is not a number that can be read; write it in decimal digits.",
}
