"""Every topic of benchmarks/ in turn, and one table at the end. `make bench`.

`python benchmarks/run.py TOPIC…` measures only those.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.measuring import Figure, line_of  # noqa: E402 - the path to it comes first

TOPICS = (
    "init",
    "questions",
    "queries",
    "importing",
    "doors",
    "publishing",
    "many",
    "serving",
    "answers",
    "screens",
    "screens_beside",
    "load",
    "halves",
)


def measure(topic: str) -> list[Figure]:
    """Run a topic in a process of its own, so that none warms up another."""
    print(f"measuring {topic} …", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{topic}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"{topic} could not be measured.", file=sys.stderr)
    return [Figure(**json.loads(line)) for line in done.stdout.splitlines()]


def main() -> None:
    wanted = sys.argv[1:] or TOPICS
    unknown = sorted(set(wanted) - set(TOPICS))
    if unknown:
        sys.exit(f"{unknown[0]} is no topic; there are {', '.join(TOPICS)}.")
    figures = [figure for topic in wanted for figure in measure(topic)]
    print()
    print("\n".join(line_of(figure) for figure in figures))
    missed = sum(not figure.holds for figure in figures)
    print(f"\n{len(figures)} figures, {missed} outside their limits.")


if __name__ == "__main__":
    main()
