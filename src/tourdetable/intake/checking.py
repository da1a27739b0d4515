"""A file against its schema: the most telling fault, in a sentence."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from tourdetable.intake.reading import Node, Plain, Sheaf
from tourdetable.kernel.errors import shown
from tourdetable.kernel.nearest import nearest_names

_KINDS = {
    "object": "a group of fields",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing (null)",
}
_DATE = "^[0-9]{4}(-"
_SCHEMAS = ("schema.json", "invitation-rules.schema.json", "documents.schema.json")


@cache
def _validators() -> dict[str, Draft202012Validator]:
    """One for each dataset: the branch of the schema that its `dataset` field selects."""
    found = {}
    for name in _SCHEMAS:
        text = resources.files("tourdetable.intake").joinpath("reference", name).read_text("utf-8")
        schema = json.loads(text)
        for branch in schema["oneOf"]:
            dataset = branch["properties"]["dataset"]["const"]
            found[dataset] = Draft202012Validator({**branch, "$defs": schema["$defs"]})
    return found


def check(sheaf: Sheaf) -> str:
    """The dataset of a file that fits its schema. Raises SentenceError for one that does not."""
    dataset = sheaf.top.get("dataset")
    known = _validators()
    if not sheaf.top.has("dataset"):
        sheaf.top.refuse(f"the field “dataset” is missing; add it with one of {_several(known)}.")
    if not isinstance(dataset.value, str) or dataset.value not in known:
        dataset.refuse(f"{_shown(dataset.value)} is no dataset; write one of {_several(known)}.")
    errors = list(known[dataset.value].iter_errors(sheaf.data))
    if errors:
        fault = best_match(errors) or errors[0]
        others = len(errors) - 1
        more = f" ({others} more {'fault' if others == 1 else 'faults'})" if others else ""
        _node(sheaf, fault).refuse(
            f"{_sentence(fault).removesuffix('.')}{more}." if more else _sentence(fault)
        )
    return str(dataset.value)


def _node(sheaf: Sheaf, fault: ValidationError) -> Node:
    node = sheaf.top
    for step in fault.absolute_path:
        node = node[step]
    return node


def _sentence(fault: ValidationError) -> str:
    asked: Any = fault.validator_value
    found: Plain = fault.instance
    sentences: dict[str, Callable[[ValidationError], str]] = {
        "additionalProperties": _unknown_field,
        "required": _missing_field,
        "type": lambda _: f"{_shown(found)} stands here; write {_kinds(asked)}.",
        "anyOf": lambda _: f"{_shown(found)} stands here; write {_kinds(_types(asked))}.",
        "enum": lambda _: f"{_shown(found)} is not known here; write {_choice(asked)}.",
        "pattern": lambda _: f"{_shown(found)} {_shape(asked)}",
        "minimum": lambda _: f"{_shown(found)} is too small; write {asked} or more.",
        "maximum": lambda _: f"{_shown(found)} is too large; write {asked} or less.",
        "minItems": lambda _: (
            f"the list has {len(found)} entries, fewer than {asked}; complete it."
        ),
        "maxItems": lambda _: (
            f"the list has {len(found)} entries; {asked} is the most; shorten it."
        ),
        "uniqueItems": lambda _: "the list names something twice; name it once.",
        "minLength": lambda _: f"the text “{found}” is too short; write it out.",
        "const": lambda _: f"{_shown(found)} stands here; write {_shown(asked)}.",
    }
    tell = sentences.get(str(fault.validator))
    return tell(fault) if tell else f"this does not fit ({shown(fault.message)}); mend it."


def _unknown_field(fault: ValidationError) -> str:
    schema: Any = fault.schema
    found: Plain = fault.instance
    known = schema.get("properties", {})
    unknown = sorted(set(found) - set(known))
    near = nearest_names(unknown[0], dict.fromkeys(known, ()))
    hint = f"did you mean “{near[0]}”?" if near else f"known are {_several(known)}."
    return f"the field “{unknown[0]}” is not known; {hint}"


def _missing_field(fault: ValidationError) -> str:
    asked: Any = fault.validator_value
    found: Plain = fault.instance
    missing = [name for name in asked if name not in found]
    return f"the field “{missing[0]}” is missing; add it."


def _types(branches: Iterable[dict[str, Plain]]) -> list[str]:
    found: list[str] = []
    for branch in branches:
        names = branch.get("type", [])
        found += [names] if isinstance(names, str) else names
    return found


def _kinds(names: str | Iterable[str]) -> str:
    asked = [names] if isinstance(names, str) else list(names)
    return " or ".join(_KINDS[name] for name in asked)


def _shape(pattern: str) -> str:
    if pattern.startswith((_DATE, "^(19|20)")):
        return "is not a date; write YYYY-MM-DD, YYYY-MM or YYYY in quotes."
    if pattern == "^[A-Z]{3}$":
        return "is no country code; write the three capitals of ISO 3166-1, such as FJI."
    if pattern == "^https?://":
        return "is no address; write it in full, from https:// on."
    if pattern == "^[a-z0-9-]+$":
        return "is no id; write small letters, digits and hyphens."
    return f"does not have the form {pattern}; write it so."


def _several(values: Iterable[Plain]) -> str:
    return ", ".join(str(value) for value in values)


def _choice(values: Iterable[Plain]) -> str:
    *most, last = ["null" if value is None else str(value) for value in values]
    return f"{', '.join(most)} or {last}" if most else last


def _shown(value: Plain) -> str:
    if isinstance(value, dict | list):
        return "a group of fields" if isinstance(value, dict) else "a list"
    return f"“{shown(value)}”" if isinstance(value, str) else json.dumps(value)
