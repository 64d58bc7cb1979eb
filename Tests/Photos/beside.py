#!/usr/bin/env python3
"""How often both labels of a photo of two doors are read, by how long is looked for more once one was found; and what that
costs a photo of one label.

Puts a photo of an easy label and one of a harder one side by side (from `make photo-sets`), names each by its codes, and
lets photo-proof read them among 200,000 others. BESIDE_EVERY=2: every second pair and photo. Rows of `name value unit`.
Needs Pillow."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETS = ROOT / ".build/photo-sets"
PROOF = ROOT / ".build/bench-scan/release/photo-proof"
EVERY = int(os.environ.get("BESIDE_EVERY", "1"))
CAMPUS = "blur clutter combo curved damage glare jpeg lowlight motion perspective rotation inverted".split()
BEYOND = "blur motion patch small scatter".split()


def code(photo):
    return json.loads(photo.with_suffix(".json").read_text())["code"]


def photos(kind):
    return sorted((SETS / kind).glob("*.jpg"))


def compose(folder):
    chance = random.Random(5)
    easy = photos("campus/clean") + photos("campus/rotation")
    harder = [photo for name in CAMPUS for photo in photos(f"campus/{name}")[::8]]
    harder += [photo for name in BEYOND for photo in photos(f"beyond/{name}")[::12]]
    for number, hard in enumerate(harder[::EVERY]):
        other = chance.choice(easy)
        if code(other) == code(hard):
            continue
        pair = [Image.open(path).convert("RGB") for path in (other, hard)]
        chance.shuffle(pair)
        both = Image.new("RGB", (sum(image.width for image in pair), max(image.height for image in pair)))
        both.paste(pair[0], (0, 0))
        both.paste(pair[1], (pair[0].width, 0))
        both.save(folder / f"{code(other)} {code(hard)} {number}.jpg", quality=90)
    for number, photo in enumerate((easy + photos("campus/blur") + photos("campus/clutter"))[::3 * EVERY]):
        shutil.copy(photo, folder / f"{code(photo)} {number}.jpg")


def main():
    if not SETS.exists():
        sys.exit("beside: no photos; `make photo-sets` makes them")
    with tempfile.TemporaryDirectory(prefix="mm-beside-") as name:
        compose(pathlib.Path(name))
        subprocess.run([str(PROOF), "beside", name], check=True)


if __name__ == "__main__":
    main()
