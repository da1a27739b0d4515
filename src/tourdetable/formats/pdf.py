"""A paper as PDF, such as that of a meeting, set by typst: tagged, with its language, title and
direction; PDF/UA-1 unless the machine has no font for one of its letters.

The words go in as data, so that no text can be taken for markup. No moment of making stands in the
file: the same sheet gives the same bytes on the same machine.

Latin, Greek and Cyrillic have a font inside typst; Arabic and Chinese need one of the machine's.
Where it is missing the PDF is left out rather than full of empty boxes: ask `fonts_missing_for`
first.
"""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from tourdetable.formats.paper_parts import Part

TEMPLATE = Path(__file__).parent / "meeting.typ"
SERIF = "Libertinus Serif"
"""Comes with typst."""
SCRIPTS: Mapping[str, tuple[re.Pattern[str], tuple[str, ...], str]] = {
    "Arabic": (
        re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"),
        ("Noto Naskh Arabic", "Amiri", "Noto Sans Arabic", "DejaVu Sans"),
        "fonts-noto-core",
    ),
    "Chinese": (
        re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"),
        ("Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "Droid Sans Fallback"),
        "fonts-noto-cjk",
    ),
}
"""Script → its letters, families that have them in the order of preference, and the Debian package
that brings the first.

The Noto Naskh of that package (2.004) has a letter and its dots in one glyph. The newer one that
Google Fonts gives (2.021) has several, for each of which the PDF says the letter again, so that no
word can be found (findings/arabic-letters-in-a-pdf.sh): where that one is, Amiri alone is better.
"""
OWN: Mapping[str, str] = {"ar": "fonts-noto-core", "zh": "fonts-noto-cjk"}
"""Language → the Debian package of its script; the others are written in what typst brings."""
AT_ONCE = 2
"""PDFs that one process sets at the same time: more are no faster on the processors of a small
machine, and each needs memory of its own.
"""
_COMPILING = threading.BoundedSemaphore(AT_ONCE)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What PDF/UA-1 (ISO 14289-1, 7.21.7) does not admit in a text."""


def fonts_missing_for(paper: Part, *, with_system_fonts: bool = True) -> frozenset[str]:
    """The Debian packages whose fonts the PDF of the paper would need and the machine has not."""
    text = json.dumps(paper, ensure_ascii=False)
    return frozenset(
        package
        for letters, _families, package in SCRIPTS.values()
        if letters.search(text) and not family_of(package, with_system_fonts=with_system_fonts)
    )


@cache
def family_of(package: str, *, with_system_fonts: bool = True) -> str:
    """The family at hand for the script whose package that is; nothing where there is none."""
    known = set(_fonts(with_system_fonts=with_system_fonts).families())
    for _letters, families, brought_by in SCRIPTS.values():
        if brought_by == package:
            return next((family for family in families if family in known), "")
    return ""


def paper_pdf(paper: Part, template: Path = TEMPLATE) -> bytes:
    """Any paper of the shape that the template sets. Raises typst.TypstError."""
    paper["fonts"] = {language: fonts_for(language) for language in ("", *OWN)}
    data = json.dumps(_printable(paper), ensure_ascii=False)
    try:
        return _compiled(data, "ua-1", template)
    except typst.TypstError:
        # PDF/UA-1 admits no letter without a font (ISO 14289-1, 7.21.8) and no empty title (7.1).
        # One such letter must not cost the meeting its PDF: it is an empty box in a file that is
        # tagged and promises no more; the page has the letter.
        return _compiled(data, None, template)


def _compiled(data: str, standard: Literal["ua-1"] | None, template: Path) -> bytes:
    with _compilers(template).lease() as compiler:
        made = compiler.compile(
            format="pdf", sys_inputs={"paper": data}, pdf_standards=standard, timestamp=0
        )
    if not isinstance(made, bytes):
        msg = "typst gave no bytes for a PDF."
        raise TypeError(msg)
    return made


def _printable(value: object) -> object:
    if isinstance(value, str):
        return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list) else value


def fonts_for(language: str) -> list[str]:
    """Families in the order in which they are asked for a letter: the language's own one first."""
    own = OWN.get(language)
    packages = sorted((found[2] for found in SCRIPTS.values()), key=lambda name: name != own)
    families = [family for family in map(family_of, packages) if family]
    return [*families[:1], SERIF, *families[1:]] if own else [SERIF, *families]


def fonts_at_hand() -> tuple[str, ...]:
    """The families that the scripts are set in on this machine, nothing for one without a font."""
    return tuple(family_of(package) for _letters, _families, package in SCRIPTS.values())


@cache
def _fonts(*, with_system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=with_system_fonts)


class CompilerPool:
    """Compilers of one template. typst refuses to enter one that another thread is in, so each
    thread leases one for as long as it compiles; a thread that finds none free makes one, as far
    as `AT_ONCE` of them, which wait for each other beyond that.
    """

    def __init__(self, template: Path) -> None:
        self.template = template
        self._free: list[typst.Compiler] = []

    @contextmanager
    def lease(self) -> Iterator[typst.Compiler]:
        """A compiler that no other thread has; one that failed is used again."""
        with _COMPILING:
            try:
                compiler = self._free.pop()  # one step to all threads
            except IndexError:
                compiler = self._create()
            try:
                yield compiler
            finally:
                self._free.append(compiler)

    def _create(self) -> typst.Compiler:
        return typst.Compiler(
            self.template,
            root=self.template.parent,
            font_paths=_fonts(with_system_fonts=True),
            ignore_system_fonts=True,
        )


@cache
def _compilers(template: Path) -> CompilerPool:
    """One for a template and process: fonts are looked up once."""
    return CompilerPool(template)
