#!/usr/bin/env python3
"""A week at the sample campus through the pages, by a clock that a library sets: every message that is sent is read from a
real mail server, every link in it is followed; nothing is sent twice, nothing stays unsent.

Beside the plain cases the mail server is gone for a night, a webhook answers 500 as long, an address is refused, another put
off, and a third taken and bounced (its report is piped into `mendmark messages bounced`, as the mail server would do), and the gateway is killed in the middle of a morning. Prints rows of `name value unit`; exit status 1 where anything
was found. Needs root, as OpenSMTPD does. KEEP=1 keeps the folder.

SABOTAGE breaks it, and the week must then fail: `unsent` (a message is lost where the gateway is killed), `twice` (a message
that was sent is forgotten there), `link` (a link in a mail is changed).
"""
import datetime
import os
import re
import sqlite3
import sys
import time

from campus import Campus, ZONE, address, must
from mailbox import Mailbox
from browser import Browser

MONDAY = datetime.datetime(2026, 11, 30, tzinfo=ZONE)
SABOTAGE = os.environ.get("SABOTAGE", "")
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def at(text):
    """`Mon 08:30` of that week."""
    day, hour = text.split()
    hours, minutes = hour.split(":")
    return MONDAY + datetime.timedelta(days=DAYS.index(day), hours=int(hours), minutes=int(minutes))


class Week:
    def __init__(self):
        self.campus = Campus(at("Mon 07:30"))
        alter = (lambda link: link.replace("/-/t/0", "/-/t/1")) if SABOTAGE == "link" else (lambda link: link)
        self.box = Mailbox(self.campus, alter)
        self.numbers, self.tracking, self.bounced = {}, {}, set()

    # What people do.

    def report(self, who, place, category, language="zh", status=200, **said):
        browser = Browser(self.campus.base, "zh-CN" if language == "zh" else "en")
        found = re.search(r'href="(/-/at/\d+)"', browser.get(f"/?q={place}").body)
        must(found, f"nobody finds {place} by its number")
        page = browser.get(found.group(1))
        form = page.forms[-1]
        fields = {**form["fields"], "category": category, **said}
        page = browser.post_files(form["action"], {name: value for name, value in fields.items() if value is not None}, [])
        must(page.status == status, f"{who}: expected {status} after the report, found {page.status} {page.text[:200]}")
        if status == 200:
            self.tracking[who] = page.url.split("?")[0].removeprefix(self.campus.base)
            self.numbers[who] = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.text).group()
        return page

    def act(self, who, ending, by=None, **said):
        """A form on the ticket's page, by whom it was last given to unless said otherwise."""
        number = self.numbers[who]
        browser = self.box.signed_in(by or self.box.asked(number))
        page = browser.submit(browser.get(f"/-/desk/{number}"), "/" + ending, **said)
        must(page.status == 200, f"{who}: {ending} answers {page.status} {page.text[:300]}")

    def resolve(self, who):
        self.act(who, "resolve", cause="connector", action="reconnected", words="已修好，请放心使用。It works again.")

    def reporter(self, who, ending, **said):
        """A form on the tracking page, reached by the link in the reporter's last mail."""
        mail = self.box.to(f"{who}@students.example")[-1]
        browser = Browser(self.campus.base, "zh-CN" if mail.language == "zh" else "en")
        page = browser.submit(browser.get(mail.link("t")), "/" + ending, **said)
        must(page.status == 200, f"{who}: {ending} answers {page.status} {page.text[:300]}")

    def assign(self, who, team, lead):
        """By the board, to a person by name."""
        number, browser = self.numbers[who], self.box.signed_in("dai")
        page = browser.get("/-/board")
        choice = re.search(rf'value="({number}\.\d+)"', page.body)
        must(choice, f"the board doesn't show {number}")
        form = page.form("/-/board/act")
        done = browser.post_files(form["action"], {
            **{name: value for name, value in form["fields"].items() if value is not None},
            "ticket": choice.group(1), "do": "assign", "team": team, "lead": lead}, [])
        must(done.status == 200, f"{number}: assigning answers {done.status} {done.text[:300]}")

    def take_bounces(self):
        """As the mail server pipes them, each once and a first one twice."""
        for path in self.campus.bounces():
            if path.name in self.bounced:
                continue
            for _ in range(1 if self.bounced else 2):
                self.campus.run("messages", "bounced", stdin=path.read_text())
            self.bounced.add(path.name)

    def acknowledge(self, who, by):
        """By the link in the mail: opening it changes nothing, pressing its button twice counts once."""
        number = self.numbers[who]
        mail = [mail for mail in self.box.to(address(by)) if mail.number == number and "/-/ack/" in mail.text][-1]
        path, browser = mail.link("ack"), Browser(self.campus.base, "en")
        events = lambda: self.campus.run("ticket", "show", number).count("ticket.acknowledged")
        page, before = browser.get(path), events()
        browser.get(path)
        must(events() == before, "opening a link acknowledged it")
        for _ in range(2):
            done = browser.submit(page, path)
            must(done.status == 200 and "Noted: you have seen it." in done.text, f"{by}: {done.status} {done.text[:200]}")
        must(events() == before + 1, f"{by} acknowledged {events() - before} times by one link")

    def kill(self):
        """A power cut just after a report was answered."""
        self.campus.kill_gateway()
        if SABOTAGE:
            with sqlite3.connect(self.campus.site / "mendmark.db") as database:
                if SABOTAGE == "unsent":
                    database.execute("DELETE FROM outbox")
                    database.execute("DELETE FROM deliveries WHERE state = 'waiting'")
                if SABOTAGE == "twice":
                    database.execute("""UPDATE deliveries SET state = 'waiting', leased_until = NULL WHERE id IN (
                        SELECT id FROM deliveries WHERE state = 'sent' AND channel = 'mail' LIMIT 1)""")
        self.campus.start_gateway()

    # How time passes.

    def go(self, text, *acts):
        """To that time hour by hour; then what is done, and whatever follows at once."""
        goal, now = at(text), self.campus.clock.now()
        while now < goal:
            now = min(goal, now + datetime.timedelta(hours=1))
            self.campus.set(now)
            self.settle()
        for act in acts:
            act()
            self.settle()
        print(f"  {text}  {len(self.box.mails)} mails, {self.box.followed} links followed", flush=True)

    def settle(self):
        self.campus.settle()
        for _ in range(100):
            self.take_bounces()
            kept = len(self.campus.mails())
            if kept >= self.sent("mail") or self.campus.mail is None:
                break
            time.sleep(0.1)
        self.box.fetch()

    def sent(self, channel):
        return self.campus.query("SELECT count(*) FROM deliveries WHERE state = 'sent' AND channel = ?", channel)[0][0]


def play(week):
    report, act, campus = week.report, week.act, week.campus
    week.go("Mon 08:30", lambda: report("a", "M-101", "network.outage", mail="a@students.example", words="没网，急！"))
    week.go("Mon 09:10", lambda: act("a", "accept"))
    week.go("Mon 09:40", lambda: report(
        "b", "M-105", "network.wifi", "en", mail="b@students.example", name="<script>alert(1)</script>",
        words="No signal </p><script>alert(2)</script>"))
    week.go("Mon 10:00", lambda: week.resolve("a"))
    week.go("Mon 10:30", lambda: report("i", "M-109", "network.point", mail="i@students.example"))
    week.go("Mon 10:40", lambda: act("i", "accept"), lambda: act(
        "i", "hold", reason="reporter", until="2026-12-03", words="等用户在场"))
    # Nobody takes b on: it climbs the ladder.
    week.go("Mon 15:00", lambda: week.reporter("b", "urge"))
    week.go("Mon 16:00", lambda: act("b", "answer-urge", by="dai", words="We come tomorrow at nine."))
    week.go("Mon 17:30", lambda: week.acknowledge("b", "zhou"))
    week.go("Tue 03:00", lambda: report(
        "c", "M-203", "power.outage", "en", mail="c@students.example", hazard="1", words="Sparks from the socket"))
    week.go("Tue 03:10", lambda: week.acknowledge("c", "xu"))
    week.go("Tue 03:20", lambda: act("c", "accept"), lambda: week.resolve("c"))
    week.go("Tue 09:20", lambda: week.assign("b", "network-wutong", "王芳"))
    week.go("Tue 09:30", lambda: act("b", "accept"))
    week.go("Tue 10:30", lambda: week.resolve("b"), lambda: campus.run(
        "ticket", "follow-up", week.numbers["a"], "--as", "gao", "--outcome", "satisfied", "--words", "好了"))
    week.go("Tue 11:00", lambda: report("abroad", "M-207", "network.slow", phone="+44 20 7946 0958"),
            lambda: report("nobody", "M-209", "network.drops"))
    week.go("Tue 11:20", lambda: act("abroad", "accept"), lambda: act("nobody", "accept"))
    week.go("Tue 14:00", lambda: week.resolve("abroad"), lambda: week.resolve("nobody"))
    # The mail server is gone for a night, and the webhook's receiver is broken.
    week.go("Tue 20:00", campus.stop_mail, lambda: campus.break_hook(True))
    week.go("Tue 20:30", lambda: report("m", "M-303", "network.outage", mail="m@students.example"))
    week.go("Wed 08:30", campus.start_mail, lambda: campus.break_hook(False))
    week.go("Wed 10:00", lambda: act("m", "accept"))
    week.go("Wed 10:30", lambda: week.resolve("m"))
    long = "长" * 10_000
    week.go("Wed 11:00", lambda: report("f", "M-307", "media.sound", status=422, mail="f@students.example", words=long),
            lambda: report("f", "M-307", "media.sound", mail="f@students.example", words="滚！修个屁！" + long[:1_000]))
    week.go("Wed 11:10", lambda: campus.run("ticket", "claim", week.numbers["f"], "--as", "chen.jie"))
    week.go("Wed 11:40", lambda: act("f", "resolve", by="chen.jie", cause="wear", action="repaired", words="已更换话筒。"))
    week.go("Wed 12:00", lambda: report("refused", "M-311", "network.login", mail="refused@example.edu"),
            lambda: report("grey", "M-313", "network.cable", mail="grey@example.edu"),
            lambda: report("gone", "M-316", "network.cable", mail="gone@example.edu"))
    week.go("Wed 15:00", lambda: report("l", "M-315", "network.light", mail="l@students.example"))
    week.go("Wed 15:20", lambda: act("l", "accept"))
    week.go("Wed 22:30", lambda: act("l", "comment", audience="everyone", words="备件明早到。"))
    week.go("Thu 09:00", lambda: report("k", "M-401", "network.slow", "en", mail="k@students.example"))
    week.go("Thu 09:20", lambda: act("k", "accept"), lambda: week.resolve("l"))
    week.go("Thu 10:00", lambda: week.resolve("k"))
    week.go("Thu 14:00", lambda: week.reporter("k", "reopen", words="Still slow."),
            lambda: report("j", "M-403", "network.drops", mail="j@students.example"))
    week.go("Thu 14:10", lambda: week.reporter("j", "withdraw"))
    week.go("Thu 15:30", lambda: act("k", "accept"), lambda: week.resolve("k"))
    # The hold ended on Thursday at 18:00, after hours: its message came at 8.
    week.go("Fri 09:10", lambda: week.resolve("i"))
    week.go("Fri 10:00", lambda: (
        report("n", "M-405", "network.outage", "en", mail="n@students.example"), week.kill()))
    week.go("Fri 10:15", lambda: act("n", "accept"))
    week.go("Fri 11:00", lambda: week.resolve("n"))
    week.go("Sat 11:00", lambda: report("p", "M-407", "network.outage", mail="p@students.example"))
    week.go("Sat 11:10", lambda: act("p", "accept"))
    week.go("Sat 12:00", lambda: week.resolve("p"))
    week.go("Sun 20:00")


# What each reporter is told, in order; who is told nothing by mail is told so.
TOLD = {
    "a": "received accepted resolved", "b": "received urgeAnswered accepted resolved",
    "c": "received accepted resolved", "m": "received accepted resolved", "n": "received accepted resolved",
    "i": "received accepted held holdEnded resolved", "f": "received accepted resolved",
    "l": "received accepted commented resolved", "k": "received accepted resolved accepted resolved", "j": "received",
    "p": "received accepted resolved",
}
# When: from and until.
WHEN = {
    ("c", "received"): ("Tue 03:00", "Tue 03:05"), ("l", "commented"): ("Thu 07:00", "Thu 08:00"),
    ("m", "received"): ("Wed 08:30", "Wed 14:00"), ("i", "holdEnded"): ("Fri 08:00", "Fri 09:00"),
    ("n", "received"): ("Fri 10:00", "Fri 10:10"),
}
# Staff who must have heard of a ticket, by which template.
HEARD = [
    ("b", "zhou", "ticket.escalated"), ("b", "xu", "ticket.escalated"), ("b", "fang", "ticket.escalated"),
    ("c", "qian", "ticket.assigned"), ("f", "chen.jie", "ticket.toClaim"),
]


def check(week):
    box, campus, wrong = week.box, week.campus, []

    def want(condition, sentence):
        if not condition:
            wrong.append(sentence)

    for who, told in TOLD.items():
        mails = box.to(f"{who}@students.example")
        found = " ".join(mail.template.removeprefix("report.") for mail in mails)
        want(found == told, f"{who} was told «{found}», not «{told}»")
        want(len({mail.language for mail in mails}) <= 1, f"{who} was written to in two languages")
        for mail in mails:
            name = mail.template.removeprefix("report.")
            first, last = WHEN.get((who, name), ("Mon 07:30", "Sun 20:00"))
            want(at(first) <= mail.at <= at(last), f"{who} was told «{name}» at {mail.at:%a %H:%M}")
    for who, name, template in HEARD:
        mails = [mail for mail in box.to(address(name)) if mail.number == week.numbers[who]]
        want(any(mail.template == template for mail in mails), f"{name} didn't hear {template} of {who}")
    # What somebody wrote stands as text, cut, and only where its reader may see it.
    insults = [mail for mail in box.mails if mail.number == week.numbers["f"] and "滚！" in mail.text]
    want(insults and all(mail.staff for mail in insults), "what was reported wasn't told to whoever mends it")
    want(all(len(mail.text) < 2_500 for mail in box.mails), "a mail is longer than it may be")

    dead = campus.query("SELECT id, remark FROM deliveries WHERE state = 'dead' ORDER BY remark")
    want(len(week.bounced) == 1, f"{len(week.bounced)} mails bounced")
    want([remark[:10] for _, remark in dead] == ["550 5.1.1 ", "bounced: 5", "given up a"],
         f"dead are {[remark for _, remark in dead]}")
    page = box.signed_in("dai").get("/-/desk/messages")
    for delivery, _ in dead:
        page = box.signed_in("dai").post_files(
            "/-/desk/messages", {**page.form("/messages")["fields"], "id": delivery, "do": "giveUp",
                                 "reason": "called 13800138000"}, [])
        want(page.status == 200, f"giving up answers {page.status}")
    kept = campus.query("SELECT remark FROM deliveries WHERE state = 'givenUp'")
    want(len(kept) == len(dead) and all(remark.endswith(": called …") for remark, in kept), f"given up are {kept}")

    states = dict(campus.query("SELECT state, count(*) FROM deliveries GROUP BY state"))
    want(states.get("waiting", 0) == 0 and states.get("dead", 0) == 0, f"messages are {states}")
    want(states.get("byPhone", 0) >= 3, f"the number from abroad was to be called: {states}")
    ids = {f"<mendmark.{row[0]}@yunxiu.example>"
           for row in campus.query("SELECT id FROM deliveries WHERE state = 'sent' AND channel = 'mail'")}
    read = {mail.id for mail in box.mails}
    want(ids == read, f"{len(ids - read)} mails were sent and never came, {len(read - ids)} came and aren't known")
    want(not box.doubles, f"came twice: {[(mail.template, mail.to) for mail in box.doubles]}")
    posts = campus.seen_by_hook()
    hooks = [post["id"] for post in posts if post["id"].startswith("msg_")]
    group = [post for post in posts if not post["id"].startswith("msg_")]
    want(len(hooks) == len(set(hooks)) == week.sent("duty-board") > 0, f"{len(hooks)} posts to the webhook came")
    want(len(group) == week.sent("network-group") > 0, f"{len(group)} posts to the group came")
    return wrong, [
        ("mails_read", len(box.mails)), ("links_followed", box.followed), ("mails_doubled", len(box.doubles)),
        ("mails_missing", len(ids - read)), ("webhook_posts", len(hooks)), ("group_posts", len(group)),
        ("messages_needless", states.get("needless", 0)), ("messages_dead", len(dead)), ("faults_found", len(wrong)),
    ]


def main():
    must(SABOTAGE in ("", "unsent", "twice", "link"), f"SABOTAGE: expected unsent, twice or link, found {SABOTAGE}")
    week = Week()
    try:
        play(week)
        wrong, rows = check(week)
    finally:
        week.campus.end()
    for sentence in wrong:
        print(f"week: {sentence}")
    for name, value in rows:
        print(f"{name} {value} count")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
