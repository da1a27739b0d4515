"""Milliseconds of every signed-in screen inside one process, as JSON lines: address, median.

`screens_beside.py` runs this file over two checkouts; it imports nothing of `benchmarks`, because
an older checkout may have none of its names.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, WARM_UP = 15, 2
FIRST = ("desk/", "room/", "reply/", "note/")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tdt-bench-") as home:
        os.environ.update(TDT_HOME=home, DJANGO_SETTINGS_MODULE="tourdetable.site.settings")
        import django  # noqa: PLC0415 - the home must be known first

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - after Django's settings
        from django.test.utils import setup_test_environment  # noqa: PLC0415 - the same

        from tests.sample import lay  # noqa: PLC0415 - the same

        setup_test_environment()
        call_command("init", verbosity=0, stdout=sys.stderr)
        Path(home, "files").mkdir(exist_ok=True)
        lay()
        for address, milliseconds in times():
            print(json.dumps([address, milliseconds]), flush=True)


def times() -> "list[tuple[str, float]]":
    from tests.screens.everywhere import LOOKING, filled, routes  # noqa: PLC0415 - after settings
    from tests.table import at_the_table  # noqa: PLC0415 - the same

    clients = [at_the_table(who) for who in LOOKING]
    measured = []
    for route in sorted(set(routes())):
        if not route.startswith(FIRST):
            continue
        address = f"/en/{filled(route)}"
        client = next((one for one in clients if one.get(address).status_code == 200), None)  # noqa: PLR2004 - HTTP's OK
        if client is None:
            continue
        spans = []
        for number in range(WARM_UP + ROUNDS):
            began = time.perf_counter()
            page = client.get(address)
            _ = b"".join(page) if page.streaming else page.content
            if number >= WARM_UP:
                spans.append(time.perf_counter() - began)
        measured.append((route, 1000 * statistics.median(spans)))
    return measured


if __name__ == "__main__":
    main()
