#!/usr/bin/env python3
"""picture.py [SET/CLASS/PHOTO…]: cuts labels that no other reader reads, and the closed world does, out of the photo sets, side
by side as Assets/Pictures/labels-nobody-reads.jpg for README. Exit status 1 where one of them is read, or not told.

Wants the sets and the bench that bench.sh makes."""
import pathlib
import subprocess
import sys

import cv2
import numpy as np

import lists
import peers

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SETS = ROOT / ".build/photo-sets"
BENCH = ROOT / ".build/bench-scan/release/scan-bench"
OUTPUT = ROOT / "Assets/Pictures/labels-nobody-reads.jpg"
PHOTOS = ("beyond/motion/g3-04", "beyond/half/g4-02", "beyond/scatter/g3-04", "beyond/finders2/g4-06")
OTHERS = ("zxing3", "wechat", "aruco", "quirc")
SIDE, GAP = 280, 8


def bench(*arguments):
    printed = subprocess.run([BENCH, *map(str, arguments)], stdout=subprocess.PIPE, text=True, check=True).stdout
    return [line.split("\t") for line in printed.splitlines()]


def check(rows):
    """Ends the program where another reader reads one, or the closed world doesn't tell it."""
    listed = lists.written(rows, SETS / "lists/picture")
    read = [f"{engine} reads {path}" for path, _, _, engine, _, *texts in bench("engines", listed, 1) if texts]
    for name in OTHERS:
        reader = peers.engine(name)
        read += [f"{name} reads {file}" for file, _, _ in rows if reader(cv2.imread(str(file), cv2.IMREAD_GRAYSCALE))]
    told = {path: world for path, _, _, _, world, *_ in bench("world", SETS / "press/register.tsv", listed)}
    read += [f"the closed world doesn't tell {file}" for file, _, _ in rows if told[str(file)] != "read"]
    if read:
        sys.exit("picture: " + "; ".join(read))


def cut(file):
    """The symbol and a third of its side around it."""
    photo = cv2.imread(str(file))
    grid = np.fromfile(file.with_suffix(".grid"), dtype="<f4").reshape(-1, 2)
    middle, reach = grid.mean(0), .75 * np.ptp(grid, axis=0).max()
    left, top = np.maximum(middle - reach, 0).astype(int)
    right, bottom = (middle + reach).astype(int)
    return cv2.resize(photo[top:bottom, left:right], (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def main(names):
    files = [SETS / f"{name}.jpg" for name in names or PHOTOS]
    known = {row[0]: row for name in ("campus", "beyond") for row in lists.own(SETS, name)}
    check([known[file] for file in files])
    white = np.full((SIDE, GAP, 3), 255, np.uint8)
    parts = [part for file in files for part in (white, cut(file))][1:]
    cv2.imwrite(str(OUTPUT), np.hstack(parts), [cv2.IMWRITE_JPEG_QUALITY, 80])
    print(f"{OUTPUT.relative_to(ROOT)}: {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
