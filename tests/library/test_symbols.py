"""The grammar of symbols, and how it agrees with what a document modifies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.kernel.errors import SentenceError
from tourdetable.library.enums import Modification
from tourdetable.library.rules.symbols import (
    Step,
    Symbol,
    check_agreement,
    closes_a_circle,
    parse_symbol,
)

REVISION, ADDENDUM, CORRIGENDUM = Modification
PARTS = st.from_regex(r"[A-Z0-9][A-Z0-9.()-]{0,9}", fullmatch=True)
STEPS = st.builds(Step, st.sampled_from(Modification), st.integers(1, 9999))
SYMBOLS = st.builds(
    lambda parts, steps: Symbol("/".join(parts), tuple(steps)),
    st.lists(
        PARTS.filter(lambda part: part[:3] not in ("REV", "ADD", "COR")), min_size=2, max_size=4
    ),
    st.lists(STEPS, max_size=3),
)


@pytest.mark.parametrize(
    ("text", "stem", "steps"),
    [
        ("MC/INF/276", "MC/INF/276", ()),
        ("MC/INF/266", "MC/INF/266", ()),
        ("MC/2097/Rev.1", "MC/2097", (Step(REVISION, 1),)),
        ("RCP/2005/1/Add.2", "RCP/2005/1", (Step(ADDENDUM, 2),)),
        ("RCP/2005/1/Add.2/Corr.1", "RCP/2005/1", (Step(ADDENDUM, 2), Step(CORRIGENDUM, 1))),
        ("A/CONF.231/3", "A/CONF.231/3", ()),
        ("E/CN.4/SR.2(XII)", "E/CN.4/SR.2(XII)", ()),
    ],
)
def test_symbols_are_taken_apart(text: str, stem: str, steps: tuple[Step, ...]) -> None:
    assert parse_symbol(text) == Symbol(stem, steps)


@given(SYMBOLS)
def test_a_symbol_comes_back_from_its_text(symbol: Symbol) -> None:
    assert parse_symbol(str(symbol)) == symbol


@given(st.text(max_size=100))
def test_a_text_is_a_symbol_or_is_refused(text: str) -> None:
    try:
        symbol = parse_symbol(text)
    except SentenceError:
        return
    assert str(symbol) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "part 1 takes capitals, digits and . - ( ), and starts with one."),
        ("RCP", "name the series and the number, as in MC/INF/276."),
        ("RCP/Rev.1", "name the series and the number, as in MC/INF/276."),
        ("rcp/2005/1", "part 1 takes capitals, digits and . - ( ), and starts with one."),
        ("RCP/2005/1 ", "part 3 takes capitals, digits and . - ( ), and starts with one."),
        ("RCP//1", "part 2 takes capitals, digits and . - ( ), and starts with one."),
        ("RCP/1/Rev", "“Rev” is written Rev.1, Add.1 or Corr.1, with its number."),
        ("RCP/1/REV.1", "“REV.1” is written Rev.1, Add.1 or Corr.1, with its number."),
        ("RCP/1/Corr.0", "“Corr.0” is written Rev.1, Add.1 or Corr.1, with its number."),
        ("RCP/1/Add.01", "“Add.01” is written Rev.1, Add.1 or Corr.1, with its number."),
        ("RCP/Rev.1/2005", "“Rev.1” stands before “2005”; what modifies comes last."),
        ("RCP/" + "1" * 80, "it has more than 80 characters; shorten it."),
    ],
)
def test_what_is_no_symbol_is_refused_in_a_sentence(text: str, reason: str) -> None:
    with pytest.raises(SentenceError) as refused:
        parse_symbol(text)
    assert str(refused.value).endswith(f"” is no symbol: {reason}")


@pytest.mark.parametrize(
    ("symbol", "kind", "modified"),
    [
        ("", CORRIGENDUM, ""),
        ("", CORRIGENDUM, "RCP/1"),
        ("RCP/1/Corr.1", CORRIGENDUM, ""),
        ("RCP/1/Corr.1", CORRIGENDUM, "RCP/1"),
        ("RCP/1/Add.1/Corr.2", CORRIGENDUM, "RCP/1/Add.1"),
        ("RCP/1/Rev.3", REVISION, "RCP/1"),
        ("RCP/1/Rev.3", REVISION, "RCP/1/Rev.2"),
    ],
)
def test_symbol_and_relation_agree(symbol: str, kind: Modification, modified: str) -> None:
    check_agreement(symbol, kind, modified)


@pytest.mark.parametrize(
    ("symbol", "kind", "modified", "sentence"),
    [
        ("RCP/2", REVISION, "", "RCP/2 says of itself that it modifies nothing; give it the"),
        ("RCP/1/Rev.1", CORRIGENDUM, "", "RCP/1/Rev.1 says that it is a revision, not a corr"),
        ("RCP/1/Rev.1", REVISION, "RCP/2", "RCP/1/Rev.1 modifies RCP/1 by its symbol, not RCP/2."),
        ("RCP/1/Rev.1", REVISION, "RCP/1/Rev.2", "RCP/1/Rev.1 modifies RCP/1 by its symbol, not"),
        ("RCP/1/Corr.2", CORRIGENDUM, "RCP/1/Corr.1", "RCP/1/Corr.2 modifies RCP/1 by its sym"),
    ],
)
def test_symbol_and_relation_disagree(
    symbol: str, kind: Modification, modified: str, sentence: str
) -> None:
    with pytest.raises(SentenceError) as refused:
        check_agreement(symbol, kind, modified)
    assert str(refused.value).startswith(sentence)


@given(st.lists(st.integers(0, 7), min_size=1, max_size=20))
def test_relations_that_are_let_in_never_close_a_circle(wishes: list[int]) -> None:
    modifies: dict[int, int | None] = {}
    for place, wish in enumerate(wishes):
        document = place % 8
        if not closes_a_circle(document, wish, modifies):
            modifies[document] = wish
    for start in modifies:
        seen, step = set[int](), modifies.get(start)
        while step is not None:
            assert step not in seen | {start}
            seen.add(step)
            step = modifies.get(step)
