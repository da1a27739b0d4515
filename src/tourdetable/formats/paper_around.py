"""What lies around a meeting, on paper: its documents, what fed it and what it fed, its sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tourdetable.formats.paper_parts import Part, Phrasing, Run, Runs, doubtful, paragraph, plain
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import DocumentRole
from tourdetable.sheets.meeting import DocumentLine, FlowLine, MeetingSheet
from tourdetable.sheets.parts import SourceLine

IN_NO_LANGUAGE: Run = {"language": "zxx", "direction": "ltr"}
"""An address (ISO 639-2: no linguistic content)."""


@dataclass(frozen=True)
class Surroundings(Phrasing):
    """The last sections of a sheet in the words of its language."""

    sheet: MeetingSheet

    def documents(self) -> Iterator[Part]:
        _, sheet = self._, self.sheet
        titles = {
            DocumentRole.MEETING: _("Documents of the meeting"),
            DocumentRole.PARTICIPANT_PAPER: _("Documents provided by participants"),
            DocumentRole.OUTCOME: _("Outcomes"),
        }
        ordered = sorted(sheet.documents, key=lambda line: line.role.value)
        for role, group in groupby(ordered, key=lambda line: line.role):
            yield {"kind": "heading", "text": titles[role]}
            yield {"kind": "list", "lines": [self._document(line) for line in group]}
        if sheet.documents_note:
            yield paragraph(self.said(sheet.documents_note, "small"))

    def _document(self, line: DocumentLine) -> Runs:
        tongues = self.telling.all_of([self.telling.in_language(tag) for tag in line.languages])
        kept = self._("kept here") if line.is_kept else self._("not kept here")
        about = self.telling.comma.join(filter(None, (tongues, kept)))
        found = [*self.said(line.link.name), self.small(f" – {about}"), *self.cite(line.cited)]
        origin = self._origin(line)
        return [*found, *([plain("\n"), *origin] if origin else [])]

    def _origin(self, line: DocumentLine) -> Runs:
        """Whose document it is, who brought it and in which part, and what there is to remark."""
        senders = self.parties(line.submitted_by, "small")
        if not senders and line.submitted_by_text:
            senders = [self.small(line.submitted_by_text)]
        process = line.process.label or line.process.name.text if line.process else ""
        found = [self.small(process)] if process else []
        if senders:
            found += [self.small((" · " if process else "") + self._("from") + " "), *senders]
        if line.submitter_role:
            found += [self.small(" – "), *self.said(line.submitter_role, "small")]
        if line.note:
            found += [self.small(" "), *self.said(line.note, "small")]
        return found

    def flow(self) -> Iterator[Part]:
        for title, lines in (
            (self._("What fed it"), self.sheet.fed_by),
            (self._("What it fed into"), self.sheet.fed_into),
        ):
            if lines:
                yield {"kind": "heading", "text": title}
                yield {"kind": "list", "lines": [self._step(line) for line in lines]}

    def _step(self, line: FlowLine) -> Runs:
        when = self.telling.dates(line.meeting.start, line.meeting.end)
        name, note = self.said(line.meeting.link.name), self.said(line.note, "small")
        found = [*name, self.small(f" – {when}"), *self.cite(line.cited)]
        return [*found, *([plain("\n"), *note] if note else [])]

    def sources(self) -> Iterator[Part]:
        lines = [{"number": one.number, "runs": self._source(one)} for one in self.sheet.sources]
        if lines:
            yield {"kind": "numbered", "lines": lines}

    def _source(self, source: SourceLine) -> Runs:
        if source.url:
            found: Runs = [{"text": source.publisher, "address": source.url}]
        elif source.publisher:
            found = [plain(source.publisher)]
        else:
            found = [doubtful(self._("general knowledge: nobody has checked it"))]
        if source.reading:
            full = source.reading == "full"
            found.append(
                self.small(" – " + (self._("read in full") if full else self._("read in part")))
            )
        if source.url:
            # An address is written from left to right in every language.
            found += [plain("\n"), {"text": source.url, "look": "small", **IN_NO_LANGUAGE}]
        for remark in source.remarks:
            english = Reading(remark, "en", is_fallback=self.sheet.language != "en")
            found += [plain("\n"), *self.said(english, "small")]
        return found
