"""A table that is typed: every cell has a name of its own, and there are always rows to spare."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import Widget
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tourdetable.kernel.wording import Reading
from tourdetable.screens.choices import telling
from tourdetable.screens.words import message

TO_SPARE = 3
"""Empty rows at the end; once they are saved there are as many again."""


class TableInput(Widget):
    """Rows of cells under the columns of the question."""

    use_fieldset = True

    def __init__(self, columns: Sequence[Reading]) -> None:
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:  # noqa: ARG002 - Django's signature
        """Rows as they were typed; None where there is no cell at all."""
        found: list[list[str]] = []
        while f"{name}-{len(found)}-0" in data:
            place = f"{name}-{len(found)}"
            found.append([str(data.get(f"{place}-{n}", "")) for n in range(len(self.columns))])
        said = [row for row in found if any(cell.strip() for cell in row)]
        return said or None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002 - Django's signature
        return f"{name}-0-0" not in data

    def id_for_label(self, id_: str) -> str:  # noqa: ARG002 - Django's signature
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - Django's signature
        rows = [*(value or ()), *([[""] * len(self.columns)] * TO_SPARE)]
        heads = format_html_join(
            "",
            '<th scope="col" lang="{}" dir="{}">{}</th>',
            ((column.language, column.direction, column.text) for column in self.columns),
        )
        lines = format_html_join(
            "", "<tr>{}</tr>", ((self._row(name, number, row),) for number, row in enumerate(rows))
        )
        return format_html(
            '<div class="scrolling" tabindex="0" role="region" aria-label="{}">'
            '<table class="typed" data-rows><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
            "</div>",
            telling().translations.gettext(message("Answer")),
            heads,
            lines,
        )

    def _row(self, name: str, number: int, row: Sequence[object]) -> SafeString:
        label = telling().translations.gettext(message("%(column)s, row %(number)s"))
        return format_html_join(
            "",
            '<td><input type="text" name="{}-{}-{}" value="{}" aria-label="{}" dir="auto"'
            ' autocomplete="off"></td>',
            (
                (name, number, place, cell, label % {"column": head.text, "number": number + 1})
                for place, (head, cell) in enumerate(zip(self.columns, row, strict=False))
            ),
        )
