"""A package of the Open Packaging Conventions (ECMA-376, part 2) as parts that point to each other,
and a zip written so that the same parts give the same bytes.
"""

import io
import posixpath
import struct
import zipfile
from collections.abc import Mapping
from urllib.parse import unquote

from lxml.etree import _Element, tostring

from tourdetable.kernel.media.bounds import unpacked
from tourdetable.kernel.media.packages import CONTENT_TYPES, opened, parsed

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LOCAL, _LOCAL_SIZE = b"PK\x03\x04", 30
_DESCRIBED = 8
"""Flag of an entry with a descriptor after it (APPNOTE, 4.3.9)."""
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


class Package:
    """Parts by name; those that are XML are parsed when they are first asked for."""

    def __init__(self, content: bytes) -> None:
        """Raises SentenceError for a damaged zip."""
        with opened(content) as archive:
            self.parts = {i.filename: unpacked(archive, i) for i in archive.infolist()
                          if not i.is_dir()}  # fmt: skip
        self.trees: dict[str, _Element] = {}

    def tree(self, name: str) -> _Element:
        """Raises SentenceError for what is no XML."""
        if name not in self.trees:
            self.trees[name] = parsed(self.parts[name])
        return self.trees[name]

    def relations_name(self, part: str) -> str:
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def relations(self, part: str) -> list[_Element]:
        """Relationships of a part; of the package itself for an empty name."""
        name = self.relations_name(part)
        return list(self.tree(name).iter(RELATIONSHIP)) if name in self.parts else []

    def target(self, part: str, relation: _Element) -> str:
        """The name of the part that is pointed to; empty for what is outside of the package."""
        if relation.get("TargetMode") == "External":
            return ""
        joined = posixpath.join("/", posixpath.dirname(part), unquote(relation.get("Target", "")))
        name = posixpath.normpath(joined).lstrip("/")
        if name in self.parts:
            return name
        return next((part for part in self.parts if part.lower() == name.lower()), "")

    def reached(self) -> set[str]:
        """Names of the parts that the package leads to, and of what says how they hang together."""
        found, todo = {CONTENT_TYPES}, [""]
        while todo:
            part = todo.pop()
            relations = self.relations_name(part)
            if relations in self.parts:
                found.add(relations)
            for relation in self.relations(part):
                name = self.target(part, relation)
                if name and name not in found:
                    found.add(name)
                    todo.append(name)
        return found

    def drop_unreached(self) -> list[str]:
        """Drop parts that nothing points to, with their content types; their names."""
        kept = self.reached()
        gone = [name for name in self.parts if name not in kept]
        for name in gone:
            del self.parts[name]
            self.trees.pop(name, None)
        types = self.tree(CONTENT_TYPES)
        for override in list(types.iter(f"{_TYPES}Override")):
            if override.get("PartName", "").lstrip("/") not in self.parts:
                types.remove(override)
        return gone

    def written(self, first: str) -> bytes:
        """The zip, with that part before the others; changed trees go in anew."""
        for name, root in self.trees.items():
            self.parts[name] = tostring(root, xml_declaration=True, encoding="UTF-8",
                                        standalone=True)  # fmt: skip
        return written_zip(self.parts, first)


def written_zip(parts: Mapping[str, bytes], first: str, stored: str = "") -> bytes:
    """A zip of the parts, `first` before the others; the part called `stored` is not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, _FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return made.getvalue()


def is_tight(content: bytes) -> bool:
    """Does the zip hold its entries and nothing between, before, behind or beside them?"""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        start = archive.start_dir
        if archive.comment or any(entry.comment or entry.extra for entry in entries):
            return False
    place = 0
    for entry in entries:
        head = content[place : place + _LOCAL_SIZE]
        if entry.header_offset != place or entry.flag_bits & _DESCRIBED:
            return False
        if len(head) < _LOCAL_SIZE or not head.startswith(_LOCAL):
            return False
        name, extra = struct.unpack_from("<HH", head, 26)
        if extra:
            return False
        place += _LOCAL_SIZE + name + entry.compress_size
    size = sum(46 + len(entry.filename.encode()) for entry in entries)
    return place == start and len(content) == start + size + 22
