"""Files that mean harm, each with the ground on which it must be refused: made here, kept nowhere.

`refused()`: none of them may reach a decoder. `decoded()`: in order up to their first pixel, broken behind it.
`neutralised()`: photos with something else behind or inside them, of which nothing may be kept."""
import pathlib
import struct
import zlib

import heic

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "LabelScanningTests/Fixtures"
LIMIT_BYTES = 20 << 20


def fixture(name):
    return (FIXTURES / name).read_bytes()


def chunk(kind, content=b""):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


SIGNATURE = b"\x89PNG\r\n\x1a\n"


def ihdr(width, height, bits=8, colour=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))


def deflated_zeros(count):
    squeeze, parts, block = zlib.compressobj(9), [], bytes(1 << 20)
    while count > 0:
        parts.append(squeeze.compress(block[:min(count, len(block))]))
        count -= len(block)
    return b"".join(parts) + squeeze.flush()


def png(width, height, bits=8, colour=0, before=b"", after=b"", data=b"\0"):
    return SIGNATURE + ihdr(width, height, bits, colour) + before + chunk(b"IDAT", data) + after + chunk(b"IEND")


def small_png(before=b"", after=b""):
    """A true picture of 4 × 4."""
    return png(4, 4, before=before, after=after, data=zlib.compress((b"\0" + bytes(4)) * 4))


def jpeg_with(frame=None, before=b"", scans=None):
    """The fixture with its frame header changed, segments put in front, or its scan repeated."""
    data = bytearray(fixture("label.jpg"))
    at = data.index(b"\xff\xc0")
    if frame:
        marker, precision, width, height = frame
        data[at + 1] = marker
        data[at + 4] = precision
        data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    scan = data.index(b"\xff\xda")
    repeated = bytes(data[scan:-2]) * (scans or 1)
    return bytes(data[:2]) + before + bytes(data[2:scan]) + repeated + b"\xff\xd9"


def webp(*chunks, stated=None):
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2) for kind, content in chunks)
    return b"RIFF" + struct.pack("<I", len(body) if stated is None else stated) + body


def webp_picture():
    return fixture("label.webp")[20:]


def lossless(width, height):
    return b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + bytes(64)


def canvas(width, height, flags=0):
    return struct.pack("<I", flags) + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]


def heic_files():
    configuration, picture = heic.coded(fixture("label.heic"))
    held = [heic.hvcc(configuration)]
    one = [("hvc1", picture, held + [heic.ispe(240, 180)])]

    def grid(width, height, count):
        items = [*one, ("grid", heic.grid(1, 1, width, height), [heic.ispe(width, height)])]
        return heic.write(items, primary=2, tiles={2: [1] * count})

    yield "heic-ispe-32768", "Pixels", heic.write([("hvc1", picture, held + [heic.ispe(32_768, 32_768)])])
    yield "heic-ispe-2e31", "Pixels", heic.write([("hvc1", picture, held + [heic.ispe(1 << 31, 1 << 31)])])
    yield "heic-ispe-zero", "Broken", heic.write([("hvc1", picture, held + [heic.ispe(0, 180)])])
    yield "heic-no-sides", "Broken", heic.write([("hvc1", picture, held)])
    yield "heic-sequence", "Moving", heic.write(one, brand=b"hevc")
    yield "heic-moov", "Moving", heic.write(one, after=heic.box("moov", bytes(64)))
    yield "heic-av1-inside", "Named", heic.write([("av01", picture, held + [heic.ispe(240, 180)])])
    yield "heic-overlay", "Rare", heic.write([("iovl", picture, held + [heic.ispe(240, 180)])])
    yield "heic-primary-missing", "Broken", heic.write(one, primary=77)
    yield "heic-grid-4000-tiles-in-240", "Broken", grid(240, 180, 4_000)
    yield "heic-grid-of-itself", "Broken", heic.write(
        [("grid", heic.grid(1, 1, 240, 180), [heic.ispe(240, 180)])], tiles={1: [1, 1]})
    yield "heic-grid-of-one-tile-for-65535", "Broken", grid(65_535, 65_535, 1)
    yield "heic-two-metas", "Broken", heic.write(one, extra=heic.full("meta", 0, 0))
    yield "heic-nothing-but-ftyp", "Broken", heic.box("ftyp", b"heic", bytes(4))
    yield "heic-box-of-4-bytes", "Broken", heic.box("ftyp", b"heic", bytes(4)) + struct.pack(">I4s", 4, b"meta")
    yield "heic-box-longer-than-file", "Cut", heic.box("ftyp", b"heic", bytes(4)) + struct.pack(">I4s", 1 << 31, b"meta")
    names = b"".join(heic.full("infe", 2, 0, struct.pack(">HH4s", n, 0, b"hvc1"), b"\0") for n in range(1, 6_000))
    many = heic.full("meta", 0, 0, heic.full("iinf", 0, 0, struct.pack(">H", 5_999), names))
    yield "heic-6000-items", "Broken", heic.box("ftyp", b"heic", bytes(4)) + many


def refused():
    """(name, ground, bytes); the ground is the last part of the sentence's key."""
    yield "png-30000x30000-1-bit", "Pixels", png(30_000, 30_000, 1, data=deflated_zeros(30_000 * 3_751))
    yield "png-65535x65535", "Pixels", png(65_535, 65_535)
    yield "png-2e31", "Pixels", png((1 << 31) - 1, (1 << 31) - 1)
    yield "png-over-2e31", "Broken", png((1 << 32) - 1, 4)
    yield "png-no-width", "Broken", png(0, 10)
    yield "png-64001x1000", "Pixels", png(64_001, 1_000)
    frame = chunk(b"fcTL", bytes(26)) + chunk(b"fdAT", bytes(8))
    yield "apng-10000-frames", "Moving", small_png(chunk(b"acTL", struct.pack(">II", 10_000, 0)), frame * 10_000)
    yield "png-ends-in-idat", "Cut", small_png()[:-20]
    yield "png-chunk-of-4-gigabytes", "Cut", SIGNATURE + ihdr(4, 4) + struct.pack(">I4s", 0xFFFF_FFFF, b"tEXt") + bytes(64)
    yield "png-70000-chunks", "Broken", small_png(after=chunk(b"teSt") * 70_000)
    yield "png-no-ihdr", "Broken", SIGNATURE + chunk(b"IDAT", bytes(32)) + chunk(b"IEND")
    yield "png-no-picture", "Broken", SIGNATURE + ihdr(4, 4) + chunk(b"IEND")
    yield "jpeg-65535x65535", "Pixels", jpeg_with(frame=(0xC0, 8, 65_535, 65_535))
    yield "jpeg-no-height", "Broken", jpeg_with(frame=(0xC0, 8, 240, 0))
    yield "jpeg-lossless", "Rare", jpeg_with(frame=(0xC3, 8, 240, 180))
    yield "jpeg-12-bit", "Rare", jpeg_with(frame=(0xC1, 12, 240, 180))
    yield "jpeg-hierarchical", "Rare", jpeg_with(frame=(0xC5, 8, 240, 180))
    yield "jpeg-1000-scans", "Heavy", jpeg_with(scans=1_000)
    frame = fixture("label.jpg")
    at = frame.index(b"\xff\xc0")
    yield "jpeg-two-frames", "Broken", jpeg_with(before=frame[at : at + 2 + struct.unpack_from(">H", frame, at + 2)[0]])
    yield "jpeg-nothing", "Broken", b"\xff\xd8\xff\xd9"
    yield "jpeg-only-its-start", "Cut", b"\xff\xd8\xff\xe0"
    yield "jpeg-segment-of-1-byte", "Broken", b"\xff\xd8\xff\xe1\x00\x01" + bytes(64)
    yield "jpeg-a-megabyte-of-fill", "Cut", b"\xff\xd8" + b"\xff" * (1 << 20)
    yield "webp-16383x16383", "Pixels", webp((b"VP8 ", webp_picture()[:6] + b"\xff\x3f\xff\x3f" + bytes(64)))
    yield "webp-lossless-16384", "Pixels", webp((b"VP8L", lossless(16_384, 16_384)))
    yield "webp-animated", "Moving", fixture("animated.webp")
    yield "webp-animated-by-a-flag", "Moving", webp((b"VP8X", canvas(240, 180, 2)), (b"VP8 ", webp_picture()))
    yield "webp-two-sizes", "Broken", webp((b"VP8X", canvas(16_000, 16_000)), (b"VP8 ", webp_picture()))
    yield "webp-two-pictures", "Broken", webp((b"VP8 ", webp_picture()), (b"VP8 ", webp_picture()))
    yield "webp-nothing", "Broken", webp((b"EXIF", bytes(64)))
    yield "webp-states-4-gigabytes", "Cut", webp((b"VP8 ", webp_picture()), stated=0xFFFF_FFF0)
    yield from heic_files()
    directory = struct.pack("<H", 1) + struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<I", 8)
    yield "tiff-directory-of-itself", "Named", b"II*\0" + struct.pack("<I", 8) + directory
    yield "tiff-nested-1000-deep", "Named", b"MM\0*" + b"".join(
        struct.pack(">IHHHII", 12 + 18 * n, 1, 0x014A, 4, 1, 12 + 18 * (n + 1)) for n in range(1_000))
    yield "bigtiff", "Named", b"II+\0" + bytes(64)
    yield "bmp-2e31", "Named", b"BM" + struct.pack("<IHHIIiiHH", 64, 0, 0, 54, 40, (1 << 31) - 1, (1 << 31) - 1, 1, 32)
    yield "gif-animated", "Named", b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + bytes(64)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    yield "svg-of-laughs", "Named", f"<svg xmlns='http://www.w3.org/2000/svg'><!DOCTYPE x [{laughs}]>&l9;</svg>".encode()
    yield "html", "Named", b"<!DOCTYPE html><html><script>alert(1)</script></html>"
    yield "pdf", "Named", b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>endobj"
    yield "zip", "Named", b"PK\x03\x04" + bytes(64)
    yield "avif", "Named", fixture("small.avif")
    yield "jpeg-xl", "Named", b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(64)
    yield "jpeg-2000", "Named", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(64)
    yield "film", "Kind", b"\0\0\0\x18ftypmp42" + bytes(64)
    yield "matroska", "Kind", b"\x1a\x45\xdf\xa3" + bytes(64)
    yield "program", "Kind", b"\x7fELF" + bytes(64)
    yield "gzip", "Kind", b"\x1f\x8b" + bytes(64)
    yield "script", "Kind", b"#!/bin/sh\nrm -rf /\n"
    yield "zeros", "Kind", bytes(1 << 20)
    yield "one-byte", "Kind", b"\xff"
    yield "over-20-megabytes", "Large", fixture("label.jpg") + bytes(LIMIT_BYTES)
    for name in ("label-progressive.jpg", "label.jpg", "label-16bit.png", "label.heic", "label-grid.heic", "label.webp"):
        whole = fixture(name)
        for length in range(1_024, len(whole), 1_024):
            yield f"{name}-cut-at-{length}", "Cut", whole[:length]


def decoded():
    """In order up to the first pixel: a decoder is let at them, and refuses them within its limits."""
    yield "png-idat-of-nothing", "Broken", png(7_000, 7_000, data=b"")
    yield "png-idat-of-noise", "Broken", png(7_000, 7_000, data=bytes(range(256)) * 64)
    yield "png-too-few-rows", "Broken", png(7_000, 7_000, data=zlib.compress(bytes(7_001)))
    yield "webp-noise", "Cut", webp((b"VP8 ", webp_picture()[:10] + bytes(range(256)) * 8))
    configuration, picture = heic.coded(fixture("label.heic"))
    yield "heic-smaller-than-it-is", "Broken", heic.write([("hvc1", picture, [heic.hvcc(configuration), heic.ispe(16, 16)])])
    yield "heic-without-hvcc", "Broken", heic.write([("hvc1", picture, [heic.ispe(240, 180)])])
    yield "heic-noise", "Cut", heic.write(
        [("hvc1", bytes(range(256)) * 16, [heic.hvcc(configuration), heic.ispe(7_000, 7_000)])])


SECRETS = (b"<script>SECRET</script>", b"PK\x03\x04SECRET", b"%PDF-SECRET", b"<?php SECRET ?>")


def neutralised():
    """(name, bytes): each holds one of SECRETS somewhere."""
    for name in ("label.jpg", "label.png", "label.webp", "label.heic"):
        for number, secret in enumerate(SECRETS):
            yield f"{name}-followed-by-{number}", fixture(name) + secret
    yield "heic-with-a-box-more", fixture("label.heic") + heic.box("mpvd", SECRETS[2])
    comment = b"\xff\xfe" + struct.pack(">H", 2 + len(SECRETS[0])) + SECRETS[0]
    yield "jpeg-comment", jpeg_with(before=comment)
    yield "jpeg-in-exif", jpeg_with(before=b"\xff\xe1" + struct.pack(">H", 2 + 6 + len(SECRETS[1])) + b"Exif\0\0" + SECRETS[1])
    yield "png-text", small_png(before=chunk(b"tEXt", b"Comment\0" + SECRETS[0]))
    bomb = chunk(b"zTXt", b"Comment\0\0" + deflated_zeros(64 << 20))
    yield "png-texts-of-640-megabytes", small_png(before=bomb * 10 + chunk(b"tEXt", b"a\0" + SECRETS[1]))
    yield "webp-xmp", webp((b"VP8X", canvas(240, 180)), (b"VP8 ", webp_picture()), (b"XMP ", SECRETS[0]))
    yield "two-jpegs", fixture("label.jpg") + fixture("private.jpg")
