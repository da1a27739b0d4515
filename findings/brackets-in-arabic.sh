#!/usr/bin/env bash
# A year in brackets comes out of an Arabic PDF with its brackets turned round.
#
# typst 0.15.2 and pypdfium2 5.15.2 (PyPI); the font of @expo-google-fonts/amiri 0.4.1 (npm).
#
# Expected: an opening bracket is the same character in every direction; only its picture is mirrored
#   (Unicode, annex 9). What was written "(2026)" is read as "(2026)".
# Happens: PDFium gives ")2026(" in a line of Arabic, though the letters around it come in the order
#   in which they were written. It takes the mirrored picture for the character.
# Why it matters: symbols, years and articles of treaties stand in brackets. Text that is taken from
#   a PDF into a quotation is wrong in the one place that a reader checks, and a search for the whole
#   expression finds nothing. The same holds for whatever Chromium copies.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdfium2==5.15.2
npm init -y >/dev/null
npm install --silent --no-fund --no-audit @expo-google-fonts/amiri@0.4.1
env/bin/python - <<'PYTHON'
import sys
from pathlib import Path

import pypdfium2
import typst

LINES = {"ar": "الدورة الثانية (2026) في عمّان", "en": "Second session (2026) in Amman"}
seen = {}
for language, line in LINES.items():
    Path("page.typ").write_text(
        f'#set text(font: "Amiri", lang: "{language}")\n{line}\n', encoding="utf-8"
    )
    typst.compile(
        "page.typ", output="page.pdf", ignore_system_fonts=True,
        font_paths=["node_modules/@expo-google-fonts/amiri/400Regular"],
    )
    text = pypdfium2.PdfDocument("page.pdf")[0].get_textpage().get_text_bounded().strip()
    place = text.index("2026")
    seen[language] = text[place - 1 : place + 5]
    print(f"{language}: written {line!a}, read {text!a}")
print(seen)
if seen != {"ar": ")2026(", "en": "(2026)"}:
    sys.exit("Brackets come out of a PDF otherwise than they did.")
PYTHON
