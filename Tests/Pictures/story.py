"""Three and a half days at the sample campus, told once in Chinese and once in English: a site whose pages are full."""
import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Mail"))
from campus import Clock  # noqa: E402

MENDMARK = pathlib.Path(os.environ.get("MENDMARK", ROOT / ".build/debug/mendmark"))
CAMPUS = ROOT / "Assets/SampleCampus"
ZONE = datetime.timezone(datetime.timedelta(hours=8))
MONDAY = datetime.datetime(2026, 11, 30, tzinfo=ZONE)
DAYS = ["Mon", "Tue", "Wed", "Thu"]
NOW = "Thu 10:20"
PASSWORD = "open-sesame-story"
# Sign-in name: name in Chinese and in English, role.
STAFF = {
    "li.ming": ("李明", "Li Ming", ["technician", "--team", "network-wutong"]),
    "wang.fang": ("王芳", "Wang Fang", ["technician", "--team", "network-wutong"]),
    "zhao.lei": ("赵磊", "Zhao Lei", ["technician", "--team", "network-wutong"]),
    "chen.jie": ("陈洁", "Chen Jie", ["technician", "--team", "multimedia"]),
    "sun.yue": ("孙悦", "Sun Yue", ["technician", "--team", "multimedia"]),
    "he": ("何电工", "He Gang", ["technician", "--team", "electricians"]),
    "qian": ("钱值班", "Qian Wei", ["technician", "--team", "on-call"]),
    "zhou": ("周班长", "Zhou Hong", ["teamLead", "--team", "network-wutong"]),
    "dai": ("戴调度", "Dai Yun", ["dispatcher"]),
    "xu": ("徐督导", "Xu Ping", ["supervisor"]),
    "fang": ("方主任", "Fang Min", ["head"]),
    "gao": ("高回访", "Gao Lin", ["caller"]),
    "chen": ("陈总务", "Chen Hua", ["facilities"]),
    "hall": ("大厅屏", "Hall screen", ["display"]),
    "xi": ("习管理", "Xi Tong", ["systemAdministrator"]),
    "an": ("安管理", "An Jing", ["securityAdministrator"]),
    "shen": ("沈审计", "Shen Ce", ["auditor"]),
}
PEOPLE = [("何同学", "He Tao"), ("林老师", "Lin Xia"), ("吴同学", "Wu Bin"), ("郑老师", "Zheng Yan"), ("马同学", "Ma Rui")]


def at(text):
    """`Mon 08:30` of that week."""
    day, hour = text.split()
    hours, minutes = hour.split(":")
    return MONDAY + datetime.timedelta(days=DAYS.index(day), hours=int(hours), minutes=int(minutes))


class Story:
    """A site whose clock stands at `NOW` at first and goes on by itself; `base` is the gateway's address."""

    def __init__(self, language):
        self.index = 0 if language == "zh" else 1
        self.language, self.numbers, self.links, self.leads = language, {}, {}, {}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mendmark-story-", dir="/tmp"))
        self.site, self.clock, self.gateway = self.folder / "site", Clock(self.folder), None
        self.clock.set(at("Mon 07:30"))
        self.site.mkdir(mode=0o700)
        for name in ("rules.yaml", "rota.yaml"):
            shutil.copy(CAMPUS / name, self.site)
        self.run("init", "--name-zh", "云岫大学", "--name-en", "Yunxiu University", "--host", "FIX.YUNXIU.EXAMPLE",
                 "--hotline", "0571-5550 1234", "--no-secure")
        self.run("import", str(CAMPUS / "campus.csv"))
        for name, (*names, role) in STAFF.items():
            self.run("staff", "add", name, "--name", names[self.index], "--role", *role, "--password-stdin",
                     stdin=PASSWORD + "\n")
        self.hang_labels()
        self.tell()
        self.clock.set(at(NOW))

    @property
    def environment(self):
        return {**os.environ, **self.clock.environment, "MENDMARK_SITE": str(self.site), "MENDMARK_SCRYPT_COST": "10"}

    def run(self, *arguments, stdin=None):
        done = subprocess.run([MENDMARK, *arguments], input=stdin, text=True, capture_output=True, env=self.environment)
        if done.returncode:
            raise SystemExit(f"mendmark {' '.join(arguments)}: {done.returncode} {done.stdout}{done.stderr}")
        return done.stdout

    def report(self, when, who, place, category, words, more=()):
        """By `who`, a name in lower case; the ticket is called so from then on."""
        self.clock.set(at(when))
        number = len(self.numbers)
        output = self.run(
            "ticket", "report", "--place", place, "--category", category, "--words", words[self.index], "--channel", "scan",
            "--language", self.language, "--name", PEOPLE[number % len(PEOPLE)][self.index], "--phone",
            f"138-0013-8{number:03}", *more)
        self.numbers[who] = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", output).group()
        self.links[who] = re.search(r"/-/t/\S+", output).group()

    def act(self, when, who, act, *arguments, by=None):
        """In the name of `by`; nil: of whoever was asked last."""
        self.clock.set(at(when))
        number = self.numbers[who]
        if by is None:
            by = re.findall(r"lead .+ \(([a-z.]+)\)", self.run("ticket", "show", number))[-1]
        self.run("ticket", act, number, "--as", by, *arguments)

    def mend(self, who, accepted, arrived, resolved, answer, cause, by=None):
        self.act(accepted, who, "accept", by=by)
        self.act(arrived, who, "arrive", by=by)
        self.act(resolved, who, "resolve", "--answer", answer[self.index], "--cause", cause, by=by)

    def sweep(self, when):
        self.clock.set(at(when))
        self.run("ticket", "sweep")

    def hang_labels(self):
        """One building's are printed; of its first floor some hang already, and one is torn."""
        self.run("labels", "--building", "M", "-o", str(self.folder / "labels.pdf"), "--as", "chen")
        codes = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", self.run("labels", "batch", "1"))
        self.run("labels", "confirm", *codes[:60], "--as", "chen")
        self.run("labels", "mark", "damaged", codes[3], "--as", "chen")

    def tell(self):
        self.report("Mon 08:40", "early", "M-201", "network.point", ("第二排网口没有信号", "The socket in the second row is dead"))
        self.mend("early", "Mon 08:50", "Mon 09:10", "Mon 09:40", ("换了模块，测过了，网口恢复正常", "New socket, tested: it works again"), "port")
        self.report("Mon 10:05", "stage", "M-101", "media.sound", ("话筒没有声音", "The microphone is silent"))
        self.mend("stage", "Mon 10:10", "Mon 10:20", "Mon 10:45", ("换了话筒电池和接收器", "New batteries and receiver"), "wear", by="chen.jie")
        self.report("Mon 15:20", "reading", "L-105", "network.slow", ("下午网速很慢", "Very slow all afternoon"))
        self.mend("reading", "Mon 15:40", "Mon 16:00", "Tue 09:30", ("换了交换机光模块", "New optical module in the switch"), "device")
        self.report("Tue 09:15", "office", "X-107", "network.outage", ("办公室三台电脑都断网", "Three computers are offline"))
        self.mend("office", "Tue 09:25", "Tue 09:50", "Tue 10:30", ("网线被压断，已重新敷设", "A cable was crushed; a new one is laid"), "cable")
        self.report("Wed 09:00", "hall", "M-103", "network.wifi", ("教室后排没有无线信号", "No Wi-Fi in the back rows"))
        self.act("Wed 09:20", "hall", "accept")
        self.act("Wed 10:00", "hall", "arrive")
        self.act("Wed 10:20", "hall", "hold", "--reason", "parts", "--until", "2026-12-04 09:00", "--words",
                 ("缺一台面板式 AP，周五到货", "A wall-plate access point arrives on Friday")[self.index])
        self.report("Wed 10:30", "optics", "Z-105", "network.drops", ("做实验时网络时断时续", "The connection drops during experiments"))
        self.act("Wed 10:40", "optics", "accept")
        self.report("Wed 14:10", "rare", "L-103", "power.light", ("书库灯管闪烁", "A tube flickers in the stacks"))
        self.act("Wed 14:40", "rare", "accept", by="he")
        self.act("Wed 17:00", "optics", "urge", "--words", ("什么时候来？实验停了", "When will you come? The experiment stands still")[self.index],
                 by="dai")
        self.sweep("Wed 17:40")
        self.report("Thu 08:10", "finance", "X-109", "network.login", ("认证页面打不开", "The sign-in page doesn't open"))
        self.act("Thu 08:20", "optics", "supervise", "--notice",
                 ("请说明为什么拖到今天，什么时候修好", "Please say why it has waited until today, and when it will be mended")[self.index], by="xu")
        self.report("Thu 08:30", "lecture", "M-305", "media.projector", ("投影偏色", "The projector's colours are off"))
        self.report("Thu 08:55", "lab", "Z-111", "network.cable", ("讲台下面网线脱落", "A cable hangs loose under the desk"))
        self.act("Thu 09:00", "lab", "accept")
        self.act("Thu 09:05", "optics", "read-supervision")
        self.act("Thu 09:20", "rare", "arrive", by="he")
        self.act("Thu 09:50", "rare", "resolve", "--answer", ("换了灯管", "A new tube")[self.index], "--cause", "wear", by="he")
        self.report("Thu 09:25", "keeper", "T1-101", "water", ("洗手池堵塞", "The basin is blocked"))
        self.act("Thu 09:30", "lab", "arrive")
        self.report("Thu 09:40", "meeting", "X-103", "network.point", ("会议桌下面板松了", "The plate under the table is loose"))
        self.report("Thu 09:55", "compact", "L-109", "climate", ("密集书库空调不制冷", "The stacks aren't cooled"))
        self.clock.set(at("Thu 10:02"))
        self.run("ticket", "report", "--within", "Z", "--unknown",
                 ("实验楼二层尽头，没有门牌", "At the end of the second floor, no sign on the door")[self.index],
                 "--words", ("门禁刷卡没反应", "The card reader doesn't answer")[self.index], "--channel", "phone")
        self.report("Thu 10:08", "danger", "Z-107", "power.outage", ("插座冒烟，有焦味", "A socket smokes, it smells burnt"), ["--hazard"])
        self.report("Thu 10:12", "rows", "M-207", "network.outage", ("讲台网口连不上网", "The socket at the desk is offline"))
        for room in ("M-301", "M-303", "M-307"):
            self.report("Thu 10:16", room, room, "network.outage", ("突然全部断网", "Everything went offline at once"))

    def serve(self):
        log = open(self.folder / "gateway.log", "w")
        self.gateway = subprocess.Popen(
            [MENDMARK, "serve", "--port", "0"], stdout=log, stderr=log, env=self.environment)
        for _ in range(300):
            found = re.search(r"http://127\.0\.0\.1:\d+", (self.folder / "gateway.log").read_text())
            if found:
                self.base = found.group()
                return
            if self.gateway.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit((self.folder / "gateway.log").read_text())

    def end(self):
        if self.gateway:
            self.gateway.terminate()
            self.gateway.wait()
        shutil.rmtree(self.folder)
