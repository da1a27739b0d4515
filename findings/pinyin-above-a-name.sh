#!/usr/bin/env bash
# Where a Word document shows how a Chinese name sounds, three readers lose the name itself.
#
# python-docx 1.2.0, mammoth 1.13.0, pypandoc_binary 1.17 (pandoc 3.9), docx2python 3.7.1 (PyPI).
#
# Expected: Word's phonetic guide (w:ruby, ISO/IEC 29500-1, section 17.3.3.25) is a base text with a
#   small reading above it. A reader of text gives the base and drops the reading, or gives both.
# Happens: python-docx, mammoth and pandoc drop the whole element, base and all: of "莱拉代表" is left
#   "代表". docx2python puts the reading before the base, "lái莱", as if it were a part of the name.
# Why it matters: lists of delegates come with pinyin above the characters, so that a chair can read
#   them out. Exactly the names that somebody took care of vanish, and the line still looks whole.
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
from docx.oxml import parse_xml
from docx2python import docx2python

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUBY = """<w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="12"/>
<w:hpsRaise w:val="20"/><w:hpsBaseText w:val="24"/><w:lid w:val="zh-CN"/></w:rubyPr>
<w:rt><w:r><w:t>{sound}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase>
</w:ruby>"""
name = "".join(
    f"<w:r>{RUBY.format(sound=sound, base=base)}</w:r>" for sound, base in (("lái", "莱"), ("lā", "拉"))
)
made = docx.Document()
body = made.element.body
line = f'<w:p xmlns:w="{WORD}">{name}<w:r><w:t>代表</w:t></w:r></w:p>'
body.insert(len(body) - 1, parse_xml(line))
made.save("list.docx")

with open("list.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value.strip()
with docx2python("list.docx") as read:
    by_docx2python = read.text.strip()
seen = {
    "python-docx": docx.Document("list.docx").paragraphs[0].text,
    "mammoth": by_mammoth,
    "pandoc": pypandoc.convert_file("list.docx", "plain").strip(),
    "docx2python": by_docx2python,
}
print("written: 莱拉代表, with lái lā above it")
for reader, text in seen.items():
    print(f"{reader}: {text}")
if seen != dict.fromkeys(seen, "代表") | {"docx2python": "lái莱lā拉代表"}:
    sys.exit("A phonetic guide is read otherwise than it was.")
PYTHON
