#!/usr/bin/env python3
"""The rest of a technician's day, in a real Chromium: shifts, parts, photos, a full phone, a merge, handing over.

    technician.py --base http://127.0.0.1:8420 --mendmark PROGRAM --code CODE --account NAME --later NAME
                  --dispatcher NAME --from HH:MM --until HH:MM --away YYYY-MM-DD --password WORD --out FOLDER

The team has a rota, as run.sh writes it: the account (方师傅) and a mate (柯师傅) have the day shift, from … until …, in
which the walk happens; the later one (谭师傅) has the night; the account is away on one day. What has to happen: the calendar says so; a part is chosen by the keyboard
alone and never offered twice, and the wait for one is told to the reporter; photos taken without a network outlive the
browser and stand on the ticket as found and as left; a phone that is full says so, and what was typed stays in the form
and outlives the tab; a merge by the desk is told, with the way to the other ticket, where every word and choice can go;
whoever takes a ticket over reads first what was done. Each page is looked at in both widths, and axe finds nothing.
SABOTAGE breaks one promise each, which has to be found: draft (what was sent is offered again), chosen (of a part only
its count is kept), photo (pictures are kept empty), room (a full phone passes for one that keeps nothing), aside (what
was put aside is offered again), merge (a note on a merged ticket passes for done), words (words of what was refused are
gone). Exit status 1 where anything of it didn't happen. Pictures go to the folder.
"""
import argparse
import datetime
import os
import pathlib
import subprocess
import sys
import time
import zoneinfo

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

import basement
from basement import LANGUAGES, PHONE, Basement
from rows import count

WIDE = {"width": 1280, "height": 900}
ZONE = zoneinfo.ZoneInfo("Asia/Shanghai")
ACTS_MAX = 50
SAYS = {
    "zh": {"hours": "{0}–{1}", "overnight": "{0}–次日 {1}", "free": "休息", "sfp": "光模块 SFP", "keystone": "信息模块（六类）",
           "whole": "收到的是", "parts": "等配件", "waiting": "在等", "photos": "照片 2 张", "found": "维修前的样子",
           "left": "维修后的样子", "many": "最多五张", "large": "超过 12 MB", "full": "最多 50 件", "room": "没有空间",
           "pages": "待办存不下", "merged": "并到另一张", "on": "（当班）", "off": "（不当班）", "why": "请写原因",
           "handed": "已交给谭师傅", "by": "方师傅交来的", "missing": "没有存下"},
    "en": {"hours": "{0}–{1}", "overnight": "{0}–{1} next day", "free": "Free", "sfp": "SFP module",
           "keystone": "Keystone jack Cat 6", "whole": "found “two”", "parts": "waiting for parts", "waiting": "Waiting",
           "photos": "Photos: 2", "found": "As it was found", "left": "As it was left", "many": "Five photos",
           "large": "more than 12 MB", "full": "50 at most", "room": "no room left", "pages": "the queue can’t be kept",
           "merged": "merged this ticket", "on": "(on duty)", "off": "(off duty)", "why": "reason", "handed": "Handed over to 谭师傅",
           "by": "Handed over by 方师傅", "missing": "isn’t kept"},
}
basement.SABOTAGE.update({
    "draft": "Storage.prototype.removeItem = function () {};",
    "aside": "document.addEventListener('mendmark:aside', event => event.stopImmediatePropagation(), true);",
    "chosen": "Object.defineProperty(HTMLSelectElement.prototype, 'selectedIndex', { get() { return 0; } });",
    "photo": "Blob.prototype.arrayBuffer = () => Promise.resolve(new ArrayBuffer(0));",
    "room": "Object.defineProperty(DOMException.prototype, 'name', { get() { return 'UnknownError'; } });",
    "merge": "const read = Response.prototype.json; Response.prototype.json = function () { return read.call(this).then("
             "told => { if (told.outcome === 'noted') { told.outcome = 'done'; } return told; }); };",
    "words": "const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (row) { "
             "if (row.state === 'refused') { row.words = ''; } return put.call(this, row); };",
})


class Technician(Basement):
    def __init__(self, playwright, arguments, language):
        super().__init__(playwright, arguments, language)
        self.says = {**self.says, **SAYS[language]}
        self.pictures = pathlib.Path(self.folder + ".photos")
        self.pictures.mkdir(exist_ok=True)

    def picture(self, name):
        try:
            self.page.screenshot(path=self.out / f"technician-{name}-{self.language}.png", full_page=True)
        except Exception as error:  # noqa: BLE001: pictures are for people only
            print(f"no picture of {name}: {str(error).splitlines()[0]}", file=sys.stderr)

    def look(self, name):
        """On a phone and on a desk."""
        for size in (WIDE, PHONE):
            self.page.set_viewport_size(size)
            super().look(f"{name}-{size['width']}")

    def shown(self, name, selector):
        """The phone's screen from there on, as the handbook shows it."""
        self.page.locator(selector).first.evaluate("it => scrollTo(0, scrollY + it.getBoundingClientRect().top - 16)")
        self.page.screenshot(path=self.out / f"technician-shown-{name}-{self.language}.png")

    # What is before the technician.

    def run(self, *words):
        done = subprocess.run([self.arguments.mendmark, *words], capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(f"{' '.join(words[:2])}: {done.stderr.strip().splitlines()[-1]}")

    def given(self, words, category="media.projector"):
        """A fault that is this technician's, whomever the rota would ask. Its number and its tracking page."""
        number, link = self.report(words, category)
        self.run("ticket", "assign", number, "--team", "multimedia", "--lead", self.arguments.account)
        return number, link[link.index("/-/t/"):]

    def photo(self, name, colour, megabytes=0):
        """As a phone would take it: a lamp in a dark room, or something like it."""
        path = self.pictures / f"{name}.jpg"
        image = Image.new("RGB", (1200, 900), colour)
        pen = ImageDraw.Draw(image)
        pen.rectangle((420, 250, 780, 500), fill="#e8e4d8")
        pen.ellipse((540, 310, 660, 430), fill="#1b1b1b" if name != "after" else "#fff6c0")
        image.save(path)
        if megabytes:
            with open(path, "ab") as file:
                file.truncate(megabytes << 20)
        return str(path)

    def form(self, act):
        form = self.page.locator(f"form[data-act={act}]").first
        form.evaluate("form => { const fold = form.closest('details'); if (fold) fold.open = true; }")
        return form

    def write(self, act, photos=None, **fields):
        form = self.form(act)
        for name, value in fields.items():
            field = form.locator(f"[name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        if photos:
            form.locator("[name=photo]").set_input_files(photos)
        return form

    def go(self, act, **fields):
        with self.page.expect_navigation():
            self.press(self.write(act, **fields).locator("button"))

    def aside(self, act, **fields):
        """Without a network."""
        before = self.page.evaluate("() => document.querySelectorAll('#field-acts > li').length")
        self.press(self.write(act, **fields).locator("button"))
        self.page.wait_for_function("n => document.querySelectorAll('#field-acts > li').length > n", arg=before)

    def refused(self, act, sentence, what, **fields):
        """Pressed without a network, and not kept: what is told, and what stays in the form."""
        self.press(self.write(act, **fields).locator("button"))
        says = self.page.locator("#field-says")
        says.get_by_text(self.says[sentence]).wait_for()
        typed = self.form(act).locator("[name=words]").input_value()
        self.expect(typed == fields["words"], f"{what}: the words became {typed!r}")

    def fill_up(self, acts):
        """So many presses more that wait, straight into the browser's store; none: what waits there is deleted."""
        self.page.evaluate("""acts => new Promise((done, fail) => {
            const asked = indexedDB.open('mendmark-field', 1);
            asked.onsuccess = () => {
                const turn = asked.result.transaction('acts', 'readwrite'), store = turn.objectStore('acts');
                turn.oncomplete = () => { asked.result.close(); done(); };
                turn.onerror = turn.onabort = () => fail(turn.error);
                if (!acts) { store.clear(); }
                for (let i = 1; i <= acts; i += 1) {
                    store.put({ key: 'fill-' + i, person: document.body.dataset.who, state: 'waiting', seq: i, at: Date.now(),
                        name: 'comment', title: 'x', number: '0000-0000', place: '', based: '', action: '/', fields: [],
                        files: [], words: '' });
                }
            };
        })""", acts)

    # The parts of the walk.

    def shows_shifts(self):
        self.start()
        self.sign_in(self.page, self.line.base, self.arguments.account)
        self.page.goto(self.line.base + "/-/desk/shifts")
        duty = self.page.locator("section[aria-labelledby=duty]").inner_text()
        until = getattr(self.arguments, "until")
        self.expect("方师傅" in duty and "柯师傅" in duty and "谭师傅" not in duty and until in duty,
                    f"on duty are {duty!r}, expected the two of the day shift until {until}")
        self.calendar(getattr(self.arguments, "from"), until, datetime.date.fromisoformat(self.arguments.away))
        self.look("shifts")
        self.shown("shifts", "h1")
        self.keep()
        self.line.down()
        self.page.goto(self.line.base + "/-/desk/shifts")
        self.expect(self.says["missing"] in self.page.locator("#kept-page").inner_text(),
                    "without a network the shifts lead nowhere")
        self.line.up()

    def calendar(self, begins, ends, away):
        """Each of the fourteen days, by the clock on the wall."""
        today = datetime.datetime.now(ZONE).date()
        monday = today - datetime.timedelta(days=today.weekday())
        days = self.page.locator("dl.shifts dd").all_inner_texts()
        self.expect(len(days) == 14, f"the calendar has {len(days)} days")
        shape = self.says["hours"] if ends > begins or ends == "00:00" else self.says["overnight"]
        for index, text in enumerate(days):
            day = monday + datetime.timedelta(days=index)
            wanted = self.says["free"] if day == away else shape.format(begins, ends)
            self.expect(wanted in text, f"{day} says {text!r}, expected {wanted!r}")
        marked = self.page.locator("dl.shifts dt.today").all_inner_texts()
        self.expect(len(marked) == 1 and f"{today.day}" in marked[0], f"today is {marked}")

    def notes_parts(self):
        number, link = self.given("投影仪不亮 / the projector stays dark")
        self.ticket(number)
        with self.page.expect_navigation():
            self.press(self.page.locator("form[data-act=arrive] button"))
        self.go("parts", listed="sfp", quantity="two", serial="SN-77")
        self.expect(self.says["whole"] in self.page.locator(".summary").inner_text(), "nobody says that “two” is no number")
        form = self.page.locator("form[data-act=parts]")
        stays = [form.locator(f"[name={name}]").input_value() for name in ("listed", "quantity", "serial")]
        self.expect(stays == ["sfp", "two", "SN-77"], f"after a refusal the form holds {stays}")
        self.look("parts-problem")
        self.ticket(number)
        self.part_by_keyboard()
        self.expect(f"{self.says['sfp']} × 2 · SN-78" in self.page.inner_text("main"), "the chosen part isn't on the ticket")
        self.go("comment", words="灯泡型号不同 / another kind of lamp")
        offered = [self.form("comment").locator("[name=words]").input_value(), self.form("parts").locator("[name=serial]").input_value()]
        self.expect(offered == ["", ""], f"what was sent is offered again: {offered}")
        self.waits_for_a_part(number, link)

    def part_by_keyboard(self):
        page, keys = self.page, self.page.keyboard
        page.locator("details:has(form[data-act=parts]) summary").focus()
        keys.press("Enter")
        for name, typed in (("listed", None), ("part", ""), ("quantity", "2"), ("serial", "SN-78")):
            keys.press("Tab")
            here = page.evaluate("() => document.activeElement.name")
            self.expect(here == name, f"Tab comes to {here!r} where {name} was expected")
            if typed is None:
                for _ in range(4):
                    keys.press("ArrowDown")
            elif typed:
                keys.press("Control+A")
                keys.type(typed)
        keys.press("Tab")
        with page.expect_navigation():
            keys.press("Enter")
        count(keyboard_walks=1)

    def waits_for_a_part(self, number, link):
        until = (datetime.datetime.now(ZONE) + datetime.timedelta(days=2)).date()
        self.go("hold", reason="parts", until=until.isoformat(), words="等投影灯泡到货 / the lamp is ordered")
        text = self.page.inner_text("main")
        self.expect(self.says["parts"] in text and "the lamp is ordered" in text, "the ticket doesn't say what it waits for")
        self.look("on-hold")
        self.page.goto(self.line.base + link)
        self.expect(self.says["parts"] in self.page.inner_text("main"), "the reporter isn't told that a part is waited for")
        self.queue()
        why = self.page.locator(f"[data-card='{number}'] .why").inner_text()
        self.expect(self.says["waiting"] in why, f"a ticket that waits for a part stands there as {why!r}")
        self.ticket(number)
        self.go("resume")
        self.expect(self.page.locator("form[data-act=resolve]").count() == 1, "after the wait the work doesn't go on")

    def keeps_photos(self):
        number, _ = self.given("话筒没声 / the microphone is mute", "media.sound")
        before, socket, after = self.photo("before", "#3a4250"), self.photo("socket", "#50423a"), self.photo("after", "#6c7f92")
        self.ticket(number)
        with self.page.expect_navigation():
            self.press(self.page.locator("form[data-act=arrive] button"))
        self.keep()
        self.line.down()
        self.ticket(number)
        self.refused("photos", "many", "six photos", photos=[before] * 6, words="话筒线断了 / cable torn")
        self.aside("photos", photos=[before, socket], words="话筒线断了 / cable torn")
        self.expect(self.says["photos"] in self.page.inner_text("#field"), "it isn't said that two photos wait")
        self.aside("parts", listed="keystone", quantity="3", serial="")
        self.expect(self.says["keystone"] in self.page.inner_text("#field"), "of the part that waits the name is gone")
        self.form("parts")
        self.look("photos-kept")
        self.shown("parts", "#field")
        self.aside("resolve", photos=after, words="换了话筒线 / new cable")
        self.ticket(number)
        offered = self.form("photos").locator("[name=words]").input_value()
        self.expect(offered == "", f"what was put aside is offered again: {offered!r}")
        # The phone's battery ends, and somewhere there is a network again.
        self.start()
        self.line.up()
        self.queue()
        self.wait_states(["done"] * 3)
        self.forget_all()
        self.ticket(number)
        shown = self.page.evaluate("""async () => {
            const sections = [...document.querySelectorAll('section:has(.thumbs)')];
            const found = [];
            for (const section of sections) {
                const images = [...section.querySelectorAll('img')];
                await Promise.all(images.map(image => { image.loading = 'eager'; return image.decode().catch(() => null); }));
                found.push([section.querySelector('h2').textContent, images.filter(image => image.naturalWidth > 0).length]);
            }
            return found;
        }""")
        self.expect(shown == [[self.says["found"], 2], [self.says["left"], 1]], f"of the photos the ticket shows {shown}")
        self.expect(f"{self.says['keystone']} × 3" in self.page.inner_text("main"), "the part isn't on the ticket")
        self.look("photos")
        self.shown("photos", "section:has(+ section .thumbs)")

    def tells_when_full(self):
        number, _ = self.given("画面发黄 / the picture is yellow", "media.blurred")
        self.ticket(number)
        self.go("accept")
        self.keep()
        self.line.down()
        self.ticket(number)
        large = self.photo("large", "#222222", megabytes=13)
        self.refused("photos", "large", "a photo that is too large", photos=large, words="色轮磨损 / worn wheel")
        self.fill_up(ACTS_MAX)
        self.refused("comment", "full", "fifty that wait", words="第五十一步 / the fifty-first")
        self.fill_up(0)
        self.without_room(number)

    def room(self, size=None):
        """The browser's own limit for what this site may store, in bytes; None: as much as ever."""
        client = self.context.new_cdp_session(self.page)
        client.send("Storage.overrideQuotaForOrigin", {"origin": self.line.base, **({"quotaSize": size} if size else {})})

    def without_room(self, number):
        # A browser that has just started: one that runs goes by what it knew of its room for half a minute.
        self.start()
        self.room(1)
        self.ticket(number)
        words = "没有空间也不丢 / not lost without room"
        self.refused("comment", "room", "a phone without room", words=words)
        self.look("no-room")
        self.shown("full", "body")
        page = self.context.new_page()
        page.set_viewport_size(PHONE)
        self.page.close()
        self.page = page
        self.ticket(number)
        typed = self.form("comment").locator("[name=words]").input_value()
        self.expect(typed == words, f"the tab was closed, and of the words is left {typed!r}")
        self.room(1)
        self.line.up()
        self.page.evaluate("() => caches.delete('mendmark-pages')")
        self.queue()
        self.page.locator("#kept-page").get_by_text(self.says["pages"]).wait_for()
        self.room()
        self.keep()
        self.line.down()
        self.ticket(number)
        self.aside("comment")
        self.line.up()
        self.queue()
        self.wait_states(["done"])
        self.forget_all()
        self.expect(sum("not lost without room" in step[2] for step in self.steps(number)) == 1, "the words came not once")

    def tells_of_a_merge(self):
        number, _ = self.given("麦克风啸叫 / howling", "media.sound")
        other, _ = self.given("没有画面 / no picture", "media.picture")
        self.keep()
        self.line.down()
        self.ticket(number)
        self.aside("parts", listed="sfp", quantity="3", serial="SN-9")
        self.aside("photos", photos=self.photo("before", "#3a4250"), words="接头发黑 / burnt plug")
        self.aside("comment", words="功放也要看 / look at the amplifier, too")
        self.run("ticket", "merge", number, "--into", other, "--as", self.arguments.dispatcher)
        self.line.up()
        self.queue()
        self.wait_states(["refused", "noted", "noted"])
        self.settle()
        for row in self.acts().all():
            told = row.inner_text()
            self.expect(self.says["merged"] in told and row.locator(f"a[href$='/{other}']").count() == 1,
                        f"the merge is told as {told!r}")
        refused = self.page.locator("#field-acts li[data-state=refused]").inner_text()
        self.expect(self.says["sfp"] in refused and "SN-9" in refused and "3" in refused,
                    f"of the part that was refused is left {refused!r}")
        self.look("merged")
        self.shown("merged", "h1")
        self.ticket(number)
        link = self.page.locator(f"dl.facts a[href$='/{other}']")
        self.expect(link.count() == 1, "the merged ticket doesn't lead to the other one")
        # Each goes to where the work goes on.
        for left in (2, 1, 0):
            self.page.locator("#field-acts li:not([data-state=done]) button:not([data-copy])").nth(
                1 if self.acts().first.get_attribute("data-state") == "refused" else 0).click()
            self.page.wait_for_function(
                "left => [...document.querySelectorAll('#field-acts li')].filter(li => li.dataset.state !== 'done').length === left"
                " && !document.querySelector('#field-acts li[data-state=waiting]')", arg=left)
            self.settle()
        self.ticket(other)
        text = self.page.inner_text("main")
        for words in (self.says["sfp"], "burnt plug", "look at the amplifier"):
            self.expect(words in text, f"{words!r} isn't on the ticket that it was merged into")
        self.expect(self.page.locator("section:has(h2) .thumbs img").count() == 1, "the photo isn't on the other ticket")
        self.forget_all()

    def hands_over(self):
        number, _ = self.given("录播没声 / the recording is mute", "media.sound")
        self.ticket(number)
        self.go("accept")
        form = self.form("hand-over")
        listed = form.locator("option").all_inner_texts()
        self.expect(len(listed) == 3 and listed[1].endswith(self.says["on"]) and "柯师傅" in listed[1]
                    and listed[2].endswith(self.says["off"]) and "谭师傅" in listed[2], f"it can be handed to {listed}")
        self.go("hand-over", lead=self.arguments.later, done="调音台已断电 / the mixer is off")
        self.expect(self.says["why"] in self.page.locator(".summary").inner_text(), "nobody says that the reason is missing")
        left = [self.form("hand-over").locator(f"[name={name}]").input_value() for name in ("lead", "done")]
        self.expect(left == [self.arguments.later, "调音台已断电 / the mixer is off"], f"after a refusal the form holds {left}")
        self.look("hand-over")
        if self.language == "zh":
            self.go("hand-over", words="下班了 / my shift ends")
            notice = self.page.locator("[data-focus]").inner_text()
            self.expect(self.says["handed"] in notice, f"after handing over the page says {notice!r}")
        else:
            self.ticket(number)
            self.keep()
            self.line.down()
            self.ticket(number)
            self.aside("hand-over", lead=self.arguments.later, done="调音台已断电 / the mixer is off", words="下班了 / my shift ends")
            self.line.up()
            self.queue()
            self.wait_states(["done"])
            self.forget_all()
            self.ticket(number)
        self.look("handed-over")
        self.page.locator("form[action='/-/sign-out'] button").click()
        self.page.wait_for_url(self.line.base + "/")
        self.takes_over(number)

    def takes_over(self, number):
        """The next shift, on the same phone."""
        self.sign_in(self.page, self.line.base, self.arguments.later)
        self.expect(self.page.locator(f"[data-card='{number}'] form[data-act=accept]").count() == 1,
                    "the ticket isn't in the taker's queue")
        self.page.goto(self.line.base + "/-/desk/shifts")
        self.calendar(getattr(self.arguments, "until"), getattr(self.arguments, "from"), None)
        self.ticket(number)
        first = self.page.locator("main section:visible h2").first
        self.expect(first.inner_text() == self.says["by"], f"the taker reads first {first.inner_text()!r}")
        words = self.page.locator("main section:visible blockquote").first.inner_text()
        self.expect("the mixer is off" in words and "my shift ends" in words, f"the taker reads {words!r}")
        self.look("taken-over")
        self.shown("handed", "h1")
        self.go("accept")
        self.expect("谭师傅" in self.page.locator("dl.facts").first.inner_text(), "the ticket isn't the taker's")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "mendmark", "code", "account", "later", "dispatcher", "from", "until", "away", "password",
                 "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    found, began = [], time.time()
    with sync_playwright() as playwright:
        for language in LANGUAGES:
            walk = Technician(playwright, arguments, language)
            parts = [walk.notes_parts, walk.keeps_photos, walk.tells_when_full, walk.tells_of_a_merge, walk.hands_over]
            for part in [walk.shows_shifts] + parts:
                if os.environ.get("ONLY", part.__name__) != part.__name__:
                    continue
                started = time.time()
                try:
                    walk.line.up()
                    if not walk.context:
                        walk.start()
                        walk.sign_in(walk.page, walk.line.base, arguments.account)
                    part()
                except Exception as error:  # noqa: BLE001: whatever stops a part is a finding, and the next one is tried
                    walk.found.append(f"{language} {part.__name__}: {str(error).splitlines()[0]}")
                    walk.picture(f"broken-{part.__name__}")
                    walk.anew()
                if os.environ.get("TIMES"):
                    print(language, part.__name__, round(time.time() - started, 1), file=sys.stderr)
            walk.end()
            found += walk.found
    print("\n".join(found) or f"the rest of a technician's day: nothing found ({time.time() - began:.0f} s)")
    sys.exit(1 if found else 0)


main()
