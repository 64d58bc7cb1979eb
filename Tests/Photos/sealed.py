#!/usr/bin/env python3
"""Photos sent with reports, through the shipped gateway: what the site keeps of them is sealed, and of what a camera writes
nothing is in it.

40 photos full of positions and names go in, five a report. Then the site's folder is searched for their words, each sealed
file is opened with the site's secret (by unseal.py, which knows the description and none of the program), and exiftool is
asked what is left. Whatever may not be kept leaves the form with its words and the folder as it was: a sixth photo, a
photo beyond the day's quota, a photo that can't be encoded anew (libjpeg's encoder is made to fail). Needs Pillow,
exiftool and gcc. Rows of `name value unit`; exit status 1 where anything is otherwise. `SABOTAGE=raw` looks at the photos
as they were sent, `SABOTAGE=open` leaves one of them in the folder: then the proof must fail."""
import html
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests/Demo"), str(ROOT / "Tests/Scripts")]
from browser import Browser
from originals import MARK, left, make, marked, tags
from served import Site
from unseal import Store

REPORTS, PHOTOS_MAX, SIDE_MAX = 8, 5, 2_048
WORDS = "the words of a reporter"
PASSWORD = "a password for the desk"
SABOTAGE = os.environ.get("SABOTAGE")
# In libjpeg's place: an encoder that fails as the real one does.
FAILING = """#include <stddef.h>
#include <stdio.h>
#include <jpeglib.h>
void jpeg_start_compress(j_compress_ptr encoder, boolean all) { encoder->err->error_exit((j_common_ptr)encoder); }
"""
problems = []


def expect(condition, sentence):
    if not condition:
        problems.append(sentence)


def report(site, photos, language="en"):
    """The page that answers a report with these photos."""
    browser = Browser(site.base, language)
    page = browser.get("/-/elsewhere")
    files = [("photo", path.name, path.read_bytes()) for path in photos]
    return browser.submit(page, "/-/elsewhere", files, door="somewhere", words=WORDS)


def refused(site, photos, status, said, name):
    """A report that comes back with its words, and leaves nothing behind."""
    before = len(site.photos())
    for language, sentence in said.items():
        answer = report(site, photos, language)
        text = html.unescape(answer.text)
        expect(answer.status == status, f"{name}: expected status {status}, found {answer.status}")
        expect(sentence in text, f"{name}, {language}: expected {sentence!r}, found {text[:400]!r}")
        expect(WORDS in text, f"{name}, {language}: the reporter's words are gone")
    expect(len(site.photos()) == before, f"{name}: something was stored")


def shown(site):
    """The photos that the desk shows of the reports, as a browser gets them."""
    desk = Browser(site.base)
    queue = desk.submit(desk.get("/-/sign-in"), "/-/sign-in", account="desk", password=PASSWORD)
    found = []
    for number in sorted(set(re.findall(r"/-/desk/([0-9A-Z]{4}-[0-9A-Z]{4})", queue.body))):
        for link in sorted(set(re.findall(r'href="(/-/desk/[^"]+/photos/[0-9a-f]{64})"', desk.get(f"/-/desk/{number}").body))):
            with desk._opener.open(site.base + link) as reply:
                found.append(reply.read())
    return found


def clear_text(folder):
    """Files of the site that hold a word of a photo, or a JPEG."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if MARK in content or b"\xff\xd8\xff" in content[:64]:
            found.append(path.name)
    return found


def failing_encoder(folder):
    source, library = folder / "failing.c", folder / "failing.so"
    source.write_text(FAILING)
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
    return str(library)


def send(site, paths):
    """Every photo, five a report; then one photo more than a report may have."""
    for start in range(0, len(paths), PHOTOS_MAX):
        answer = report(site, paths[start:start + PHOTOS_MAX])
        expect("/-/t/" in answer.url, f"expected a tracking page, found {answer.status} {answer.url}")
    expect(len(site.photos()) == len(paths), f"{len(site.photos())} photos are kept")
    refused(site, paths[:PHOTOS_MAX + 1], 422, {"en": "Five photos at most", "zh": "最多五张照片"}, "six photos")


def keep_nothing(site, paths, folder):
    """What may not be kept is refused, with the gateway set so."""
    site.serve(MENDMARK_PHOTOS_DAY_COUNT=str(len(paths)))
    refused(site, paths[:1], 507, {"en": "as many photos as it may", "zh": "今天能收的照片已满"}, "beyond the quota")
    answer = report(site, [])
    expect("/-/t/" in answer.url, f"without its photo the report isn't taken: {answer.status}")
    site.stop()
    site.serve(MENDMARK_PHOTOS_WORKER="false", LD_PRELOAD=failing_encoder(folder))
    refused(site, paths[:1], 422, {"en": "couldn’t be freed", "zh": "没能去掉相机写入的信息"}, "no encoder")
    answer = report(site, [])
    expect("/-/t/" in answer.url, f"without its photo the report isn't taken: {answer.status}")
    site.stop()


def look(store, paths, folder):
    """The photos that were opened, and how many of them tell exiftool anything."""
    folder.mkdir()
    photos = list(store.photos())
    owners = {owner for _, owner, *_ in photos}
    expect(len(owners) == REPORTS, f"{len(owners)} owners of {REPORTS} reports' photos")
    for (name, owner, sealed, clear, width, height), path in zip(photos, paths):
        (folder / f"{name}.jpg").write_bytes(path.read_bytes() if SABOTAGE == "raw" else clear)
        expect(clear[:3] == b"\xff\xd8\xff", f"{name}: what was sealed is no JPEG")
        expect(max(width, height) <= SIDE_MAX, f"{name}: {width} × {height} are kept")
        another = next(person for person in owners if person != owner)
        expect(not store.opens_with(sealed, owner, another), f"{name}: opens with another person's key")
    remains = [left(record) for record in tags(folder)]
    words = sum(MARK in path.read_bytes() for path in folder.iterdir())
    return [clear for *_, clear, _, _ in photos], sum(bool(names) for names in remains) + words


def main():
    with tempfile.TemporaryDirectory(prefix="mm-sealed-") as name:
        top = pathlib.Path(name)
        (top / "photos").mkdir()
        paths = make(top / "photos", REPORTS * PHOTOS_MAX, random.Random(20261129))
        sent = marked(top / "photos", paths)
        site = Site()
        try:
            site.stop()
            site.run("staff", "add", "desk", "--name", "值班", "--role", "dispatcher", "--password-stdin", said=PASSWORD + "\n")
            site.serve()
            send(site, paths)
            delivered = shown(site)
            site.stop()
            keep_nothing(site, paths, top)
            if SABOTAGE == "open":
                (site.folder / "photos/left.jpg").write_bytes(paths[0].read_bytes())
            kept, tainted = look(Store(site.folder), paths, top / "opened")
            in_clear = clear_text(site.folder)
        finally:
            site.remove()
    expect(sent == len(paths) == len(kept), f"{sent} photos told something, {len(kept)} were kept")
    expect(sorted(delivered) == sorted(kept), f"the desk shows {len(delivered)} photos, or others")
    expect(not in_clear, f"in clear in the site's folder: {in_clear}")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"sealed_photos_sent {sent} files")
    print(f"sealed_photos_kept {len(kept)} files")
    print(f"sealed_photos_with_any_left {tainted} files")
    print(f"sealed_files_in_clear {len(in_clear)} files")
    print(f"sealed_answered_otherwise {len(problems)} answers")
    sys.exit(1 if problems or tainted else 0)


if __name__ == "__main__":
    main()
