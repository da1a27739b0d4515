"""Rules that a program judges: the import contracts, missing migrations, strict types."""

import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent


def _run(root: Path, *command: str | Path) -> tuple[int, str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(root / "src"),
        "TDT_HOME": str(root / "var"),
        "DJANGO_SETTINGS_MODULE": "tourdetable.site.settings",
        "NO_COLOR": "1",
    }
    environment.pop("TDT_DATABASE_URL", None)
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def broken_contracts(root: Path) -> list[str]:
    """Imports follow the life of a consultation, and every module has its place."""
    status, told = _run(root, BIN / "lint-imports", "--no-cache")
    return [told] if status else []


def missing_migrations(root: Path) -> list[str]:
    """Every change of a model has its migration."""
    status, told = _run(
        root, sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"
    )
    return [told] if status else []


def wrong_types(root: Path, module: str) -> list[str]:
    """One module under the project's own type configuration (all of it: `make check`)."""
    cache = root / ".mypy_cache"
    status, told = _run(root, BIN / "mypy", "--cache-dir", cache, root / module)
    return [told] if status else []
