"""A questionnaire that comes back filled in, as Word's or as an OpenDocument text.

What was recognised is an answer by the key of its question; what was not is a remark. A document
that cannot be trusted as it stands, damaged, with changes that are still tracked, or of another
questionnaire, is refused in a sentence, and nothing of it is taken.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tourdetable.formats.questionnaire_document import anchor
from tourdetable.intake.questionnaires.blocks import Block, Brought, read_blocks
from tourdetable.kernel.errors import SentenceError
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.queries.plans import PlannedQuestion, QuestionnairePlan, Remark

_ANCHOR = re.compile(r"tdt_([0-9a-f]{8})_([qage])_([0-9a-f]{0,16})")
_MARKED = re.compile(r"^\s*(?:[☒☑✓✔✗✘]|\[\s*[xX✓]\s*\]|[xX×]\s*☐?|☐\s*[xX×])\s*(.+)$")
_BOX = re.compile(r"^\s*(?:☐|\[\s*\])\s*")


@dataclass(frozen=True, slots=True)
class Returned:
    """What was recognised, as somebody would have typed it, by key of the question."""

    answers: dict[str, object]
    remarks: tuple[Remark, ...]


def read_returned(content: bytes, plan: QuestionnairePlan, *, questionnaire: str) -> Returned:
    """The answers in a document of that questionnaire (its slug), and what was not recognised.

    Raises SentenceError for what cannot be read or trusted as a whole.
    """
    return answers_in(read_blocks(content), plan, questionnaire=questionnaire)


def answers_in(brought: Brought, plan: QuestionnairePlan, *, questionnaire: str) -> Returned:
    """The same from what was read of the document. Raises SentenceError as `read_returned` does."""
    found = _Reading(plan, questionnaire).of(brought.blocks)
    return Returned(found.answers, (*brought.left_out, *found.remarks))


# ── Answers ──────────────────────────────────────────────────────────────────


class _Reading:
    def __init__(self, plan: QuestionnairePlan, questionnaire: str) -> None:
        self.own = anchor(questionnaire, "e").split("_")[1]
        self.questions = {
            anchor(questionnaire, "a", one.key).split("_")[3]: one for one in plan.questions
        }
        self.remarks: list[Remark] = []
        self.answers: dict[str, object] = {}

    def of(self, blocks: Sequence[Block]) -> Returned:
        """Raises SentenceError where the document has no anchor of this questionnaire."""
        marks = [self._marks(block) for block in blocks]
        known = {digest for found in marks for kind, digest in found if kind in "qa"}
        if not known & self.questions.keys():
            raise SentenceError(
                "This document is not of this questionnaire, or its anchors were all deleted: copy "
                "the answers into the document that was sent."
            )
        strange = known - self.questions.keys()
        if strange:
            told = SentenceError(
                "It has %(count)s questions that are not asked.", count=len(strange)
            )
            self.remarks.append(Remark("", told))
        for digest, question in self.questions.items():
            self._answer(question, digest, blocks, marks)
        return Returned(self.answers, tuple(self.remarks))

    def _marks(self, block: Block) -> list[tuple[str, str]]:
        """Kind and digest of the anchors of this questionnaire. Raises SentenceError for those of
        another one.
        """
        found = [match for name in block.anchors if (match := _ANCHOR.fullmatch(name))]
        if any(match[1] != self.own for match in found):
            raise SentenceError("This document answers another questionnaire.")
        return [(match[2], match[3]) for match in found]

    def _answer(
        self,
        question: PlannedQuestion,
        digest: str,
        blocks: Sequence[Block],
        marks: Sequence[Sequence[tuple[str, str]]],
    ) -> None:
        begin = _place(marks, ("a", digest))
        if begin is None:
            begin = _place(marks, ("q", digest))
            if begin is None:
                told = SentenceError("The question was deleted from the document.")
                self.remarks.append(Remark(question.key, told))
                return
            told = SentenceError(
                "The line before the answer was deleted: what follows the question is taken."
            )
            self.remarks.append(Remark(question.key, told))
        answer: list[Block] = []
        for block, found in zip(blocks[begin + 1 :], marks[begin + 1 :], strict=True):
            if any(kind in "qge" or (kind == "a" and own != digest) for kind, own in found):
                break
            answer.append(block)
        self._take(question, answer)

    def _take(self, question: PlannedQuestion, blocks: Sequence[Block]) -> None:
        if question.kind is QuestionKind.TABLE:
            self._take_table(question, blocks)
            return
        lines = [line for block in blocks for line in _lines(block)]
        text = "\n".join(lines).strip("\n ")
        if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
            self._take_choices(question, lines)
        elif text:
            self.answers[question.key] = text

    def _take_choices(self, question: PlannedQuestion, lines: Sequence[str]) -> None:
        by_text = {
            _folded(text): option.key for option in question.options for text in option.text.texts()
        }
        marked = [match[1] for line in lines if (match := _MARKED.match(line))]
        plain = [line for line in lines if line.strip() and not _BOX.match(line)]
        said = marked or plain
        found = [by_text[_folded(one)] for one in said if _folded(one) in by_text]
        for one in said:
            if _folded(one) not in by_text:
                told = SentenceError("“%(text)s” is none of the choices.", text=one[:120])
                self.remarks.append(Remark(question.key, told))
        if question.kind is QuestionKind.CHOICES and found:
            self.answers[question.key] = found
        elif len(found) == 1:
            self.answers[question.key] = found[0]
        elif found:
            told = SentenceError("Several choices are marked where one is asked for.")
            self.remarks.append(Remark(question.key, told))

    def _take_table(self, question: PlannedQuestion, blocks: Sequence[Block]) -> None:
        tables = [block.rows for block in blocks if block.rows is not None]
        loose = [block.text for block in blocks if block.text.strip()]
        if loose:
            told = SentenceError("“%(text)s” stands outside of the table.", text=loose[0][:120])
            self.remarks.append(Remark(question.key, told))
        if not tables:
            told = SentenceError("The table was deleted from the document.")
            self.remarks.append(Remark(question.key, told))
            return
        rows = [list(row) for row in tables[0][1:] if any(cell.strip() for cell in row)]
        if any(len(row) != len(question.options) for row in rows):
            told = SentenceError("The table has other columns than the one that was sent.")
            self.remarks.append(Remark(question.key, told))
        elif rows:
            self.answers[question.key] = rows


def _place(marks: Sequence[Sequence[tuple[str, str]]], wanted: tuple[str, str]) -> int | None:
    return next((number for number, found in enumerate(marks) if wanted in found), None)


def _lines(block: Block) -> list[str]:
    if block.rows is None:
        return [block.text]
    return ["\t".join(row) for row in block.rows]


def _folded(text: str) -> str:
    return " ".join(_BOX.sub("", text).split()).casefold()
