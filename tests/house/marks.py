"""What must stand in no file: warnings switched off without a reason, the ways of a machine."""

import re
from pathlib import Path

from tools.checkout import configuration, sources, texts, where

NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)", re.IGNORECASE)
NOQA_WITH_REASON = re.compile(r": ?[A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)* +[-–—#] ?\S.*")
IGNORE = re.compile(r"#\s*type:\s*ignore(?P<rest>.*)")
IGNORE_WITH_REASON = re.compile(r"\[[a-z-]+(, ?[a-z-]+)*\] +# ?\S.*")
NO_COVER = re.compile(r"#\s*pragma: no cover\s*$")
MACHINE = re.compile(r"(?:^|[^A-Za-z0-9_.\-])/(?:work|root|farm|home/[a-z]+|Users/[A-Za-z]+)/")
HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|pypi\.python|registry\.npmjs|npmjs\.org|"
    r"deb\.debian\.org|security\.debian\.org|proxy\.golang|crates\.io"
)
LOCKED_ADDRESS = re.compile(r"://|^--(?:index-url|extra-index-url|find-links)", re.MULTILINE)
LOCKS = ("requirements.lock", "requirements-dev.lock")


def silent_warnings(root: Path) -> list[str]:
    """A suppressed warning names its code and its reason beside it."""
    found = []
    for path in sources(root, "src", "tests", "tools", "benchmarks"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            place = where(root, path, number)
            if (noqa := NOQA.search(line)) and not NOQA_WITH_REASON.fullmatch(noqa["rest"]):
                found.append(f"{place} silences a lint rule without code and reason")
            if (ignore := IGNORE.search(line)) and not IGNORE_WITH_REASON.fullmatch(ignore["rest"]):
                found.append(f"{place} silences a type without code and reason")
            if NO_COVER.search(line):
                found.append(f"{place} leaves out coverage without a reason")
    return found


def machine_paths(root: Path) -> list[str]:
    """No path of one person's machine."""
    return [f"{place} names a path of a machine" for place in _lines_with(root, MACHINE)]


def registry_hosts(root: Path) -> list[str]:
    """Nobody's registry: where packages come from is the matter of whoever installs."""
    found = [f"{place} names a registry" for place in _lines_with(root, HOSTS)]
    return found + [
        f"{name} holds an address"
        for name in LOCKS
        if LOCKED_ADDRESS.search((root / name).read_text(encoding="utf-8"))
    ]


def _lines_with(root: Path, pattern: re.Pattern[str]) -> list[str]:
    return [
        where(root, path, number)
        for path, text in texts(root)
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def unreasoned_ignores(root: Path) -> list[str]:
    """Every lint rule that is not asked has its reason on the same line of pyproject.toml."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    lint = configuration(root)["tool"]["ruff"]["lint"]
    found = [] if lint["select"] == ["ALL"] else ["pyproject.toml does not select every lint rule"]
    per_file = lint.get("per-file-ignores", {}).values()
    codes = [*lint["ignore"], *(code for codes in per_file for code in codes)]
    return found + [
        f"pyproject.toml ignores {code} without a reason"
        for code in codes
        if not re.search(rf'^\s*"{code}",\s+#\s*\S+', text, re.MULTILINE)
    ]
