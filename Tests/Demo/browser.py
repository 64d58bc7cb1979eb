"""A browser without a screen, of the standard library alone: cookies, forms as they stand in the page, files."""
import html.parser
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Forms(html.parser.HTMLParser):
    """The forms of a page: action, and each field with the value that the page gave it."""

    def __init__(self):
        super().__init__()
        self.forms, self.text, self._form, self._area = [], [], None, None

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self._form = {"action": a.get("action", ""), "fields": {}}
            self.forms.append(self._form)
        elif self._form is not None and tag == "input" and "name" in a:
            kind = a.get("type", "text")
            if kind in ("radio", "checkbox") and "checked" not in a or kind == "file":
                self._form["fields"].setdefault(a["name"], None)
            else:
                self._form["fields"][a["name"]] = a.get("value", "")
        elif self._form is not None and tag == "select":
            self._area = a.get("name")
            self._form["fields"].setdefault(self._area, None)
        elif self._form is not None and tag == "option" and self._area:
            if self._form["fields"].get(self._area) is None or "selected" in a:
                self._form["fields"][self._area] = a.get("value", "")
        elif self._form is not None and tag == "textarea":
            self._form["fields"][a["name"]] = ""

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._area = None

    def handle_data(self, data):
        if data.strip():
            self.text.append(data.strip())


class Page:
    def __init__(self, status, url, body):
        self.status, self.url, self.body = status, url, body
        parser = Forms()
        parser.feed(body)
        self.forms, self.text = parser.forms, " ".join(parser.text)

    def form(self, ending):
        """The form whose action ends so."""
        for form in self.forms:
            if form["action"].endswith(ending):
                return form
        raise SystemExit(f"{self.url}: expected a form {ending}, found {[f['action'] for f in self.forms]}")


class Browser:
    def __init__(self, base, language="zh-CN"):
        self.base, self.language = base, language
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path):
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.base, path)))

    def submit(self, page, ending, files=(), **values):
        """Sends the page's form with some fields filled in, as multipart where there are files."""
        form = page.form(ending)
        fields = {name: value for name, value in {**form["fields"], **values}.items() if value is not None}
        url = urllib.parse.urljoin(page.url, form["action"])
        if not files:
            return self._open(urllib.request.Request(url, urllib.parse.urlencode(fields).encode()))
        return self.post_files(url, fields, files)

    def post_files(self, url, fields, files):
        boundary = uuid.uuid4().hex
        parts = []
        for name, value in fields.items():
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        for name, filename, content in files:
            parts.append(
                f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
                f"Content-Type: image/jpeg\r\n\r\n".encode() + content + b"\r\n")
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        request = urllib.request.Request(urllib.parse.urljoin(self.base, url), body)
        request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
        return self._open(request)

    def _open(self, request):
        request.add_header("Accept-Language", self.language)
        try:
            with self._opener.open(request, timeout=60) as reply:
                return Page(reply.status, reply.url, reply.read().decode())
        except urllib.error.HTTPError as error:
            return Page(error.code, error.url, error.read().decode())
