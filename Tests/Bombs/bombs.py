#!/usr/bin/env python3
"""Throws the corpus at the shipped gateway: every file with a report, in English and in Chinese by turns.

`bombs.py [--quick]`. Each must be answered by the sentence of its ground with the reporter's words still in the form;
none of those that a header gives away may reach a decoder, none may be stored, and neither the gateway nor a worker may
grow by more than 64 MiB. Rows of `name value unit`; exit status 1 where anything is otherwise. `SABOTAGE=accept` counts a
photo among the refused ones, so that one sees the check fail."""
import html
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests/Bombs"), str(ROOT / "Tests/Demo")]
import corpus
from browser import Browser

MENDMARK = ROOT / ".build/debug/mendmark"
TOKEN = "a token for the bombs"
GROWTH_MAX = 64
WORDS = "the words of a reporter"


class Site:
    """A site of its own with a gateway."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mm-bombs-"))
        self.environment = {**os.environ, "MENDMARK_SITE": str(self.folder / "s"), "MENDMARK_METRICS_TOKEN": TOKEN,
                            "SWIFT_BACKTRACE": "enable=no"}
        subprocess.run(
            [str(MENDMARK), "init", "--name-zh", "试验大学", "--host", "T.EXAMPLE", "--no-secure", "--port", "0"],
            env=self.environment, check=True, capture_output=True)
        self.process = subprocess.Popen(
            [str(MENDMARK), "serve"], env=self.environment, stdout=subprocess.PIPE, text=True)
        self.base = re.search(r"http://\S+", self.process.stdout.readline()).group()

    def decoded(self):
        request = urllib.request.Request(self.base + "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(request) as reply:
            text = reply.read().decode()
        return int(re.search(r"^mendmark_photos_decoded_total (\d+)", text, re.M).group(1))

    def stored(self):
        photos = self.folder / "s/photos"
        return sum(1 for path in photos.rglob("*") if path.is_file()) if photos.exists() else 0

    def processes(self):
        found = [self.process.pid]
        for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(entry.read_text().rsplit(")", 1)[1].split()[1]) == self.process.pid:
                    found.append(int(entry.parent.name))
            except (OSError, IndexError):
                continue
        return found

    def memory(self, field):
        """MiB by process."""
        found = {}
        for process in self.processes():
            try:
                status = pathlib.Path(f"/proc/{process}/status").read_text()
            except OSError:
                continue
            value = re.search(rf"^{field}:\s+(\d+) kB", status, re.M)
            if value:
                found[process] = int(value.group(1)) / 1024
        return found

    def forget_peaks(self):
        for process in self.processes():
            pathlib.Path(f"/proc/{process}/clear_refs").write_text("5")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        shutil.rmtree(self.folder)


def sentences():
    """By language and ground, as patterns."""
    found = {}
    for language in ("en", "zh"):
        said = json.loads((ROOT / f"Assets/Locales/{language}.json").read_text())["problem"]
        found[language] = {
            key.removeprefix("photo"): re.sub(r"\\\{\w+\\\}", r"[\\w ]+", re.escape(text))
            for key, text in said.items() if key.startswith("photo") and isinstance(text, str)}
    return found


def throw(site, name, content, ground, language, said):
    """What is wrong with the answer; None: nothing."""
    browser = Browser(site.base, "en" if language == "en" else "zh-CN")
    page = browser.get("/-/elsewhere")
    answer = browser.submit(page, "/-/elsewhere", [("photo", name, content)], door="somewhere", words=WORDS)
    text = html.unescape(answer.text)
    if not 400 <= answer.status < 500:
        return f"{name}: expected a refusal, found status {answer.status}"
    if not re.search(said[language][ground], text):
        shown = re.search(r"(?:Photo 1|第 1 张).{0,60}", text)
        return f"{name}: expected the sentence {ground} in {language}, found {shown and shown.group()!r}"
    if WORDS not in text:
        return f"{name}: the reporter's words are gone"
    return None


def main():
    quick = "--quick" in sys.argv
    cases = list(corpus.refused())
    if quick:
        cases = [case for case in cases if "-cut-at-" not in case[0]]
    if os.environ.get("SABOTAGE") == "accept":
        cases.append(("a-photo", "Broken", corpus.fixture("label.jpg")))
    said, problems = sentences(), []
    site = Site()
    try:
        # The first request loads what is loaded once, in the gateway and in its worker.
        throw(site, "first", b"\xff\xd8\xff\xd9", "Broken", "en", said)
        before, idle = site.decoded(), site.memory("VmRSS")
        site.forget_peaks()
        for number, (name, ground, content) in enumerate(cases):
            problems.append(throw(site, name, content, ground, ("en", "zh")[number % 2], said))
        peaks, decoded = site.memory("VmHWM"), site.decoded() - before
        growth = max(peak - idle.get(process, peak) for process, peak in peaks.items())
        behind = list(corpus.decoded())
        for number, (name, ground, content) in enumerate(behind):
            problems.append(throw(site, name, content, ground, ("en", "zh")[number % 2], said))
        stored = site.stored()
    finally:
        site.end()
    problems = [problem for problem in problems if problem]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"bombs_thrown {len(cases)} files")
    print(f"bombs_decoded_past_the_header {decoded} files")
    print(f"bombs_refused_while_decoding {len(behind)} files")
    print(f"bombs_stored {stored} files")
    print(f"bombs_memory_growth_mib {growth:.1f} MiB")
    print(f"bombs_answered_otherwise {len(problems)} files")
    sys.exit(1 if problems or decoded or stored or growth > GROWTH_MAX else 0)


if __name__ == "__main__":
    main()
