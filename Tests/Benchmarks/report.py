#!/usr/bin/env python3
"""Runs every benchmark (each folder beside this file that has a bench.sh), or those that are named, and writes their rows
of `name value unit` as RESULTS.md beside this file, and how many label sheets each program makes as
Assets/Pictures/label-bench.svg, and README's tables of what is read in photos. A benchmark that isn't run keeps its part of the
table; `Scan=rows.txt` takes rows that its bench.sh printed before. Exit status 1 where one fails; what rows it had are written
all the same."""
import datetime
import os
import pathlib
import re
import subprocess
import sys
from xml.sax.saxutils import escape

import scan_tables

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TABLE = HERE / "RESULTS.md"
PLOT = ROOT / "Assets/Pictures/label-bench.svg"
ROW = re.compile(r"(\w+) (absent|skipped|-?[\d.]+) (\S+)")
BARS = (("product_labels_per_second", "Mendmark: the product's own sheet"),
        ("labels_per_second", "Mendmark: the others' sheet"),
        ("reportlab_segno_per_second", "reportlab with segno"), ("fpdf2_segno_per_second", "fpdf2 with segno"),
        ("glabels_per_second", "glabels"), ("reportlab_widget_per_second", "reportlab's own widget"))


def measured(text):
    return [found.groups() for line in text.splitlines() if (found := ROW.fullmatch(line.strip()))]


def run(name, failed):
    """The rows of a benchmark, which are printed as they come; `failed` gets its name where it fails."""
    rows = []
    process = subprocess.Popen([HERE / name / "bench.sh"], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        print(line, end="", flush=True)
        rows += measured(line)
    if process.wait():
        failed.append(name)
    return rows


def machine():
    model = re.search(r"model name\s*: (.+)", pathlib.Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} cores of {model.group(1) if model else 'an unknown processor'}"


def commit():
    """What is measured."""
    def git(*words):
        return subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True).stdout.strip()
    changes = ", with changes" if git("status", "--porcelain", "Sources", "Tests/PhotoSets") else ""
    return f"commit {git('rev-parse', '--short', 'HEAD') or 'unknown'}{changes}"


def part(name, rows):
    head = [f"## {name}",
            f"{datetime.date.today()}, {commit()}, {machine()}; `Tests/Benchmarks/{name}/bench.sh`.", "",
            "| what | value | unit |", "|---|---:|---|"]
    return "\n".join(head + [f"| {what} | {value} | {unit} |" for what, value, unit in rows]) + "\n"


def known_parts():
    """What the table says of each benchmark."""
    text = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    parts = re.split(r"^(?=## )", text, flags=re.M)[1:]
    return {found.split("\n")[0].removeprefix("## "): found.rstrip() + "\n" for found in parts}


def plot(values):
    """Bars to one scale, the longest 380 wide."""
    bars = [(label, values[name]) for name, label in BARS if name in values]
    longest = max(value for _, value in bars)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {34 * len(bars) + 44}" font-family="sans-serif" '
             'font-size="14">', '<rect width="100%" height="100%" fill="#fff"/>',
             '<text x="16" y="26" font-weight="bold">Labels a second, one core, whole process (2,100 labels)</text>']
    for index, (label, value) in enumerate(bars):
        y, width = 44 + 34 * index, max(2, value / longest * 380)
        colour = "#0b6e4f" if label.startswith("Mendmark") else "#8a8f98"
        lines += [f'<text x="270" y="{y + 16}" text-anchor="end">{escape(label)}</text>',
                  f'<rect x="280" y="{y}" width="{width:.1f}" height="22" fill="{colour}"/>',
                  f'<text x="{288 + width:.1f}" y="{y + 16}">{value:,.0f}</text>']
    PLOT.write_text("\n".join(lines + ["</svg>", ""]), encoding="utf-8")


def main(names):
    parts, failed = known_parts(), []
    for name in names or sorted(script.parent.name for script in HERE.glob("*/bench.sh")):
        name, _, printed = name.partition("=")
        rows = measured(pathlib.Path(printed).read_text(encoding="utf-8")) if printed else run(name, failed)
        if rows:
            parts[name] = part(name, rows)
        values = {what: float(value) for what, value, _ in rows if value not in ("absent", "skipped")}
        if "labels_per_second" in values:
            plot(values)
        if name == "Scan":
            scan_tables.write(rows, ROOT / "README.md")
    head = ("# What the benchmarks measured\n`make bench` writes this file. Figures of different days or machines don't "
            "compare; the ratios of one run do.\n\n")
    TABLE.write_text(head + "\n".join(parts[name] for name in sorted(parts)), encoding="utf-8")
    if failed:
        sys.exit(f"bench: {', '.join(failed)} failed")


if __name__ == "__main__":
    main(sys.argv[1:])
