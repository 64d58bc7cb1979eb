#!/usr/bin/env python3
"""reportlab_sheet.py segno|widget ROWS.csv LOGO.png OUT.pdf: reportlab with segno's symbols as paths, or with its own
QR widget."""
import sys

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import sheet

HEIGHT = sheet.PAGE[1]


def path_symbol(canvas, url, left, top):
    runs, modules = sheet.dark_runs(url)
    module = sheet.SYMBOL_SIDE / modules
    path = canvas.beginPath()
    for y, x, length in runs:
        path.rect(left + x * module, HEIGHT - top - (y + 1) * module, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def widget_symbol(canvas, url, left, top):
    side = sheet.SYMBOL_SIDE
    drawing = Drawing(side, side)
    drawing.add(QrCodeWidget(url, barLevel="M", barWidth=side, barHeight=side, barBorder=0))
    renderPDF.draw(drawing, canvas, left, HEIGHT - top - side)


def main(how, rows, logo, output):
    symbol = {"segno": path_symbol, "widget": widget_symbol}[how]
    pdfmetrics.registerFont(TTFont("cjk", sheet.CJK, subfontIndex=0))
    pdfmetrics.registerFont(TTFont("mono", sheet.MONO))
    logo = ImageReader(logo)
    canvas = Canvas(output, pagesize=sheet.PAGE, pageCompression=1)
    for index, row in enumerate(sheet.rows(rows)):
        if index and index % sheet.LABELS_A_PAGE == 0:
            canvas.showPage()
        left, top = sheet.corner(index)
        for face, size, text, x, y in (("cjk", 7, row["zh"], 8, 14), ("cjk", 6, row["en"], 8, 23.5),
                                       ("mono", 9, sheet.grouped(row["code"]), 84, 94)):
            canvas.setFont(face, size)
            canvas.drawString(left + x, HEIGHT - top - y, text)
        symbol(canvas, row["url"], left + 12, top + 36)
        canvas.drawImage(logo, left + 84, HEIGHT - top - 42 - sheet.LOGO_SIDE, sheet.LOGO_SIDE, sheet.LOGO_SIDE)
    canvas.save()


main(*sys.argv[1:])
