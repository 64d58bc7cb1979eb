#!/usr/bin/env python3
"""Proves that of what a camera writes nothing is kept.

Makes 200 photos (JPEG, PNG, WebP, HEIC) with positions, XMP, IPTC, comments, maker notes, profiles and thumbnails, lets a
worker make of each what would be stored, and asks exiftool what is left. Needs Pillow and exiftool. Rows of `name value
unit`; exit status 1 where anything is left. `SABOTAGE=raw` stores the files themselves: then the proof must fail."""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

from originals import MARK, left, make, marked, tags

PROOF = pathlib.Path(__file__).resolve().parents[2] / ".build/bench-scan/release/photo-proof"
COUNT = 200


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mm-metadata-"))
    try:
        originals, kept = folder / "photos", folder / "kept"
        originals.mkdir()
        kept.mkdir()
        paths = make(originals, COUNT, random.Random(20261129))
        sent = marked(originals, paths)
        raw = ["--raw"] if os.environ.get("SABOTAGE") == "raw" else []
        subprocess.run([str(PROOF), "keep", str(originals), str(kept), *raw], check=True)
        stored = sorted(kept.iterdir())
        remains = {pathlib.Path(record["SourceFile"]).name: left(record) for record in tags(kept)}
        tainted = sum(bool(names) for names in remains.values())
        words = sum(MARK in path.read_bytes() for path in stored)
    finally:
        shutil.rmtree(folder)
    for name, names in sorted(remains.items()):
        if names:
            print(f"{name}: {', '.join(names[:6])}", file=sys.stderr)
    print(f"metadata_photos_with {sent} files")
    print(f"metadata_photos_kept {len(stored)} files")
    print(f"metadata_photos_with_any_left {tainted} files")
    print(f"metadata_photos_with_words_left {words} files")
    sys.exit(0 if sent == len(stored) == COUNT and not tainted and not words else 1)


if __name__ == "__main__":
    main()
