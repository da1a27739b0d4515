"""Every signed-in screen beside the same screen of an earlier build: ratios of medians.

The earlier build is laid out from this repository's history into a temporary folder and measured by
the same interpreter, with the same libraries, turn by turn with today's.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from benchmarks.measuring import Figure, hand_over

ROOT = Path(__file__).resolve().parent.parent
BEFORE = "78b6453"
"""The last commit before strangers' files, mails and names were guarded more strictly."""
TURNS = 2
MOST = 1.05
"""No screen gets slower; what is left is what a busy machine adds."""
SHOWN = 5


def measured(checkout: Path) -> dict[str, float]:
    """Medians in milliseconds by the route of each screen of a checkout."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("TDT_")}
    environment["PYTHONPATH"] = os.pathsep.join([str(checkout / "src"), str(checkout)])
    script = Path(__file__).with_name("screen_times.py")
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(line) for line in done.stdout.splitlines() if line.startswith("["))


def best(turns: list[dict[str, float]]) -> dict[str, float]:
    """The quickest median of each screen: what others did on the machine meanwhile is left out."""
    return {route: min(turn[route] for turn in turns) for route in turns[0]}


def is_there(commit: str) -> bool:
    """Whether this checkout has that commit: an archive has no history, a shallow clone little."""
    asked = ["git", "-C", str(ROOT), "cat-file", "-e", f"{commit}^{{commit}}"]
    with suppress(FileNotFoundError):  # no git at all
        return subprocess.run(asked, check=False, stderr=subprocess.DEVNULL).returncode == 0
    return False


def measure() -> list[Figure]:
    if not is_there(BEFORE):
        sentence = f"Commit {BEFORE} is not in this checkout: screens are not measured beside it.\n"
        sys.stderr.write(sentence)
        return []
    with tempfile.TemporaryDirectory(prefix="tdt-before-") as folder:
        before = Path(folder, "checkout")
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(before), BEFORE], check=True)
        try:
            turns = [(measured(before), measured(ROOT)) for _ in range(TURNS)]
        finally:
            subprocess.run([*git, "remove", "--force", str(before)], check=True)
    earlier, now = best([one for one, _ in turns]), best([one for _, one in turns])
    ratios = {route: now[route] / earlier[route] for route in now if route in earlier}
    slowest = sorted(ratios, key=lambda route: -ratios[route])[:SHOWN]
    what = f"median of {len(ratios)} ratios to {BEFORE}"
    return [
        Figure("beside", "median screen", statistics.median(now.values()), "ms"),
        Figure("beside", what, statistics.median(ratios.values()), "", MOST),
        *(Figure("beside", route[-57:], ratios[route], "") for route in slowest),
    ]


if __name__ == "__main__":
    hand_over(measure())
