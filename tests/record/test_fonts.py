"""Pages are pressed anew when the machine gets a font that it had not."""

import shutil
import subprocess
import sys

import pytest

from tourdetable.formats.pdf import fonts_at_hand

UNSHARE = shutil.which("unshare") or "unshare"
WITHOUT_FONTS = """
for folder in /usr/share/fonts /usr/local/share/fonts; do
  if [ -d $folder ]; then mount -t tmpfs none $folder || exit 7; fi
done
HOME=/nowhere exec "$@"
"""
SAY = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "tourdetable.site.settings"
import django
django.setup()
from tourdetable.formats.pdf import fonts_at_hand
from tourdetable.kernel.dates import PartialDate
from tourdetable.record.printing import fingerprint
from tourdetable.record.surroundings import Surroundings
print(fonts_at_hand())
print(fingerprint(Surroundings.now(("en",), "https://example.org/"), PartialDate("2026")))
"""


def said(*before: str) -> list[str]:
    words = [*before, sys.executable, "-c", SAY]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if before and done.returncode:
        pytest.skip("nobody here may mount")
    return done.stdout.splitlines()


@pytest.mark.skipif(not any(fonts_at_hand()), reason="no font beyond those of typst")
def test_a_font_that_comes_makes_another_stock() -> None:
    without = said(UNSHARE, "--mount", "sh", "-c", WITHOUT_FONTS, "sh")
    now = said()
    assert without[0] == str(("",) * len(fonts_at_hand()))
    assert now[0] == str(fonts_at_hand())
    assert now[1] != without[1]
    assert said() == now
