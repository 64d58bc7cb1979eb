"""What the campus's mail server keeps: each mail is read once, by another parser than our writer, and its links followed."""
import email
import email.policy
import email.utils
import html
import json
import re

from browser import Browser
from campus import HOST, PASSWORD, ROOT, STAFF, ZONE, must

BASE = f"http://{HOST.lower()}"
LOCALES = {language: json.loads((ROOT / f"Assets/Locales/{language}.json").read_text("utf-8"))["message"]
           for language in ("zh", "en")}


def template(language, sentence, is_staff):
    """The name of the template that says this sentence; as the locales have it."""
    groups = ("ticket", "incident", "finding") if is_staff else ("report",)
    for group in groups:
        for name, said in LOCALES[language][group].items():
            if said == sentence:
                return f"{group}.{name}"
    must(False, f"a mail says what no template does: {sentence}")


class Mail:
    def __init__(self, raw):
        message = email.message_from_bytes(raw, policy=email.policy.default)
        must(not message.defects and raw.isascii(), f"a mail isn't as RFC 5322 wants it: {message.defects}")
        parts = {part.get_content_type(): part.get_content().replace("\r\n", "\n") for part in message.iter_parts()}
        must(list(parts) == ["text/plain", "text/html"], f"a mail has the parts {list(parts)}")
        self.id, self.to = str(message["message-id"]), str(message["delivered-to"])
        self.at = email.utils.parsedate_to_datetime(str(message["date"])).astimezone(ZONE)
        self.language, self.text, self.html = str(message["content-language"]), parts["text/plain"], parts["text/html"]
        found = re.fullmatch(r"(?:\[|【)([0-9A-Z]{4}-[0-9A-Z]{4})(?:\] |】)(.*)", str(message["subject"]))
        must(found, f"a mail's subject is {message['subject']}")
        self.number = found.group(1)
        self.staff = self.to.removesuffix("@staff.example") if self.to.endswith("@staff.example") else None
        self.template = template(self.language, found.group(2), self.staff is not None)
        self.links = re.findall(r"^https?://\S+$", self.text, re.MULTILINE)
        in_html = [html.unescape(link) for link in re.findall(r'href="([^"]*)"', self.html)]
        must((self.links or self.staff) and self.links == in_html, f"text has the links {self.links}, HTML {in_html}")
        must("<script" not in self.html.lower(), "a mail's HTML has a script")

    def link(self, kind):
        """The path of the link to `t`, `desk` or `ack`."""
        for link in self.links:
            if link.startswith(f"{BASE}/-/{kind}/"):
                return link.removeprefix(BASE)
        must(False, f"{self.template} to {self.to} has no link to /-/{kind}/: {self.links}")


class Mailbox:
    def __init__(self, campus, alter=lambda link: link):
        """`alter` changes a link before it is followed: a sabotage."""
        self.campus, self.alter = campus, alter
        self.mails, self.doubles, self.followed = [], [], 0
        self._seen, self._signed = set(), {}

    def fetch(self):
        """The mails that came since the last time, read and followed."""
        fresh = []
        for path in sorted(self.campus.mails()):
            if path.name in self._seen:
                continue
            self._seen.add(path.name)
            mail = Mail(path.read_bytes())
            if any(mail.id == one.id for one in self.mails):
                self.doubles.append(mail)
                continue
            self.mails.append(mail)
            fresh.append(mail)
        for mail in fresh:
            for link in mail.links:
                self._follow(self.alter(link), mail)
        return fresh

    def to(self, address):
        return [mail for mail in self.mails if mail.to == address]

    def asked(self, number):
        """Whom the last mail about a ticket asked to take it on."""
        names = [mail.staff for mail in self.mails if mail.number == number and mail.template == "ticket.assigned"]
        must(names and names[-1], f"nobody was asked to take on {number}")
        return names[-1]

    def signed_in(self, name):
        """A browser in which one of the staff is signed in."""
        browser = self._signed.get(name)
        if browser is None or browser.base != self.campus.base:
            browser = self._signed[name] = Browser(self.campus.base, "zh-CN" if STAFF[name][2] == "zh" else "en")
        if browser.get("/-/desk").url.endswith("/-/sign-in"):
            page = browser.submit(browser.get("/-/sign-in"), "/-/sign-in", account=name, password=PASSWORD)
            must(page.status == 200 and not page.url.endswith("/-/sign-in"), f"{name} can't sign in: {page.status}")
        return browser

    def _follow(self, link, mail):
        must(link.startswith(BASE + "/-/"), f"a link leads elsewhere: {link}")
        path = link.removeprefix(BASE)
        browser = self.signed_in(mail.staff) if path.startswith("/-/desk/") else Browser(
            self.campus.base, "zh-CN" if mail.language == "zh" else "en")
        page = browser.get(path)
        must(page.status == 200 and mail.number in page.text,
             f"{mail.template} to {mail.to}: {path} answers {page.status} {page.url} without {mail.number}")
        self.followed += 1
