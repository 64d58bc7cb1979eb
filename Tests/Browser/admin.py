#!/usr/bin/env python3
"""Administers people, grants and the ledger in a real Chromium, each of the three powers by its own account.

    admin.py --base http://127.0.0.1:8420 --system NAME --security NAME --auditor NAME --password WORD
             --out FOLDER

What has to happen: the security administrator lands on the start page, finds the person by initials, gives a role until a
date by the keyboard alone, sees it in words and takes it away; a second of the three powers is refused at its field. The
system administrator opens an account, reads its password once, makes a new one, with which the person signs in and
changes it under the name in the bar; the account is switched off and signed out. The auditor filters the ledger, checks
its chain, and follows the grant to the event on the person's page; nobody else opens the ledger. Each page is looked at in
both languages, light and dark, wide and narrow; axe finds nothing. SABOTAGE=unstyled: pages come without their style: has
to be found. Exit status 1 where anything of it didn't happen.
"""
import argparse
import os
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import rows

LOOKS = [("zh-CN", "light", 1280), ("en-GB", "dark", 1280), ("zh-CN", "dark", 390), ("en-GB", "light", 390),
         ("en-GB", "light", 320)]
UNTIL = ("2031-12-02T18:00", "2031-12-02 18:00")


class Admin:
    def __init__(self, browser, arguments):
        self.browser, self.arguments, self.found, self.made_up = browser, arguments, [], ""
        self.out = pathlib.Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)

    def expect(self, fact, sentence):
        if not fact:
            self.found.append(sentence)

    def open(self, path):
        return f"{self.arguments.base}{path}"

    def sign_in(self, account, password=None):
        context = self.browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
        if os.environ.get("SABOTAGE") == "unstyled":
            context.route("**/mendmark*.css*", lambda route: route.abort())
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(self.open("/-/sign-in"))
        page.fill("#account", account)
        page.fill("#password", password or self.arguments.password)
        self.go(page, lambda: page.keyboard.press("Enter"))
        return page

    def check(self, name, page):
        page.screenshot(path=self.out / f"{name}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.expect(wide <= 0, f"{name}: scrolls sideways by {wide} px")
        small = page.evaluate(
            "() => [...document.querySelectorAll('main a, main button, main select, main summary, main input:not([type=hidden])"
            ":not([type=checkbox]):not([type=radio])')].filter(e => e.getClientRects().length && e.getBoundingClientRect()"
            ".height < 44 && !e.closest('p')).map(e => (e.id || e.textContent).trim().slice(0, 24))")
        self.expect(not small, f"{name}: lower than 44 px: {small[:4]}")
        violations = Axe().run(page).response["violations"]
        rows.count(pages_checked=1, axe_violations=len(violations))
        for violation in violations:
            self.found.append(f"{name}: axe {violation['id']}: {violation['help']}")

    def look(self, name, page, path, opened=False):
        """A page in both languages, wide and narrow, light and dark."""
        for language, scheme, width in LOOKS:
            context = self.browser.new_context(
                locale=language, color_scheme=scheme, viewport={"width": width, "height": 800},
                storage_state=page.context.storage_state())
            if os.environ.get("SABOTAGE") == "unstyled":
                context.route("**/mendmark*.css*", lambda route: route.abort())
            look = context.new_page()
            look.goto(self.open(path))
            if opened:
                look.evaluate("() => document.querySelectorAll('details').forEach(e => { e.open = true; })")
            self.check(f"admin-{name}-{language[:2]}-{scheme}-{width}", look)
            context.close()

    def manual(self, name, page, path, height):
        """A picture for the manual."""
        context = self.browser.new_context(
            locale="en-GB", viewport={"width": 1120, "height": height}, storage_state=page.context.storage_state())
        look = context.new_page()
        look.goto(self.open(path))
        look.screenshot(path=self.out / f"{name}.png")
        context.close()

    def tab_to(self, page, wanted):
        """Goes to an element by Tab alone, opening what is folded before it."""
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return True
            if page.evaluate("wanted => document.activeElement.matches('details:not([open]) > summary') && "
                             "!!document.activeElement.parentElement.querySelector(wanted)", wanted):
                page.keyboard.press("Enter")
        self.found.append(f"Tab never comes to {wanted}")
        return False

    def choose(self, page, field, value):
        """Goes down a list by the arrow key."""
        for _ in range(40):
            if page.input_value(field) == value:
                return
            page.keyboard.press("ArrowDown")
        self.found.append(f"{field}: the arrow key never comes to {value}")

    @staticmethod
    def go(page, press):
        """Presses what leads to another page, and waits until it is there."""
        with page.expect_navigation():
            press()

    def gives_a_role(self):
        page = self.sign_in(self.arguments.security)
        self.expect(page.url.endswith("/-/admin"), f"the security administrator lands on {page.url}")
        self.look("start", page, "/-/admin")
        page.goto(self.open("/-/admin/people"))
        page.evaluate("() => document.activeElement.blur()")
        if self.tab_to(page, "#q"):
            page.keyboard.type("wsf")
            self.go(page, lambda: page.keyboard.press("Enter"))
        link = page.locator(".people a")
        self.expect(link.count() == 1, f"wsf finds {link.count()} people")
        self.go(page, lambda: link.first.press("Enter"))
        person = page.url
        if self.tab_to(page, "#role"):
            self.choose(page, "#role", "dispatcher")
        self.tab_to(page, "#until")
        page.fill("#until", UNTIL[0])
        if self.tab_to(page, "form[action$='/grant'] button"):
            self.go(page, lambda: page.keyboard.press("Enter"))
        line = page.locator("section[aria-labelledby=grants] li", has_text=UNTIL[1])
        self.expect(line.count() == 1 and "派单员" in line.inner_text(), "the role isn't among those in force")
        self.expect(page.evaluate("() => !!document.activeElement.closest('.note.good')"),
                    "what was done doesn't take the focus")
        path = person[len(self.arguments.base):]
        self.look("grants", page, path, opened=True)
        self.manual("manual-person", page, path, 640)
        self.go(page, lambda: line.locator("button").press("Enter"))
        over = page.locator("section[aria-labelledby=grants] li", has_text=UNTIL[1])
        self.expect(over.count() == 1 and over.locator("button").count() == 0 and "收回" in over.inner_text(),
                    "what was taken away doesn't stand among the ended")
        page.goto(self.open("/-/admin/people?role=auditor"))
        self.go(page, lambda: page.locator(".people a").first.click())
        page.locator("summary").last.click()
        page.select_option("#role", "systemAdministrator")
        self.go(page, lambda: page.locator("form[action$='/grant'] button").click())
        self.expect("不能再当系统管理员" in page.locator("#role-error").inner_text(), "a second power isn't refused")
        self.expect(page.evaluate("() => document.activeElement.matches('.summary')"),
                    "the refusal doesn't take the focus")
        self.check("admin-refused", page)
        self.expect(page.goto(self.open("/-/admin/ledger")).status == 403, "others open the ledger")
        page.context.close()

    def administers_people(self):
        page = self.sign_in(self.arguments.system)
        page.goto(self.open("/-/admin/people"))
        page.evaluate("() => document.activeElement.blur()")
        if self.tab_to(page, "#name"):
            page.keyboard.type("钱小二")
            self.tab_to(page, "#account")
            page.keyboard.type("qian")
            self.tab_to(page, "#mail")
            page.keyboard.type("nowhere")
            self.go(page, lambda: page.keyboard.press("Enter"))
        self.expect(page.locator("#mail-error").count() == 1 and page.input_value("#name") == "钱小二",
                    "a wrong address isn't refused, or what was typed is lost")
        self.check("admin-add-refused", page)
        page.fill("#mail", "qian@yunxiu.example")
        self.go(page, lambda: page.locator("#mail").press("Enter"))
        first = page.locator("#password").inner_text()
        self.expect(len(first) == 16, "no password is shown")
        self.check("admin-password", page)
        page.set_viewport_size({"width": 390, "height": 500})
        page.screenshot(path=self.out / "manual-password.png")
        self.check("admin-password-390", page)
        page.set_viewport_size({"width": 1280, "height": 800})
        self.go(page, lambda: page.locator(".card a.button").click())
        path = page.url[len(self.arguments.base):]
        self.expect(first not in page.content(), "the password stands on the person's page")
        self.look("person", page, path, opened=True)
        page.goto(self.open(path))
        page.get_by_text("重新生成密码").click()
        self.go(page, lambda: page.locator("form[action$='/password'] button").click())
        self.made_up = page.locator("#password").inner_text()
        self.expect(self.made_up != first, "the new password is the old one")
        self.changes_the_own_password(first)
        page.goto(self.open(path))
        page.get_by_text("停用账号").first.click()
        page.fill("#reason", "毕业离校")
        self.go(page, lambda: page.locator("#reason").press("Enter"))
        self.expect("已停用" in page.locator("h1").inner_text(), "the account isn't switched off")
        self.look("people", page, "/-/admin/people")
        page.context.close()
        gone = self.sign_in("qian", "four unlikely words")
        self.expect("/-/sign-in" in gone.url, "who was switched off signs in")
        gone.context.close()

    def changes_the_own_password(self, first):
        wrong = self.sign_in("qian", first)
        self.expect("/-/sign-in" in wrong.url, "the old password still signs in")
        wrong.context.close()
        page = self.sign_in("qian", self.made_up)
        page.goto(self.open("/-/account"))
        self.look("account", page, "/-/account")
        page.fill("#old", self.made_up)
        page.fill("#new", "four unlikely words")
        page.fill("#again", "four unlikely words")
        self.go(page, lambda: page.locator("#again").press("Enter"))
        self.expect(page.locator(".note.good").count() == 1, "the password isn't changed")
        page.context.close()

    def reads_the_ledger(self):
        page = self.sign_in(self.arguments.auditor)
        self.expect(page.url.endswith("/-/admin"), f"the auditor lands on {page.url}")
        page.goto(self.open("/-/admin/ledger"))
        page.evaluate("() => document.activeElement.blur()")
        if self.tab_to(page, "#kind"):
            self.choose(page, "#kind", "people")
            self.tab_to(page, "#person")
            page.keyboard.type(self.arguments.security)
            self.go(page, lambda: page.keyboard.press("Enter"))
        given = page.locator(".ledger tr", has_text="person.granted").filter(has_text=UNTIL[1])
        self.expect(given.count() == 1 and "授权：派单员" in given.inner_text(), "the grant isn't in the ledger")
        self.look("ledger", page, page.url[len(self.arguments.base):])
        self.manual("manual-ledger", page, "/-/admin/ledger?kind=people", 620)
        self.go(page, lambda: given.locator("a").press("Enter"))
        target = page.locator("li:target")
        self.expect(target.count() == 1 and "授权：派单员" in target.inner_text(), "it doesn't lead to the event")
        self.check("admin-event", page)
        page.goto(self.open("/-/admin/ledger?verify=1"))
        self.expect("已核对到第" in page.locator(".note.good").inner_text(), "the chain isn't checked")
        file = page.context.request.get(self.open("/-/admin/ledger.csv?kind=people"))
        self.expect(file.ok and "person.disabled" in file.text() and self.made_up not in file.text(),
                    "the table isn't what was filtered")
        self.expect("qian@yunxiu.example" not in page.content() + file.text(), "an address stands in the ledger")
        page.goto(self.open("/-/admin/ledger?since=2031-01-01&until=2030-01-01"))
        self.check("admin-ledger-refused", page)
        page.context.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "system", "security", "auditor", "password", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        admin = Admin(browser, arguments)
        for part in (admin.gives_a_role, admin.administers_people, admin.reads_the_ledger):
            try:
                part()
            except Exception as error:  # noqa: BLE001: whatever stops a part is a finding
                admin.found.append(f"{part.__name__}: {str(error).splitlines()[0]}")
        browser.close()
    rows.count(keyboard_walks=3)
    print("\n".join(admin.found) or "administration: nothing found")
    sys.exit(1 if admin.found else 0)


main()
