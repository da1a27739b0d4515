"""A meeting as it stands on paper: plain parts that the template of the PDF sets.

A part has a `kind` (`heading`, `paragraph`, `list`, `numbered`, `table`); its text is runs. A run
is a text with, where they are not those of the paper, its language and direction, and perhaps an
`address` that it leads to or a `look` (`strong`, `small`, `doubt`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tourdetable.formats.paper_around import Surroundings
from tourdetable.formats.paper_parts import (
    Part,
    Runs,
    doubtful,
    joined,
    paragraph,
    plain,
    section,
    table,
)
from tourdetable.kernel.wording import Reading, direction
from tourdetable.processes.enums import MandateStyle
from tourdetable.sheets.meeting import (
    InvitationLine,
    ItemLine,
    MeetingSheet,
    QuestionLine,
)
from tourdetable.sheets.participants import ParticipantLine
from tourdetable.sheets.parts import Cited
from tourdetable.sheets.process import MeetingLine
from tourdetable.ui.telling import telling_of


def meeting_paper(sheet: MeetingSheet, address: str) -> Part:
    """All that the PDF says, as plain values. `address` is the absolute URL of the page."""
    writing = Writing(telling_of(sheet.language), sheet)
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
class Writing(Surroundings):
    """A sheet in the words of its language."""

    # ── The head ─────────────────────────────────────────────────────────────

    def kicker(self) -> Runs:
        found = self.said(self.sheet.series) or [plain(self.telling.label(self.sheet.kind))]
        number = self.sheet.number_in_series
        if self.sheet.series and number is not None:
            ordinal = self.telling.ordinal(number)
            found.append(plain(" · " + self._("%(ordinal)s of the series", ordinal=ordinal)))
        return found + self.invented(is_invented=self.sheet.is_invented)

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
            (self._("Before it in the series"), self._neighbour(sheet.previous)),
            (self._("After it in the series"), self._neighbour(sheet.following)),
        )
        for term, runs in pairs:
            if runs:
                yield {"term": term, "runs": runs}

    def _neighbour(self, line: MeetingLine | None) -> Runs:
        if line is None:
            return []
        when = self.telling.dates(line.start, line.end)
        return [*self.said(line.link.name), self.small(f" – {when}")]

    # ── The body ─────────────────────────────────────────────────────────────

    def sections(self) -> Iterator[Part]:
        sheet, _ = self.sheet, self._
        yield section(_("Context"), [paragraph(self.said(text)) for text in sheet.context])
        yield section(_("Who was to be invited"), list(self._invited()))
        yield section(_("Who took part"), list(self._participation()))
        yield section(_("List of participants"), list(self._delegations()))
        yield section(_("Agenda"), list(self._agenda()))
        yield section(_("Questions put before the meeting"), list(self._questions()))
        yield section(_("Documents"), list(self.documents()))
        yield section(_("Where it came from, where it went"), list(self.flow()))
        yield section(_("Remarks"), [paragraph(self.said(sheet.note))] if sheet.note else [])
        yield section(_("Sources"), list(self.sources()))

    def _invited(self) -> Iterator[Part]:
        block, _ = self.sheet.invitations, self._
        for text in block.paragraphs:
            cited = self.cite(block.cited) if text is block.paragraphs[-1] else []
            yield paragraph([*self.said(text), *cited])
        groups = (
            (_("Seats that follow from these words"), block.seats),
            (_("Where fitting, at the choice of the hosts"), block.where_fitting),
        )
        for title, seats in groups:
            if seats:
                yield {"kind": "heading", "text": title}
                yield table(
                    (3, 5, 8),
                    (_("Process"), _("Office"), _("Held on that day by")),
                    [self._seat(seat) for seat in seats],
                )
        for text in block.notes:
            yield paragraph(self.said(text, "small"))

    def _seat(self, seat: InvitationLine) -> list[Runs]:
        names = [self.said(holder.party.name, "strong") for holder in seat.candidates]
        holders = joined(names, " " + self._("or") + " ")
        if not holders:
            holders = [doubtful(self._("holder not found"))]
        numbers = Cited(seat.cited.numbers, seat.cited.is_unverified and not seat.doubts)
        remarks = [
            run
            for one in seat.candidates
            if one.note
            for run in (plain("\n"), *self.said(one.note, "small"))
        ]
        return [
            [plain(seat.process.label or seat.process.name.text)],
            [plain(self.telling.label(seat.office)), self.small(f" – {self._ground(seat)}")],
            [*holders, *self.cite(numbers), *self.doubts(seat.doubts), *remarks],
        ]

    def _ground(self, seat: InvitationLine) -> str:
        """The ground, and what the process itself calls the office where that is another word."""
        ground, called = self.telling.label(seat.ground), ""
        found = seat.candidates[0] if seat.candidates else None
        if found and found.secretariat_kind:
            called = self.telling.label(found.secretariat_kind)
        elif found and found.style and found.style is not MandateStyle.CHAIR:
            called = self.telling.label(found.style)
        return f"{ground} · {called}" if called not in ("", ground) else ground

    def _delegations(self) -> Iterator[Part]:
        for delegation in self.sheet.participants:
            whose = (delegation.party, delegation.process)
            named = [self.said(part.name, "strong") for part in whose if part]
            heading = joined(named, " · ") or [plain(self.telling.label(delegation.category))]
            yield paragraph(heading)
            yield {"kind": "list", "lines": [self._coming(line) for line in delegation.lines]}

    def _coming(self, line: ParticipantLine) -> Runs:
        called = f"{line.honorific} {line.name}".strip()
        told = (self.telling.label(line.function), line.post, line.unit)
        return [plain(called), self.small(" · ".join(["", *filter(None, told)]))]

    def _participation(self) -> Iterator[Part]:
        block = self.sheet.participation
        counts = [[plain(count)] for count in self._counts()]
        if counts:
            yield {"kind": "list", "lines": counts}
        if block.note:
            yield paragraph(self.said(block.note))
        for title, parties in (
            (self._("States"), block.parties),
            (self._("Territories"), block.territories),
        ):
            if parties:
                yield {"kind": "heading", "text": f"{title} ({self.telling.number(len(parties))})"}
                yield paragraph(self.parties(parties))

    def _counts(self) -> Iterator[str]:
        """`9 processes`: what sources count, and nothing where they do not."""
        block, ngettext = self.sheet.participation, self.telling.translations.ngettext
        counts = (
            (block.states, ngettext("State", "States", block.states or 0)),
            (block.mechanisms, ngettext("process", "processes", block.mechanisms or 0)),
            (
                block.regional_organisations,
                ngettext(
                    "regional organisation",
                    "regional organisations",
                    block.regional_organisations or 0,
                ),
            ),
            (
                block.un_commissions,
                ngettext(
                    "United Nations commission",
                    "United Nations commissions",
                    block.un_commissions or 0,
                ),
            ),
            (
                block.people,
                ngettext("participant in all", "participants in all", block.people or 0),
            ),
        )
        for count, words in counts:
            if count is not None:
                yield f"{self.telling.number(count)} {words}"

    def _agenda(self) -> Iterator[Part]:
        for day in self.sheet.agenda:
            name = self.telling.date(day.date) or self._("Day %(number)s", number=day.number)
            told = (name, self.hours(day.starts_at, day.ends_at, self.sheet.zone), day.title.text)
            yield {"kind": "heading", "text": " · ".join(filter(None, told))}
            yield {"kind": "list", "lines": [self._item(item) for item in day.items]}

    def _item(self, item: ItemLine) -> Runs:
        kind = self.telling.label(item.kind)
        if item.day_part:
            kind += f" · {self.telling.label(item.day_part)}"
        if item.starts_at:
            kind += f" · {self.hours(item.starts_at, None, self.sheet.zone)}"
        found = [*self.said(item.title), self.small(f" – {kind}")]
        for speaker in item.speakers:
            post = self.said(speaker.post, "small") or self.said(speaker.party.name, "small")
            found += [plain("\n"), plain(speaker.name), plain(self.telling.comma), *post]
        return found

    def _questions(self) -> Iterator[Part]:
        block = self.sheet.questions
        if block.note:
            yield paragraph(self.said(block.note))
        lines = [{"number": line.number, "runs": self._question(line)} for line in block.lines]
        if lines:
            yield {"kind": "numbered", "lines": lines}
        if block.wording:
            yield paragraph(self.said(block.wording, "small"))

    def _question(self, line: QuestionLine) -> Runs:
        found = [*self._topic(line.topic), *self.said(line.text)]
        if line.organisations:
            found.append(self.small("\n" + self._("Organisations named:") + " "))
            found += self.parties(line.organisations, "small")
        return found

    def _topic(self, topic: Reading) -> Runs:
        return [*self.said(topic, "small"), plain("\n")] if topic else []
