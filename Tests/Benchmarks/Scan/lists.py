"""Lists of photos for scan-bench and peers.py: `path<TAB>class<TAB>truth`, truths escaped, empty where nothing may be read."""
import json
import pathlib

ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def escaped(text):
    return "".join(ESCAPES.get(letter, letter) for letter in text)


def unescaped(field):
    text, letters = "", iter(field)
    for letter in letters:
        text += {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[next(letters)] if letter == "\\" else letter
    return text


def truth_beside(photo):
    """A photo's text from NAME.txt or NAME.bin; "": nothing is known to be readable."""
    for name in (photo.with_suffix(".txt"), photo.with_suffix(".bin")):
        if name.exists():
            text = name.read_bytes()
            try:
                return text.decode("utf-8").rstrip()
            except UnicodeDecodeError:
                return text.decode("latin-1").rstrip()
    return ""


def corpus(folder, name):
    """(positives, negatives) of a shared corpus: NAME/CLASS/photo.png with its text beside it."""
    photos = sorted(file for kind in ("png", "jpg") for file in (folder / name).glob(f"*/*.{kind}"))
    rows = [(file, file.parent.name, truth_beside(file)) for file in photos]
    return [row for row in rows if row[2]], [row for row in rows if not row[2]]


def own(folder, name):
    """A set of the project's own generator."""
    rows = []
    for file in sorted((folder / name).glob("*/*.jpg")):
        truth = json.loads(file.with_suffix(".json").read_text())
        readable = truth.get("code") or truth.get("text", "")
        rows.append((file, file.parent.name, readable if truth["readable"] else ""))
    return rows


def written(rows, path):
    path.write_text("".join(f"{file}\t{kind}\t{escaped(truth)}\n" for file, kind, truth in rows), encoding="utf-8")
    return path


def part(rows, every):
    """Every so many, the classes kept in proportion."""
    return rows[::every] if every > 1 else rows


CHARSETS = ("utf-8", "latin-1", "cp1252", "shift_jis", "gb18030", "big5", "cp437")


def is_read(truth, text):
    """Whether a text is what the photo shows: a whole text, or the code at its end; the same bytes in another character
    set count."""
    truth, text = (one.replace("\r\n", "\n").rstrip() for one in (truth, text))
    if text == truth or text.upper().rsplit("/", 1)[-1] == truth:
        return True
    return any(one and one == other for one in _bytes(truth) for other in _bytes(text))


def _bytes(text):
    for charset in CHARSETS:
        try:
            yield text.encode(charset)
        except UnicodeError:
            pass
