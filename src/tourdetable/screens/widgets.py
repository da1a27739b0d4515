"""What several fields of forms look like: every input has its own label, nothing needs a script."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import Select, Widget
from django.forms.utils import flatatt
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markupsafe import escape

from tourdetable.kernel.wording import Wording, direction
from tourdetable.screens.choices import page_language, telling
from tourdetable.screens.words import message

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_FURTHER = 2
"""Empty lines for further names."""


class WordingInput(Widget):
    """A text in several languages: a line for each language that is offered or has a text, and one
    for a further language, whose tag is typed.
    """

    use_fieldset = True

    def __init__(self, *, lines: int = 1, languages: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.lines, self.languages = lines, languages

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:  # noqa: ARG002 - Django's signature
        prefix = f"{name}-"
        typed = {
            key.removeprefix(prefix): str(data[key])
            for key in data
            if key.startswith(prefix) and key not in (f"{prefix}further", f"{prefix}tag")
        }
        tag, text = str(data.get(f"{prefix}tag", "")), str(data.get(f"{prefix}further", ""))
        return {**typed, tag.strip(): text} if text.strip() else typed

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002 - Django's signature
        return not any(key.startswith(f"{name}-") for key in data)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - Django's signature
        told, odd = _texts(value)
        key = (attrs or {}).get("id", name)
        tags = dict.fromkeys([*(self.languages or (page_language(),)), *told])
        rows = [self._row(name, key, tag, told.get(tag, "")) for tag in tags if tag]
        return format_html(
            '<div class="wording">{}{}</div>',
            format_html_join("", "{}", ((row,) for row in rows)),
            self._further(name, key, *odd),
        )

    def id_for_label(self, id_: str) -> str:  # noqa: ARG002 - Django's signature
        return ""

    def _row(self, name: str, key: str, tag: str, text: str) -> SafeString:
        return format_html(
            '<label for="{0}-{1}">{2}</label>{3}',
            key,
            tag,
            telling().language_name(tag),
            self._input(f"{name}-{tag}", f"{key}-{tag}", text, tag),
        )

    def _input(self, name: str, key: str, text: str, tag: str) -> SafeString:
        tongue = format_html(' lang="{}" dir="{}"', tag, direction(tag)) if tag else ""
        if self.lines > 1:
            return format_html(
                '<textarea name="{}" id="{}" rows="{}"{}>{}</textarea>',
                *(name, key, self.lines, tongue or SafeString(' dir="auto"'), text),
            )
        return format_html(
            '<input type="text" name="{}" id="{}" value="{}"{}>',
            *(name, key, text, tongue or SafeString(' dir="auto"')),
        )

    def _further(self, name: str, key: str, tag: str = "", text: str = "") -> SafeString:
        words = telling().translations.gettext
        return format_html(
            '<details class="further"{7}><summary>{0}</summary>'
            '<label for="{2}-tag">{1}</label>'
            '<input type="text" name="{3}-tag" id="{2}-tag" value="{6}" maxlength="35" dir="ltr">'
            '<label for="{2}-further">{4}</label>{5}</details>',
            words(message("In a further language")),
            words(message("Tag of the language, such as pt")),
            key,
            name,
            words(message("Text")),
            self._input(f"{name}-further", f"{key}-further", text, ""),
            tag,
            SafeString(" open") if text else "",
        )


def _texts(value: Any) -> tuple[dict[str, str], tuple[str, ...]]:
    """Texts by language; and the tag and text of a further language whose tag is none."""
    if isinstance(value, Wording):
        return {tag: version.text for tag, version in value.versions.items()}, ()
    typed: dict[str, str] = value or {}
    odd = next(((t, text) for t, text in typed.items() if not LANGUAGE_TAG.fullmatch(t)), ())
    return {t: text for t, text in typed.items() if LANGUAGE_TAG.fullmatch(t)}, odd


class NamesInput(Widget):
    """Names that are typed, with those that are known proposed. `shown` is key → name: a value is
    shown by its name where it is a key.
    """

    def __init__(self, *, many: bool = False) -> None:
        super().__init__()
        self.many, self.shown = many, dict[str, str]()
        self.use_fieldset = many

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002 - Django's signature
        if not self.many:
            return data.get(name)
        typed = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name)
        return [typed] if isinstance(typed, str) else typed

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - Django's signature
        key = (attrs or {}).get("id", name)
        held = list(value or ()) if isinstance(value, list | tuple) else [value or ""]
        told = [self.shown.get(str(one), str(one)) for one in held if one]
        lines = told + [""] * _FURTHER if self.many else (told or [""])
        number = telling().translations.gettext("Name %(number)s")
        described = (attrs or {}).get("aria-describedby")
        more = format_html(' aria-describedby="{}"', described) if described else ""
        inputs = format_html_join(
            "",
            '<input type="text" name="{}" id="{}" value="{}" list="{}-known" autocomplete="off"'
            ' dir="auto"{}{}>',
            (
                (
                    name,
                    key if not self.many else f"{key}-{place}",
                    text,
                    key,
                    format_html(' aria-label="{}"', number % {"number": place})
                    if self.many
                    else "",
                    more,
                )
                for place, text in enumerate(lines, 1)
            ),
        )
        options = _joined(f'<option value="{escape(name)}">' for name in self.shown.values())
        return format_html('{}<datalist id="{}-known">{}</datalist>', inputs, key, options)

    def id_for_label(self, id_: str) -> str:
        return "" if self.many else id_


class LongSelect(Select):
    """A choice of one among hundreds, such as time zones: a template for each takes its time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - Django's signature
        chosen = "" if value is None else str(value)
        options = _joined(
            f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>{escape(told)}'
            "</option>"
            for key, told in self.choices
        )
        given = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, given, options)


def _joined(pieces: Iterable[str]) -> SafeString:
    """Pieces of HTML in which everything is escaped already."""
    return SafeString("".join(pieces))
