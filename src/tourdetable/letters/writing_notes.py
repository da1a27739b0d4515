"""How a respondent is written to: that a note is asked of it, is awaited, has arrived, is returned.

A letter says nothing of how far the note is: before it is submitted, that is its government's own.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tourdetable.kernel.header_text import one_line
from tourdetable.letters.enums import LetterKind
from tourdetable.letters.writing import (
    LINK_PLACE,
    LONGEST_SUBJECT,
    Letterhead,
    Written,
    tongue_of,
)
from tourdetable.notes.models import Note, NoteVersion
from tourdetable.notes.queries.notes import deadline_of
from tourdetable.sheets.reader import Reader
from tourdetable.ui.instants import Instants
from tourdetable.ui.telling import telling_of


def write_to_respondent(kind: LetterKind, note: Note) -> Written:
    """A letter about a note as it stands. Raises KeyError for a kind that has no text."""
    meeting = note.questionnaire.meeting
    writer = NoteWriter(tongue_of(note.language), meeting, note, deadline_of(note))
    return Written(writer.subject(kind), writer.text(kind))


@dataclass(frozen=True)
class NoteWriter(Letterhead):
    """One letter to a respondent."""

    note: Note
    deadline: dt.datetime | None

    def text(self, kind: LetterKind) -> str:
        parts = {
            LetterKind.QUESTIONNAIRE: self._asked,
            LetterKind.NOTE_REMINDER: self._awaited,
            LetterKind.RETURNED: self._returned,
        }[kind]
        return self.composed([*self.head(""), *parts(), *self.end()])

    def _asked(self) -> list[str]:
        opening = self._(
            "Before the meeting named below each respondent is asked to answer the same questions "
            "in a short note. We should be grateful for yours."
        )
        return [opening, *self._with_link()]

    def _awaited(self) -> list[str]:
        opening = self._(
            "We have not yet received your note for the meeting named below, and should be "
            "grateful for it."
        )
        return [opening, *self._with_link()]

    def _with_link(self) -> list[str]:
        link = self._(
            "The note is written at the following address. It needs no account, and whoever has "
            "it can write in your name; please pass it on to those alone who do."
        )
        closed = self._(
            "What you write, and who clears it, is seen by you alone until you submit the note."
        )
        return [self.block(self._lines()), f"{link}\n{LINK_PLACE}", closed]

    def _returned(self) -> list[str]:
        """What the secretariat asks stands in its own words, in their own lines."""
        opening = self._("We return the note named below, and ask you to look at it again.")
        asked = self._("What we ask you to look at:")
        again = self._(
            "It is opened as before: by the address in the letter that asked you for it, or after "
            "signing in. What you submitted stands until you submit again."
        )
        return [opening, self.block(self._lines()), f"{asked}\n{self.note.remark}", again]

    def _lines(self) -> Iterator[tuple[str, str]]:
        asked, reader = self.note.questionnaire, Reader(self.language)
        yield self._("Meeting"), self.name
        yield self._("Dates"), self.telling.dates(self.meeting.start, self.meeting.end)
        yield self._("Questionnaire"), reader.say(asked.title).text
        yield self._("Respondent"), reader.party(self.note.party).name.text
        process = self.note.process
        yield self._("Process"), reader.process(process).name.text if process else ""
        if self.deadline:
            zone = asked.zone or self.meeting.zone
            yield self._("Deadline"), Instants(self.language).moment(self.deadline, zone)


def write_receipt(version: NoteVersion) -> Written:
    """That a note was submitted, when, and the SHA-256 of its text; nothing of what it says."""
    note = version.note
    asked, reader = note.questionnaire, Reader(tongue_of(note.language))
    telling = telling_of(reader.language)
    _ = telling.translations.gettext
    told = [
        (_("Meeting"), reader.say(asked.meeting.names).text),
        (_("Questionnaire"), reader.say(asked.title).text),
        (_("Party"), reader.party(note.party).name.text),
        (_("Process"), reader.process(note.process).name.text if note.process else ""),
        (_("Version"), telling.number(version.number)),
        (_("Submitted on"), Instants(reader.language).moment(version.submitted_at, asked.zone)),
        (_("SHA-256 of the text"), version.digest),
    ]
    pair = _("%(term)s: %(value)s")
    lines = [pair % {"term": term, "value": one_line(value)} for term, value in told if value]
    blocks = (
        telling.invented(is_invented=asked.meeting.is_invented),
        _("We have received the note named below. This version never changes; if you correct it, "
          "there is a further one."),
        "\n".join(lines),
        _("The secretariat of the meeting"),
    )  # fmt: skip
    subject = pair % {"term": _("Receipt"), "value": one_line(told[0][1])}
    return Written(subject[:LONGEST_SUBJECT], "\n\n".join(filter(None, blocks)) + "\n")
