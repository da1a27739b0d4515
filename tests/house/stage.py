"""What a stage is: seven files, verbs, no hidden ways of changing or reading anything."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.checkout import (
    SRC,
    contracts,
    decorators,
    dotted,
    functions,
    parsed,
    rooms_with_verbs,
    sources,
    stages,
    where,
)

NO_NAMES = {"utils", "util", "common", "helpers", "helper", "misc", "base", "shared"}
CLOCKS = {"now", "utcnow", "today", "localtime", "localdate"}
CLOCK_OWNERS = {"datetime", "date", "timezone", "dt"}
WRITERS = {
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "bulk_update",
    "update",
    "delete",
}


def wrong_stage_files(root: Path) -> list[str]:
    """A stage has enums, models, rules, queries, actions, tasks and apps, and nothing else."""
    contract = contracts(root)["stage"]
    wanted = {*contract["layers"], "apps", "migrations", "__init__"}
    found = []
    for stage in stages(root):
        entries = [path for path in stage.iterdir() if path.name != "__pycache__"]
        names = {path.stem if path.suffix == ".py" else path.name for path in entries}
        found += [f"{where(root, stage)} has no {name}" for name in sorted(wanted - names)]
        found += [f"{where(root, stage)} has a {name}" for name in sorted(names - wanted)]
    return found


def nameless_modules(root: Path) -> list[str]:
    """No module is called for what it is not: utils, common, helpers, misc, base."""
    paths = sources(root, "src", "tests", "tools", "benchmarks")
    return [
        f"{where(root, path)} is called {name}"
        for path in paths
        for name in {path.stem, path.parent.name} & NO_NAMES
    ]


def signals(root: Path) -> list[str]:
    """No model signals: what happens after a change is in the action."""
    found = []
    for path in sources(root, "src"):
        for node in ast.walk(parsed(path)):
            names = _imported(node)
            if any("signals" in name or name.startswith("django.dispatch") for name in names):
                line = getattr(node, "lineno", 0)
                found.append(f"{where(root, path, line)} imports signals")
    return found


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module or ''}.{alias.name}" for alias in node.names]
    return []


def _house_below_the_gate(root: Path) -> list[str]:
    return [
        f"{SRC}/kernel",
        *(path.relative_to(root).as_posix() for path in rooms_with_verbs(root)),
    ]


def models_that_act(root: Path) -> list[str]:
    """No logic in save() or delete(), no manager that hides rows."""
    forbidden = ("save", "delete", "get_queryset")
    return [
        f"{where(root, path, function.lineno)} overrides {function.name}()"
        for path in sources(root, *_house_below_the_gate(root))
        if "models" in (path.stem, path.parent.name)
        for function in functions(parsed(path))
        if function.name in forbidden
    ]


def clock_readers(root: Path) -> list[str]:
    """Time comes in as an argument: kernel, stages and sheets never read the clock."""
    found = []
    for path in sources(root, *_house_below_the_gate(root), f"{SRC}/sheets"):
        for node in ast.walk(parsed(path)):
            if name := _clock(node):
                line = getattr(node, "lineno", getattr(node, "end_lineno", 0))
                found.append(f"{where(root, path, line)} reads the clock: {name}")
    return found


def _clock(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
        owner = dotted(node.value).rpartition(".")[2]
        return dotted(node) if owner in CLOCK_OWNERS else ""
    if isinstance(node, ast.Attribute) and dotted(node) in ("time.time", "time.time_ns"):
        return dotted(node)
    if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
        return node.arg
    taken = [name for name in _imported(node) if name.startswith("django.utils.timezone.")]
    return next((name for name in taken if name.rpartition(".")[2] in CLOCKS), "")


def verbs_without_action(root: Path) -> list[str]:
    """Every public function of `actions` is an @action and takes `by` and `now` by name."""
    found = []
    for path, function in _public_actions(root):
        place = where(root, path, function.lineno)
        if "action" not in decorators(function):
            found.append(f"{place} {function.name} is no @action")
        keywords = {argument.arg for argument in function.args.kwonlyargs}
        if not {"by", "now"} <= keywords:
            found.append(f"{place} {function.name} does not take by and now by name")
    return found


def _public_actions(root: Path) -> Iterator[tuple[Path, ast.FunctionDef]]:
    for stage in rooms_with_verbs(root):
        folder = stage.relative_to(root).as_posix()
        for path in sources(root, folder):
            if path.stem == "actions" or path.parent.name == "actions":
                for node in parsed(path).body:
                    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                        yield path, node


def actions(root: Path) -> list[str]:
    """The names of all actions, stage by stage."""
    return [function.name for _, function in _public_actions(root)]


def savers_beside_actions(root: Path) -> list[str]:
    """Nobody saves but actions, and the kernel on their behalf."""
    found = []
    for path in sources(root, "src"):
        inner = path.relative_to(root / SRC)
        if inner.parts[0] == "kernel" or "actions" in (path.stem, path.parent.name):
            continue
        calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
        found += [
            f"{where(root, path, call.lineno)} saves: {ast.unparse(call.func)}()"
            for call in calls
            if _writes(call.func)
        ]
    return found


def _writes(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in WRITERS:
        return False
    inner = ast.unparse(called.value)
    return ".objects" in inner or "_default_manager" in inner
