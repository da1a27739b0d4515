"""`tdt keep` and `tdt load` keep a file as its readers see it, or say what it holds beside that."""

import hashlib
from pathlib import Path

import pytest
import yaml

from tests.kernel.traced import AUTHOR, EDITOR, change, document, paragraph, run, saved
from tests.program import tdt
from tests.unpacked import texts

pytestmark = pytest.mark.programs

PAPER = "invented-paper"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def answered(home: Path, *words: str | Path) -> list[str]:
    status, said, complaint = tdt(home, *words)
    assert (status, complaint) == (0, ""), complaint
    return said


def refused(home: Path, *words: str | Path) -> str:
    status, _said, complaint = tdt(home, *words)
    assert status != 0
    return complaint.removeprefix("tdt: ").strip()


def written(folder: Path, **fields: object) -> Path:
    """A file of documents with one of them."""
    entry = {"id": PAPER, **fields}
    meta: dict[str, object] = {"title": "Invented for tests", "compiled_on": None, "notes": []}
    data = {"dataset": "documents", "meta": meta, "sources": {}, "documents": [entry]}
    path = folder / "documents.yaml"
    path.write_text(yaml.safe_dump(data), "utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    answered(home, "init")
    described = written(
        home, title={"en": "Invented"}, kind="report", distribution="limited", sources=[],
        languages=[{"language": "en", "status": "original"}],
    )  # fmt: skip
    answered(home, "load", described)
    return home


def stored(home: Path) -> list[bytes]:
    """What is in the file store, and what is packed in it."""
    files = [one.read_bytes() for one in (home / "files").rglob("*") if one.is_file()]
    return [part for content in files for _, part in texts("a.docx", content)]


def test_what_readers_would_not_see_is_decided_on_the_command_line(
    home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    words = paragraph(run("On ") + change("ins", run("a plan")))
    path.write_bytes(saved(document(words, last_modified_by=EDITOR)))
    how = ("keep", PAPER, path, "--language", "en")
    sentence = refused(home, *how)
    assert sentence.startswith(
        "a.docx: The file holds more than its readers see: tracked changes: 1 "
        f"({AUTHOR}); names in its properties: 1 ({EDITOR}); other properties. "
    )
    assert sentence.endswith("Decide with `--clean accept` or `--clean reject`.")
    assert "`--clean accept`" in refused(home, *how, "--clean", "remove")
    assert stored(home) == []
    kept = answered(home, *how, "--clean", "accept")
    assert kept[1].startswith("a.docx is kept without what its readers would not see: tracked ch")
    parts = stored(home)
    assert not [part for part in parts if AUTHOR.encode() in part or EDITOR.encode() in part]
    assert [part for part in parts if b"a plan" in part]
    assert "kept already, byte for byte" in refused(home, *how, "--clean", "accept")


def test_a_file_with_a_declared_hash_is_not_changed_in_loading(home: Path, tmp_path: Path) -> None:
    content = saved(document(paragraph(run("text")), last_modified_by=EDITOR))
    digest, media_type = hashlib.sha256(content).hexdigest(), "application/vnd.openxmlformats"
    media_type += "-officedocument.wordprocessingml.document"
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / f"{digest}.docx").write_bytes(content)
    file = {"language": "fr", "status": "courtesy", "sha256": digest, "media_type": media_type}
    before = stored(home)
    sentence = refused(home, "load", written(tmp_path, files=[file]))
    assert f"names in its properties: 1 ({EDITOR})" in sentence
    assert "Keep it with `tdt keep` instead, or load it with `--as-kept`" in sentence
    assert stored(home) == before


def dumped(folder: Path, content: bytes, ending: str, media_type: str, language: str) -> Path:
    """What a home that kept the file writes out."""
    digest = hashlib.sha256(content).hexdigest()
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files" / f"{digest}.{ending}").write_bytes(content)
    file = {"language": language, "status": "courtesy", "sha256": digest, "media_type": media_type}
    return written(folder, files=[file])


@pytest.mark.parametrize("has_changes", ["", "tracked changes: 1"])
def test_what_a_home_of_before_kept_is_loaded_as_it_was_and_named(
    has_changes: str, home: Path, tmp_path: Path
) -> None:
    added = change("ins", run(" more")) if has_changes else ""
    content = saved(document(paragraph(run("text") + added), last_modified_by=EDITOR))
    path = dumped(tmp_path, content, "docx", WORD, "ar" if has_changes else "es")
    said = "\n".join(answered(home, "load", "--as-kept", path))
    assert f"names in its properties: 1 ({EDITOR})" in said
    assert has_changes in said
    assert "`tdt keep --clean`" in said
    files = [one.read_bytes() for one in (home / "files").rglob("*") if one.is_file()]
    assert content in files
    again = tmp_path / "again"
    again.mkdir()
    answered(home, "dump", again)
    assert (again / "files" / f"{hashlib.sha256(content).hexdigest()}.docx").read_bytes() == content
    other = tmp_path / "other"
    other.mkdir()
    known = dumped(other, content, "docx", WORD, "ru" if has_changes else "zh")
    assert "byte for byte as it was kept before" in "\n".join(answered(home, "load", known))


def test_what_would_be_refused_today_is_loaded_as_it_was_and_named(
    home: Path, tmp_path: Path
) -> None:
    page = b"<!DOCTYPE html><html><head><style>@import 'a.css'</style></head><body>A</body></html>"
    path = dumped(tmp_path, page, "html", "text/html", "pt")
    assert "needs other files" in refused(home, "load", path)
    said = "\n".join(answered(home, "load", "--as-kept", path))
    assert "would not be taken today" in said
    assert page in [one.read_bytes() for one in (home / "files").rglob("*") if one.is_file()]


def test_a_dump_whose_bytes_are_others_is_refused_in_any_case(home: Path, tmp_path: Path) -> None:
    path = dumped(tmp_path, b"One text.\n", "txt", "text/plain", "it")
    for one in (tmp_path / "files").iterdir():
        one.write_bytes(b"Another text.\n")
    assert "is not what its name says" in refused(home, "load", "--as-kept", path)
