"""Pages that list what the code holds: commands, actions, the moves of states."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.checkout import SRC, decorators, parsed, rooms_with_verbs, sources

GENERATED = "<!-- Written by `make docs` from the code; changes belong there. -->\n"


def _literal(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _text(node: ast.expr | None, known: dict[str, str]) -> str:
    """What a text will be, where it is put together from texts and from names of such."""
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, known) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, known)
    return _literal(node)


def _named(tree: ast.Module, line: int) -> dict[str, str]:
    """What the names of texts stand for at that line."""
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.lineno < line
    ]
    known: dict[str, str] = {}
    for node in sorted(found, key=lambda node: node.lineno):
        known[ast.unparse(node.targets[0])] = _text(node.value, known)
    return known


def commands(root: Path) -> str:
    """docs/commands.md: every command of `tdt`, its arguments and what it is for."""
    pages = [GENERATED + "\n# Commands\n"]
    pages.append(
        "`tdt` is the one command line; it also answers to Django's own commands. Exit status: "
        "0 answered, 1 refused or\nat fault, 2 a thing or an argument is not known. "
        "[settings.md](settings.md) has the settings.\n"
    )
    paths = sources(root, f"{SRC}/site/management/commands")
    pages.extend(_command(path) for path in paths if not path.stem.startswith("_"))
    return "\n".join(pages)


def _command(path: Path) -> str:
    tree = parsed(path)
    told = (ast.get_docstring(tree) or "").split("\n")[0]
    usage = told.split("`")[1] if told.startswith("`tdt") else f"tdt {path.stem}"
    lines = [f"## `{usage}`", "", _help(tree)]
    calls = _calls(tree, "add_argument")
    rows = [_argument(call, _named(tree, call.lineno)) for call in calls]
    if rows:
        lines += ["", "| argument | meaning |", "|---|---|", *rows]
    return "\n".join([*lines, ""])


def _help(tree: ast.Module) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "help":
            return _literal(node.value)
    return ""


def _calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
    ]
    yield from sorted(found, key=lambda node: node.lineno)


def _argument(call: ast.Call, known: dict[str, str]) -> str:
    names = ", ".join(f"`{_literal(a)}`" for a in call.args if _literal(a))
    given = {k.arg: k.value for k in call.keywords}
    default = given.get("default")
    shown = f"default: {default.value!s}" if isinstance(default, ast.Constant) else ""
    meaning = _text(given.get("help"), known).replace("[%(default)s]", f"({shown})")
    return f"| {names} | {meaning.replace('%(default)s', shown).replace(' ()', '')} |"


def actions(root: Path) -> str:
    """docs/actions.md: every verb that changes something, stage by stage."""
    pages = [GENERATED + "\n# Actions\n"]
    pages.append(
        "Nothing is changed but by these. Each asks its rule, changes one thing and writes one "
        "event, in one transaction.\n"
    )
    for stage in [root / SRC / "kernel", *rooms_with_verbs(root)]:
        rows = list(_verbs(root, stage))
        if rows:
            head = [f"## {stage.name}", "", "| action | thing | rule | does |", "|---|---|---|---|"]
            pages.append("\n".join([*head, *rows, ""]))
    return "\n".join(pages)


def _verbs(root: Path, stage: Path) -> Iterator[str]:
    for path in sources(root, stage.relative_to(root).as_posix()):
        if not {"actions", "kernel"} & {path.stem, path.parent.name}:
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and "action" in decorators(node):
                thing = node.args.args[0].annotation if node.args.args else None
                does = (ast.get_docstring(node) or "").split("\n")[0]
                kind = ast.unparse(thing) if thing else ""
                yield f"| `{node.name}` | `{kind}` | {_rule(node)} | {does} |"


def _rule(function: ast.FunctionDef) -> str:
    calls = [d for d in function.decorator_list if isinstance(d, ast.Call) and d.args]
    return ", ".join(f"`{ast.unparse(call.args[0])}`" for call in calls)


def states(root: Path) -> str:
    """docs/states.md: a chart for every table `…_MOVES` in an enums file."""
    pages = [GENERATED + "\n# States\n"]
    pages.append(
        "States move only along these tables, which stand in `enums.py` of the kernel and of each "
        "stage.\n"
    )
    for stage in (root / SRC / "kernel", *rooms_with_verbs(root)):
        for path in sources(root, stage.relative_to(root).as_posix()):
            if "enums" in (path.stem, path.parent.name):
                pages.extend(_chart(stage.name, parsed(path), node) for node in parsed(path).body)
    return "\n".join(page for page in pages if page)


def _chart(stage: str, tree: ast.Module, node: ast.stmt) -> str:
    target: ast.expr
    if isinstance(node, ast.AnnAssign):
        target, table = node.target, node.value
    elif isinstance(node, ast.Assign):
        target, table = node.targets[0], node.value
    else:
        return ""
    if not (isinstance(target, ast.Name) and target.id.endswith("_MOVES")):
        return ""
    if not isinstance(table, ast.Dict):
        return ""
    moves = [
        (_state(key), [_state(to) for to in getattr(value, "elts", [])])
        for key, value in zip(table.keys, table.values, strict=True)
    ]
    names = _labels(tree)
    lines = [f"## {stage}: {target.id.removesuffix('_MOVES').lower().replace('_', ' ')}", ""]
    lines += ["```mermaid", "stateDiagram-v2"]
    lines += [f"  {state}: {names.get(state, state.lower())}" for state, _ in moves]
    lines += [f"  [*] --> {moves[0][0]}"] if moves else []
    lines += [f"  {state} --> {to}" for state, targets in moves for to in targets]
    return "\n".join([*lines, "```", ""])


def _state(node: ast.expr | None) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ""


def _labels(tree: ast.Module) -> dict[str, str]:
    """State → its label, of all enums of the file."""
    return {
        line.targets[0].id: _literal(line.value.elts[-1])
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.Assign)
        and isinstance(line.targets[0], ast.Name)
        and isinstance(line.value, ast.Tuple)
    }
