#!/usr/bin/env python3
"""receiver.py FOLDER: a receiver of webhooks and a WeCom robot on 127.0.0.1; prints its port, ends with its standard input.

/ok takes what is signed rightly (Standard Webhooks, checked by Python's hmac, five minutes of tolerance around the time
in FOLDER/now) and answers 400 else, or 500 while there is FOLDER/broken; /500, /gone (410), /wait (503, Retry-After: 120), /hang and /close do what they say;
/robot answers as qyapi.weixin.qq.com does, with errcode 45009 from the 21st message on, /group the same without an end.
What was taken is in FOLDER/seen.jsonl, one line an id.
"""
import base64
import hashlib
import hmac
import http.server
import json
import pathlib
import sys
import threading
import time

folder = pathlib.Path(sys.argv[1])
SECRET = b"mendmark test secret 0123456789"
seen, robots = set(), []


def is_signed(headers, body):
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    expected = base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    fresh = abs(int(headers["webhook-timestamp"]) - int((folder / "now").read_text())) <= 300
    given = [part.split(",", 1)[1] for part in headers["webhook-signature"].split(" ") if part.startswith("v1,")]
    return fresh and any(hmac.compare_digest(expected, one) for one in given)


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        path = self.path.split("?")[0]
        if path == "/ok" and (folder / "broken").exists():
            return self.answer(500)
        if path == "/ok":
            if not is_signed(self.headers, body):
                return self.answer(400)
            if self.headers["webhook-id"] not in seen:
                seen.add(self.headers["webhook-id"])
                self.keep({"id": self.headers["webhook-id"], "body": json.loads(body)})
            return self.answer(204)
        if path in ("/robot", "/group"):
            message = json.loads(body)
            if message["msgtype"] != "markdown" or len(message["markdown"]["content"].encode()) > 4096:
                return self.answer(200, b'{"errcode":40008,"errmsg":"invalid message type"}')
            if path == "/robot" and len(robots) >= 20:
                return self.answer(200, b'{"errcode":45009,"errmsg":"api freq out of limit"}')
            robots.append(message)
            self.keep({"id": str(len(robots)), "body": message})
            return self.answer(200, b'{"errcode":0,"errmsg":"ok"}')
        if path == "/hang":
            time.sleep(60)
        if path in ("/hang", "/close"):
            self.close_connection = True
            return
        status = {"/500": 500, "/gone": 410, "/wait": 503}.get(path, 404)
        self.answer(status, headers=[("retry-after", "120")] if path == "/wait" else [])

    def keep(self, entry):
        with open(folder / "seen.jsonl", "a") as out:
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
