#!/usr/bin/env bash
# The default language by its code, or misspelt, is no default language; nothing says so.
#
# pyxform 4.5.0 (PyPI).
#
# Expected: with the column `label::French (fr)`, a default_language of `fr` means it, for the code
#   stands there to be read by machines; a language that no column has is an error.
# Happens: the setting is compared letter by letter with the whole head of the column. `fr` and
#   `Klingon` do the same: no translation is marked as the default, there is no warning, and the
#   programs that show the form open it in whichever language comes first. (The wish for the code is
#   known, XLSForm/pyxform issue 276; that any misspelling is silent makes it dangerous.)
# Why it matters: a regional process whose working language is French sends a form that opens in
#   English, and whoever wrote the setting believes the contrary.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyxform==4.5.0
env/bin/python - <<'PYTHON'
import re
import sys

from pyxform.xls2xform import convert

seen = {}
for language in ("French (fr)", "fr", "French", "French (fr) ", "Klingon"):
    sheet = "| survey |\n| | type | name | label::English (en) | label::French (fr) |\n"
    sheet += "| | text | body | Which body? | Quel organe ? |\n"
    sheet += f"| settings |\n| | default_language |\n| | {language} |\n"
    form = convert(xlsform=sheet, file_type=".md")
    marked = re.findall(r'<translation lang="([^"]*)" default="true\(\)"', form.xform)
    seen[language] = (marked, form.warnings)
    print(f"{language!r}: default {marked}, warnings {form.warnings}")
wanted = {name: ([], []) for name in ("fr", "French", "Klingon")}
wanted |= {name: (["French (fr)"], []) for name in ("French (fr)", "French (fr) ")}
if seen != wanted:
    sys.exit("The default language is recognised otherwise than it was.")
PYTHON
