#!/usr/bin/env python3
"""Label sheets a second, bytes a label and peak memory beside the programs that one would take instead, in turn in one
run, each as a whole process; ends with rows of `name value unit`, medians of the rounds. Exit status 1 where a program
fails or a sheet doesn't hold the codes of its rows.

The peers' sheet is described in ../Peers/labels/layout.md. A peer that isn't installed prints `absent`.
SHEET_BENCH, BENCH_ROUNDS, BENCH_LABELS and BENCH_LARGE in the environment: another executable, how often, how many
labels a run and how many of the largest run (0 leaves it out).
"""
import csv
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PEERS = HERE.parent / "Peers/labels"
PYTHON = os.environ.get("PEERS_PYTHON", str(ROOT / ".build/peers/bin/python"))
SHEET_BENCH = os.environ.get("SHEET_BENCH", str(ROOT / ".build/bench/release/sheet-bench"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
LABELS = int(os.environ.get("BENCH_LABELS", "2100"))
LARGE = int(os.environ.get("BENCH_LARGE", "210000"))
LABELS_A_PAGE = 21


def run(arguments):
    """Seconds, peak memory in MiB and standard output of a whole process."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        process = subprocess.Popen(arguments, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            sys.exit(f"bench: {' '.join(map(str, arguments))}:\n{errors.read().decode(errors='replace')}")
        return seconds, usage.ru_maxrss / 1024, output.read().decode()


class Bench:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.logo = self.folder / "logo.png"

    def rows(self, count):
        path = self.folder / f"rows-{count}.csv"
        if not path.exists():
            # Not through this process: a child's peak begins with what its parent holds.
            with open(path, "wb") as file:
                subprocess.run([sys.executable, PEERS / "places.py", str(count)], stdout=file, check=True)
        return path

    def output(self, name):
        return self.folder / f"{name}.pdf"

    def ours(self, what, count, *more):
        logo = ["--logo", self.logo] if what == "peers" else []
        return [SHEET_BENCH, what, "--rows", self.rows(count), *logo, "--output", self.output(what), *more]

    def peers(self):
        """Name and command of each peer that is there."""
        found = {}
        for name, modules, script in (("reportlab_segno", "reportlab, segno", ["reportlab_sheet.py", "segno"]),
                                      ("reportlab_widget", "reportlab", ["reportlab_sheet.py", "widget"]),
                                      ("fpdf2_segno", "fpdf, segno", ["fpdf2_sheet.py"])):
            if self.has(modules):
                found[name] = [PYTHON, PEERS / script[0], *script[1:], self.rows(LABELS), self.logo, self.output(name)]
        if shutil.which("glabels-3-batch"):
            document = self.folder / "sheet.glabels"
            run([sys.executable, PEERS / "glabels_document.py", self.rows(LABELS), self.logo, document])
            found["glabels"] = ["glabels-3-batch", "-o", self.output("glabels"), document]
        return found

    @staticmethod
    def has(modules):
        try:
            return not subprocess.run([PYTHON, "-c", f"import {modules}"], capture_output=True).returncode
        except FileNotFoundError:
            return False

    def check(self, name, column):
        """Each code of the first and the last page is read back from its raster."""
        with open(self.rows(LABELS), newline="", encoding="utf-8") as file:
            wanted = [row[column] for row in csv.DictReader(file)]
        pages = (len(wanted) + LABELS_A_PAGE - 1) // LABELS_A_PAGE
        for page in (1, pages):
            picture = self.folder / f"{name}-{page}"
            run(["pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", "-f", str(page), "-l", str(page),
                 self.output(name), picture])
            found = run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", f"{picture}.png"])[2].split()
            expected = wanted[(page - 1) * LABELS_A_PAGE:page * LABELS_A_PAGE]
            if column == "code":
                found = [text.rpartition("/")[2] for text in found]
            if sorted(found) != sorted(expected):
                sys.exit(f"bench: page {page} of {name}: expected {len(expected)} codes, "
                         f"{len(set(found) & set(expected))} of them were read")


def interleaved(bench, commands):
    """For each name the rates a second and the peaks of its rounds."""
    rates, peaks = {name: [] for name in commands}, {name: [] for name in commands}
    for number in range(ROUNDS):
        for name, command in commands.items():
            seconds, peak, _ = run(command)
            rates[name].append(LABELS / seconds)
            peaks[name].append(peak)
        print(f"round {number + 1} of {ROUNDS}: " + ", ".join(f"{name} {rates[name][-1]:.0f}/s" for name in commands),
              file=sys.stderr)
    return rates, peaks


def two_cores(bench, what):
    """How many times faster two cores are than one, at ten times the labels."""
    gains = []
    for _ in range(ROUNDS):
        one, two = (run(bench.ours(what, LABELS * 10, "--cores", cores))[0] for cores in "12")
        gains.append(one / two)
    return statistics.median(gains)


def main(bench):
    run([PYTHON if bench.has("PIL") else sys.executable, PEERS / "logo.py", bench.logo])
    peers = bench.peers()
    if not peers:
        sys.exit("bench: expected at least one peer, found none; make bench-labels installs them")
    rates, peaks = interleaved(
        bench, {**peers, "peers": bench.ours("peers", LABELS), "product": bench.ours("product", LABELS)})
    for name in (*peers, "peers"):
        # glabels smooths the seams between its paths into grey: its codes don't all read, which is its own affair.
        if name != "glabels":
            bench.check(name, "url")
    bench.check("product", "code")
    sizes = {name: bench.output(name).stat().st_size / LABELS for name in rates}
    # Where a label's time goes, and what libqrencode takes for the same symbols.
    times = run(bench.ours("peers", LABELS, "--times"))[2]
    rows = []
    for name in ("reportlab_segno", "reportlab_widget", "fpdf2_segno", "glabels"):
        if name in peers:
            rows += [(f"{name}_per_second", f"{statistics.median(rates[name]):.0f}", "1/s"),
                     (f"{name}_bytes_per_label", f"{sizes[name]:.0f}", "B"),
                     (f"{name}_peak_mib", f"{statistics.median(peaks[name]):.0f}", "MiB")]
        else:
            rows.append((f"{name}_per_second", "absent", "1/s"))
    best = max(peers, key=lambda name: statistics.median(rates[name]))
    for what, prefix in (("peers", ""), ("product", "product_")):
        ratio = statistics.median(ours / peer for ours, peer in zip(rates[what], rates[best]))
        rows += [(f"{prefix}labels_per_second", f"{statistics.median(rates[what]):.0f}", "1/s"),
                 (f"{prefix}labels_vs_best_peer", f"{ratio:.1f}", "ratio"),
                 (f"{prefix}bytes_per_label", f"{sizes[what]:.0f}", "B"),
                 (f"{prefix}peak_mib_{LABELS}", f"{statistics.median(peaks[what]):.0f}", "MiB")]
        if LARGE:
            rows.append((f"{prefix}peak_mib_{LARGE}", f"{run(bench.ours(what, LARGE))[1]:.0f}", "MiB"))
        rows.append((f"{prefix}two_core_gain", f"{two_cores(bench, what):.2f}", "ratio"))
    for row in rows:
        print(*row)
    print(times, end="")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
        main(Bench(folder))
