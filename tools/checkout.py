"""Reading a checkout: every rule and every generated page follows from its root folder alone."""

import ast
import os
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
"""This checkout."""

SRC = "src/tourdetable"
NOT_OURS = {".git", ".venv", ".tools", "var", "dist", "__pycache__", "node_modules", ".hypothesis"}
"""Folders that are no part of the project, beside the caches (`.something_cache`)."""

TEXTS = {".py", ".md", ".toml", ".html", ".css", ".svg", ".yaml", ".json", ".txt", ".lock", ".po"}
NAMED_TEXTS = {"Makefile", "LICENSE", "run", ".gitignore"}


def files(root: Path, *folders: str, suffix: str = "") -> Iterator[Path]:
    """All files of the project under the folders (default: everywhere), in a steady order."""
    for start in folders or (".",):
        for folder, inner, names in os.walk(root / start):
            inner[:] = sorted(
                name for name in inner if name not in NOT_OURS and not name.endswith("_cache")
            )
            yield from (Path(folder, name) for name in sorted(names) if name.endswith(suffix))


def texts(root: Path) -> Iterator[tuple[Path, str]]:
    """Every text of the project with its content."""
    for path in files(root):
        if path.suffix in TEXTS or path.name in NAMED_TEXTS:
            yield path, path.read_text(encoding="utf-8")


def sources(root: Path, *folders: str) -> Iterator[Path]:
    """Python files that people write: migrations are written by Django."""
    for path in files(root, *folders, suffix=".py"):
        if "migrations" not in path.parts:
            yield path


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file; read once for all rules while the file stays as it is."""
    return _parsed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2000)
def _parsed(path: Path, _changed: int) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def configuration(root: Path) -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def contracts(root: Path) -> dict[str, dict[str, Any]]:
    """The import contracts by their id."""
    return {c["id"]: c for c in configuration(root)["tool"]["importlinter"]["contracts"]}


def stages(root: Path) -> list[Path]:
    """The folders of the stages, as the import contract names them."""
    names = contracts(root)["stage"]["containers"]
    return [root / SRC / name.removeprefix("tourdetable.") for name in names]


def rooms_with_verbs(root: Path) -> list[Path]:
    """The stages, and letters: a room with verbs of its own that stands above the formats."""
    return [*stages(root), root / SRC / "letters"]


def where(root: Path, path: Path, line: int = 0) -> str:
    """`src/tourdetable/….py:12`."""
    return path.relative_to(root).as_posix() + (f":{line}" if line else "")


def dotted(node: ast.expr) -> str:
    """`dt.datetime.now` for such an expression, `` for any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return ""


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def decorators(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The names of the decorators, called or not."""
    bare = (d.func if isinstance(d, ast.Call) else d for d in function.decorator_list)
    return {dotted(d).rpartition(".")[2] for d in bare}
