#!/usr/bin/env python3
"""fpdf2_sheet.py ROWS.csv LOGO.png OUT.pdf: fpdf2 with segno's symbols, dark modules of a row merged."""
import sys

from fpdf import FPDF

import sheet


def main(rows, logo, output):
    pdf = FPDF(unit="pt", format=sheet.PAGE)
    pdf.set_auto_page_break(False)
    pdf.add_font("cjk", fname=sheet.CJK)
    pdf.add_font("mono", fname=sheet.MONO)
    for index, row in enumerate(sheet.rows(rows)):
        if index % sheet.LABELS_A_PAGE == 0:
            pdf.add_page()
        left, top = sheet.corner(index)
        for face, size, text, x, y in (("cjk", 7, row["zh"], 8, 14), ("cjk", 6, row["en"], 8, 23.5),
                                       ("mono", 9, sheet.grouped(row["code"]), 84, 94)):
            pdf.set_font(face, size=size)
            pdf.text(left + x, top + y, text)
        runs, modules = sheet.dark_runs(row["url"])
        module = sheet.SYMBOL_SIDE / modules
        for y, x, length in runs:
            pdf.rect(left + 12 + x * module, top + 36 + y * module, length * module, module, style="F")
        pdf.image(logo, left + 84, top + 42, sheet.LOGO_SIDE, sheet.LOGO_SIDE)
    pdf.output(output)


main(*sys.argv[1:])
