"""Fields of WordprocessingML (ECMA-376, part 1, section 17.16): those that a reader needs stay;
of the others the text stays that they show, without the instruction behind it.
"""

from dataclasses import dataclass, field

from lxml.etree import _Element

from tourdetable.kernel.media.followed import is_followed
from tourdetable.kernel.media.traces import TraceKind, Traces
from tourdetable.kernel.media.tracked_changes import attribute, local, qualified, remove, unwrap

_KEPT = frozenset(
    {
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "REF", "NOTEREF", "STYLEREF",
        "TOC", "TC", "INDEX", "SEQ", "HYPERLINK", "EQ", "SYMBOL", "LISTNUM", "AUTONUM",
        "AUTONUMLGL", "AUTONUMOUT", "ADVANCE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN",
    }
)  # fmt: skip


def flatten_fields(root: _Element, traces: Traces) -> None:
    """Put the text that they show in the place of fields that say more than they show."""
    for simple in list(root.iter(*qualified("fldSimple"))):
        if not _is_kept(attribute(simple, "instr") or ""):
            traces.add(TraceKind.PROPERTIES)
            unwrap(simple)
    for data in list(root.iter(*qualified("fldData"))):
        traces.add(TraceKind.PROPERTIES)
        remove(data)
    _flatten_runs(root, traces)


@dataclass
class _Field:
    """A field whose parts stand in runs, and text within its instruction, which nobody sees."""

    marks: list[_Element]
    within: list[_Element] = field(default_factory=list)
    is_separated: bool = False


def _flatten_runs(root: _Element, traces: Traces) -> None:
    """Fields that begin, part and end in runs; one inside of another is a field of its own."""
    opened: list[_Field] = []
    for element in list(root.iter(*qualified("fldChar", "instrText", "t"))):
        kind = attribute(element, "fldCharType") if local(element) == "fldChar" else local(element)
        if kind == "begin":
            opened.append(_Field([element]))
        elif kind == "t":
            outermost = next((one for one in opened if not one.is_separated), None)
            if outermost is not None:
                outermost.within.append(element)
        elif opened:
            opened[-1].marks.append(element)
            opened[-1].is_separated |= kind == "separate"
            if kind == "end":
                _flatten(opened.pop(), traces)
        else:
            traces.add(TraceKind.HIDDEN)
            remove(element)


def _flatten(found: _Field, traces: Traces) -> None:
    instruction = "".join(mark.text or "" for mark in found.marks if local(mark) == "instrText")
    if _is_kept(instruction) and not any(element.text for element in found.within):
        return
    traces.add(TraceKind.PROPERTIES)
    for element in (*found.marks, *found.within):
        remove(element)


def _is_kept(instruction: str) -> bool:
    words = instruction.split()
    if (
        words
        and words[0].upper() == "HYPERLINK"
        and not is_followed("".join(words[1:2]).strip('"'))
    ):
        return False
    return bool(words) and words[0].upper() in _KEPT
