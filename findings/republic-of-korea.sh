#!/usr/bin/env bash
# Asked for the Republic of Korea, the search of pycountry gives the other Korea, and only that one.
#
# pycountry 26.2.16 (PyPI).
#
# Expected: a name as the United Nations writes it finds its State; where several come close, the
#   exact one stands first.
# Happens: search_fuzzy ranks parts of names, those of subdivisions too. The name is kept as "Korea,
#   Republic of", so "Republic of Korea" is found inside "Democratic People's Republic of Korea" alone.
#   "Niger" gives Nigeria first, although Niger is the whole name of a State (known since 2022,
#   pycountry issue 115; "Korea" alone is told in issue 25). "Zaire" is Angola, for a province of it.
# Why it matters: whoever takes the first result seats a delegation behind the plate of the State
#   with which it has no relations. lookup() is exact, and then knows neither name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pycountry==26.2.16
env/bin/python - <<'PYTHON'
import sys

import pycountry

seen = {}
for name in ("Republic of Korea", "Niger", "Zaire", "Togo"):
    seen[name] = [state.alpha_3 for state in pycountry.countries.search_fuzzy(name)][:2]
    print(f"{name}: {seen[name]}")
try:
    pycountry.countries.lookup("Republic of Korea")
    seen["lookup"] = ["found"]
except LookupError:
    seen["lookup"] = []
print("lookup of Republic of Korea:", seen["lookup"] or "not found")
if (seen["Republic of Korea"], seen["Niger"][0], seen["Zaire"][0], seen["lookup"]) != (
    ["PRK"], "NGA", "AGO", []
):
    sys.exit("The search for States ranks otherwise than it did.")
PYTHON
