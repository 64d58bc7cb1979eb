#!/usr/bin/env python3
"""Photos with something else behind or inside them: of what stands beside the picture nothing may be in what is stored.

Rows of `name value unit`; exit status 1 where anything is left. `SABOTAGE=raw` stores the files themselves."""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Bombs"))
import corpus

PROOF = ROOT / ".build/bench-scan/release/photo-proof"


def main():
    with tempfile.TemporaryDirectory(prefix="mm-neutralised-") as name:
        originals, kept = pathlib.Path(name) / "photos", pathlib.Path(name) / "kept"
        originals.mkdir()
        kept.mkdir()
        cases = dict(corpus.neutralised())
        for case, content in cases.items():
            (originals / case).write_bytes(content)
        raw = ["--raw"] if os.environ.get("SABOTAGE") == "raw" else []
        subprocess.run([str(PROOF), "keep", str(originals), str(kept), *raw], check=True)
        stored = {path.stem: path.read_bytes() for path in kept.iterdir()}
    tainted = [name for name, data in stored.items() if b"SECRET" in data or not data.endswith(b"\xff\xd9")]
    for name in tainted + sorted(set(cases) - set(stored)):
        print(f"{name}: {'something is left' if name in stored else 'not kept'}", file=sys.stderr)
    print(f"polyglots_kept {len(stored)} files")
    print(f"polyglots_with_anything_left {len(tainted)} files")
    sys.exit(0 if len(stored) == len(cases) and not tainted else 1)


if __name__ == "__main__":
    main()
