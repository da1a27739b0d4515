"""What `make check` does: each check is run, and the last lines say which of them failed."""

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent


def checks(folders: list[str]) -> dict[str, list[str]]:
    """Name of each check → its command; run on the given folders."""
    return {
        "format": ["ruff", "format", "--check", *folders],
        "lint": ["ruff", "check", *folders],
        "types": ["mypy", *folders],
        "imports": ["lint-imports", "--no-logo"],
    }


def main(folders: list[str]) -> int:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    results = []
    for name, (program, *arguments) in checks(folders).items():
        print(f"── {name}: {program} {' '.join(arguments)}", flush=True)
        started = time.monotonic()
        done = subprocess.run([BIN / program, *arguments], check=False, env=environment)
        results.append((name, done.returncode == 0, time.monotonic() - started))
    print()
    for name, holds, seconds in results:
        print(f"{name:8} {'holds' if holds else 'FAILED'}  {seconds:.1f} s")
    return 0 if all(holds for _, holds, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
