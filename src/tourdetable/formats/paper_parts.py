"""What a paper is made of: runs of text, and parts that hold them; all of them plain values."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tourdetable.kernel.wording import Reading
from tourdetable.parties.queries import Reason
from tourdetable.sheets.parts import Cited, PartyLine, ThingLink
from tourdetable.ui.instants import Instants
from tourdetable.ui.telling import Telling

Part = dict[str, object]
Run = dict[str, str]
Runs = list[Run]

UNBROKEN = "\N{NO-BREAK SPACE}"
"""The mark of a language stays on one line, as `.mark` does on a page."""


@dataclass(frozen=True)
class Phrasing:
    """Readings, names and doubts as runs, in the words of a language."""

    telling: Telling

    def _(self, message: str, **variables: object) -> str:
        return self.telling.translations.gettext(message) % variables

    def run(self, reading: Reading, look: str = "") -> Run:
        return {"text": reading.text, **({"look": look} if look else {}), **tongue(reading)}

    def foreign(self, reading: Reading) -> Run:
        return {
            "text": reading.text,
            "language": reading.language,
            "direction": reading.direction,
        }

    def said(self, reading: Reading, look: str = "") -> Runs:
        """A text with the mark of its language, and whether it lags behind its original."""
        if not reading:
            return []
        found = [self.run(reading, look)]
        if reading.is_fallback:
            told = self.telling.in_language(reading.language).replace(" ", UNBROKEN)
            found.append(self.small(f" ({told})"))
        if reading.status.value == "machine":
            found.append(self.small(f" ({self.telling.label(reading.status)})"))
        if reading.is_stale:
            found.append(doubtful(self._("the original has changed since this translation")))
        return found

    def small(self, text: str) -> Run:
        return {"text": text, "look": "small"}

    def hours(self, starts: dt.datetime | None, ends: dt.datetime | None, zone: str) -> str:
        """`09:30–10:15` by the clock of the zone; nothing where no hour is known."""
        clock = Instants(self.telling.language)
        return "–".join(clock.hour(instant, zone) for instant in (starts, ends) if instant)

    def invented(self, *, is_invented: bool) -> Runs:
        """What was made up as an example says so."""
        told = self.telling.invented(is_invented=is_invented)
        return [plain(" "), doubtful(told)] if told else []

    def cite(self, cited: Cited) -> Runs:
        found = []
        if cited.numbers:
            found.append(self.small(f" [{', '.join(map(str, sorted(cited.numbers)))}]"))
        if cited.is_unverified:
            found.append(doubtful(self._("unverified")))
        return found

    def doubts(self, reasons: Iterable[Reason]) -> Runs:
        return [doubtful(self.telling.doubt(reason)) for reason in reasons]

    def parties(self, lines: Iterable[PartyLine], look: str = "") -> Runs:
        return joined([self.said(line.name, look) for line in lines], self.telling.comma)

    def things(self, links: Iterable[ThingLink]) -> Runs:
        return joined([self.said(link.name) for link in links], self.telling.comma)


def plain(text: str) -> Run:
    return {"text": text}


def doubtful(text: str) -> Run:
    return {"text": f"\N{NO-BREAK SPACE}{text}", "look": "doubt"}


def joined(several: list[Runs], between: str) -> Runs:
    found: Runs = []
    for runs in several:
        found += [plain(between), *runs] if found else runs
    return found


def paragraph(runs: Runs) -> Part:
    return {"kind": "paragraph", "runs": runs}


def table(widths: tuple[int, ...], header: tuple[str, ...], rows: list[list[Runs]]) -> Part:
    return {"kind": "table", "widths": list(widths), "header": list(header), "rows": rows}


def heading(title: str | Reading) -> Part:
    text = title if isinstance(title, str) else title.text
    return {"kind": "heading", "text": text, **tongue(title)}


def section(title: str | Reading, parts: list[Part]) -> Part:
    text = title if isinstance(title, str) else title.text
    return {"title": text, **tongue(title), "parts": parts}


def tongue(said: str | Reading) -> Run:
    """The language and direction of a text, where they are not those of the paper."""
    if isinstance(said, str) or not said.is_fallback:
        return {}
    return {"language": said.language, "direction": said.direction}
