"""Photos as cameras and phones write them, with all that they tell beside the picture; and what exiftool tells of files."""
import json
import pathlib
import subprocess

from PIL import Image, ImageDraw

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "LabelScanningTests/Fixtures"
MARK = b"SECRET"
# What is true of every JPEG: its name and size, the JFIF header that readers expect, sides and channels.
ALLOWED = {"SourceFile", "ExifTool", "System", "File", "JFIF", "Composite"}
ALLOWED_COMPOSITE = {"ImageSize", "Megapixels"}
MAKER_NOTES = [b"Apple iOS\0\0\1MM", b"Nikon\0\2\x10\0\0MM\0*", b"OLYMPUS\0II\3\0", b"Panasonic\0\0\0", b"SONY DSC \0\0\0", b""]


def picture(chance):
    width, height = chance.randrange(60, 900), chance.randrange(60, 900)
    image = Image.new("RGB", (width, height), tuple(chance.randrange(256) for _ in range(3)))
    pen = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = chance.randrange(width), chance.randrange(height)
        pen.rectangle((x, y, x + 40, y + 40), fill=tuple(chance.randrange(256) for _ in range(3)))
    return image


def exif(chance):
    """Maker notes, which exiftool can't make from nothing."""
    tags = Image.Exif()
    tags[0x0112] = chance.randrange(1, 9)
    tags[0x010F] = "SECRET maker"
    tags.get_ifd(0x8769)[0x927C] = chance.choice(MAKER_NOTES) + MARK * 8
    return tags


def save(number, folder, chance):
    kind = ("jpg", "jpg", "jpg", "png", "webp", "heic")[number % 6]
    path = folder / f"photo-{number:03}.{kind}"
    if kind == "heic":
        path.write_bytes((FIXTURES / chance.choice(["label.heic", "label-grid.heic", "label-turned.heic"])).read_bytes())
    elif kind == "jpg":
        picture(chance).save(
            path, quality=chance.randrange(40, 95), progressive=chance.random() < 0.3, exif=exif(chance),
            comment=MARK + b" comment", icc_profile=MARK + b" profile")
    else:
        picture(chance).save(path, exif=exif(chance))
    return path


def write_metadata(paths, thumbnail, chance):
    lines = []
    for path in paths:
        lines += [
            "-q", "-m", "-overwrite_original", f"-GPSLatitude={chance.uniform(-89, 89):.5f}", "-GPSLatitudeRef=N",
            f"-GPSLongitude={chance.uniform(-179, 179):.5f}", "-GPSLongitudeRef=E", "-GPSAltitude=412",
            "-EXIF:Artist=SECRET artist", "-EXIF:UserComment=SECRET words", "-EXIF:DateTimeOriginal=2026:11:29 10:00:00",
            "-XMP:Creator=SECRET creator", "-XMP:PersonInImage=SECRET person"]
        if path.suffix == ".jpg":
            lines += ["-IPTC:By-line=SECRET byline", "-IPTC:City=SECRET city", "-Photoshop:CopyrightFlag=true",
                      f"-ThumbnailImage<={thumbnail}"]
        if path.suffix == ".png":
            lines += ["-PNG:Author=SECRET author"]
        lines += [str(path), "-execute"]
    arguments = thumbnail.with_name("arguments")
    arguments.write_text("\n".join(lines))
    subprocess.run(["exiftool", "-@", str(arguments)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for path in paths:
        if chance.random() < 0.3 and path.suffix == ".jpg":
            path.write_bytes(path.read_bytes() + b"<html>SECRET behind it</html>")


def tags(folder):
    told = subprocess.run(
        ["exiftool", "-j", "-G1", "-a", "-u", "-ee", "-r", str(folder)], check=True, capture_output=True)
    return json.loads(told.stdout)


def left(record):
    """What exiftool tells of a file beyond what is true of every JPEG."""
    found = []
    for name in record:
        group, _, tag = name.partition(":")
        if group not in ALLOWED or group == "Composite" and tag not in ALLOWED_COMPOSITE or tag == "Comment":
            found.append(name)
    return found


def make(folder, count, chance):
    """So many photos in a folder, each with a position and names."""
    paths = [save(number, folder, chance) for number in range(count)]
    thumbnail = folder.parent / "thumbnail.jpg"
    picture(chance).resize((160, 120)).save(thumbnail)
    write_metadata(paths, thumbnail, chance)
    return paths


def marked(folder, paths):
    """How many of them tell more than a picture."""
    return sum(MARK in path.read_bytes() and bool(left(record)) for path, record in zip(paths, tags(folder)))
