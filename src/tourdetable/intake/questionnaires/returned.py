"""A questionnaire that comes back filled in, as Word's or as an OpenDocument text.

What was recognised is an answer by the key of its question; what was not is a remark. A document
that cannot be trusted as it stands, damaged, with changes that are still tracked, or of another
questionnaire, is refused in a sentence, and nothing of it is taken.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from tourdetable.formats.questionnaire_document import anchor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media import packages
from tourdetable.kernel.media.bounds import MOST_CELLS, check_signs
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import DOCX, Medium
from tourdetable.kernel.media.traces import Cleaning, TraceKind
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.queries.plans import PlannedQuestion, QuestionnairePlan, Remark

LARGEST = 50_000_000
"""Bytes: with many pictures in it."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ANCHOR = re.compile(r"tdt_([0-9a-f]{8})_([qage])_([0-9a-f]{0,16})")
_MARKED = re.compile(r"^\s*(?:[☒☑✓✔✗✘]|\[\s*[xX✓]\s*\]|[xX×]\s*☐?|☐\s*[xX×])\s*(.+)$")
_BOX = re.compile(r"^\s*(?:☐|\[\s*\])\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table by its rows, with the anchors that stand in it."""

    text: str
    anchors: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What readers see of a document, and remarks about what is not taken over of the rest."""

    blocks: tuple[Block, ...]
    left_out: tuple[Remark, ...] = ()


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


def read_blocks(content: bytes) -> Brought:
    """What stands in a document, in its order, and what nobody sees in it.

    Raises SentenceError for what cannot be read or trusted as a whole.
    """
    if len(content) > LARGEST:
        raise SentenceError(
            "The file is larger than 50 MB; take pictures out, or make them smaller."
        )
    kind = packages.medium(content) if content.startswith(b"PK") else None
    if kind is None:
        raise SentenceError("Send the document back as Word (.docx) or OpenDocument (.odt).")
    packages.check(content, kind)
    read, left_out = _visible(content, kind)
    return Brought(tuple(_bounded(_blocks(read, kind))), left_out)


def _visible(content: bytes, kind: Medium) -> tuple[bytes, tuple[Remark, ...]]:
    """The document as its readers see it, and what is not taken over of it. Raises SentenceError
    for changes that are still tracked.
    """
    bare = cleaned(kind, content, Cleaning.ACCEPT)
    if bare.traces.has_changes:
        raise SentenceError(
            "The document has changes that are still tracked: accept or reject them all, save it, "
            "and send it again."
        )
    unseen = [one for one in (TraceKind.COMMENTS, TraceKind.HIDDEN) if one in bare.traces.counts]
    if not unseen:
        return bare.content, ()
    told = SentenceError("Not taken over: %(traces)s.", traces=bare.traces.sentence(unseen))
    return bare.content, (Remark("", told),)


def _bounded(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same, up to what no document has. Raises SentenceError there: a table in a table comes
    again with each table around it.
    """
    signs, cells = 0, 0
    for block in blocks:
        found = [cell for row in block.rows or () for cell in row]
        signs += len(block.text) + sum(map(len, found))
        cells += len(found)
        check_signs(signs)
        if cells > MOST_CELLS:
            raise SentenceError(
                "The tables of the document have more than %(limit)s cells; divide it.",
                limit=MOST_CELLS,
            )
        yield block


# ── Blocks ───────────────────────────────────────────────────────────────────


def _blocks(content: bytes, kind: Medium) -> Iterator[Block]:
    root = packages.body(content, kind)
    if kind is DOCX:
        body = root.find(f"{_W}body")
        yield from _of_word(body if body is not None else root)
    else:
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        yield from _of_open_document(body if body is not None else root)


def _of_word(around: _Element) -> Iterator[Block]:
    loose: list[str] = []
    for element in around:
        if element.tag == f"{_W}bookmarkStart":
            loose.append(str(element.get(f"{_W}name")))
        elif element.tag == f"{_W}p":
            found = [str(one.get(f"{_W}name")) for one in element.iter(f"{_W}bookmarkStart")]
            yield Block(packages.said(element), (*loose, *found))
            loose = []
        elif element.tag == f"{_W}tbl":
            rows = tuple(
                tuple(
                    "\n".join(packages.said(p) for p in cell.iter(f"{_W}p"))
                    for cell in row.findall(f"{_W}tc")
                )
                for row in element.findall(f"{_W}tr")
            )
            yield Block("", tuple(loose), rows)
            loose = []
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}smartTag"):
            yield from _of_word(element)


def _of_open_document(around: _Element) -> Iterator[Block]:
    for element in around:
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            marks = [*element.iter(f"{_TEXT}bookmark-start"), *element.iter(f"{_TEXT}bookmark")]
            yield Block(packages.said(element), tuple(str(m.get(f"{_TEXT}name")) for m in marks))
        elif element.tag == f"{_TABLE}table":
            rows = tuple(
                tuple(
                    "\n".join(packages.said(p) for p in cell.iter(f"{_TEXT}p"))
                    for cell in row.findall(f"{_TABLE}table-cell")
                )
                for row in element.iter(f"{_TABLE}table-row")
            )
            yield Block("", (), rows)
        elif element.tag in (f"{_TEXT}list", f"{_TEXT}list-item", f"{_TEXT}section"):
            yield from _of_open_document(element)


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
