#!/usr/bin/env python3
"""Takes the gateway away from pages that renew themselves, in a real Chromium, and gives it back.

    live.py --base http://127.0.0.1:8420 --dispatcher NAME --display NAME --password WORD --out FOLDER

The board, the wallboard and a tracking page stand behind a line that can be cut (line.py). What has to happen, in both
languages: once the line is down each page says since when it isn't live, and after it is back says so no more and shows
what was reported meanwhile; a board whose re-reading fails while its news come is read again by itself; a line that passes
nothing any more without being cut is noticed by its missing heartbeat; a browser without EventSource says so, too; and
once the session has ended, the board becomes the page for signing in, and after it shows what was chosen and typed on it,
and what was pressed in vain, without doing any of it.
SABOTAGE=mute: no page says anything; SABOTAGE=stay: no page leaves; SABOTAGE=once: nothing is read a second time. Each has
to be found. Exit status 1 where anything of it didn't happen.
"""
import argparse
import os
import pathlib
import re
import sys
import time
import uuid

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from line import Line
from rows import count

WORDS = {
    "zh-CN": r"自 ?\d\d:\d\d ?起未实时更新，正在重试。",
    "en-GB": r"Not live since \d\d:\d\d, trying again\.",
}
# Seconds: a heartbeat and a half, the look for it, and the first question that nobody answers.
SILENCE = 80
# In a test nobody waits 20 seconds for each question.
BLOCKED = "delete window.EventSource; const later = window.setTimeout; " \
    "window.setTimeout = (act, pause, ...rest) => later(act, pause >= 20000 ? pause / 20 : pause, ...rest);"
SABOTAGE = {
    "mute": ("function tell() {", "function tell() { return;"),
    "stay": ("function leave() {", "function leave() { return;"),
    "once": ("waiting = setTimeout(readAgain, pause(unread++));", ""),
}


def uuid7():
    number = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    number = number & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=number & ~(3 << 62) | 2 << 62))


class Live:
    def __init__(self, browser, arguments, language):
        self.browser, self.arguments, self.language, self.found = browser, arguments, language, []
        self.line = Line(arguments.base)
        self.out = pathlib.Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.outside = browser.new_context().request

    def expect(self, fact, sentence):
        if not fact:
            self.found.append(f"{self.language}: {sentence}")

    def context(self, width=1280, scheme="light", script=None):
        context = self.browser.new_context(
            locale=self.language, color_scheme=scheme, viewport={"width": width, "height": 844})
        if script:
            context.add_init_script(script)
        if os.environ.get("SABOTAGE"):
            context.route("**/mendmark.js*", self.sabotage)
        return context

    @staticmethod
    def sabotage(route):
        answer = route.fetch()
        text, (old, new) = answer.text(), SABOTAGE[os.environ["SABOTAGE"]]
        assert old in text, f"mendmark.js has no {old!r}"
        route.fulfill(response=answer, body=text.replace(old, new))

    def sign_in(self, account, **options):
        page = self.context(**options).new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{self.line.base}/-/sign-in")
        page.fill("#account", account)
        page.fill("#password", self.arguments.password)
        page.locator("#password").press("Enter")
        page.wait_for_url(lambda address: "/-/sign-in" not in address)
        return page

    def report(self):
        """A fault that comes by another way than the line. Nobody knows where: on the board few tickets stand before it."""
        answer = self.outside.post(
            f"{self.arguments.base}/api/v1/reports", headers={"Idempotency-Key": uuid7()},
            data={"where": "操场边 / by the sports field", "words": "没有网 / no network"})
        self.expect(answer.ok, f"a report wasn't taken: {answer.status}")
        return answer.json()

    def comment(self, track):
        """A reporter's own words, by another way."""
        page = self.outside.get(f"{self.arguments.base}{track}").text()
        form = page.split(f'action="{track}/comment"')[1]
        key = re.search(r'name="key" value="([^"]+)"', form).group(1)
        self.outside.post(f"{self.arguments.base}{track}/comment", form={"key": key, "words": "news"})

    def says(self, page, timeout=20_000):
        page.wait_for_function(
            "words => new RegExp('^' + words + '$').test(document.getElementById('not-live').textContent)",
            arg=WORDS[self.language], timeout=timeout)

    def is_quiet(self, page, timeout=30_000):
        page.wait_for_function("() => document.getElementById('not-live').textContent === ''", timeout=timeout)

    def look(self, page, name):
        page.screenshot(path=self.out / f"live-{name}-{self.language[:2]}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.expect(wide <= 0, f"{name}: scrolls sideways by {wide} px")
        violations = Axe().run(page).response["violations"]
        count(pages_checked=1, axe_violations=len(violations))
        for violation in violations:
            self.found.append(f"{self.language} {name}: axe {violation['id']}: {violation['help']}")

    def is_cut(self, page, name, news, shown):
        """The line of a page goes down and comes back; `news` happens between, and changes what `shown` counts."""
        page.evaluate("() => { const live = document.querySelector('[data-live]'); if (live.dataset.quiet) live.dataset.quiet = '1'; }")
        page.wait_for_timeout(500)
        self.expect(page.locator("#not-live").inner_text() == "", f"{name}: says that it isn't live, and it is")
        before = page.evaluate(shown)
        self.line.down()
        try:
            self.says(page)
            self.look(page, name)
        finally:
            news()
            self.line.up()
        self.is_quiet(page)
        page.wait_for_function(f"before => ({shown})() !== before", arg=before)
        page.context.close()

    def board(self):
        shown = "() => [...document.querySelectorAll('a.open')].map(a => a.textContent).join()"
        for width, scheme in [(1280, "light"), (390, "dark" if self.language == "zh-CN" else "light")]:
            page = self.sign_in(self.arguments.dispatcher, width=width, scheme=scheme)
            page.goto(f"{self.line.base}/-/board")
            self.is_cut(page, f"board-{width}", self.report, shown)

    def wallboard(self):
        page = self.sign_in(self.arguments.display)
        page.wait_for_url("**/-/wallboard")
        self.is_cut(page, "wallboard", self.report, "() => document.querySelector('.wall-figures dd').textContent")

    def tracking(self):
        track = self.report()["link"]
        track = track[track.index("/-/t/"):]
        page = self.context(width=390).new_page()
        page.goto(self.line.base + track)
        self.is_cut(page, "tracking", lambda: self.comment(track), "() => document.querySelectorAll('ol.steps li').length")

    def without_events(self):
        page = self.sign_in(self.arguments.dispatcher, script=BLOCKED)
        page.goto(f"{self.line.base}/-/board")
        self.is_cut(page, "asking", self.report, "() => [...document.querySelectorAll('a.open')].map(a => a.textContent).join()")

    def reads_again(self):
        """The news come, and the page itself is refused twice."""
        page, refused = self.sign_in(self.arguments.dispatcher), []

        def refuse(route):
            if len(refused) >= 2 or route.request.is_navigation_request():
                return route.continue_()
            refused.append(1)
            return route.fulfill(status=503, body="busy")
        page.goto(f"{self.line.base}/-/board")
        page.route("**/-/board", refuse)
        page.wait_for_timeout(500)
        before = page.locator("a.open").all_inner_texts()
        self.report()
        page.wait_for_function(
            "before => [...document.querySelectorAll('a.open')].map(a => a.textContent).join() !== before", arg=",".join(before))
        self.expect(len(refused) == 2, "the board wasn't refused")
        self.is_quiet(page)
        page.context.close()

    def goes_silent(self):
        """Nothing comes through any more, and nobody says that the line is cut."""
        page = self.sign_in(self.arguments.dispatcher)
        page.goto(f"{self.line.base}/-/board")
        page.wait_for_timeout(500)
        self.line.hold()
        try:
            self.says(page, SILENCE * 1000)
        finally:
            self.line.flow()
        self.is_quiet(page, 90_000)
        page.context.close()

    def session_ends(self):
        """What was begun on the board comes back, once the page has left by itself and once it was pressed; nothing is sent."""
        self.report()
        page = self.sign_in(self.arguments.dispatcher)
        page.goto(f"{self.line.base}/-/board?only=unlocated")
        box = page.locator("input[name=ticket]").first
        number = box.get_attribute("data-number")
        box.check()
        page.fill("#words", "夜班再说 / for the night shift")
        page.wait_for_timeout(10_500)
        self.sign_out(page)
        self.report()
        page.wait_for_url("**/-/sign-in*")
        self.look(page, "signed-out")
        self.is_restored(page, number)
        self.look(page, "restored")
        self.sign_out(page)
        page.locator("[name=do][value=reprioritise]").click()
        self.is_restored(page, number)
        page.reload()
        self.expect(not page.locator("#board-restored").is_visible(), "what was looked at once comes back again and again")
        page.context.close()

    def sign_out(self, page):
        """In another window."""
        csrf = page.locator("form[action='/-/sign-out'] [name=csrf]").get_attribute("value")
        page.context.request.post(f"{self.line.base}/-/sign-out", form={"csrf": csrf})

    def is_restored(self, page, number):
        page.wait_for_url("**/-/sign-in*")
        page.fill("#account", self.arguments.dispatcher)
        page.fill("#password", self.arguments.password)
        page.locator("#password").press("Enter")
        page.wait_for_url("**/-/board?only=unlocated")
        page.locator("#board-restored").wait_for()
        self.expect(page.locator(f"input[data-number='{number}']").is_checked(), "the chosen ticket isn't chosen any more")
        self.expect(page.input_value("#words").startswith("夜班再说"), "what was typed on the board is gone")
        self.expect(page.locator("section[role=status]").count() == 0, "what was chosen was done without a press")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "dispatcher", "display", "password", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    found, played = [], 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        for language in WORDS:
            live = Live(browser, arguments, language)
            parts = [live.board, live.wallboard, live.tracking, live.without_events, live.reads_again, live.session_ends]
            if language == "zh-CN":
                parts.append(live.goes_silent)
            for part in parts:
                try:
                    part()
                    played += 1
                except Exception as error:  # noqa: BLE001: whatever stops a part is a finding, and the next one is tried
                    live.found.append(f"{language} {part.__name__}: {str(error).splitlines()[0]}")
            found += live.found
        browser.close()
    print("\n".join(found) or f"live pages: {played} times taken away and given back, nothing found")
    sys.exit(1 if found else 0)


main()
