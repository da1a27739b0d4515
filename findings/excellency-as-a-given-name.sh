#!/usr/bin/env bash
# "H.E. Ms. Li Wei" has the given name "H.E."; and then nobody is a Ms. any more.
#
# nameparser 2.6.0 (PyPI).
#
# Expected: a parser that knows some hundred titles, ambassadors among them, knows H.E. and S.E., with
#   which most lines of a diplomatic list begin; or else leaves it as a title that it does not know.
# Happens: the initials are taken for a given name. As titles are looked for at the head of a name
#   only, a Mr., Ms. or Dr. behind them is a middle name: the title is empty and the person is called
#   "H.E. Ms.". "Amb. Ana de la Cruz" is right, so a glance at the first lines may not show it.
# Why it matters: badges, seating by rank and letters ("Dear H.E.") are made from these parts, and a
#   list that is sorted or compared by given name has all ambassadors under H.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check nameparser==2.6.0
env/bin/python - <<'PYTHON'
import sys

from nameparser import HumanName

LINES = ("Ms. Li Wei", "H.E. Ms. Li Wei", "S.E. Mme Awa Diop", "Amb. Ana de la Cruz")
seen = []
for line in LINES:
    name = HumanName(line)
    seen.append((name.title, name.first, name.middle, name.last))
    print(f"{line}: title {name.title!r}, given {name.first!r} {name.middle!r}, family {name.last!r}")
if seen != [
    ("Ms.", "Li", "", "Wei"), ("", "H.E.", "Ms. Li", "Wei"), ("", "S.E.", "Mme Awa", "Diop"),
    ("Amb.", "Ana", "", "de la Cruz"),
]:
    sys.exit("Names with an excellency are taken apart otherwise than they were.")
PYTHON
