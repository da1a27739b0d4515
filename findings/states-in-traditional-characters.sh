#!/usr/bin/env bash
# Another script becomes another vocabulary: States get other names, and procedure becomes software.
#
# opencc-python-reimplemented 0.1.7 (PyPI), with the dictionaries of OpenCC.
#
# Expected: s2twp writes simplified characters in traditional ones, with the words that are usual on
#   Taiwan; names of States, which the United Nations fixes, are written as they are.
# Happens: 75 of 249 names become others, among them Chad, Georgia, Cyprus and Saudi Arabia; Côte
#   d'Ivoire is translated to "ivory coast", which its government asked nobody to do. The word for
#   procedure becomes the one for a computer's program: "rules of procedure" is now about software.
#   s2tw, which differs in a letter, changes the characters alone.
# Why it matters: the Chinese of a consultation has one official form. Software that offers the
#   other script to readers must not rename the parties on the way.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  opencc-python-reimplemented==0.1.7 pycountry==26.2.16 babel==2.19.0
env/bin/python - <<'PYTHON'
import sys

import opencc
import pycountry
from babel import Locale

plain, phrased = opencc.OpenCC("s2tw"), opencc.OpenCC("s2twp")
states = Locale.parse("zh").territories
names = [states[state.alpha_2] for state in pycountry.countries]
renamed = [name for name in names if plain.convert(name) != phrased.convert(name)]
print(len(renamed), "names of", len(names), "become others, such as")
for text in (*renamed[:6], "科特迪瓦", "议事程序"):
    print(f"  {text}: {plain.convert(text)} / {phrased.convert(text)}")
if (len(renamed), phrased.convert("科特迪瓦"), phrased.convert("议事程序")) != (
    75, "象牙海岸", "議事程式"
):
    sys.exit("The dictionaries replace other words than they did.")
PYTHON
