#!/usr/bin/env python3
"""What the formatter doesn't look at: long files, unfinished work, traps on input, impure names in pure targets,
paths of one machine. Exit status 1 names each place. `--self-test` is run first, on planted findings."""
import pathlib
import re
import subprocess
import sys

LINES_MAX = 300
PURE = ("Sources/Ledger/", "Sources/Facility/", "Sources/TicketTracking/")
TRAPS = re.compile(r"\btry!|\bfatalError\(|\bas! ")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# Clock, disk, socket, process and randomness: the core is handed their results.
IMPURE = re.compile(
    r"\b(Date\(\)|Date\.now|\.now\b|FileManager|URLSession|Process\(|UUID\(\)|\.random\(|SystemRandomNumberGenerator"
    r"|JSONEncoder|JSONDecoder|ProcessInfo)")
# It reads beyond its list of open files once there are some 1,350 (Swift 6.3).
FOUNDATIONS_PROCESS = re.compile(r"(?<!\w)(Foundation\.)?Process\(\)")
MACHINE = re.compile(r"(?<![\w.])/(home|root|Users|work|farm)/[\w.]")
DRAWERS = re.compile(r"\b(?:class|struct|enum|actor|protocol)\s+\w*(Manager|Helper|Util|Utils|Misc)\b")


def findings(path, text):
    """The findings in one file, as (line, sentence)."""
    found = []
    lines = text.splitlines()
    if path.endswith(".swift") and len(lines) > LINES_MAX:
        found.append((len(lines), f"{len(lines)} lines, expected at most {LINES_MAX}: look for the split"))
    for number, line in enumerate(lines, 1):
        code = line.split("//")[0]
        if path.endswith(".swift") and path.startswith("Sources/"):
            if TRAPS.search(code):
                found.append((number, "a trap where an error is due"))
            if DRAWERS.search(code):
                found.append((number, "a type named for a drawer"))
            if path.startswith(PURE) and IMPURE.search(code):
                found.append((number, "the core takes time, disk and randomness as arguments"))
        if path.endswith(".swift") and FOUNDATIONS_PROCESS.search(code):
            found.append((number, "a program is started by Subprocess, in tests by ChildProcess"))
        if path.endswith((".swift", ".c", ".h", ".cpp", ".js", ".css", ".sh", ".py")) and UNFINISHED.search(line):
            if not path.endswith("check-style.py"):
                found.append((number, "unfinished work"))
        if MACHINE.search(line) and not path.endswith("check-style.py"):
            found.append((number, "a path of one machine"))
    return found


def self_test():
    planted = {
        "Sources/Facility/A.swift": "let x = try! f()\nlet now = Date()\nstruct LabelManager {}\n// TODO\nlet p = Process()\n",
        "Sources/Storage/B.swift": "let ok = Date()\n" * 301,
        "README.md": "see /home/someone/x\n",
    }
    counts = {path: len(findings(path, text)) for path, text in planted.items()}
    if counts != {"Sources/Facility/A.swift": 6, "Sources/Storage/B.swift": 1, "README.md": 1}:
        sys.exit(f"check-style.py is broken: {counts}")


if __name__ == "__main__":
    self_test()
    root = pathlib.Path(__file__).resolve().parents[2]
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True, text=True,
        check=True).stdout.split("\n")
    bad = 0
    for path in listed:
        file = root / path
        if not path or not file.is_file() or path == "LICENSE":
            continue
        try:
            text = file.read_text()
        except UnicodeDecodeError:
            continue
        for line, sentence in findings(path, text):
            bad += 1
            print(f"{path}:{line}: {sentence}")
    print("style: nothing found" if not bad else f"style: {bad} finding(s)")
    sys.exit(1 if bad else 0)
