#!/usr/bin/env python3
"""Measures reading: engines side by side, the closed world, wrong labels, chance, times. Rows of `name value unit`.

MENDMARK_CORPUS: a folder with zxing/ (ZXing's black-box photos) and synthetic/; without it their rows say skipped.
PARTS=engines,world,wrong,chance,times,worker,register: only these. EVERY=4: only every fourth photo. NOISE=1000000: noise vectors.
THRESHOLD=4: what the largest z1 of chance is compared with. Exit status 1 where a promise is broken: a wrong label or text, a
code where there is none, chance at the threshold, or, of all photos, fewer read than README says."""
import collections
import os
import pathlib
import statistics
import subprocess
import sys
import time

import lists
import promises

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SETS = ROOT / ".build/photo-sets"
BENCH = ROOT / ".build/bench-scan/release/scan-bench"
REGISTER = SETS / "press/register.tsv"
OURS = {"campus", "beyond"}
PEERS = ("zxing3", "wechat", "aruco", "quirc")
OTHERS = ("zbar", "zxing14", *PEERS)
PARTS = os.environ.get("PARTS", "engines,world,wrong,chance,times,worker,register").split(",")
EVERY = int(os.environ.get("EVERY", "1"))
NOISE = int(os.environ.get("NOISE", "40000"))
FORCED = int(os.environ.get("FORCED", "10000"))
# What ``RecognisedLabel.Certainty`` asks for.
THRESHOLD = float(os.environ.get("THRESHOLD", "7"))
CORES = int(os.environ.get("CORES", os.cpu_count()))
CORPUS = os.environ.get("MENDMARK_CORPUS")


values = {}


def row(name, value, unit):
    values[name] = value
    print(name, value, unit, flush=True)


def percent(part, whole):
    return f"{100 * part / whole:.1f}" if whole else "absent"


def lines(commands):
    """The fields of every line that some programs print, as many at once as there are cores; None where one can't be had."""
    fields, waiting, running = [], list(commands), []
    while waiting or running:
        while waiting and len(running) < CORES:
            running.append(subprocess.Popen(list(map(str, waiting.pop(0))), stdout=subprocess.PIPE, text=True, cwd=HERE))
        first = running.pop(0)
        text = first.communicate()[0]
        if first.returncode == 3:
            return None
        if first.returncode:
            sys.exit(f"bench: {first.args} ended with status {first.returncode}")
        fields += [line.split("\t") for line in text.splitlines()]
    return fields


def split(rows, name):
    """A list in a part for each core, so that each of them has some of every class."""
    folder = SETS / "lists"
    folder.mkdir(parents=True, exist_ok=True)
    rows = lists.part(rows, EVERY)
    return [lists.written(rows[start::CORES], folder / f"{name}-{start}") for start in range(CORES)]


def engines(name, rows, turns, negatives=(), kinds=False, peers=PEERS):
    """Rows for every engine on a set, with `kinds` also what the others read together of each class; returns how many
    wrong texts and how many codes on negatives the ladder read."""
    truths = {str(file): truth for file, _, truth in [*rows, *negatives]}
    parts = split([*rows, *negatives], name)
    found = lines([BENCH, "engines", part, turns] for part in parts)
    read, wrong, false = collections.defaultdict(set), collections.Counter(), collections.Counter()
    spent = collections.defaultdict(list)
    whole = set()
    for peer in ("", *peers):
        if peer:
            found = lines([sys.executable, HERE / "peers.py", peer, part, turns] for part in parts)
        for path, _, turn, engine, milliseconds, *texts in found or []:
            texts = [lists.unescaped(text) for text in texts]
            spent[engine].append(float(milliseconds))
            if not truths[path]:
                false[engine] += len(texts)
                continue
            whole.add((path, turn))
            if any(lists.is_read(truths[path], text) for text in texts):
                read[engine].add((path, turn))
            elif texts:
                wrong[engine] += 1
    row(f"{name}_photos", len(whole), "photos")
    row(f"{name}_percent", percent(len(read["ladder"]), len(whole)), "%")
    for engine in OTHERS:
        row(f"{name}_{engine}_percent", percent(len(read[engine]), len(whole)) if spent[engine] else "absent", "%")
    others = set().union(*(read[engine] for engine in OTHERS))
    row(f"{name}_others_together_percent", percent(len(others), len(whole)), "%")
    if kinds:
        counts = collections.Counter(pathlib.Path(path).parent.name for path, _ in others)
        for kind in sorted({kind for _, kind, _ in rows}):
            row(f"{name}_{kind}_others_together", counts[kind], "photos")
    for engine in ("ladder", *OTHERS):
        row(f"{name}_{engine}_ms", f"{statistics.median(spent[engine]):.1f}" if spent[engine] else "absent", "ms")
        row(f"{name}_{engine}_wrong", wrong[engine] if spent[engine] else "absent", "texts")
    return wrong["ladder"], false["ladder"]


def engine_rows():
    wrong = false = 0
    for name, turns in (("zxing", 4), ("synthetic", 1)):
        if not CORPUS or not (pathlib.Path(CORPUS) / name).exists():
            row(f"{name}_percent", "skipped", "%")
            continue
        texts, codes = engines(name, *corpus_rows(name, turns))
        wrong, false = wrong + texts, false + codes
    for name in ("campus", "beyond"):
        texts, codes = engines(f"engine_{name}", lists.own(SETS, name), 1, kinds=True)
        wrong, false = wrong + texts, false + codes
    others = lists.own(SETS, "foreign") + lists.own(SETS, "negative")
    positives, negatives = ([r for r in others if bool(r[2]) == is_readable] for is_readable in (True, False))
    texts, codes = engines("others", positives, 1, negatives, peers=())
    row("wrong_texts", wrong + texts, "texts")
    row("false_codes", false + codes, "codes")


def corpus_rows(name, turns):
    positives, negatives = lists.corpus(pathlib.Path(CORPUS), name)
    return positives, turns, negatives


def world_rows():
    # What the closed world takes after the ladder, where it alone reads: milliseconds of a thread, by the photo's size.
    more = {"2mp": [], "12mp": []}
    for name in ("campus", "beyond"):
        found = lines([BENCH, "world", REGISTER, part] for part in split(lists.own(SETS, name), f"world-{name}"))
        classes = collections.defaultdict(list)
        for _, kind, ladder, _, world, _, grid, _ in found:
            classes[kind].append((ladder == "read", world == "read", grid == "read", "wrong" in (ladder, world, grid)))
        shares = []
        for kind, photos in sorted(classes.items()):
            ladder, world, grid, wrong = (sum(photo[place] for photo in photos) for place in range(4))
            both = sum(photo[0] or photo[1] for photo in photos)
            shares.append(100 * both / len(photos))
            for what, count in (("photos", len(photos)), ("ladder", ladder), ("closed_world", world), ("read", both),
                                ("true_grid", grid)):
                row(f"{name}_{kind}_{what}", count, "photos")
        photos = [photo for kind in classes.values() for photo in kind]
        row(f"{name}_ladder", sum(photo[0] for photo in photos), "photos")
        row(f"{name}_closed_world", sum(photo[1] for photo in photos), "photos")
        row(f"{name}_read", sum(photo[0] or photo[1] for photo in photos), "photos")
        row(f"{name}_true_grid", sum(photo[2] for photo in photos), "photos")
        row(f"{name}_all", len(photos), "photos")
        row(f"{name}_percent", percent(sum(photo[0] or photo[1] for photo in photos), len(photos)), "%")
        row(f"{name}_worst_class_percent", f"{min(shares):.1f}", "%")
        row(f"{name}_wrong_labels", sum(photo[3] for photo in photos), "labels")
        for fields in found:
            if fields[2] != "read" and fields[4] == "read":
                more["12mp" if fields[1] == "small12mp" else "2mp"].append(float(fields[5]))
    for size, spent in more.items():
        row(f"closed_world_ms_{size}", f"{statistics.median(spent):.0f}" if spent else "absent", "ms")
        row(f"closed_world_photos_{size}", len(spent), "photos")


def wrong_rows():
    total, largest = 0, 0.0
    for name in ("campus", "beyond", "strangers", "foreign", "negative"):
        rows = lists.own(SETS, name)
        found = lines([BENCH, "wrong", REGISTER, part] for part in split(rows, f"wrong-{name}"))
        labels = 0
        for _, _, _, _, world, _, grid, _, without, _, grid_without, _, z1 in found:
            # Where the own code counts as not printed, and where no label of the register is shown, any is wrong.
            labels += (without == "wrong") + (grid_without == "wrong")
            if name not in OURS:
                labels += (world == "wrong") + (grid == "wrong")
            largest = max(largest, float(z1))
        row(f"wrong_{name}_photos", len(found), "photos")
        row(f"wrong_{name}_labels", labels, "labels")
        total += labels
    row("wrong_labels", total, "labels")
    row("largest_wrong_z1", f"{largest:.2f}", "deviations")


def chance_rows():
    names = ("campus", "negative", "beyond")
    parts = split([r for name in names for r in lists.own(SETS, name)], "chance")
    found = lines([BENCH, "chance", REGISTER, part, FORCED // len(parts), NOISE // len(parts)] for part in parts)
    largest = 0.0
    for kind in ("forced", "noise"):
        values = [(float(best), float(second)) for what, best, second in found if what == kind]
        over = sum(best >= 7 and best - second >= 2 for best, second in values)
        row(f"{kind}_comparisons", len(values), "comparisons")
        row(f"{kind}_accepted_without_known", over, "labels")
        row(f"largest_{kind}_z1", f"{max((best for best, _ in values), default=0):.2f}", "deviations")
        largest = max([largest, *(best for best, _ in values)])
    codes = sum(1 for _ in open(REGISTER, encoding="utf-8"))
    row("largest_null_z1", f"{largest:.2f}", "deviations")
    row("threshold_z1", f"{THRESHOLD:.2f}", "deviations")
    row("chance_z1", f"{-statistics.NormalDist().inv_cdf(1 / (len(found) * codes)):.2f}", "deviations")


def time_rows():
    easy = [r for r in lists.own(SETS, "campus") if r[1] in ("clean", "rotation")]
    large = [r for r in lists.own(SETS, "campus") if r[1] == "small12mp"]
    nothing = [r for r in lists.own(SETS, "negative") if r[1] != "destroyed"]
    big = [r for r in nothing if int(r[0].stem.split("-")[1]) % 10 == 0]
    folder = SETS / "lists"
    folder.mkdir(parents=True, exist_ok=True)
    small = lists.corpus(pathlib.Path(CORPUS), "zxing")[0] if CORPUS else easy[:0]
    files = [lists.written(rows, folder / f"times-{name}") for name, rows in (
        ("small", small), ("middle", easy), ("large", large), ("nothing", [r for r in nothing if r not in big]), ("big", big))]
    times = dict(lines([[BENCH, "times", REGISTER, *files]]))
    for name, milliseconds in times.items():
        row(name, milliseconds if float(milliseconds) else "skipped", "ms")
    for size in ("0_3mp", "1_9mp", "12mp"):
        alone = float(times[f"zxing14_ms_{size}"])
        row(f"first_pass_ratio_{size}", f"{float(times[f'first_pass_ms_{size}']) / alone:.2f}" if alone else "skipped", "ratio")
    row("bytes_to_code_ratio_12mp",
        f"{float(times['bytes_to_code_ms_12mp']) / float(times['decode_and_zxing_ms_12mp']):.2f}", "ratio")


def register_rows():
    """By the program itself, from a site's store."""
    for name, value, unit in lines_of_words([sys.executable, HERE / "register.py"]):
        row(name, value, unit)


def worker_rows():
    """What Tests/Photos measures: the hop to the worker process, and memory."""
    for name, value, unit in lines_of_words([ROOT / "Tests/Photos/photos.sh", "hop", "memory"]):
        row(name, value, unit)


def lines_of_words(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [words for line in done.stdout.splitlines() if len(words := line.split()) == 3]


def main():
    subprocess.run([sys.executable, ROOT / "Tests/PhotoSets/make.py", "--press", ROOT / ".build/debug/label-press",
                    "--output", SETS], check=True, stdout=sys.stderr)
    for name, part in (("engines", engine_rows), ("world", world_rows), ("wrong", wrong_rows), ("chance", chance_rows),
                       ("times", time_rows), ("worker", worker_rows), ("register", register_rows)):
        if name in PARTS:
            start = time.monotonic()
            part()
            print(f"bench: {name} took {time.monotonic() - start:.0f} s", file=sys.stderr)
    for sentence in promises.slow(values):
        print(f"bench: {sentence}", file=sys.stderr)
    if broken := promises.broken(values, EVERY == 1):
        sys.exit("bench: " + "; ".join(broken))


if __name__ == "__main__":
    main()
