"""Documents with files and corrections, from the command line to the record and back."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml.etree import fromstring

from tests.library.samples import SAYS, docx, pdf
from tests.program import tdt
from tourdetable.record.places import Places

pytestmark = pytest.mark.programs

ON = ("--on", "2026-11-23")
MEETING, BASE = "rcp-workshop-2005", "rcp-workshop-2005-d1"
PLANTED = "zyxomma-petiolatum"
RESTRICTED_TITLE, RESTRICTED_SYMBOL = "Zyxomma restricted title", "ZYX/2005/1/Corr.9"
PAPER, CORRECTION = pdf(f"{SAYS} Paper."), docx(f"{SAYS} Correction.")
SECRET = f"{SAYS} {PLANTED}\n".encode()


def entry(slug: str, **fields: object) -> dict[str, object]:
    return {
        "id": slug,
        "title": {"en": f"Invented for tests: {slug}", "fr": f"Inventé pour les essais : {slug}"},
        "kind": "report",
        "distribution": "general",
        "languages": [{"language": "en", "status": "original"}],
        "sources": [],
        **fields,
    }


def modifies(kind: str) -> dict[str, str]:
    return {"document": BASE, "as": kind}


DOCUMENTS = [
    entry(
        "invented-corr",
        symbol="TDT/TEST/1/Corr.1",
        modifies=modifies("corrigendum"),
    ),
    entry("invented-rev", symbol="TDT/TEST/1/Rev.1", modifies={"document": BASE, "as": "revision"}),
    entry(
        "invented-secret",
        title={"en": RESTRICTED_TITLE},
        symbol=RESTRICTED_SYMBOL,
        distribution="restricted",
        modifies=modifies("corrigendum"),
    ),
    entry("invented-limited", title={"en": RESTRICTED_TITLE}, distribution="limited"),
]


def run(home: Path, *words: str | Path) -> list[str]:
    status, said, complaint = tdt(home, *words)
    assert (status, complaint) == (0, ""), complaint
    return said


def refused(home: Path, *words: str | Path) -> str:
    status, _said, complaint = tdt(home, *words)
    assert status != 0
    return complaint.removeprefix("tdt: ").strip()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference data, and beside them documents that say that they are invented."""
    home, inbox = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("inbox")
    run(home, "init", "--reference")
    data = {
        "dataset": "documents",
        "meta": {"title": "Invented for tests", "compiled_on": None, "notes": []},
        "sources": {},
        "documents": DOCUMENTS,
    }
    (inbox / "documents.yaml").write_text(yaml.safe_dump(data), "utf-8")
    run(home, "load", inbox / "documents.yaml")
    for name, content in (("a.pdf", PAPER), ("c.docx", CORRECTION), (f"{PLANTED}.txt", SECRET)):
        (inbox / name).write_bytes(content)
    kept = run(home, "keep", BASE, inbox / "a.pdf", "--language", "en")
    assert kept == [
        f"Kept: PDF, pages: 1, {len(PAPER)} bytes.",
        f"{BASE} in “en” is published with the next `tdt publish`.",
    ]
    run(home, "keep", "TDT/TEST/1/Corr.1", inbox / "c.docx", "--language", "fr", "--courtesy")
    for slug in ("invented-secret", "invented-limited"):
        kept = run(home, "keep", slug, inbox / f"{PLANTED}.txt", "--language", "en")
        assert kept[1] == f"{slug} in “en” stays in the house."
    run(home, "publish", *ON)
    assert run(home, "work", "--once")[-1] == "Kept files looked into: 3."
    run(home, "publish", *ON)
    return home


def payload(home: Path) -> Path:
    return Places(home).record / "data"


def sheet(home: Path, slug: str, language: str = "en") -> dict[str, object]:
    path = payload(home) / language / "documents" / slug / "index.json"
    found: dict[str, object] = json.loads(path.read_bytes())
    return found


def occurrences(home: Path, *words: str) -> list[str]:
    """Every file of the record in whose name or bytes, unpacked, one of the words stands."""
    found = []
    for path in sorted(payload(home).rglob("*")):
        if path.is_file():
            told = [path.relative_to(payload(home)).as_posix().encode(), path.read_bytes()]
            if path.suffix in (".zip", ".docx"):
                told += unpacked(told[1])
            if any(word.lower().encode() in part.lower() for word in words for part in told):
                found.append(path.relative_to(payload(home)).as_posix())
    return found


def unpacked(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name.encode()
            yield archive.read(name)


def test_files_lie_in_the_record_at_an_address_of_their_own(home: Path) -> None:
    for slug, name, content in (
        (BASE, f"{BASE}.en.pdf", PAPER),
        ("invented-corr", "invented-corr.fr.docx", CORRECTION),
    ):
        path = payload(home) / "documents" / slug / name
        assert path.read_bytes() == content
        for language in ("en", "ar"):
            page = payload(home) / language / "documents" / slug / "index.html"
            text = page.read_text("utf-8")
            href = f"../../../documents/{slug}/{name}"
            assert f'href="{href}"' in text
            assert (page.parent / href).resolve() == path.resolve()
            assert hashlib.sha256(content).hexdigest() in text


def test_the_data_say_what_the_files_are(home: Path) -> None:
    versions = sheet(home, BASE)["versions"]
    assert isinstance(versions, list)
    assert versions[0]["file"] == {
        "document": BASE,
        "language": "en",
        "name": f"{BASE}.en.pdf",
        "media_type": "application/pdf",
        "sha256": hashlib.sha256(PAPER).hexdigest(),
        "size": len(PAPER),
        "pages": 1,
        "has_text": True,
    }


def test_both_pages_tell_how_the_documents_stand_to_each_other(home: Path) -> None:
    modified_by = sheet(home, BASE)["modified_by"]
    assert isinstance(modified_by, list)
    found = [(line["kind"], line["document"]["slug"]) for line in modified_by]
    assert found == [("corrigendum", "invented-corr"), ("revision", "invented-rev")]
    modifies = sheet(home, "invented-rev")["modifies"]
    assert isinstance(modifies, dict)
    assert (modifies["kind"], modifies["document"]["slug"]) == ("revision", BASE)
    for language, words in (
        ("fr", ("Ce document a été remplacé", "Rectifié par", "Remplacé par")),
        ("zh", ("本文件已由后来的文件取代", "更正文件", "取代文件")),
    ):
        page = payload(home) / language / "documents" / BASE / "index.html"
        assert all(word in page.read_text("utf-8") for word in words)
    page = payload(home) / "fr" / "documents" / "invented-rev" / "index.html"
    assert "<dt>Remplace</dt>" in page.read_text("utf-8")


def test_the_meeting_offers_the_files_and_takes_them_along(home: Path) -> None:
    page = (payload(home) / "fr" / "meetings" / MEETING / "index.html").read_text("utf-8")
    assert f'href="../../../documents/{BASE}/{BASE}.en.pdf"' in page
    assert "Rectifié par" in page
    with zipfile.ZipFile(payload(home) / "copies" / f"{MEETING}.zip") as archive:
        place = f"{MEETING}/data/documents"
        assert archive.read(f"{place}/{BASE}/{BASE}.en.pdf") == PAPER
        assert archive.read(f"{place}/invented-corr/invented-corr.fr.docx") == CORRECTION
        manifest = archive.read(f"{MEETING}/manifest-sha256.txt").decode()
    digest = hashlib.sha256(PAPER).hexdigest()
    assert f"{digest}  data/documents/{BASE}/{BASE}.en.pdf\n" in manifest


def test_sitemap_harvest_tables_and_linked_data_point_to_them(home: Path) -> None:
    url = f"http://127.0.0.1:8000/documents/{BASE}/{BASE}.en.pdf"
    assert f"<loc>{url}</loc>" in (payload(home) / "sitemap.xml").read_text("utf-8")
    dc = "{http://purl.org/dc/elements/1.1/}"
    answers = [fromstring(path.read_bytes()) for path in (payload(home) / "oai").glob("*.xml")]
    told = {(n.tag, n.text) for answer in answers for n in answer.iter(f"{dc}*")}
    assert (f"{dc}identifier", url) in told
    assert (f"{dc}format", "application/pdf") in told
    assert (f"{dc}relation", "oai:127.0.0.1:document/invented-rev") in told
    rows = (payload(home) / "data" / "documents.csv").read_text("utf-8")
    assert f"report,{BASE},corrigendum" in rows
    page = (payload(home) / "en" / "documents" / "invented-corr" / "index.html").read_text("utf-8")
    assert '"contentUrl":"../../../documents/invented-corr/invented-corr.fr.docx"' in page


def test_what_is_not_in_general_distribution_never_leaves(home: Path) -> None:
    """Not its words, its name, its title, its symbol, nor its bytes; the house itself has them."""
    words = (PLANTED, RESTRICTED_TITLE, RESTRICTED_SYMBOL, "invented-secret", "invented-limited")
    assert occurrences(home, *words) == []
    digest = hashlib.sha256(SECRET).hexdigest()
    assert occurrences(home, digest) == []
    kept = Places(home).contents / digest[:2] / digest[2:]
    assert not kept.exists()
    assert (home / "files" / "sha256" / digest[:2] / digest[2:]).read_bytes() == SECRET


def test_a_flipped_byte_is_named(home: Path) -> None:
    assert run(home, "verify")[0].startswith("Intact: ")
    path = payload(home) / "documents" / BASE / f"{BASE}.en.pdf"
    stored = (
        home / "files" / "sha256" / (digest := hashlib.sha256(PAPER).hexdigest())[:2] / digest[2:]
    )
    for damaged, sentence in (
        (path, f"data/documents/{BASE}/{BASE}.en.pdf: is not what was published."),
        (stored, f"Files: sha256/{digest[:2]}/{digest[2:]} is not what was stored."),
    ):
        content = bytearray(damaged.read_bytes())
        content[100] ^= 1
        damaged.write_bytes(content)
        assert f"tdt: {sentence}\n" in tdt(home, "verify")[2]
        content[100] ^= 1
        damaged.write_bytes(content)
    run(home, "verify")


def test_a_withdrawn_document_leaves_with_its_files_and_comes_back(home: Path) -> None:
    before = {path: path.read_bytes() for path in payload(home).rglob("*") if path.is_file()}
    title = "Invented for tests: invented-corr"
    assert len(occurrences(home, title)) > 10
    run(home, "withdraw", "document:invented-corr", "--reason", "Only for this test.")
    run(home, "publish", *ON)
    left = occurrences(home, title, "invented-corr.fr.docx", "TDT/TEST/1/Corr.1")
    assert left == []
    page = payload(home) / "en" / "documents" / "invented-corr" / "index.html"
    assert "Only for this test." in page.read_text("utf-8")
    assert not (payload(home) / "documents" / "invented-corr").exists()
    run(home, "withdraw", "document:invented-corr", "--undo")
    run(home, "publish", *ON)
    after = {path: path.read_bytes() for path in payload(home).rglob("*") if path.is_file()}
    assert {p.name for p in before.keys() | after.keys() if before.get(p) != after.get(p)} == {
        "release.json"
    }


def test_a_withdrawn_meeting_leaves_no_row_in_any_file(home: Path) -> None:
    run(home, "withdraw", MEETING, "--reason", "Only for this test.")
    run(home, "publish", *ON)
    title = "Rolf K. Jenny"
    assert occurrences(home, title) == []
    run(home, "withdraw", f"meeting:{MEETING}", "--undo")
    run(home, "publish", *ON)
    assert "data/speakers.csv" in occurrences(home, title)


def test_everything_comes_out_and_goes_in_again(home: Path, tmp_path: Path) -> None:
    run(home, "dump", tmp_path)
    files = {path.name: path.read_bytes() for path in (tmp_path / "files").iterdir()}
    digests = {
        hashlib.sha256(content).hexdigest(): content for content in (PAPER, CORRECTION, SECRET)
    }
    assert {name.partition(".")[0]: content for name, content in files.items()} == digests
    datasets = sorted(tmp_path.glob("*.yaml"))
    assert run(home, "load", *datasets)[-1].startswith("Nothing has changed: ")
    assert run(home, "load", tmp_path / "events.yaml")[-1].startswith("Nothing has changed: ")
    other, again = tmp_path / "other", tmp_path / "again"
    run(other, "init")
    run(other, "load", *datasets)
    run(other, "dump", again)
    assert yaml.safe_load((again / "documents.yaml").read_text("utf-8")) == yaml.safe_load(
        (tmp_path / "documents.yaml").read_text("utf-8")
    )
    assert {path.name: path.read_bytes() for path in (again / "files").iterdir()} == files


def test_what_cannot_be_is_said_in_a_sentence(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(PAPER)
    (tmp_path / "big.txt").write_bytes(b"x" * 1_000_001)
    complaint = refused(home, "keep", BASE, tmp_path / "a.docx", "--language", "en")
    assert complaint.startswith("a.docx: The content is PDF, which the name does not say;")
    status, _, complaint = tdt(
        home, "keep", BASE, tmp_path / "big.txt", "--language", "en", TDT_LARGEST_FILE="1"
    )
    assert (status, complaint) == (
        1,
        "tdt: big.txt: The file has 1.0 MB and 1 MB are the limit; make it smaller.\n",
    )
    complaint = refused(home, "keep", BASE, tmp_path / "none.pdf", "--language", "en")
    assert complaint == "none.pdf cannot be read (No such file or directory); check the name."
    complaint = refused(home, "keep", "invented-cor", tmp_path / "a.docx", "--language", "en")
    assert complaint.startswith("No document is called “invented-cor”. Nearest: invented-corr")
    complaint = refused(home, "withdraw", "paper:x", "--reason", "x")
    assert complaint.startswith("No kind of thing that can be withdrawn is called “paper”.")
