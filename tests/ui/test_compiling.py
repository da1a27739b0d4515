"""Templates run as they stand: strict, escaped once, and small components only once."""

from dataclasses import dataclass

import pytest
from jinja2 import DictLoader, StrictUndefined, UndefinedError, nodes
from markupsafe import Markup

from tourdetable.formats.html import environment
from tourdetable.kernel.enums import WordingStatus
from tourdetable.processes.enums import ProcessKind
from tourdetable.ui.compiling import StraightEnvironment, remembered


@dataclass(frozen=True)
class Line:
    name: str
    is_former: bool = False


def rendered(text: str, parts: str = "", **given: object) -> str:
    """The text of a page, which finds components in `parts.html`."""
    templates = DictLoader({"page.html": text, "parts.html": parts})
    made = StraightEnvironment(loader=templates, autoescape=True, undefined=StrictUndefined)
    made.globals["remembered"] = remembered
    return made.get_template("page.html").render(**given)


PARTS = '{% macro named(line, mark="!") %}<b>{{ line.name }}</b>{{ mark }}{% endmacro %}'
IMPORTED = '{% from "parts.html" import named %}'


@pytest.mark.parametrize(
    ("call", "page"),
    [
        ("named(line)", "<b>a &amp; b</b>!"),
        ("named(line, '<')", "<b>a &amp; b</b>&lt;"),
        ("named(line, mark='?')", "<b>a &amp; b</b>?"),
        ("named(mark='?', line=line)", "<b>a &amp; b</b>?"),
        ("named(line) + named(line, 1)", "<b>a &amp; b</b>!<b>a &amp; b</b>1"),
    ],
)
def test_a_component_is_called_by_place_or_by_name_and_escapes_once(call: str, page: str) -> None:
    assert rendered(IMPORTED + "{{ " + call + " }}", PARTS, line=Line("a & b")) == page


@pytest.mark.parametrize(
    ("text", "error", "told"),
    [
        ("{{ nobody }}", UndefinedError, "'nobody' is undefined"),
        ("{{ nobody.name }}", UndefinedError, "'nobody' is undefined"),
        ("{{ line.age }}", AttributeError, "'Line' object has no attribute 'age'"),
        ("{{ {'name': 1}.name }}", AttributeError, "'dict' object has no attribute 'name'"),
        (IMPORTED + "{{ named() }}", UndefinedError, "parameter 'line' was not provided"),
        (
            IMPORTED + "{{ named(line, colour=1) }}",
            TypeError,
            "A component has the arguments line, mark, not colour.",
        ),
        ('{% from "parts.html" import lost %}{{ lost }}', UndefinedError, "requested name 'lost'"),
    ],
)
def test_what_is_not_there_is_an_error(text: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        rendered(text, PARTS, line=Line("a"))


def test_values_stand_as_they_are_and_everything_else_is_escaped() -> None:
    values = [Markup("<i>"), "<i>", 1, 1.5, True, None, WordingStatus.MACHINE]
    page = rendered("{% for value in values %}{{ value }} {% endfor %}", values=values)
    assert page == "<i> &lt;i&gt; 1 1.5 True None machine "


def test_what_a_caller_says_stands_inside() -> None:
    boxed = "{% macro box(title) %}<p>{{ title }}: {{ caller() }}</p>{% endmacro %}"
    page = '{% from "parts.html" import box %}{% call box("T") %}{{ line.name }}<br>{% endcall %}'
    assert rendered(page, boxed, line=Line("<")) == "<p>T: &lt;<br></p>"


def test_filters_take_attributes_and_places() -> None:
    lines = [Line("b"), Line("a"), Line("c", is_former=True)]
    page = "{{ lines | rejectattr('is_former') | map(attribute='name') | sort | join }}"
    assert rendered(page, lines=lines) == "ab"
    assert rendered("{{ [(1, 'b'), (2, 'a')] | map(attribute=1) | join }}") == "ba"


def test_a_remembered_component_draws_the_same_only_once() -> None:
    drawn: list[str] = []

    def count(text: str) -> str:
        drawn.append(text)
        return text

    parts = PARTS + "{% macro counted(x) %}{{ count(x) }}<{% endmacro %}"
    parts += "{% set counted = remembered(counted) %}"
    page = '{% from "parts.html" import counted %}{% for x in all %}{{ counted(x) }}{% endfor %}'
    templates = DictLoader({"page.html": page, "parts.html": parts})
    made = StraightEnvironment(loader=templates, autoescape=True, undefined=StrictUndefined)
    made.globals.update(remembered=remembered, count=count)
    template = made.get_template("page.html")
    assert [template.render(all=["a", "b", "a"]) for _ in range(2)] == ["a<b<a<"] * 2
    assert drawn == ["a", "b"]


def test_equal_values_of_two_vocabularies_are_remembered_apart() -> None:
    named = remembered(lambda value: type(value).__name__)
    text = ProcessKind.GLOBAL.value
    assert text == ProcessKind.GLOBAL
    assert [named(text), named(ProcessKind.GLOBAL)] == ["str", "ProcessKind"]


def test_no_remembered_component_is_given_the_frame() -> None:
    """It would keep the links of one page for all."""
    made = environment("en")
    assert made.loader
    found = {}
    for name in made.list_templates(filter_func=lambda name: name.endswith(".html")):
        tree = made.parse(made.loader.get_source(made, name)[0])
        kept = {
            node.target.name
            for node in tree.find_all(nodes.Assign)
            if isinstance(node.target, nodes.Name)
            and isinstance(node.node, nodes.Call)
            and isinstance(node.node.node, nodes.Name)
            and node.node.node.name == "remembered"
        }
        for macro in tree.find_all(nodes.Macro):
            if macro.name in kept:
                found[f"{name}: {macro.name}"] = {x.name for x in macro.find_all(nodes.Name)}
    assert "components/doubt.html: cite" in found
    assert [name for name, names in found.items() if names & {"frame", "sheet"}] == []
