"""Excerpts of the shipped files, to change a place of them and to load them."""

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import deepcopy
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path

from django.apps import apps

from tourdetable.intake.load import REFERENCE
from tourdetable.intake.reading import Plain, read_text

REMOVED = object()
"""Put in place of a value, it takes the field away."""

Place = tuple[str | int, ...]


@cache
def _read(dataset: str) -> Plain:
    folder = resources.files("tourdetable.intake") / "reference"
    text = folder.joinpath(f"{dataset}.yaml").read_text("utf-8")
    return read_text(f"{dataset}.yaml", text).data


def datasets() -> list[str]:
    return [name.removesuffix(".yaml") for name in REFERENCE]


def things(dataset: str) -> str:
    """The field that holds the things of a file."""
    return "rules" if dataset == "invitation-rules" else dataset


def shipped(dataset: str) -> Plain:
    """The whole file, to be changed freely."""
    return deepcopy(_read(dataset))


def excerpt(dataset: str, *names: str) -> Plain:
    """A file with those things alone. They stand before the sources, so that the lines on which
    they stand do not depend on anything else.
    """
    data = _read(dataset)
    key = things(dataset)
    by_name = {row.get("id") or row["meeting"]: row for row in data[key]}
    chosen = {"dataset": dataset, key: [by_name[name] for name in names]}
    return deepcopy({**chosen, "meta": data["meta"], "sources": data["sources"]})


def few(folder: Path, names: Mapping[str, Sequence[str]]) -> list[Path]:
    """Files of those things alone, by dataset, which say nothing of the others."""
    rows = chain.from_iterable(_read(dataset)[things(dataset)] for dataset in names)
    absent = {row["id"] for row in rows if "id" in row}.difference(*names.values())
    return [write(folder, _without(excerpt(key, *names[key]), absent)) for key in names]


def _without(value: Plain, absent: AbstractSet[str]) -> Plain:
    """Fields and rows that name one of these are left out."""

    def names_one(inner: Plain) -> bool:
        return isinstance(inner, str) and inner in absent

    if isinstance(value, dict):
        return {k: _without(v, absent) for k, v in value.items() if not names_one(v)}
    if isinstance(value, list):
        speaking = [row.values() if isinstance(row, dict) else [row] for row in value]
        return [
            _without(row, absent)
            for row, inner in zip(value, speaking, strict=True)
            if not any(map(names_one, inner))
        ]
    return value


def place(data: Plain, path: Place) -> Plain:
    for step in path:
        data = data[step]
    return data


def plant(data: Plain, path: Place, value: Plain) -> None:
    """Put a value where the path leads; a mapping also gets a new field, a list a new row."""
    holder, last = place(data, path[:-1]), path[-1]
    if value is REMOVED:
        del holder[last]
    elif isinstance(holder, list) and last == len(holder):
        holder.append(value)
    else:
        holder[last] = value


def write(folder: Path, data: Plain, name: str = "") -> Path:
    """One value a line; JSON is YAML."""
    path = folder / (name or f"{data['dataset']}.yaml")
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return path


def counts() -> Mapping[str, int]:
    """How many rows every table has, the journal's included."""
    return {model.__name__: model._default_manager.count() for model in apps.get_models()}
