#!/usr/bin/env bash
# Asked for Guinea-Bisáu, a converter of names of countries says Guinea, and is sure of it.
#
# country_converter 1.3.2 with pandas 2.3.3 (PyPI). It does not start with pandas 3.
#
# Expected: the converter knows English names. What it does not know is told as "not found", so that
#   a person looks at it.
# Happens: an expression that finds "guinea" in English finds it in Spanish, too, but the ones that
#   would exclude Guinea-Bissau and Equatorial Guinea are English. Two of the three Guineas become
#   the third, the Dominican Republic becomes Dominica in French, American Samoa becomes Samoa. Of
#   others (Marruecos) one is told, rightly, that they are not found.
# Why it matters: in a list of participants that a State sent in its language, delegates sit behind
#   another State's plate, and among so many names that are right nobody looks again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check country_converter==1.3.2 pandas==2.3.3
env/bin/python - <<'PYTHON'
import logging
import sys

import country_converter

logging.disable(logging.CRITICAL)
ASKED = {
    "Guinea-Bisáu": "GNB", "Guinea Ecuatorial": "GNQ", "République dominicaine": "DOM",
    "Samoa américaines": "ASM", "Marruecos": "MAR",
}
converter = country_converter.CountryConverter()
found = {name: converter.convert(name, to="ISO3", not_found="not found") for name in ASKED}
for name, code in found.items():
    print(f"{name}: is {ASKED[name]}, said to be {code}")
if found != {
    "Guinea-Bisáu": "GIN", "Guinea Ecuatorial": "GIN", "République dominicaine": "DMA",
    "Samoa américaines": "WSM", "Marruecos": "not found",
}:
    sys.exit("Names in other languages are taken otherwise than they were.")
PYTHON
