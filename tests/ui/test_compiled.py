"""What is compiled is kept for the next run, and made anew when what it is made from changed."""

import stat
from types import CodeType

from django.conf import settings
from django.core.cache import caches
from jinja2 import DictLoader

from tourdetable.ui.compiled import CACHE, CompiledTemplates, compiled
from tourdetable.ui.compiling import StraightEnvironment


class Counting(StraightEnvironment):
    """Counts what it compiles itself."""

    count = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        self.count += 1
        return super()._compile(source, filename)


def pages(template: str, maker: bytes) -> tuple[list[str], int]:
    """The page in two languages of one run, and how many templates that run compiled."""
    kept, count, drawn = CompiledTemplates([maker]), 0, []
    for word in ("yes", "oui"):
        made = Counting(loader=DictLoader({"page.html": template}), bytecode_cache=kept)
        made.globals["word"] = word
        drawn.append(made.get_template("page.html").render())
        count += made.count
    return drawn, count


def test_a_template_is_compiled_once_for_all_languages_and_all_runs() -> None:
    template = "<b>{{ word }}</b> once for all"
    runs = [pages(template, b"maker") for _ in range(3)]
    assert runs == [(["<b>yes</b> once for all", "<b>oui</b> once for all"], n) for n in (1, 0, 0)]


def test_a_template_is_compiled_anew_when_it_or_its_maker_changed() -> None:
    template = "<b>{{ word }}</b> anew"
    assert pages(template, b"maker")[1] == 1
    assert pages(template, b"another maker")[1] == 1
    drawn, count = pages(template + ".", b"maker")
    assert (drawn, count) == (["<b>yes</b> anew.", "<b>oui</b> anew."], 1)


def test_what_cannot_be_read_is_compiled_anew() -> None:
    template = "<b>{{ word }}</b> of another Python"
    pages(template, b"maker")
    bucket = CompiledTemplates([b"maker"])
    made = Counting(loader=DictLoader({"page.html": template}), bytecode_cache=bucket)
    assert made.get_template("page.html").render(word="yes") == "<b>yes</b> of another Python"
    (address,) = bucket.known
    caches[CACHE].set(address, b"j2 of another Python")
    assert pages(template, b"maker")[1] == 1


def test_what_will_be_run_is_its_owner_s_alone() -> None:
    compiled(b"source", "maker", lambda: b"made")
    folder = settings.TDT_HOME / "compiled"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_what_is_made_from_a_source_is_made_once() -> None:
    made: list[str] = []

    def make(word: str) -> bytes:
        made.append(word)
        return word.encode()

    found = [
        compiled(b"source", "maker 1", lambda: make("a")),
        compiled(b"source", "maker 1", lambda: make("b")),
        compiled(b"source", "maker 2", lambda: make("c")),
        compiled(b"source 2", "maker 1", lambda: make("d")),
    ]
    assert found == [b"a", b"a", b"c", b"d"]
    assert made == ["a", "c", "d"]
