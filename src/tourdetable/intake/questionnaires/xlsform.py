"""A questionnaire as XLSForm (xlsform.org), whichever program wrote it, in any language.

What has no counterpart is named in a remark, with the row of the page `survey` that it stands in.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tourdetable.intake.people.workbooks import several_pages_of
from tourdetable.intake.questionnaires.columns import (
    MOST_COLUMNS,
    MOST_ROWS,
    UNKNOWN,
    YES,
    Row,
    remarks_on,
    rows_of,
    tag_of,
    type_of,
)
from tourdetable.intake.questionnaires.keys import free_key
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.wording import Wording
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.queries.plans import (
    PlannedGroup,
    PlannedOption,
    PlannedQuestion,
    QuestionnairePlan,
    Remark,
)

_KINDS = {
    "text": QuestionKind.TEXT,
    "string": QuestionKind.TEXT,
    "integer": QuestionKind.NUMBER,
    "int": QuestionKind.NUMBER,
    "decimal": QuestionKind.NUMBER,
    "date": QuestionKind.DATE,
    "select_one": QuestionKind.CHOICE,
    "select_multiple": QuestionKind.CHOICES,
}
_UNASKED = frozenset(
    {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "simserial"}
)
"""What a program notes by itself; nobody is asked."""
_SAID = re.compile(
    r"""^\s*(?:selected\(\s*\$\{([^}]+)\}\s*,\s*'([^']*)'\s*\)|\$\{([^}]+)\}\s*=\s*'([^']*)')\s*$"""
)
_NO = frozenset({"", "no", "false", "false()", "0"})


def read_xlsform(content: bytes) -> tuple[QuestionnairePlan, tuple[Remark, ...]]:
    """What the form asks, and what of it could not be taken.

    Raises SentenceError for what is no workbook, one without a page `survey`, and one that asks
    nothing.
    """
    pages = several_pages_of(content, ("survey", "choices", "settings"), MOST_ROWS, MOST_COLUMNS)
    heads, survey = rows_of(pages[0])
    if not survey or "type" not in survey[0][1]:
        raise SentenceError("This workbook has no page “survey” with a column “type”.")
    (choice_heads, choices), (_, settings) = (
        rows_of(page) if name in page.names else ([], [])
        for name, page in zip(("choices", "settings"), pages[1:], strict=True)
    )
    reading = Reading(choices, settings[0][1] if settings else {})
    plan = reading.plan(survey)
    if not plan.questions:
        raise SentenceError("There is no question in this form that could be taken.")
    of_heads = [
        remark
        for page, cells in (("survey", heads), ("choices", choice_heads))
        for remark in remarks_on(page, cells, reading.default)
    ]
    return plan, (*of_heads, *reading.remarks)


@dataclass
class Reading:
    """A form while it is read."""

    choices: Sequence[tuple[int, Row]]
    settings: Row
    remarks: list[Remark] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    keys: dict[str, str] = field(default_factory=dict)
    """The form's name of a question → our key."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Our key → the form's name of a choice → ours."""
    conditions: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Our key → the row and the condition as the form writes it."""

    def plan(self, survey: Sequence[tuple[int, Row]]) -> QuestionnairePlan:
        """What is asked outside of every group stands in one of its own."""
        guidance, groups = Wording(), list[PlannedGroup]()
        loose: list[PlannedQuestion] = []
        rows = iter(survey)
        for number, row in rows:
            kind = _kind_of(row)
            if kind == "begin_group":
                groups += [*_closed(loose), self._group(row, rows)]
                loose = []
            elif kind == "note" and not groups and not loose and not guidance:
                guidance = self._texts(row, "label")
            elif made := self._question(number, row, rows):
                loose.append(made)
        groups += _closed(loose)
        title = Wording.of(**{self.default: self.settings.get("form_title", "")})
        return QuestionnairePlan(
            title, guidance, tuple(self._with_conditions(one) for one in groups if one.questions)
        )

    @property
    def default(self) -> str:
        """The language of texts that name none."""
        return tag_of(self.settings.get("default_language", "")) or "en"

    def _group(self, head: Row, rows: Iterator[tuple[int, Row]]) -> PlannedGroup:
        """Up to its end; groups inside it are taken as part of it."""
        guidance, questions, depth = Wording(), list[PlannedQuestion](), 1
        for number, row in rows:
            kind = _kind_of(row)
            if kind == "begin_group":
                depth += 1
                self._remark(
                    number, row, SentenceError("A group inside a group is taken as part of it.")
                )
            elif kind == "end_group":
                depth -= 1
                if not depth:
                    break
            elif kind == "note" and not questions and not guidance:
                guidance = self._texts(row, "label")
            elif made := self._question(number, row, rows):
                questions.append(made)
        return PlannedGroup(self._texts(head, "label"), guidance, tuple(questions))

    def _question(
        self, number: int, row: Row, rows: Iterator[tuple[int, Row]]
    ) -> PlannedQuestion | None:
        kind, _, listed = type_of(row.get("type", "")).partition(" ")
        if kind in _UNASKED or not kind:
            return None
        if kind == "begin_repeat":
            return self._table(number, row, rows)
        if kind not in _KINDS:
            self._remark(
                number,
                row,
                SentenceError("Rows of type “%(type)s” cannot be taken.", type=row["type"][:60]),
            )
            return None
        key = self._key(row)
        options = self._options(key, listed.split()[0] if listed else "")
        if _KINDS[kind] in (QuestionKind.CHOICE, QuestionKind.CHOICES) and not options:
            self._remark(
                number, row, SentenceError("It has no choices, so it is asked as an open text.")
            )
            kind = "text"
        if "or_other" in listed or "specify other" in listed:
            told = SentenceError("The choice “other” with a text of its own cannot be taken.")
            self._remark(number, row, told)
        if row.get("constraint"):
            self._remark(number, row, SentenceError("A constraint cannot be taken."))
        return self._planned(number, row, key, _KINDS[kind], options)

    def _planned(
        self,
        number: int,
        row: Row,
        key: str,
        kind: QuestionKind,
        options: tuple[PlannedOption, ...],
    ) -> PlannedQuestion:
        most = row.get("most_words", "").removesuffix(".0")
        self.conditions[key] = number, row.get("relevant", "")
        required = row.get("required", "").lower()
        if required not in YES | _NO:
            told = SentenceError(
                "“%(required)s” in the column “required” cannot be taken; an answer is not"
                " required.",
                required=row["required"][:60],
            )
            self._remark(number, row, told)
        return PlannedQuestion(
            key,
            kind,
            self._texts(row, "label") or Wording.of(en=row.get("name") or key),
            self._texts(row, "hint"),
            is_required=required in YES,
            most_words=int(most) if most.isdecimal() else None,
            options=options,
        )

    def _table(
        self, number: int, head: Row, rows: Iterator[tuple[int, Row]]
    ) -> PlannedQuestion | None:
        """A repeated group of texts; whatever else is repeated is asked as text."""
        key = self._key(head)
        columns: list[PlannedOption] = []
        taken: set[str] = set()
        for inner, row in rows:
            kind = _kind_of(row)
            if kind == "end_repeat":
                break
            if kind not in ("text", "string"):
                told = SentenceError("A column of a table is asked as text.")
                self._remark(inner, row, told)
            name = row.get("name", "")
            own = free_key(name.removeprefix(f"{head.get('name', '')}_"), taken, f"c{len(taken)}")
            taken.add(own)
            columns.append(PlannedOption(own, self._texts(row, "label") or Wording.of(en=own)))
        if not columns:
            return None
        return self._planned(number, head, key, QuestionKind.TABLE, tuple(columns))

    def _key(self, row: Row) -> str:
        name = row.get("name", "")
        key = free_key(name, self.taken, f"q{len(self.taken) + 1}")
        self.taken.add(key)
        self.keys.setdefault(name or key, key)
        return key

    def _options(self, key: str, listed: str) -> tuple[PlannedOption, ...]:
        codes = self.codes.setdefault(key, {})
        made: dict[str, PlannedOption] = {}
        for _number, row in self.choices:
            if listed and (row.get("list_name") or row.get("list name")) == listed:
                name = row.get("name", "")
                own = free_key(name, made, f"o{len(made) + 1}")
                codes.setdefault(name, own)
                made[own] = PlannedOption(
                    own, self._texts(row, "label") or Wording.of(en=name or own)
                )
        return tuple(made.values())

    def _with_conditions(self, group: PlannedGroup) -> PlannedGroup:
        return replace(group, questions=tuple(map(self._with_condition, group.questions)))

    def _with_condition(self, question: PlannedQuestion) -> PlannedQuestion:
        number, said = self.conditions[question.key]
        if not said:
            return question
        match = _SAID.match(said)
        name, option = (match[1] or match[3], match[2] or match[4]) if match else ("", "")
        deciding = self.keys.get(name, "")
        ours = self.codes.get(deciding, {}).get(option)
        if ours and not self.conditions[deciding][1]:
            return replace(question, only_if=deciding, only_if_option=ours)
        told = SentenceError(
            "The condition “%(condition)s” cannot be taken; it is always asked.",
            condition=said[:200],
        )
        self.remarks.append(Remark(f"{number} {question.key}", told))
        return question

    def _texts(self, row: Row, column: str) -> Wording:
        said = {}
        for name, text in row.items():
            own, _, tag = name.partition("::")
            if own == column and text and tag != UNKNOWN:
                said[tag or self.default] = text
        return Wording.of(**said)

    def _remark(self, number: int, row: Row, sentence: SentenceError) -> None:
        self.remarks.append(Remark(f"{number} {row.get('name', '')}".strip(), sentence))


def _closed(questions: Sequence[PlannedQuestion]) -> list[PlannedGroup]:
    return [PlannedGroup(Wording(), Wording(), tuple(questions))] if questions else []


def _kind_of(row: Row) -> str:
    return type_of(row.get("type", "")).partition(" ")[0]
