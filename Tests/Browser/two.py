#!/usr/bin/env python3
"""Two people, two browsers, one ticket: each acts on what was seen, in a real Chromium.

    two.py --base http://127.0.0.1:8420 --code CODE --technician NAME --mate NAME --dispatcher NAME --password WORD
           --out FOLDER

Technician and dispatcher are played in both orders: accepting and assigning, resolving and resolving, a note being typed
and resolving, putting on hold and assigning. A reporter answers a question, or says "not mended", after it was settled
elsewhere. What has to happen: the first wins; the other sees on the page what happened, and every
typed word is still in the form, or stands in the ticket as a note.
SABOTAGE=reload: a refusal comes back as a fresh page, without what was typed; SABOTAGE=blind: nobody says what they had
seen, so that the later overwrites the earlier. Both have to be found. Exit status 1 where anything of it didn't happen.
"""
import argparse
import json
import os
import pathlib
import sys
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from rows import count
from staff import command, uuid7

BLIND = "addEventListener('DOMContentLoaded', () => document.querySelectorAll('[name=based]').forEach(field => field.remove()));"
WORDS = {
    "zh": {"locale": "zh-CN", "late": "刚被别人更新", "noted": "作为备注记下", "moved": "放在“补充说明”里"},
    "en": {"locale": "en-GB", "late": "just updated", "noted": "written down as a note", "moved": "under “Add something” now"},
}


class Two:
    def __init__(self, browser, arguments, language):
        self.browser, self.arguments, self.language = browser, arguments, language
        self.words, self.found = WORDS[language], []
        self.out = pathlib.Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.contexts = []
        self.technician = self.person(arguments.technician, 390)
        self.dispatcher = self.person(arguments.dispatcher, 1280)

    def person(self, account, width):
        context = self.browser.new_context(viewport={"width": width, "height": 900}, locale=self.words["locale"])
        if os.environ.get("SABOTAGE") == "blind":
            context.add_init_script(BLIND)
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(self.arguments.base + "/-/sign-in")
        page.fill("#account", account)
        page.fill("#password", self.arguments.password)
        with page.expect_navigation():
            page.locator("main form button.primary").click()
        if os.environ.get("SABOTAGE") == "reload":
            page.route("**/-/desk/*/*", self.forget)
        return page

    def stranger(self, track):
        """A reporter's browser, at the tracking page."""
        context = self.browser.new_context(viewport={"width": 390, "height": 844}, locale=self.words["locale"])
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if os.environ.get("SABOTAGE") == "reload":
            page.route("**/-/t/*/*", self.forget)
        page.goto(self.arguments.base + track)
        return page

    def forget(self, route):
        if route.request.method != "POST":
            return route.continue_()
        answer = route.fetch(max_redirects=0)
        if answer.status < 400:
            return route.fulfill(response=answer)
        return route.fulfill(status=303, headers={"Location": route.request.url.rsplit("/", 1)[0]})

    def close(self):
        for context in self.contexts:
            context.close()

    def expect(self, fact, sentence):
        if not fact:
            self.found.append(f"{self.language}: {sentence}")

    def ticket(self):
        """A fault that both have before them."""
        body = json.dumps({"label": self.arguments.code, "category": "network.outage", "words": "两个人一张单"}).encode()
        asked = urllib.request.Request(self.arguments.base + "/api/v1/reports", body, {
            "Content-Type": "application/json", "Idempotency-Key": uuid7()})
        with urllib.request.urlopen(asked) as answer:
            made = json.load(answer)
        number, self.track = made["number"], "/-/t/" + made["token"]
        for page in (self.technician, self.dispatcher):
            page.goto(f"{self.arguments.base}/-/desk/{number}")
        return number

    def both_see(self, number):
        for page in (self.technician, self.dispatcher):
            page.goto(f"{self.arguments.base}/-/desk/{number}")

    def fill(self, page, act, **fields):
        form = page.locator(f"form[action$='/{act}']")
        form.evaluate("form => { const fold = form.closest('details'); if (fold) fold.open = true; }")
        for name, value in fields.items():
            field = form.locator(f"[name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def press(self, page, act):
        with page.expect_navigation():
            page.locator(f"form[action$='/{act}'] button").click()

    def act(self, page, act, **fields):
        self.fill(page, act, **fields)
        self.press(page, act)

    def main(self, page):
        return page.locator("main").inner_text()

    def typed(self, page, act, name="words"):
        return page.locator(f"form[action$='/{act}'] [name={name}]").input_value()

    def told(self, page, key, what):
        says = page.locator(".summary, [data-focus]")
        text = says.first.inner_text() if says.count() else ""
        self.expect(self.words[key] in text, f"{what}: the page says {text!r}")

    def look(self, page, name):
        page.screenshot(path=self.out / f"two-{name}-{self.language}.png", full_page=True)
        count(pages_checked=1)
        for violation in Axe().run(page).response["violations"]:
            count(axe_violations=1)
            self.found.append(f"{self.language} {name}: axe {violation['id']}: {violation['help']}")

    def assigned_before_accepting(self):
        number = self.ticket()
        self.act(self.dispatcher, "assign", lead=self.arguments.mate)
        self.press(self.technician, "accept")
        self.told(self.technician, "late", "accepting what was assigned to somebody else")
        self.expect("赵师傅" in self.technician.locator(".summary").inner_text(), "it isn't said who has the ticket now")
        self.look(self.technician, "accept-too-late")
        self.both_see(number)
        self.expect("赵师傅" in self.main(self.technician), "the ticket isn't the one's to whom it was assigned first")

    def accepted_before_assigning(self):
        number = self.ticket()
        self.press(self.technician, "accept")
        self.act(self.dispatcher, "assign", lead=self.arguments.mate)
        self.told(self.dispatcher, "late", "assigning what was accepted")
        self.expect(self.typed(self.dispatcher, "assign", "lead") == self.arguments.mate, "the name that was typed is gone")
        self.look(self.dispatcher, "assign-too-late")
        self.both_see(number)
        self.expect("王师傅" in self.main(self.dispatcher), "the one who accepted first lost the ticket")
        # Now that it was seen, it is done.
        self.act(self.dispatcher, "assign", lead=self.arguments.mate)
        self.expect("赵师傅" in self.main(self.dispatcher), "a dispatcher who has seen it can't assign it anew")

    def resolve_and_resolve(self, first, second):
        number = self.ticket()
        self.act(self.technician, "accept")
        self.both_see(number)
        self.fill(second, "resolve", words="第二个答复 / the second answer")
        self.act(first, "resolve", words="第一个答复 / the first answer")
        self.press(second, "resolve")
        self.told(second, "noted", "resolving what was resolved")
        self.look(second, "resolve-too-late")
        text = self.main(second)
        self.expect("the second answer" in text, "the words of the second answer are gone")
        answer = second.evaluate("() => [...document.querySelectorAll('ol.steps blockquote')].map(quote => quote.textContent)")
        self.expect(any("the first answer" in one for one in answer), "the first answer is gone")

    def note_while_resolving(self, typing, resolving):
        number = self.ticket()
        self.act(self.technician, "accept")
        self.both_see(number)
        self.fill(typing, "comment", words="正在写的备注 / a note being typed")
        self.act(resolving, "resolve", words="已修好 / mended")
        self.press(typing, "comment")
        text = self.main(typing)
        self.expect("a note being typed" in text and "mended" in text, "a note typed meanwhile isn't in the ticket")

    def hold_while_assigning(self):
        number = self.ticket()
        self.act(self.technician, "accept")
        self.both_see(number)
        self.fill(self.technician, "hold", words="等配件三天 / three days for a part")
        self.act(self.dispatcher, "assign", lead=self.arguments.mate)
        self.press(self.technician, "hold")
        says = self.technician.locator(".summary")
        self.expect(says.count() == 1, "a hold on somebody else's ticket isn't refused")
        # There is nothing to hold for this one any more: the words stand where they can be saved.
        self.expect("three days" in self.typed(self.technician, "comment"), "the words of the hold are gone")
        self.look(self.technician, "hold-too-late")

    def answer_while_resolving(self):
        number = self.ticket()
        self.press(self.technician, "accept")
        command(self.technician, self.arguments.base, number, "ask", words="哪个插座？ / which socket?", days=1)
        reporter = self.stranger(self.track)
        self.expect("which socket?" in self.main(reporter), "the reporter isn't shown the question")
        self.fill(reporter, "answer", words="靠窗的那个 / the one by the window")
        command(self.technician, self.arguments.base, number, "resume")
        command(self.technician, self.arguments.base, number, "resolve", words="两个都换了 / both were changed")
        self.press(reporter, "answer")
        self.told(reporter, "moved", "answering what was settled meanwhile")
        text = self.main(reporter)
        self.expect("both were changed" in text, "the reporter isn't told what happened meanwhile")
        self.expect("by the window" in self.typed(reporter, "comment"), "the words of the answer are gone")
        self.look(reporter, "answer-too-late")
        self.press(reporter, "comment")
        self.expect("by the window" in self.main(reporter), "the answer can't be sent as an addition")
        self.both_see(number)
        self.expect("by the window" in self.main(self.technician), "the answer didn't arrive at the desk")

    def reopen_and_reopen(self):
        """One reporter on two phones."""
        number = self.ticket()
        self.press(self.technician, "accept")
        command(self.technician, self.arguments.base, number, "resolve", words="好了 / done")
        first, second = self.stranger(self.track), self.stranger(self.track)
        self.fill(second, "reopen", words="根本没修 / not at all")
        self.act(first, "reopen", words="没修好 / not mended")
        self.press(second, "reopen")
        self.told(second, "moved", "reopening what was reopened")
        self.expect("not at all" in self.typed(second, "comment"), "the words of the second reopening are gone")
        self.look(second, "reopen-too-late")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("base", "code", "technician", "mate", "dispatcher", "password", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    found, played = [], 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        for language in WORDS:
            two = Two(browser, arguments, language)
            one, other = two.technician, two.dispatcher
            parts = [
                ("assigned before accepting", two.assigned_before_accepting),
                ("accepted before assigning", two.accepted_before_assigning),
                ("technician resolves first", lambda: two.resolve_and_resolve(one, other)),
                ("dispatcher resolves first", lambda: two.resolve_and_resolve(other, one)),
                ("technician types a note", lambda: two.note_while_resolving(one, other)),
                ("dispatcher types a note", lambda: two.note_while_resolving(other, one)),
                ("hold while assigning", two.hold_while_assigning),
                ("answer while resolving", two.answer_while_resolving),
                ("reopen and reopen", two.reopen_and_reopen),
            ]
            for name, part in parts:
                try:
                    part()
                    played += 1
                except Exception as error:  # noqa: BLE001: whatever stops a part is a finding, and the next one is tried
                    two.found.append(f"{language} {name}: {str(error).splitlines()[0]}")
            two.close()
            found += two.found
        browser.close()
    print("\n".join(found) or f"two on one ticket: {played} times, nothing found")
    sys.exit(1 if found else 0)


main()
