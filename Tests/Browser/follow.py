#!/usr/bin/env python3
"""Follows reports on their private pages in a real Chromium, in both languages, on a phone and at a desk.

    follow.py --base http://127.0.0.1:8420 --technician NAME --dispatcher NAME --password WORD --out FOLDER

Looks at the page with a question, a visit, an answer to rate and to reopen, a danger that only words told of, a known
outage ("mine is different"), the own photos and what was typed too long: sideways scroll, targets under 44 px, axe. With storage blocked
and without EventSource it urges, answers, rates, reopens and gets a lost link again. Without a network the page says so,
leads nowhere, and what was typed for an answer or a reopening outlives the tab; what was sent is in no field any more.
SABOTAGE=keep: a sent word's draft isn't dropped; has to be found. Exit status 1 where anything was found.
"""
import argparse
import os
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from rows import count
from staff import command, moment, uuid7

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
BLOCKED = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, " \
    "{ get() { throw new DOMException('blocked', 'SecurityError'); } }); delete window.EventSource;"
# The page doesn't hear of which press it came.
KEEP = "history.replaceState(null, '', location.pathname);"
ROOM = "M-401"
# A floor of which no other walk speaks; six rooms of it make an outage.
FLOOR = ["T1-601", "T1-603", "T1-605", "T1-607", "T1-609", "T1-611"]
BESIDE = {"zh-CN": "T1-613", "en-GB": "T1-615"}
WORDS = {
    "zh-CN": {"danger": "不要触碰", "long": "说明最多 2000 字，现在是 2500 字", "later": "后可以再催", "offline": "现在没有网络"},
    "en-GB": {"danger": "Don’t touch", "long": "At most 2000 characters; yours has 2500", "later": "urge again after",
              "offline": "No network"},
}
SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), textarea, summary')]
  .filter(e => !e.closest('.sr, .skip') && e.getClientRects().length)
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 43.5 || box.height < 43.5).map(([html]) => html)"""


class Follow:
    def __init__(self, browser, arguments, language):
        self.browser, self.arguments, self.language = browser, arguments, language
        self.base, self.words, self.found = arguments.base, WORDS[language], []
        self.out = pathlib.Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.contexts = []
        self.technician, self.dispatcher = self.staff(arguments.technician), self.staff(arguments.dispatcher)

    def person(self, viewport=PHONE, script=None):
        context = self.browser.new_context(viewport=viewport, locale=self.language)
        for text in [script, KEEP if os.environ.get("SABOTAGE") == "keep" else None]:
            if text:
                context.add_init_script(text)
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.found.append(f"{self.language} {page.url}: script: {error}"))
        return page

    def staff(self, account):
        page = self.person(DESK)
        page.goto(self.base + "/-/sign-in")
        page.fill("#account", account)
        page.fill("#password", self.arguments.password)
        with page.expect_navigation():
            page.locator("main form button.primary").click()
        return page

    def close(self):
        for context in self.contexts:
            context.close()

    def expect(self, fact, sentence):
        if not fact:
            self.found.append(f"{self.language}: {sentence}")

    def report(self, words, place=ROOM, **more):
        """The ticket's number and the way to its tracking page."""
        answer = self.technician.context.request.post(
            f"{self.base}/api/v1/reports", headers={"Idempotency-Key": uuid7()},
            data={"place": place, "category": "network.outage", "words": words, **more})
        made = answer.json()
        return made["number"], "/-/t/" + made["token"]

    def work(self, number, *names, **fields):
        for name in names:
            command(self.technician, self.base, number, name, **(fields if name == names[-1] else {}))

    def look(self, name, track, prepare=lambda page: None):
        """On a phone and at a desk; `prepare` brings the page to where it is looked at."""
        for viewport in (PHONE, DESK):
            page = self.person(viewport)
            page.goto(self.base + track)
            prepare(page)
            self.look_at(page, f"{name}-{viewport['width']}")
            text = page.locator("main").inner_text()
            page.context.close()
        return text

    def look_at(self, page, name):
        """A page as it stands."""
        page.screenshot(path=self.out / f"follow-{name}-{self.language}.png", full_page=True)
        count(pages_checked=1)
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.expect(wide <= 0, f"{name} scrolls sideways by {wide} px")
        for html in page.evaluate(SMALL):
            self.expect(False, f"{name}: a target under 44 px: {html}")
        for violation in Axe().run(page).response["violations"]:
            count(axe_violations=1)
            self.expect(False, f"{name}: axe {violation['id']}: {violation['help']}")

    def press(self, page, act, index=0):
        with page.expect_navigation():
            page.locator(f"form[action$='/{act}'] button").nth(index).click()

    def fill(self, page, act, words):
        form = page.locator(f"form[action$='/{act}']")
        form.evaluate("form => { const fold = form.closest('details'); if (fold) fold.open = true; }")
        form.locator("[name=words]").fill(words)

    def asked(self):
        number, track = self.report("没网 / no network")
        self.work(number, "accept", "ask", words="哪个插座？ / which socket?", days=1)
        return number, track

    def resolved(self):
        number, track = self.report("没网 / no network")
        self.work(number, "accept", "resolve", words="换了网线 / new cable")
        return number, track

    def looks(self):
        self.expect("which socket?" in self.look("question", self.asked()[1]), "the question isn't shown")
        number, track = self.report("没网 / no network")
        self.work(number, "accept")
        command(self.technician, self.base, number, "appoint", **{"from": moment(2), "until": moment(3)})
        self.look("appointment", track)
        text = self.look("resolved", self.resolved()[1], lambda page: page.locator(
            "details:has(form[action$='/reopen']) summary").click())
        self.expect("new cable" in text, "the answer isn't shown")
        _, track = self.report("插座冒烟，有火花 / sparks from the socket")
        self.expect(self.words["danger"] in self.look("danger", track), "nobody says what to do about a danger")
        _, track = self.report("没网 / no network")

        def too_long(page):
            self.fill(page, "comment", "x")
            page.locator("#words").evaluate("e => { e.removeAttribute('maxlength'); e.value = 'a'.repeat(2500); }")
            self.press(page, "comment")
            self.expect(page.input_value("#words") == "a" * 2500, "words over the limit are gone")
        self.expect(self.words["long"] in self.look("too-long", track, too_long), "the limit isn't named")

    def photos(self):
        """The own photos, fetched once somebody asks for them."""
        form = {
            "key": uuid7(), "door": "三号楼 / building 3", "category": "network.outage",
            "photo": {"name": "a.png", "mimeType": "image/png", "buffer": self.technician.screenshot()}}
        answer = self.technician.context.request.post(f"{self.base}/-/elsewhere", max_redirects=0, multipart=form)
        track = answer.headers["location"].split("?")[0]

        def unfold(page):
            fetched = []
            page.on("request", lambda request: fetched.append(request.url) if "/photos/" in request.url else None)
            page.reload(wait_until="networkidle")
            self.expect(not fetched, "photos come with the first view")
            page.locator("#photos summary").click()
            page.wait_for_function("() => [...document.querySelectorAll('#photos img')].some(e => e.naturalWidth > 0)")
        self.look("photos", track, unfold)

    def outage(self):
        """Six rooms of a floor, and one more that is put with them by itself."""
        if self.language == "zh-CN":
            numbers = [self.report("没网", place)[0] for place in FLOOR]
            incident = self.incident(numbers)
            self.dispatcher.goto(f"{self.base}/-/desk/{incident}")
            members = self.dispatcher.locator("#members li")
            self.expect(members.count() >= len(numbers) and "没网" in members.first.inner_text(),
                        f"whoever decides on an outage reads {members.count()} of its reports")
            self.look_at(self.dispatcher, "outage")
            command(self.dispatcher, self.base, incident, "acceptIncident")
            self.dispatcher.reload()
            self.expect(self.dispatcher.locator("#reports .report .small").last.inner_text().count("·") >= 3,
                        "a report has no place")
            self.look_at(self.dispatcher, "outage-accepted")
        _, track = self.report("没网 / no network", BESIDE[self.language])
        self.look("differs", track)
        page = self.person()
        page.goto(self.base + track)
        self.press(page, "differs")
        self.expect(page.locator("form[action$='/differs']").count() == 0, "what is different is still with the outage")

    def incident(self, numbers):
        """The ticket that was proposed for these."""
        ask = self.dispatcher.context.request
        listed = ask.get(f"{self.base}/api/v1/tickets?view=all").json()["tickets"]
        for one in sorted(listed, key=lambda one: one["openedAt"], reverse=True):
            steps = ask.get(f"{self.base}/api/v1/tickets/{one['number']}").json()["steps"]
            if any(step["kind"] == "ticket.incidentProposed" for step in steps):
                return one["number"]
        raise AssertionError(f"no outage is proposed for {len(numbers)} rooms of a floor")

    def without_storage(self):
        page = self.person(script=BLOCKED)
        phone = f"138-0013-{1000 + os.getpid() % 9000}"
        number, track = self.report("没网 / no network", contact={"phone": phone})
        page.goto(self.base + track)
        self.press(page, "urge")
        self.expect(self.words["later"] in page.inner_text("main"), "it isn't said when one can urge again")
        _, asked = self.asked()
        page.goto(self.base + asked)
        self.fill(page, "answer", "北墙 / the north wall")
        self.press(page, "answer")
        self.expect("the north wall" in page.inner_text("main"), "an answer without storage is lost")
        _, done = self.resolved()
        page.goto(self.base + done)
        self.press(page, "satisfaction")
        self.expect(page.locator("form[action$='/satisfaction']").count() == 0, "a rating without storage is lost")
        _, done = self.resolved()
        page.goto(self.base + done)
        self.fill(page, "reopen", "还是没网 / still none")
        self.press(page, "reopen")
        self.expect("still none" in page.inner_text("main"), "a reopening without storage is lost")
        page.goto(self.base + "/-/regain")
        page.fill("#number", number)
        page.fill("#ending", phone[-4:])
        with page.expect_navigation():
            page.locator("form[action='/-/regain'] button").click()
        self.expect(page.url == self.base + track, f"the lost link leads to {page.url}")

    def without_network(self):
        for act, (_, track), words in [
            ("answer", self.asked(), "北墙 / the north wall"), ("reopen", self.resolved(), "还是没网 / still none")]:
            page = self.person()
            context = page.context
            page.goto(self.base + track)
            context.set_offline(True)
            self.fill(page, act, words)
            line = page.locator("[data-offline]")
            self.expect(line.is_visible() and self.words["offline"] in line.inner_text(), "nothing says that it is offline")
            page.locator(f"form[action$='/{act}'] button").click()
            page.wait_for_timeout(500)
            self.expect(page.url == self.base + track, "a press without a network leads away")
            self.expect(line.evaluate("e => document.activeElement === e"), "the focus isn't on what is said")
            page.screenshot(path=self.out / f"follow-offline-{act}-{self.language}.png", full_page=True)
            page.close()
            context.set_offline(False)
            page = context.new_page()
            page.goto(self.base + track)
            field = page.locator(f"form[action$='/{act}'] [name=words]")
            self.expect(field.input_value() == words, f"the words of {act} went with the tab")
            self.expect(field.is_visible(), f"the words of {act} are folded away")
            self.press(page, act)
            self.expect(words in page.inner_text("main"), f"the words of {act} aren't sent")
            self.gone(page, words)
        _, track = self.report("没网 / no network")
        page = self.person()
        page.goto(self.base + track)
        self.fill(page, "comment", "后排也没有 / the back row too")
        self.press(page, "comment")
        self.expect(page.url == self.base + track, f"the address to keep is {page.url}")
        self.gone(page, "后排也没有 / the back row too")
        page.reload()
        self.gone(page, "后排也没有 / the back row too")

    def gone(self, page, words):
        values = page.evaluate("() => [...document.querySelectorAll('textarea')].map(e => e.value)")
        self.expect(words not in values, "what was sent is in a field again")
        kept = page.evaluate("() => JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
        self.expect(words not in kept, "what was sent is still kept as a draft")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "technician", "dispatcher", "password", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        for language in WORDS:
            follow = Follow(browser, arguments, language)
            for part in (follow.looks, follow.photos, follow.outage, follow.without_storage, follow.without_network):
                try:
                    part()
                except Exception as error:  # noqa: BLE001: whatever stops a part is a finding, and the next one is tried
                    follow.found.append(f"{language} {part.__name__}: {str(error).splitlines()[0]}")
            follow.close()
            found += follow.found
        browser.close()
    print("\n".join(found) or "private pages: nothing found")
    sys.exit(1 if found else 0)


main()
