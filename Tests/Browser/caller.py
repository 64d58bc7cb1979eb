#!/usr/bin/env python3
"""Makes follow-up calls by the keyboard alone, in a real Chromium.

    caller.py --base http://127.0.0.1:8420 --account NAME --colleague NAME --password WORD --out FOLDER

At least three calls are due when it starts. What has to happen: the first has its script and no number until D is pressed; the
number is there for this call alone, and a colleague has it neither on the page nor by a form; digits choose the outcome
and letters the answers, but not while words are typed; Enter saves, also from the words; a refusal leaves every word;
what was saved is gone from the page; each language, light and dark, 320 to 1280 wide, axe finds nothing.
SABOTAGE=deaf: the keys' file isn't served: has to be found. Exit status 1 where anything of it didn't happen.
"""
import argparse
import os
import pathlib
import re
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import rows

LOOKS = [("zh-CN", "light", 1280), ("en-GB", "dark", 1280), ("zh-CN", "dark", 390), ("en-GB", "light", 390),
         ("en-GB", "light", 320)]


class Caller:
    def __init__(self, browser, arguments):
        self.browser, self.arguments, self.found = browser, arguments, []
        self.out = pathlib.Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.state = self.sign_in(arguments.account)
        self.page = self.open_page("zh-CN", "light", 1280)

    def sign_in(self, account):
        context = self.browser.new_context(locale="zh-CN")
        page = context.new_page()
        page.goto(f"{self.arguments.base}/-/sign-in")
        page.fill("#account", account)
        page.fill("#password", self.arguments.password)
        page.keyboard.press("Enter")
        page.wait_for_url("**/-/calls")
        state = context.storage_state()
        context.close()
        return state

    def open_page(self, language, scheme, width, state=None):
        context = self.browser.new_context(
            locale=language, color_scheme=scheme, viewport={"width": width, "height": 800},
            storage_state=state or self.state)
        if os.environ.get("SABOTAGE") == "deaf":
            context.route("**/calls*.js*", lambda route: route.abort())
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"{self.arguments.base}/-/calls")
        return page

    def expect(self, fact, sentence):
        if not fact:
            self.found.append(sentence)

    def looks(self, name):
        """The page as it stands, for each look."""
        for language, scheme, width in LOOKS:
            page = self.open_page(language, scheme, width)
            self.look(name, page, f"{language} {scheme} {width}")
            page.context.close()

    def look(self, name, page, where):
        page.screenshot(path=self.out / f"calls-{name}-{where.replace(' ', '-')}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.expect(wide <= 0, f"{name} {where}: scrolls sideways by {wide} px")
        violations = Axe().run(page).response["violations"]
        rows.count(pages_checked=1, axe_violations=len(violations))
        for violation in violations:
            self.found.append(f"{name} {where}: axe {violation['id']}: {violation['help']}")

    def here(self):
        return self.page.evaluate("() => document.activeElement.id")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def dial(self):
        """Shows the number with one key, and gives it back."""
        self.expect(self.page.locator("a[href^='tel:1']").count() == 0, "a number is shown before it is dialled")
        self.press("d")
        self.page.locator("#phone").wait_for()
        self.expect(self.here() == "phone", "the number hasn't the focus")
        return self.page.locator("#phone").get_attribute("href")

    def chosen(self, name):
        return self.page.evaluate(f"() => (document.querySelector('[name={name}]:checked') || {{}}).value")

    def saved(self):
        self.page.wait_for_url("**/-/calls?saved=*")

    def first_call(self):
        self.looks("due")
        number = self.dial()
        self.looks("open")
        self.colleague(number)
        self.press("1")
        self.expect(self.chosen("outcome") == "reached", "1 doesn't choose the first outcome")
        self.press("Enter")
        self.page.locator(".summary").wait_for()
        self.expect(self.page.locator("#phone").count() == 1, "a refusal took the number away")
        self.expect(self.here() == "mended-yes" and self.page.is_visible("#mended-error"),
                    "what is missing isn't said at its field, or the focus isn't there")
        self.press("y", "e", "c", "t")
        answers = [self.chosen(name) for name in ("mended", "satisfaction", "reason")]
        self.expect(answers == ["yes", "dissatisfied", "quality"], f"letters don't choose the answers: {answers}")
        self.page.keyboard.type("y1 came twice")
        self.expect(self.page.input_value("#words") == "y1 came twice", "keys don't go into the words")
        self.look("filled", self.page, "zh-CN light 1280")
        self.press("Enter")
        self.saved()
        self.expect(number.removeprefix("tel:") not in re.sub(r"\D", "", self.page.content()), "a saved call's number is left")

    def colleague(self, number):
        page = self.open_page("zh-CN", "light", 1280, self.sign_in(self.arguments.colleague))
        digits = number.removeprefix("tel:")
        self.expect(digits not in re.sub(r"\D", "", page.content()), "a colleague sees the number")
        page.locator("details summary").click()
        taken = page.locator("ul.rows a", has_text="打开这个电话")
        self.expect(taken.count() == 1, "a colleague isn't told that the call is open")
        taken.click()
        self.expect(page.locator("#dial").count() == 0, "a colleague can dial a call that is open")
        page.context.close()

    def second_call(self):
        """Nobody answers; it is asked for again."""
        self.dial()
        self.press("5")
        self.expect(self.page.locator("#callBack").is_visible(), "5 doesn't ask when to call again")
        self.press("2")
        self.expect(not self.page.locator("#callBack").is_visible(), "no answer asks when to call again")
        self.press("Enter")
        self.saved()
        self.expect(self.page.locator(".note.good").count() == 1, "nothing says that it was recorded")

    def third_call(self):
        """Words outlive a refusal."""
        self.dial()
        self.press("t")
        self.page.keyboard.type("words that stay")
        self.press("Enter")
        self.page.locator(".summary").wait_for()
        self.expect(self.page.input_value("#words") == "words that stay", "a refusal took the words")
        self.expect(self.here() == "outcome-1" and self.page.is_visible("#outcome-error"),
                    "that an outcome is needed isn't said at its field, or the focus isn't there")
        self.look("refused", self.page, "zh-CN light 1280")
        self.page.evaluate("() => document.activeElement.blur()")
        with self.page.expect_navigation():
            self.press("Enter")
        self.expect(self.here() == "outcome-1", "Enter says nothing where no field has it")
        self.press("4", "Enter")
        self.saved()
        self.expect(self.page.locator("#call-form").count() == 0, "a call is open that nobody dialled")
        self.looks("after")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "account", "colleague", "password", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        caller = Caller(browser, arguments)
        for part in (caller.first_call, caller.second_call, caller.third_call):
            try:
                part()
            except Exception as error:  # noqa: BLE001: whatever stops a part is a finding
                caller.found.append(f"{part.__name__}: {str(error).splitlines()[0]}")
                caller.page.goto(f"{arguments.base}/-/calls")
        browser.close()
    rows.count(keyboard_walks=1)
    print("\n".join(caller.found) or "the caller's calls: nothing found")
    sys.exit(1 if caller.found else 0)


main()
