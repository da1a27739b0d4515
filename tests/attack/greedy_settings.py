"""The settings of the processes that read files, where every reader wants too much."""

from tourdetable.site.reader_settings import *  # noqa: F403 - all of them
from tourdetable.site.reader_settings import READERS as OURS

READERS = dict.fromkeys(OURS, "tests.attack.readers.greedy")
