#!/usr/bin/env bash
# A ticked and an empty box of a Word form give the same text; each reader loses another kind.
#
# python-docx 1.2.0, mammoth 1.13.0, pypandoc_binary 1.17 (pandoc 3.9), docx2python 3.7.1 (PyPI).
#
# Expected: what a person sees as a ticked box is told apart from an empty one in the text. Word has
#   two kinds, content controls (w14:checkbox, with the sign ☒ written in the document) and the older
#   form fields (w:ffData), and lists to choose from (w:ddList).
# Happens: the raw text of mammoth and python-docx have neither kind of box, though the sign ☒ stands
#   in the document. pandoc gives the newer box and drops the older one. Only docx2python gives both,
#   and only it says what was chosen from a list.
# Why it matters: many ministries answer questionnaires on forms from the years of form fields. The
#   text that comes out is complete, with every option and no answer, or with all as if unticked.
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

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def control(is_ticked):
    sign = "☒" if is_ticked else "☐"
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(is_ticked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def field(name, data):
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(is_ticked):
    data = f'<w:name w:val="b"/><w:checkBox><w:sizeAuto/><w:default w:val="{int(is_ticked)}"/>'
    return field("FORMCHECKBOX", f"{data}</w:checkBox>")


def choice(number):
    data = f'<w:name w:val="c"/><w:ddList><w:result w:val="{number}"/>'
    listed = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("agreed", "opposed"))
    return field("FORMDROPDOWN", f"{data}{listed}</w:ddList>")


def text_by_each(answer):
    made = docx.Document()
    body = made.element.body
    line = f"<w:p {SPACES}>{answer}<w:r><w:t>paragraph 5</w:t></w:r></w:p>"
    body.insert(len(body) - 1, parse_xml(line))
    made.save("form.docx")
    with open("form.docx", "rb") as file:
        raw = mammoth.extract_raw_text(file).value
    with docx2python("form.docx") as read:
        whole = read.text
    return {
        "python-docx": docx.Document("form.docx").paragraphs[0].text,
        "mammoth": raw,
        "pandoc": pypandoc.convert_file("form.docx", "plain"),
        "docx2python": whole,
    }


seen = {}
for kind, answers in {
    "content control": (control(True), control(False)),
    "form field": (box(True), box(False)),
    "list": (choice(0), choice(1)),
}.items():
    one, other = map(text_by_each, answers)
    seen[kind] = [reader for reader in one if one[reader] != other[reader]]
    print(f"{kind}: two different answers give two different texts by {seen[kind]} alone")
if seen != {
    "content control": ["pandoc", "docx2python"],
    "form field": ["docx2python"],
    "list": ["docx2python"],
}:
    sys.exit("Boxes and lists of a form are read otherwise than they were.")
PYTHON
