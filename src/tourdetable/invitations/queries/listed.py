"""What would become of each line of a list: added, there already, perhaps there, refused.

Two lines are one only where name, party and function are the same and the addresses do not speak
against it; whatever else is alike is a proposal, and is neither joined nor added before somebody
has said which. So a list that is taken in twice adds nothing the second time (decision 24).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tourdetable.invitations.enums import Category, Function
from tourdetable.invitations.queries.likeness import LikeNames, keys_of, like_key, same_key
from tourdetable.kernel.enums import Prospect
from tourdetable.kernel.errors import SentenceError

NEW, OUT, SAME = "new", "out", "same"
"""What can be said of a proposal, beside the one whom it is."""
MOST = 3
"""People who are proposed for one line."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A line of a list, as it was read. `party` is a code, empty for nobody's; `refusal` says why
    the line cannot be taken, `remarks` what else is to be known of it.
    """

    number: int
    name: str
    honorific: str = ""
    post: str = ""
    unit: str = ""
    mail: str = ""
    function: Function = Function.DELEGATE
    category: Category = Category.EXPERT
    party: str = ""
    refusal: SentenceError | None = None
    remarks: tuple[SentenceError, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Seated:
    """Somebody whom a line may be: in a seat of this meeting, in a line above, or known to the
    house. `ref` names them in an answer: `person:12`, `nomination:7`, `line:3`.
    """

    ref: str
    name: str
    mail: str = ""
    party: str = ""
    function: str = ""
    is_gone: bool = False

    @property
    def line(self) -> int:
        """The number of the line above, or 0."""
        kind, _, number = self.ref.partition(":")
        return int(number) if kind == "line" else 0


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody has said of proposals: line by line, and of all others."""

    lines: Mapping[int, str] = field(default_factory=dict)
    otherwise: str = ""

    def of(self, number: int) -> str:
        return self.lines.get(number) or self.otherwise


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a line. `likes` are those whom it may be; `ref` the one whom it is, where
    that is known; it is somebody new otherwise.
    """

    person: ListedPerson
    prospect: Prospect
    likes: tuple[Seated, ...] = ()
    ref: str = ""
    remark: SentenceError | None = None


class Judgement:
    """Goes through a list from its first line to its last, and knows those above each."""

    def __init__(self, seated: Iterable[Seated], known: Iterable[Seated], answers: Answers) -> None:
        """`seated` are there already, `known` are people of the house who are not."""
        self.answers = answers
        self.same: dict[tuple[str, str], list[Seated]] = defaultdict(list)
        self.alike = LikeNames[Seated]()
        self.by_mail: dict[str, list[Seated]] = defaultdict(list)
        self.taken: set[tuple[str, str]] = set()
        self.known: dict[str, list[Seated]] = defaultdict(list)
        for one in seated:
            self._seat(one)
        for one in known:
            for key in {same_key(one.name), one.mail.casefold()} - {""}:
                self.known[key].append(one)

    def _seat(self, one: Seated) -> None:
        self.same[same_key(one.name), one.party].append(one)
        self.alike.add(keys_of(one.name), one)
        if one.mail:
            self.by_mail[one.mail.casefold()].append(one)
        self.taken.add((one.ref, one.function))

    def verdicts(self, people: Iterable[ListedPerson]) -> Iterator[Verdict]:
        for person in people:
            verdict = self._verdict(person)
            if verdict.prospect in (Prospect.ADDED, Prospect.PROPOSED):
                ref = verdict.ref if verdict.prospect is Prospect.ADDED else ""
                self._seat(
                    Seated(
                        f"line:{person.number}",
                        person.name,
                        person.mail,
                        person.party,
                        person.function,
                    )
                )
                self.taken.add((ref, person.function))
            yield verdict

    def _verdict(self, person: ListedPerson) -> Verdict:
        if person.refusal:
            return Verdict(person, Prospect.REFUSED, remark=person.refusal)
        mail = person.mail.casefold()
        twins = [
            one
            for one in self.same.get((same_key(person.name), person.party), ())
            if not (mail and one.mail) or mail == one.mail.casefold()
        ]
        there = next((one for one in twins if one.function == person.function), None)
        if there:
            return Verdict(person, Prospect.THERE, remark=_why(there))
        likes = self._likes(person, twins)
        if not likes:
            return self._somebody(person, mail)
        return self._answered(person, likes)

    def _likes(self, person: ListedPerson, twins: Sequence[Seated]) -> tuple[Seated, ...]:
        mail = person.mail.casefold()
        near = (
            one
            for one in self.alike.near(keys_of(person.name))
            if one.party == person.party or not (one.party and person.party)
        )
        return _first((*twins, *(self.by_mail.get(mail, ()) if mail else ()), *near))

    def _somebody(self, person: ListedPerson, mail: str) -> Verdict:
        """Nobody like that is on the list: somebody new, or somebody whom the house knows. Name and
        address together are enough for that, either alone is a proposal (decision 23).
        """
        by_mail = self.known.get(mail, ()) if mail else ()
        sure = [one for one in by_mail if like_key(one.name) == like_key(person.name)]
        if len(sure) == 1 and (sure[0].ref, person.function) not in self.taken:
            return Verdict(person, Prospect.ADDED, ref=sure[0].ref)
        likes = (*by_mail, *self.known.get(same_key(person.name), ()))
        if not likes:
            return Verdict(person, Prospect.ADDED)
        return self._answered(person, _first(likes))

    def _answered(self, person: ListedPerson, likes: tuple[Seated, ...]) -> Verdict:
        answer = self.answers.of(person.number)
        if answer == SAME:
            answer = likes[0].ref
        if answer == NEW:
            return Verdict(person, Prospect.ADDED, likes)
        if answer == OUT:
            return Verdict(person, Prospect.LEFT_OUT, likes)
        one = next((one for one in likes if one.ref == answer), None)
        if one is None:
            return Verdict(person, Prospect.PROPOSED, likes)
        if one.ref.startswith("nomination:") or (one.ref, person.function) in self.taken:
            return Verdict(person, Prospect.THERE, likes, remark=_why(one))
        return Verdict(person, Prospect.ADDED, likes, one.ref)


def _first(found: Iterable[Seated]) -> tuple[Seated, ...]:
    """The first few, each once."""
    return tuple({one.ref: one for one in found}.values())[:MOST]


def _why(one: Seated) -> SentenceError | None:
    if one.line:
        return SentenceError("As in row %(row)s.", row=one.line)
    if one.is_gone:
        return SentenceError("This person was taken off the list before.")
    return None
