#!/usr/bin/env python3
"""Durable located reports a second over HTTP with the whole path on, beside the same rows written in C to SQLite with
synchronous=FULL in groups of 32, in turn in the same minute. Ends with rows of `name value unit`, medians of the
rounds. Exit status 1 where a request wasn't answered by 2xx, a report that was isn't in the database, or the ledger's
chain doesn't hold. Then the site is filled up to 100,000 tickets, over which the rates are counted, a sample is drawn
and the deadlines are renewed, as at each start: seconds on the wall and of CPU.

MENDMARK, BENCH_ROUNDS, BENCH_SECONDS and BENCH_TICKETS in the environment: another executable, how often and how long
each, how many tickets (0: none of that).
"""
import csv
import json
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
# The same file system as the checkout: /tmp may be memory.
WORK = ROOT / f".build/bench-desk-{os.getpid()}"
SITE = WORK / "site"
DATABASE = SITE / "mendmark.db"
MENDMARK = os.environ.get("MENDMARK", str(ROOT / ".build/release/mendmark"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "8"))
TICKETS = int(os.environ.get("BENCH_TICKETS", "100000"))
PLACES = 200
CATEGORIES = ["network.outage", "network.slow", "media.projector", "power.light"]
PASSWORD = "correct horse battery"
WORDS = "教室里网络不通，麻烦来看一下，下午两点有课"


def mendmark(*arguments, expecting=0):
    done = subprocess.run([MENDMARK, *arguments], capture_output=True, text=True,
                          env={**os.environ, "MENDMARK_SITE": str(SITE)})
    if done.returncode != expecting:
        sys.exit(f"bench: mendmark {arguments[0]}: {done.stdout}{done.stderr}")
    return done.stdout


# Who looks at the own list: a team that has many of the tickets, one that has none.
LISTED = {
    "busy": ["--role", "technician", "--team", "network-wutong"],
    "idle": ["--role", "technician", "--team", "carrier-support"],
    "dispatcher": ["--role", "dispatcher"],
    "supervisor": ["--role", "supervisor"],
    "caller": ["--role", "caller"],
    "wall": ["--role", "display"],
}
# A first view of each by whoever it is for.
PAGES = {
    "report": ("supervisor", "/-/desk/report"),
    "supervision": ("supervisor", "/-/supervision"),
    "wallboard": ("wall", "/-/wallboard"),
    "calls": ("caller", "/-/calls"),
    "desk": ("busy", "/-/desk"),
}
MENDED = int(os.environ.get("BENCH_MENDED", "3000"))


def make_site():
    """The sample campus; the references of its rooms."""
    SITE.mkdir(parents=True, mode=0o700)
    rules = (ROOT / "Assets/SampleCampus/rules.yaml").read_text()
    # Every room reports within a second: looked at as any report is, but never proposed as one incident.
    rules, count = re.subn(r"(?m)^(  (?:switch|siblings|floor|building): \{window: \d+m, least: )\d+", r"\g<1>500", rules)
    if count != 4:
        sys.exit(f"bench: expected four groupings of incidents in the sample's rules, found {count}")
    (SITE / "rules.yaml").write_text(rules)
    mendmark("init", "--name-en", "Bench University", "--host", "FIX.BENCH.EXAMPLE", "--no-secure")
    mendmark("staff", "add", "auditor", "--name", "Auditor", "--role", "auditor")
    for account, role in LISTED.items():
        subprocess.run([MENDMARK, "staff", "add", account, "--name", account, *role, "--password-stdin"], check=True,
                       input=PASSWORD + "\n", text=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, "MENDMARK_SITE": str(SITE)})
    mendmark("import", str(ROOT / "Assets/SampleCampus/campus.csv"))
    with open(ROOT / "Assets/SampleCampus/campus.csv", encoding="utf-8-sig", newline="") as rows:
        return [row["reference"] for row in csv.DictReader(rows) if row["kind"] == "room"][:PLACES]


class Gateway:
    """A serving gateway, ended with its block."""

    def __enter__(self):
        self.log = open(WORK / "gateway.log", "w")
        self.process = subprocess.Popen([MENDMARK, "serve", "--port", "0"], stdout=self.log, stderr=subprocess.STDOUT,
                                        env={**os.environ, "MENDMARK_SITE": str(SITE)})
        for _ in range(200):
            found = re.search(r"http://127\.0\.0\.1:\d+", (WORK / "gateway.log").read_text())
            if found:
                self.base = found.group()
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.__exit__()
        sys.exit(f"bench: the gateway doesn't start:\n{(WORK / 'gateway.log').read_text()}")

    def cpu_seconds(self):
        """What the process has used of all cores since it began."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


def uuid7():
    number = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    number = number & ~(0xF << 76) | 7 << 76
    return uuid.UUID(int=number & ~(3 << 62) | 2 << 62)


def report(base, number, places):
    """One report as wrk sends its number."""
    body = {"place": places[number % len(places)], "category": CATEGORIES[number % len(CATEGORIES)], "words": WORDS}
    request = urllib.request.Request(
        base + "/api/v1/reports", json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json", "Idempotency-Key": str(uuid7())})
    with urllib.request.urlopen(request, timeout=10) as reply:
        if reply.status != 201:
            sys.exit(f"bench: a report was answered {reply.status}")


def row_counts():
    database = sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True)
    try:
        tables = [name for name, in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        return {table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}
    finally:
        database.close()


def make_template(places):
    """A site with one report for each place, from which the ceiling takes its rows; how many rows they made."""
    with Gateway() as gateway:
        # The first one also takes blocks of numbers.
        report(gateway.base, 0, places)
        before = row_counts()
        for number in range(len(places)):
            report(gateway.base, number, places)
        after = row_counts()
    with sqlite3.connect(DATABASE) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    shutil.copy(DATABASE, WORK / "template.db")
    subprocess.run(
        ["gcc", "-O2", "-Wall", "-Werror", "-o", str(WORK / "ceiling"), str(HERE / "ceiling.c"), "-lsqlite3"],
        check=True)
    return sum(after.values()) - sum(before.values())


def ceiling(rows, reports):
    """Reports a second by C alone."""
    copy = WORK / "ceiling.db"
    shutil.copy(WORK / "template.db", copy)
    done = subprocess.run(
        [str(WORK / "ceiling"), str(copy), str(reports), str(SECONDS)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"bench: {done.stderr}")
    for path in WORK.glob("ceiling.db*"):
        path.unlink()
    rate, found = done.stdout.split()
    if int(found) != rows:
        sys.exit(f"bench: {reports} reports make {rows} rows, the ceiling writes {found} for as many")
    return float(rate)


def wrk(gateway, clients, places, seed):
    """Tickets a second, the median and the 99th percentile in milliseconds, and the gateway's milliseconds of CPU a
    report; every answer counted."""
    before, cpu = row_counts()["tickets"], gateway.cpu_seconds()
    done = subprocess.run(
        ["wrk", "-t1", f"-c{clients}", f"-d{SECONDS}s", "-s", str(HERE / "reports.lua"), gateway.base], capture_output=True,
        text=True, env={**os.environ, "PLACES": ",".join(places), "CATEGORIES": ",".join(CATEGORIES), "WORDS": WORDS,
                        "SEED": str(seed)})
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", done.stdout)
    if not found:
        sys.exit(f"bench: wrk failed: {done.stdout}{done.stderr}")
    requests, microseconds, errors, median, high = map(int, found.groups())
    if errors or not requests:
        sys.exit(f"bench: {errors} of {requests} requests failed:\n{done.stdout}")
    cpu = gateway.cpu_seconds() - cpu
    made = row_counts()["tickets"] - before
    if made < requests:
        sys.exit(f"bench: {requests} reports were acknowledged, {made} tickets were made")
    return requests / microseconds * 1e6, median / 1000, high / 1000, cpu / made * 1000


def check_chain():
    """Reads every run's events again from the file."""
    found = mendmark("doctor", "--verify", expecting=1)  # nobody is written to: its one finding
    if "events verified" not in found:
        sys.exit(f"bench: the chain doesn't hold:\n{found}")


def fill(gateway, places):
    """Reports until there are so many tickets."""
    seed = 1_000
    while row_counts()["tickets"] < TICKETS:
        wrk(gateway, 64, places, seed)
        seed += 1


def timed(*arguments):
    """Seconds on the wall and of the command's own CPU, and the most memory that it had, in MiB."""
    start = time.monotonic()
    process = subprocess.Popen([MENDMARK, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               env={**os.environ, "MENDMARK_SITE": str(SITE)})
    complaints = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        sys.exit(f"bench: mendmark {arguments[0]}: {complaints}")
    return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def list_milliseconds(gateway, account):
    """The median of what the interface takes for the list of somebody's own team, and how many tickets it has."""
    cookie = signed_in(gateway.base, account)
    request = urllib.request.Request(gateway.base + "/api/v1/tickets?view=team", headers={"Cookie": cookie})
    times = []
    for _ in range(7):
        start = time.monotonic()
        with urllib.request.urlopen(request, timeout=60) as reply:
            found = len(json.load(reply)["tickets"])
        times.append((time.monotonic() - start) * 1000)
    return statistics.median(times), found


def signed_in(base, account):
    """The cookie of somebody who signs in."""
    class Here(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None
    body = urllib.parse.urlencode({"account": account, "password": PASSWORD}).encode()
    try:
        urllib.request.build_opener(Here).open(base + "/-/sign-in", body)
    except urllib.error.HTTPError as answer:
        return answer.headers["Set-Cookie"].split(";")[0]


def fetch_times(base, cookie, paths, rounds):
    """Milliseconds of each answer, and the bytes of the last."""
    times, size = [], 0
    for _ in range(rounds):
        for path in paths:
            request = urllib.request.Request(base + path, headers={"Cookie": cookie})
            start = time.monotonic()
            with urllib.request.urlopen(request, timeout=60) as reply:
                size = len(reply.read())
            times.append((time.monotonic() - start) * 1000)
    return times, size


def add_places(count):
    """Another campus with so many rooms, a hundred on each floor of five."""
    path = WORK / "rooms.csv"
    # Of those that campus.csv has; the others, of devices, shelves and the like, stay empty.
    columns = ["kind", "id", "parent", "reference", "name_zh", "name_en"]
    with open(ROOT / "Assets/SampleCampus/campus.csv", encoding="utf-8-sig", newline="") as sample:
        header = next(csv.reader(sample))
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, header, restval="")
        table.writeheader()

        def row(*values):
            table.writerow(dict(zip(columns, values)))

        row("campus", "big", "", "BIG", "大校区", "Big Campus")
        for house in range(count // 500):
            row("building", f"b{house}", "big", f"B{house}", f"第{house}教学楼", f"Teaching Building {house}")
            for floor in range(1, 6):
                row("floor", f"b{house}-{floor}", f"b{house}", f"B{house}-F{floor}", f"{floor} 层", f"Floor {floor}")
                for room in range(100):
                    name = f"{floor}{room:02}"
                    row("room", f"b{house}-{name}", f"b{house}-{floor}", f"B{house}-{name}", f"{name} 教室", f"Classroom {name}")
    mendmark("import", str(path))


class Sender:
    """Somebody who sends commands through the interface."""

    def __init__(self, base, account, page):
        self.base, self.cookie = base, signed_in(base, account)
        with urllib.request.urlopen(urllib.request.Request(base + page, headers={"Cookie": self.cookie})) as answer:
            self.csrf = re.search(r'name="csrf" value="([^"]+)"', answer.read().decode()).group(1)

    def tickets(self, view):
        request = urllib.request.Request(f"{self.base}/api/v1/tickets?view={view}", headers={"Cookie": self.cookie})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return [ticket["number"] for ticket in json.load(reply)["tickets"]]

    def send(self, number, command, **fields):
        request = urllib.request.Request(
            f"{self.base}/api/v1/tickets/{number}/commands", json.dumps({"command": command, **fields}).encode(),
            {"Content-Type": "application/json", "Idempotency-Key": str(uuid7()), "X-CSRF-Token": self.csrf,
             "Cookie": self.cookie})
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                reply.read()
        except urllib.error.HTTPError as refused:
            sys.exit(f"bench: {command} was refused: {refused.read().decode()}")


def mend(gateway):
    """So many tickets of the busy team are resolved, so that calls are due of them."""
    dispatcher, technician = (Sender(gateway.base, *who) for who in [("dispatcher", "/-/board"), ("busy", "/-/desk")])
    mended = 0
    while mended < MENDED:
        for number in technician.tickets("team")[:MENDED - mended]:
            dispatcher.send(number, "assign", team="network-wutong", lead="busy")
            technician.send(number, "accept")
            technician.send(number, "remote")
            technician.send(number, "resolve", words="已重启交换机端口", mode="remote")
            mended += 1


def measure_pages(gateway):
    """First views at the whole site, the slower half of which is what a person waits for."""
    for name, (account, path) in PAGES.items():
        cookie = signed_in(gateway.base, account)
        fetch_times(gateway.base, cookie, [path], 1)
        times, size = fetch_times(gateway.base, cookie, [path], 9)
        print(f"{name}_page_ms {statistics.median(times):.1f} ms")
        print(f"{name}_page_bytes {size} B")


def wait_until_idle(gateway):
    """After its start a gateway renews deadlines and counts ahead: a minute's work for a site of this size."""
    for _ in range(300):
        before = gateway.cpu_seconds()
        time.sleep(1)
        if gateway.cpu_seconds() - before < 0.1:
            return
    sys.exit("bench: the gateway is busy five minutes after its start")


def measure_dispatch():
    """The board over all tickets, and the search for a place while somebody types, over 50,000 rooms."""
    add_places(50_000)
    searches = ["B77-3", "dsqqj", "%E7%AC%AC77%E6%95%99%E5%AD%A6%E6%A5%BC%20312", "d77jxl%20312", "312", "zzz%20999"]
    with Gateway() as gateway:
        wait_until_idle(gateway)
        cookie = signed_in(gateway.base, "dispatcher")
        fetch_times(gateway.base, cookie, ["/-/board"], 1)
        times, size = fetch_times(gateway.base, cookie, ["/-/board"], 9)
        print(f"board_ms {statistics.median(times):.1f} ms")
        print(f"board_bytes {size} B")
        slowest = 0.0
        for search in searches:
            fetch_times(gateway.base, cookie, [f"/-/intake/places?q={search}"], 1)
            times, _ = fetch_times(gateway.base, cookie, [f"/-/intake/places?q={search}"], 9)
            slowest = max(slowest, statistics.median(times))
        print(f"place_search_slowest_ms {slowest:.1f} ms")
        mend(gateway)
        measure_pages(gateway)


def renewal():
    """The same of a gateway's start, until every deadline was renewed; how long until it serves."""
    start = time.monotonic()
    with Gateway() as gateway:
        serving = time.monotonic() - start
        while not re.search(r"renewed deadlines", (WORK / "gateway.log").read_text()):
            if time.monotonic() - start > 600:
                sys.exit("bench: the deadlines weren't renewed in 600 s")
            time.sleep(0.05)
        return time.monotonic() - start, gateway.cpu_seconds(), serving


def measure_whole_site():
    """Rows of what reads every ticket, without a gateway beside it."""
    month = time.strftime("%Y-%m")
    works = {"rates": timed("rates"), "rates_by_team": timed("rates", "--by", "team"),
             "sample": timed("calls", "sample", "--month", month, "--seed", "7", "--dry-run")}
    print(f"tickets_of_the_site {row_counts()['tickets']} tickets")
    for name, (wall, cpu, memory) in works.items():
        print(f"{name}_seconds {wall:.2f} s")
        print(f"{name}_cpu_seconds {cpu:.2f} s")
        print(f"{name}_memory {memory:.0f} MiB")
    with Gateway() as gateway:
        wait_until_idle(gateway)
        for account in ["busy", "idle"]:
            milliseconds, found = list_milliseconds(gateway, account)
            print(f"list_of_{account}_ms {milliseconds:.1f} ms")
            print(f"list_of_{account}_tickets {found} tickets")
    wall, cpu, serving = renewal()
    print(f"start_seconds {serving:.2f} s")
    print(f"renewal_seconds {wall:.2f} s")
    print(f"renewal_cpu_seconds {cpu:.2f} s")


def main():
    places = make_site()
    rows = make_template(places)
    tops, many, one = [], [], []
    with Gateway() as gateway:
        for number in range(ROUNDS):
            tops.append(ceiling(rows, len(places)))
            many.append(wrk(gateway, 64, places, number * 2 + 1))
            one.append(wrk(gateway, 1, places, number * 2 + 2))
            print(f"round {number + 1} of {ROUNDS}: {many[-1][0]:.0f}/s at 64 clients, {one[-1][0]:.0f}/s at 1, "
                  f"{tops[-1]:.0f}/s in C", file=sys.stderr)
        if TICKETS:
            fill(gateway, places)
    check_chain()
    for clients, runs in ((64, many), (1, one)):
        rate, p50, p99, cpu = map(statistics.median, zip(*runs))
        print(f"tickets_per_second_{clients} {rate:.0f} 1/s")
        print(f"p50_ms_{clients} {p50:.2f} ms")
        print(f"p99_ms_{clients} {p99:.2f} ms")
        print(f"cpu_ms_per_report_{clients} {cpu:.3f} ms")
    print(f"c_ceiling_per_second {statistics.median(tops):.0f} 1/s")
    print(f"rows_per_report {rows / len(places):.2f} rows")
    print(f"ratio_64_to_ceiling {statistics.median(run[0] / top for run, top in zip(many, tops)):.2f} ratio")
    if TICKETS:
        measure_whole_site()
        measure_dispatch()


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
