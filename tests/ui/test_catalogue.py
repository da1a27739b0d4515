"""The catalogues say all that the house says, and nothing else."""

import ast
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tourdetable.ui import catalogue

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
TAG = re.compile(r"</?\w+")
Key = tuple[str | None, tuple[str, ...]]


def forms(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value or ""),)


def messages(found: Catalog) -> dict[Key, Message]:
    return {(message.context, forms(message.id)): message for message in found if message.id}


def kept_files() -> list[Path]:
    return sorted(path for path in catalogue.LOCALE.rglob("messages.*") if path.is_file())


@pytest.fixture(scope="module")
def extracted() -> dict[Key, Message]:
    return messages(catalogue.extracted())


def said_inside_formatted(source: str) -> list[str]:
    """The messages that formatted strings of a module ask for within themselves."""
    strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    calls = [node for one in strings for node in ast.walk(one) if isinstance(node, ast.Call)]
    return [
        str(call.args[0].value)
        for call in calls
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in catalogue.KEYWORDS
        and isinstance(call.args[0], ast.Constant)
    ]


def test_no_message_stands_inside_a_formatted_string() -> None:
    """Python finds them there from 3.12 on, so that two Pythons would have two catalogues."""
    assert said_inside_formatted("""f"{self._('Attached')}: {name}" """) == ["Attached"]
    modules = catalogue.PACKAGE.rglob("*.py")
    assert [said for path in modules for said in said_inside_formatted(path.read_text())] == []


def test_french_is_there() -> None:
    assert "fr" in catalogue.languages()


@pytest.mark.parametrize("language", catalogue.languages())
def test_a_catalogue_holds_exactly_what_is_said(
    language: str, extracted: dict[Key, Message]
) -> None:
    stored = catalogue.stored(language)
    assert sorted(messages(stored), key=str) == sorted(extracted, key=str)
    assert list(stored.obsolete) == []


@pytest.mark.parametrize("language", catalogue.languages())
def test_every_message_is_translated_by_a_person_s_decision(language: str) -> None:
    kept = messages(catalogue.stored(language)).values()
    assert [m.id for m in kept if m.fuzzy or catalogue.is_missing(m.string)] == []


@pytest.mark.parametrize("language", catalogue.languages())
def test_a_translation_fills_in_what_its_message_names(language: str) -> None:
    for message in messages(catalogue.stored(language)).values():
        for pattern in (PLACEHOLDER, TAG):
            asked = sorted(pattern.findall(forms(message.id)[-1]))
            for form in forms(message.string):
                found = sorted(pattern.findall(form))
                # The form for one may do without the number.
                assert found == asked or (
                    len(forms(message.string)) > 1 and set(found) < set(asked)
                )
                assert form.count("%") == len(PLACEHOLDER.findall(form)) + 2 * form.count("%%")


def test_french_is_set_as_french_is_set() -> None:
    for message in messages(catalogue.stored("fr")).values():
        for form in forms(message.string):
            assert "'" not in form, form
            assert not re.search(r"[^\s\u202f][;?!](?!\w)|[ \u00a0][;?!]", form), form
            assert not re.search(r"[^\u00a0]:(?!//)", form), form
            assert not re.search(r"«[^\u00a0]|[^\u00a0]»", form), form
            assert form == form.strip(), form


def test_an_update_of_what_is_current_changes_no_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = {p.relative_to(catalogue.LOCALE): p.read_bytes() for p in kept_files()}
    shutil.copytree(catalogue.LOCALE, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    assert catalogue.update() == []
    assert {p.relative_to(tmp_path): p.read_bytes() for p in kept_files()} == current


def test_an_update_keeps_translations_and_drops_what_is_no_longer_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    path = catalogue.path_of("fr")
    path.parent.mkdir(parents=True)
    text = 'msgid "World"\nmsgstr "Monde"\n\nmsgid "gone"\nmsgstr "parti"\n'
    path.write_text(text + '\n#, fuzzy\nmsgid "Asia"\nmsgstr "Asio"\n', encoding="utf-8")
    missing = catalogue.update()
    kept = catalogue.stored("fr")
    assert (kept["World"].string, kept["Asia"].string) == ("Monde", "")
    assert "gone" not in kept
    assert "fr: Asia" in missing
    assert "fr: World" not in missing


def test_english_needs_no_catalogue_and_another_language_does() -> None:
    assert catalogue.translations("en").gettext("chair") == "chair"
    assert catalogue.translations("fr").gettext("chair") == "présidence"
    with pytest.raises(FileNotFoundError):
        catalogue.translations("eo")
