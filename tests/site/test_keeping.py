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
    assert "Keep it with `tdt keep` instead." in sentence
    assert stored(home) == before
