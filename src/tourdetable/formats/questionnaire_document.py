"""A questionnaire as a Word document that is filled in and comes back.

Each question carries two anchors, bookmarks that stay where they are while people write around
them: one at the question, one at the line after which the answer goes. `intake` reads them again,
from Word's own format and from OpenDocument. A bookmark is a digest, for Word allows forty letters,
and names the questionnaire too, so that another one's document is noticed.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.wording import Reading, Wording, direction
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.queries.plans import (
    PlannedGroup,
    PlannedQuestion,
    QuestionnairePlan,
    Remark,
)
from tourdetable.ui.catalogue import translations

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_BOX, CHECKED_BOX = "☐", "☒"
ROWS_TO_FILL = 4
"""Of a table; whoever needs more adds them."""
_QUIET = RGBColor(0x5A, 0x5A, 0x5A)


def anchor(questionnaire: str, kind: str, key: str = "") -> str:
    """The name of a bookmark: `q` for a question, `a` for the line before its answer, `g` for a
    group, `e` for the end.
    """
    of = hashlib.sha256(questionnaire.encode()).hexdigest()[:8]
    own = hashlib.sha256(key.encode()).hexdigest()[:16] if key else ""
    return f"tdt_{of}_{kind}_{own}"


@dataclass(frozen=True, slots=True)
class Addressed:
    """For whom the document is: the questionnaire's slug, the respondent and the deadline as they
    are told, and the language that it is written in (BCP 47).
    """

    questionnaire: str
    respondent: str
    deadline: str
    language: str


def questionnaire_docx(plan: QuestionnairePlan, addressed: Addressed) -> bytes:
    """The document. Raises FileNotFoundError for a language without a catalogue."""
    return _Writing(plan, addressed).bytes()


def lost_in_word(plan: QuestionnairePlan) -> Iterator[Remark]:
    """What a document does not hold of what is asked, one by one."""
    if len(plan.languages) > 1:
        yield Remark(
            "",
            SentenceError(
                "A Word document is in one language: that of the page on which it is made."
            ),
        )
    for question in plan.questions:
        if question.only_if:
            yield Remark(
                question.key,
                SentenceError(
                    "The condition is told and not enforced: whoever fills it in can answer all "
                    "the same."
                ),
            )
        if question.most_words:
            yield Remark(
                question.key,
                SentenceError(
                    "The limit on words is told and not enforced before the note is submitted."
                ),
            )


class _Writing:
    def __init__(self, plan: QuestionnairePlan, addressed: Addressed) -> None:
        self.plan, self.addressed = plan, addressed
        self._ = translations(addressed.language).gettext
        self.document: Docx = Document()
        self.count = 0

    def bytes(self) -> bytes:
        self.document.core_properties.author = "Tour de Table"
        self.document.core_properties.title = self._read(self.plan.title).text
        self.document.core_properties.language = self.addressed.language
        self._say(self._read(self.plan.title), "Title")
        self._quiet(self.addressed.respondent)
        if self.addressed.deadline:
            told = self._("To be returned by %(deadline)s") % {"deadline": self.addressed.deadline}
            self._quiet(told)
        self._quiet(
            self._(
                "Write below each line “Answer”. Please leave the questions and the headings as "
                "they are: they tell where an answer belongs."
            )
        )
        if self.plan.guidance:
            self._say(self._read(self.plan.guidance))
        for number, group in enumerate(self.plan.groups, 1):
            self._group(number, group)
        self._mark(self._quiet(self._("End of the questionnaire")), "e")
        made = io.BytesIO()
        self.document.save(made)
        return made.getvalue()

    def _group(self, number: int, group: PlannedGroup) -> None:
        title = self._read(group.title)
        self._mark(self._say(title, "Heading 1"), "g", str(number))
        if group.guidance:
            self._say(self._read(group.guidance))
        for question in group.questions:
            self._question(question)

    def _question(self, question: PlannedQuestion) -> None:
        self._mark(self._say(self._read(question.text), "Heading 2"), "q", question.key)
        if question.guidance:
            self._say(self._read(question.guidance))
        for remark in self._remarks(question):
            self._quiet(remark)
        self._mark(self._quiet(self._("Answer")), "a", question.key)
        if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
            for option in question.options:
                self._say(self._read(option.text), before=f"{OPEN_BOX} ")
        elif question.kind is QuestionKind.TABLE:
            self._table(question)
        else:
            self._line("")

    def _remarks(self, question: PlannedQuestion) -> list[str]:
        found = []
        if question.is_required:
            found.append(self._("An answer is required."))
        if question.most_words:
            told = self._("At most %(count)s words.") % {"count": question.most_words}
            found.append(told)
        if question.kind is QuestionKind.CHOICE:
            found.append(self._("Mark one box with an x."))
        if question.kind is QuestionKind.CHOICES:
            found.append(self._("Mark each box that applies with an x."))
        if question.only_if:
            found.append(self._condition(question))
        return found

    def _condition(self, question: PlannedQuestion) -> str:
        deciding = next(one for one in self.plan.questions if one.key == question.only_if)
        option = next(one for one in deciding.options if one.key == question.only_if_option)
        return self._("Only if you answered “%(choice)s” to “%(question)s”.") % {
            "choice": self._read(option.text).text,
            "question": self._read(deciding.text).text,
        }

    def _table(self, question: PlannedQuestion) -> None:
        table = self.document.add_table(1 + ROWS_TO_FILL, len(question.options), "Table Grid")
        if direction(self.addressed.language) == "rtl":
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))  # noqa: SLF001 - python-docx has no name for it
        for cell, option in zip(table.rows[0].cells, question.options, strict=True):
            cell.text = self._read(option.text).text
        self._line("")

    # ── Paragraphs ───────────────────────────────────────────────────────────

    def _read(self, wording: Wording) -> Reading:
        return wording.read(self.addressed.language)

    def _say(self, reading: Reading, style: str = "Normal", *, before: str = "") -> Paragraph:
        """In its own language, and from the side that it is read from."""
        made = self._line(before + reading.text, style)
        tag = OxmlElement("w:lang")
        tag.set(qn("w:val"), reading.language)
        for run in made.runs:
            run._r.get_or_add_rPr().append(tag)  # noqa: SLF001 - python-docx has no name for it
        return made

    def _quiet(self, text: str) -> Paragraph:
        made = self._line(text)
        for run in made.runs:
            run.font.size, run.font.color.rgb = Pt(9), _QUIET
        return made

    def _line(self, text: str, style: str = "Normal") -> Paragraph:
        made = self.document.add_paragraph(text, style)
        if direction(self.addressed.language) == "rtl":
            made.alignment = WD_ALIGN_PARAGRAPH.LEFT  # of a paragraph from the right: its beginning
            made._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 - python-docx has no name for it
        return made

    def _mark(self, paragraph: Paragraph, kind: str, key: str = "") -> None:
        """A bookmark around the words of the paragraph."""
        self.count += 1
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (begin, end):
            element.set(qn("w:id"), str(self.count))
        begin.set(qn("w:name"), anchor(self.addressed.questionnaire, kind, key))
        properties = paragraph._p.pPr  # noqa: SLF001 - where python-docx keeps the element
        paragraph._p.insert(0 if properties is None else 1, begin)  # noqa: SLF001 - the same
        paragraph._p.append(end)  # noqa: SLF001 - the same
