#!/usr/bin/env python3
"""The main job on the sample campus, with the shipped program only: labels in a PDF, a photo of one decoded, a ticket
routed, accepted, scanned on arrival, resolved, followed up by phone, closed; then the gateway goes on serving.

SERVE=0 ends it there. Exit status 0 only where every step did what it says.
"""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from browser import Browser
from PIL import Image, ImageFilter

ROOT = pathlib.Path(__file__).resolve().parents[2]
SITE = ROOT / "demo-site"
MENDMARK = ROOT / ".build/debug/mendmark"
CAMPUS = ROOT / "Assets/SampleCampus"
PASSWORD = "open-sesame-demo"
BUILDING = "M"


def say(text):
    print(f"\n\033[1m▸ {text}\033[0m" if sys.stdout.isatty() else f"\n▸ {text}", flush=True)


def must(condition, sentence):
    if not condition:
        sys.exit(f"demo: {sentence}")


def mendmark(*arguments, stdin=None, show=True, expecting=0):
    """Runs the program on the demo's site; its output, printed too. Ends the demo where its exit status is another."""
    command = [str(MENDMARK), *arguments]
    if show:
        print("  $ mendmark " + " ".join(arguments), flush=True)
    done = subprocess.run(
        command, input=stdin, text=True, capture_output=True, env={**os.environ, "MENDMARK_SITE": str(SITE)})
    if show or done.returncode != expecting:
        print("".join(f"    {line}\n" for line in (done.stdout + done.stderr).splitlines()), end="", flush=True)
    must(done.returncode == expecting, f"mendmark {arguments[0]} ended with exit status {done.returncode}")
    return done.stdout


def stop_earlier_demo():
    """Ends the gateway that an earlier demo left serving, by its own process id."""
    note = SITE / "gateway.pid"
    if not note.exists():
        return
    pid = int(note.read_text())
    executable = pathlib.Path(f"/proc/{pid}/exe")
    try:
        is_ours = pathlib.Path(os.readlink(executable)).name.startswith("mendmark")
    except OSError:
        return
    if not is_ours:
        return
    os.kill(pid, signal.SIGTERM)
    for _ in range(100):
        if not executable.exists():
            return
        time.sleep(0.1)
    sys.exit(f"demo: the earlier gateway, process {pid}, doesn't end")


def free_port(wanted):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
            return wanted
        except OSError:
            return 0


def make_site():
    say("A new site, with two of the three administrators")
    shutil.rmtree(SITE, ignore_errors=True)
    SITE.mkdir(mode=0o700)
    rules = (CAMPUS / "rules.yaml").read_text("utf-8")
    # The demo's caller calls at any hour of the day at which somebody runs the demo.
    hours = "hours: [09:00-14:00, 14:00-18:00, 18:00-20:00]"
    must(hours in rules, "the sample campus has other hours for calls")
    rules = rules.replace(hours, "hours: [00:00-24:00]")
    # And on any day: a team that works on all of them calls.
    callers = "callers: network-wutong"
    must(callers in rules, "the sample campus has other callers")
    rules = rules.replace(callers, "callers: on-call").replace("quiet: true, ", "")
    (SITE / "rules.yaml").write_text(rules, "utf-8")
    mendmark(
        "init", "--name-zh", "云岫大学", "--name-en", "Yunxiu University", "--host", "FIX.YUNXIU.EXAMPLE", "--hotline",
        "0571-5550 1234", "--no-secure")
    say("The inventory: two campuses, six buildings")
    mendmark("import", str(CAMPUS / "campus.csv"))
    say("People: a technician, a dispatcher, a caller, the auditor")
    for name, title, role in (
        ("wang", "王师傅", ["technician", "--team", "network-wutong"]), ("li", "李调度", ["dispatcher"]),
        ("zhao", "赵回访", ["caller"]), ("auditor", "审计管理员", ["auditor"]),
    ):
        mendmark(
            "staff", "add", name, "--name", title, "--role", *role, "--password-stdin", stdin=PASSWORD + "\n")


def print_labels():
    say(f"Labels of building {BUILDING}")
    pdf = SITE / "labels.pdf"
    mendmark("labels", "--building", BUILDING, "-o", str(pdf))
    subprocess.run(
        ["pdftoppm", "-r", "300", "-f", "1", "-l", "1", "-png", "-singlefile", str(pdf), str(SITE / "sheet")], check=True)
    return SITE / "sheet.png"


def take_photo(sheet):
    """A phone's picture of the fifth label of the sheet: turned, blurred, noisy light, JPEG."""
    say("A photo of one label: rasterised, turned, blurred")
    page = Image.open(sheet).convert("RGB")
    dots = 300 / 25.4
    column, row = 1, 1
    left, top = (7.21 + column * 66.04) * dots, (15.15 + row * 38.1) * dots
    label = page.crop((int(left), int(top), int(left + 63.5 * dots), int(top + 38.1 * dots)))
    wall = Image.new("RGB", (1600, 1200), (172, 168, 160))
    wall.paste(label.resize((900, int(900 * 38.1 / 63.5))), (350, 330))
    photo = wall.rotate(11, resample=Image.BICUBIC, fillcolor=(172, 168, 160)).filter(ImageFilter.GaussianBlur(1.6))
    path = SITE / "photo.jpg"
    photo.point(lambda value: int(value * 0.8)).save(path, quality=72)
    mendmark("scan", str(path))
    return path


def start_gateway():
    say("The gateway")
    log = open(SITE / "gateway.log", "w")
    port = free_port(int(os.environ.get("MENDMARK_DEMO_PORT", "8420")))
    process = subprocess.Popen(
        [str(MENDMARK), "serve", "--port", str(port)], stdout=log, stderr=subprocess.STDOUT,
        env={**os.environ, "MENDMARK_SITE": str(SITE)}, start_new_session=True)
    (SITE / "gateway.pid").write_text(str(process.pid))
    for _ in range(300):
        text = (SITE / "gateway.log").read_text()
        found = re.search(r"http://127\.0\.0\.1:\d+", text)
        if found and urllib.request.urlopen(found.group() + "/readyz", timeout=10).status == 200:
            print(f"  serving on {found.group()}", flush=True)
            return process, found.group()
        must(process.poll() is None, f"the gateway ended:\n{text}")
        time.sleep(0.1)
    sys.exit("demo: the gateway doesn't start")


def report(base, photo):
    say("A stranger photographs the label, and reports")
    phone = Browser(base)
    content = photo.read_bytes()
    page = phone.post_files("/-/scan", {}, [("photo", "label.jpg", content)])
    code = page.url.rstrip("/").rsplit("/", 1)[-1]
    must(page.status == 200 and re.fullmatch(r"[0-9A-Z]{12}", code.replace("-", "").upper()),
         f"expected the label's page after the photo, found {page.status} {page.url}")
    print(f"  the photo led to {page.url}")
    said = {"category": "network.outage", "words": "教室里所有网口都不通，下午有课", "phone": "13800138000"}
    first = phone.submit(page, page.form("")["action"], files=[("photo", "socket.jpg", content)], **said)
    must("/-/t/" in first.url, f"expected a tracking page, found {first.status} {first.url}: {first.text[:300]}")
    tracking = first.url.split("?")[0]
    again = phone.submit(page, page.form("")["action"], files=[("photo", "socket.jpg", content)], **said)
    must(again.url.split("?")[0] == tracking, "the second press made a second report")
    print(f"  tracking page: {tracking}\n  pressed twice: the same report")
    number = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", first.text)
    must(number, "the green page shows no number")
    return code, number.group(), tracking


def repair(base, code, number, photo):
    say("The technician signs in, accepts, scans the label on arrival, resolves")
    desk = Browser(base)
    page = desk.submit(desk.get("/-/sign-in"), "/-/sign-in", account="wang", password=PASSWORD)
    must(number in page.text, f"the queue doesn't show {number}: {page.text[:300]}")
    page = desk.get(f"/-/desk/{number}")
    page = desk.submit(page, "/accept")
    must(page.status == 200, f"accept: {page.status} {page.text[:300]}")
    place = desk.post_files("/-/scan", {}, [("photo", "arrival.jpg", photo.read_bytes())])
    must(code in place.url, f"the scan on arrival led to {place.url}")
    page = desk.submit(place, "/arrive")
    must(page.status == 200, f"arrive: {page.status} {page.text[:300]}")
    page = desk.get(f"/-/desk/{number}")
    page = desk.submit(
        page, "/resolve", files=[("photo", "after.jpg", photo.read_bytes())],
        cause="connector", action="reconnected", words="交换机端口模块松动，已重新插紧并测试，网络已恢复。")
    must(page.status == 200, f"resolve: {page.status} {page.text[:300]}")
    print(f"  {number}: accepted, arrived, resolved")


def finish(base, number, tracking):
    say("The caller phones back (回访), and the ticket closes")
    mendmark("ticket", "follow-up", number, "--as", "zhao", "--outcome", "satisfied", "--words", "用户表示已恢复，满意")
    page = Browser(base).get(tracking)
    must(page.status == 200, f"the tracking page answers {page.status}")
    say("A phone call about a room that nobody knows is as good a report as a scan")
    mendmark("ticket", "report", "--unknown", "三教那个大教室", "--words", "投影不亮", "--phone", "5550123", "--as", "li")
    say("What happened, with the reason for the routing")
    story = mendmark("ticket", "show", number)
    must("closed" in story and "by rule" in story, "the timeline lacks the closing or the routing reason")
    for kind in ("reported", "routed", "accepted", "arrived", "resolved", "followedUp", "closed"):
        must(f"ticket.{kind}" in story, f"the timeline lacks ticket.{kind}")
    must("evidence live scan" in story, "the arrival wasn't proven by the scan")
    say("Every event's hash, from the first")
    # The demo writes to nobody, and the doctor says so: its one finding.
    found = mendmark("doctor", "--verify", expecting=1)
    findings = [line for line in found.splitlines() if line.startswith("!!")]
    must("events verified" in found, "the chain was not verified")
    must(len(findings) == 1 and "duty desks are reached" in findings[0], f"the doctor found {findings}")


def main():
    must(MENDMARK.exists(), "run `make build` first")
    stop_earlier_demo()
    make_site()
    photo = take_photo(print_labels())
    process, base = start_gateway()
    try:
        code, number, tracking = report(base, photo)
        repair(base, code, number, photo)
        finish(base, number, tracking)
    except BaseException:
        process.terminate()
        raise
    if os.environ.get("SERVE", "1") == "0":
        process.send_signal(signal.SIGTERM)
        must(process.wait(timeout=30) == 0, f"the gateway ended with exit status {process.returncode}")
        say(f"Done: ticket {number} is closed.")
        return
    say(f"Done: ticket {number} is closed. The gateway goes on serving:")
    print(f"  a label's page   {base}/{code}\n  its ticket       {tracking}\n  staff            {base}/-/sign-in "
          f"as wang, li or zhao, password {PASSWORD}\n  the site         {SITE}\n  to end it        kill {process.pid}")


if __name__ == "__main__":
    main()
