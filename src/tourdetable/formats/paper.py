"""A meeting as it stands on paper: plain parts that the template of the PDF sets.

A part has a `kind` (`heading`, `paragraph`, `list`, `numbered`, `table`); its text is runs. A run
is a text with, where they are not those of the paper, its language and direction, and perhaps an
`address` that it leads to or a `look` (`strong`, `small`, `doubt`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tourdetable.kernel.wording import Reading, direction
from tourdetable.parties.queries import Reason
from tourdetable.sheets.meeting import (
    DocumentLine,
    FlowLine,
    InvitationLine,
    ItemLine,
    MeetingSheet,
)
from tourdetable.sheets.parts import Cited, PartyLine, ThingLink
from tourdetable.ui.catalogue import translations
from tourdetable.ui.telling import Telling

Part = dict[str, object]
Run = dict[str, str]
Runs = list[Run]


def meeting_paper(sheet: MeetingSheet, address: str) -> Part:
    """All that the PDF says, as plain values. `address` is the absolute URL of the page."""
    writing = Writing(sheet, Telling(sheet.language, translations(sheet.language)))
    return {
        "language": sheet.language,
        "direction": direction(sheet.language),
        "title": sheet.name.text,
        "address": address,
        "kicker": writing.kicker(),
        "name": writing.run(sheet.name),
        "names": [writing.foreign(name) for name in sheet.names],
        "when": writing.when(),
        "lede": writing.said(sheet.purpose),
        "facts": list(writing.facts()),
        "sections": [section for section in writing.sections() if section["parts"]],
    }


@dataclass(frozen=True)
class Writing:
    """A sheet in the words of its language."""

    sheet: MeetingSheet
    telling: Telling

    def _(self, message: str, **variables: object) -> str:
        return self.telling.translations.gettext(message) % variables

    # ── Runs ─────────────────────────────────────────────────────────────────

    def run(self, reading: Reading, look: str = "") -> Run:
        made = {"text": reading.text, **({"look": look} if look else {})}
        if reading.is_fallback:
            made |= {"language": reading.language, "direction": reading.direction}
        return made

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
            found.append(self.small(f" ({self.telling.in_language(reading.language)})"))
        if reading.status.value == "machine":
            found.append(self.small(f" ({self.telling.label(reading.status)})"))
        if reading.is_stale:
            found.append(doubtful(self._("the original has changed since this translation")))
        return found

    def small(self, text: str) -> Run:
        return {"text": text, "look": "small"}

    def cite(self, cited: Cited) -> Runs:
        found = []
        if cited.numbers:
            found.append(self.small(f" [{', '.join(map(str, sorted(cited.numbers)))}]"))
        if cited.is_unverified:
            found.append(doubtful(self._("unverified")))
        return found

    def doubts(self, reasons: Iterable[Reason]) -> Runs:
        return [doubtful(self.telling.doubt(reason)) for reason in reasons]

    def parties(self, lines: Iterable[PartyLine]) -> Runs:
        return joined([self.said(line.name) for line in lines], self.telling.comma)

    def things(self, links: Iterable[ThingLink]) -> Runs:
        return joined([self.said(link.name) for link in links], self.telling.comma)

    # ── The head ─────────────────────────────────────────────────────────────

    def kicker(self) -> Runs:
        return self.said(self.sheet.series) or [plain(self.telling.label(self.sheet.kind))]

    def when(self) -> Runs:
        sheet, told = self.sheet, [plain(self.telling.dates(self.sheet.start, self.sheet.end))]
        if sheet.place_city:
            told.append(plain(f" · {self.telling.place(sheet.place_city)}"))
        if sheet.place_country:
            told += [plain(" ("), *self.said(sheet.place_country.name), plain(")")]
        return told + self.cite(sheet.cited)

    def facts(self) -> Iterator[Part]:
        sheet = self.sheet
        pairs = (
            (self._("Convened by"), self.parties(sheet.hosts)),
            (self._("Kind"), [plain(self.telling.label(sheet.kind))]),
            (self._("Form"), [plain(self.telling.label(sheet.mode))]),
            (self._("Theme"), self.said(sheet.theme)),
            (self._("Processes"), self.things(sheet.processes)),
            (self._("Organisations"), self.parties(sheet.organisations)),
        )
        for term, runs in pairs:
            if runs:
                yield {"term": term, "runs": runs}

    # ── The body ─────────────────────────────────────────────────────────────

    def sections(self) -> Iterator[Part]:
        sheet, _ = self.sheet, self._
        yield section(_("Context"), [paragraph(self.said(text)) for text in sheet.context])
        yield section(_("Who was to be invited"), list(self._invited()))
        yield section(_("Who took part"), list(self._participation()))
        yield section(_("Agenda"), list(self._agenda()))
        yield section(_("Questions put before the meeting"), list(self._questions()))
        yield section(_("Documents"), list(self._documents()))
        yield section(_("Where it came from, where it went"), list(self._flow()))
        yield section(_("Remarks"), [paragraph(self.said(sheet.note))] if sheet.note else [])
        yield section(_("Sources"), list(self._sources()))

    def _invited(self) -> Iterator[Part]:
        block, _ = self.sheet.invitations, self._
        for text in block.paragraphs:
            yield paragraph(self.said(text))
        groups = (
            (_("Seats that follow from these words"), block.seats),
            (_("Where fitting, at the choice of the hosts"), block.where_fitting),
        )
        for title, seats in groups:
            if seats:
                yield {"kind": "heading", "text": title}
                yield table(
                    (2, 2, 3),
                    (_("Process"), _("Office"), _("Held on that day by")),
                    [self._seat(seat) for seat in seats],
                )
        for text in block.notes:
            yield paragraph(self.said(text, "small"))

    def _seat(self, seat: InvitationLine) -> list[Runs]:
        names = [self.said(holder.party.name, "strong") for holder in seat.candidates]
        holders = joined(names, f" {self._('or')} ")
        if not holders:
            holders = [doubtful(self._("holder not found"))]
        remarks = [
            run for one in seat.candidates for run in (plain(" "), *self.said(one.note, "small"))
        ]
        ground = self.small(f" – {self.telling.label(seat.ground)}")
        return [
            [plain(seat.process.label or seat.process.name.text)],
            [plain(self.telling.label(seat.office)), ground],
            [*holders, *self.cite(seat.cited), *self.doubts(seat.doubts), *remarks],
        ]

    def _participation(self) -> Iterator[Part]:
        block = self.sheet.participation
        if block.note:
            yield paragraph(self.said(block.note))
        for title, parties in (
            (self._("States"), block.parties),
            (self._("Territories"), block.territories),
        ):
            if parties:
                yield {"kind": "heading", "text": f"{title} ({self.telling.number(len(parties))})"}
                yield paragraph(self.parties(parties))

    def _agenda(self) -> Iterator[Part]:
        for day in self.sheet.agenda:
            name = self.telling.date(day.date) or self._("Day %(number)s", number=day.number)
            yield {"kind": "heading", "text": name}
            yield {"kind": "list", "lines": [self._item(item) for item in day.items]}

    def _item(self, item: ItemLine) -> Runs:
        kind = self.telling.label(item.kind)
        if item.day_part:
            kind += f" · {self.telling.label(item.day_part)}"
        found = [*self.said(item.title), self.small(f" – {kind}")]
        for speaker in item.speakers:
            post = self.said(speaker.post, "small") or self.said(speaker.party.name, "small")
            found += [plain("\n"), plain(speaker.name), plain(self.telling.comma), *post]
        return found

    def _questions(self) -> Iterator[Part]:
        block = self.sheet.questions
        if block.note:
            yield paragraph(self.said(block.note))
        lines = [
            {"number": line.number, "runs": [*self._topic(line.topic), *self.said(line.text)]}
            for line in block.lines
        ]
        if lines:
            yield {"kind": "numbered", "lines": lines}
        if block.wording:
            yield paragraph(self.said(block.wording, "small"))

    def _topic(self, topic: Reading) -> Runs:
        return [*self.said(topic, "small"), plain("\n")] if topic else []

    def _documents(self) -> Iterator[Part]:
        lines = [self._document(line) for line in self.sheet.documents]
        if lines:
            yield {"kind": "list", "lines": lines}
        if self.sheet.documents_note:
            yield paragraph(self.said(self.sheet.documents_note, "small"))

    def _document(self, line: DocumentLine) -> Runs:
        tongues = [self.telling.in_language(tag) for tag in line.languages]
        kept = self._("kept here") if line.is_kept else self._("not kept here")
        about = self.telling.comma.join([*tongues, kept])
        return [*self.said(line.link.name), self.small(f" – {about}"), *self.cite(line.cited)]

    def _flow(self) -> Iterator[Part]:
        for title, lines in (
            (self._("What fed it"), self.sheet.fed_by),
            (self._("What it fed into"), self.sheet.fed_into),
        ):
            if lines:
                yield {"kind": "heading", "text": title}
                yield {"kind": "list", "lines": [self._step(line) for line in lines]}

    def _step(self, line: FlowLine) -> Runs:
        when = self.telling.dates(line.meeting.start, line.meeting.end)
        return [
            *self.said(line.meeting.link.name),
            self.small(f" – {when}"),
            *self.cite(line.cited),
        ]

    def _sources(self) -> Iterator[Part]:
        lines = []
        for source in self.sheet.sources:
            if not source.url:
                runs = [doubtful(self._("general knowledge: nobody has checked it"))]
            else:
                runs = [
                    {"text": source.publisher, "address": source.url},
                    self.small(f" – {source.url}"),
                ]
            lines.append({"number": source.number, "runs": runs})
        if lines:
            yield {"kind": "numbered", "lines": lines}


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


def section(title: str, parts: list[Part]) -> Part:
    return {"title": title, "parts": parts}
