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
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests" / name) for name in ("Bombs", "Demo", "Scripts")]
import corpus
from browser import Browser
from served import Site

GROWTH_MAX = 64
WORDS = "the words of a reporter"


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
        stored = len(site.photos())
    finally:
        site.remove()
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
