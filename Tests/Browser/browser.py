#!/usr/bin/env python3
"""Walks a running gateway's pages in a real Chromium and looks for what a reporter would stumble over.

    browser.py --base http://127.0.0.1:8420 --code CODE [--dead CODE …] --account NAME --facilities NAME
               --dispatcher NAME --supervisor NAME --password WORD --out FOLDER

It reports a fault at CODE, follows it, signs in, moves it to its answer, prints labels from the facilities pages,
confirms them on a walk, takes a call and works on the board by the keyboard alone, and looks at each page in the combinations of
width (390, 320, 1280, and 1280 at 200 %), language (zh, en), light and dark, with and without script, with storage
blocked and as WeChat's browser: sideways scroll, touch targets under 44 px, order of focus, axe's findings, messages on the console. Pictures
go to the folder. Exit status 1 where anything was found.
Needs playwright and axe-playwright-python, and Chromium at --chromium.
"""
import argparse
import pathlib
import sys
import time
import uuid

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from rows import count

WECHAT = (
    "Mozilla/5.0 (Linux; Android 13; V2055A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile "
    "Safari/537.36 XWEB/1160117 MMWEBSDK/20231202 MicroMessenger/8.0.47.2560(0x28002F35) WeChat/arm64 Weixin NetType/4G"
)
NO_STORAGE = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, " \
    "{ get() { throw new DOMException('blocked', 'SecurityError'); } });"
PHONE, NARROW, DESK = (390, 844), (320, 700), (1280, 800)
# What a page of 1280 × 800 is at a zoom of 200 %: half the pixels, each twice as large.
ZOOMED = (640, 400)
# name, viewport, language, scheme, script, blocked storage, user agent
LOOKS = [
    ("phone-zh-light", PHONE, "zh-CN", "light", True, False, None),
    ("phone-en-dark", PHONE, "en-GB", "dark", True, False, None),
    ("narrow-zh-dark", NARROW, "zh-CN", "dark", True, False, None),
    ("narrow-en-light", NARROW, "en-GB", "light", True, False, None),
    ("desk-zh-light", DESK, "zh-CN", "light", True, False, None),
    ("desk-en-dark", DESK, "en-GB", "dark", True, False, None),
    ("zoomed-zh-light", ZOOMED, "zh-CN", "light", True, False, None),
    ("phone-zh-noscript", PHONE, "zh-CN", "light", False, False, None),
    ("phone-zh-nostorage", PHONE, "zh-CN", "light", True, True, None),
    ("wechat-zh", PHONE, "zh-CN", "light", True, True, WECHAT),
]
SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => !e.closest('.sr, .skip') && e.getClientRects().length)
  .map(e => { const own = e.getBoundingClientRect();
    const label = e.labels && e.labels[0] && ['radio', 'checkbox'].includes(e.type) ? e.labels[0].getBoundingClientRect() : own;
    return [e.outerHTML.slice(0, 90), Math.max(own.width, label.width), Math.max(own.height, label.height)]; })
  .filter(([, width, height]) => width < 43.5 || height < 43.5)"""

# Tab goes through the page as the eye does, and nothing is moved ahead by a tabindex. What an open dialog holds stands apart.
ASTRAY = """() => { const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => !e.closest('.sr, .skip, .thumb, dialog') && e.checkVisibility());
  const middle = e => { const box = e.getBoundingClientRect(); return box.top + box.height / 2; };
  return all.filter((e, i) => e.tabIndex > 0 || (innerWidth < 600 && i && middle(e) < middle(all[i - 1]) - 40))
    .map(e => e.outerHTML.slice(0, 90)); }"""


class Walk:
    """One look at a list of pages; what is found is kept as sentences."""

    def __init__(self, browser, arguments, look, state=None):
        self.name, (width, height), language, scheme, self.script, blocked, agent = look
        options = dict(
            viewport={"width": width, "height": height}, device_scale_factor=2 if look[1] == ZOOMED else 1, locale=language, color_scheme=scheme,
            java_script_enabled=self.script, storage_state=state)
        if agent:
            options["user_agent"] = agent
        self.language = language[:2]
        self.context = browser.new_context(**options)
        if blocked:
            self.context.add_init_script(NO_STORAGE)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda message: message.type == "error" and self.complain(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.complain(f"script: {error}"))
        self.arguments, self.found, self.looked = arguments, [], 0

    def complain(self, sentence):
        # An error page's own status is written to the console by the browser itself.
        if "status of 4" not in sentence:
            self.found.append(f"{self.name} {self.page.url}: {sentence}")

    def open(self, path):
        self.page.goto(self.arguments.base + path, wait_until="load")

    def look(self, name):
        """A picture and the checks of the page as it stands."""
        self.looked += 1
        self.page.screenshot(path=str(self.arguments.out / f"{name}-{self.name}.png"), full_page=True)
        if not self.script:
            return
        wide = self.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.complain(f"{name} scrolls sideways by {wide} px")
        for element, width, height in self.page.evaluate(SMALL):
            self.complain(f"{name}: target of {width:.0f} × {height:.0f} px: {element}")
        for element in self.page.evaluate(ASTRAY):
            self.complain(f"{name}: out of the order of focus: {element}")
        for violation in Axe().run(self.page).response["violations"]:
            count(axe_violations=1)
            nodes = [node["html"][:90] for node in violation["nodes"]][:3]
            self.complain(f"{name}: axe {violation['id']}: {violation['help']}: {nodes}")

    def close(self):
        self.context.close()
        return self.found


def report(walk, words):
    """Files a report as a stranger does: no account, one category, some words. Returns the tracking page's path."""
    walk.open(f"/{walk.arguments.code}")
    walk.look("report")
    walk.page.locator("input[name=category]").first.check()
    walk.page.fill("#words", words)
    walk.page.locator("details:has(#phone) summary").click()
    walk.page.fill("#phone", "138-0013-8000")
    walk.page.locator("form[enctype] button.primary").click()
    walk.page.wait_for_url("**/-/t/**")
    walk.look("sent")
    return walk.page.url.split("?")[0].removeprefix(walk.arguments.base)


def strangers(walk):
    """Every page that needs no account."""
    track = report(walk, "投影开不了机,第一排灯也不亮 / the projector won't start")
    walk.open(track)
    walk.look("tracking")
    walk.open(f"/{walk.arguments.code}")
    walk.look("open-faults")
    walk.page.locator("form[enctype] button.primary").click()
    walk.page.wait_for_selector(".summary")
    walk.look("problems")
    if walk.script and not walk.page.evaluate("() => document.activeElement.matches('[data-focus]')"):
        walk.complain("the summary of problems doesn't have the focus")
    label_problem(walk)
    for name, path in [("start", "/"), ("search", "/?q=302"), ("scan", "/-/scan"), ("mistyped", "/ABC"),
                       ("foreign", "/?code=https%3A%2F%2Felsewhere.example%2Fx"),
                       ("sign-in", "/-/sign-in"), ("elsewhere", "/-/elsewhere"), ("regain", "/-/regain")]:
        walk.open(path)
        walk.look(name)
    walk.open("/-/regain")
    walk.page.fill("#number", "ABC")
    walk.page.locator("form[action='/-/regain'] button").click()
    walk.look("regain-problems")
    for number, code in enumerate(walk.arguments.dead):
        walk.open(f"/{code}")
        walk.look(f"dead-{number}")
    return track


def label_problem(walk):
    """Says that the label itself is torn, as anybody may."""
    walk.open(f"/{walk.arguments.code}")
    walk.page.locator("#label-problem summary").click()
    walk.look("label-problem")
    walk.page.locator("input[name=kind]").first.check()
    walk.page.locator("#label-problem button").click()
    if walk.page.locator(".place [role=status]").count() != 1:
        walk.complain("nobody says thank you for the label's problem")
    walk.look("label-thanks")


def sign_in(walk, account):
    walk.open(f"/-/sign-in?code={walk.arguments.code}")
    walk.page.fill("#account", account)
    walk.page.fill("#password", walk.arguments.password)
    go(walk, "main form button.primary")
    if not walk.page.url.endswith(f"/{walk.arguments.code}"):
        walk.complain(f"sign-in didn't come back to the label but to {walk.page.url}")


def staff(walk):
    """The signed-in pages, and one ticket moved to its answer."""
    for name, path in [("place", f"/{walk.arguments.code}"), ("shifts", "/-/desk/shifts"), ("desk", "/-/desk")]:
        walk.open(path)
        walk.look(name)
    walk.page.locator("a.code").first.click()
    walk.look("ticket")
    show_contact(walk)
    go(walk, "form[action$='/accept'] button")
    walk.look("accepted")
    walk.open(f"/{walk.arguments.code}")
    walk.look("arrive")
    walk.page.locator("form[action$='/arrive'] button").first.click()
    walk.look("working")
    walk.page.locator("form[action$='/resolve'] textarea").fill("已修好 / mended")
    go(walk, "form[action$='/resolve'] button")
    walk.look("resolved")
    walk.open("/-/desk")
    walk.look("desk-after")


def go(walk, selector):
    """Presses what first looks into the browser or asks for the network, and waits for the page that comes of it."""
    with walk.page.expect_navigation():
        walk.page.locator(selector).first.click()


def show_contact(walk):
    """A reporter's number, hidden until it is asked for."""
    if "138-0013" in walk.page.content():
        walk.complain("the ticket shows a number that nobody asked for")
    walk.page.locator("details:has(form[action$='/contact']) summary").first.click()
    walk.look("contact")
    walk.page.locator("form[action$='/contact'] button").first.click()
    if walk.page.locator("main a[href='tel:13800138000']").count() != 1:
        walk.complain("the number isn't shown to whoever asked for it")
    walk.look("contact-shown")


def print_labels(walk):
    """Campus, building, floor; a print with its preview; the PDF. Ends at the print run's page."""
    page = walk.page
    walk.open("/-/facilities")
    walk.look("facilities")
    page.locator(".tallies tbody th a").first.click()
    walk.look("facilities-building")
    page.locator(".tallies tbody th a").first.click()
    walk.look("facilities-floor")
    page.locator("main a[href*='which=all']").first.click()
    page.select_option("#which", "needed" if page.locator("a.preview").count() == 0 else "all")
    page.uncheck("input[name=points]")
    page.select_option("#stock", "avery-l7163")
    page.select_option("#printer", "office.main")
    page.locator("button[value=preview]").click()
    page.wait_for_load_state("load")
    walk.look("print")
    if not page.evaluate("() => { const image = document.querySelector('.preview img'); return !image || image.naturalWidth > 300; }"):
        walk.complain("the preview has no picture")
    chosen = page.evaluate("() => ['stock', 'printer'].map(id => document.getElementById(id).value)")
    if chosen != ["avery-l7163", "office.main"]:
        walk.complain(f"the chosen stock and printer are forgotten: {chosen}")
    page.fill("#start", "99")
    page.locator("button[value=preview]").click()
    walk.look("print-problem")
    page.fill("#start", "")
    page.select_option("#which", "all")
    page.locator("button[value=preview]").click()
    page.locator("button[value=print]").click()
    walk.look("job")
    page.locator("a[download]").wait_for(timeout=30_000)
    walk.look("job-done")
    pdf = walk.context.request.get(walk.arguments.base + page.locator("a[download]").get_attribute("href")).body()
    if not pdf.startswith(b"%PDF-"):
        walk.complain("what is fetched isn't a PDF")
    page.locator("main section a[href*='/batches/']").click()
    walk.look("batch")


def facilities(walk):
    """The facilities' pages: a print, a spoiled sheet, a walk, a blank label, a label problem."""
    page = walk.page
    print_labels(walk)
    batch = page.url.split("?")[0].removeprefix(walk.arguments.base)
    page.locator("details summary").first.click()
    page.fill("#spoil-place", "99")
    page.fill("#spoil-reason", "卡纸 / jammed")
    page.locator("form[action$='/spoil'] button").click()
    walk.look("batch-problem")
    page.fill("#spoil-place", page.locator("table.queue tbody td").first.inner_text().strip())
    page.locator("form[action$='/spoil'] button").click()
    walk.look("batch-spoiled")
    page.locator("main a.button.primary").first.click()
    walk.look("print-resume")
    walk.open("/-/facilities/print?blank=5")
    walk.look("print-blank")
    for name in ["batches", "wallet", "tasks"]:
        walk.open(f"/-/facilities/{name}")
        if name == "wallet":
            page.locator("details summary").first.click()
        walk.look(name)
    confirm(walk, batch)
    walk.open(f"/{walk.arguments.blank}?q=M-10")
    walk.look("bind")


def confirm(walk, batch):
    """A walk of a print run: right, at another door, damaged, and a label of another run."""
    page = walk.page
    walk.open(batch)
    page.locator("main a[href*='/walk?']").click()
    walk.look("walk")
    page.fill("#code", "ABC")
    page.locator("form[action$='/walk'] button").click()
    walk.look("walk-problem")
    page.locator("ol.rows a").first.click()
    walk.look("walk-label")
    page.locator("form[action$='/confirm'] button.primary").click()
    walk.look("walk-right")
    page.locator("ol.rows a").first.click()
    page.locator("details:has(#door) summary").click()
    page.fill("#door", "nowhere")
    page.locator("details form[action$='/confirm'] button").click()
    walk.look("walk-door")
    page.fill("#door", "M-101")
    page.locator("details form[action$='/confirm'] button").click()
    walk.look("walk-wrong")
    page.locator("ol.rows a").first.click()
    page.locator("details:has(#state) summary").click()
    page.locator("form[action$='/mark'] button").click()
    walk.look("walk-marked")
    walk.open(f"/{walk.arguments.code}")
    walk.look("walk-foreign")
    page.locator("main a[href*='/walk?']").click()
    page.locator("form[action$='/end'] button").click()


def dispatch(walk):
    """A call taken down, and the board; with a script by the keyboard alone."""
    take_call(walk)
    walk.open("/-/board?lang=" + walk.language)
    walk.look("board")
    walk.open("/-/board?only=unaccepted")
    walk.look("board-column")
    if walk.script:
        board_keys(walk)
    walk.open("/-/board")
    walk.page.locator("#acts button[value=assign]").click()
    walk.look("board-problem")
    walk.page.locator("a.open").first.click()
    walk.look("ticket-dispatch")


def take_call(walk):
    page = walk.page
    walk.open("/-/intake")
    walk.look("intake")
    if not walk.script:
        page.fill("#q", "明理楼 103")
        page.locator("form[data-suggest] button").click()
        walk.look("intake-found")
        page.locator("ul.rows a").first.click()
        page.fill("#words", "灯管不亮 / the lamp is dark")
        page.locator("#send").click()
    else:
        keys = page.keyboard
        keys.type("mll 103")
        page.locator("#suggestions a").first.wait_for()
        walk.look("intake-found")
        keys.press("Enter")
        page.locator("#words").wait_for()
        page.wait_for_function("() => document.activeElement.id === 'words'")
        keys.type("灯管不亮 / the lamp is dark")
        walk.look("intake-call")
        for field in ["hazard", "category", "phone", "name", "wants"]:
            keys.press("Tab")
            here = page.evaluate("() => document.activeElement.id")
            if here != field:
                walk.complain(f"Tab comes to {here or 'nothing'} where {field} was expected")
            if field == "phone":
                keys.type("138-0013-8000")
        keys.press("Space")
        keys.press("Control+Enter")
    page.wait_for_url("**/-/intake?done=*")
    count(keyboard_walks=int(walk.script))
    if not page.locator(".panel .number").inner_text().strip():
        walk.complain("there is no number to read out")
    walk.look("intake-done")
    walk.open("/-/intake?place=none")
    page.locator("#send").click()
    walk.look("intake-problem")


def board_keys(walk):
    """Moves, chooses, raises, takes back, asks for the keys and opens a ticket; the board hears of a report."""
    page, keys = walk.page, walk.page.keyboard
    walk.open("/-/board")
    keys.press("j")
    first = page.evaluate("() => document.activeElement.textContent")
    keys.press("j")
    keys.press("k")
    if not first or page.evaluate("() => document.activeElement.textContent") != first:
        walk.complain("j and k don't move through the board")
    keys.press("x")
    keys.press("p")
    if page.evaluate("() => document.activeElement.id") != "priority":
        walk.complain("p doesn't come to the priority")
    walk.look("board-chosen")
    keys.press("End")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    page.wait_for_url("**/-/board/act")
    walk.look("board-done")
    keys.press("u")
    page.wait_for_url("**/-/board/undo")
    if page.locator(".note.good").count() != 1:
        walk.complain("u doesn't take the priority back")
    walk.look("board-undone")
    keys.press("?")
    walk.look("board-keys")
    keys.press("Escape")
    walk.open("/-/board")
    before = page.locator("a.open").count()
    walk.context.request.post(walk.arguments.base + "/api/v1/reports", headers={"Idempotency-Key": uuid7()}, data={
        "where": "三教那个大教室", "words": "灯坏了 / no light"})
    try:
        page.wait_for_function("before => document.querySelectorAll('a.open').length > before", arg=before)
    except Exception:
        walk.complain("the board doesn't hear of a new report")
    keys.press("j")
    keys.press("Enter")
    page.wait_for_url("**/-/desk/**")
    count(keyboard_walks=1)


def uuid7():
    number = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    number = number & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=number & ~(3 << 62) | 2 << 62))


def supervise(walk):
    """A month's and a week's report, by the keyboard from one to the other."""
    walk.open("/-/desk/report")
    walk.look("report-month")
    walk.open("/-/desk/report?period=2026-99")
    walk.look("report-unreadable")
    walk.open("/-/desk/report")
    walk.page.focus("#period")
    walk.page.keyboard.press("Control+A")
    walk.page.keyboard.type("2026-W48")
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_url("**period=2026-W48")
    walk.look("report-week")
    for name, path in [("supervision", "/-/supervision?answered=1"), ("calls", "/-/calls"), ("wallboard", "/-/wallboard")]:
        walk.open(path)
        walk.look(name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--code", required=True, help="a live label's 12 symbols, without hyphens")
    parser.add_argument("--dead", nargs="*", default=[], help="codes that don't open: replaced, revoked, unknown")
    parser.add_argument("--blank", required=True, help="a blank label's 12 symbols")
    parser.add_argument("--account", required=True, help="a technician's")
    parser.add_argument("--facilities", required=True, help="somebody's of facilities")
    parser.add_argument("--dispatcher", required=True, help="somebody's who dispatches")
    parser.add_argument("--supervisor", required=True, help="somebody's who supervises")
    parser.add_argument("--password", required=True)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    found, looked = [], 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        states = []
        for account in [arguments.account, arguments.facilities, arguments.dispatcher, arguments.supervisor]:
            first = Walk(browser, arguments, LOOKS[0])
            sign_in(first, account)
            states.append(first.context.storage_state())
            found += first.close()
        for look in LOOKS:
            for pages, session in [(strangers, None), (staff, states[0]), (facilities, states[1]),
                                   (dispatch, states[2]), (supervise, states[3])]:
                if pages is facilities and look[5]:
                    continue  # nothing of theirs is stored, and the looks before it had the same width
                walk = Walk(browser, arguments, look, session)
                try:
                    pages(walk)
                except Exception as error:  # a page that can't be walked is a finding, not the end of the walk
                    walk.complain(f"{pages.__name__}: {str(error).splitlines()[0]}")
                looked += walk.looked
                found += walk.close()
        browser.close()
    count(pages_checked=looked)
    print("\n".join(found) if found else "browser: nothing found")
    print(f"browser: {looked} pages looked at, {len(found)} finding(s)")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
