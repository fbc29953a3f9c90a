# SPDX-License-Identifier: Apache-2.0
"""The smallest workbooks: written and read with the standard library alone."""
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write_xlsx(path, rows):
    """One sheet; every cell is text, as people's lists are."""
    body = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{letter(i)}{n}" t="inlineStr"><is><t xml:space="preserve">{escape(str(v))}</t></is></c>'
                                   for i, v in enumerate(row) if v != "") + "</row>"
        for n, row in enumerate(rows, 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                     '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                     '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                     '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
        out.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        out.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>')
        out.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        out.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>')


def letter(index):
    return chr(65 + index) if index < 26 else letter(index // 26 - 1) + letter(index % 26)


def read_xlsx(source):
    """Rows of the first sheet as lists of text; formulas are told apart as ('formula', text)."""
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as book:
        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{{{MAIN}}}si"):
                strings.append("".join(t.text or "" for t in item.iter(f"{{{MAIN}}}t")))
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{{{MAIN}}}row"):
        cells = {}
        for cell in row.iter(f"{{{MAIN}}}c"):
            cells[column(cell.get("r"))] = value_of(cell, strings)
        rows.append([cells.get(i, "") for i in range(max(cells, default=-1) + 1)])
    return rows


def column(reference):
    number = 0
    for c in re.match(r"[A-Z]+", reference).group():
        number = number * 26 + ord(c) - 64
    return number - 1


def value_of(cell, strings):
    formula, value = cell.find(f"{{{MAIN}}}f"), cell.find(f"{{{MAIN}}}v")
    if formula is not None:
        return ("formula", formula.text)
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{{{MAIN}}}t"))
    text = value.text if value is not None else ""
    return strings[int(text)] if cell.get("t") == "s" else text
