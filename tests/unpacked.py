"""Every byte that leaves: files as they are, and what is packed in them."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types
import pypdfium2  # type: ignore[import-untyped]  # the same


def texts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it is, and what is packed in it."""
    yield name, content
    kind = name.rpartition(".")[2]
    if kind == "br":
        yield from texts(name.removesuffix(".br"), brotli.decompress(content))
    elif content.startswith(b"\x1f\x8b"):
        yield from texts(f"{name} unpacked", gzip.decompress(content))
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from texts(f"{name}/{inner}", archive.read(inner))
    elif content.startswith(b"%PDF-"):
        document = pypdfium2.PdfDocument(content)
        pages = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        yield f"{name} read", f"{document.get_metadata_dict()}\n{pages}".encode()


def leaving(home: Path) -> list[Path]:
    """The record, its search index, and what is kept compressed for the wire."""
    files = [*(home / "record").rglob("*"), *(home / "search").rglob("*")]
    packed = [path for path in (home / "releases").rglob("*") if path.suffix in (".br", ".gz")]
    return sorted(path for path in (*files, *packed) if path.is_file())
