"""`tdt releases [RELEASE [DIR]] [--json]`: which are kept, and one of them laid out again."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tourdetable.record.archive import SHORT, KeptRelease, find_release, kept_releases, lay_out
from tourdetable.record.places import Places
from tourdetable.record.placing import recover
from tourdetable.site.command import TableCommand
from tourdetable.site.permissions import public_files


class Command(TableCommand):
    help = "List the releases that are kept, the newest first, or lay one out again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("release", nargs="?", metavar="RELEASE", help="how its name begins")
        text = "lay the release out here, in a folder that is empty or new"
        parser.add_argument("directory", nargs="?", metavar="DIR", help=text)
        parser.add_argument("--json", action="store_true", help="for programs")

    def answer(self, **options: Any) -> None:
        places = Places(settings.TDT_HOME)
        with public_files():
            recover(places)
        if options["release"] is None:
            self._list(kept_releases(places), as_json=options["json"])
            return
        kept = find_release(options["release"], places)
        if options["directory"] is None:
            self._list([kept], as_json=options["json"])
            return
        folder = Path(options["directory"])
        with public_files():
            lay_out(kept, folder, places)
        self.say(f"Laid out: the release {kept.name[:SHORT]} of {_moment(kept)}, in {folder}.")

    def _list(self, found: list[KeptRelease], *, as_json: bool) -> None:
        if as_json:
            self.say_json([_plain(kept) for kept in found])
            return
        if not found:
            self.say("No release is kept yet: run `tdt publish` first.")
        for kept in found:
            pages = sum(kept.release.counts.values())
            mark = "  in place" if kept.is_in_place else ""
            self.say(
                f"{kept.name[:SHORT]}  {_moment(kept)}  {pages} pages, {kept.files} files{mark}"
            )


def _moment(kept: KeptRelease) -> str:
    """To the second, in UTC."""
    return kept.release.released_at[:19].replace("T", " ") + " UTC"


def _plain(kept: KeptRelease) -> dict[str, object]:
    return {
        "name": kept.name,
        "released_at": kept.release.released_at,
        "languages": kept.release.languages,
        "pages": sum(kept.release.counts.values()),
        "files": kept.files,
        "is_in_place": kept.is_in_place,
        "seal": kept.release.seal.digest if kept.release.seal else None,
    }
