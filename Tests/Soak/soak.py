#!/usr/bin/env python3
"""Long runs in release, one process a core: the desk's simulation and the service time oracle.

SEEDS (1,000,000 unless given) simulations and CASES (1,000,000 unless given; 0: none) cases, both from FROM (1 unless
given) on. What was run is added up in `.build/soak/simulation.tsv`, one line a slice with the commit and the seeds, so
that a million may be several slices: `make soak FROM=200001 SEEDS=200000`; without FROM a run takes the first ones
that no slice of the same commit holds yet. A slice (SLICE=10000 seeds a core) is written once all its seeds were run,
so that a run that is stopped loses no more than that; the sums are of one commit, and count a seed once. TRACE=1 tells
a single seed step by step; SABOTAGE=name puts a fault in on purpose, SABOTAGE=all each of them in turn, until a seed
finds it (of 1,000 unless SEEDS says how many). Ends with rows of `name value unit`; exit status 1 where anything
failed, with a line that replays it.
"""
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
RELEASE = ["-c", "release", "-Xswiftc", "-enable-testing"]
SLICES = HERE.parents[1] / ".build" / "soak" / "simulation.tsv"
COMMIT = subprocess.run(
    ["git", "describe", "--always", "--dirty", "--abbrev=12"], cwd=HERE, capture_output=True, text=True).stdout.strip() or "unknown"


def number(name, otherwise, least=1):
    text = os.environ.get(name) or str(otherwise)
    if not text.isdigit() or int(text) < least:
        sys.exit(f"{name}: expected a whole number from {least}, found {text!r}")
    return int(text)


def slices():
    """Earlier slices of this commit: (from, seeds, steps, events, failures)."""
    lines = SLICES.read_text().splitlines() if SLICES.exists() else []
    fields = [line.split("\t") for line in lines]
    # A line that was cut off in the writing is none.
    return [tuple(map(int, f[1:])) for f in fields if f[0] == COMMIT and len(f) == 6 and all(n.isdigit() for n in f[1:])]


def distinct(known):
    """How many seeds the slices hold, each counted once."""
    total, end = 0, 0
    for first, seeds, *_ in sorted(known):
        total += max(0, first + seeds - max(first, end))
        end = max(end, first + seeds)
    return total


def missing(known, seeds):
    """The first so many seeds from 1 on that no slice holds, as (from, seeds)."""
    ranges, next_seed = [], 1
    for first, count, *_ in sorted(known) + [(float("inf"), 0)]:
        gap = min(first - next_seed, seeds)
        if gap > 0:
            ranges.append((next_seed, int(gap)))
            seeds -= int(gap)
        next_seed = max(next_seed, first + count)
    return ranges


def keep(first, seeds, count):
    """Writes one slice down, whole."""
    SLICES.parent.mkdir(parents=True, exist_ok=True)
    text = SLICES.read_text() if SLICES.exists() else ""
    with SLICES.open("a") as file:
        row = [COMMIT, first, seeds, count.get("sim_steps", 0), count.get("sim_events", 0), count.get("sim_failures", 0)]
        file.write(("" if not text or text.endswith("\n") else "\n") + "\t".join(map(str, row)) + "\n")
        file.flush()
        os.fsync(file.fileno())


def split(first, count, parts):
    """At most so many (first, count), of much the same size."""
    parts = max(1, min(parts, count))
    ends = [first + count * part // parts for part in range(parts + 1)]
    return [(start, end - start) for start, end in zip(ends, ends[1:])]


def run_part(first, count, wanted):
    program = HERE / ".build" / "release" / "desk-soak"
    return subprocess.Popen(
        [program, str(first), str(count), COMMIT, *wanted], text=True, stdout=subprocess.PIPE)


def finish(run):
    """Tells what isn't a row. Returns what it counted, with its units, and whether it came to its end."""
    count = {}
    for line in run.stdout:
        row = re.fullmatch(r"(sim_\S+) (\d+) (\S+)\n", line)
        if row:
            count[row[1]] = (int(row[2]), row[3])
        else:
            print(line, end="")
    return count, run.wait() in (0, 1)


def simulate(ranges):
    """Runs seeds, a slice for each core after another, and keeps what came of them. Returns rows, and whether all is well."""
    wanted = [name for name in (os.environ.get("TRACE") and "trace", os.environ.get("SABOTAGE")) if name]
    cores = os.cpu_count() or 1
    total, stopped = {}, 0
    size, seeds, first = number("SLICE", 10_000) * cores, sum(count for _, count in ranges), ranges[0][0]
    for chunk in [chunk for start, count in ranges for chunk in split(start, count, -(-count // size))]:
        parts = split(*chunk, cores)
        for part, run in [(part, run_part(*part, wanted)) for part in parts]:
            count, has_ended = finish(run)
            plain = {name: value for name, (value, _) in count.items()}
            if not has_ended or plain.get("sim_seeds") != part[1]:
                stopped += 1
                continue
            if not wanted:
                keep(*part, plain)
            for name, (value, unit) in count.items():
                if name != "sim_digest":
                    total[name] = (total.get(name, (0,))[0] + value, unit)
    # A process of its own must come to the same: hashing is seeded anew in each.
    digests = [finish(run_part(first, min(seeds, 20), []))[0].get("sim_digest") for _ in range(2)]
    done, failures = (total.get(name, (0,))[0] for name in ("sim_seeds", "sim_failures"))
    known = slices()
    rows = [(name, value, unit) for name, (value, unit) in sorted(total.items())]
    rows += [("sim_slices_seeds", distinct(known), "seeds"), ("sim_slices_steps", sum(s[2] for s in known), "steps"),
             ("sim_slices_failures", sum(s[4] for s in known), "seeds"),
             ("sim_replay_differences", int(digests[0] is None or digests[0] != digests[1]), "runs")]
    return rows, failures == 0 and stopped == 0 and done == seeds and digests[0] == digests[1]


def ask_oracle(first, cases):
    runs = [
        subprocess.Popen(
            ["swift", "test", "--skip-build", *RELEASE, "--filter", "ServiceOracleTests"], cwd=HERE, text=True,
            env=os.environ | {"ORACLE_FROM": str(start), "ORACLE_CASES": str(count)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for start, count in split(first, cases, os.cpu_count() or 1)
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
    rows = [("oracle_cases", done, "cases"), ("oracle_across_clock_changes", across, "cases"),
            ("oracle_failures", failures, "runs")]
    return rows, failures == 0 and done == cases


def find_switches():
    """Puts each fault in on purpose; a row says which seed found it."""
    subprocess.run(["swift", "build", "--product", "desk-soak", *RELEASE], cwd=HERE, check=True)
    program = HERE / ".build" / "release" / "desk-soak"
    found = subprocess.run([program, "switches", str(number("FROM", 1)), str(number("SEEDS", 1_000)), COMMIT])
    print("failures", int(found.returncode != 0), "runs")
    sys.exit(found.returncode != 0)


def main():
    if os.environ.get("SABOTAGE") == "all":
        find_switches()
    seeds, cases = number("SEEDS", 1_000_000, 0), number("CASES", 1_000_000, 0)
    subprocess.run(["swift", "build", *(["--build-tests"] if cases else ["--product", "desk-soak"]), *RELEASE], cwd=HERE, check=True)
    rows, is_well = [], True
    if seeds:
        asked = [(number("FROM", 1), seeds)] if os.environ.get("FROM") else missing(slices(), seeds)
        told, well = simulate(asked)
        rows, is_well = rows + told, well
    if cases:
        told, well = ask_oracle(number("FROM", 1), cases)
        rows, is_well = rows + told, is_well and well
    for row in rows:
        print(*row)
    print("failures", 0 if is_well else 1, "runs")
    sys.exit(not is_well)


main()
