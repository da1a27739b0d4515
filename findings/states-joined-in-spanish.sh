#!/usr/bin/env bash
# "Francia y Italia": the lists of CLDR know no Spanish e and u, and Babel gives what CLDR says.
#
# Babel 2.19.0 and pyicu-wheels 2.15.2 (PyPI), both with the data of CLDR.
#
# Expected: a list in Spanish is `Francia e Italia`, `Chile u Omán`, for y and o change before their
#   own sound; the patterns come from CLDR, so every reader of CLDR writes the same.
# Happens: the patterns of CLDR hold y and o alone. ICU changes them by code of its own, which also
#   knows that the h of Hierro keeps the y; Babel does not, and no data say that anything is missing.
# Why it matters: lists of States are what documents of consultations are made of, and Iraq, Iran,
#   Ireland, Iceland, India, Indonesia, Israel and Italy stand in them. A mistake in every second
#   list is one that a delegation notices.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check babel==2.19.0 pyicu-wheels==2.15.2
env/bin/python - <<'PYTHON'
import sys

import icu
from babel.lists import format_list

AND = (icu.UListFormatterType.AND, "standard")
OR = (icu.UListFormatterType.OR, "or")
PAIRS = [
    (["Francia", "Italia"], AND), (["España", "Islandia"], AND), (["Ghana", "Irán"], AND),
    (["agua", "hierro"], AND), (["Chile", "Omán"], OR),
]
seen = []
for states, (kind, style) in PAIRS:
    locale = icu.Locale("es")
    width = icu.UListFormatterWidth.WIDE
    other = icu.ListFormatter.createInstance(locale, kind, width).format(states)
    seen.append((format_list(states, style, "es"), other))
    print("Babel:", seen[-1][0], "| ICU:", other)
if seen != [
    ("Francia y Italia", "Francia e Italia"), ("España y Islandia", "España e Islandia"),
    ("Ghana y Irán", "Ghana e Irán"), ("agua y hierro", "agua y hierro"),
    ("Chile o Omán", "Chile u Omán"),
]:
    sys.exit("Lists in Spanish are joined otherwise than they were.")
PYTHON
