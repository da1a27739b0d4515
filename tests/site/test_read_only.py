"""A home on a disk that can only be read, as a stick or a backup: it is verified and served."""

import http.client
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.program import PATIENCE, SOMEWHERE, TDT, environment, tdt

pytestmark = pytest.mark.programs
UNSHARE = shutil.which("unshare") or "unshare"
SEALED = 'mount --bind "$TDT_HOME" "$TDT_HOME" && mount -o remount,bind,ro "$TDT_HOME" && '


def sealed(home: Path, command: str) -> list[str]:
    """The words of a shell that runs a command where that home can only be read."""
    return [UNSHARE, "--mount", "sh", "-c", f"{SEALED}{command.format(tdt=TDT, home=home)}"]


def run(home: Path, command: str) -> tuple[int, str, str]:
    done = subprocess.run(
        sealed(home, command),
        env=environment(home),
        cwd=SOMEWHERE,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sealed")
    try:
        may_seal = run(home, "! touch {home}/x")[0] == 0
    except FileNotFoundError:
        may_seal = False
    if not may_seal:
        pytest.skip("nobody here may mount")
    for words in (("init",), ("publish",)):
        status, _, complaint = tdt(home, *words)
        assert (status, complaint) == (0, "")
    return home


def test_it_is_verified_and_its_releases_are_listed(home: Path) -> None:
    status, said, complaint = run(home, "{tdt} verify")
    assert (status, complaint) == (0, "")
    assert said.startswith("Intact: ")
    status, said, complaint = run(home, "{tdt} releases")
    assert (status, complaint, said.count("\n")) == (0, "", 1)


def test_it_is_served(home: Path) -> None:
    with subprocess.Popen(
        sealed(home, "exec {tdt} serve --port 0 --workers 1"),
        env=environment(home),
        cwd=SOMEWHERE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            found = re.search(r":(\d+)/", server.stdout.readline())
            assert found
            connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=PATIENCE)
            connection.request("GET", "/fr/")
            assert connection.getresponse().status == 200
            connection.close()
        finally:
            server.terminate()
        assert server.wait(PATIENCE) == 0


def test_what_has_to_write_says_so(home: Path) -> None:
    for command in ("publish", "work --once"):
        status, said, complaint = run(home, f"{{tdt}} {command}")
        assert (status, said) == (1, "")
        assert re.fullmatch(r"tdt: .*[Rr]ead-only.*\n", complaint)
