"""Hidden text of OpenDocument (1.3, part 3: 7.7 fields that hide, 16.2 styles, 19.874 visibility,
20.398 text:display), and what its attributes say beside what is shown.
"""

from lxml.etree import QName, _Element

from tourdetable.kernel.media.followed import is_followed
from tourdetable.kernel.media.traces import TraceKind, Traces
from tourdetable.kernel.media.tracked_changes import local, remove, unwrap

Styles = dict[tuple[str, str], bool]
"""By family and name: does a style hide its text, or show it again?"""
_DEEPEST = 50
_FAMILIES = ("paragraph", "text")
_PARAGRAPHS = ("p", "h")
_WITH_STYLE = frozenset(
    {"span", "a", "p", "h", "meta", "bookmark", "bookmark-start", "bookmark-end"}
)
"""Elements in which a style of its own may show text again, and anchors."""
_INVISIBLE = ("collapse", "filter")
_MARKS = frozenset(
    {"alphabetical-index-mark", "toc-mark", "user-index-mark", "hidden", "connection-resource"}
)
"""Entries of an index that say other words than those where they stand; data without a control."""
_RANGES = frozenset({"alphabetical-index-mark-start", "user-index-mark-start", "toc-mark-start"})
_UNSAID = {
    **dict.fromkeys(_RANGES, ("key1", "key2", "string-value", "key1-phonetic", "key2-phonetic",
                              "string-value-phonetic")),
    **dict.fromkeys(("table-cell", "covered-table-cell"), ("string-value", "formula")),
}  # fmt: skip
"""Attributes that nobody sees, by element."""
_XHTML = "http://www.w3.org/1999/xhtml"


def of(element: _Element, name: str) -> str:
    """The value of an attribute, whatever its namespace."""
    return next((str(v) for k, v in element.attrib.items() if QName(k).localname == name), "")


def dissolve(element: _Element) -> None:
    """Put what is in an element, its text too, in its place."""
    if element.text:
        before, around = element.getprevious(), element.getparent()
        if before is not None:
            before.tail = (before.tail or "") + element.text
        elif around is not None:
            around.text = (around.text or "") + element.text
    unwrap(element)


def hidden_styles(root: _Element, common: _Element | None) -> Styles:
    """What styles say of being hidden, by themselves or by what they rest on: those of a part, and
    the common ones of the document, which do not name a part's automatic styles.
    """
    found = list(root.iter("{*}style"))
    if common is not None and common is not root:
        found = [*(s for s in common.iter("{*}style") if local(s.getparent()) == "styles"), *found]
    hides: dict[tuple[str, str], bool | None] = {}
    parents: dict[tuple[str, str], str] = {}
    for style in found:
        said = [of(p, "display") for p in style if local(p) == "text-properties"]
        for family in [of(style, "family")] if of(style, "family") else _FAMILIES:
            key = family, of(style, "name")
            hides[key] = (said[0] == "none") if said and said[0] else None
            parents[key] = of(style, "parent-style-name")
    known = {key: _hides(key, hides, parents) for key in hides}
    return {key: said for key, said in known.items() if said is not None}


def _hides(
    key: tuple[str, str],
    hides: dict[tuple[str, str], bool | None],
    parents: dict[tuple[str, str], str],
) -> bool | None:
    family, name = key
    for _step in range(_DEEPEST):
        if hides.get((family, name)) is not None or not name:
            return hides.get((family, name))
        name = parents.get((family, name), "")
    return None


def drop_hidden(root: _Element, styles: Styles, traces: Traces) -> None:
    """Take out of the tree what is hidden in it."""
    for field in [one for one in root.iter("*") if local(one) == "hidden-paragraph"]:
        paragraph = next((one for one in field.iterancestors() if local(one) in _PARAGRAPHS), None)
        if of(field, "is-hidden") == "true" and paragraph is not None:
            _drop(paragraph, traces)
    for field in [one for one in root.iter("*") if local(one) == "hidden-text"]:
        if of(field, "is-hidden") == "false":
            traces.add(TraceKind.PROPERTIES)
            dissolve(field)
    for element in [one for one in root.iter("*") if _is_hidden(one)]:
        _drop(element, traces)
    for table in [one for one in root.iter("*") if local(one) == "table"]:
        _empty_hidden_columns(table, traces)
    if any(styles.values()):
        for paragraph in [one for one in root.iter("*") if local(one) in _PARAGRAPHS]:
            _drop_texts(paragraph, styles, traces, is_hidden=False)


def _drop(element: _Element, traces: Traces) -> None:
    traces.add(TraceKind.HIDDEN)
    remove(element)


def _is_hidden(element: _Element) -> bool:
    name = local(element)
    if name == "table-row":
        return of(element, "visibility") in _INVISIBLE
    if name == "section" and of(element, "display") == "condition":
        return of(element, "is-hidden") == "true"
    if name.startswith(("header", "footer")) and of(element, "display") == "false":
        return True
    is_style = name in ("text-properties", "style")
    said = not is_style and of(element, "display") == "none"
    return said or name in ("hidden-text", "hidden-paragraph")


def _empty_hidden_columns(table: _Element, traces: Traces) -> None:
    """The columns stay, lest cells move; what stands in them goes."""
    hidden: list[bool] = []
    for column in _own(table, "table-column"):
        hidden += [of(column, "visibility") in _INVISIBLE] * _repeated(column)
    if not any(hidden):
        return
    for row in _own(table, "table-row"):
        place = 0
        for cell in [one for one in row if local(one) in ("table-cell", "covered-table-cell")]:
            if any(hidden[place : place + 1]) and len(cell):
                traces.add(TraceKind.HIDDEN)
                cell[:] = []
            place += _repeated(cell)


def _own(table: _Element, name: str) -> list[_Element]:
    """Elements of this table, not of one in its cells."""
    return [one for one in table.iter("*") if local(one) == name and next(
        around for around in one.iterancestors() if local(around) == "table") is table]  # fmt: skip


def _repeated(element: _Element) -> int:
    said = of(element, "number-columns-repeated")
    return min(int(said), 1000) if said.isdecimal() else 1


def _drop_texts(element: _Element, styles: Styles, traces: Traces, *, is_hidden: bool) -> None:
    """Drop the texts whose nearest style hides them."""
    family = "paragraph" if local(element) in _PARAGRAPHS else "text"
    is_hidden = styles.get((family, of(element, "style-name")), is_hidden)
    texts = [element.text, *(child.tail for child in element)] if is_hidden else []
    if any(text and text.strip() for text in texts):
        traces.add(TraceKind.HIDDEN)
    if texts:
        element.text = None
    for child in list(element):
        if texts:
            child.tail = None
        if is_hidden and local(child) not in _WITH_STYLE:
            remove(child)
        else:
            _drop_texts(child, styles, traces, is_hidden=is_hidden)


def drop_unsaid(root: _Element, traces: Traces) -> None:
    """Take out what attributes say that is not shown, and links that no reader follows."""
    for element in list(root.iter("*")):
        name = local(element)
        if name in _MARKS:
            traces.add(TraceKind.PROPERTIES)
            remove(element)
            continue
        unsaid = [key for key in element.attrib if QName(key).localname in _UNSAID.get(name, ())
                  or QName(key).namespace == _XHTML]  # fmt: skip
        for key in unsaid:
            traces.add(TraceKind.PROPERTIES)
            del element.attrib[key]
        if of(element, "href") and not is_followed(of(element, "href")):
            traces.add(TraceKind.PROPERTIES)
            if name == "a":
                dissolve(element)
            else:
                remove(element)
