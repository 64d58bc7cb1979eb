#!/usr/bin/env python3
"""A photo of 12 megapixels with a label in it, as noisy as a phone's: `photo.py RESULT.jpg`. Needs Pillow and numpy."""
import pathlib
import sys

import numpy
from PIL import Image

LABEL = pathlib.Path(__file__).resolve().parents[1] / "LabelScanningTests/Fixtures/label.png"
chance = numpy.random.default_rng(12)
coarse = Image.fromarray(chance.integers(60, 200, (48, 64, 3), dtype=numpy.uint8))
photo = coarse.resize((4000, 3000), Image.Resampling.BICUBIC)
photo.paste(Image.open(LABEL).convert("RGB").resize((960, 720), Image.Resampling.BICUBIC).rotate(7, expand=True), (1500, 1200))
noise = chance.normal(0, 6, (3000, 4000, 3))
Image.fromarray(numpy.clip(numpy.asarray(photo) + noise, 0, 255).astype(numpy.uint8)).save(sys.argv[1], quality=90)
