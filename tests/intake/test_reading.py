"""Whatever file comes in: plain data, or one sentence that says where it fails and what to do."""

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.intake.parsing import MOST
from tourdetable.intake.reading import LARGEST, Plain, Sheaf, read_file, read_text
from tourdetable.kernel.errors import SentenceError

CONTROL = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\t", "\n"}
DIGITS = "9" * 79

REFUSED = {
    "malformed": (
        "dataset: processes\nmeta: {title: [}\n",
        "line 2, column 16 is not YAML: did not find expected node content; mend it there.",
    ),
    "a tab": (
        "a:\n\tb: 1\n",
        "line 2, column 1 is not YAML: found character that cannot start any token; mend it there.",
    ),
    "a field twice": (
        "a: 1\nb: 2\na: 3\n",
        "line 3 gives the field “a” a second time; give it once.",
    ),
    "an alias": (
        "a: &here [1]\nb: *here\n",
        "line 2 refers to another place (*here); write it out.",
    ),
    "an alias of nothing": (
        "a: *nowhere\n",
        "line 1 refers to another place (*nowhere); write it out.",
    ),
    "an alias as a name": (
        "a: &x b\n*x : 1\n",
        "line 2 refers to another place (*x); write it out.",
    ),
    "a merge of an alias": (
        "a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n",
        "line 3 merges other fields in (<<); write them out.",
    ),
    "a merge": (
        "b:\n  <<: {x: 1}\n",
        "line 2 merges other fields in (<<); write them out.",
    ),
    "a tag that calls": (
        'a: !!python/object/apply:os.system ["id"]\n',
        (
            "line 1 has the tag !!python/object/apply:os.system; take it out, only plain values are"
            " read."
        ),
    ),
    "a tag of a value": (
        "a: !own 1\n",
        "line 1 has the tag !own; take it out, only plain values are read.",
    ),
    "a tag of a group": (
        "a: !!set {x}\n",
        "line 1 has the tag !!set; take it out, only plain values are read.",
    ),
    "a tag of a list on nothing": (
        "a: !!seq\n",
        "line 1 has the tag !!seq; take it out, only plain values are read.",
    ),
    "several documents": (
        "a: 1\n---\nb: 2\n",
        "a second document starts on line 2; a file holds only one.",
    ),
    "nothing": (
        "",
        "the file is empty; it needs fields, such as `dataset: processes`.",
    ),
    "a remark only": (
        "# to be written\n",
        "the file is empty; it needs fields, such as `dataset: processes`.",
    ),
    "a list at the top": (
        "- 1\n- 2\n",
        "the file needs fields at its top, such as `dataset: processes`.",
    ),
    "a text at the top": (
        "processes",
        "the file needs fields at its top, such as `dataset: processes`.",
    ),
    "a number as a name": (
        "1: a\n",
        "line 1 has the field “1”, which is no text; put it in quotes.",
    ),
    "a switch as a name": (
        "a: {no: b}\n",
        "line 1 has the field “no”, which is no text; put it in quotes.",
    ),
    "a list as a name": (
        "[a]: b\n",
        "line 1 has a field whose name is no text; name it with a text.",
    ),
    "a very long name": (
        f"{'n' * 101}: b\n",
        "line 1 has a field whose name is longer than 100 characters; shorten it.",
    ),
    "a huge number": (
        "a: " + "9" * 100_000,
        (
            f"line 1 has “{DIGITS}…”, which is not a number that can be read;"
            " write at most nine decimal digits."
        ),
    ),
    "an octal number": (
        "a: 010\n",
        (
            "line 1 has “010”, which is not a number that can be read;"
            " write at most nine decimal digits."
        ),
    ),
    "an endless number": (
        "a: .inf\n",
        "line 1 has “.inf”, which is not a number that can be read; write it in decimal digits.",
    ),
    "no switch": (
        "a: !!bool maybe\n",
        "line 1 has “maybe”, which is neither true nor false; write one of them.",
    ),
    "a bell": (
        'a: 1\nb: "x\x07y"\n',
        "line 2 has the control character U+0007; take it out.",
    ),
    "a bell in disguise": (
        'a: 1\nb: "x\\ay"\n',
        "line 2 has the control character U+0007; take it out.",
    ),
    "an end of text": (
        "a: \x00\n",
        "line 1 has the control character U+0000; take it out.",
    ),
    "half a character": (
        "a: \ud800\n",
        "line 1 has the control character U+D800; take it out.",
    ),
    "41 levels": (
        f"a: {'[' * 41}{']' * 41}\n",
        "line 1 lies more than 40 levels deep; make it flatter.",
    ),
}
DEEP = {
    "open lists": ("a: " + "[" * 100_000, "line 1 lies more than 40 levels deep; make it flatter."),
    "closed lists": (
        "a: " + "[" * 100_000 + "]" * 100_000,
        "line 1 lies more than 40 levels deep; make it flatter.",
    ),
    "groups": ('{"a":' * 100_000, "line 1 lies more than 40 levels deep; make it flatter."),
    "list in list": (
        "a:\n" + "- " * 100_000,
        "line 2 lies more than 40 levels deep; make it flatter.",
    ),
    "braces": ("{" * 100_000, "line 1 lies more than 40 levels deep; make it flatter."),
    "names": ("? " * 100_000, "line 1 has a field whose name is no text; name it with a text."),
}


def sentence(text: str) -> str:
    with pytest.raises(SentenceError) as caught:
        read_text("hostile.yaml", text)
    return str(caught.value)


@pytest.mark.parametrize("case", [*REFUSED])
def test_a_hostile_text_gets_one_sentence(case: str) -> None:
    text, said = REFUSED[case]
    assert sentence(text) == f"hostile.yaml: {said}"


@pytest.mark.parametrize("case", [*DEEP])
def test_depth_costs_neither_the_process_nor_time(case: str) -> None:
    text, said = DEEP[case]
    assert sentence(text) == f"hostile.yaml: {said}"


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    rows = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    names = "abcdefghi"
    for before, name in pairwise(names):
        rows.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    said = "hostile.yaml: line 2 refers to another place (*a); write it out."
    assert sentence("\n".join(rows)) == said


def test_a_file_of_very_many_values_is_not_held_in_memory() -> None:
    said = "hostile.yaml: the file has more than 500,000 values; divide it."
    assert MOST == 500_000
    assert sentence("a: [" + "1," * MOST + "]") == said


# ── Files ─────────────────────────────────────────────────────────────────────


def refusal(path: Path) -> str:
    with pytest.raises(SentenceError) as caught:
        read_file(path)
    return str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    said = "missing.yaml: there is no such file; check the name."
    assert refusal(tmp_path / "missing.yaml") == said


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert refusal(tmp_path / "folder") == "folder: this is a folder; name the file in it."


def test_the_folder_where_one_is() -> None:
    assert refusal(Path()) == ".: this is a folder; name the file in it."


def test_what_is_neither_file_nor_folder() -> None:
    assert refusal(Path(os.devnull)) == "null: there is no such file; check the name."


def test_a_file_of_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.touch()
    os.truncate(path, 200 * 1024 * 1024)
    assert refusal(path) == "large.yaml: the file has 200.0 MB; 20 MB are the limit; divide it."


def test_a_file_of_one_byte_too_many(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.touch()
    os.truncate(path, LARGEST)
    assert refusal(path) == "large.yaml: line 1 has the control character U+0000; take it out."
    os.truncate(path, LARGEST + 1)
    assert refusal(path) == "large.yaml: the file has 20.1 MB; 20 MB are the limit; divide it."


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nb: Genève\n".encode("latin-1"))
    assert refusal(path) == "latin.yaml: line 2 is not UTF-8; save the file in that encoding."


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "marked.yaml"
    path.write_bytes("a: Genève\r\nb: 2\r\n".encode("utf-8-sig"))
    sheaf = read_file(path)
    assert (sheaf.data, sheaf.lines) == ({"a": "Genève", "b": 2}, {(): 1, ("a",): 1, ("b",): 2})


def test_json_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    data = {"a": [1, 2.5, "x", None, True, "é"], "b": {"c": "a: b"}}
    path.write_text(json.dumps(data, indent="\t"), "utf-8")
    assert read_file(path).data == data


def test_a_date_stays_a_text() -> None:
    data = read_text("a.yaml", "day: 2005-04-14\nmonth: 2005-04\nyear: 2005\n").data
    assert data == {"day": "2005-04-14", "month": "2005-04", "year": 2005}


def test_a_place_is_told_with_its_line_and_ids() -> None:
    text = "processes:\n- id: igc\n  chairs:\n  - {from: 2004}\n  - from: 2005\n"
    node = read_text("a.yaml", text).top["processes"][0]["chairs"][1]["from"]
    assert node.sheaf.where(node.path) == "a.yaml, line 5, processes[0] (igc).chairs[1].from"


# ── Laws ──────────────────────────────────────────────────────────────────────

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CONTROL), max_size=99)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-999_999_999, 999_999_999)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates().map(str)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
MARKS = st.text(st.sampled_from("ab1 \n-:{}[],*&!?<>|'\"%#@`~\\\t.=\ufeff\x00é"), max_size=60)


@given(st.text(max_size=60) | MARKS | MARKS.map("a: ".__add__))
def test_whatever_comes_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        sheaf = read_text("any.yaml", text)
    except SentenceError as error:
        assert str(error).startswith("any.yaml: ")  # noqa: PT017 - both ends are right
        assert str(error).endswith(".")  # noqa: PT017 - the same
        assert "\n" not in str(error)  # noqa: PT017 - the same
    else:
        assert isinstance(sheaf, Sheaf)
        assert isinstance(sheaf.data, dict)


@given(data=st.dictionaries(TEXTS, VALUES, max_size=4), is_plain=st.booleans())
def test_what_is_written_is_read_back(*, data: dict[str, Plain], is_plain: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=is_plain)
    assert read_text("any.yaml", text).data == data
