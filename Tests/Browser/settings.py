#!/usr/bin/env python3
"""Changes a site's configuration and practises, in a real Chromium, in both languages.

    settings.py --base http://127.0.0.1:8420 --site FOLDER --administrator NAME --auditor NAME --technician NAME
                --supervisor NAME --place REFERENCE --password WORD --out FOLDER

What has to happen: a part of the rules with a fault is refused with its line, in the reader's language, and what was typed
stays; what would change is shown; put into force by the keyboard alone, it stands in the file, in the list of versions with
who and why, and in what the desk does at once. Of two who change the same part the second is told and loses no word; a
file that was changed on the server isn't overwritten, and comes into force by a press; an earlier version comes back; a
label host is added and none is taken away; a notice is posted and taken down; a channel can't name a file outside the site's folder. Practice: every page
says so, a report is made and worked on, no figure counts it, and the end dismisses it. The auditor sees it all and
changes nothing; a technician sees nothing. axe finds nothing. SABOTAGE=forget: practice isn't switched on: has to be
found. Exit status 1 where anything of it didn't happen.
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

import rows

LOOKS = [("zh-CN", "light", 1280), ("en-GB", "dark", 1280), ("zh-CN", "dark", 390), ("en-GB", "light", 320)]
PAGE = "/-/admin/configuration"
SAYS = {"zh-CN": {"fault": "应为下列各项之一", "line": "第 2 行", "force": "已生效", "outdated": "刚才改过", "on": "正在演练",
                  "reason": "请写明为什么改", "hosts": "永远保留", "file": "不带斜杠"},
        "en-GB": {"fault": "expected one of the keys", "line": "line 2", "force": "is in force", "outdated": "has just changed it",
                  "on": "Practice is on", "reason": "Please say why", "hosts": "for ever", "file": "without a slash"}}


def uuid7():
    number = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    number = number & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=number & ~(3 << 62) | 2 << 62))


class Settings:
    def __init__(self, browser, arguments, language):
        self.browser, self.arguments, self.language, self.found = browser, arguments, language, []
        self.says = SAYS[language]
        self.site = pathlib.Path(arguments.site)
        self.out = pathlib.Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)

    def expect(self, fact, sentence):
        if not fact:
            self.found.append(f"{self.language}: {sentence}")

    def sign_in(self, account):
        context = self.browser.new_context(locale=self.language, viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"{self.arguments.base}/-/sign-in")
        page.fill("#account", account)
        page.fill("#password", self.arguments.password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "/-/sign-in" not in address)
        return page

    def open(self, page, path):
        return page.goto(self.arguments.base + path)

    def looks(self, name, page):
        """The page that is open now, as four readers have it; once is enough."""
        if self.language != "zh-CN":
            return
        for language, scheme, width in LOOKS:
            context = self.browser.new_context(
                locale=language, color_scheme=scheme, viewport={"width": width, "height": 800},
                storage_state=page.context.storage_state())
            look = context.new_page()
            look.goto(page.url)
            self.check(f"{name}-{language[:2]}-{scheme}-{width}", look)
            context.close()

    def check(self, name, page):
        page.screenshot(path=self.out / f"{name}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.expect(wide <= 0, f"{name}: scrolls sideways by {wide} px")
        violations = Axe().run(page).response["violations"]
        rows.count(pages_checked=1, axe_violations=len(violations))
        for violation in violations:
            self.found.append(f"{name}: axe {violation['id']}: {violation['help']}")

    def press(self, page, value):
        """By the keyboard alone: to the button from where the reader is."""
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("value => document.activeElement.value === value && document.activeElement.name === 'do'", value):
                break
        else:
            self.found.append(f"{self.language}: Tab never comes to the button {value}")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def text_of(self, page):
        return page.locator("#text").input_value()

    def changes_a_part(self):
        page = self.sign_in(self.arguments.administrator)
        self.open(page, PAGE)
        self.looks("configuration", page)
        self.open(page, f"{PAGE}/rules")
        self.looks("configuration-rules", page)
        page.locator("a[href*='section=urging']").press("Enter")
        page.wait_for_url("**section=urging**")
        self.looks("configuration-part", page)
        before = self.text_of(page)
        page.fill("#text", "# 催单\nurging: {answer-in: 1h, interval: 4h, lead-from: 2, supervision-at: 3}")
        page.focus("#text")
        self.press(page, "check")
        problem = page.locator("#text-error").inner_text()
        self.expect(self.says["fault"] in problem and self.says["line"] in problem and "answer-in" in problem,
                    f"a fault is told as {problem!r}")
        self.expect("answer-in: 1h" in self.text_of(page), "what was typed is gone")
        self.check(f"configuration-fault-{self.language[:2]}", page)
        hours = 1 if "answer-within: 1h" not in before else 2
        page.fill("#text", re.sub(r"answer-within: \d+h", f"answer-within: {hours}h", before))
        page.focus("#text")
        self.press(page, "check")
        shown = page.locator(".difference").inner_text()
        self.expect(f"answer-within: {hours}h" in shown and page.locator(".difference .bad").count() == 1,
                    f"the difference is shown as {shown!r}")
        page.focus("#text")
        self.press(page, "put")
        self.expect(self.says["reason"] in page.locator("#reason-error").inner_text(), "nobody asks why")
        page.fill("#reason", "领导要求更快 / faster")
        page.focus("#text")
        self.press(page, "put")
        self.expect(self.says["force"] in page.inner_text("[role=status]"), "it doesn't say that it is in force")
        self.looks("configuration-version", page)
        newest = page.locator("#versions + .table tbody tr").first.inner_text()
        self.expect("领导要求更快" in newest and "习管理" in newest, f"the newest version is told as {newest!r}")
        rules = (self.site / "rules.yaml").read_text(encoding="utf-8")
        self.expect(f"answer-within: {hours}h" in rules and "# Urging (催单)" in rules, "the file isn't what is in force")
        self.two_at_once(page)
        self.the_machine_first(page)
        page.context.close()

    def two_at_once(self, page):
        """Both open the part; the first changes it, the second is told, and keeps what was typed."""
        path = f"{PAGE}/rules?section=hold-days"
        self.open(page, path)
        other = page.context.new_page()
        self.open(other, path)
        for one, days in ((other, 6), (page, 7)):
            one.fill("#text", re.sub(r"hold-days: \d+", f"hold-days: {days}", self.text_of(one)))
            one.fill("#reason", f"{days}")
            with one.expect_navigation():
                one.locator("button[value=put]").click()
        self.expect(self.says["outdated"] in page.locator("#text-error").inner_text(), "the second isn't told of the first")
        self.expect("hold-days: 7" in self.text_of(page) and page.locator("#reason").input_value() == "7",
                    "the second has lost words")
        self.expect("hold-days: 6" in (self.site / "rules.yaml").read_text(encoding="utf-8"), "the second overwrote the first")
        other.close()
        self.open(page, f"{PAGE}/rules")
        page.locator("#versions + .table tbody tr a").nth(1).press("Enter")
        page.wait_for_url("**version=**")
        page.locator("#shown a[href*='from=']").press("Enter")
        page.wait_for_url("**from=**")
        page.fill("#reason", "恢复 / back")
        with page.expect_navigation():
            page.locator("button[value=put]").click()
        self.expect("hold-days: 5" in (self.site / "rules.yaml").read_text(encoding="utf-8"), "an earlier version doesn't come back")

    def the_machine_first(self, page):
        """Somebody edits the file on the server."""
        file = self.site / "rules.yaml"
        text = file.read_text(encoding="utf-8")
        self.open(page, f"{PAGE}/rules?section=hold-days")
        file.write_text(text + "\n# edited on the server\n", encoding="utf-8")
        page.fill("#text", "hold-days: 9")
        page.fill("#reason", "9")
        with page.expect_navigation():
            page.locator("button[value=put]").click()
        self.expect(page.locator("#text-error").count() == 1 and "edited on the server" in file.read_text(encoding="utf-8"),
                    "a page overwrites what was edited on the server")
        self.open(page, PAGE)
        with page.expect_navigation():
            page.locator("form[action='/-/admin/configuration'] button").click()
        self.expect(page.locator(".mark").count() == 0, "the file isn't in force after it was taken")
        file.write_text(text, encoding="utf-8")
        with page.expect_navigation():
            page.locator("form[action='/-/admin/configuration'] button").click()

    def hosts_and_channels(self):
        page = self.sign_in(self.arguments.administrator)
        self.open(page, f"{PAGE}/hosts?section=*")
        hosts = self.text_of(page)
        page.fill("#text", "OTHER.EXAMPLE")
        with page.expect_navigation():
            page.locator("button[value=check]").click()
        self.expect(self.says["hosts"] in page.locator("#text-error").inner_text(), "a host that labels bear is taken away")
        new = f"NEW{len(hosts.split())}.EXAMPLE"
        page.fill("#text", hosts + new)
        page.fill("#reason", "新域名 / new domain")
        with page.expect_navigation():
            page.locator("button[value=put]").click()
        settings = (self.site / "mendmark.yaml").read_text(encoding="utf-8")
        self.expect(f'  - "{new}"' in settings and "listen:" in settings, "the host isn't in mendmark.yaml")
        self.open(page, f"{PAGE}/channels?section=*")
        robot = 'robots: {group: {url-file: "/etc/passwd", language: zh}}'
        page.fill("#text", "# /etc/passwd\n" + robot)
        with page.expect_navigation():
            page.locator("button[value=check]").click()
        self.expect(self.says["file"] in page.locator("#text-error").inner_text(), "a channel reads any file of the server")
        self.check(f"configuration-channels-{self.language[:2]}", page)
        page.context.close()

    def posts_a_notice(self):
        page = self.sign_in(self.arguments.administrator)
        self.open(page, "/-/notices")
        page.fill("#place", "NOWHERE")
        page.fill("#zh", "今晚断网割接")
        with page.expect_navigation():
            page.locator("#form button.primary").press("Enter")
        self.expect("NOWHERE" in page.locator("#place-error").inner_text() and page.input_value("#zh") == "今晚断网割接",
                    "a place that isn't there isn't told, or words are gone")
        page.fill("#place", "明理")
        with page.expect_navigation():
            page.locator("#form button.primary").press("Enter")
        self.expect(page.locator("[name=chosen]").count() > 1 and page.input_value("#place") == "明理",
                    "of several places none is offered, or the words are gone")
        self.dates_fit(page)
        self.check(f"notices-choice-{self.language[:2]}", page)
        page.fill("#place", "")
        page.locator("#place").press_sequentially(self.arguments.place.lower())
        page.locator("#suggestions button").first.wait_for()
        page.locator("#place").press("Enter")
        self.expect(page.input_value("#place") == self.arguments.place and page.inner_text("#place-says"),
                    "Enter doesn't take the first place that is suggested")
        page.fill("#en", "No network tonight")
        page.fill("#until", "2099-01-01T06:00")
        with page.expect_navigation():
            page.locator("#form button.primary").press("Enter")
        self.looks("notices", page)
        place = page.locator("a[href*='number=']").first.get_attribute("href")
        self.open(page, place)
        self.check(f"notices-form-{self.language[:2]}", page)
        with page.expect_navigation():
            page.locator("form:has([value=end]) button").first.press("Enter")
        self.expect(page.locator("form:has([value=end])").count() == 0, "a notice isn't taken down")
        page.context.close()

    def dates_fit(self, page):
        """What stands in a field for a day and a time is wholly seen, however narrow the phone."""
        size = page.viewport_size
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            cut = page.evaluate("""() => Array.from(document.querySelectorAll('#form input[type=datetime-local]')).filter(
                field => { const has = field.getBoundingClientRect(), card = field.form.getBoundingClientRect();
                           field.style.width = 'max-content'; const needs = field.offsetWidth; field.style.width = '';
                           return needs > has.width + 1 || has.right > card.right; }).map(field => field.id)""")
            self.expect(not cut, f"at {width} px these are cut: {cut}")
        page.set_viewport_size(size)

    def practises(self):
        page = self.sign_in(self.arguments.administrator)
        self.open(page, "/-/admin/practice")
        self.looks("practice", page)
        self.switch(page, "培训 / training")
        anyone = self.browser.new_context(locale=self.language).new_page()
        self.open(anyone, "/-/elsewhere")
        self.expect(self.says["on"] in anyone.inner_text(".practice"), "a reporter isn't told that this is practice")
        self.looks("practice-report", anyone)
        rates = self.rates()
        number, hazard = (self.report(anyone, words) for words in ("走廊断网了 / no network in the corridor", "插座冒烟 / smoke"))
        worker = self.sign_in(self.arguments.technician)
        self.open(worker, f"/-/desk/{number}")
        with worker.expect_navigation():
            worker.locator("form[action$='/accept'] button").first.click()
        self.expect(worker.locator(".practice").count() == 1, "a ticket of practice doesn't say so")
        self.looks("practice-ticket", worker)
        counted = self.rates()
        self.expect(len(rates) >= 3 and counted == rates,
                    f"a figure counts what was made for practice: {[line for line in counted if line not in rates]}")
        self.switch(page, "结束 / over")
        for one in (number, hazard):
            answer = page.context.request.get(f"{self.arguments.base}/api/v1/tickets/{one}")
            self.expect(answer.json().get("state") == "dismissed", f"after practice a ticket is {answer.text()[:200]}")
        self.open(anyone, "/-/elsewhere")
        self.expect(anyone.locator(".practice").count() == 0, "practice doesn't end")
        for one in (page, anyone, worker):
            one.context.close()

    def switch(self, page, reason):
        self.open(page, "/-/admin/practice")
        page.fill("#reason", reason)
        if os.environ.get("SABOTAGE") == "forget":
            page.evaluate("() => { document.querySelector('[name=mode]').value = 'off'; }")
        with page.expect_navigation():
            page.locator("form[action='/-/admin/practice'] button").press("Enter")
        self.expect(page.locator("main [role=status][data-focus]").count() == 1,
                    "nothing says that practice has begun or ended")

    def report(self, page, words):
        """Returns the ticket's number."""
        answer = page.context.request.post(
            f"{self.arguments.base}/api/v1/reports", headers={"Idempotency-Key": uuid7()},
            data={"place": self.arguments.place, "words": words})
        return answer.json()["number"]

    def rates(self):
        """What came in anywhere, and every rate of the place's building, where nobody else reports: other figures may move
        meanwhile, since a real ticket somewhere is answered or grows late."""
        page = self.sign_in(self.arguments.supervisor)
        self.open(page, "/-/desk/report")
        link = page.locator("a[href*='report.json']").get_attribute("href")
        lines = page.context.request.get(self.arguments.base + link).json()["lines"]
        page.context.close()
        return [line for line in lines if line.get("key") == self.arguments.place.split("-")[0]
                or (line["section"], line["figure"]) in [("count", one) for one in ("reports", "opened", "hazards")]]

    def others(self):
        page = self.sign_in(self.arguments.auditor)
        self.open(page, f"{PAGE}/rules?section=urging")
        self.expect(page.locator("#edit").count() == 0 and page.locator("#versions + .table tr").count() > 2,
                    "the auditor doesn't see the versions, or may change the rules")
        token = page.locator("[name=csrf]").first.get_attribute("value")
        answer = page.context.request.post(f"{self.arguments.base}{PAGE}/rules", multipart={
            "csrf": token, "key": uuid7(), "section": "*", "text": "x: 1", "reason": "x", "based": "1", "do": "put"})
        self.expect(answer.status == 403, f"the auditor changes the rules: {answer.status}")
        page.context.close()
        page = self.sign_in(self.arguments.technician)
        for path in (PAGE, f"{PAGE}/rules", "/-/admin/practice"):
            self.expect(self.open(page, path).status == 403, f"a technician opens {path}")
        page.context.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "site", "administrator", "auditor", "technician", "supervisor", "place", "password", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        for language in SAYS:
            walk = Settings(browser, arguments, language)
            for part in (walk.changes_a_part, walk.hosts_and_channels, walk.posts_a_notice, walk.practises, walk.others):
                try:
                    part()
                except Exception as error:  # noqa: BLE001: whatever stops a part is a finding
                    walk.found.append(f"{language} {part.__name__}: {str(error).splitlines()[0]}")
            found += walk.found
            rows.count(keyboard_walks=1)
        browser.close()
    print("\n".join(found) or "configuration and practice: nothing found")
    sys.exit(1 if found else 0)


main()
