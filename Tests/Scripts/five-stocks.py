#!/usr/bin/env python3
"""The labels of a whole register, every place and device, printed on five stocks and each of them proved.

Prints a line for each stock: labels, read by both decoders as printed, read by one or the other after damage, grades,
and how long printing and proving took. Exit status 1 where a label isn't read by both, where fewer than 99.5 % of the
damaged pictures are read by either, or where printing was refused.

    five-stocks.py                    the sample campus
    five-stocks.py NETBOX-DUMP.json   a NetBox dump; --campus: the sample campus too
    five-stocks.py --stock NAME       only this one; may be repeated
    five-stocks.py --keep FOLDER      keep the reports of what failed

MENDMARK names the program; default: the debug build.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MENDMARK = os.environ.get("MENDMARK", str(ROOT / ".build/debug/mendmark"))
CAMPUS = ROOT / "Assets/SampleCampus"
# Stock, design, the resolution of the printers that take it.
STOCKS = (
    ("avery-l7160", "door-plate", 600), ("thermal-50x30-gap", "device-sticker", 203),
    ("brother-dk-11209", "device-sticker", 300), ("avery-l7163", "door-plate", 300), ("avery-5160", "door-plate", 600))
SURVIVAL_MIN = 0.995


def run(site, *arguments):
    return subprocess.run(
        [MENDMARK, *arguments], env={**os.environ, "MENDMARK_SITE": site}, capture_output=True, text=True)


def must(done):
    if done.returncode:
        sys.exit(f"{' '.join(done.args)}:\n{done.stdout}{done.stderr}")
    return done


def figures(text):
    """What a proof's summary says; None where it doesn't say it."""
    both = re.search(r"^read by both decoders: (\d+) of (\d+)$", text, re.M)
    either = re.search(r"^read by one or the other after damage: (\d+) of (\d+) \((.*)\)$", text, re.M)
    grades = re.search(r"^pre-check with the parameters of ISO/IEC 15415: (.*)$", text, re.M)
    if not (both and either and grades):
        return None
    return {
        "read": int(both[1]), "labels": int(both[2]), "survived": int(either[1]), "damaged": int(either[2]),
        "kinds": either[3], "grades": grades[1]}


def self_test():
    text = (
        "read by both decoders: 9 of 10\nread by one or the other after damage: 49 of 50 (blur 10/10, tilt 9/10)\n"
        "pre-check with the parameters of ISO/IEC 15415: 9 × A, 1 × F\nFAILS\n")
    found = figures(text)
    if found is None or is_good(found) or figures("nothing") or found["grades"] != "9 × A, 1 × F":
        sys.exit("five-stocks.py is broken: it takes a failed proof for a good one")
    if not is_good({"read": 10, "labels": 10, "survived": 199, "damaged": 200}):
        sys.exit("five-stocks.py is broken: it takes a good proof for a failed one")


def is_good(found):
    return found["read"] == found["labels"] > 0 and found["survived"] >= SURVIVAL_MIN * found["damaged"]


def rehearse(name, inventory, stocks, keep):
    """Whether all was well with one register."""
    is_well = True
    with tempfile.TemporaryDirectory() as folder:
        site = f"{folder}/site"
        os.mkdir(site, 0o700)
        shutil.copy(CAMPUS / "rules.yaml", site)
        must(run(
            site, "init", "--name-zh", "云岫大学", "--name-en", "Yunxiu University", "--host", "FIX.YUNXIU.EXAMPLE",
            "--no-secure"))
        print(f"{name}: {must(run(site, 'import', str(inventory))).stdout.strip().splitlines()[-1]}", flush=True)
        for stock, design, dpi in stocks:
            pdf = f"{folder}/{stock}.pdf"
            began = time.monotonic()
            done = run(
                site, "labels", "--all", "--stock", stock, "--design", design, "--dpi", str(dpi), "--no-wallet",
                "--cover", "none", "--proof", "all", "-o", pdf)
            seconds = time.monotonic() - began
            found = figures(done.stdout)
            heading = f"  {stock}, {design}, {dpi} dpi"
            if found is None:
                print(f"{heading}: not printed\n{done.stdout[-2000:]}{done.stderr[-2000:]}", flush=True)
                is_well = False
                continue
            print(
                f"{heading}: {found['labels']} symbols, read by both {found['read']}, after damage "
                f"{found['survived']} of {found['damaged']} ({100 * found['survived'] / max(1, found['damaged']):.2f} %: "
                f"{found['kinds']}), grades {found['grades']}, {seconds:.0f} s", flush=True)
            if done.returncode or not is_good(found):
                is_well = False
                print("\n".join(f"    {line}" for line in (done.stdout + done.stderr).splitlines()[-30:]), flush=True)
            if keep:
                os.makedirs(keep, exist_ok=True)
                for report in pathlib.Path(folder).glob("*-proof.html"):
                    shutil.copy(report, pathlib.Path(keep) / f"{name}-{report.name}")
    return is_well


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("netbox", nargs="?")
    parser.add_argument("--campus", action="store_true")
    parser.add_argument("--stock", action="append")
    parser.add_argument("--keep")
    options = parser.parse_args()
    self_test()
    stocks = [stock for stock in STOCKS if not options.stock or stock[0] in options.stock]
    if not stocks:
        parser.error(f"--stock: expected one of {', '.join(name for name, _, _ in STOCKS)}")
    registers = []
    if options.campus or not options.netbox:
        registers.append(("sample campus", CAMPUS / "campus.csv"))
    if options.netbox:
        registers.append(("NetBox", pathlib.Path(options.netbox)))
    outcomes = [rehearse(name, path, stocks, options.keep) for name, path in registers]
    sys.exit(0 if all(outcomes) else 1)


if __name__ == "__main__":
    main()
