"""The page that a change at the desk rests on: one that is known, or a new one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.text import slugify

from tourdetable.kernel.enums import SourceReading
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change
from tourdetable.kernel.models import Collection, Source
from tourdetable.kernel.sources import UNVERIFIED

DESK = "desk"
"""The collection of the pages that people named on the screens."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the journal tells it, beside the facts that rest on it."""

    key: str
    publisher: str = ""
    url: str = ""

    def told(self) -> dict[str, str]:
        return {"key": self.key, "publisher": self.publisher, "url": self.url}


@dataclass(frozen=True, slots=True)
class NamedSource:
    """What somebody says that a change rests on: the `key` of a known page, or the title and the
    address of one; with neither, nobody has checked the fact, and it is shown as unverified.
    """

    key: str = ""
    title: str = ""
    url: str = ""

    def kept(self) -> Page:
        """The page; a new one is made where its address is not known. For actions, inside of their
        transaction. Raises SentenceError for a key that stands for no page.
        """
        if not self.key and not self.url:
            return Page(UNVERIFIED)
        rows = Source.objects.order_by("collection__slug", "position")
        known = rows.filter(key=self.key) if self.key else rows.filter(url=self.url)
        row = known.first()
        if row is None and self.key:
            raise SentenceError("This source is not known any more; choose another one.")
        row = row or self._new()
        return Page(row.key, row.publisher, row.url)

    def _new(self) -> Source:
        title = "Pages named at the desk"
        held, _ = Collection.objects.get_or_create(slug=DESK, defaults={"title": title})
        last = Source.objects.filter(collection=held).aggregate(last=Max("position"))["last"]
        place = 0 if last is None else last + 1
        stem = slugify(self.title)[:_LONGEST].strip("-") or "page"
        return Source.objects.create(
            collection=held,
            key=f"{DESK}-{place + 1}-{stem}",
            url=self.url,
            publisher=self.title or self.url,
            reading=SourceReading.EXCERPT,
            position=place,
        )


def with_page(sources: Sequence[str], page: Page) -> tuple[str, ...]:
    """The sources of a fact that the page shows as it is said now: what nobody had checked before
    rests on it from now on.
    """
    return tuple(dict.fromkeys([*(key for key in sources if key != UNVERIFIED), page.key]))


def resting_on(page: Page, thing: str, part: str, changes: Iterable[Change]) -> Change:
    """One change of a part of a thing, in the shape of a dossier, with the page it rests on."""
    made = list(changes)
    before = [change.before for change in made if change.before is not None]
    after = [change.after for change in made if change.after is not None]
    return Change(
        f"{thing}/{part}",
        {part: before} if before else None,
        {part: after, "said_by": page.told()},
    )
