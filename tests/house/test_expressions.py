"""Regular expressions of the house take steps in proportion to the text: none repeats what repeats
already, so that no text of a stranger makes them try every way to divide it. Looked at in their
structure; nothing is matched here.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from re import _parser  # type: ignore[attr-defined]  # Python's own tree of an expression
from typing import Any

import pytest

from tools.checkout import ROOT, SRC, files

_REPEATS = {"MAX_REPEAT", "MIN_REPEAT"}
_ENDLESS = 100


def _inside(argument: Any) -> Iterator[Any]:
    """The parts of a part."""
    for one in argument if isinstance(argument, tuple | list) else (argument,):
        if isinstance(one, _parser.SubPattern):
            yield from one
        elif isinstance(one, tuple | list):
            yield from _inside(one)


def _is_endless(name: str, argument: Any) -> bool:
    return name in _REPEATS and argument[1] > _ENDLESS


def _has_endless(parts: Iterable[Any]) -> bool:
    return any(_is_endless(str(op), arg) or _has_endless(_inside(arg)) for op, arg in parts)


def _is_fixed(op: Any) -> bool:
    return str(op) in {"LITERAL", "IN", "CATEGORY", "NOT_LITERAL", "ANY"}


def _nested(parts: Iterable[Any]) -> Iterator[str]:
    """Repetitions without end of alternatives, or of what itself repeats without end and neither
    begins nor ends with one sign that parts a round from the next.
    """
    for op, argument in parts:
        if _is_endless(str(op), argument):
            body = list(argument[2])
            while len(body) == 1 and str(body[0][0]) == "SUBPATTERN":
                body = list(body[0][1][3])
            is_divided = body and (_is_fixed(body[0][0]) or _is_fixed(body[-1][0]))
            if (_has_endless(body) and not is_divided) or any(
                str(one[0]) == "BRANCH" for one in body
            ):
                yield str(op)
        yield from _nested(_inside(argument))


def _expressions() -> Iterator[tuple[str, str]]:
    """Every literal expression of the source, with its place."""
    for path in files(ROOT, SRC, suffix=".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first = node.args[0]
            called = ast.unparse(node.func)
            if called.startswith("re.") and isinstance(first, ast.Constant):
                text = first.value
                plain = text.decode("latin-1") if isinstance(text, bytes) else str(text)
                yield f"{path.relative_to(ROOT)}:{node.lineno}", plain


def test_no_expression_repeats_what_repeats() -> None:
    found = dict(_expressions())
    assert len(found) > 50
    assert [at for at, text in found.items() if any(_nested(_parser.parse(text)))] == []


@pytest.mark.parametrize("text", ["(?:a+)+", "(?:a|ab)*", "(?:(?:x|\\d+)|y)*", "(?:(a*)b?)*"])
def test_the_kinds_are_seen(text: str) -> None:
    assert any(_nested(_parser.parse(text)))


@pytest.mark.parametrize("text", ["a+b*", "[a-z]+(?:\\.[a-z]+)*", "(?:ab){1,8}"])
def test_what_divides_in_one_way_is_let_be(text: str) -> None:
    assert not any(_nested(_parser.parse(text)))


def test_the_parser_is_that_of_the_library() -> None:
    assert isinstance(_parser.parse("a"), _parser.SubPattern)
    assert re.compile("a").fullmatch("a")
