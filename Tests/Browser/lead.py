#!/usr/bin/env python3
"""Supervises by the keyboard alone, in a real Chromium, and looks at the wallboard from across the hall.

    lead.py --base http://127.0.0.1:8420 --supervisor NAME --technician NAME --display NAME --place REFERENCE
            --password WORD --out FOLDER

It files a fault at the place. What has to happen: the supervisor opens it from the board of late cases or by its number,
orders an answer by the keyboard and finds it on the supervision page without a receipt; the technician reads it and
answers; the page shows both; an empty answer is refused and leaves the date; the month's report is fetched as PDF, the
same bytes twice; the display's account sees the wallboard at 1920 x 1080 without a scroll bar, hears of a new report by
itself, and is refused everything else. axe finds nothing. SABOTAGE=still: the wallboard hears nothing: has to be found.
Exit status 1 where anything of it didn't happen.
"""
import argparse
import os
import pathlib
import sys
import time
import uuid

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import rows

LOOKS = [("zh-CN", "light", 1280), ("en-GB", "dark", 1280), ("zh-CN", "dark", 390), ("en-GB", "light", 320)]


def uuid7():
    number = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    number = number & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=number & ~(3 << 62) | 2 << 62))


class Lead:
    def __init__(self, browser, arguments):
        self.browser, self.arguments, self.found, self.number = browser, arguments, [], ""
        self.out = pathlib.Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)

    def expect(self, fact, sentence):
        if not fact:
            self.found.append(sentence)

    def sign_in(self, account, size=(1280, 800)):
        context = self.browser.new_context(locale="zh-CN", viewport={"width": size[0], "height": size[1]})
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"{self.arguments.base}/-/sign-in")
        page.fill("#account", account)
        page.fill("#password", self.arguments.password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "/-/sign-in" not in address)
        return page

    def report(self, page, words):
        answer = page.context.request.post(
            f"{self.arguments.base}/api/v1/reports", headers={"Idempotency-Key": uuid7()},
            data={"place": self.arguments.place, "words": words})
        self.expect(answer.ok, f"a report wasn't taken: {answer.status}")
        return answer.json()

    def check(self, name, page):
        page.screenshot(path=self.out / f"{name}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.expect(wide <= 0, f"{name}: scrolls sideways by {wide} px")
        violations = Axe().run(page).response["violations"]
        rows.count(pages_checked=1, axe_violations=len(violations))
        for violation in violations:
            self.found.append(f"{name}: axe {violation['id']}: {violation['help']}")

    def type_into(self, page, field, words):
        """Goes to a field by Tab alone, opening what is folded on the way."""
        page.evaluate("() => document.activeElement.blur()")
        for _ in range(80):
            page.keyboard.press("Tab")
            here = page.evaluate("() => [document.activeElement.tagName, document.activeElement.id, "
                                 "!!document.activeElement.closest('details:not([open])')]")
            if here[0] == "SUMMARY" and here[2] and page.evaluate(
                    f"() => !!document.activeElement.parentElement.querySelector('#{field}')"):
                page.keyboard.press("Enter")
            if here[1] == field:
                page.keyboard.type(words)
                return True
        self.found.append(f"Tab never comes to {field}")
        return False

    def send(self, page):
        """Goes on to the form's button and presses it."""
        for _ in range(5):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.tagName") == "BUTTON":
                break
        self.go(page, lambda: page.keyboard.press("Enter"))

    @staticmethod
    def go(page, press):
        """Presses what leads to another page, and waits until it is there."""
        with page.expect_navigation():
            press()

    def says(self, page, words):
        """The page that follows says what was done, and the focus is there."""
        here = page.evaluate("() => document.activeElement.getAttribute('role') + ' ' + document.activeElement.textContent")
        self.expect(here.startswith(f"status {words}"), f"the page doesn't say that: {words}")

    def orders_an_answer(self):
        page = self.sign_in(self.arguments.supervisor)
        self.number = self.report(page, "走廊没有网 / no network in the corridor").get("number", "")
        page.goto(f"{self.arguments.base}/-/desk/{self.number}")
        if self.type_into(page, "supervise-words", "请说明为什么还没有人去 / explain"):
            self.send(page)
        self.says(page, "督办第 1 号已发出")
        page.goto(f"{self.arguments.base}/-/supervision")
        row = page.locator("section[aria-labelledby=orders] tr", has_text=self.number)
        self.expect(row.count() == 1 and "未签收" in row.inner_text(), "the order isn't on the supervision page, unread")
        for language, scheme, width in LOOKS:
            context = self.browser.new_context(
                locale=language, color_scheme=scheme, viewport={"width": width, "height": 800},
                storage_state=page.context.storage_state())
            look = context.new_page()
            look.goto(f"{self.arguments.base}/-/supervision")
            self.check(f"supervision-{language[:2]}-{scheme}-{width}", look)
            context.close()
        page.context.close()

    def answers(self):
        page = self.sign_in(self.arguments.technician)
        page.goto(f"{self.arguments.base}/-/desk/{self.number}")
        self.go(page, lambda: page.locator("form[action$='/accept'] button").press("Enter"))
        self.go(page, lambda: page.locator("form[action$='/read-supervision'] button").press("Enter"))
        self.says(page, "已签收督办第 1 号")
        if self.type_into(page, "supervision-1", "配件明天到 / parts come tomorrow"):
            self.send(page)
        self.says(page, "已回复督办第 1 号")
        self.expect(page.locator(".summary").count() == 0, "the answer was refused")
        page.context.close()
        page = self.sign_in(self.arguments.supervisor)
        page.goto(f"{self.arguments.base}/-/supervision?answered=1")
        row = page.locator("section[aria-labelledby=orders] tr", has_text=self.number)
        self.expect(row.count() == 1 and "配件明天到" in row.inner_text(), "the answer isn't on the supervision page")
        page.goto(f"{self.arguments.base}/-/desk/report")
        # As of one event: that the first was taken along is an event after it.
        link = page.locator("a[href*='report.pdf']").get_attribute("href")
        pdfs = [page.context.request.get(self.arguments.base + link).body() for _ in range(2)]
        self.expect(pdfs[0].startswith(b"%PDF-") and pdfs[0] == pdfs[1], "the report isn't the same PDF twice")
        (self.out / "report.pdf").write_bytes(pdfs[0])
        page.context.close()

    def hangs_in_the_hall(self):
        page = self.sign_in(self.arguments.display, (1920, 1080))
        page.wait_for_url("**/-/wallboard")
        self.check("wallboard", page)
        self.expect(page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"),
                    "the wallboard doesn't fit a screen of 1920 x 1080")
        self.expect(page.locator("a, form, button").count() == 0, "the wallboard leads somewhere")
        for path in ("/", "/-/desk", "/-/board", "/-/calls", "/-/supervision", "/-/desk/report"):
            answer = page.context.request.get(self.arguments.base + path, max_redirects=0)
            self.expect(answer.status == 403, f"a display opens {path}: {answer.status}")
        page.goto(f"{self.arguments.base}/-/desk")
        page.locator("main a.button.primary").click()
        page.wait_for_url("**/-/wallboard")
        page.set_viewport_size({"width": 390, "height": 844})
        self.check("wallboard-390", page)
        if os.environ.get("SABOTAGE") == "still":
            page.context.route("**/-/wallboard/*", lambda route: route.abort())
        page.goto(f"{self.arguments.base}/-/wallboard")
        before = page.locator(".wall-figures dd").all_inner_texts()
        # In a test nobody waits half a minute for the next figures.
        page.evaluate("() => { document.querySelector('[data-live]').dataset.quiet = '1'; }")
        outside = self.browser.new_context()
        self.report(outside.new_page(), "大厅里没有网 / no network in the hall")
        outside.close()
        page.wait_for_function(
            "before => document.querySelector('.wall-figures dd').textContent !== before", arg=before[0])
        page.context.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "supervisor", "technician", "display", "place", "password", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        lead = Lead(browser, arguments)
        for part in (lead.orders_an_answer, lead.answers, lead.hangs_in_the_hall):
            try:
                part()
            except Exception as error:  # noqa: BLE001: whatever stops a part is a finding
                lead.found.append(f"{part.__name__}: {str(error).splitlines()[0]}")
        browser.close()
    rows.count(keyboard_walks=2)
    print("\n".join(lead.found) or "supervision and wallboard: nothing found")
    sys.exit(1 if lead.found else 0)


main()
