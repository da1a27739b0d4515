"""Whatever a PDF can say where its readers do not see it is not kept, and whatever it can do is
refused. Nothing in these files runs: their actions lead nowhere.
"""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from tests.attack.planted import SECRET, SEEN, changed_pdf
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import PDF
from tourdetable.kernel.media.recognition import recognise, text_of
from tourdetable.kernel.media.traces import Cleaning

Change = Callable[[Any], None]
JPEG = b"\xff\xd8\xff\xfe" + (len(SECRET) + 2).to_bytes(2) + SECRET.encode()
JPEG += b"\xff\xda\x00\x02scan\xff\xd9"


def on_root(key: str, value: Any) -> Change:
    return lambda document: document.Root.__setitem__(key, value(document))


def on_page(key: str, value: Any) -> Change:
    return lambda document: document.pages[0].obj.__setitem__(key, value(document))


def annotation(kind: str, **more: Any) -> Change:
    def change(document: Any) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[0, 0, 9, 9], **more)
        document.pages[0].Annots = Array([document.make_indirect(made)])

    return change


def field(flags: int, *, is_on_page: bool) -> Change:
    def change(document: Any) -> None:
        made = document.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="a", V=SECRET,
                       DV=SECRET, F=flags, Rect=[0, 0, 9, 9])
        )  # fmt: skip
        document.Root.AcroForm = Dictionary(Fields=[made])
        if is_on_page:
            document.pages[0].Annots = Array([made])

    return change


def picture(filters: Any, **more: Any) -> Change:
    def change(document: Any) -> None:
        made = Stream(document, JPEG)
        made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 1, 1
        made.Filter = filters
        for key, value in more.items():
            made[f"/{key}"] = value
        document.pages[0].obj.Resources.XObject = Dictionary(I=document.make_indirect(made))

    return change


def said(_document: Any) -> Any:
    return Dictionary(Said=SECRET)


HIDDEN: dict[str, Change] = {
    "a key of nobody's in the catalogue": on_root("/Xyz", said),
    "a key of nobody's on a page": on_page("/Xyz", said),
    "a key of nobody's in the trailer": lambda d: d.trailer.__setitem__("/Xyz", said(d)),
    "a date that is none": lambda d: d.docinfo.__setitem__("/CreationDate", SECRET),
    "what is said of a thread": on_root(
        "/Threads", lambda d: Array([d.make_indirect(Dictionary(Type=Name.Thread, I=said(d)))])
    ),
    "a hidden field": field(2, is_on_page=True),
    "a field without a place": field(4, is_on_page=False),
    "an annotation of another kind": annotation("Watermark", T=SECRET, Contents=SECRET),
    "the note of a stamp": annotation("Stamp", Contents=SECRET),
    "the author of a link": annotation("Link", T=SECRET),
    "a page that is a template": lambda d: d.Root.__setitem__(
        "/Names", Dictionary(Templates=Dictionary(Names=Array([SECRET, said(d)])))
    ),
    "properties that a program keeps": on_root(
        "/StructTreeRoot",
        lambda _document: Dictionary(
            K=Dictionary(A=Dictionary(O=Name.UserProperties, P=[Dictionary(N="a", V=SECRET)]))
        ),
    ),
    "metadata of parts": on_root("/DPartRoot", lambda d: Dictionary(DPM=said(d))),
    "a picture in a list of filters": picture(Array([Name.DCTDecode])),
    "another picture in its place": picture(
        Name.DCTDecode, Alternates=Array([Dictionary(Image=Dictionary(Said=SECRET))])
    ),
}


def readable(content: bytes) -> bytes:
    """All objects of a file and all bytes of it."""
    with pikepdf.open(io.BytesIO(content)) as document:
        made = io.BytesIO()
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return content + made.getvalue()


def assert_kept_without(content: bytes) -> None:
    assert SECRET.encode() in readable(content)
    found = cleaned(PDF, content, Cleaning.REMOVE)
    assert SECRET.encode() not in readable(found.content)
    assert SEEN in text_of(PDF.media_type, found.content)
    again = cleaned(PDF, found.content, None)
    assert (dict(again.traces.counts), again.content) == ({}, found.content)
    recognise("a.pdf", found.content, most=10**7)


@pytest.mark.parametrize("where", HIDDEN)
@pytest.mark.parametrize("mode", ["disable", "generate"])
def test_what_readers_do_not_see_is_not_kept(where: str, mode: str) -> None:
    mode_of_objects = pikepdf.ObjectStreamMode[mode]
    assert_kept_without(changed_pdf(HIDDEN[where], object_stream_mode=mode_of_objects))


@pytest.mark.parametrize("mark", [b"endobj\n", b"\n%%EOF\n"])
def test_bytes_between_and_behind_the_objects_do_not_stay(mark: bytes) -> None:
    plain = changed_pdf(lambda _document: None)
    place = plain.rindex(mark) + len(mark)
    extra = b"%" + SECRET.encode() + b"\n"
    content = plain[:place] + extra + plain[place:]
    begin = content.rindex(b"startxref\n") + len(b"startxref\n")
    end = content.index(b"\n", begin)
    shift = len(extra) if mark == b"endobj\n" else 0
    content = content[:begin] + str(int(content[begin:end]) + shift).encode() + content[end:]
    assert_kept_without(content)


def layered(layer: Any, settings: Any, **group: Any) -> Change:
    def change(document: Any) -> None:
        made = document.make_indirect(Dictionary(Type=Name.OCG, Name="a", **layer))
        usual = Dictionary(Order=[made], **{key: value(made) for key, value in settings.items()})
        document.Root.OCProperties = Dictionary(OCGs=[made], D=usual)
        if group:
            parts = {key: value(made) for key, value in group.items()}
            member = Dictionary(Type=Name.OCMD, OCGs=made, **parts)
            properties = Dictionary(A=document.make_indirect(member))
            document.pages[0].obj.Resources.Properties = properties

    return change


def by_itself(layer: Any) -> Any:
    return Array([Dictionary(Event=Name.View, OCGs=[layer], Category=[Name.View])])


NOT_VIEWED = {"Usage": Dictionary(View=Dictionary(ViewState=Name.OFF))}


@pytest.mark.parametrize(
    "change",
    [
        layered(NOT_VIEWED, {"AS": by_itself}),
        layered({}, {}, P=lambda _layer: Name.AllOff),
        layered({}, {}, VE=lambda layer: Array([Name.Not, layer])),
    ],
)
def test_layers_that_are_not_shown_are_refused(change: Change) -> None:
    with pytest.raises(SentenceError, match="layers that are not shown"):
        cleaned(PDF, changed_pdf(change), None)
    cleaned(PDF, changed_pdf(layered({}, {}, P=lambda _layer: Name.AnyOn)), None)


@pytest.mark.parametrize(
    "change",
    [
        annotation("Link", A=Dictionary(S=Name.URI, URI="file:///a.txt")),
        annotation("Link", A=Dictionary(S=Name.URI, URI="x-program:a")),
        picture(Name.DCTDecode, Ref=Dictionary(F="a.pdf", Page=0)),
        picture(Name.DCTDecode, OPI=Dictionary()),
    ],
)
def test_what_leads_to_a_disk_or_a_program_is_refused(change: Change) -> None:
    with pytest.raises(SentenceError):
        recognise("a.pdf", changed_pdf(change), most=10**6)
    web = annotation("Link", A=Dictionary(S=Name.URI, URI="https://example.org/"))
    recognise("a.pdf", changed_pdf(web), most=10**6)
