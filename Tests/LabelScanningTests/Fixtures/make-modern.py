#!/usr/bin/env python3
"""Draws the WebP, HEIC and AVIF fixtures from label.png. Needs Pillow and pillow-heif; run it in this folder."""
import io
import pathlib
import sys
import piexif
import pillow_heif

pillow_heif.register_heif_opener()
from PIL import Image

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Bombs"))
import heic

base = Image.open("label.png").convert("RGB")
turned = piexif.dump({"0th": {piexif.ImageIFD.Orientation: 6, piexif.ImageIFD.Artist: b"SECRET artist"}})


def coded(picture, **options):
    file = io.BytesIO()
    pillow_heif.from_pillow(picture).save(file, quality=60, **options)
    return heic.coded(file.getvalue())


def save(name, content):
    pathlib.Path(name).write_bytes(content)


base.save("label.webp", quality=60)
base.save("label-lossless.webp", lossless=True)
Image.open("label-transparent.png").save("label-transparent.webp", lossless=True)
base.save("private.webp", quality=60, exif=turned, xmp=b"<x>SECRET xmp</x>")
small = base.resize((60, 45))
small.save("animated.webp", save_all=True, append_images=[small.rotate(90)], quality=30)
small.save("small.avif", quality=30)

configuration, picture = coded(base)
props = [heic.hvcc(configuration), heic.ispe(240, 180)]
save("label.heic", heic.write([("hvc1", picture, props)]))
save("label-turned.heic", heic.write([("hvc1", picture, [*props, heic.irot(3)])]))
save("label-mirrored.heic", heic.write([("hvc1", picture, [*props, heic.irot(1), heic.imir(1)])]))
save("label-cropped.heic", heic.write([("hvc1", picture, [*props, heic.clap(200, 160)])]))
save("sequence.heic", heic.write([("hvc1", picture, props)], brand=b"msf1"))
configuration, picture = coded(base.convert("L"))
save("label-grey.heic", heic.write([("hvc1", picture, [heic.hvcc(configuration), heic.ispe(240, 180)])]))
# Four tiles of 128 × 96 make 240 × 180.
whole = Image.new("RGB", (256, 192), "white")
whole.paste(base, (0, 0))
tiles = [coded(whole.crop((x, y, x + 128, y + 96))) for y in (0, 96) for x in (0, 128)]
items = [("hvc1", data, [heic.hvcc(configuration), heic.ispe(128, 96)]) for configuration, data in tiles]
items.append(("grid", heic.grid(2, 2, 240, 180), [heic.ispe(240, 180)]))
save("label-grid.heic", heic.write(items, primary=5, tiles={5: [1, 2, 3, 4]}))
deep = io.BytesIO()
Image.open("label-transparent.png").convert("RGBA").save(deep, "HEIF", quality=60)
save("label-transparent.heic", deep.getvalue())
