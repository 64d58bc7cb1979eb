#!/usr/bin/env python3
"""Holds labels before a running gateway's camera page, in a real Chromium whose camera plays a film made here.

    camera.py --base http://127.0.0.1:8420 --sheet SHEET.png --code CODE --second CODE --host HOST
              --account NAME --facilities NAME --password WORD --out FOLDER

The films show labels cut from a sheet that the site printed: at 25 degrees in the picture and tilted by 25 degrees,
blurred, at 3 pixels a module; two at once; one without finder patterns, which no decoder reads; one so small that a
shrunk frame loses it; none. What has to happen: the label's page opens within four frames of the first good one (the
time is printed, never asserted), two labels and one that was told by its looks raise a question, a refused camera
leaves photo and typing, without script the form works, light and zoom are offered where the camera has them, a USB
scanner's keystrokes open the label. Exit status 1 where anything of it didn't. Pictures go to the folder.
Needs playwright, axe-playwright-python, pillow and numpy, and Chromium at --chromium.
"""
import argparse
import io
import json
import pathlib
import statistics
import sys
import tempfile

import numpy
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import sync_playwright

from rows import count

FRAME = (1280, 720)
LARGE = (1920, 1080)   # of which a frame holds two thirds
BLANKS = 30       # frames of a wall before the first good one
FRAMES_MAX = 4    # posted from the first good one on
MARK = (250, 30, 220)  # of a patch in the corner of good frames, for the clock
PHONE, DESK = (390, 844), (1280, 800)
CAMERA = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]

# Tells when a good frame is first shown, and counts the frames that are posted from then on.
WATCH = """(() => {
  const seen = { good: 0, frames: 0, posted: 0 };
  window.seen = seen;
  const canvas = document.createElement('canvas'); canvas.width = canvas.height = 4;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const look = video => {
    pen.drawImage(video, 0, 0, 16, 16, 0, 0, 4, 4);
    const [red, green, blue] = pen.getImageData(1, 1, 1, 1).data;
    if (!seen.good && red > 190 && green < 110 && blue > 160) {
      seen.good = performance.timeOrigin + performance.now();
    }
    if (!seen.good) video.requestVideoFrameCallback(() => look(video));
  };
  document.addEventListener('DOMContentLoaded', () => {
    const video = document.querySelector('video');
    if (video) video.requestVideoFrameCallback(() => look(video));
  });
  const real = window.fetch;
  window.fetch = (...asked) => {
    seen.posted += 1;
    if (seen.good) seen.frames += 1;
    sessionStorage.setItem('seen', JSON.stringify(seen));
    return real(...asked);
  };
})()"""

# A camera with light and zoom, which no fake one has.
TORCH = """(() => {
  window.wished = [];
  MediaStreamTrack.prototype.getCapabilities = function () { return { torch: true, zoom: { min: 1, max: 4, step: 0.5 } }; };
  MediaStreamTrack.prototype.applyConstraints = function (wish) { window.wished.push(wish.advanced[0]); return Promise.resolve(); };
})()"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

UNSURE = {"width": 1280, "height": 720, "labels": [{
    "code": "{code}", "link": "/{code}", "name": "二层弱电间 2-E-03", "path": "兴庆校区 · 主楼群E座 · 东侧二层",
    "corners": [[500, 250], [760, 262], [752, 520], [492, 508]], "reading": "recognised", "lead": 4.2, "isSure": False}]}


def times_x(value):
    return (value << 1) ^ 37 if value & 16 else value << 1


def is_code(symbols):
    """The rule of a label's code, written once more from its definition: over GF(32) the sum of its values, the first
    times x, the second times x squared and so on, the check symbol as it is, is zero."""
    total = 0
    for value in map(ALPHABET.index, symbols[10::-1] + symbols[11]):
        total = times_x(total) ^ value
    return total == 0 and symbols.strip("0") != ""


def rule(scene, films):
    """The script's rule agrees with the definition, on codes that are right and on slips of every kind."""
    random = numpy.random.default_rng(11)
    texts = []
    for _ in range(400):
        first = "".join(random.choice(list(ALPHABET), 11))
        code = first + next(symbol for symbol in ALPHABET if is_code(first + symbol))
        at = int(random.integers(0, 11))
        texts += [code, code[:at] + code[at + 1] + code[at] + code[at + 2:],
                  code[:at] + ALPHABET[(ALPHABET.index(code[at]) + int(random.integers(1, 32))) % 32] + code[at + 1:],
                  code[:11], code + "0"]
    texts += ["0" * 12]
    with scene.browser(allowed=False) as browser:
        page = scene.page(browser, allowed=False)
        scene.open(page)
        told = page.evaluate("texts => texts.map(text => mendmarkCodes.read(text).fits)", texts)
        wrong = [text for text, fits in zip(texts, told) if fits != (len(text) == 12 and is_code(text))]
        code = scene.arguments.code
        written = [code.lower(), f"{code[:4]} {code[4:8]} {code[8:]}", code.replace("0", "o").replace("1", "l"),
                   "".join(chr(ord(symbol) + 0xFEE0) for symbol in code), f"{code[:4]}－{code[4:8]}·{code[8:]}",
                   f"http://{scene.arguments.host}/{code}?x=1", f"HTTPSÖ--{scene.arguments.host}-{code}"]
        wrong += [text for text in written if page.evaluate("text => mendmarkCodes.codeOf(text)", text) != code]
        others = [f"https://other.example/{code}", f"https://x{scene.arguments.host}/{code}", f"{scene.arguments.host}.evil/{code}", ""]
        wrong += [text for text in others if page.evaluate("text => mendmarkCodes.codeOf(text)", text) is not None]
        if wrong or sum(told) < 400:
            scene.complain("rule", f"{len(wrong)} texts are taken otherwise than defined: {wrong[:5]}")


def coefficients(target, source):
    """Of the perspective that takes the points of the target to those of the source, as pillow wants them."""
    rows, values = [], []
    for (x, y), (u, v) in zip(target, source):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return numpy.linalg.solve(numpy.array(rows, float), numpy.array(values, float))


class Films:
    """Makes films of labels, as the fake camera plays them: JPEGs behind each other."""

    def __init__(self, sheet, corners, folder):
        self.sheet, self.corners, self.folder = Image.open(sheet).convert("L"), corners, folder
        self.random = numpy.random.default_rng(7)

    def label(self, code, pixels, turned=0.0, tilted=0.0):
        """The symbol of a code with its white border, so many pixels a module, turned in the picture and tilted away."""
        corners = self.corners[code]
        modules = 29
        side = round(pixels * (modules + 8))
        # The corners of the symbol on the sheet, pushed out by the border of four modules.
        points = numpy.array(corners)
        middle = points.mean(axis=0)
        points = middle + (points - middle) * (modules + 8) / modules
        large = Image.new("L", (side * 4, side * 4), 255)
        flat = [(0, 0), (side * 4, 0), (side * 4, side * 4), (0, side * 4)]
        large = self.sheet.transform(large.size, Image.Transform.PERSPECTIVE, coefficients(flat, points), Image.Resampling.BICUBIC)
        shrink = numpy.cos(numpy.radians(tilted))
        inset = side * 4 * 0.08 * (tilted > 0)
        away = [(inset, 0), (side * 4 - inset, 0), (side * 4, side * 4 * shrink), (0, side * 4 * shrink)]
        size = (side * 4, round(side * 4 * shrink))
        large = large.transform(size, Image.Transform.PERSPECTIVE, coefficients(away, flat), Image.Resampling.BICUBIC, fillcolor=205)
        large = large.rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor=205)
        return large.resize((large.width // 4, large.height // 4), Image.Resampling.LANCZOS)

    def worn(self, code, pixels):
        """A label whose finder patterns somebody scratched off: no decoder finds a symbol there."""
        label = self.label(code, pixels)
        pen, module = ImageDraw.Draw(label), label.width / 37
        for across, down in [(4, 4), (26, 4), (4, 26)]:
            corner = (module * (across - 0.5), module * (down - 0.5))
            pen.rectangle((*corner, corner[0] + 8 * module, corner[1] + 8 * module), fill=140)
        return label

    def frame(self, labels, blur, isGood, size=FRAME):
        """A picture of a wall with labels on it, each (image, x, y)."""
        picture = Image.new("L", size, 205)
        for image, x, y in labels:
            picture.paste(image, (x, y))
        picture = picture.filter(ImageFilter.GaussianBlur(blur))
        pixels = numpy.asarray(picture, float) + self.random.normal(0, 3, (size[1], size[0]))
        picture = Image.fromarray(numpy.clip(pixels, 0, 255).astype("uint8")).convert("RGB")
        if isGood:
            ImageDraw.Draw(picture).rectangle((0, 0, 47, 47), fill=MARK)
        encoded = io.BytesIO()
        picture.save(encoded, "JPEG", quality=80)
        return encoded.getvalue()

    def film(self, name, labels, blur=0.8, blanks=BLANKS, size=FRAME):
        path = self.folder / f"{name}.mjpeg"
        wall, good = self.frame([], blur, False, size), self.frame(labels, blur, True, size)
        path.write_bytes(wall * blanks + good * 240)
        (self.folder / f"{name}.jpg").write_bytes(good)
        return path


class Scene:
    """A browser before one film."""

    def __init__(self, playwright, arguments, found):
        self.playwright, self.arguments, self.found = playwright, arguments, found

    def complain(self, name, sentence):
        self.found.append(f"{name}: {sentence}")

    def browser(self, film=None, allowed=True):
        flags = (CAMERA if allowed else CAMERA[:2]) + ([f"--use-file-for-fake-video-capture={film}"] if film else [])
        return self.playwright.chromium.launch(executable_path=self.arguments.chromium, args=flags)

    def page(self, browser, view=PHONE, language="zh-CN", script=True, before=(), allowed=True, scheme="light", state=None):
        context = browser.new_context(
            viewport={"width": view[0], "height": view[1]}, locale=language, java_script_enabled=script, color_scheme=scheme,
            storage_state=state, permissions=["camera"] if allowed else [])
        for text in before:
            context.add_init_script(text)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.complain(page.url, f"script: {error}"))
        page.on("console", lambda message: message.type == "error" and "status of" not in message.text
                and self.complain(page.url, f"console: {message.text}"))
        return page

    def look(self, page, name):
        page.screenshot(path=str(self.arguments.out / f"{name}.png"), full_page=True)
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.complain(name, f"scrolls sideways by {wide} px")
        count(pages_checked=1)
        for violation in Axe().run(page).response["violations"]:
            count(axe_violations=1)
            self.complain(name, f"axe {violation['id']}: {[node['html'][:90] for node in violation['nodes']][:3]}")

    def open(self, page, path="/-/scan"):
        page.goto(self.arguments.base + path, wait_until="load")


def first_good_frame(scene, films):
    """From the first good frame to the label's page, five times in each of two views."""
    code = scene.arguments.code
    views = {"turned": dict(turned=25), "tilted": dict(tilted=25), "both": dict(turned=25, tilted=25)}
    for name, view in views.items():
        film = films.film(name, [(films.label(code, 3, **view), 560, 280)])
        times = []
        with scene.browser(film) as browser:
            for number in range(3):
                page = scene.page(browser, before=[WATCH])
                scene.open(page)
                if name == "turned" and number == 0:
                    page.wait_for_function("() => document.getElementById('camera-says').textContent")
                    scene.look(page, "looking-phone-zh")
                page.wait_for_url(f"**/{code}", wait_until="domcontentloaded")
                opened = page.evaluate("() => performance.timeOrigin + performance.getEntriesByType('navigation')[0].domContentLoadedEventStart")
                seen = json.loads(page.evaluate("() => sessionStorage.getItem('seen')"))
                times.append(opened - seen["good"])
                if not 1 <= seen["frames"] <= FRAMES_MAX:
                    scene.complain(name, f"{seen['frames']} frames were posted from the first good one on, expected 1 to {FRAMES_MAX}")
                if seen["posted"] <= seen["frames"]:
                    scene.complain(name, "no frame of the wall was posted before: the clock began too late")
                page.context.close()
        print(f"camera: {name}, blurred, 3 pixels a module: first good frame to the label's page "
              f"{statistics.median(times):.0f} ms (of {', '.join(f'{time:.0f}' for time in times)})")


def several(scene, films):
    """Two labels raise a question; its answer opens the label."""
    code, second = scene.arguments.code, scene.arguments.second
    film = films.film("two", [(films.label(code, 5), 200, 200), (films.label(second, 5, turned=8), 760, 220)], blanks=2)
    with scene.browser(film) as browser:
        for view, language, scheme, name in [(PHONE, "zh-CN", "light", "phone-zh"), (DESK, "en-GB", "dark", "desk-en")]:
            page = scene.page(browser, view, language, scheme=scheme)
            scene.open(page)
            page.locator("#ask").wait_for()
            scene.look(page, f"which-{name}")
            if page.locator("#ask .choice").count() != 2 or page.locator(".finder polygon").count() != 2:
                scene.complain("two", "the two labels aren't offered, or not drawn")
            if not page.evaluate("() => document.activeElement.matches('#ask h2')"):
                scene.complain("two", "the question doesn't have the focus")
            page.locator(f"#ask a[href^='/{second}']").click()
            page.wait_for_url(f"**/{second}")
            page.context.close()
        page = scene.page(browser)
        scene.open(page)
        page.locator("#ask-no").click()
        page.wait_for_function("() => document.getElementById('ask').hidden")
        page.wait_for_timeout(1500)
        if not page.url.endswith("/-/scan") or page.locator("#ask").is_visible():
            scene.complain("two", "labels that were said no to are offered again")
        page.context.close()


def question(scene, films):
    """A label that was told by its looks is asked about; no goes on."""
    code = scene.arguments.code
    reply = json.dumps(UNSURE).replace("{code}", code)
    film = films.film("wall", [], blanks=2)
    with scene.browser(film) as browser:
        for view, language, scheme, name in [(PHONE, "zh-CN", "dark", "phone-zh"), (DESK, "en-GB", "light", "desk-en")]:
            page = scene.page(browser, view, language, scheme=scheme)
            page.route("**/-/scan", lambda route: route.fulfill(body=reply, content_type="application/json")
                       if route.request.method == "POST" else route.continue_())
            scene.open(page)
            page.locator("#ask .door").wait_for()
            scene.look(page, f"sure-{name}")
            page.locator("#ask-no").click()
            page.wait_for_timeout(600)
            if page.locator("#ask").is_visible():
                scene.complain("unsure", "a label that was said no to is asked about again")
            scene.open(page)
            page.locator("#ask a.primary").click()
            page.wait_for_url(f"**/{code}")
            page.context.close()


def small(scene, films):
    """A label that is lost where a large picture is shrunk to a frame is read in the frames that are cut from it."""
    code = scene.arguments.code
    film = films.film("small", [(films.label(code, 2.2), 900, 500)], blur=0.4, blanks=2, size=LARGE)
    with scene.browser(film) as browser:
        page = scene.page(browser)
        scene.open(page)
        page.wait_for_function("() => document.querySelector('video').videoWidth > 0")
        width = page.evaluate("() => document.querySelector('video').videoWidth")
        if width != LARGE[0]:
            scene.complain("small", f"the fake camera gives {width} pixels, expected {LARGE[0]}")
        page.wait_for_url(f"**/{code}", timeout=10_000)
        page.context.close()


def worn(scene, films):
    """A label that no decoder reads is told by its looks, from the live picture and from a photo, and asked about."""
    code = scene.arguments.code
    film = films.film("worn", [(films.worn(code, 5), 560, 280)], blanks=2)
    with scene.browser(film) as browser:
        for view, language, name in [(PHONE, "zh-CN", "phone-zh"), (DESK, "en-GB", "desk-en")]:
            page = scene.page(browser, view, language)
            told = []
            page.on("response", lambda reply: told.append(reply) if reply.request.method == "POST" else None)
            scene.open(page)
            page.locator("#ask .door").wait_for()
            scene.look(page, f"worn-{name}")
            labels = [label for reply in told if reply.ok for label in reply.json()["labels"]]
            if [label["reading"] for label in labels] != ["recognised"]:
                scene.complain("worn", f"the label wasn't told by its looks: {labels}")
            if page.locator(".finder polygon.unsure").count() != 1:
                scene.complain("worn", "the label isn't drawn as unsure")
            page.locator("#ask a.primary").click()
            page.wait_for_url(f"**/{code}")
            scene.open(page)
            page.set_input_files("#photo", films.folder / "worn.jpg")
            page.locator("main h1", has_text="是这里吗" if language == "zh-CN" else "Is this the place").wait_for()
            scene.look(page, f"worn-form-{name}")
            page.locator("main a.primary").click()
            page.wait_for_url(f"**/{code}")
            page.context.close()


def refusals(scene, films):
    """A photo that can't be looked at leaves the page with its reason, by the photo."""
    files = {"cut.jpg": (films.folder / "two.jpg").read_bytes()[:9000], "note.pdf": b"%PDF-1.7 of no use", "wall.jpg":
             films.frame([], 0.8, False)}
    with scene.browser(allowed=False) as browser:
        for view, language, scheme, name in [
                (PHONE, "zh-CN", "light", "phone-zh"), (DESK, "en-GB", "dark", "desk-en"), (PHONE, "en-GB", "light", "phone-en")]:
            for file, content in files.items():
                page = scene.page(browser, view, language, scheme=scheme, allowed=False)
                scene.open(page)
                page.set_input_files("#photo", {"name": file, "mimeType": "image/jpeg", "buffer": content})
                page.locator("main .summary").first.wait_for()
                scene.look(page, f"{file.split('.')[0]}-photo-{name}")
                page.context.close()


def without_camera(scene, films):
    """Refused, absent, without script: a photo and the field are left."""
    code = scene.arguments.code
    photo = films.folder / "turned.jpg"
    with scene.browser(allowed=False) as browser:
        for view, language, name in [(PHONE, "zh-CN", "phone-zh"), (DESK, "en-GB", "desk-en")]:
            page = scene.page(browser, view, language, allowed=False)
            scene.open(page)
            page.locator("#camera-trouble p:not(:empty)").wait_for()
            if page.locator("#camera").is_visible():
                scene.complain("refused", "an empty picture is shown")
            scene.look(page, f"refused-{name}")
            typing(scene, page, name)
            page.context.close()
        page = scene.page(browser, allowed=False)
        scene.open(page)
        page.set_input_files("#photo", photo)
        page.wait_for_url(f"**/{code}")
        page = scene.page(browser, script=False, allowed=False)
        scene.open(page)
        page.screenshot(path=str(scene.arguments.out / "noscript-phone-zh.png"), full_page=True)
        if page.locator("#camera, #camera-trouble, #ask").filter(visible=True).count():
            scene.complain("without script", "parts that need it are shown")
        page.set_input_files("#photo", photo)
        page.locator("form[enctype] button").click()
        page.wait_for_url(f"**/{code}")
        for view, language, name in [(PHONE, "zh-CN", "phone-zh"), (DESK, "en-GB", "desk-en")]:
            page = scene.page(browser, view, language, script=False, allowed=False)
            scene.open(page)
            page.set_input_files("#photo", films.folder / "two.jpg")
            page.locator("form[enctype] button").click()
            page.locator(".choice").first.wait_for()
            page.screenshot(path=str(scene.arguments.out / f"which-form-{name}.png"), full_page=True)
            page.locator(f"a.choice[href='/{code}']").click()
            page.wait_for_url(f"**/{code}")


def typing(scene, page, name):
    """The field says what is wrong with a code while it is typed, and groups it as printed."""
    code = scene.arguments.code
    grouped = "-".join(code[at:at + 4] for at in (0, 4, 8))
    field, said = page.locator("#code"), page.locator("#code-say")

    def expect(kind, what):
        found = said.get_attribute("class"), said.inner_text()
        if kind not in (found[0] or "") or bool(found[1]) != (kind != "say"):
            scene.complain(f"typing {what}", f"expected {kind}, found {found}")

    field.press_sequentially(code[:6].lower())
    if field.input_value() != f"{code[:4]}-{code[4:6]}":
        scene.complain("typing", f"not grouped as printed: {field.input_value()}")
    expect("say", "half a code")
    field.press_sequentially(code[6:].lower())
    expect("good", "a whole code")
    scene.look(page, f"typed-{name}")
    field.fill("")
    swapped = code[1] + code[0] + code[2:] if code[0] != code[1] else code[:2] + code[3] + code[2] + code[4:]
    field.press_sequentially(swapped)
    expect("bad", "a swapped code")
    scene.look(page, f"mistyped-{name}")
    field.fill("ABCDU")
    expect("bad", "a foreign character")
    field.fill(f"https://other.example/{code}")
    expect("bad", "another site's address")
    field.fill(f" HTTPS://{scene.arguments.host}/{code} ")
    expect("good", "a whole address")
    if field.input_value() != grouped:
        scene.complain("typing", f"the address isn't cut to its code: {field.input_value()}")
    page.locator("form[method=get] button").click()
    page.wait_for_url(f"**/{code}")


def tools(scene, films):
    """Light and zoom where the camera has them, by keyboard; the camera rests while nobody looks."""
    film = films.folder / "wall.mjpeg"
    with scene.browser(film) as browser:
        page = scene.page(browser, before=[TORCH])
        scene.open(page)
        page.locator("#torch").wait_for()
        scene.look(page, "tools-phone-zh")
        page.locator("#torch").focus()
        page.keyboard.press("Enter")
        page.locator("#zoom").focus()
        page.keyboard.press("ArrowRight")
        wished = page.evaluate("() => window.wished")
        if {"torch": True} not in wished or {"zoom": 1.5} not in wished:
            scene.complain("tools", f"light and zoom weren't asked of the camera: {wished}")
        if page.locator("#torch").get_attribute("aria-pressed") != "true":
            scene.complain("tools", "the button doesn't say that the light is on")
        posted = []
        page.on("request", lambda request: posted.append(1) if request.method == "POST" else None)
        page.evaluate("() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
                      " document.dispatchEvent(new Event('visibilitychange')); }")
        live = page.evaluate("() => document.querySelector('video').srcObject")
        posted.clear()
        page.wait_for_timeout(1500)
        if posted or live:
            scene.complain("tools", f"{len(posted)} frames were posted while the page was hidden")
        page.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }")
        page.wait_for_timeout(1500)
        if not posted:
            scene.complain("tools", "the camera doesn't begin again once the page is seen")
        page.context.close()


def scan(page, text, opens):
    """A scanner's keystrokes, and what they open; a machine with other work may type as slowly as fingers, so three times."""
    for attempt in range(3):
        page.keyboard.type(text, delay=4)
        page.keyboard.press("Enter")
        try:
            return opens(3_000 if attempt < 2 else 20_000)
        except Exception:
            if attempt == 2:
                raise


def scanner(scene, films):
    """A USB scanner's keystrokes open the label from anywhere, and leave what was being typed."""
    code, base = scene.arguments.code, scene.arguments.base
    address = f"HTTPS://{scene.arguments.host}/{code}"
    with scene.browser(allowed=False) as browser:
        page = scene.page(browser, DESK, allowed=False)
        for path in ["/-/scan", "/"]:
            scene.open(page, path)
            scan(page, address, lambda limit: page.wait_for_url(f"**/{code}", timeout=limit))
        scene.open(page, "/-/scan")
        scan(page, "https://other.example/" + code, lambda limit: page.locator(".toast").wait_for(timeout=limit))
        # As a Chinese input method hides the keys: only their places on the keyboard are told.
        scene.open(page, "/")
        page.locator("#q").fill("三教")
        page.evaluate("""text => {
          const field = document.getElementById('q'); field.focus();
          const press = (key, code, shift) => field.dispatchEvent(new KeyboardEvent('keydown',
            { key, code, shiftKey: shift, bubbles: true, cancelable: true }));
          for (const sign of text) {
            const place = { ':': 'Semicolon', '/': 'Slash', '.': 'Period', '-': 'Minus' }[sign]
              || (/[0-9]/.test(sign) ? 'Digit' + sign : 'Key' + sign);
            press('Process', place, sign === ':');
            field.value += sign.toLowerCase();
          }
          window.left = null;
          field.addEventListener('input', () => { window.left = field.value; sessionStorage.setItem('left', field.value); });
          press('Enter', 'Enter', false);
        }""", address)
        page.wait_for_url(f"**/{code}")
        left = page.evaluate("() => sessionStorage.getItem('left')")
        if left != "三教":
            scene.complain("scanner", f"what was typed before isn't left alone: {left}")
        # Fingers are no scanner.
        scene.open(page, "/-/scan")
        page.locator("h1").click()
        page.keyboard.type(code, delay=70)
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        if not page.url.endswith("/-/scan"):
            scene.complain("scanner", "a code typed by hand outside every field opened a page")
        # A technician comes back to where the scan began.
        page.goto(f"{base}/-/sign-in")
        page.fill("#account", scene.arguments.account)
        page.fill("#password", scene.arguments.password)
        with page.expect_navigation():
            page.locator("main form button.primary").click()
        page.locator("a[href^='/-/scan']:visible").first.click()
        page.wait_for_url("**/-/scan?back=**")
        scene.look(page, "scan-technician-desk-zh")
        scan(page, address, lambda limit: page.wait_for_url(f"**/{code}?back=**", timeout=limit))
        scene.look(page, "place-back-desk-zh")
        page.locator("main a[href='/-/desk']").click()
        page.wait_for_url("**/-/desk")


def walk(scene, films):
    """Facilities confirm a label on a walk: camera, label, next door."""
    code = scene.arguments.code
    film = films.film("walk", [(films.label(code, 5), 500, 260)], blanks=2)
    with scene.browser(film) as browser:
        page = scene.page(browser)
        page.goto(f"{scene.arguments.base}/-/sign-in")
        page.fill("#account", scene.arguments.facilities)
        page.fill("#password", scene.arguments.password)
        with page.expect_navigation():
            page.locator("main form button.primary").click()
        scene.open(page, "/-/facilities/walk?in=place-1")
        page.locator("a[href^='/-/scan']:visible").first.click()
        page.wait_for_url(f"**/{code}?back=**")
        scene.look(page, "walk-label-phone-zh")
        page.locator("form[action$='/confirm'] button.primary").click()
        page.wait_for_url("**/-/facilities/walk?**result=right")
        scene.look(page, "walk-next-phone-zh")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--sheet", required=True, help="a printed sheet, as PNG")
    parser.add_argument("--code", required=True, help="a live label's 12 symbols, on the sheet")
    parser.add_argument("--second", required=True, help="another one's")
    parser.add_argument("--host", required=True, help="the site's, as printed")
    parser.add_argument("--account", required=True, help="a technician's")
    parser.add_argument("--facilities", required=True, help="somebody's of facilities")
    parser.add_argument("--password", required=True)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--only", nargs="*", help="names of the parts to be played")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    found = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        scene = Scene(playwright, arguments, found)
        films = Films(arguments.sheet, corners(playwright, arguments), pathlib.Path(folder))
        for part in [rule, first_good_frame, several, small, worn, question, refusals, without_camera, tools, scanner, walk]:
            if arguments.only and part.__name__ not in arguments.only:
                continue
            try:
                part(scene, films)
            except Exception as error:  # a page that can't be walked is a finding, not the end
                scene.complain(part.__name__, str(error).splitlines()[0])
    print("\n".join(found) if found else "camera: nothing found")
    sys.exit(1 if found else 0)


def corners(playwright, arguments):
    """Where each label is on the sheet, as the gateway itself reads it."""
    browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
    with browser:
        request = browser.new_context().request
        reply = request.post(arguments.base + "/-/scan", headers={"Accept": "application/json"},
                             multipart={"photo": {"name": "a.png", "mimeType": "image/png",
                                                  "buffer": pathlib.Path(arguments.sheet).read_bytes()}})
        return {label["code"].replace("-", ""): label["corners"] for label in reply.json()["labels"]}


if __name__ == "__main__":
    main()
