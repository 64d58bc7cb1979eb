#!/usr/bin/env python3
"""A technician's day where there is no network, in a real Chromium: nothing is lost, nothing is told twice.

    basement.py --base http://127.0.0.1:8420 --sheet SHEET.png --code CODE --second CODE --account NAME --other NAME
                --password WORD --out FOLDER

Between browser and gateway lies a line that is cut (line.py). What has to happen: the queue and its tickets open
without a network and say from when they are; a typed code is checked on the phone, and a photo of a label is kept; what
is pressed waits in the browser with the time of the press, over the end of the browser too, and is sent in order, once,
though an answer be lost; what somebody else did meanwhile is told, the words stay and can become a note; after a
session's end it waits for the same person, and nobody else sends or sees it; signing out takes the pages off the phone;
without storage the page says so and the buttons do their work; a keyboard alone suffices; axe finds nothing.
SABOTAGE=new-key: another key at each try, which makes two notes of one; SABOTAGE=order: the later is sent before the
earlier. Both have to be found. Exit status 1 where anything of it didn't happen. Pictures go to the folder.
"""
import argparse
import datetime
import json
import os
import pathlib
import shutil
import sys
import tempfile
import time
import urllib.request
import uuid

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from line import Line
from rows import count

PHONE = {"width": 390, "height": 844}
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
SAYS = {"zh": {"kept": "没有网络。这是", "check": "输错", "waits": "等网络", "refused": "没有办成", "none": "这个浏览器不保存数据",
               "sign-in": "请先登录", "floor": "同一层"},
        "en": {"kept": "No network. This is", "check": "mistyped", "waits": "Waits for a network", "refused": "Not done",
               "none": "This browser keeps nothing", "sign-in": "Please sign in", "floor": "Same floor"}}
NO_STORAGE = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, " \
    "{ get() { throw new DOMException('blocked', 'SecurityError'); } });"
# A phone whose clock is an hour ahead: what it tells is put right by the server's.
FAST = "const real = Date.now; Date.now = () => real() + 3600000;"
SABOTAGE = {
    "new-key": "const real = window.fetch; window.fetch = (...asked) => { const body = (asked[1] || {}).body; "
               "if (body && body.set && body.get('told')) { const key = body.get('key'); body.set('key', key.slice(0, -4) + "
               "Math.floor(Math.random() * 65536).toString(16).padStart(4, '0')); } return real(...asked); };",
    "order": "const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (row) { "
             "if (row.state === 'waiting') { row.seq = -row.at; } return put.call(this, row); };",
}


def uuid7():
    number = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    number = number & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=number & ~(3 << 62) | 2 << 62))


class Basement:
    def __init__(self, playwright, arguments, language):
        self.playwright, self.arguments, self.language = playwright, arguments, language
        self.says = SAYS[language]
        self.line = Line(arguments.base)
        self.out = pathlib.Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.folder = tempfile.mkdtemp(prefix="mendmark-basement.")
        self.found, self.context, self.page = [], None, None

    # The phone: a browser with a profile on the disk.

    def start(self, *scripts):
        self.stop()
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder, executable_path=self.arguments.chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            viewport=PHONE,
            locale=LANGUAGES[self.language])
        for text in [SABOTAGE.get(os.environ.get("SABOTAGE", "")), *scripts]:
            if text:
                self.context.add_init_script(text)
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()

    def stop(self):
        if self.context:
            self.context.close()
        self.context = None

    def end(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def anew(self):
        """After a part that broke: another phone, so that what is left doesn't break the next one."""
        self.end()
        self.folder = tempfile.mkdtemp(prefix="mendmark-basement.")

    def expect(self, fact, sentence):
        if not fact:
            self.found.append(f"{self.language}: {sentence}")

    def picture(self, name):
        """For people only: a browser that is short of memory may have none."""
        try:
            self.page.screenshot(path=self.out / f"basement-{name}-{self.language}.png")
        except Exception as error:  # noqa: BLE001: the walk is about what happens, not about its pictures
            print(f"no picture of {name}: {str(error).splitlines()[0]}", file=sys.stderr)

    def look(self, name):
        self.page.evaluate("() => scrollTo(0, 0)")
        self.picture(name)
        for violation in Axe().run(self.page).response["violations"]:
            nodes = [node["html"][:90] for node in violation["nodes"]][:2]
            self.found.append(f"{self.language} {name}: axe {violation['id']}: {violation['help']} {nodes}")
            count(axe_violations=1)
        count(pages_checked=1)
        wide = self.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.expect(wide <= 0, f"{name} scrolls sideways by {wide} px")

    # What others do, on a line of their own.

    def report(self, words, category="network.outage", code=None):
        """Returns the ticket's number and the way to its tracking page."""
        body = json.dumps({"label": code or self.arguments.code, "category": category, "words": words}).encode()
        asked = urllib.request.Request(self.arguments.base + "/api/v1/reports", body, {
            "Content-Type": "application/json", "Idempotency-Key": uuid7()})
        with urllib.request.urlopen(asked) as answer:
            made = json.load(answer)
        return made["number"], made["link"]

    def other(self, number, act, **fields):
        """Somebody else of the team, at a desk with a network."""
        browser = self.playwright.chromium.launch(executable_path=self.arguments.chromium, args=["--no-sandbox"])
        page = browser.new_page()
        self.sign_in(page, self.arguments.base, self.arguments.other)
        page.goto(f"{self.arguments.base}/-/desk/{number}")
        form = page.locator(f"form[action$='/{act}']")
        for name, value in fields.items():
            form.locator(f"[name={name}]").fill(value)
        with page.expect_navigation():
            form.locator("button").click()
        browser.close()

    def sign_in(self, page, base, account):
        page.goto(base + "/-/sign-in")
        page.fill("#account", account)
        page.fill("#password", self.arguments.password)
        page.locator("main form button.primary").click()
        page.wait_for_url("**/-/desk**")

    # What the technician does.

    def here(self, account=None):
        self.sign_in(self.page, self.line.base, account or self.arguments.account)
        self.keep()

    def keep(self):
        """The queue, read with a network and kept whole."""
        self.page.goto(self.line.base + "/-/desk")
        if "/-/sign-in" in self.page.url:
            self.sign_in(self.page, self.line.base, self.arguments.account)
        self.page.wait_for_function("() => document.body.dataset.keptPages === '1' && navigator.serviceWorker.controller",
                                    timeout=40_000)

    def queue(self):
        self.page.goto(self.line.base + "/-/desk")

    def ticket(self, number):
        self.page.goto(f"{self.line.base}/-/desk/{number}")

    def press(self, button):
        """By the keyboard alone."""
        button.focus()
        self.page.keyboard.press("Enter")

    def fill(self, act, **fields):
        form = self.page.locator(f"form[data-act={act}]").first
        form.evaluate("form => { const fold = form.closest('details'); if (fold) fold.open = true; }")
        for name, value in fields.items():
            form.locator(f"[name={name}]").fill(value)
        self.press(form.locator("button"))
        self.page.locator("#main .note.warn[tabindex='-1']").last.wait_for()

    def acts(self):
        return self.page.locator("#field-acts > li")

    def states(self):
        return self.page.evaluate("() => [...document.querySelectorAll('#field-acts > li')].map(li => li.dataset.state)")

    def wait_states(self, wanted):
        try:
            self.page.wait_for_function(
                "wanted => JSON.stringify([...document.querySelectorAll('#field-acts > li')].map(li => li.dataset.state))"
                " === JSON.stringify(wanted)", arg=wanted, timeout=40_000)
        except Exception:
            self.found.append(f"{self.language}: acts stand at {self.states()}, expected {wanted}")

    def settle(self):
        """The page has told what waited, and is the one that came of it."""
        self.page.wait_for_function("() => document.body.dataset.keptPages === '1'")

    def forget_all(self):
        self.settle()
        self.page.locator("#field-says button").last.click()
        self.page.locator("#field").wait_for(state="hidden")

    def steps(self, number):
        """What the ledger says, oldest first: sentence and moment."""
        self.ticket(number)
        return self.page.evaluate("""() => [...document.querySelectorAll('ol.steps > li')].reverse().map(li => [
            li.querySelector('b').textContent, Date.parse(li.querySelector('time').dateTime),
            (li.querySelector('blockquote') || {textContent: ''}).textContent])""")

    # The parts of the walk.

    def opens_without_a_network(self):
        hand, _ = self.report("无线信号弱 / weak Wi-Fi", "network.wifi")
        number, _ = self.report("断网 / no network", code=self.arguments.second)
        self.start()
        self.sign_in(self.page, self.line.base, self.arguments.account)
        self.ticket(hand)
        with self.page.expect_navigation():
            self.press(self.page.locator("form[data-act=accept] button"))
        self.keep()
        self.expect(self.page.locator(f".now, [data-card='{hand}'] form[data-act=arrive]").count() > 0, "nothing is in hand")
        why = self.page.locator(f"[data-card='{number}'] .why").inner_text()
        self.expect(why == self.says["floor"], f"a ticket on the same floor stands there as {why!r}")
        self.expect(self.page.locator("#arrival").is_hidden(), "with a network one is told to do without")
        self.look("queue")
        self.line.down()
        self.queue()
        banner = self.page.locator("#kept-page")
        self.expect(self.says["kept"] in banner.inner_text(), "the kept queue doesn't say that it is one")
        self.expect(self.page.locator(f"[data-card='{number}']").count() == 1, "the ticket isn't in the kept queue")
        self.expect(self.page.locator("#arrival").is_visible(), "there is no way to say that one is here")
        self.look("kept-queue")
        self.page.locator(f"[data-card='{number}'] a.code").click()
        self.page.wait_for_url(f"**/-/desk/{number}")
        self.expect("断网" in self.page.inner_text("main"), "the kept ticket has no words")
        self.look("kept-ticket")
        self.page.goto(self.line.base + "/-/desk/0000-0000")
        self.expect("missing" in self.page.url and banner.is_visible(), "a page that isn't kept doesn't lead to the queue")
        csrf = self.page.evaluate("() => [...document.querySelectorAll('[name=csrf]')].some(field => field.value)")
        self.expect(not csrf, "a kept page holds a session's token")
        self.line.up()

    def sends_in_order_with_its_own_times(self):
        number, _ = self.report("墙上信息点坏了 / broken point", "network.point")
        self.start(FAST if self.language == "en" else None)
        self.keep()
        self.line.down()
        self.queue()
        self.page.select_option("#arrival-ticket", number)
        wrong = self.arguments.code[:-1] + ("0" if self.arguments.code[-1] != "0" else "1")
        self.page.fill("#code", wrong)
        self.press(self.page.locator("#arrival button"))
        problem = self.page.locator("#arrival-problem")
        problem.wait_for()
        self.expect(self.acts().count() == 0, "a code with a wrong check symbol was taken")
        self.look("wrong-code")
        pressed = []
        form = self.page.locator(f"[data-card='{number}'] form[data-act=accept] button")
        pressed.append(time.time())
        self.press(form)
        self.page.locator(f"[data-card='{number}'] .note").wait_for()
        self.page.wait_for_timeout(1100)
        self.page.fill("#code", self.arguments.code)
        self.page.select_option("#arrival-ticket", number)
        pressed.append(time.time())
        self.press(self.page.locator("#arrival button"))
        self.page.locator("#arrival .note").wait_for()
        self.look("waiting")
        self.ticket(number)
        self.page.wait_for_timeout(1100)
        pressed.append(time.time())
        self.fill("parts", part="RJ45", quantity="2")
        self.fill("comment", words="墙后有水 / damp behind the wall")
        self.page.wait_for_timeout(1100)
        pressed.append(time.time())
        self.ticket(number)
        self.fill("comment", words="第二条 / the second one")
        self.expect(self.says["waits"] in self.page.inner_text("#field"), "what waits isn't shown")
        self.look("waiting-ticket")
        # The battery is empty; later there is a network again.
        self.start(FAST if self.language == "en" else None)
        self.queue()
        self.wait_states(["waiting"] * 5)
        self.line.up()
        self.queue()
        self.wait_states(["done"] * 5)
        self.settle()
        self.look("sent")
        self.forget_all()
        told = self.steps(number)
        sentences = [step[0] for step in told]
        accepted, arrived = {"zh": ("接单", "师傅到场"), "en": ("Accepted", "on site")}[self.language]
        order = [next((i for i, step in enumerate(told) if wanted in step[0] + step[2]), -1)
                 for wanted in (accepted, arrived, "RJ45", "墙后有水", "第二条")]
        self.expect(order == sorted(order) and order[0] >= 0, f"told in the order {order} of {sentences}")
        self.expect(sum("墙后有水" in step[2] for step in told) == 1, "one note became two")
        for at, index in zip(pressed[:3], order[:3]):
            if index >= 0:
                apart = told[index][1] / 1000 - at
                self.expect(-2 < apart < 2, f"{sentences[index]} is told {apart:.0f} s from its press")

    def counts_once(self):
        number, _ = self.report("网口积灰 / dust")
        self.start()
        self.keep()
        self.line.down()
        self.ticket(number)
        self.fill("comment", words="只此一次 / only once")
        self.line.lose_answers()
        self.page.locator("#field-acts button").first.click()
        self.page.wait_for_function("() => !document.querySelector('#field-acts li').textContent.match(/正在发送|Being sent/)")
        deadline = time.time() + 15
        while not self.line.lost and time.time() < deadline:
            self.page.wait_for_timeout(100)
        self.expect(self.line.lost, "no answer was lost")
        self.expect(self.states() == ["waiting"], f"a lost answer counts as {self.states()}")
        self.line.up()
        self.queue()
        self.wait_states(["done"])
        self.forget_all()
        notes = [step for step in self.steps(number) if "only once" in step[2]]
        self.expect(len(notes) == 1, f"one note became {len(notes)}")

    def tells_of_others(self):
        number, _ = self.report("会议室没网 / no network in the meeting room")
        gone, link = self.report("已自己好了 / mended itself", "network.slow")
        self.start()
        self.keep()
        self.line.down()
        self.queue()
        self.press(self.page.locator(f"[data-card='{number}'] form[data-act=accept] button"))
        self.page.locator(f"[data-card='{number}'] .note").wait_for()
        self.ticket(gone)
        self.fill("remote")
        self.other(number, "accept")
        self.withdraw(link)
        self.line.up()
        self.queue()
        # The accepting asks; work that was begun is written down as a note.
        self.wait_states(["refused", "noted"])
        self.settle()
        text = self.page.inner_text("#field")
        self.expect(self.says["refused"] in text and "赵师傅" in text, "it isn't said who took the ticket")
        self.look("refused")
        for left in (1, 0):
            self.acts().first.locator("button").last.click()
            self.page.wait_for_function("left => document.querySelectorAll('#field-acts > li').length === left", arg=left)

    def withdraw(self, link):
        browser = self.playwright.chromium.launch(executable_path=self.arguments.chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(self.arguments.base + link[link.index("/-/t/"):])
        form = page.locator("form[action$='/withdraw']")
        form.evaluate("form => { const fold = form.closest('details'); if (fold) fold.open = true; }")
        with page.expect_navigation():
            form.locator("button").click()
        browser.close()

    def keeps_words_of_what_was_refused(self):
        number, _ = self.report("打印室断网 / print room")
        self.start()
        self.keep()
        self.line.down()
        self.ticket(number)
        self.fill("hold", words="等钥匙 / waiting for the key")
        self.fill("resolve", words="换了水晶头 / new plug")
        self.other(number, "accept")
        self.line.up()
        self.queue()
        # What happened all the same is written down as a note by itself; what would change something asks.
        self.wait_states(["refused", "noted"])
        self.settle()
        self.look("noted")
        refused = self.page.locator("#field-acts li[data-state=refused]")
        self.expect("waiting for the key" in refused.inner_text(), "a refused act lost its words")
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        refused.locator("button").first.click()
        copied = self.page.evaluate("() => navigator.clipboard.readText()")
        self.expect(copied == "等钥匙 / waiting for the key", f"copied are {copied!r}")
        refused.locator("button").nth(1).click()
        self.wait_states(["noted", "done"])
        self.settle()
        self.page.locator("#field-acts li[data-state=noted] button").click()
        self.wait_states(["done"])
        self.forget_all()
        notes = [step[2] for step in self.steps(number) if "waiting for the key" in step[2] or "new plug" in step[2]]
        self.expect(len(notes) == 2, f"two notes were to be written, there are {notes}")

    def takes_a_photo(self):
        number, _ = self.report("弱电间没灯 / dark closet")
        self.start()
        self.keep()
        self.line.down()
        self.queue()
        self.page.select_option("#arrival-ticket", number)
        self.page.set_input_files("#arrival-photo", self.arguments.sheet)
        self.press(self.page.locator("#arrival button"))
        self.page.locator("#arrival .note").wait_for()
        self.line.up()
        self.queue()
        self.wait_states(["done"])
        self.forget_all()
        arrived = {"zh": "师傅到场", "en": "on site"}[self.language]
        self.expect(any(arrived in step[0] for step in self.steps(number)), "the photo made no arrival")

    def waits_for_the_same_person(self):
        number, _ = self.report("换人 / another person")
        self.start()
        self.keep()
        self.line.down()
        self.ticket(number)
        self.fill("comment", words="只有我能发 / mine alone")
        self.context.clear_cookies()
        self.line.up()
        self.page.locator("#field-acts button").first.click()
        self.page.get_by_text(self.says["sign-in"]).wait_for()
        self.look("sign-in")
        self.here(self.arguments.other)
        self.expect(self.acts().count() == 0, "somebody else sees what isn't theirs")
        self.ticket(number)
        self.expect("mine alone" not in self.page.inner_text("main"), "somebody else sent what isn't theirs")
        self.page.locator("form[action='/-/sign-out'] button").click()
        self.page.wait_for_url(self.line.base + "/")
        try:
            self.page.wait_for_function("async () => ![...await caches.keys(), ...(await navigator.serviceWorker.getRegistrations())].length")
        except Exception:
            self.found.append(f"{self.language}: signing out leaves {self.page.evaluate('() => caches.keys()')} or a worker")
        self.sign_in(self.page, self.line.base, self.arguments.account)
        self.wait_states(["done"])
        self.forget_all()
        self.expect(any("mine alone" in step[2] for step in self.steps(number)), "the same person's note wasn't sent")

    def says_so_without_storage(self):
        number, _ = self.report("无痕 / private window")
        self.start(NO_STORAGE)
        self.sign_in(self.page, self.line.base, self.arguments.account)
        self.queue()
        self.page.get_by_text(self.says["none"]).wait_for()
        self.look("no-storage")
        self.page.locator(f"[data-card='{number}'] form[data-act=accept] button").click()
        self.page.wait_for_url(f"**/-/desk/{number}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "sheet", "code", "second", "account", "other", "password", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    found, began = [], datetime.datetime.now()
    with sync_playwright() as playwright:
        for language in LANGUAGES:
            walk = Basement(playwright, arguments, language)
            parts = [walk.opens_without_a_network, walk.sends_in_order_with_its_own_times, walk.tells_of_others]
            if language == "zh":
                parts += [walk.counts_once, walk.keeps_words_of_what_was_refused, walk.takes_a_photo,
                          walk.waits_for_the_same_person, walk.says_so_without_storage]
            for part in parts:
                try:
                    walk.line.up()
                    part()
                except Exception as error:  # noqa: BLE001: whatever stops a part is a finding, and the next one is tried
                    walk.found.append(f"{language} {part.__name__}: {str(error).splitlines()[0]}")
                    walk.picture(f"broken-{part.__name__}")
                    walk.anew()
            walk.end()
            count(keyboard_walks=1)
            found += walk.found
    seconds = (datetime.datetime.now() - began).seconds
    print("\n".join(found) or f"a day in the basement: nothing found ({seconds} s)")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
