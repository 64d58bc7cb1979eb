#!/usr/bin/env python3
"""glabels_document.py ROWS.csv LOGO.png OUT.glabels: the sheet as a gLabels 3 document that merges ROWS.merge.csv, which
is written beside it. `glabels-3-batch -o OUT.pdf OUT.glabels` prints it."""
import csv
import pathlib
import sys
from xml.sax.saxutils import quoteattr

import sheet


def text(left, top, face, size, field):
    return (f'<Object-text x="{left}pt" y="{top}pt" w="176pt" h="14pt" justify="left" valign="top" auto_shrink="false" '
            f'a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"><Span font_family="{face}" font_size="{size}" '
            f'font_weight="Regular" font_italic="false" color="0x000000ff" line_spacing="1"><Field name="{field}"/>'
            "</Span></Object-text>")


def main(rows, logo, output):
    merge = pathlib.Path(output).with_suffix(".merge.csv")
    with open(merge, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["zh", "en", "url", "code"])
        for row in sheet.rows(rows):
            table.writerow([row["zh"], row["en"], row["url"], sheet.grouped(row["code"])])
    # glabels has insets of its own in a text: three points on each side.
    pathlib.Path(output).write_text(f"""<?xml version="1.0"?>
<Glabels-document xmlns="http://glabels.org/xmlns/3.0/">
<Template brand="Avery" part="7160" size="A4" description="Mailing labels"><Meta category="label"/>
<Label-rectangle id="0" width="181.4pt" height="108pt" round="5pt" x_waste="0pt" y_waste="0pt">
<Markup-margin size="5pt"/><Layout nx="3" ny="7" x0="21.2pt" y0="43.9pt" dx="187.2pt" dy="108pt"/></Label-rectangle></Template>
<Objects id="0" rotate="False">
{text(5, 3, "WenQuanYi Micro Hei", 7, "zh")}
{text(5, 13, "WenQuanYi Micro Hei", 6, "en")}
<Object-barcode x="12pt" y="36pt" w="60pt" h="60pt" backend="libqrencode" style="IEC18004" text="false" checksum="true"
 color="0x000000ff" field="url" format="10" a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"/>
{text(81, 82, "DejaVu Sans Mono", 9, "code")}
<Object-image x="84pt" y="42pt" w="30pt" h="30pt" src={quoteattr(str(pathlib.Path(logo).resolve()))}
 a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"/>
</Objects>
<Merge type="Text/Comma/Line1Keys" src={quoteattr(str(merge.resolve()))}/>
</Glabels-document>
""")


main(*sys.argv[1:])
