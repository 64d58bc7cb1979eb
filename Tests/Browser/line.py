"""A telephone line between a browser and a gateway, which can be cut: a forwarder of TCP connections on this machine.

`down()` ends every connection and refuses new ones, as a basement does, whatever the browser believes of its network.
`lose_answers()` lets a posted form through and cuts the line before the answer comes back. `hold()` keeps every connection
and passes nothing, as where a router forgot them, until `flow()`.
"""
import socket
import threading
from urllib.parse import urlsplit


class Line:
    def __init__(self, base):
        parts = urlsplit(base)
        self.server = (parts.hostname, parts.port)
        self.door = socket.socket()
        self.door.bind(("127.0.0.1", 0))
        self.door.listen(64)
        self.base = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.is_up, self.loses, self.lost = True, False, 0
        self.open, self.lock = set(), threading.Lock()
        self.flows = threading.Event()
        self.flows.set()
        threading.Thread(target=self.accept, daemon=True).start()

    def up(self):
        self.is_up, self.loses = True, False

    def down(self):
        self.is_up = False
        with self.lock:
            ends = list(self.open)
        for end in ends:
            self.hang_up(end)

    def lose_answers(self):
        self.is_up, self.loses, self.lost = True, True, 0

    def hold(self):
        self.flows.clear()

    def flow(self):
        self.flows.set()

    def hang_up(self, end):
        with self.lock:
            self.open.discard(end)
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        end.close()

    def accept(self):
        while True:
            near, _ = self.door.accept()
            if not self.is_up:
                near.close()
                continue
            far = socket.create_connection(self.server)
            with self.lock:
                self.open |= {near, far}
            posts = threading.Event()
            threading.Thread(target=self.pump, args=(near, far, posts, True), daemon=True).start()
            threading.Thread(target=self.pump, args=(far, near, posts, False), daemon=True).start()

    def pump(self, source, target, posts, is_asking):
        try:
            while data := source.recv(65_536):
                self.flows.wait()
                if is_asking and data.startswith(b"POST /-/desk/"):
                    posts.set()
                elif is_asking and data.startswith(b"GET "):
                    posts.clear()
                if not is_asking and self.loses and posts.is_set():
                    self.lost += 1
                    break
                target.sendall(data)
        except OSError:
            pass
        self.hang_up(source)
        self.hang_up(target)
