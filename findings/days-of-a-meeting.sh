#!/usr/bin/env bash
# The days of a meeting have the month's long name in French and its short name in Russian.
#
# Babel 2.19.0 and pyicu-wheels 2.15.2 (PyPI).
#
# Expected: format_interval with the skeleton yMMMMd writes the months out, in every language, as
#   format_skeleton does for a single day with the same skeleton.
# Happens: where CLDR has no pattern of an interval for yMMMMd (English, Russian), Babel takes the
#   one for yMMMd as it stands: "30 мая — 2 июн. 2026 г.", "May 30 – Jun 2, 2026". May is the same in
#   both, so a meeting in May looks right. ICU fits the long name into the short pattern.
# Why it matters: dates of meetings stand in invitations, and there the abbreviation is wrong in some
#   languages only, and only in some months. Whoever proof-reads the French sees nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check babel==2.19.0 pyicu-wheels==2.15.2
env/bin/python - <<'PYTHON'
import datetime as dt
import sys

import icu
from babel.dates import format_interval

first, last = (dt.datetime(2026, *day, 12, tzinfo=dt.UTC) for day in ((5, 30), (6, 2)))
names = {"en": "June", "fr": "juin", "es": "junio", "ru": "июня"}
whole = {}
for language, name in names.items():
    babel = format_interval(first.date(), last.date(), "yMMMMd", locale=language)
    days = icu.DateInterval(first.timestamp(), last.timestamp())
    other = icu.DateIntervalFormat.createInstance("yMMMMd", icu.Locale(language)).format(days)
    whole[language] = (name in babel, name in other)
    print(f"{language}  Babel: {babel} | ICU: {other}")
if whole != {"en": (False, True), "fr": (True, True), "es": (True, True), "ru": (False, True)}:
    sys.exit("The days of a meeting are written otherwise than they were.")
PYTHON
