#!/usr/bin/env python3
"""Runs the service time oracle over many random cases in release, one process a core.

CASES (1,000,000 unless given) seeds from FROM (1 unless given) on. Ends with rows of `name value unit`; exit status 1
where any case differs, with its seed in the line above.
"""
import os
import re
import subprocess
import sys
import pathlib

HERE = pathlib.Path(__file__).parent
RELEASE = ["-c", "release", "-Xswiftc", "-enable-testing"]


def number(name, otherwise):
    text = os.environ.get(name) or str(otherwise)
    if not text.isdigit() or int(text) == 0:
        sys.exit(f"{name}: expected a whole number from 1, found {text!r}")
    return int(text)


def main():
    cases, first = number("CASES", 1_000_000), number("FROM", 1)
    subprocess.run(["swift", "build", "--build-tests", *RELEASE], cwd=HERE, check=True)
    cores = min(os.cpu_count() or 1, cases)
    ends = [first + cases * core // cores for core in range(cores + 1)]
    runs = [
        subprocess.Popen(
            ["swift", "test", "--skip-build", *RELEASE, "--filter", "ServiceOracleTests"], cwd=HERE, text=True,
            env=os.environ | {"ORACLE_FROM": str(start), "ORACLE_CASES": str(end - start)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for start, end in zip(ends, ends[1:])
    ]
    done = across = failures = 0
    for run in runs:
        output = run.communicate()[0]
        told = re.search(r"^oracle: (\d+) cases, (\d+) across a change of the clock$", output, re.M)
        if told:
            done, across = done + int(told[1]), across + int(told[2])
        if run.returncode != 0 or not told:
            failures += 1
            print("\n".join(line for line in output.splitlines() if "recorded an issue" in line) or output)
    print(f"oracle_cases {done} cases")
    print(f"oracle_across_clock_changes {across} cases")
    print(f"oracle_failures {failures} runs")
    sys.exit(failures > 0 or done != cases)


main()
