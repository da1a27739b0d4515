"""A survey of LimeSurvey (`.lss`): XML of its tables, in any language, from version 2 on.

From version 4 on texts stand in tables of their own (`…_l10ns`), before that a row stands there
once for each language. What has no counterpart is named in a remark, one by one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser

from tourdetable.intake.questionnaires.keys import free_key
from tourdetable.intake.questionnaires.leftovers import leftovers
from tourdetable.intake.questionnaires.tables import Row, tables_of
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
    "T": QuestionKind.TEXT,
    "U": QuestionKind.TEXT,
    "S": QuestionKind.TEXT,
    "N": QuestionKind.NUMBER,
    "D": QuestionKind.DATE,
    "L": QuestionKind.CHOICE,
    "!": QuestionKind.CHOICE,
    "O": QuestionKind.CHOICE,
    "Y": QuestionKind.CHOICE,
    "G": QuestionKind.CHOICE,
    "5": QuestionKind.CHOICE,
    "M": QuestionKind.CHOICES,
    "P": QuestionKind.CHOICES,
    "Q": QuestionKind.TABLE,
    "K": QuestionKind.TABLE,
}
"""Types of LimeSurvey with a counterpart."""
_FIXED = {
    "Y": (("Y", "Yes"), ("N", "No")),
    "G": (("F", "Female"), ("M", "Male")),
    "5": tuple((str(n), str(n)) for n in range(1, 6)),
}
"""Choices that LimeSurvey knows by the type alone, with its own English words for them."""
_WITH_COMMENT = ("O", "P")
_TEXT_ALONE = "X"
_SAID = re.compile(
    r"""^\(*\s*\(*\s*(\w+?)(?:_(\w+))?(?:\.NAOK)?\s*(?:==|eq)\s*["']([^"']*)["']\s*\)*\s*\)*$"""
)
"""`((exchange.NAOK == "Y"))`, or of several choices `with_states.NAOK == "Y"`."""


def read_limesurvey(content: bytes) -> tuple[QuestionnairePlan, tuple[Remark, ...]]:
    """What the survey asks, and what of it could not be taken.

    Raises SentenceError for what is no survey of LimeSurvey, and for one without a question.
    """
    survey = Survey(tables_of(content))
    groups = tuple(survey.groups())
    plan = QuestionnairePlan(survey.title, survey.guidance, groups)
    if not plan.questions:
        raise SentenceError("There is no question in this survey that could be taken.")
    plan = survey.with_conditions(plan)
    left = leftovers(survey.tables, frozenset(survey.groups_taken))
    return plan, (*survey.remarks, *left)


@dataclass
class Survey:
    """The tables of a survey while it is read."""

    tables: Mapping[str, list[Row]]
    remarks: list[Remark] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    groups_taken: set[str] = field(default_factory=set)
    keys: dict[str, str] = field(default_factory=dict)
    """LimeSurvey's code of a question → our key."""
    relevance: dict[str, str] = field(default_factory=dict)
    """Our key → the condition as LimeSurvey writes it."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Our key → LimeSurvey's code of a choice → ours."""

    # ── The whole ────────────────────────────────────────────────────────────

    @property
    def title(self) -> Wording:
        return self._of_survey("surveyls_title")

    @property
    def guidance(self) -> Wording:
        return self._of_survey("surveyls_description", "surveyls_welcometext")

    def _of_survey(self, *columns: str) -> Wording:
        rows = self.tables.get("surveys_languagesettings", [])
        return Wording.of(
            **{
                row.get("surveyls_language", "en"): "\n".join(
                    filter(None, (_plain(row.get(column, "")) for column in columns))
                )
                for row in rows
            }
        )

    def groups(self) -> Iterator[PlannedGroup]:
        """Groups in their order, without those in which nothing could be taken."""
        asked = defaultdict(list)
        for row in self._once("questions", "qid", "question_order"):
            if row.get("parent_qid", "0") in ("", "0"):
                asked[row.get("gid", "")].append(row)
        for row in self._once("groups", "gid", "group_order"):
            number = row.get("gid", "")
            said = [(one, self._question(one)) for one in asked.pop(number, [])]
            notes = [self._texts("question", one, "question") for one, made in said if made is None]
            guidance = [self._texts("group", row, "description"), *notes]
            questions = tuple(made for _one, made in said if made)
            if questions:
                self.groups_taken.add(number)
                title = self._texts("group", row, "group_name")
                yield PlannedGroup(title, _together(guidance), questions)

    # ── One question ─────────────────────────────────────────────────────────

    def _question(self, row: Row) -> PlannedQuestion | None:
        """None for a text that asks nothing, and for what has no counterpart."""
        code, kind = row.get("title", ""), row.get("type", "")
        if kind == _TEXT_ALONE:
            self._remark(
                code,
                SentenceError("A text without a question stands in the guidance of its group."),
            )
            return None
        if kind not in _KINDS:
            self._remark(
                code, SentenceError("Questions of type “%(type)s” cannot be taken.", type=kind)
            )
            return None
        key = free_key(code, self.taken, f"q{len(self.taken) + 1}")
        self.taken.add(key)
        self.keys.setdefault(code, key)
        options = self._options(row, key)
        ours = _KINDS[kind]
        if ours not in (QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE) and not options:
            self._remark(code, SentenceError("It has no choices, so it is asked as an open text."))
            ours = QuestionKind.TEXT
        if kind in _WITH_COMMENT:
            self._remark(code, SentenceError("A comment beside each choice cannot be taken."))
        if row.get("other") == "Y":
            self._remark(
                code, SentenceError("The choice “other” with a text of its own cannot be taken.")
            )
        self.relevance[key] = row.get("relevance", "1").strip()
        return PlannedQuestion(
            key,
            ours,
            self._texts("question", row, "question"),
            self._texts("question", row, "help"),
            is_required=row.get("mandatory") in ("Y", "S"),
            options=options,
        )

    def _options(self, row: Row, key: str) -> tuple[PlannedOption, ...]:
        """The answers of a question, or its subquestions: choices, or the columns of a table."""
        number, kind = row.get("qid", ""), row.get("type", "")
        if kind in _FIXED:
            found = [(code, Wording.of(en=word)) for code, word in _FIXED[kind]]
        elif _KINDS[kind] is QuestionKind.CHOICE:
            rows = self._once("answers", "code", "sortorder", "qid", number)
            found = [(r.get("code", ""), self._texts("answer", r, "answer")) for r in rows]
        else:
            rows = [
                r
                for r in self._once("subquestions", "qid", "question_order")
                if r.get("parent_qid") == number
            ]
            found = [(r.get("title", ""), self._texts("question", r, "question")) for r in rows]
        made: dict[str, PlannedOption] = {}
        codes = self.codes.setdefault(key, {})
        for code, text in found:
            own = free_key(code, made, f"o{len(made) + 1}")
            codes.setdefault(code, own)
            made[own] = PlannedOption(own, text or Wording.of(en=code or own))
        return tuple(made.values())

    # ── Conditions ───────────────────────────────────────────────────────────

    def with_conditions(self, plan: QuestionnairePlan) -> QuestionnairePlan:
        """The same with every condition that names one choice of a question without one."""
        free = {key for key, said in self.relevance.items() if said in ("", "1")}
        groups = []
        for group in plan.groups:
            made = []
            for question in group.questions:
                said = self.relevance[question.key]
                found = self._condition(said, free) if question.key not in free else None
                if found:
                    question = _conditional(question, *found)  # noqa: PLW2901 - the same question
                elif question.key not in free:
                    told = SentenceError(
                        "The condition “%(condition)s” cannot be taken; it is always asked.",
                        condition=said[:200],
                    )
                    self.remarks.append(Remark(question.key, told))
                made.append(question)
            groups.append(PlannedGroup(group.title, group.guidance, tuple(made)))
        return QuestionnairePlan(plan.title, plan.guidance, tuple(groups))

    def _condition(self, said: str, free: set[str]) -> tuple[str, str] | None:
        match = _SAID.match(said)
        if match is None:
            return None
        code, sub, value = match.groups()
        key = self.keys.get(code) or self.keys.get(f"{code}_{sub}")
        if key is None or key not in free:
            return None
        option = self.codes.get(key, {}).get(sub if sub and value == "Y" else value)
        return (key, option) if option else None

    # ── Rows and texts ───────────────────────────────────────────────────────

    def _once(
        self, table: str, column: str, order: str, of: str = "", wanted: str = ""
    ) -> list[Row]:
        """Rows in their order, each once however many languages there are."""
        seen: dict[str, Row] = {}
        for row in self.tables.get(table, []):
            if not of or row.get(of) == wanted:
                seen.setdefault(row.get(column, ""), row)
        return sorted(seen.values(), key=lambda row: _number(row.get(order, "")))

    def _texts(self, kind: str, row: Row, column: str) -> Wording:
        """A text of a row in every language, from whichever table has it."""
        key = {"question": "qid", "group": "gid", "answer": "aid"}[kind]
        apart = [
            one
            for one in self.tables.get(f"{kind}_l10ns", [])
            if one.get(key) and one.get(key) == row.get(key)
        ]
        own = {
            "question": ("questions", "subquestions"),
            "group": ("groups",),
            "answer": ("answers",),
        }[kind]
        same = [
            one
            for table in own
            for one in self.tables.get(table, [])
            if all(one.get(name) == row.get(name) for name in (key, "qid", "code"))
        ]
        said = {one.get("language", "en"): _plain(one.get(column, "")) for one in (*same, *apart)}
        return Wording.of(**said)

    def _remark(self, place: str, sentence: SentenceError) -> None:
        self.remarks.append(Remark(place, sentence))


def _conditional(question: PlannedQuestion, key: str, option: str) -> PlannedQuestion:
    return replace(question, only_if=key, only_if_option=option)


def _together(wordings: list[Wording]) -> Wording:
    """Texts under each other, in every language that one of them has."""
    languages = {tag for wording in wordings for tag in wording}
    return Wording.of(
        **{
            tag: "\n".join(filter(None, (wording.text(tag) for wording in wordings)))
            for tag in sorted(languages)
        }
    )


def _plain(text: str) -> str:
    """Without the markup that LimeSurvey lets authors write."""
    if "<" not in text and "&" not in text:
        return text.strip()
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style"])
    said = tree.body.text(separator="\n", strip=True) if tree.body else ""
    return str(said)


def _number(text: str) -> int:
    return int(text) if text.strip().lstrip("-").isdecimal() else 0
