"""The settings of the processes that read files, with readers of the tests beside ours."""

from tourdetable.site.reader_settings import *  # noqa: F403 - all of them
from tourdetable.site.reader_settings import READERS as OURS

READERS = {
    **OURS,
    **{
        name: f"tests.attack.readers.{name}"
        for name in (
            "counted",
            "makes",
            "refused",
            "faulty",
            "allocates",
            "calculates",
            "sleeps",
            "speaks",
            "kills_itself",
            "lies",
            "surroundings",
            "starts_another",
            "starts_a_thread",
            "writes_a_file",
        )
    },
}
