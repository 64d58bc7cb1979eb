#!/usr/bin/env python3
"""Measures how soon what a site has printed is known, and how much memory that takes: rows of `name value unit`.

A site's own labels are printed; their rows are then copied, under other codes, until there are as many as are asked for.
`mendmark scan` of a photo without time to read it, with and without the register, tells the difference. MENDMARK: the
program. REGISTER_LABELS=200000,1000000: how many."""
import csv
import os
import pathlib
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
MENDMARK = os.environ.get("MENDMARK", str(ROOT / ".build/release/mendmark"))
SITE = ROOT / ".build/register-site"
CAMPUS = ROOT / "Assets/SampleCampus"
COUNTS = [int(count) for count in os.environ.get("REGISTER_LABELS", "200000,1000000").split(",")]
ROUNDS = 5
CODE_BITS = 55


def mendmark(*arguments):
    done = subprocess.run([MENDMARK, *arguments], capture_output=True, text=True, env={**os.environ, "MENDMARK_SITE": str(SITE)})
    if done.returncode:
        sys.exit(f"bench: mendmark {arguments[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def make_site():
    shutil.rmtree(SITE, ignore_errors=True)
    SITE.mkdir(parents=True, mode=0o700)
    shutil.copy(CAMPUS / "rules.yaml", SITE / "rules.yaml")
    mendmark("init", "--name-en", "Bench University", "--host", "FIX.BENCH.EXAMPLE", "--no-secure")
    mendmark("import", str(CAMPUS / "campus.csv"))
    pdf = SITE / "labels.pdf"
    with open(CAMPUS / "campus.csv", encoding="utf-8-sig", newline="") as rows:
        building = next(row["reference"] for row in csv.DictReader(rows) if row["kind"] == "building")
    mendmark("labels", "--building", building, "-o", str(pdf))
    subprocess.run(["pdftoppm", "-r", "200", "-f", "1", "-l", "1", "-gray", "-png", "-singlefile", str(pdf), str(SITE / "sheet")],
                   check=True)
    return SITE / "sheet.png"


def copy_labels(count):
    """Until the site has so many; each as one that was printed."""
    store = next(file for file in SITE.rglob("*") if file.is_file() and file.read_bytes()[:15] == b"SQLite format 3")
    with sqlite3.connect(store) as database:
        rows = database.execute("SELECT * FROM labels WHERE issues IS NOT NULL ORDER BY id").fetchall()
        names = [column[1] for column in database.execute("PRAGMA table_info(labels)")]
        first, code, ident = rows[0], names.index("code"), names.index("id")
        last = max(row[ident] for row in rows)
        draws = random.Random(31337)
        codes = set()
        while len(codes) < count - len(rows):
            codes.add(draws.getrandbits(CODE_BITS))

        def copies():
            for place, bits in enumerate(sorted(codes, key=lambda one: one * 2654435761 % 2**32)):
                values = list(first)
                values[ident], values[code] = last + 1 + place, bits
                yield values
        database.executemany(f"INSERT INTO labels VALUES ({','.join('?' * len(names))})", copies())
    database.close()


def spent(photo, *options):
    """Seconds and MiB that a scan takes."""
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        with open(os.devnull, "w") as nothing:
            os.dup2(nothing.fileno(), 1)
        # No time for the photo: nothing but the register is worked on. Status 4 says that nothing was found.
        os.execve(MENDMARK, [MENDMARK, "scan", "--time-limit", "0.001", *options, str(photo)],
                  {**os.environ, "MENDMARK_SITE": str(SITE)})
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 4):
        sys.exit("bench: the scan of the register's photo failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main():
    photo, made, before = make_site(), {}, 0
    for count in COUNTS:
        copy_labels(count)
        with_it = [spent(photo) for _ in range(ROUNDS)]
        without = [spent(photo, "--without-register") for _ in range(ROUNDS)]
        seconds, memory = (statistics.median(one[k] for one in with_it) - statistics.median(one[k] for one in without)
                           for k in (0, 1))
        made[count] = seconds, memory
        print(f"register_ms_{count} {seconds * 1000:.0f} ms")
        print(f"register_mib_{count} {memory:.1f} MiB", flush=True)
    if len(made) > 1:
        (few, (soon, small)), (many, (late, large)) = min(made.items()), max(made.items())
        share = 1e6 / (many - few)
        print(f"register_ms_per_million {(late - soon) * 1000 * share:.0f} ms")
        print(f"register_mib_per_million {(large - small) * share:.1f} MiB")
    shutil.rmtree(SITE, ignore_errors=True)


if __name__ == "__main__":
    main()
