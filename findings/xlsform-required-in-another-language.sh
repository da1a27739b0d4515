#!/usr/bin/env bash
# "required: oui" is taken without a word, and the question is never required.
#
# pyxform 4.5.0 (PyPI).
#
# Expected: in the column `required` of an XLSForm stands yes or no; another word is refused, or
#   warned about, as a misspelt type is.
# Happens: yes, Yes and true become true(); every other word is passed on as an XPath expression.
#   `oui` is then the path to an element that the form does not have, which is false: no error, no
#   warning, and anybody may leave the question empty. `non`, too, happens to work.
# Why it matters: questionnaires for States are written in ministries, in their languages. A form
#   that makes five answers obligatory comes back with gaps, and its converter found nothing wrong.
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
for word in ("yes", "oui", "sí", "да", "نعم"):
    form = convert(
        xlsform="| survey |\n| | type | name | label | required |\n"
        f"| | text | body | Which body is competent? | {word} |\n",
        file_type=".md",
    )
    seen[word] = (re.findall(r'required="([^"]*)"', form.xform), form.warnings)
    print(f"{word}: required={seen[word][0]}, warnings={seen[word][1]}")
wanted = {word: ([word], []) for word in seen} | {"yes": (["true()"], [])}
if seen != wanted:
    sys.exit("A word in the column required is taken otherwise than it was.")
PYTHON
