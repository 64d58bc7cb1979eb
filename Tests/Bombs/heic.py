"""Takes HEIC files apart and writes new ones box by box (ISO/IEC 23008-12), true or lying."""
import struct


def box(kind, *parts):
    content = b"".join(parts)
    return struct.pack(">I4s", len(content) + 8, kind.encode()) + content


def full(kind, version, flags, *parts):
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def boxes(data, start=0, end=None):
    """Kind, start and end of the content of each box."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        size = size or end - start
        yield kind.decode("latin-1"), start + 8, start + size
        start += size


def find(data, *path):
    """The content's start and end of the first box on a path such as meta, iprp, ipco, hvcC."""
    start, end = 0, len(data)
    for kind in path:
        found = [(s, e) for k, s, e in boxes(data, start, end) if k == kind]
        start, end = found[0]
        if kind == "meta":
            start += 4
    return start, end


def coded(data):
    """`hvcC` and the coded bytes of a file with one HEVC picture and nothing else, as libheif writes it."""
    configuration, picture = find(data, "meta", "iprp", "ipco", "hvcC"), find(data, "mdat")
    return data[slice(*configuration)], data[slice(*picture)]


def ispe(width, height):
    return full("ispe", 0, 0, struct.pack(">II", width, height))


def irot(quarters):
    return box("irot", bytes([quarters]))


def imir(axis):
    return box("imir", bytes([axis]))


def clap(width, height):
    return box("clap", struct.pack(">IIIIIIII", width, 1, height, 1, 0, 1, 0, 1))


def hvcc(configuration):
    return box("hvcC", configuration)


def grid(rows, columns, width, height):
    return struct.pack(">BBBBII", 0, 1, rows - 1, columns - 1, width, height)


def write(items, primary=1, brand=b"heic", tiles=None, extra=b"", after=b""):
    """One file. `items`: (kind, content, properties as boxes) from number 1; `tiles`: numbers by number of the grid."""
    shelf, uses = [], []
    for number, (_, _, properties) in enumerate(items, 1):
        places = []
        for entry in properties:
            if entry not in shelf:
                shelf.append(entry)
            places.append(shelf.index(entry) + 1)
        uses.append((number, places))
    use = struct.pack(">I", len(uses)) + b"".join(
        struct.pack(">HB", number, len(places)) + bytes(0x80 | place for place in places) for number, places in uses)
    names = b"".join(
        full("infe", 2, 0, struct.pack(">HH4s", number, 0, kind.encode()), b"\0")
        for number, (kind, _, _) in enumerate(items, 1))
    references = b"".join(
        box("dimg", struct.pack(f">HH{len(parts)}H", number, len(parts), *parts))
        for number, parts in (tiles or {}).items())
    start = box("ftyp", brand, struct.pack(">I", 0), b"mif1heic")

    def meta(first):
        offset, extents = first, b""
        for number, (_, content, _) in enumerate(items, 1):
            extents += struct.pack(">HHHII", number, 0, 1, offset, len(content))
            offset += len(content)
        return full(
            "meta", 0, 0, full("hdlr", 0, 0, bytes(4), b"pict", bytes(13)), full("pitm", 0, 0, struct.pack(">H", primary)),
            full("iloc", 0, 0, struct.pack(">HH", 0x4400, len(items)), extents),
            full("iinf", 0, 0, struct.pack(">H", len(items)), names),
            full("iref", 0, 0, references) if references else b"",
            box("iprp", box("ipco", *shelf), full("ipma", 0, 0, use)))

    length = len(start) + len(meta(0)) + len(extra)
    return start + meta(length + 8) + extra + box("mdat", *[content for _, content, _ in items]) + after
