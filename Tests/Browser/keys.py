#!/usr/bin/env python3
"""Does the main job of those who have no desk by the keyboard alone, in a real Chromium: no click, no focus set.

    keys.py --base http://127.0.0.1:8420 --code CODE --technician NAME --dispatcher NAME --facilities NAME
            --supervisor NAME --lead NAME --head NAME --password WORD

A reporter reports, follows, adds a word and withdraws; the same with storage blocked and without EventSource, where the
page hears of its news by asking. A technician signs in, accepts, arrives by the label's page and resolves. Somebody of
facilities prints a floor and confirms a label on the walk. Somebody at the phone takes a call down, at the pace of a slow
typist, in a minute at most. A dispatcher narrows the board, keeps the view under a name, comes back by its key and deletes
it, and takes back what was assigned. A team lead reads a supervision and answers it. A head acknowledges a hazard and
fetches the month's report as PDF. In both languages. What is to be reached is reached by Tab,
in the page's order, and what was expected and not reached is a finding. Then each page that people see first is fetched
by a browser that knows nothing yet: with all that it needs it may have 60 KB. Exit status 1 where anything was found.
"""
import argparse
import sys
import time
import uuid

from playwright.sync_api import sync_playwright

from rows import count

TABS_MAX = 150
FIRST_VIEW_BYTES_MAX = 60_000
BLOCKED = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, " \
    "{ get() { throw new DOMException('blocked', 'SecurityError'); } }); delete window.EventSource; " \
    "const later = window.setTimeout; window.setTimeout = (act, pause, ...rest) => " \
    "later(act, pause >= 20000 ? pause / 20 : pause, ...rest);"
INTAKE_SECONDS_MAX = 60
# Five keys a second, as somebody types who listens meanwhile.
TYPING_MS = 200
STORY = {"zh-CN": "投影仪不亮", "en-GB": "The projector stays dark"}


class Keys:
    """One person before one page, who has a keyboard only."""

    def __init__(self, browser, arguments, language, script=None):
        self.arguments, self.language = arguments, language
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, locale=language)
        if script:
            self.context.add_init_script(script)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)

    def open(self, path):
        self.page.goto(self.arguments.base + path, wait_until="load")

    def tab(self, selector):
        """Comes to the first element that fits, by Tab alone."""
        for _ in range(TABS_MAX):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{self.page.url}: Tab doesn't come to {selector}: {self.page.inner_text('main')[:300]!r}")

    def press(self, selector, key="Enter"):
        self.tab(selector)
        self.page.keyboard.press(key)

    def type(self, selector, words):
        self.tab(selector)
        self.page.keyboard.type(words)

    def go(self, selector, url):
        """Presses what leads to another page, and waits for it."""
        with self.page.expect_navigation(url=url):
            self.press(selector)

    def expect(self, words):
        """That the page shows them."""
        self.page.locator("main", has_text=words).wait_for()

    def unfold(self, action):
        """Opens what a form is folded into, where it is."""
        form = f"form[action$='/{action}']"
        if not self.page.locator(form).first.is_visible():
            self.press(f"details:has({form}) summary")

    def close(self):
        self.context.close()


def reporter(keys):
    """Returns the path of what was reported."""
    words = f"{STORY[keys.language]} {id(keys)}"
    keys.open(f"/{keys.arguments.code}")
    keys.press("input[name=category]", "Space")
    keys.type("#words", words)
    keys.press("details:has(#phone) summary")
    keys.type("#phone", "138-0013-8000")
    keys.go("form[data-draft=report] button.primary", "**/-/t/**")
    if not keys.page.evaluate("() => document.activeElement.matches('[data-focus]')"):
        raise AssertionError("the focus isn't on what was received")
    track = keys.page.locator("a.link").get_attribute("href")
    keys.go("a.link", f"**{track}")
    keys.expect(words)
    keys.press("details:has(form[action$='/comment']) summary")
    keys.type("form[action$='/comment'] textarea", "后排也一样 / the back row too")
    keys.go("form[action$='/comment'] button", "**/-/t/**")
    keys.expect("后排也一样")
    return track


def withdraw(keys, track):
    keys.open(track)
    keys.press("details:has(form[action$='/withdraw']) summary")
    keys.go("form[action$='/withdraw'] button", "**/-/t/**")
    if keys.page.locator("form[action$='/withdraw']").count():
        raise AssertionError("what was withdrawn can be withdrawn again")


def hears_without_events(keys, track):
    """The page's own question brings the news where there is no EventSource; it asks twenty times as often here."""
    keys.open(track)
    shown = keys.page.locator("ol.steps li").count()
    keys.context.request.post(keys.arguments.base + track + "/comment", form={
        "key": keys.page.locator("form[action$='/comment'] [name=key]").get_attribute("value"), "words": "news"})
    keys.page.wait_for_function("shown => document.querySelectorAll('ol.steps li').length > shown", arg=shown)


def sign_in(keys, account):
    keys.open("/-/sign-in")
    keys.type("#account", account)
    keys.type("#password", keys.arguments.password)
    keys.go("main form button.primary", "**/-/**")


def technician(keys):
    """Takes what was reported at the label last, arrives there and answers it."""
    stranger = Keys(keys.context.browser, keys.arguments, keys.language)
    reporter(stranger)
    ticket = f"/-/desk/{stranger.page.locator('dl.facts .code').first.inner_text()}"
    stranger.close()
    sign_in(keys, keys.arguments.technician)
    keys.open(f"/{keys.arguments.code}")
    if keys.page.locator(f"form[action='{ticket}/arrive'] button").count() == 0:
        raise AssertionError("the label's page offers no arrival")
    keys.go(f".now:has(form[action='{ticket}/arrive']) h2 a", "**/-/desk/**")
    if keys.page.locator("form[action$='/accept'] button").count():
        keys.go("form[action$='/accept'] button", "**/-/desk/**")
    keys.open(f"/{keys.arguments.code}")
    keys.go(f"form[action='{ticket}/arrive'] button", f"**{ticket}**")
    keys.type("form[action$='/resolve'] textarea", "已修好 / mended")
    keys.go("form[action$='/resolve'] button", "**/-/desk/**")
    keys.expect("已修好 / mended")


def facilities(keys):
    """A floor's labels, from the campus to the wall."""
    sign_in(keys, keys.arguments.facilities)
    keys.open("/-/facilities")
    keys.go(".tallies tbody th a", "**/-/facilities/**")
    keys.go(".tallies tbody th a", "**/-/facilities/**")
    keys.go("main a[href*='which=all']", "**/print?**")
    keys.go("button[value=print]", "**/jobs/**")
    keys.page.locator("a[download]").wait_for(timeout=60_000)
    keys.go("main section a[href*='/batches/']", "**/batches/**")
    keys.go("main a[href*='/walk?']", "**/walk?**")
    open_labels = keys.page.locator("ol.rows a").count()
    keys.go("ol.rows a", "**")
    keys.go("form[action$='/confirm'] button.primary", "**/walk**")
    if keys.page.locator("ol.rows a").count() != open_labels - 1:
        raise AssertionError("the walk doesn't go on with one label fewer")


def filed(keys, words, **more):
    """The number of a fault that somebody else reports at the label."""
    answer = keys.context.request.post(
        keys.arguments.base + "/api/v1/reports", headers={"Idempotency-Key": uuid7()},
        data={"label": keys.arguments.code, "words": words, **more})
    return answer.json()["number"]


def uuid7():
    number = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    number = number & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=number & ~(3 << 62) | 2 << 62))


def intake(keys):
    """A call, from the first key to the number that is read out."""
    sign_in(keys, keys.arguments.dispatcher)
    keys.open("/-/intake")
    page, began = keys.page, time.monotonic()
    page.keyboard.type("mll 103", delay=TYPING_MS)
    page.locator("#suggestions a").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'words'")
    page.keyboard.type("投影仪黑屏,学生等着上课 / the projector is dark, a class is waiting", delay=TYPING_MS)
    for _ in range(3):
        page.keyboard.press("Tab", delay=TYPING_MS)
    page.keyboard.type("13800138000", delay=TYPING_MS)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/-/intake?done=*")
    page.locator(".panel .number").wait_for()
    took = round(time.monotonic() - began)
    count(intake_seconds=took)
    if took > INTAKE_SECONDS_MAX:
        raise AssertionError(f"a call took {took} seconds, {INTAKE_SECONDS_MAX} at most were expected")
    # Nobody knows where: the place is asked first, and again where it was left out.
    keys.open("/-/intake?place=none")
    for why in ("at first", "where it is missing"):
        page.wait_for_function("() => document.activeElement.id === 'door'")
        page.locator("#words").fill("灯坏 / the light is out")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        if page.locator(".summary").count() != 1:
            raise AssertionError(f"a call without a place is taken, {why}")


def board_views(keys):
    """A view by place and kind, kept, opened by its number and deleted."""
    filed(keys, STORY[keys.language])
    sign_in(keys, keys.arguments.dispatcher)
    keys.open("/-/board")
    everything = keys.page.locator("a.open").count()
    keys.page.keyboard.press("/")
    keys.page.keyboard.type("M-101")
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    here = keys.page.locator("a.open").count()
    if not 0 < here < everything:
        raise AssertionError(f"a place narrows {everything} tickets to {here}")
    narrow, name = keys.page.url, f"101 {keys.language}"
    keys.page.keyboard.press("v")
    keys.page.keyboard.type(name)
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    keys.open("/-/board")
    names = keys.page.locator("#kept-views a").all_inner_texts()
    with keys.page.expect_navigation(url=narrow):
        keys.page.keyboard.press(str(names.index(name) + 1))
    keys.page.keyboard.press("v")
    renamed = f"renamed {keys.language}"
    keys.type(f"form:has([name=old][value='{name}']) [name=name]", renamed)
    with keys.page.expect_navigation():
        keys.press(f"form:has([name=old][value='{name}']) button[value=rename]")
    keys.page.locator("#kept-views a", has_text=renamed).wait_for()
    keys.page.keyboard.press("v")
    with keys.page.expect_navigation():
        keys.press(f"form:has([name=old][value='{renamed}']) button[value=drop]")
    if keys.page.locator("#kept-views a", has_text=renamed).count():
        raise AssertionError("what was deleted is still among the views")


def take_back(keys):
    """What no rule gives to a team is assigned, and that is taken back."""
    number = filed(keys, "情况不明 / hard to say")
    sign_in(keys, keys.arguments.dispatcher)
    keys.open("/-/board?only=new")
    keys.tab(f"a.open[href$='{number}']")
    keys.page.keyboard.press("x")
    keys.page.keyboard.press("a")
    with keys.page.expect_navigation():
        keys.press("button[value=assign]")
    if keys.page.locator("#undo").count() != 1:
        raise AssertionError("what was to be assigned can't be taken back")
    with keys.page.expect_navigation():
        keys.page.keyboard.press("u")
    keys.open("/-/board?only=new")
    keys.tab(f"a.open[href$='{number}']")


def team_lead(keys):
    """Reads what a supervisor ordered, and answers it."""
    number = filed(keys, STORY[keys.language], category="network.outage")
    above = Keys(keys.context.browser, keys.arguments, keys.language)
    sign_in(above, keys.arguments.supervisor)
    above.open(f"/-/desk/{number}")
    above.unfold("supervise")
    above.type("#supervise-words", "请说明 / please explain")
    above.go("form[action$='/supervise'] button", f"**{number}")
    above.close()
    sign_in(keys, keys.arguments.lead)
    keys.go(".areas a[href='/-/supervision']", "**/-/supervision")
    keys.go(f"section[aria-labelledby=orders] a[href$='{number}']", f"**{number}")
    keys.go("form[action$='/read-supervision'] button", f"**{number}")
    keys.unfold("answer-supervision")
    keys.type("#supervision-1", "配件明天到 / the part comes tomorrow")
    keys.go("form[action$='/answer-supervision'] button", f"**{number}")
    keys.open("/-/supervision")
    if keys.page.locator("section[aria-labelledby=orders]", has_text=number).count():
        raise AssertionError("what was answered still waits")
    keys.go("section[aria-labelledby=orders] a[href*='answered=1']", "**answered=1")
    keys.expect("配件明天到")


def decides(keys):
    """A ticket is referred to another organisation, whose answer brings it back; a form that lacks something stays open."""
    number = filed(keys, STORY[keys.language])
    sign_in(keys, keys.arguments.dispatcher)
    keys.open(f"/-/desk/{number}")
    keys.press("#more > summary")
    keys.press("details:not(#more):has(form[action$='/refer']) > summary")
    keys.go("form[action$='/refer'] button", f"**{number}/refer")
    if not keys.page.locator("#refer-organisation-error").is_visible():
        raise AssertionError("it isn't said that an organisation is missing")
    keys.type("#refer-words", "线路归运营商 / the line is the carrier's")
    # Left and opened again, the words are back in a form that is folded; its folds say so.
    keys.open(f"/-/desk/{number}")
    for fold in ["#more", "details:not(#more):has(form[action$='/refer'])"]:
        if not keys.page.locator(f"{fold} > summary [data-mark]").count():
            raise AssertionError(f"{fold} doesn't say that it holds words which weren't sent")
    keys.press("#more > summary")
    keys.press("details:not(#more):has(form[action$='/refer']) > summary")
    keys.tab("#refer-organisation")
    keys.page.keyboard.press("End")
    keys.go("form[action$='/refer'] button", f"**{number}?**")
    keys.expect("线路归运营商 / the line is the carrier's")
    keys.type("#answer-referral-words", "没找到问题 / nothing found")
    keys.tab("#answer-referral-done")
    keys.page.keyboard.press("End")
    keys.go("form[action$='/answer-referral'] button", f"**{number}?**")
    keys.expect("没找到问题 / nothing found")


def head(keys):
    """Acknowledges a hazard, reads the month's report and takes it along."""
    number = filed(keys, "配电箱冒烟 / smoke from the switch box")
    sign_in(keys, keys.arguments.head)
    keys.go(f"main a[href$='{number}']", f"**{number}")
    keys.type("#acknowledge-words", "我来协调 / I see to it")
    keys.go("form[action$='/acknowledge'] button", f"**{number}")
    if keys.page.locator("form[action$='/acknowledge']").count():
        raise AssertionError("what was acknowledged asks again")
    keys.open("/-/desk")
    keys.go(".areas a[href='/-/desk/report']", "**/-/desk/report**")
    with keys.page.expect_download() as fetched:
        keys.press("a[href*='report.pdf']")
    with open(fetched.value.path(), "rb") as file:
        if not file.read(5) == b"%PDF-":
            raise AssertionError("what is fetched isn't a PDF")


def weigh(browser, arguments, path, state):
    """The bytes that came for a page and all that it needs, to a browser that has nothing of the site yet."""
    context = browser.new_context(locale="zh-CN", storage_state=state)
    page, came = context.new_page(), []
    page.on("requestfinished", lambda request: came.append(request))
    page.goto(arguments.base + path, wait_until="load")
    total = 0
    for request in came:
        sizes = request.sizes()
        total += sizes["responseBodySize"] + sizes["responseHeadersSize"]
    context.close()
    return total


def first_views(browser, arguments):
    """Sentences of what is too heavy, and the heaviest."""
    found, heaviest = [], 0
    for account, paths in [(None, [f"/{arguments.code}", "/", "/-/scan"]), (arguments.technician, ["/-/desk"]),
                           (arguments.dispatcher, ["/-/board", "/-/intake"]), (arguments.facilities, ["/-/facilities"]),
                           (arguments.lead, ["/-/supervision"]), (arguments.head, ["/-/desk/report"])]:
        keys = Keys(browser, arguments, "zh-CN")
        if account:
            sign_in(keys, account)
        for path in paths:
            total = weigh(browser, arguments, path, keys.context.storage_state())
            heaviest = max(heaviest, total)
            if total > FIRST_VIEW_BYTES_MAX:
                found.append(f"{path}: {total} bytes come for the first view, {FIRST_VIEW_BYTES_MAX} at most were expected")
        keys.close()
    return found, heaviest


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "code", "technician", "dispatcher", "facilities", "supervisor", "lead", "head", "password"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    found, walked = [], 0

    def follow(keys):
        withdraw(keys, reporter(keys))

    def follow_blocked(keys):
        track = reporter(keys)
        hears_without_events(keys, track)
        withdraw(keys, track)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        for language in STORY:
            for walk, script in [(follow, None), (follow_blocked, BLOCKED), (technician, None), (facilities, None),
                                 (intake, None), (board_views, None), (take_back, None), (decides, None), (team_lead, None), (head, None)]:
                keys = Keys(browser, arguments, language, script)
                try:
                    walk(keys)
                    walked += 1
                except Exception as error:  # noqa: BLE001: whatever stops a walk is a finding, and the next one is tried
                    found.append(f"{language} {walk.__name__}: {str(error).splitlines()[0]}")
                keys.close()
        heavy, heaviest = first_views(browser, arguments)
        found += heavy
        browser.close()
    count(keyboard_walks=walked, first_view_bytes=heaviest)
    print("\n".join(found) or f"keyboard alone: {walked} walks, nothing found")
    sys.exit(1 if found else 0)


main()
