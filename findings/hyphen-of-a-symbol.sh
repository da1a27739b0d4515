#!/usr/bin/env bash
# The symbol of a document loses the hyphen that its typist took care of.
#
# docx2python 3.7.1, python-docx 1.2.0, mammoth 1.13.0, pypandoc_binary 1.17 (PyPI).
#
# Expected: Word keeps a hyphen at which a line must not break as an element (w:noBreakHyphen, typed
#   with Ctrl+Shift+-). A reader gives a hyphen for it: U+2011, or the plain one.
# Happens: docx2python gives nothing. "ECE/MP.PP/2026/1-2" becomes "ECE/MP.PP/2026/12", which is
#   another document's symbol. mammoth and pandoc give U+2011, python-docx the plain hyphen: three
#   spellings of one symbol, so that a comparison letter by letter fails with each of them.
# Why it matters: secretariats use this hyphen in symbols, numbers of paragraphs and double names so
#   that they stay on a line. What is looked up by its symbol is not found, or is something else.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 pypandoc_binary==1.17 docx2python==3.7.1
env/bin/python - <<'PYTHON'
import sys

import docx
import mammoth
import pypandoc
from docx.oxml import OxmlElement
from docx2python import docx2python

made = docx.Document()
run = made.add_paragraph().add_run("ECE/MP.PP/2026/1")
run._r.append(OxmlElement("w:noBreakHyphen"))
run.add_text("2")
made.save("symbol.docx")

with open("symbol.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value.strip()
with docx2python("symbol.docx") as read:
    by_docx2python = read.text.strip()
seen = {
    "docx2python": by_docx2python,
    "python-docx": docx.Document("symbol.docx").paragraphs[0].text,
    "mammoth": by_mammoth,
    "pandoc": pypandoc.convert_file("symbol.docx", "plain").strip(),
}
for reader, text in seen.items():
    print(f"{reader}: {text!a}")
signs = {"docx2python": "", "python-docx": "-", "mammoth": "\u2011", "pandoc": "\u2011"}
if seen != {reader: f"ECE/MP.PP/2026/1{sign}2" for reader, sign in signs.items()}:
    sys.exit("A hyphen that does not break is read otherwise than it was.")
PYTHON
