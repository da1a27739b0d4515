"""How texts, people and concepts stand in an Akoma Ntoso document."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from lxml.etree import SubElement, _Element

from tourdetable.formats.akoma_ntoso_meta import References, akn
from tourdetable.formats.xml_text import LANG, xml_text
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.sheets.meeting import SpeakerLine
from tourdetable.sheets.parts import Cited
from tourdetable.ui.telling import Telling

APART = " · "


@dataclass
class Writing:
    """A document while it is written: its language, and what it has pointed to so far."""

    telling: Telling
    references: References = field(default_factory=References)
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    posts: dict[Reading, int] = field(default_factory=dict)

    def say(self, message: str) -> str:
        return self.telling.translations.gettext(message)

    def fill(self, element: _Element, reading: Reading) -> None:
        """The text with its language where that is another, and what a reader must know of it."""
        element.text = xml_text(reading.text)
        if reading.language != self.telling.language:
            element.set(LANG, reading.language)
        if reading.status is WordingStatus.MACHINE:
            self.add_doubt(element, self.telling.label(reading.status))
        if reading.is_stale:
            self.add_doubt(element, self.say("the original has changed since this translation"))

    def add_paragraph(self, around: _Element, reading: Reading) -> None:
        self.fill(SubElement(around, akn("p")), reading)

    def add_reliance(self, around: _Element, cited: Cited) -> None:
        """Says so where no page stands behind a fact."""
        if cited.is_unverified:
            self.add_doubt(around, self.say("unverified"))

    def add_doubt(self, around: _Element, words: str) -> None:
        """Words of the record at the end of an element, in its own language."""
        append(around, " (")
        mark = SubElement(around, akn("inline"), name="doubt")
        mark.set(LANG, self.telling.language)
        mark.text, mark.tail = words, ")"

    def add_concept(self, around: _Element, vocabulary: str, member: TextChoices) -> None:
        mark = SubElement(around, akn("concept"), refersTo=self.concept(vocabulary, member))
        mark.text = self.telling.label(member)

    def add_speaker(self, around: _Element, speaker: SpeakerLine) -> None:
        """Name, post where it is known, and party."""
        line = SubElement(around, akn("p"))
        person = SubElement(line, akn("person"), refersTo=self.person(speaker))
        person.text, person.tail = xml_text(speaker.name), ", "
        if speaker.post:
            pointer = self.post(speaker.post)
            person.set("as", pointer)
            post = SubElement(line, akn("role"), refersTo=pointer)
            self.fill(post, speaker.post)
            post.tail = ", "
        pointer = self.references.party(speaker.party)
        self.fill(SubElement(line, akn("organization"), refersTo=pointer), speaker.party.name)

    def concept(self, vocabulary: str, member: TextChoices) -> str:
        """The pointer to a member of a closed vocabulary: `#item-kind-discussion`."""
        key, name = f"{vocabulary}/{member.value}", self.telling.label(member)
        return self.references.enter("TLCConcept", f"{vocabulary}-{member.value}", key, name)

    def person(self, speaker: SpeakerLine) -> str:
        known = (speaker.party.code, speaker.name)
        number = self.people.setdefault(known, len(self.people) + 1)
        key, eid = "/".join(map(xml_text, known)), f"person-{number}"
        return self.references.enter("TLCPerson", eid, key, speaker.name)

    def post(self, post: Reading) -> str:
        number = self.posts.setdefault(post, len(self.posts) + 1)
        return self.references.enter("TLCRole", f"post-{number}", xml_text(post.text), post.text)


def append(element: _Element, text: str) -> None:
    """More text at the end of what the element holds."""
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{text}"
    else:
        element.text = f"{element.text or ''}{text}"
