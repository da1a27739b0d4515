"""Tracked changes of OpenDocument (1.3, part 3, section 5.5), accepted or rejected."""

from lxml.etree import QName, _Element

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.traces import TraceKind, Traces
from tourdetable.kernel.media.tracked_changes import local, remove

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MARKS = tuple(f"{_TEXT}{name}" for name in ("change", "change-start", "change-end"))


def settle_odf(root: _Element, traces: Traces, *, accepted: bool) -> None:
    """Change the tree to what it is once every change is accepted, or rejected.

    Raises SentenceError where a change that is to be rejected spans paragraphs.
    """
    for region in list(root.iter(f"{_TEXT}changed-region")):
        traces.add(
            TraceKind.CHANGES, *[e.text for e in region.iter("*") if local(e) == "creator"][:1]
        )
        if not accepted:
            _reject(root, region)
    for tracked in list(root.iter(f"{_TEXT}tracked-changes")):
        if len(tracked) and not tracked.findall(f"{_TEXT}changed-region"):
            traces.add(TraceKind.CHANGES)
        remove(tracked)
    for mark in list(root.iter(*_MARKS)):
        remove(mark)


def _reject(root: _Element, region: _Element) -> None:
    ids = {str(v) for k, v in region.attrib.items() if QName(k).localname == "id"}
    marks = [mark for mark in root.iter(*_MARKS) if mark.get(f"{_TEXT}change-id") in ids]
    kinds = [local(child) for child in region]
    if "insertion" in kinds:
        _take_out(marks)
    elif "deletion" in kinds:
        _put_back(marks, next(child for child in region if local(child) == "deletion"))
    else:
        raise _too_wide()


def _take_out(marks: list[_Element]) -> None:
    """Remove what stands between the start and the end of an insertion."""
    if [local(mark) for mark in marks] != ["change-start", "change-end"]:
        raise _too_wide()
    start, end = marks
    if start.getparent() is not end.getparent():
        raise _too_wide()
    start.tail = None
    while (between := start.getnext()) is not end and between is not None:
        between.tail = None
        remove(between)


def _put_back(marks: list[_Element], deletion: _Element) -> None:
    """Put deleted text where its mark stands."""
    paragraphs = [child for child in deletion if local(child) in ("p", "h")]
    others = [c for c in deletion if local(c) not in ("p", "h", "change-info")]
    if len(marks) != 1 or len(paragraphs) != 1 or others:
        raise _too_wide()
    mark, paragraph = marks[0], paragraphs[0]
    after, mark.tail = mark.tail or "", paragraph.text
    last = mark
    for child in list(paragraph):
        last.addnext(child)  # lxml moves the tail with it
        last = child
    last.tail = (last.tail or "") + after


def _too_wide() -> SentenceError:
    return SentenceError(
        "A tracked change spans paragraphs or formats and cannot be rejected here; reject the "
        "changes in the word processor, and bring the file again."
    )
