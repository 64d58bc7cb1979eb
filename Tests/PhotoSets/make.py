#!/usr/bin/env python3
"""Makes the sets of photos that scanning is measured with: labels of the product's own press, photographed worse and worse.

  make.py --press LABEL-PRESS --output DIR [--seed 31337] [--sets campus,beyond,…] [--only blur,motion]

Sets: campus (14 classes, 4 grades, 10 photos), beyond (15, 4, 6), sites (labels of hosts with other versions and levels),
strangers (labels that no register holds), foreign (symbols of others), negative (no readable symbol). Each photo
SET/CLASS/gG-NN.jpg has its truth beside it as JSON, and the true grid as GRID (float32, little-endian, x and y of
(width + 1)² module corners row by row, in pixels, the first one's centre at 0.5). Equal seeds and equal versions of numpy
and OpenCV give equal photos. `press/register.tsv` is the register: code, host, version, level."""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import zlib

import cv2
import numpy as np
import segno

import foreign
import grades
import shot
import wear

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
HOST = "fixit.example.edu.cn"
# Host, codes registered, labels printed. The first one's labels are campus and beyond; the last three are strangers.
SITES = ((HOST, 200_000, 920), ("fix.uni.cn", 4_000, 24), ("r.uni.cn", 4_000, 24), ("service.facilities.example.edu.cn", 4_000, 24),
         (HOST, 0, 60), ("repai.example.edu.cn", 0, 60), ("help.other.example", 0, 60))
NEGATIVES = 200
DESTROYED = 40
FOREIGN = 120
URLS = ("https://www.example.org/menu", "HTTPS://EXAMPLE.COM/PAY/20261129", "WIFI:T:WPA;S:campus;P:quiet-zone;;",
        "https://fixit.example.edu.cn/-/t/8W2K", "mailto:facilities@example.edu", "https://example.net/a?b=c&d=e#f",
        "4006021123456789", "BEGIN:VCARD\nFN:A. Caretaker\nEND:VCARD")


def jobs(output, labels, sets):
    """Every photo that is wanted: (set, class, grade from 0, number from 0, settings, label or None)."""
    by_site = {}
    for label in labels:
        by_site.setdefault((label["host"], label["registered"]), []).append(label)
    main = iter(by_site[(HOST.upper(), True)])
    wanted = []
    for name, classes, count in (("campus", grades.CAMPUS, 10), ("beyond", grades.BEYOND, 6)):
        for kind, settings in classes.items():
            for grade, setting in enumerate(settings):
                wanted += [(name, kind, grade, number, setting, next(main)) for number in range(count)]
    for (host, registered), printed in by_site.items():
        if host == HOST.upper() and registered:
            continue
        name = "sites" if registered else "strangers"
        for number, label in enumerate(printed):
            wanted.append((name, host.lower(), number % 4, number, grades.MILD[number % len(grades.MILD)], label))
    destroyed = by_site[(HOST.upper(), False)]
    for number in range(NEGATIVES):
        kind = "destroyed" if number < DESTROYED else ("scene", *foreign.TEXTURES)[number % (1 + len(foreign.TEXTURES))]
        label = destroyed[number] if number < DESTROYED else None
        size = {"size": (4032, 3024)} if number % 10 == 9 else {}
        wanted.append(("negative", kind, number % 4, number, {"clutter": 3 + number % 9, **size}, label))
    for number in range(FOREIGN):
        kind = ("url-3-q", "url", "matrix", "rings", "finders")[number % 5]
        wanted.append(("foreign", kind, number % 4, number, grades.MILD[number % len(grades.MILD)], None))
    return [job for job in wanted if job[0] in sets]


def symbol_of(label):
    return label["left"], label["top"], label["module"], label["width"]


def printed(press, label):
    return cv2.imread(str(press / label["file"]), cv2.IMREAD_GRAYSCALE).astype(np.float32) / 255


def foreign_label(draw, kind, number, truth):
    """A symbol of others, as a label's picture and its place."""
    if not kind.startswith("url"):
        return foreign.pattern(draw, kind)
    text = URLS[number // 5 % len(URLS)]
    truth["text"] = text
    size = {"version": 3, "error": "q"} if kind == "url-3-q" and len(text) < 33 else {"error": "LMQH"[number % 4]}
    return foreign.framed(segno.make(text, micro=False, boost_error=False, **size).matrix)


def take(job, seed, output):
    """Makes one photo and its truth."""
    name, kind, grade, number, setting, label = job
    draw = np.random.default_rng([seed, zlib.crc32(f"{name}/{kind}".encode()), grade, number])
    truth = {"grade": grade + 1, "settings": setting}
    if name == "foreign":
        photo, quality, grid = shot.shoot(draw, *foreign_label(draw, kind, number, truth), setting)
    elif name == "negative" and kind in foreign.TEXTURES:
        size = setting.get("size", (1600, 1200))
        photo = shot.lens.exposed(draw, foreign.TEXTURES[kind](draw, *size), draw.uniform(0.4, 2), draw.uniform(1, 6), 1, 0.1)
        quality, grid = 85, None
    elif label is None:
        photo, quality, grid = shot.shoot(draw, None, None, setting)
    else:
        picture, symbol = printed(output / "press", label), symbol_of(label)
        if kind == "destroyed":
            picture = wear.covered(draw, wear.scattered(draw, picture, symbol, 0.35), symbol, 0.55)
        photo, quality, grid = shot.shoot(draw, picture, symbol, setting)
        truth.update({key: label[key] for key in ("code", "text", "host", "version", "level", "mask", "width", "registered")})
    # What a negative shows is not to be read.
    truth["readable"] = name != "negative" and not (name == "foreign" and "text" not in truth)
    stem = output / name / kind / f"g{grade + 1}-{number + 1:02d}"
    stem.parent.mkdir(parents=True, exist_ok=True)
    shot.saved(f"{stem}.jpg", photo, quality)
    pathlib.Path(f"{stem}.json").write_text(json.dumps(truth, sort_keys=True), encoding="utf-8")
    if grid is not None:
        grid.astype("<f4").tofile(f"{stem}.grid")


def take_all(batch, seed, output):
    cv2.setNumThreads(1)
    for job in batch:
        take(job, seed, output)


def stamp(arguments):
    """Names what the sets were made from, so that a second run makes nothing anew."""
    files = sorted(HERE.glob("*.py")) + sorted(HERE.glob("label-press/*.swift"))
    text = b"".join(file.read_bytes() for file in files) + repr(sorted(vars(arguments).items())).encode()
    return hashlib.sha256(text + f"{np.__version__} {cv2.__version__}".encode()).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--press", required=True, help="the executable label-press")
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=31337)
    parser.add_argument("--sets", default="campus,beyond,sites,strangers,foreign,negative")
    parser.add_argument("--only", help="classes")
    arguments = parser.parse_args()
    output, mark = arguments.output, arguments.output / "stamp"
    if mark.exists() and mark.read_text() == stamp(arguments):
        return
    mark.unlink(missing_ok=True)
    subprocess.run(
        [arguments.press, "--seed", str(arguments.seed), "--output", output / "press", "--templates", ROOT / "PrintTemplates",
         *(",".join(map(str, site)) for site in SITES)], check=True)
    labels = json.loads((output / "press/labels.json").read_text())
    wanted = jobs(output, labels, arguments.sets.split(","))
    if arguments.only:
        wanted = [job for job in wanted if job[1] in arguments.only.split(",")]
    batches = [wanted[start::64] for start in range(64)]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for done in concurrent.futures.as_completed([pool.submit(take_all, batch, arguments.seed, output) for batch in batches]):
            done.result()
    mark.write_text(stamp(arguments))
    print(f"{len(wanted)} photos in {output}")


if __name__ == "__main__":
    main()
