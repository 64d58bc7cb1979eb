#!/usr/bin/env python3
"""logo.py FILE.png: a shield with a spanner's gap, 128 x 128 grey pixels."""
import sys

from PIL import Image, ImageDraw

picture = Image.new("L", (512, 512), 255)
pen = ImageDraw.Draw(picture)
pen.ellipse((24, 24, 488, 488), fill=50)
pen.ellipse((84, 84, 428, 428), fill=255)
pen.polygon([(230, 120), (282, 120), (282, 300), (230, 300)], fill=50)
pen.ellipse((196, 290, 316, 410), fill=50)
pen.rectangle((240, 340, 272, 430), fill=255)
picture.resize((128, 128), Image.LANCZOS).save(sys.argv[1], optimize=True)
