#!/usr/bin/env bash
# The font decides whether plain Arabic can be found in a PDF; in the usual one each dot is a letter.
#
# typst 0.15.2, pypdfium2 5.15.2, pdfminer.six 20260107 (PyPI); the fonts of the npm packages
# @expo-google-fonts/amiri 0.4.1, noto-naskh-arabic 0.4.5 and noto-sans-arabic 0.4.3.
#
# Expected: typst keeps the text beside the glyphs, so a word comes out of the PDF as it was written,
#   in whichever font; at most vowel signs make trouble.
# Happens: the newer Noto fonts for Arabic set a letter and its dots as several glyphs, and the PDF
#   says the letter again for each of them. The page looks perfect; PDFium reads three letters too
#   many in "المهاجرين" (migrants), pdfminer doubles the same ones. With Amiri the word comes back
#   whole. (That clusters of glyphs are written so is known for Devanagari: typst issue 4225. Here no
#   sign and no rare script is needed.)
# Why it matters: Noto is what servers have. An Arabic record that is published as PDF cannot be
#   searched, quoted or read out, and a look at the page never shows it; a search engine that indexes
#   the PDFs of others reads the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  typst==0.15.2 pypdfium2==5.15.2 pdfminer.six==20260107
npm init -y >/dev/null
npm install --silent --no-fund --no-audit @expo-google-fonts/amiri@0.4.1 \
  @expo-google-fonts/noto-naskh-arabic@0.4.5 @expo-google-fonts/noto-sans-arabic@0.4.3
env/bin/python - <<'PYTHON'
import sys
from pathlib import Path

import pypdfium2
import typst
from pdfminer.high_level import extract_text

FONTS = Path("node_modules/@expo-google-fonts")
WORDS = ("المهاجرين", "الهجرة", "لبنان", "الأردن")
seen = {}
for font in ("Amiri", "Noto Naskh Arabic", "Noto Sans Arabic"):
    place = FONTS / font.casefold().replace(" ", "-") / "400Regular"
    for word in WORDS:
        Path("page.typ").write_text(
            f'#set page(width: 8cm, height: 4cm)\n#set text(font: "{font}", lang: "ar")\n{word}\n',
            encoding="utf-8",
        )
        typst.compile(
            "page.typ", output="page.pdf", font_paths=[str(place)], ignore_system_fonts=True
        )
        page = pypdfium2.PdfDocument("page.pdf")[0]
        read = page.get_textpage().get_text_bounded().strip()
        other = extract_text("page.pdf").strip()
        found = (read == word, other[::-1] == word)
        seen.setdefault(font, []).append(found)
        print(f"{font}: {word}, by PDFium {read!r}, by pdfminer {other!r}")
whole = {font: all(map(all, found)) for font, found in seen.items()}
print("comes back whole:", whole)
if whole != {"Amiri": True, "Noto Naskh Arabic": False, "Noto Sans Arabic": False}:
    sys.exit("Arabic comes out of a PDF otherwise than it did.")
if any(one for found in list(seen.values())[1:] for one, _other in found):
    sys.exit("With the Noto fonts some of the words come back whole now.")
PYTHON
