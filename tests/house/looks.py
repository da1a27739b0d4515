"""What pages are made of: nothing inline, nothing left or right, no template without a use."""

import re
from pathlib import Path

from tools.checkout import SRC, files, where

INLINE = {
    "an inline style": re.compile(r"""<style\b|\sstyle\s*=""", re.IGNORECASE),
    "an inline script": re.compile(
        r"""<script\b(?![^>]*(\ssrc\s*=|application/ld\+json))|javascript:""", re.IGNORECASE
    ),
    "an event handler": re.compile(r"""\son[a-z]+\s*=\s*["'{]""", re.IGNORECASE),
}
PHYSICAL = {
    "a side by name": re.compile(
        r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)"
        r"(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:"
    ),
    "left or right as a value": re.compile(
        r"(?<![\w-])(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
    ),
}
FORMATTED_VARIABLE = re.compile(r"""(?<![\w.])(?:_|n?gettext)\(\s*[^\s"')]""")
"""A call of gettext whose first argument is no literal."""
FOUR_VALUES = re.compile(r"(?<![\w-])(margin|padding|inset)\s*:\s*([^;{}]+)")


def inline_looks(root: Path) -> list[str]:
    """Templates hold no style, script or handler, so that the page's policy can forbid them."""
    found = []
    for path in files(root, SRC, suffix=".html"):
        text = re.sub(r"\{#.*?#\}", _blank, path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for number, line in enumerate(text.splitlines(), 1):
            found += [
                f"{where(root, path, number)} has {what}"
                for what, pattern in INLINE.items()
                if pattern.search(line)
            ]
    return found


def formatted_variables(root: Path) -> list[str]:
    """Templates say messages with `_`, which formats them and takes them for markup. What comes in
    a variable may hold words that somebody typed: `translated` says it.
    """
    return [
        f"{where(root, path, number)} formats what stands in a variable; use translated()"
        for path in files(root, SRC, suffix=".html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FORMATTED_VARIABLE.search(line)
    ]


def physical_sides(root: Path) -> list[str]:
    """Style sheets use logical properties only: right-to-left needs no second sheet."""
    found = []
    for path in files(root, SRC, suffix=".css"):
        text = re.sub(r"/\*.*?\*/", _blank, path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for number, line in enumerate(text.splitlines(), 1):
            place = where(root, path, number)
            found += [f"{place} has {what}" for what, p in PHYSICAL.items() if p.search(line)]
            for match in FOUR_VALUES.finditer(line):
                values = match[2].split()
                if len(values) == len("trbl") and values[1] != values[3]:
                    found.append(f"{place} has a {match[1]} that differs between the sides")
    return found


def _blank(match: re.Match[str]) -> str:
    """A comment of the same number of lines."""
    return "\n" * match[0].count("\n")


def unused_templates(root: Path) -> list[str]:
    """Every template is named by another template or by code."""
    found = []
    templates = list(files(root, SRC, suffix=".html"))
    readers = [*templates, *files(root, SRC, suffix=".py")]
    contents = {path: path.read_text(encoding="utf-8") for path in readers}
    for template in templates:
        name = template.as_posix().rpartition("/templates/")[2]
        quoted = re.compile(rf"""["']{re.escape(name)}["']""")
        if not any(quoted.search(text) for path, text in contents.items() if path != template):
            found.append(f"{where(root, template)} is used by nothing")
    return found
