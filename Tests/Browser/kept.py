#!/usr/bin/env python3
"""Loses the network under a report, in a real Chromium: what was typed outlives the tab and is sent once.

    kept.py --base http://127.0.0.1:8420 --code CODE --out FOLDER

What has to happen: the page says that it is offline and what sending will do; a press without a network keeps the
report in the browser, also over the end of the tab, and the next page that has a network sends it; a report that the
server took though its answer was lost is sent again with the same key and is the same report; one that is refused comes
back into the form with every word; words typed offline outlive the tab; five are kept at most, and more are sent as
ever; what is there again, or was just sent from here, is told; with storage blocked nothing is taken out of the form's
hands; a keyboard alone suffices; axe finds nothing.
SABOTAGE=new-key: a key of its own for each try, which makes two reports of one: has to be found. Exit status 1 where
anything of it didn't happen. Pictures go to the folder.
"""
import argparse
import os
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from rows import count

PHONE = {"width": 390, "height": 844}
NO_STORAGE = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, " \
    "{ get() { throw new DOMException('blocked', 'SecurityError'); } });"
NEW_KEY = "const real = window.fetch; window.fetch = (...asked) => { const body = (asked[1] || {}).body; " \
    "if (body && body.set) { const key = body.get('key'); body.set('key', key.slice(0, -4) + " \
    "Math.floor(Math.random() * 65536).toString(16).padStart(4, '0')); } return real(...asked); };"
WORDS = {"zh-CN": ("还没有发出", "没有网络", "已发出"), "en-GB": ("hasn’t been sent", "No network", "has been sent")}

STORY = {"zh-CN": "讲台旁的网口冒火花", "en-GB": "The socket by the lectern gives off sparks"}


class Kept:
    def __init__(self, browser, arguments, language):
        self.language = language
        self.address = f"{arguments.base}/{arguments.code}"
        self.base, self.out, self.browser = arguments.base, pathlib.Path(arguments.out), browser
        self.found, self.context = [], None
        self.fresh()

    def fresh(self, script=None):
        if self.context:
            self.context.close()
        self.context = self.browser.new_context(viewport=PHONE, locale=self.language)
        for text in [script, NEW_KEY if os.environ.get("SABOTAGE") == "new-key" else None]:
            if text:
                self.context.add_init_script(text)
        return self.context

    def expect(self, fact, sentence):
        if not fact:
            self.found.append(f"{self.language}: {sentence}")

    def look(self, page, name):
        self.out.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=self.out / f"kept-{name}-{self.language}.png", full_page=True)
        count(pages_checked=1)
        for violation in Axe().run(page).response["violations"]:
            count(axe_violations=1)
            self.found.append(f"{self.language} {name}: axe {violation['id']}: {violation['help']}")

    def fill(self, page, words):
        page.locator("[name=category]").first.check(force=True)
        page.fill("#words", words)

    def press(self, page):
        """By the keyboard alone."""
        page.locator("form[data-draft=report] button.primary").focus()
        page.keyboard.press("Enter")

    def tracked(self, page):
        """The link under what was sent from the box."""
        link = page.locator("#kept a[href^='/-/t/']").first
        link.wait_for(timeout=20_000)
        return link.get_attribute("href")

    def outlives_the_tab(self):
        page = self.context.new_page()
        page.goto(self.address)
        self.context.set_offline(True)
        self.expect(page.locator("[data-offline]").is_visible(), "nothing says that there is no network")
        self.fill(page, STORY[self.language])
        page.check("#hazard")
        self.look(page, "offline")
        self.press(page)
        note = page.locator("#main section.note[tabindex]")
        note.wait_for(timeout=15_000)
        self.expect(WORDS[self.language][1] in note.inner_text(), "the page doesn't say that it was kept")
        self.expect(note.evaluate("e => document.activeElement === e"), "the focus isn't on what was kept")
        self.expect(note.locator(".advice").is_visible(), "a hazard's advice went with the form")
        self.expect(WORDS[self.language][0] in page.locator("#kept").inner_text(), "the box doesn't show what waits")
        self.look(page, "waiting")
        page.close()
        self.context.set_offline(False)
        page = self.context.new_page()
        page.goto(self.base)
        link = self.tracked(page)
        self.expect(WORDS[self.language][2] in page.locator("#kept").inner_text(), "the box doesn't say that it was sent")
        self.look(page, "sent")
        page.goto(self.base + link)
        self.expect(STORY[self.language] in page.inner_text("main"), "the words didn't arrive")
        page.goto(self.base)
        self.expect(not page.locator("#kept").is_visible(), "what was sent is still kept")
        page.goto(self.address)
        self.expect(page.input_value("#words") == "", "the draft of what was sent is still there")
        page.close()

    def counts_once(self):
        """The server takes it, but the answer is lost on its way."""
        page = self.context.new_page()
        page.goto(self.address)
        self.context.set_offline(True)
        self.fill(page, f"sent twice {self.language}")
        self.press(page)
        page.locator("#main section.note[tabindex]").wait_for(timeout=15_000)
        taken = []

        def lose(route):
            if route.request.method != "POST":
                return route.continue_()
            taken.append(route.fetch(max_redirects=0).headers.get("location", ""))
            return route.abort()

        page.route("**/*", lose)
        self.context.set_offline(False)
        page.locator("#kept button").first.click(timeout=15_000)
        page.wait_for_timeout(1_000)
        self.expect(taken and "/-/t/" in taken[0], f"the first try wasn't taken: {taken}")
        self.expect(WORDS[self.language][0] in page.locator("#kept").inner_text(), "a lost answer counts as sent")
        page.close()
        page = self.context.new_page()
        page.goto(self.base)
        link = self.tracked(page)
        self.expect(taken and taken[0].split("?")[0] == link, f"one report became two: {taken} and {link}")
        page.close()

    def comes_back_when_refused(self):
        page = self.context.new_page()
        page.goto(self.address)
        self.context.set_offline(True)
        self.fill(page, f"refused {self.language}")
        self.press(page)
        page.locator("#main section.note[tabindex]").wait_for(timeout=15_000)
        # Before there is a network again: this page would send it at once.
        self.context.route("**/*", lambda route: route.fulfill(status=422, body="no")
                           if route.request.method == "POST" else route.continue_())
        self.context.set_offline(False)
        page.goto(self.base)
        back = page.locator("#kept a.button")
        back.wait_for(timeout=15_000)
        self.look(page, "refused")
        self.context.unroute("**/*")
        back.click()
        page.wait_for_url(self.address)
        self.expect(page.input_value("#words") == f"refused {self.language}", "a refused report lost its words")
        self.expect(page.locator("[name=category]").first.is_checked(), "a refused report lost its category")
        self.press(page)
        page.wait_for_url("**/-/t/**")
        page.goto(self.base)
        self.expect(not page.locator("#kept").is_visible(), "a refused report that was sent anew is still kept")
        page.close()

    def words_outlive_the_tab(self):
        page = self.context.new_page()
        page.goto(self.address)
        self.context.set_offline(True)
        self.fill(page, f"only typed {self.language}")
        page.close()
        self.context.set_offline(False)
        page = self.context.new_page()
        page.goto(self.address)
        self.expect(page.input_value("#words") == f"only typed {self.language}", "words typed offline went with the tab")
        page.close()

    def says_what_is_there_again(self):
        """What was filled in and left is told when it comes back, danger above all; what was sent is told on coming back."""
        self.fresh()
        page = self.context.new_page()
        page.goto(self.address)
        page.locator("#hazard").check()
        page.goto(self.base)
        page.goto(self.address)
        note = page.locator("[data-restored]")
        self.expect(note.is_visible() and page.locator("[data-restored-danger]").is_visible(),
                    "a ticked danger came back unseen")
        self.look(page, "restored")
        page.locator("[data-afresh]").click()
        self.expect(not page.locator("#hazard").is_checked() and not note.is_visible(), "it didn't begin afresh")
        page.reload()
        self.expect(not page.locator("#hazard").is_checked(), "what was cleared came back")
        self.fill(page, f"just once {self.language}")
        self.press(page)
        page.wait_for_url("**/-/t/**")
        link = page.url.split("?")[0]
        page.go_back()
        told = page.locator("[data-just-sent]")
        told.wait_for(state="visible", timeout=5_000)
        self.look(page, "just-sent")
        told.locator("a").click()
        page.wait_for_url("**/-/t/**")
        self.expect(page.url.split("?")[0] == link, "it leads to another report")
        page.close()

    def leaves_the_form_alone_without_storage(self):
        page = self.fresh(NO_STORAGE).new_page()
        page.goto(self.address)
        self.fill(page, "no storage")
        self.context.set_offline(True)
        self.press(page)
        page.wait_for_timeout(1_500)
        self.expect(page.locator("#main section.note[tabindex]").count() == 0, "without storage it says that it was kept")
        self.context.set_offline(False)
        page.goto(self.address)
        self.fill(page, f"no storage {self.language}")
        self.press(page)
        page.wait_for_url("**/-/t/**")
        page.close()

    def keeps_five(self):
        self.fresh()
        page = self.context.new_page()
        for number in range(6):
            page.goto(self.address)
            self.context.set_offline(True)
            self.fill(page, f"number {number}")
            self.press(page)
            page.wait_for_timeout(1_500)
            if number < 5:
                self.expect(page.locator("#kept blockquote").count() == number + 1, f"{number + 1} weren't kept")
                page.evaluate("window.stop()")
            else:
                self.expect(page.locator("#main section.note[tabindex]").count() == 0, "a sixth one was kept")
            page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
            self.context.set_offline(False)
        page.goto(self.base)
        while page.locator("#kept button").count():
            page.locator("#kept button").last.click()
        self.expect(not page.locator("#kept").is_visible(), "what was deleted is still kept")
        page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "code", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        for language in WORDS:
            kept = Kept(browser, arguments, language)
            for part in (kept.outlives_the_tab, kept.counts_once, kept.comes_back_when_refused, kept.words_outlive_the_tab,
                         kept.says_what_is_there_again,
                         kept.leaves_the_form_alone_without_storage, kept.keeps_five):
                try:
                    part()
                except Exception as error:  # noqa: BLE001: whatever stops a part is a finding, and the next one is tried
                    kept.found.append(f"{language} {part.__name__}: {str(error).splitlines()[0]}")
                    kept.fresh()
            kept.context.close()
            found += kept.found
        browser.close()
    print("\n".join(found) or "reports without a network: nothing found")
    sys.exit(1 if found else 0)


main()
