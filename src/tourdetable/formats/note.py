"""The receipt of a submitted note on paper: when it was submitted, its SHA-256, and its text."""

from collections.abc import Iterator

from tourdetable.formats.paper_parts import (
    Part,
    Phrasing,
    Run,
    Runs,
    joined,
    paragraph,
    plain,
    section,
    table,
)
from tourdetable.formats.pdf import fonts_missing_for, paper_pdf
from tourdetable.kernel.wording import direction
from tourdetable.notes.enums import AnswerState
from tourdetable.sheets.note_parts import SaidLine
from tourdetable.sheets.note_room import CardLine, ReadSheet
from tourdetable.ui.catalogue import translations
from tourdetable.ui.instants import Instants
from tourdetable.ui.telling import Telling


def receipt_pdf(sheet: ReadSheet, language: str) -> bytes:
    """The receipt; nothing where the machine has no font for it. Raises typst.TypstError."""
    paper = receipt_paper(sheet, language)
    return b"" if fonts_missing_for(paper) else paper_pdf(paper)


def receipt_paper(sheet: ReadSheet, language: str) -> Part:
    """All that the paper says, as plain values, in that language. Raises ValueError for a sheet of
    no version.
    """
    if sheet.version is None:
        msg = "A receipt is for a version that was submitted."
        raise ValueError(msg)
    telling = Telling(language, translations(language))
    writing, head, version = Receipt(telling), sheet.head, sheet.version
    _ = writing._
    moment = Instants(language).moment(version.submitted_at, head.zone)
    told = [
        (_("Submitted on"), moment),
        (_("Version"), telling.number(version.number)),
        (_("SHA-256 of the text"), version.digest),
        (_("What may be said of it"), telling.label(version.attribution)),
        *([(_("Reason"), version.reason)] if version.reason else []),
        *([(_("Entered from"), version.source)] if version.source else []),
    ]
    party = writing.said(head.party.name)
    return {
        "language": language,
        "direction": direction(language),
        "title": _("Receipt"),
        "address": "",
        "kicker": writing.said(head.meeting.head.name)
        + writing.invented(is_invented=head.meeting.head.is_invented),
        "name": plain(_("Receipt")),
        "names": [],
        "when": writing.said(head.title),
        "lede": joined(
            [party, writing.said(head.process.name)] if head.process else [party], " · "
        ),
        "facts": [{"term": term, "runs": [plain(value)]} for term, value in told],
        "sections": [section(title, list(writing.cards(cards))) for title, cards in sheet.groups],
    }


class Receipt(Phrasing):
    """Questions and answers in the words of a language."""

    def cards(self, cards: tuple[CardLine, ...]) -> Iterator[Part]:
        for card in cards:
            number = plain(f"{self.telling.number(card.question.number)}. ")
            yield paragraph(
                [{**number, "look": "strong"}, *self.said(card.question.text, "strong")]
            )
            yield from self.answered(card.said)

    def answered(self, said: SaidLine | None) -> Iterator[Part]:
        """What stands for a question."""
        if said is None:
            yield paragraph([self.small(self._("Not answered"))])
            return
        if said.state is AnswerState.DECLINED:
            told: Runs = [self.small(self._("Declined to answer"))]
            yield paragraph([*told, plain(f" {said.reason}")] if said.reason else told)
            return
        yield from self._content(said)
        for one in said.attached:
            attached = self._("Attached: %(name)s", name=one.name)
            yield paragraph([self.small(f"{attached} · SHA-256 {one.digest}")])
        if said.attribution:
            yield paragraph([self.small(self.telling.label(said.attribution))])

    def _content(self, said: SaidLine) -> Iterator[Part]:
        for block in said.text.split("\n\n"):
            if block.strip():
                yield paragraph([self._own(block, said)])
        if said.chosen:
            yield paragraph(joined([self.said(one) for one in said.chosen], self.telling.comma))
        if said.rows:
            header = tuple(column.text for column in said.columns)
            rows = [[[self._own(cell, said)] for cell in row] for row in said.rows]
            yield table((1,) * len(header), header, rows)

    def _own(self, text: str, said: SaidLine) -> Run:
        return {"text": text, "language": said.language, "direction": said.direction}
