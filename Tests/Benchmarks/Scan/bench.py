#!/usr/bin/env python3
"""Measures reading: engines side by side, the closed world, wrong labels, chance, times. Rows of `name value unit`.

MENDMARK_CORPUS: a folder with zxing/ (ZXing's black-box photos) and synthetic/; without it their rows say skipped.
PARTS=engines,world,wrong,chance,times,worker,beside,register: only these. EVERY=4: only every fourth photo. NOISE=1000000:
noise vectors. THRESHOLD=4: what the largest z1 of chance is compared with. WeChat's detector takes up to two minutes for a
photo of 12 megapixels: it is shown WECHAT_LARGE of those (5; 0: all), and its share is of those that it was shown.
A part that fails leaves the rows of the others. Exit status 1 where one failed or a promise is broken: a wrong label or text,
a code where there is none, chance at the threshold, or, of all photos, fewer read than README says."""
import collections
import os
import pathlib
import statistics
import subprocess
import sys
import time
import traceback

import lists
import promises

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SETS = ROOT / ".build/photo-sets"
BENCH = ROOT / ".build/bench-scan/release/scan-bench"
REGISTER = SETS / "press/register.tsv"
PEERS = ("zxing3", "wechat", "aruco", "quirc")
OTHERS = ("zbar", "zxing14", *PEERS)
PARTS = os.environ.get("PARTS", "engines,world,wrong,chance,times,worker,beside,register").split(",")
EVERY = int(os.environ.get("EVERY", "1"))
NOISE = int(os.environ.get("NOISE", "40000"))
FORCED = int(os.environ.get("FORCED", "10000"))
# What ``RecognisedLabel.Certainty`` asks for.
THRESHOLD = float(os.environ.get("THRESHOLD", "7"))
CORES = int(os.environ.get("CORES", os.cpu_count()))
CORPUS = os.environ.get("MENDMARK_CORPUS")
WECHAT_LARGE = int(os.environ.get("WECHAT_LARGE", "5"))


values = {}


class PartFailed(Exception):
    """What a part wanted to run didn't come to its end."""


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
            for other in running:
                other.kill()
            raise PartFailed(f"{first.args} ended with status {first.returncode}")
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
    spent, shown = collections.defaultdict(list), collections.defaultdict(set)
    whole = set()
    for peer in ("", *peers):
        if peer:
            seen = without_most_large(parts, name) if peer == "wechat" and WECHAT_LARGE else parts
            found = lines([sys.executable, HERE / "peers.py", peer, part, turns] for part in seen)
        for path, _, turn, engine, milliseconds, *texts in found or []:
            texts = [lists.unescaped(text) for text in texts]
            spent[engine].append(float(milliseconds))
            if not truths[path]:
                false[engine] += len(texts)
                continue
            whole.add((path, turn))
            shown[engine].add((path, turn))
            if any(lists.is_read(truths[path], text) for text in texts):
                read[engine].add((path, turn))
            elif texts:
                wrong[engine] += 1
    row(f"{name}_photos", len(whole), "photos")
    row(f"{name}_percent", percent(len(read["ladder"]), len(whole)), "%")
    for engine in OTHERS:
        row(f"{name}_{engine}_percent", percent(len(read[engine]), len(shown[engine])) if spent[engine] else "absent", "%")
        if spent[engine] and len(shown[engine]) < len(whole):
            row(f"{name}_{engine}_photos_shown", len(shown[engine]), "photos")
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


def without_most_large(parts, name):
    """The same lists, with WECHAT_LARGE of the class of 12 megapixels in all of them."""
    lists_of_rows = [part.read_text(encoding="utf-8").splitlines(True) for part in parts]
    large = [line for rows in lists_of_rows for line in rows if line.split("\t")[1] == "small12mp"]
    kept = set(large[::max(1, len(large) // WECHAT_LARGE)][:WECHAT_LARGE])
    left = [line for rows in lists_of_rows for line in rows if line in kept or line.split("\t")[1] != "small12mp"]
    made = [SETS / "lists" / f"{name}-wechat-{start}" for start in range(CORES)]
    for start, path in enumerate(made):
        # The few large ones, which take the longest, fall to all cores.
        path.write_text("".join(sorted(left, key=lambda line: line not in kept)[start::CORES]), encoding="utf-8")
    return made


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
        # The own code counts as not printed; where no label of the register is shown, any is wrong anyway.
        for _, _, without, _, grid_without, _, z1 in found:
            labels += (without == "wrong") + (grid_without == "wrong")
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
    # The same check must be able to fail: 1 where it does with the threshold lowered to 4.
    row("chance_is_red_at_4", int(bool(promises.chance(largest, 4))), "checks")
    row("chance_z1", f"{-statistics.NormalDist().inv_cdf(1 / (len(found) * codes)):.2f}", "deviations")


def time_rows():
    easy = [r for r in lists.own(SETS, "campus") if r[1] in ("clean", "rotation")]
    large = [r for r in lists.own(SETS, "campus") if r[1] == "small12mp"]
    nothing = [r for r in lists.own(SETS, "negative") if r[1] != "destroyed"]
    big = [r for r in nothing if int(r[0].stem.split("-")[1]) % 10 == 0]
    # The bench looks at the first 20: some of every kind.
    nothing = [r for r in nothing if r not in big]
    nothing = nothing[::max(1, len(nothing) // 20)]
    folder = SETS / "lists"
    folder.mkdir(parents=True, exist_ok=True)
    small = lists.corpus(pathlib.Path(CORPUS), "zxing")[0] if CORPUS else easy[:0]
    files = [lists.written(rows, folder / f"times-{name}") for name, rows in (
        ("small", small), ("middle", easy), ("large", large), ("nothing", nothing), ("big", big))]
    times = dict(lines([[BENCH, "times", REGISTER, *files]]))
    for name, milliseconds in times.items():
        row(name, milliseconds if float(milliseconds) else "skipped", "ms")
    for size in ("0_3mp", "1_9mp", "12mp"):
        alone = float(times[f"zxing14_ms_{size}"])
        row(f"first_pass_ratio_{size}", f"{float(times[f'first_pass_ms_{size}']) / alone:.2f}" if alone else "skipped", "ratio")
    row("bytes_to_code_ratio_12mp",
        f"{float(times['bytes_to_code_ms_12mp']) / float(times['decode_and_zxing_ms_12mp']):.2f}", "ratio")


def register_rows():
    """By the program itself, from a site's store; by MENDMARK, where that names one."""
    if "MENDMARK" not in os.environ:
        subprocess.run(["swift", "build", "-c", "release", "--product", "mendmark"], check=True, stdout=sys.stderr, cwd=ROOT)
    rows_of([sys.executable, HERE / "register.py"])


def worker_rows():
    """What Tests/Photos measures: the hop to the worker process, and memory."""
    rows_of([ROOT / "Tests/Photos/photos.sh", "hop", "memory"])


def beside_rows():
    """What Tests/Photos measures: photos of two labels, every second one of them; all with BESIDE_EVERY=1."""
    os.environ.setdefault("BESIDE_EVERY", "2")
    rows_of([ROOT / "Tests/Photos/photos.sh", "beside"])


def rows_of(command):
    """Passes on what a program prints, as it comes: a program that fails has told until then."""
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        for line in running.stdout:
            if len(words := line.split()) == 3:
                row(*words)
    if running.returncode:
        raise PartFailed(f"{command} ended with status {running.returncode}")


def main():
    subprocess.run([sys.executable, ROOT / "Tests/PhotoSets/make.py", "--press", ROOT / ".build/debug/label-press",
                    "--output", SETS], check=True, stdout=sys.stderr)
    failed = []
    for name, part in (("engines", engine_rows), ("world", world_rows), ("wrong", wrong_rows), ("chance", chance_rows),
                       ("times", time_rows), ("worker", worker_rows), ("beside", beside_rows), ("register", register_rows)):
        if name not in PARTS:
            continue
        start = time.monotonic()
        try:
            part()
        except Exception as problem:  # Whatever it is, the other parts have their rows.
            traceback.print_exc()
            failed.append(f"{name} failed: {problem}")
        row(f"part_{name}_s", f"{time.monotonic() - start:.0f}", "s")
    for sentence in promises.slow(values):
        print(f"bench: {sentence}", file=sys.stderr)
    if broken := failed + promises.broken(values, EVERY == 1):
        sys.exit("bench: " + "; ".join(broken))


if __name__ == "__main__":
    main()
