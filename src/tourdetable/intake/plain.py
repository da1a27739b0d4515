"""Small pieces of what is stored, in the shape in which the files say them."""

from collections.abc import Sequence

from tourdetable.intake.known import LANGUAGES
from tourdetable.intake.reading import Plain
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Wording


def year_or_text(date: PartialDate | None) -> int | str | None:
    """A year is a number in the files, anything finer a text."""
    if date is None:
        return None
    return date.text if "-" in date.text else int(date.text)


def only(**fields: Plain) -> dict[str, Plain]:
    """The optional fields that say something."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {}, False)}


def english(wording: Wording) -> str | None:
    return wording.text("en")


def both(wording: Wording) -> dict[str, Plain]:
    return only(fr=wording.text("fr"), en=wording.text("en"))


def listed(texts: Sequence[str]) -> list[str]:
    return list(texts)


def names(wording: Wording) -> dict[str, Plain]:
    """The fields on names: what they are, which were seen in a page, and which pages."""
    versions = wording.versions
    said: dict[str, Plain] = {tag: wording.text(tag) for tag in ("en", "fr", "es")}
    said |= only(**{tag: wording.text(tag) for tag in ("ar", "zh", "ru")})
    fields: dict[str, Plain] = {"names": said}
    if versions["en"].status is not WordingStatus.ORIGINAL:
        official = WordingStatus.OFFICIAL
        seen = [t for t in LANGUAGES if t in versions and versions[t].status is official]
        fields["names_seen_in_sources"] = seen
    pages = {tag: listed(v.sources) for tag, v in versions.items() if v.sources}
    return fields | only(names_sources=pages)
