"""Somebody who looks at a table of answers after every note that comes in, and wants to know whose
the texts without a name are. It knows nothing of how the house guards them: it reads what is shown,
knows who submitted when, and tries every assignment of texts to respondents.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations


@dataclass(frozen=True)
class Look:
    """What is shown after the note of `mover` came in: by respondent and question what stands under
    its name, and by question the texts without one, each with its language.
    """

    mover: str
    named: Mapping[str, Mapping[str, str]]
    unnamed: Mapping[str, frozenset[tuple[str, str]]]


@dataclass
class Attacker:
    """`conditions` are what everybody reads in the questionnaire: by question the deciding question
    and its choice. `languages` are what each respondent is known to write, as a whole tag.
    """

    conditions: Mapping[str, tuple[str, str]]
    languages: Mapping[str, str]
    looks: list[Look] = field(default_factory=list)

    def suspects(self) -> Iterator[tuple[str, str, set[str]]]:
        """Each text that was ever shown, its question, and everybody who can have said it."""
        for key in sorted({key for look in self.looks for key in look.unnamed}):
            for text in sorted({one for look in self.looks for one in look.unnamed[key]}):
                yield key, text[0], self._suspects(key, text)

    def _suspects(self, key: str, text: tuple[str, str]) -> set[str]:
        found: set[str] | None = None
        for place, look in enumerate(self.looks):
            before = self.looks[place - 1].unnamed[key] if place else frozenset()
            if text in look.unnamed[key]:
                can = self._by_matching(key, place)[text]
                if look.unnamed[key] - before == {text}:
                    can &= {look.mover}
                found = can if found is None else found & can
            elif found is not None and before - look.unnamed[key] == {text}:
                found &= {look.mover}
        return found or set()

    def _by_matching(self, key: str, place: int) -> dict[tuple[str, str], set[str]]:
        """Whom each of the texts that are shown together fits, where everybody has said one."""
        texts = sorted(self.looks[place].unnamed[key])
        fits = [{who for who in self.languages if self._fits(who, key, t, place)} for t in texts]
        found: dict[tuple[str, str], set[str]] = {text: set() for text in texts}
        for chosen in permutations(self.languages, len(texts)):
            if all(who in can for who, can in zip(chosen, fits, strict=True)):
                for text, who in zip(texts, chosen, strict=True):
                    found[text].add(who)
        return found

    def _fits(self, who: str, key: str, text: tuple[str, str], place: int) -> bool:
        since = next(n for n, look in enumerate(self.looks) if text in look.unnamed[key])
        if not any(look.mover == who for look in self.looks[: since + 1]):
            return False
        if any(self.looks[n].named.get(who, {}).get(key) for n in range(place + 1)):
            return False
        known, told = self.languages[who], text[1]
        if told and known != told and known.partition("-")[0] != told:
            return False
        return not self._is_closed(key, self.looks[place].named.get(who, {}))

    def _is_closed(self, key: str, named: Mapping[str, str]) -> bool:
        if key not in self.conditions:
            return False
        deciding, choice = self.conditions[key]
        is_other = bool(named.get(deciding)) and named[deciding] != choice
        return is_other or self._is_closed(deciding, named)


def fewest(attacker: Attacker, parties: Mapping[str, str]) -> Sequence[tuple[int, str, str]]:
    """The texts that are narrowed to fewer than three respondents, or than three parties."""
    return [
        (len({parties[who] for who in can}), key, text)
        for key, text, can in attacker.suspects()
        if len({parties[who] for who in can}) < 3
    ]
