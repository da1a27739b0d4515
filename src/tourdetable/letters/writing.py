"""How a letter is written from the facts of its meeting, in the language of its addressee.

Names stand on lines of their own, never inside a sentence: a sentence of Russian or French would
bend them. What is missing is left out.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from tourdetable.invitations.enums import Ground
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.header_text import one_line
from tourdetable.kernel.journal import Change
from tourdetable.kernel.link_addresses import SECRET_SPACE
from tourdetable.letters.enums import LetterKind
from tourdetable.letters.models import Letter
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Party
from tourdetable.sheets.reader import Reader
from tourdetable.ui.instants import Instants
from tourdetable.ui.telling import Telling, telling_of

LINK_PLACE = "{reply-link}"
"""Stands in a draft where the address of the reply will stand once the letter is approved."""
LONGEST_SUBJECT = 300
_SECRET = re.compile(rf"(/{SECRET_SPACE}/)[A-Za-z0-9_-]{{20,}}/")
_OTHERWISE = "en"


@dataclass(frozen=True)
class Facts:
    """What a letter is written from; `begins_at` is empty where no hour is known."""

    meeting: Meeting
    invitation: Invitation
    hosts: Sequence[Party]
    begins_at: dt.datetime | None
    now: dt.datetime


@dataclass(frozen=True)
class Written:
    """A letter as it is drafted."""

    subject: str
    text: str


def tongue_of(language: str) -> str:
    """The language in which somebody of that language (BCP 47) is written to: the house can write
    in the languages of its interface.
    """
    own = language.split("-", 1)[0].lower()
    return own if own in settings.INTERFACE_LANGUAGES else _OTHERWISE


def write(kind: LetterKind, facts: Facts) -> Written:
    """A draft. Raises KeyError for a kind that has no text."""
    writer = Writer(tongue_of(facts.invitation.language), facts.meeting, facts)
    return Written(writer.subject(kind), writer.text(kind))


def reply_address(secret: str, language: str) -> str:
    return f"{settings.TDT_ADDRESS}{language}/reply/{secret}/"


def note_address(secret: str, language: str) -> str:
    """Where the respondent writes its note."""
    return f"{settings.TDT_ADDRESS}{language}/note/{secret}/"


def as_shown(text: str) -> str:
    """A letter as the secretariat sees it: without what opens a note, which is its government's, or
    lets somebody reply as a party; for a party the secretariat answers in its own name.
    """
    return _SECRET.sub(r"\1…/", text)


def kept(change: Change) -> Change:
    """What the journal keeps of a change: not what opens a party's reply."""
    return Change(change.thing, _closed(change.before), _closed(change.after))


def _closed(state: object) -> object:
    if not isinstance(state, dict):
        return state
    return {k: _SECRET.sub(r"\1…/", v) if isinstance(v, str) else v for k, v in state.items()}


def afresh(letter: Letter) -> dict[str, object]:
    """What makes an approved letter a draft again: the place of the link stands where an address
    stood, and all that its approval gave it is gone.
    """
    address = re.escape(settings.TDT_ADDRESS) + rf"[a-z]{{2}}/{SECRET_SPACE}/[A-Za-z0-9_-]{{20,}}/"
    return {
        "text": re.sub(address, LINK_PLACE, letter.text),
        "attachments": [],
        "approved_by": "",
        "approved_at": None,
        "due_at": None,
        "message_id": "",
    }


@dataclass(frozen=True)
class Letterhead:
    """What all letters about a meeting share, in one language."""

    language: str
    meeting: Meeting

    @property
    def telling(self) -> Telling:
        return telling_of(self.language)

    def _(self, message: str, **values: object) -> str:
        return self.telling.translations.gettext(message) % values

    @property
    def name(self) -> str:
        return one_line(Reader(self.language).say(self.meeting.names).text)

    def subject(self, kind: LetterKind) -> str:
        label = self.telling.label(kind)
        told = self._(
            "%(term)s: %(value)s", term=f"{label[:1].upper()}{label[1:]}", value=self.name
        )
        return told[:LONGEST_SUBJECT]

    def composed(self, parts: Iterable[str]) -> str:
        """The whole text; one about an invented meeting says so first."""
        invented = self.telling.invented(is_invented=self.meeting.is_invented)
        return "\n\n".join(filter(None, [invented, *parts])) + "\n"

    def head(self, addressee: str) -> Iterator[str]:
        if addressee:
            yield one_line(addressee)
        yield self._("Sir or Madam,")

    def end(self) -> Iterator[str]:
        yield self._("Accept, Sir or Madam, the assurances of our highest consideration.")
        yield self._("The secretariat of the meeting")

    def block(self, lines: Iterable[tuple[str, str]]) -> str:
        """The facts, each on its line."""
        return "\n".join(
            self._("%(term)s: %(value)s", term=term, value=one_line(value))
            for term, value in lines
            if value
        )


@dataclass(frozen=True)
class Writer(Letterhead):
    """One letter to somebody who is invited."""

    facts: Facts

    def text(self, kind: LetterKind) -> str:
        parts = {
            LetterKind.INVITATION: self._invitation,
            LetterKind.NOTE_VERBALE: self._note_verbale,
            LetterKind.REMINDER: self._reminder,
            LetterKind.CHANGE: self._change,
            LetterKind.CANCELLATION: self._cancellation,
        }[kind]
        return self.composed(parts())

    # ── The kinds ────────────────────────────────────────────────────────────

    def _invitation(self) -> list[str]:
        opening = self._(
            "On behalf of the hosts, we have the honour to invite you to the meeting named below."
        )
        return [
            *self.head(self.facts.invitation.addressee),
            opening,
            self.block(self._lines()),
            *self._reply(),
            *self.end(),
        ]

    def _note_verbale(self) -> list[str]:
        opening = self._(
            "The secretariat of the meeting presents its compliments and has the honour to invite "
            "the party named below to the following meeting."
        )
        close = self._(
            "The secretariat of the meeting avails itself of this opportunity to renew the "
            "assurances of its highest consideration."
        )
        day = Instants(self.language).day(self.facts.now, self.facts.meeting.zone)
        return [opening, self.block(self._lines()), *self._reply(), close, day]

    def _reminder(self) -> list[str]:
        opening = self._(
            "We have not yet received a reply to the invitation to the meeting named below, and "
            "should be grateful for one."
        )
        return [
            *self.head(self.facts.invitation.addressee),
            opening,
            self.block(self._lines()),
            *self._reply(),
            *self.end(),
        ]

    def _change(self) -> list[str]:
        opening = self._(
            "The arrangements for the meeting named below have changed. They now stand as follows."
        )
        return [
            *self.head(self.facts.invitation.addressee),
            opening,
            self.block(self._lines()),
            *self.end(),
        ]

    def _cancellation(self) -> list[str]:
        opening = self._(
            "We regret to inform you that the meeting named below will not take place."
        )
        reason = Reader(self.language).say(self.facts.meeting.cancellation_reason).text
        return [
            *self.head(self.facts.invitation.addressee),
            opening,
            *filter(None, [reason]),
            self.block(self._lines()),
            *self.end(),
        ]

    # ── What they share ──────────────────────────────────────────────────────

    def _reply(self) -> Iterator[str]:
        told = self._(
            "Replies and nominations are received at the following address. It opens the reply of "
            "this party alone and needs no account; please do not pass it on."
        )
        yield f"{told}\n{LINK_PLACE}"

    def _lines(self) -> Iterator[tuple[str, str]]:
        meeting, reader = self.facts.meeting, Reader(self.language)
        yield self._("Meeting"), self.name
        yield self._("Dates"), self.telling.dates(meeting.start, meeting.end)
        if self.facts.begins_at:
            moment = Instants(self.language).moment(self.facts.begins_at, meeting.zone)
            yield self._("Beginning"), moment
        yield self._("Place"), self.place
        tongues = [self.telling.language_name(tag) for tag in meeting.languages]
        yield self._("Working languages"), self.telling.all_of(tongues) if tongues else ""
        hosts = [line.name.text for line in reader.parties(self.facts.hosts)]
        yield self._("Hosts"), self.telling.all_of(hosts) if hosts else ""
        yield self._("Invited party"), reader.party(self.facts.invitation.party).name.text
        yield self._("Ground of the invitation"), self._ground(reader)

    @property
    def place(self) -> str:
        """`Geneva (Switzerland)`, or what is known of the two."""
        meeting, reader = self.facts.meeting, Reader(self.language)
        city = self.telling.place(meeting.place_city)
        country = reader.party(meeting.place_country).name.text if meeting.place_country else ""
        return f"{city} ({country})" if city and country else city or country

    def _ground(self, reader: Reader) -> str:
        """In the words of the list; that a line was added by hand is the secretariat's matter."""
        invitation = self.facts.invitation
        ground = Ground(invitation.ground)
        told = self.telling.label(Ground.PARTY if ground is Ground.BY_HAND else ground)
        process = invitation.process
        return f"{told} · {reader.process(process).name.text}" if process else told
