#!/usr/bin/env python3
"""Takes the manual's pictures: a told story's pages in a real Chromium, in Chinese and in English.

    pictures.py [NAME…]      writes Assets/Pictures/zh/NAME.png and Assets/Pictures/en/NAME.png; without names: all

Each name below is a method of `Pictures`; tickets' numbers differ from run to run, all else is the same. `walked` are those of three
walks, without a network and of a technician; WALKS names a folder with pictures of theirs (PICTURES of run.sh).
"""
import os
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image
from playwright.sync_api import sync_playwright

from story import PASSWORD, ROOT, Story

OUT = ROOT / "Assets/Pictures"
COLOURS = 128
# Of the walks: their picture, ours.
WALKED = {
    "kept-waiting": "kept-page", "basement-queue": "technician-queue", "basement-kept-queue": "technician-kept",
    "basement-waiting": "technician-waiting", "basement-refused": "technician-refused",
    **{f"technician-shown-{name}": f"technician-{name}" for name in ("photos", "parts", "shifts", "handed", "merged", "full")},
}


def keep(image, name, language):
    folder = OUT / language
    folder.mkdir(parents=True, exist_ok=True)
    image.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        folder / f"{name}.png", optimize=True)
    print(f"{language}/{name}.png {(folder / f'{name}.png').stat().st_size:,} B", flush=True)


class Pictures:
    def __init__(self, browser, story):
        self.browser, self.story, self.states = browser, story, {}
        self.scratch = story.folder / "scratch.png"

    # Pages.

    def context(self, width, height, account=None, scale=1):
        locale = "zh-CN" if self.story.language == "zh" else "en-GB"
        if account and account not in self.states:
            context = self.browser.new_context(locale=locale)
            page = context.new_page()
            page.goto(f"{self.story.base}/-/sign-in")
            page.fill("#account", account)
            page.fill("#password", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda address: "/-/sign-in" not in address)
            self.states[account] = context.storage_state()
            context.close()
        return self.browser.new_context(
            locale=locale, viewport={"width": width, "height": height}, device_scale_factor=scale,
            storage_state=self.states.get(account), timezone_id="Asia/Shanghai")

    def open(self, path, account=None, width=1280, height=800, scale=1):
        page = self.context(width, height, account, scale).new_page()
        page.set_default_timeout(10_000)
        page.goto(self.story.base + path)
        return page

    def phone(self, path, account=None, height=844):
        return self.open(path, account, 390, height, 2)

    def take(self, name, page, height=None):
        """What stands on the screen, or the page's upper part."""
        if height:
            page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
        page.screenshot(path=self.scratch)
        keep(Image.open(self.scratch), name, self.story.language)
        page.context.close()

    def ticket(self, who):
        return f"/-/desk/{self.story.numbers[who]}"

    def say(self, zh, en):
        return (zh, en)[self.story.index]

    # Reporters.

    def found(self, place, height=844):
        """The report page of a place that was searched for."""
        page = self.phone(f"/?q={place}", height=height)
        with page.expect_navigation():
            page.locator("ul.rows a").first.click()
        return page

    def report_page(self):
        page = self.found("M-103")
        page.locator(".tile", has_text=self.say("无线信号", "Wi-Fi")).first.click()
        self.take("report-page", page)

    def sent_page(self):
        page = self.found("L-101")
        page.locator(".tile", has_text=self.say("断网", "No network")).first.click()
        with page.expect_navigation():
            page.locator("main form button.primary").last.click()
        self.take("sent-page", page)

    def tracking_page(self):
        self.take("tracking-page", self.phone(self.story.links["hall"]), 1180)

    def tracking_answered(self):
        self.take("tracking-answered", self.phone(self.story.links["office"]), 1180)

    # The desk.

    def intake_page(self):
        page = self.open("/-/intake", "dai", 1120)
        page.locator("input[type=text], input[type=search]").first.press_sequentially("mll 207", delay=20)
        page.wait_for_timeout(700)
        page.keyboard.press("Enter")
        page.wait_for_selector("#words")
        page.fill("#words", self.say("讲台电脑也连不上网，十点半有课", "The desk's computer is offline too; there is a class at half past ten"))
        self.take("intake-page", page, 900)

    def board_page(self):
        page = self.open("/-/board", "dai", 1440)
        page.wait_for_timeout(500)
        self.take("board-page", page, 980)

    def board_views(self):
        page = self.open("/-/board", "dai")
        page.fill("#where", "mll")
        with page.expect_navigation():
            page.locator("#narrow button").first.click()
        page.evaluate("() => { document.getElementById('keep').open = true; }")
        page.fill("#view-name", self.say("明理楼", "Mingli Hall"))
        with page.expect_navigation():
            page.locator("#keep button[value=keep]").first.click()
        page.wait_for_timeout(300)
        self.take("board-views", page, 860)

    def board_chosen(self):
        page = self.open("/-/board", "dai", 1440)
        for _ in range(2):
            page.locator(".item input[type=checkbox]:not(:checked)").first.check()
        page.wait_for_timeout(300)
        self.take("board-chosen", page, 980)

    def ticket_why(self):
        page = self.open(self.ticket("rows"), "dai")
        page.locator("details", has_text=self.say("为什么", "Why this")).first.locator("summary").click()
        self.take("ticket-why", page, 900)

    def ticket_more(self):
        page = self.open(self.ticket("meeting"), "dai", 1120)
        page.locator("#more > summary").click()
        page.locator("details:not(#more):has(form[action$='/refer']) > summary").click()
        page.select_option("#refer-organisation", "property")
        page.fill("#refer-words", self.say("会议桌是物业的，请他们固定面板", "The table is theirs; the plate has to be fixed to it"))
        page.locator("#more").evaluate("node => window.scrollTo(0, node.offsetTop - 16)")
        self.take("ticket-more", page)

    def calls_page(self):
        page = self.open("/-/calls", "gao", 1120)
        page.keyboard.press("d")
        page.wait_for_selector("a[href^='tel:1']")
        page.keyboard.press("1")
        self.take("calls-page", page, 1000)

    # Those who watch.

    def supervision_page(self):
        self.take("supervision-page", self.open("/-/supervision", "xu", 1120), 1000)

    def supervision_order(self):
        self.take("supervision-order", self.open(self.ticket("optics"), "zhou", 1120), 1100)

    def report_figures(self):
        self.take("report-figures", self.open("/-/desk/report", "fang", 1120), 1100)

    def report_paper(self):
        page = self.open("/-/desk/report", "fang")
        link = page.locator("a[href*='report.pdf']").get_attribute("href")
        paper = self.story.folder / "report.pdf"
        answer = page.context.request.get(
            self.story.base + link, headers={"Accept-Language": page.evaluate("navigator.language")})
        paper.write_bytes(answer.body())
        page.context.close()
        subprocess.run(["pdftoppm", "-r", "80", "-png", "-singlefile", "-l", "1", paper, paper.with_suffix("")], check=True)
        keep(Image.open(paper.with_suffix(".png")), "report-paper", self.story.language)

    def wallboard_page(self):
        self.take("wallboard-page", self.open("/-/wallboard", "hall", 1280, 720))

    # Facilities.

    def facilities_page(self):
        page = self.open("/-/facilities", "chen", 1000)
        self.take("facilities-page", page, 900)

    def building(self, zh="明理楼", en="Mingli Hall"):
        page = self.open("/-/facilities", "chen", 1000)
        page.locator("main a", has_text=self.say(zh, en)).first.click()
        page.wait_for_url("**/facilities/**")
        return page

    def facilities_print(self):
        page = self.building("藏云图书馆", "Cangyun Library")
        page.locator("main a[href*='/print?']").first.click()
        page.wait_for_url("**/print?**")
        # Not on the sheet that is left from another run.
        page.fill("#start", "1")
        with page.expect_navigation():
            page.locator("#start").press("Enter")
        page.wait_for_timeout(1_500)
        self.take("facilities-print", page, 1080)

    def facilities_walk(self):
        page = self.building()
        walk = page.locator("main a[href*='/walk?']").first.get_attribute("href")
        page.context.close()
        self.take("facilities-walk", self.phone(walk, "chen"))

    # Administration.

    def notices_page(self):
        self.take("notices-page", self.open("/-/notices", "dai", 1120), 900)

    def admin_person(self):
        page = self.open("/-/admin/people", "an", 1120)
        page.locator("main a", has_text=self.say("王芳", "Wang Fang")).first.click()
        page.wait_for_url("**/people/**")
        self.take("admin-person", page, 860)

    def admin_password(self):
        page = self.phone("/-/admin/people", "xi", 600)
        page.locator("details:has(#account) > summary").click()
        page.fill("#name", self.say("孔老师", "Kong Yi"))
        page.fill("#account", "kong")
        page.locator("form:has(#account) button.primary, form:has(#account) button").last.click()
        page.wait_for_selector("#password")
        self.take("admin-password", page)

    def admin_ledger(self):
        self.take("admin-ledger", self.open("/-/admin/ledger", "shen", 1120), 760)

    def configuration_page(self):
        page = self.open("/-/admin/configuration/rules?section=urging", "xi", 1000)
        text = page.locator("#text").input_value()
        page.fill("#text", text.replace("answer-within", "answer-in"))
        with page.expect_navigation():
            page.locator("button[name=do][value=check]").click()
        self.take("configuration-page", page, 860)

    def practice_page(self):
        """The last one: from here on everything is practice."""
        page = self.open("/-/admin/practice", "xi")
        page.fill("#reason", self.say("新调度员培训", "Training new dispatchers"))
        with page.expect_navigation():
            page.locator("form[action='/-/admin/practice'] button").click()
        page.context.close()
        self.take("practice-page", self.phone("/-/elsewhere"))


def take_walks():
    """The pictures of three walks."""
    with tempfile.TemporaryDirectory(prefix="mendmark-walks-", dir="/tmp") as scratch:
        folder = pathlib.Path(os.environ.get("WALKS", scratch))
        if not os.environ.get("WALKS"):
            subprocess.run([ROOT / "Tests/Browser/run.sh", "kept", "basement", "technician"], env={**os.environ, "PICTURES": scratch},
                           check=True)
        for walked, name in WALKED.items():
            for language in ("zh", "en"):
                found = sorted(folder.glob(f"{walked}-{language}*.png"))
                if not found:
                    raise SystemExit(f"the walks left no picture {walked}-{language}")
                keep(Image.open(found[0]), name, language)


def take_story(playwright, language, names):
    """Whether some picture couldn't be taken; the others were."""
    # The browser's own words, such as a date field's, are in the language of its surroundings.
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--lang=" + ("zh-CN" if language == "zh" else "en-GB")],
        env={**os.environ, "LANGUAGE": "zh_CN" if language == "zh" else "en_GB"})
    story, failed = Story(language), False
    story.serve()
    pictures = Pictures(browser, story)
    for name in names:
        try:
            getattr(pictures, name)()
        except Exception as error:  # noqa: BLE001: the others can still be taken
            failed = True
            print(f"{language}: {name}: {str(error).splitlines()[0]}")
    story.end()
    browser.close()
    return failed


def main():
    names = [name for name, value in vars(Pictures).items()
             if callable(value) and value.__code__.co_argcount == 1]
    chosen = sys.argv[1:] or names + ["walked"]
    wrong = set(chosen) - {*names, "walked"}
    if wrong:
        raise SystemExit(f"expected some of {' '.join(names)} walked, found {' '.join(sorted(wrong))}")
    failed = False
    if set(chosen) & set(names):
        with sync_playwright() as playwright:
            for language in ("zh", "en"):
                failed |= take_story(playwright, language, [name for name in names if name in chosen])
    if "walked" in chosen:
        take_walks()
    sys.exit(failed)


main()
