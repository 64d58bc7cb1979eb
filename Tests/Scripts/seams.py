#!/usr/bin/env python3
"""What real viewers make of printed sheets: poppler's Splash (pdftoppm) and Cairo (pdftocairo) back ends and PDFium,
each at 72, 150, 300 and 600 dpi. Looks for

  seams    pixels within dark modules, or between two of them, that aren't dark; and dark ones within light modules;
           where a module has under 4 pixels, bars of the finder patterns that aren't of one shade
  edges    from 150 dpi up, between dark and light modules more than one grey pixel
  codes    modules of 0.85 mm and more: unread at 72 dpi; smaller ones: unread at 150 dpi, or at the least that gives
           3 pixels a module

Modules and their places come from the PDF's own page objects, not from the program that wrote it. First it looks at a
drawing with seams and at a blurred one, and ends where it doesn't find them. Exit status 1 where anything is found.

    seams.py SHEET.pdf…          the first page of each
    seams.py --keep FOLDER …     keep a picture of the first symbol of each rendering
    seams.py --campus            print four sheets of the sample campus first (MENDMARK: the program)
"""
import argparse
import ctypes
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import numpy
import pypdfium2
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESOLUTIONS = (72, 150, 300, 600)
EDGE_RESOLUTION_MIN = 150
QUIET_ZONE = 4
SIDES = {21 + 4 * step for step in range(10)}
# Of 255: a seam that anybody could see has more light in it, an edge pixel lies between the two.
DARK, LIGHT = 40, 215
LARGE_MODULE_MM = 0.85
SHEETS = (
    ("avery-l7160", "door-plate", 600), ("avery-l7163", "door-plate", 600), ("thermal-50x30-gap", "device-sticker", 203),
    ("sign-a6", "ceiling-sign", 300))


@dataclass
class Symbol:
    dark: numpy.ndarray  # modules: row, column
    left: float  # points from the page's left edge
    top: float  # points from its upper edge
    module: float  # points

    @property
    def millimetres(self):
        return self.module / 72 * 25.4


def symbols(pdf):
    """The 1-bit pictures and the outlines of the first page that are QR symbols: with three finder patterns."""
    page = pypdfium2.PdfDocument(pdf)[0]
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    found = []
    for thing in page.get_objects(filter=kinds, max_depth=4):
        is_image = thing.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
        dark = pictured(thing) if is_image else outlined(thing)
        side = 0 if dark is None else len(dark)
        if side not in SIDES or not all(is_finder(corner) for corner in (dark[:7, :7], dark[:7, -7:], dark[-7:, :7])):
            continue
        left, bottom, right, top = thing.get_bounds()
        if not is_image:
            # PDFium adds half a point to a path's bounds on every side.
            left, bottom, right, top = path_bounds(thing)
        found.append(Symbol(dark, left, page.get_height() - top, (right - left) / side))
    return found


def pictured(image):
    """The modules of a picture with a pixel each; None for another picture."""
    pixels = image.get_bitmap().to_numpy()
    if pixels.ndim == 3:
        pixels = pixels[:, :, 0]
    return pixels == pixels[0, 0] if pixels.shape[0] == pixels.shape[1] else None


def corners(path):
    """A path's subpaths, each a list of points in the page's coordinates."""
    raw = pypdfium2.raw
    matrix = path.get_matrix()
    loops = []
    for number in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            loops.append([])
        if loops:
            loops[-1].append(matrix.on_point(x.value, y.value))
    return loops


def path_bounds(path):
    points = numpy.array([point for loop in corners(path) for point in loop])
    (left, bottom), (right, top) = points.min(0), points.max(0)
    return left, bottom, right, top


def outlined(path):
    """The modules that a path encloses, taking its shortest edge for a module; None for another path."""
    loops = corners(path)
    if len(loops) < 4:
        return None
    left, bottom, right, top = path_bounds(path)
    edges = [numpy.hypot(*numpy.subtract(one, other)) for loop in loops for one, other in zip(loop, loop[1:])]
    module = min((edge for edge in edges if edge > 0.05), default=0)
    side = round((right - left) / module) if module else 0
    if side not in SIDES or abs(side * module - (top - bottom)) > module / 2:
        return None
    dark = numpy.zeros((side, side), bool)
    scale = side / (right - left)
    for loop in loops:
        # Even-odd: each upright edge turns all modules to its right.
        for (x, y), (other_x, other_y) in zip(loop, loop[1:] + loop[:1]):
            if abs(x - other_x) < module / 2:
                column = round((x - left) * scale)
                rows = sorted((round((top - y) * scale), round((top - other_y) * scale)))
                dark[rows[0]:rows[1], column:] ^= True
    return dark


def is_finder(modules):
    ring = numpy.ones((7, 7), bool)
    ring[1:6, 1:6] = False
    ring[2:5, 2:5] = True
    return numpy.array_equal(modules, ring)


def splash(pdf, dpi):
    return poppler(["pdftoppm", "-gray", "-r", str(dpi), "-f", "1", "-l", "1", "-singlefile", pdf], ".pgm")


def cairo(pdf, dpi):
    return poppler(["pdftocairo", "-gray", "-png", "-r", str(dpi), "-f", "1", "-l", "1", "-singlefile", pdf], ".png")


def poppler(command, ending):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*command, f"{folder}/page"], check=True)
        return numpy.asarray(Image.open(f"{folder}/page{ending}").convert("L"))


def pdfium(pdf, dpi):
    pixels = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72, grayscale=True).to_numpy()
    return pixels[:, :, 0] if pixels.ndim == 3 else pixels


RENDERERS = {"splash": splash, "cairo": cairo, "pdfium": pdfium}


def interior(symbol, scale, shape, wanted):
    """The pixels whose neighbours, all eight, lie wholly in modules of the `wanted` kind (the quiet zone is light)."""
    side = len(symbol.dark)
    padded = numpy.zeros((side + 2 * QUIET_ZONE,) * 2, bool)
    padded[QUIET_ZONE:-QUIET_ZONE, QUIET_ZONE:-QUIET_ZONE] = symbol.dark
    right_kind = padded == wanted
    box = pixel_box(symbol, scale, shape, QUIET_ZONE)
    rows = module_span(numpy.arange(box[1], box[3]), symbol.top, symbol.module, scale)
    columns = module_span(numpy.arange(box[0], box[2]), symbol.left, symbol.module, scale)
    mask = numpy.ones((box[3] - box[1], box[2] - box[0]), bool)
    # The sum of a rectangle of modules, by their running sums: all of them are of the right kind, or not.
    sums = numpy.pad(right_kind.astype(int).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    r0, r1 = rows[:, 0][:, None], rows[:, 1][:, None] + 1
    c0, c1 = columns[:, 0][None, :], columns[:, 1][None, :] + 1
    area = (r1 - r0) * (c1 - c0)
    mask &= sums[r1, c1] - sums[r0, c1] - sums[r1, c0] + sums[r0, c0] == area
    return box, mask


def module_span(pixels, start, module, scale):
    """The first and last padded module that a pixel and its two neighbours touch."""
    size = module * scale
    first = numpy.floor((pixels - 1 - start * scale) / size + 1e-6).astype(int) + QUIET_ZONE
    last = numpy.ceil((pixels + 2 - start * scale) / size - 1e-6).astype(int) - 1 + QUIET_ZONE
    return numpy.stack([first, last], axis=1)


def pixel_box(symbol, scale, shape, border):
    """Left, top, right, bottom of the symbol with a border of whole modules, a pixel and more within it."""
    inset = 2
    side = len(symbol.dark)
    left = int(numpy.ceil((symbol.left - border * symbol.module) * scale)) + inset
    top = int(numpy.ceil((symbol.top - border * symbol.module) * scale)) + inset
    right = int((symbol.left + (side + border) * symbol.module) * scale) - inset
    bottom = int((symbol.top + (side + border) * symbol.module) * scale) - inset
    return max(0, left), max(0, top), min(shape[1], right), min(shape[0], bottom)


def seams(picture, symbol, dpi):
    """How many pixels within dark modules are light, and the other way round."""
    count = 0
    for wanted in (True, False):
        box, mask = interior(symbol, dpi / 72, picture.shape, wanted)
        pixels = picture[box[1]:box[3], box[0]:box[2]]
        count += int((mask & ((pixels > DARK) if wanted else (pixels < LIGHT))).sum())
    return count


def uneven_bars(picture, symbol, dpi):
    """How many of the finder patterns' bars aren't of one shade along their middle: where modules are under 4 pixels,
    every pixel may have some light of a neighbour in it, but along a bar all have the same."""
    scale = dpi / 72
    side = len(symbol.dark)
    count = 0
    for x, y in ((0, 0), (side - 7, 0), (0, side - 7)):
        for across in (0.5, 6.5):
            first, last = (int((symbol.left + (x + at) * symbol.module) * scale) for at in (2, 5))
            row = int((symbol.top + (y + across) * symbol.module) * scale)
            upper, lower = (int((symbol.top + (y + at) * symbol.module) * scale) for at in (2, 5))
            column = int((symbol.left + (x + across) * symbol.module) * scale)
            for bar in (picture[row, first:last + 1], picture[upper:lower + 1, column]):
                count += int(bar.max()) - int(bar.min()) > DARK
    return count


def widest_edge(picture, symbol, dpi):
    """The most grey pixels in a row between two modules, along lines through the middles of modules."""
    scale = dpi / 72
    side = len(symbol.dark)
    left, top, right, bottom = pixel_box(symbol, scale, picture.shape, 1)
    widest = 0
    for at in range(side):
        row = int((symbol.top + (at + 0.5) * symbol.module) * scale)
        column = int((symbol.left + (at + 0.5) * symbol.module) * scale)
        for line in (picture[row, left:right], picture[top:bottom, column]):
            grey = ((line > DARK) & (line < LIGHT)).astype(int)
            run = 0
            for pixel in grey:
                run = run + 1 if pixel else 0
                widest = max(widest, run)
    return widest


def crop(picture, symbol, dpi):
    scale = dpi / 72
    border = QUIET_ZONE * symbol.module
    side = len(symbol.dark) * symbol.module
    box = [
        round(value * scale) for value in (
            symbol.left - border, symbol.top - border, symbol.left + side + border, symbol.top + side + border)]
    return Image.fromarray(picture[max(0, box[1]):box[3], max(0, box[0]):box[2]])


def reads(image):
    """Whether zbar reads it, as it is or enlarged as a viewer's zoom would."""
    with tempfile.TemporaryDirectory() as folder:
        for zoom in (1, 2, 4):
            path = f"{folder}/{zoom}.png"
            image.resize((image.width * zoom, image.height * zoom), Image.BICUBIC).save(path)
            done = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True, text=True)
            if done.stdout.startswith("https://"):
                return True
    return False


def reading_resolution(symbol):
    if symbol.millimetres >= LARGE_MODULE_MM:
        return 72
    return max(150, int(numpy.ceil(3 * 25.4 / symbol.millimetres)))


def look(pdf, keep=None):
    """All findings on a PDF's first page, as sentences; prints one line for each rendering."""
    found = []
    on_page = symbols(pdf)
    name = pathlib.Path(pdf).name
    if not on_page:
        return [f"{name}: no symbol among the page's objects"]
    print(f"{name}: {len(on_page)} symbols, modules of {on_page[0].millimetres:.3f} mm")
    for renderer, render in RENDERERS.items():
        for dpi in RESOLUTIONS:
            picture = render(pdf, dpi)
            is_coarse = on_page[0].module * dpi / 72 < 4
            count = uneven_bars if is_coarse else seams
            bad = [count(picture, symbol, dpi) for symbol in on_page]
            wide = [widest_edge(picture, symbol, dpi) for symbol in on_page]
            what = "uneven bars" if is_coarse else "seam pixels"
            print(f"  {renderer} {dpi} dpi: {what} {sum(bad)}, widest edge {max(wide)} px", flush=True)
            if sum(bad):
                found.append(f"{name}: {renderer} at {dpi} dpi: {what} {sum(bad)}, expected none")
            if dpi >= EDGE_RESOLUTION_MIN and max(wide) > 1:
                found.append(f"{name}: {renderer} at {dpi} dpi: an edge of {max(wide)} grey pixels, expected 1 at most")
            if keep:
                image = crop(picture, on_page[0], dpi)
                image.save(pathlib.Path(keep) / f"{pathlib.Path(pdf).stem}-{renderer}-{dpi}.png")
        by_resolution = {}
        for symbol in on_page:
            by_resolution.setdefault(reading_resolution(symbol), []).append(symbol)
        for dpi, group in by_resolution.items():
            picture = render(pdf, dpi)
            read = sum(reads(crop(picture, symbol, dpi)) for symbol in group)
            print(f"  {renderer} {dpi} dpi: {read} of {len(group)} codes read", flush=True)
            if read < len(group):
                found.append(f"{name}: {renderer} at {dpi} dpi: {read} of {len(group)} codes read")
    return found


def drawing(modules, path, module, content):
    """A PDF of one page whose content stream is `content`, 24 modules of paper around."""
    side = (len(modules) + 48) * module
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {side} {side}]/Contents 4 0 R>>".encode(),
        f"<</Length {len(content)}>>stream\n{content}\nendstream".encode()]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n".encode() + text + b"\nendobj\n"
    table = b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    start = len(body)
    body += b"xref\n0 5\n0000000000 65535 f \n" + table
    body += f"trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    pathlib.Path(path).write_bytes(body)
    return Symbol(modules, 24 * module, 24 * module, module)


def outline(left, bottom, side):
    right, top = left + side, bottom + side
    corners = ((left, bottom), (right, bottom), (right, top), (left + side / 2, top), (left, top))
    return " ".join(f"{x:.3f} {y:.3f} {'l' if step else 'm'}" for step, (x, y) in enumerate(corners)) + " h f"


def self_test(modules, folder):
    """Each module filled by itself must show seams; a blurred picture must show wide edges."""
    module = 1.37
    page = (len(modules) + 48) * module
    # Five corners each: Splash puts four on whole pixels, as PDFium does with any, and hides the seams.
    content = "\n".join(
        outline((24 + x) * module, page - (25 + y) * module, module) for y, x in zip(*numpy.nonzero(modules)))
    path = f"{folder}/seamed.pdf"
    symbol = drawing(modules, path, module, content)
    for name, render in RENDERERS.items():
        counts = {dpi: seams(render(path, dpi), symbol, dpi) for dpi in (300, 600)}
        print(f"self-test: each module by itself, {name}: seam pixels {counts}")
        uneven = uneven_bars(render(path, 72), symbol, 72)
        print(f"self-test: each module by itself, {name}: uneven bars at 72 dpi {uneven} of 12")
        if name == "cairo" and not uneven:
            sys.exit("seams.py is broken: no uneven bars found in Cairo's picture of a drawing that has them")
        if name != "pdfium" and not any(counts.values()):
            sys.exit(f"seams.py is broken: no seams found in {name}'s picture of a drawing that has them")
    sharp = numpy.where(numpy.kron(modules, numpy.ones((11, 11), bool)), 0, 255).astype(numpy.uint8)
    whole = Symbol(modules, 44, 44, 11.0)
    page = numpy.pad(sharp, 44, constant_values=255)
    blurred = (page.astype(int) + numpy.roll(page, 1, 1) + numpy.roll(page, 2, 1)).astype(int) // 3
    if widest_edge(page, whole, 72) != 0 or widest_edge(blurred, whole, 72) < 2 or seams(page, whole, 72):
        sys.exit("seams.py is broken: it doesn't tell a blurred edge from a sharp one")
    holed = page.copy()
    holed[44 + 5, 44 + 11] = 200  # in the middle of a finder pattern's upper bar, where two modules meet
    if seams(holed, whole, 72) != 1:
        sys.exit("seams.py is broken: it doesn't find one light pixel between two dark modules")
    if reads(Image.fromarray(numpy.full((200, 200), 255, numpy.uint8))):
        sys.exit("seams.py is broken: it reads an empty page")


def campus_sheets(folder):
    """A building of the sample campus on four stocks."""
    mendmark = os.environ.get("MENDMARK", str(ROOT / ".build/debug/mendmark"))
    site = f"{folder}/site"
    os.mkdir(site, 0o700)
    shutil.copy(ROOT / "Assets/SampleCampus/rules.yaml", site)

    def run(*arguments):
        done = subprocess.run(
            [mendmark, *arguments], env={**os.environ, "MENDMARK_SITE": site}, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"mendmark {' '.join(arguments)}: {done.stdout}{done.stderr}")

    run("init", "--name-zh", "云岫大学", "--name-en", "Yunxiu University", "--host", "FIX.YUNXIU.EXAMPLE", "--no-secure")
    run("import", str(ROOT / "Assets/SampleCampus/campus.csv"))
    sheets = []
    for stock, design, dpi in SHEETS:
        sheets.append(f"{folder}/{stock}-{dpi}.pdf")
        run(
            "labels", "--building", "M", "--stock", stock, "--design", design, "--dpi", str(dpi), "--no-wallet",
            "--cover", "none", "--proof", "none", "-o", sheets[-1])
    return sheets


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sheets", nargs="*")
    parser.add_argument("--campus", action="store_true")
    parser.add_argument("--keep")
    options = parser.parse_args()
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sheets = options.sheets + (campus_sheets(folder) if options.campus else [])
        if not sheets:
            parser.error("name a PDF, or --campus")
        first = symbols(sheets[0])
        if not first:
            sys.exit(f"{sheets[0]}: no symbol among the page's objects")
        self_test(first[0].dark, folder)
        found = [finding for sheet in sheets for finding in look(sheet, options.keep)]
    for finding in found:
        print(f"FOUND {finding}")
    print("seams: nothing found" if not found else f"seams: {len(found)} findings")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
