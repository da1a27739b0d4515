"""How our templates become Python: without the questions to which they have one answer.

Jinja2 writes code for every template that anybody may write. For each call that code asks whether
the callee wants the context, for each attribute whether it may be an item, for each import whether
the importer brings globals of its own. Ours answer no: they see frozen sheets, functions that take
what they are given, and components that are the same for a whole language. So what stands in them
is what is run: `a.b` is an attribute, `f(x)` a call, and a macro a function (decision 0014).

It is as strict as before: a name that nobody gave raises jinja2.UndefinedError, a field that a
sheet lacks AttributeError, an argument that a component does not know TypeError.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from markupsafe import Markup, escape

MOST = 50_000
"""What is remembered of one kind, before something is forgotten."""


class Straight(CodeGenerator):
    """Writes what stands in a template, and nothing around it."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline(f"from {__name__} import component, put")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if node.dyn_args or node.dyn_kwargs:
            self.fail("A call names its arguments one by one, not by * or **.", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        names = [argument.name for argument in macro_ref.node.args]
        if macro_ref.accesses_caller:
            names.append("caller")
        self.write(f"component(macro, {tuple(names)!r})")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}).module")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """Nothing but text is worked out beforehand: what is compiled is shared by all languages,
        and the word that a filter would find is one of them.
        """
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("put(")


class StraightEnvironment(Environment):
    """The templates of one language. What filters such as `selectattr` call an attribute is one,
    too; a number is a place.
    """

    code_generator_class = Straight

    def make_globals(self, d: Any) -> Any:
        """No template has names of its own beside those of the language."""
        return self.globals

    def getitem(self, obj: Any, argument: Any) -> Any:
        return getattr(obj, argument) if isinstance(argument, str) else obj[argument]


def component(made: Callable[..., str], names: tuple[str, ...]) -> Callable[..., Markup]:
    """The function of a macro as templates call it: arguments by place or by name, those that have
    a default may be left out.
    """
    made.__defaults__ = (missing,) * len(names)  # for which the macro puts its own

    def drawn(*given: object, **named: object) -> Markup:
        if named:
            given += tuple(named.pop(name, missing) for name in names[len(given) :])
        if named:
            msg = f"A component has the arguments {', '.join(names)}, not {', '.join(named)}."
            raise TypeError(msg)
        return _marked(Markup, made(*given))

    return drawn


def remembered(drawn: Callable[..., Any]) -> Callable[..., Any]:
    """The same component (or filter), which remembers what it drew: for small ones that stand on
    many pages with the same few arguments. Those are all that it depends on, for what is imported
    sees no page. A component that is given the frame is never remembered: it links to other pages,
    and each page keeps its own account of the pages that it links to.
    """
    return lru_cache(MOST, typed=True)(drawn)  # values of two vocabularies may be equal


_marked = str.__new__
"""Text that is markup already, made so without asking it for its HTML."""


class _Escaped(dict[str, str]):
    """Text → the same, escaped: the same names stand on all pages."""

    def __missing__(self, text: str) -> str:
        if len(self) >= MOST:
            self.clear()
        self[text] = escaped = escape(text)
        return escaped


_ESCAPED = _Escaped()


def put(value: Any) -> str:
    """What of a value stands on the page: markup as it is, anything else escaped."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]  # it is Markup
    if kind is str:
        return _ESCAPED[value]
    if kind is int or kind is float:
        return str(value)
    return escape(value)
