"""A PDF that does something when it is opened or changed is refused, wherever that is written.

The actions of these tests do nothing: they lead to no program, no address and no script.
"""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.library.samples import pdf
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.recognition import recognise

ACTS, SCRIPTS, CARRIES = "does something", "carries scripts", "carries other files"


def action(kind: str, **more: Any) -> Any:
    return Dictionary(S=Name(f"/{kind}"), **more)


def fresh(value: Any) -> Any:
    """The same value for another document."""
    return pikepdf.Object.parse(value.unparse()) if hasattr(value, "unparse") else value


def on_catalogue(key: str, value: Any) -> Callable[[Any], None]:
    return lambda document: document.Root.__setitem__(key, fresh(value))


def on_page(key: str, value: Any) -> Callable[[Any], None]:
    return lambda document: document.pages[0].obj.__setitem__(key, fresh(value))


def annotation(kind: str, **more: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        own = {key: fresh(value) for key, value in more.items()}
        made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[0, 0, 9, 9], **own)
        document.pages[0].Annots = Array([document.make_indirect(made)])

    return change


def on_field(**more: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        own = {key: fresh(value) for key, value in more.items()}
        field = document.make_indirect(Dictionary(FT=Name.Tx, T="a", **own))
        document.Root.AcroForm = Dictionary(Fields=[field])

    return change


def changed(change: Callable[[Any], None], mode: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        change(document)
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode[mode])
    return made.getvalue()


NAMED = {"N": Name.Print}


@pytest.mark.parametrize("mode", ["generate", "disable"])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (on_catalogue("/OpenAction", action("JavaScript")), ACTS),
        (annotation("Link", A=action("JavaScript")), SCRIPTS),
        (on_catalogue("/OpenAction", action("Named", **NAMED)), ACTS),
        (on_catalogue("/OpenAction", action("URI", URI="https://example.org/")), ACTS),
        (on_catalogue("/OpenAction", action("GoTo", D="a", Next=action("GoTo", D="a"))), ACTS),
        (on_catalogue("/AA", Dictionary(WC=action("GoTo", D="a"))), ACTS),
        (on_page("/AA", Dictionary(O=action("GoTo", D="a"))), ACTS),
        (on_field(AA=Dictionary(K=action("GoTo", D="a"))), ACTS),
        (on_field(A=action("ResetForm")), ACTS),
        (on_catalogue("/AcroForm", Dictionary(Fields=[], XFA="")), SCRIPTS),
        *((annotation("Link", A=action(kind)), ACTS) for kind in (
            "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "Movie",
            "Sound")),
        (annotation("Link", A=action("GoTo", D="a", Next=[action("Launch")])), ACTS),
        *((annotation(kind), CARRIES) for kind in (
            "FileAttachment", "Screen", "RichMedia", "Movie", "Sound", "3D")),
        (annotation("Link", AA=Dictionary(E=action("GoTo", D="a"))), ACTS),
        (on_catalogue("/Collection", Dictionary()), CARRIES),
        (on_catalogue("/AF", Array([])), CARRIES),
        (on_page("/Held", Array([Dictionary(Deep=Array([action("Launch")]))])), ACTS),
    ],
)  # fmt: skip
def test_what_acts_is_refused_wherever_it_stands(
    change: Callable[[Any], None], reason: str, mode: str
) -> None:
    with pytest.raises(SentenceError, match=reason):
        recognise("a.pdf", changed(change, mode), most=10**7)


@pytest.mark.parametrize(
    "change",
    [
        on_catalogue("/OpenAction", action("GoTo", D="a")),
        on_catalogue("/OpenAction", Array([0, Name.Fit])),
        on_catalogue("/AA", Dictionary()),
        annotation("Link", A=action("URI", URI="https://example.org/")),
        annotation("Link", A=action("GoTo", D="a")),
        annotation("Link", A=action("Named", N=Name.NextPage)),
        on_field(V="text"),
    ],
)
def test_what_a_reader_follows_is_kept(change: Callable[[Any], None]) -> None:
    assert recognise("a.pdf", changed(change, "generate"), most=10**7).pages == 1


def test_a_name_is_read_as_readers_read_it() -> None:
    """A letter of a name may be written by its number (ISO 32000-2, section 7.3.5)."""
    content = changed(on_catalogue("/OpenAction", action("Named", **NAMED)), "disable")
    written = content.replace(b"/OpenAction", b"/Open#41ction")
    assert written != content
    with pytest.raises(SentenceError, match=ACTS):
        recognise("a.pdf", written, most=10**7)


def test_the_catalogue_that_counts_is_the_last_one() -> None:
    earlier = changed(lambda _document: None, "disable")
    at = int(earlier.rpartition(b"startxref")[2].split()[0])
    with pikepdf.open(io.BytesIO(earlier)) as document:
        root, size = document.Root.objgen[0], int(document.trailer.Size)
        document.Root.OpenAction = action("Named", **NAMED)
        catalogue = document.Root.unparse(resolved=True)
    later = f"\n{root} 0 obj\n".encode() + catalogue + b"\nendobj\n"
    table = (
        f"xref\n{root} 1\n{len(earlier) + 1:010d} 00000 n \ntrailer\n<</Size {size}"
        f"/Root {root} 0 R/Prev {at}>>\nstartxref\n{len(earlier) + len(later)}\n%%EOF\n"
    ).encode()
    assert recognise("a.pdf", earlier, most=10**7).pages == 1
    with pytest.raises(SentenceError, match=ACTS):
        recognise("a.pdf", earlier + later + table, most=10**7)
