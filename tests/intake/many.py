"""A list of 8,000 people who were invented, always the same: hundreds of exact duplicates and of
other spellings, in four files of four scripts and encodings.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

UNIQUE, DUPLICATES, SPELLINGS = 1_800, 150, 50
"""Rows of each of the four files."""
_GIVEN = ["bak", "tel", "mir", "sol", "dun", "gav", "pix", "lom", "ned", "ruf"]
_FAMILY = ["zor", "fip", "kuv", "hax", "jem", "wub", "cyn", "tod", "geg", "sqi"]
"""Any two differ by two letters at least, so that no two names are alike by chance."""
_CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопярстувшэыз")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابصدعفغهيجكلمنوثقرستطحشخضز")
_HAN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"


@dataclass(frozen=True)
class Part:
    """A file of the list, and how many of its rows come to which end."""

    content: bytes
    encoding: str


def _latin(number: int) -> str:
    digits = f"{number:04}"
    given = _GIVEN[int(digits[0])] + _GIVEN[int(digits[1])]
    return f"{given} {_FAMILY[int(digits[2])]}{_FAMILY[int(digits[3])]}".title()


def _chinese(number: int) -> str:
    return "".join(_HAN[number // 20**place % 20] for place in range(3))


def _french(number: int) -> str:
    return _latin(number).replace("e", "é")


_SCRIPTS: dict[str, tuple[Callable[[int], str], str]] = {
    "cp1252": (_french, "Nom;Pays;Fonction"),
    "cp1251": (lambda n: _latin(n).lower().translate(_CYRILLIC).title(), "ФИО;Страна;Функция"),
    "utf-16": (lambda n: _latin(n).lower().translate(_ARABIC), "الاسم;البلد;الصفة"),
    "gb18030": (_chinese, "姓名;国家;职能"),
}


def _respelt(name: str, dice: random.Random, encoding: str) -> str:
    """The same name otherwise: in another order, in capitals, with a slip, without accents."""
    words = name.split()
    if len(words) == 1:  # Chinese: with a space between family name and given name
        return f"{name[0]} {name[1:]}"
    ways = [" ".join(reversed(words)), f"{words[1]}, {words[0]}", f"{name[:-1]}"]
    if encoding != "utf-16":
        ways.append(name.upper())
    return dice.choice(ways)


def parts(parties: list[str]) -> Iterator[Part]:
    """The four files; rows stand mixed, each name first in its own spelling."""
    for encoding, (named, header) in _SCRIPTS.items():
        dice = random.Random(encoding)  # noqa: S311 - the same list each time is what is wanted
        rows = [f"{named(n)};{parties[n % len(parties)]};" for n in range(UNIQUE)]
        again = dice.sample(range(UNIQUE), DUPLICATES)
        spelt = dice.sample([n for n in range(UNIQUE) if n not in again], SPELLINGS)
        rows += [rows[n] for n in again]
        for n in spelt:
            name, party, function = rows[n].split(";")
            rows.append(f"{_respelt(name, dice, encoding)};{party};{function}")
        yield Part("\n".join([header, *rows, ""]).encode(encoding), encoding)
