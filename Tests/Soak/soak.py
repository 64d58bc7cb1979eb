#!/usr/bin/env python3
"""Long runs in release, one process a core: the desk's simulation and the service time oracle.

SEEDS (1,000,000 unless given) simulations and CASES (1,000,000 unless given; 0: none) cases, both from FROM (1 unless
given) on. What was run is added up in `.build/soak/simulation.tsv`, one line a slice with the commit and the seeds, so
that a million may be several slices: `make soak FROM=200001 SEEDS=200000`; without FROM a run goes on where the last
one of the same commit ended. TRACE=1 tells a single seed step by step; SABOTAGE=name puts a fault in on purpose. Ends
with rows of `name value unit`; exit status 1 where anything failed, with a line that replays it.
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
    return [tuple(map(int, line.split("\t")[1:])) for line in lines if line.split("\t")[0] == COMMIT]


def split(first, count):
    """One (first, count) for each core."""
    cores = max(1, min(os.cpu_count() or 1, count))
    ends = [first + count * core // cores for core in range(cores + 1)]
    return [(start, end - start) for start, end in zip(ends, ends[1:])]


def simulate(first, seeds):
    """Runs seeds, keeps what came of them. Returns rows, and whether all is well."""
    wanted = [name for name in (os.environ.get("TRACE") and "trace", os.environ.get("SABOTAGE")) if name]
    program = HERE / ".build" / "release" / "desk-soak"

    def start(first, count):
        return subprocess.Popen(
            [program, str(first), str(count), COMMIT, *wanted], text=True, stdout=subprocess.PIPE)

    total, stopped, digests = {}, 0, []
    for run in [start(*part) for part in split(first, seeds)]:
        for line in run.stdout:
            row = re.fullmatch(r"(sim_\S+) (\d+) (\S+)\n", line)
            if not row:
                print(line, end="")
            elif row[1] != "sim_digest":
                total[row[1]] = (total.get(row[1], (0,))[0] + int(row[2]), row[3])
        stopped += run.wait() not in (0, 1)
    # A process of its own must come to the same: hashing is seeded anew in each.
    for _ in range(2):
        output = start(first, min(seeds, 20)).communicate()[0]
        digests.append(re.findall(r"^sim_digest (\d+)", output, re.M))
    count = {name: value for name, (value, _) in total.items()}
    done, failures = count.get("sim_seeds", 0), count.get("sim_failures", 0)
    if not wanted:
        SLICES.parent.mkdir(parents=True, exist_ok=True)
        with SLICES.open("a") as file:
            row = [COMMIT, first, done, count.get("sim_steps", 0), count.get("sim_events", 0), failures]
            file.write("\t".join(map(str, row)) + "\n")
    known = slices()
    rows = [(name, value, unit) for name, (value, unit) in sorted(total.items())]
    rows += [("sim_slices_seeds", sum(s[1] for s in known), "seeds"), ("sim_slices_steps", sum(s[2] for s in known), "steps"),
             ("sim_slices_failures", sum(s[4] for s in known), "seeds"),
             ("sim_replay_differences", int(digests[0] != digests[1]), "runs")]
    return rows, failures == 0 and stopped == 0 and done == seeds and digests[0] == digests[1]


def ask_oracle(first, cases):
    runs = [
        subprocess.Popen(
            ["swift", "test", "--skip-build", *RELEASE, "--filter", "ServiceOracleTests"], cwd=HERE, text=True,
            env=os.environ | {"ORACLE_FROM": str(start), "ORACLE_CASES": str(count)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for start, count in split(first, cases)
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


def main():
    seeds, cases = number("SEEDS", 1_000_000, 0), number("CASES", 1_000_000, 0)
    subprocess.run(["swift", "build", *(["--build-tests"] if cases else ["--product", "desk-soak"]), *RELEASE], cwd=HERE, check=True)
    ended = max([s[0] + s[1] for s in slices()], default=1)
    rows, is_well = [], True
    if seeds:
        told, well = simulate(number("FROM", ended), seeds)
        rows, is_well = rows + told, well
    if cases:
        told, well = ask_oracle(number("FROM", 1), cases)
        rows, is_well = rows + told, is_well and well
    for row in rows:
        print(*row)
    print("failures", 0 if is_well else 1, "runs")
    sys.exit(not is_well)


main()
