"""Whatever a web page can say where its readers do not see it, or fetch, is not kept."""

import base64

import pytest

from tests.attack.planted import SECRET, SEEN, page
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import HTML
from tourdetable.kernel.media.recognition import recognise, text_of
from tourdetable.kernel.media.traces import Cleaning

DRAWING = f"<svg><metadata>{SECRET}</metadata><circle r=1 /></svg>"
JPEG = b"\xff\xd8\xff\xfe" + (len(SECRET) + 2).to_bytes(2) + SECRET.encode()
JPEG += b"\xff\xda\x00\x02scan\xff\xd9"
PICTURE = f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}"
HIDDEN = {
    "text that a rule hides": page(f"<p class=a>{SECRET}</p>", "<style>.a{display:none}</style>"),
    "text that a rule for screens hides": page(
        f"<p class=a>{SECRET}</p>", "<style>@media screen{p, .a{x:y} .a{visibility:hidden}}</style>"
    ),
    "a comment of a style": page("", f"<style>p{{}}/* {SECRET} */</style>"),
    "a comment of a style within": page(f"<p style='color:red/*{SECRET}*/'>a</p>"),
    "what programs keep in attributes": page(f"<p data-note={SECRET}>a</p>"),
    "what is shown without scripts": page(f"<noscript>{SECRET}</noscript>"),
    "a closed dialogue": page(f"<dialog>{SECRET}</dialog>"),
    "frames that nobody has": page(f"<noframes>{SECRET}</noframes>"),
    "what stands in for a film": page(f"<video>{SECRET}</video>"),
    "what stands in for a canvas": page(f"<canvas>{SECRET}</canvas>"),
    "metadata of a drawing": page(DRAWING),
    "the source of a formula": page(
        f"<math><semantics><mi>x</mi><annotation>{SECRET}</annotation></semantics></math>"
    ),
    "a picture in a style": page(f"<p style='background:url({PICTURE})'>a</p>"),
    "a picture among several": page(f"<img alt=a src='{PICTURE}' srcset='{PICTURE} 2x'>"),
    "a path on a disk": page(f"<p><a href='file:///C:/{SECRET}/a.doc'>shown</a></p>"),
    "a list of suggestions": page(f"<datalist><option>{SECRET}</option></datalist>"),
}


def planted_in(content: bytes) -> bool:
    packed = base64.b64encode(JPEG)[:-8] in content
    return SECRET.encode() in content or packed


@pytest.mark.parametrize("where", HIDDEN)
def test_what_readers_do_not_see_is_not_kept(where: str) -> None:
    assert planted_in(HIDDEN[where])
    found = cleaned(HTML, HIDDEN[where], Cleaning.REMOVE)
    assert not planted_in(found.content)
    assert SEEN in text_of(HTML.media_type, found.content)
    again = cleaned(HTML, found.content, None)
    assert (dict(again.traces.counts), again.content) == ({}, found.content)
    recognise("a.html", found.content, most=10**7)


@pytest.mark.parametrize("style", ["@media print{.a{display:none}}", "p:hover{display:none}"])
def test_what_a_rule_hides_elsewhere_stays(style: str) -> None:
    content = page("<p class=a>and more</p>", f"<style>{style}</style>")
    found = cleaned(HTML, content, Cleaning.REMOVE)
    assert "and more" in text_of(HTML.media_type, found.content)


@pytest.mark.parametrize(
    "body",
    [
        "<meta http-equiv=Refresh content='5;url=/'>",
        "<svg><rect fill='url(https://example.org/a)' /></svg>",
        "<a attributionsrc='https://example.org/a' href='/'>a</a>",
        "<a href='data:text/plain,a'>a</a>",
    ],
)
def test_what_runs_or_fetches_is_refused_however_it_is_written(body: str) -> None:
    with pytest.raises(SentenceError):
        recognise("a.html", page(body), most=10**6)
