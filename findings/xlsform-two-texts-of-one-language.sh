#!/usr/bin/env bash
# Of two texts in the default language the one in the column further right stays, silently.
#
# pyxform 4.5.0 (PyPI).
#
# Expected: `label::French (fr)` names its language, `label` does not; with French as the default
#   the named one is believed, or both are refused as two texts for one thing.
# Happens: both columns are the same place, and whichever comes later in the sheet overwrites the
#   other; there is no warning. Where `label` comes last nothing of the form says any more that it
#   is in French. (That the two meet is known: XLSForm/pyxform issue 584. That the order of the
#   columns decides is not said there.)
# Why it matters: a secretariat writes `label`, the translators add `label::French (fr)` beside it.
#   Moving a column in a spreadsheet then changes what all delegations are asked.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyxform==4.5.0
env/bin/python - <<'PYTHON'
import sys

from pyxform.xls2xform import convert

TEXTS = {"label": "Quel organe ?", "label::French (fr)": "Quel organe est compétent ?"}


def form(columns):
    heads, cells = " | ".join(columns), " | ".join(TEXTS[name] for name in columns)
    sheet = f"| survey |\n| | type | name | {heads} |\n| | text | body | {cells} |\n"
    sheet += "| settings |\n| | default_language |\n| | French (fr) |\n"
    return convert(xlsform=sheet, file_type=".md")


seen = []
for columns in (list(TEXTS), list(TEXTS)[::-1]):
    made = form(columns)
    kept = [text for text in TEXTS.values() if f">{text}<" in made.xform]
    seen.append((kept, "French (fr)" in made.xform, made.warnings))
    print(f"{columns} keeps {kept}; says French: {seen[-1][1]}; warnings: {made.warnings}")
plain, named = TEXTS.values()
if seen != [([named], True, []), ([plain], False, [])]:
    sys.exit("Two texts of one language are taken otherwise than they were.")
PYTHON
