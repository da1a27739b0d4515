"""Docs that keep up with the code: words, commands, actions, settings, links, dependencies."""

import ast
import re
from pathlib import Path

from tests.house.stage import actions
from tools.checkout import SRC, configuration, files, parsed, rooms_with_verbs, sources, where
from tools.docs import generated

SETTING = re.compile(r"\bTDT_[A-Z_]*[A-Z]\b")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
DECISION = re.compile(r"\bdecision (\d{4})\b")
NAMED_COMMAND = re.compile(r"`tdt ([a-z-]+)")
NAMED_TARGET = re.compile(r"(?:`|^)make ([a-z-]+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
ENGLISH, FRENCH = 1, 2


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _rows(text: str) -> list[list[str]]:
    lines = (line for line in text.splitlines() if line.startswith("|"))
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def models(root: Path) -> dict[str, str]:
    """Class → place, of every model of the kernel and the stages."""
    found = {}
    for folder in (root / SRC / "kernel", *rooms_with_verbs(root)):
        for path in sources(root, folder.relative_to(root).as_posix()):
            if "models" not in (path.stem, path.parent.name):
                continue
            for node in parsed(path).body:
                if isinstance(node, ast.ClassDef):
                    found[node.name] = where(root, path, node.lineno)
    return found


def unlisted_words(root: Path) -> list[str]:
    """Every model is a term of docs/words.md, in English and in French; `Term` there is a class."""
    rows = [row for row in _rows(_read(root / "docs/words.md")) if len(row) > FRENCH]
    translated = {
        name
        for row in rows
        if row[FRENCH]
        for name in re.findall(r"`([A-Z][A-Za-z]+)`", row[ENGLISH])
    }
    known = models(root)
    missing = [f"{at} {name} has no row" for name, at in known.items() if name not in translated]
    classes = {
        node.name
        for path in sources(root, "src")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
    }
    strangers = sorted(translated - classes)
    return missing + [f"docs/words.md: there is no class {name}" for name in strangers]


def _commands(root: Path) -> list[str]:
    paths = sources(root, f"{SRC}/site/management/commands")
    return [path.stem for path in paths if not path.stem.startswith("_")]


def unlisted_commands(root: Path) -> list[str]:
    """Every command of `tdt` stands in docs/commands.md."""
    text = _read(root / "docs/commands.md")
    names = _commands(root)
    return [f"docs/commands.md lacks `tdt {n}`" for n in names if f"`tdt {n}" not in text]


def unknown_names(root: Path) -> list[str]:
    """Every `tdt …` and every `make …` that a page names is there to be called."""
    commands, targets = set(_commands(root)), set(TARGET.findall(_read(root / "Makefile")))
    found = []
    for path in files(root, suffix=".md"):
        text = _read(path)
        place = where(root, path)
        strangers = sorted(set(NAMED_COMMAND.findall(text)) - commands)
        found += [f"{place} names `tdt {name}`, which is no command" for name in strangers]
        strangers = sorted(set(NAMED_TARGET.findall(text)) - targets)
        found += [f"{place} names `make {name}`, which is no target" for name in strangers]
    return found


def unlisted_actions(root: Path) -> list[str]:
    """Every action stands in docs/actions.md."""
    text = _read(root / "docs/actions.md")
    return [f"docs/actions.md lacks `{name}`" for name in actions(root) if f"`{name}`" not in text]


def unlisted_settings(root: Path) -> list[str]:
    """Every `TDT_` setting stands in docs/settings.md, and no other does."""
    used = {name for path in sources(root, "src") for name in SETTING.findall(_read(path))}
    told = set(SETTING.findall(_read(root / "docs/settings.md")))
    found = [f"docs/settings.md lacks {name}" for name in sorted(used - told)]
    return found + [f"docs/settings.md: nothing reads {name}" for name in sorted(told - used)]


def unlisted_dependencies(root: Path) -> list[str]:
    """Every dependency has a row in docs/dependencies.md."""
    project = configuration(root)
    text = _read(root / "docs/dependencies.md").lower()
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = [re.split(r"[^A-Za-z0-9_-]", line)[0].lower() for line in wanted]
    return [f"docs/dependencies.md lacks {name}" for name in names if f"| {name} |" not in text]


def dead_links(root: Path) -> list[str]:
    """Every link to a file in our own pages, and every decision named in code, is there."""
    found = []
    for path in files(root, suffix=".md"):
        targets = [target for target in LINK.findall(_read(path)) if "://" not in target]
        gone = [target for target in targets if not (path.parent / target).exists()]
        found += [f"{where(root, path)} links to {target}, which is not there" for target in gone]
    there = {path.name[:4] for path in files(root, "docs/decisions", suffix=".md")}
    for path in sources(root, "src", "tests", "tools"):
        gone = sorted(set(DECISION.findall(_read(path))) - there)
        place = where(root, path)
        found += [f"{place} rests on decision {number}, which is not there" for number in gone]
    return found


def stale_docs(root: Path) -> list[str]:
    """What `make docs` writes is what is there."""
    return [
        f"{name} is not current: run `make docs`"
        for name, content in generated(root).items()
        if _read(root / name) != content
    ]
