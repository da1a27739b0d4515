"""Budgets: a file that is full is a file with two topics."""

from pathlib import Path

from tools.checkout import SRC, files, functions, parsed, sources, where

MODULE, FUNCTION, TEMPLATE, TEST = 300, 40, 120, 500


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def full_modules(root: Path) -> list[str]:
    """Python files stay under 300 lines."""
    found = [(path, _lines(path)) for path in sources(root, "src", "tools", "benchmarks")]
    return [f"{where(root, p)} has {n} lines, {MODULE} or more" for p, n in found if n >= MODULE]


def full_tests(root: Path) -> list[str]:
    """Test files stay under 500 lines."""
    found = [(path, _lines(path)) for path in sources(root, "tests")]
    return [f"{where(root, p)} has {n} lines, {TEST} or more" for p, n in found if n >= TEST]


def full_templates(root: Path) -> list[str]:
    """Templates stay under 120 lines."""
    found = [(path, _lines(path)) for path in files(root, SRC, suffix=".html")]
    return [
        f"{where(root, p)} has {n} lines, {TEMPLATE} or more" for p, n in found if n >= TEMPLATE
    ]


def long_functions(root: Path) -> list[str]:
    """Functions stay under 40 lines, their docstring included."""
    found = []
    for path in sources(root, "src", "tests", "tools", "benchmarks"):
        for function in functions(parsed(path)):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length >= FUNCTION:
                place = where(root, path, function.lineno)
                found.append(f"{place} {function.name} has {length} lines, {FUNCTION} or more")
    return found
