#!/usr/bin/env python3
"""Draws every fixture of this folder. Needs Pillow, and qrencode, exiftool and ImageMagick's convert on the path; run it in this folder.

The pictures are ours from the first pixel: a QR symbol by qrencode on four coloured quarters."""
import io
import struct
import subprocess
import zlib
from PIL import Image, ImageOps, PngImagePlugin

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def label_code(bits):
    """11 symbols and the check symbol over GF(32), x^5 + x^2 + 1."""
    values = [bits >> 5 * (10 - i) & 31 for i in range(11)]
    check = 0
    for value in reversed(values):
        check ^= value
        check = check << 1 ^ (0b100101 if check & 16 else 0)
    return "".join(ALPHABET[v] for v in values + [check])


def symbol(text, pixels=4, binary=False):
    command = ["qrencode", "-t", "PNG", "-l", "Q", "-m", "4", "-s", str(pixels), "-o", "-"]
    data = text if isinstance(text, bytes) else text.encode()
    drawn = subprocess.run(command + (["-8"] if binary else []), input=data, stdout=subprocess.PIPE, check=True)
    return Image.open(io.BytesIO(drawn.stdout)).convert("L")


CODE = label_code(0x2B7E151628AED)
OTHER = label_code(0x3243F6A8885A3)
TEXT = f"https://MEND.EXAMPLE.EDU/{CODE}"


def photo(code_image, size=(240, 180), at=(20, 10)):
    """Quarters: top left red, top right green, bottom right blue, bottom left yellow."""
    picture = Image.new("RGB", size)
    w, h = size[0] // 2, size[1] // 2
    for colour, box in (("#c03030", (0, 0)), ("#30a030", (w, 0)), ("#3030c0", (w, h)), ("#d0c030", (0, h))):
        picture.paste(colour, (*box, box[0] + w, box[1] + h))
    picture.paste(code_image.convert("RGB"), at)
    return picture


base = photo(symbol(TEXT))
base.save("label.jpg", quality=80)
base.save("label-progressive.jpg", quality=80, progressive=True)
base.convert("L").save("label-grey.jpg", quality=80)
base.convert("CMYK").save("label-cmyk.jpg", quality=80)
base.save("label.png", optimize=True)
base.quantize(16, dither=Image.Dither.NONE).save("label-palette.png", optimize=True)
base.convert("L").point(lambda v: v * 257, "I").convert("I;16").save("label-16bit.png", optimize=True)
symbol(TEXT).convert("1").save("label-1bit.png", optimize=True)
ImageOps.invert(symbol(TEXT)).save("label-inverted.png", optimize=True)
subprocess.run(["convert", "label.png", "-interlace", "PNG", "-strip", "label-interlaced.png"], check=True)

# Black modules on nothing: the transparent pixels are black too, so only laying it on white shows the symbol.
clear = Image.new("RGBA", symbol(TEXT).size, (0, 0, 0, 255))
clear.putalpha(ImageOps.invert(symbol(TEXT)))
clear.save("label-transparent.png", optimize=True)

pair = Image.new("L", (330, 165), 255)
pair.paste(symbol(TEXT), (0, 8))
pair.paste(symbol(f"https://MEND.EXAMPLE.EDU/{OTHER}"), (170, 8))
pair.save("two-labels.png", optimize=True)
symbol("https://elsewhere.example/menu").save("foreign.png", optimize=True)
symbol("Prüfstück ¼".encode("latin-1"), binary=True).save("latin1.png", optimize=True)
symbol("£10".encode("latin-1"), binary=True).save("pound.png", optimize=True)
symbol("网络中心\t报修\n").save("chinese.png", optimize=True)

base.save("private.jpg", quality=80, comment=b"SECRET comment", icc_profile=b"SECRET profile")
subprocess.run(
    ["exiftool", "-q", "-overwrite_original", "-Orientation#=6", "-GPSLatitude=31.2304", "-GPSLatitudeRef=N",
     "-GPSLongitude=121.4737", "-GPSLongitudeRef=E", "-Artist=SECRET artist", "-XMP:Creator=SECRET creator",
     "-IPTC:By-line=SECRET byline", "-ThumbnailImage<=label-grey.jpg", "private.jpg"], check=True)
with open("private.jpg", "ab") as file:
    file.write(b"<html>SECRET trailer</html>")
note = PngImagePlugin.PngInfo()
note.add_text("Comment", "SECRET text")
base.save("private.png", optimize=True, pnginfo=note)
# One text chunk right behind the header that inflates to 7.9 MB; the test repeats it.
plain = io.BytesIO()
base.resize((24, 18)).save(plain, "PNG")
chunk = b"zTXt" + b"Comment\0\0" + zlib.compress(b"A" * 7_900_000, 9)
chunk = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
with open("inflating.png", "wb") as file:
    file.write(plain.getvalue()[:33] + chunk + plain.getvalue()[33:])
base.resize((60, 45)).save("animated.png", save_all=True, append_images=[base.rotate(90).resize((60, 45))])
base.resize((24, 18)).save("small.gif")
base.resize((24, 18)).save("small.tif")
base.resize((24, 18)).save("small.bmp")
print(CODE, OTHER)
