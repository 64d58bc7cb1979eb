"""A site of the sample campus for a week: its gateway, a real mail server, a receiver of webhooks, and a clock set by hand."""
import base64
import datetime
import json
import mmap
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
MENDMARK = pathlib.Path(os.environ.get("MENDMARK", ROOT / ".build/debug/mendmark"))
CAMPUS = ROOT / "Assets/SampleCampus"
sys.path[:0] = [str(ROOT / "Tests/MessagingTests/MailServer"), str(ROOT / "Tests/Demo")]
import mail_server  # noqa: E402

PASSWORD = "open-sesame-week"
SECRET = "mendmark test secret 0123456789"  # as receiver.py knows it
ZONE = datetime.timezone(datetime.timedelta(hours=8))
HOST = "FIX.YUNXIU.EXAMPLE"
# Sign-in name: name, role, address, language.
STAFF = {
    "li.ming": ("李明", ["technician", "--team", "network-wutong"], "zh"),
    "wang.fang": ("王芳", ["technician", "--team", "network-wutong"], "en"),
    "zhao.lei": ("赵磊", ["technician", "--team", "network-wutong"], "zh"),
    "chen.jie": ("陈洁", ["technician", "--team", "multimedia"], "zh"),
    "sun.yue": ("孙悦", ["technician", "--team", "multimedia"], "zh"),
    "zhou": ("周班长", ["teamLead", "--team", "network-wutong"], "zh"),
    "lu": ("陆班长", ["teamLead", "--team", "on-call"], "zh"),
    "ma": ("马台长", ["teamLead", "--team", "service-desk"], "zh"),
    "dai": ("戴调度", ["dispatcher"], "zh"),
    "xu": ("<script>alert(1)</script>", ["supervisor"], "en"),
    "fang": ("方主任", ["head"], "zh"),
    "qian": ("钱值班", ["technician", "--team", "on-call"], "zh"),
    "he": ("何电工", ["technician", "--team", "electricians"], "zh"),
    "gao": ("高回访", ["caller"], "zh"),
}


def must(condition, sentence):
    if not condition:
        raise SystemExit(f"week: {sentence}")


class Clock:
    """What the gateway takes for now; it goes on by itself."""

    def __init__(self, folder):
        self.library, self.file = folder / "clock.so", folder / "clock"
        subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", self.library, ROOT / "Tests/Mail/clock.c"], check=True)
        self.file.write_bytes(bytes(8))
        with open(self.file, "r+b") as file:
            self._page = mmap.mmap(file.fileno(), 8)
        self._ahead = 0

    def set(self, now):
        self._ahead = int((now.timestamp() - time.time()) * 1e9)
        self._page[:] = struct.pack("<q", self._ahead)

    def now(self):
        return datetime.datetime.fromtimestamp(time.time() + self._ahead / 1e9, ZONE)

    @property
    def environment(self):
        return {"LD_PRELOAD": str(self.library), "MENDMARK_CLOCK": str(self.file)}


class Campus:
    def __init__(self, start):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mendmark-week-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.site = self.folder / "site"
        self.clock = Clock(self.folder)
        self.mail_folder, self.hook_folder = self.folder / "smtp", self.folder / "hook"
        for folder in (self.mail_folder, self.hook_folder):
            folder.mkdir()
        self.mail_port, self.mail, self.gateway, self.is_broken = mail_server.free_port(), None, None, False
        self.receiver = subprocess.Popen(
            [sys.executable, ROOT / "Tests/MessagingTests/Posts/receiver.py", self.hook_folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.hook = f"http://127.0.0.1:{self.receiver.stdout.readline().strip()}"
        self.set(start)
        self.start_mail()
        self._make()

    # The clock, and the programs around the gateway.

    def set(self, now):
        self.clock.set(now)
        (self.hook_folder / "now").write_text(str(int(now.timestamp())))

    def start_mail(self):
        self.mail = mail_server.start_server(self.mail_folder, self.mail_port)

    def stop_mail(self):
        self.mail.terminate()
        self.mail.wait()
        self.mail = None

    def break_hook(self, is_broken):
        self.is_broken, path = is_broken, self.hook_folder / "broken"
        path.touch() if is_broken else path.unlink()

    def mails(self):
        return list((self.mail_folder / "mail/new").glob("*"))

    def bounces(self):
        return list((self.mail_folder / "bounces/new").glob("*"))

    def seen_by_hook(self):
        path = self.hook_folder / "seen.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    # The site.

    def run(self, *arguments, stdin=None, expecting=0):
        done = subprocess.run(
            [MENDMARK, *arguments], input=stdin, text=True, capture_output=True, env=self._environment)
        must(done.returncode == expecting, f"mendmark {' '.join(arguments)}: {done.returncode} {done.stdout}{done.stderr}")
        return done.stdout

    @property
    def _environment(self):
        return {**os.environ, **self.clock.environment, "MENDMARK_SITE": str(self.site), "MENDMARK_SCRYPT_COST": "10"}

    def _make(self):
        self.site.mkdir(mode=0o700)
        for name in ("rules.yaml", "rota.yaml"):
            shutil.copy(CAMPUS / name, self.site)
        self.run("init", "--name-zh", "云岫大学", "--name-en", "Yunxiu University", "--host", HOST, "--hotline",
                 "0571-5550 1234", "--no-secure")
        self.run("import", str(CAMPUS / "campus.csv"))
        for name, (title, role, language) in STAFF.items():
            self.run("staff", "add", name, "--name", title, "--role", *role, "--password-stdin", stdin=PASSWORD + "\n")
            self.run("staff", "mail", name, address(name), "--language", language)
        key = base64.b64encode(SECRET.encode()).decode()
        (self.site / "board.secret").write_text(f"whsec_{key}\n")
        (self.site / "group.url").write_text(f"{self.hook}/group?key=secret\n")
        (self.site / "channels.yaml").write_text(f"""\
mail: {{host: 127.0.0.1, port: {self.mail_port}, security: none, from: repairs@yunxiu.example}}
webhooks: {{duty-board: {{url: "{self.hook}/ok", secret-file: board.secret}}}}
robots: {{network-group: {{url-file: group.url}}}}
teams:
  service-desk: [members, duty-board]
  network-wutong: [members, network-group, duty-board]
quiet-hours: "22:00-07:00"
""")
        self.start_gateway()

    def start_gateway(self):
        log = open(self.folder / "gateway.log", "w")
        self.gateway = subprocess.Popen(
            [MENDMARK, "serve", "--port", "0"], stdout=log, stderr=log, env=self._environment)
        for _ in range(300):
            found = re.search(r"http://127\.0\.0\.1:\d+", (self.folder / "gateway.log").read_text())
            if found and urllib.request.urlopen(found.group() + "/readyz", timeout=10).status == 200:
                self.base = found.group()
                return
            must(self.gateway.poll() is None, (self.folder / "gateway.log").read_text())
            time.sleep(0.1)
        must(False, "the gateway doesn't start")

    def kill_gateway(self):
        """As a power cut would."""
        self.gateway.kill()
        self.gateway.wait()

    def query(self, text, *values):
        """Reads the site's database beside the gateway."""
        with sqlite3.connect(f"file:{self.site / 'mendmark.db'}?mode=ro", uri=True) as database:
            return database.execute(text, values).fetchall()

    def settle(self):
        """Until the gateway has done and told all that is due now and can go out."""
        down = [channel for channel, is_down in (("mail", self.mail is None), ("duty-board", self.is_broken)) if is_down]
        if down:
            time.sleep(3)  # It tries, in vain.
        others = " AND channel NOT IN ('" + "', '".join(down) + "')"
        due = f"""SELECT (SELECT count(*) FROM deadlines WHERE due <= :now),
            (SELECT count(*) FROM outbox WHERE not_before IS NULL OR not_before <= :now),
            (SELECT count(*) FROM deliveries WHERE state = 'waiting' AND due <= :now{others})"""
        for _ in range(600):
            now = int(self.clock.now().timestamp() * 1e6)
            left = self.query(due.replace(":now", str(now)))[0]
            if left == (0, 0, 0):
                return
            must(self.gateway.poll() is None, "the gateway ended:\n" + (self.folder / "gateway.log").read_text())
            time.sleep(0.1)
        stuck = self.query(f"""SELECT template, channel, attempts, due - {now}, leased_until - {now}, remark
            FROM deliveries WHERE state = 'waiting' AND due <= {now}""")
        log = (self.folder / "gateway.log").read_text()[-1_000:]
        must(False, f"{left} deadlines, entries of the outbox and messages are due and stay so: {stuck}\n{log}")

    def end(self):
        for process in (self.gateway, self.mail):
            if process and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=60)
        self.receiver.stdin.close()
        self.receiver.wait(timeout=60)
        if not os.environ.get("KEEP"):
            shutil.rmtree(self.folder)


def address(name):
    return f"{name}@staff.example"
