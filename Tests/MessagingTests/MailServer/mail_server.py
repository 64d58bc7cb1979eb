#!/usr/bin/env python3
"""mail_server.py FOLDER: a real OpenSMTPD that keeps what it takes in FOLDER/mail/new, behind a front with STARTTLS.

Prints one line of JSON: the ports `tls` (STARTTLS and AUTH wanted, certificate vouched for by FOLDER/authority.pem) and
`plain` (OpenSMTPD itself). User `mendmark`, password `correct horse`. `refused@example.edu` is refused for good (550),
`grey@example.edu` is put off (451), `gone@example.edu` is taken and bounces: the report is kept in FOLDER/bounces/new. Ends when its standard input does. Needs root, as OpenSMTPD does; its fixed folders
are hidden behind mounts of its own.

The front exists because Debian 12's OpenSMTPD 6.8.0p2 can't accept TLS with OpenSSL 3 (OpenSMTPD issue 1171): it speaks
STARTTLS and AUTH itself and hands everything after that on, word for word.
"""
import base64
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time

CONFIGURATION = """
table refused {{ refused@example.edu }}
table grey {{ grey@example.edu }}
filter "refused" phase rcpt-to match rcpt-to <refused> reject "550 5.1.1 <refused@example.edu> no such mailbox"
filter "grey" phase rcpt-to match rcpt-to <grey> reject "451 4.7.1 greylisted, try again"
filter "all" chain {{ "refused", "grey" }}
listen on 127.0.0.1 port {port} filter "all"
table gone {{ gone@example.edu }}
table bounces {{ repairs@yunxiu.example }}
action "keep" maildir "{folder}/mail" virtual {{ "@" = nobody }}
action "fail" mda "exit 67" virtual {{ "@" = nobody }}
action "bounce" maildir "{folder}/bounces" virtual {{ "@" = nobody }}
match from any for any rcpt-to <gone> action "fail"
match from any for any rcpt-to <bounces> action "bounce"
match from any for any action "keep"
"""

START = r"""
mount -t tmpfs tmpfs /var/spool
mount -t tmpfs tmpfs /run
cd /var/spool; mkdir smtpd; cd smtpd
mkdir queue corrupt incoming offline purge temporary
chmod 711 .; chmod 700 queue corrupt incoming purge temporary
chown opensmtpq queue corrupt incoming purge temporary
chown root:opensmtpq offline; chmod 770 offline
exec smtpd -d -f "$1/smtpd.conf"
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_certificates(folder):
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "authority.key", "-out", "authority.pem",
            "-days", "2", "-subj", "/CN=Test authority")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
            "-out", "server.pem", "-days", "2", "-extfile", "names")


def start_server(folder, port):
    folder.chmod(0o755)
    for name in ("mail", "bounces"):
        (folder / name).mkdir(exist_ok=True)
        os.chown(folder / name, 65534, 65534)
    (folder / "smtpd.conf").write_text(CONFIGURATION.format(port=port, folder=folder))
    log = open(folder / "log", "w")
    server = subprocess.Popen(
        ["unshare", "-m", "--propagation", "private", "bash", "-e", "-c", START, "_", str(folder)],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server
        except OSError:
            time.sleep(0.05)
    server.kill()
    sys.exit("OpenSMTPD didn't start: " + (folder / "log").read_text())


class Front:
    """One conversation: STARTTLS, AUTH, then OpenSMTPD's own words."""

    USER, PASSWORD = b"mendmark", b"correct horse"

    def __init__(self, client, context, port):
        self.client, self.context, self.port = client, context, port
        self.reader = client.makefile("rb")

    def say(self, *lines):
        self.client.sendall(b"".join(line.encode() + b"\r\n" for line in lines))

    def run(self):
        self.say("220 localhost ESMTP")
        is_safe = False
        while line := self.reader.readline():
            verb = line.strip().upper()
            if verb.startswith(b"EHLO"):
                self.say("250-localhost", "250-AUTH PLAIN" if is_safe else "250-STARTTLS", "250 SIZE 36700160")
            elif verb == b"STARTTLS" and not is_safe:
                self.say("220 2.0.0 Ready")
                self.client = self.context.wrap_socket(self.client, server_side=True)
                self.reader = self.client.makefile("rb")
                is_safe = True
            elif verb.startswith(b"AUTH PLAIN") and is_safe:
                parts = line.split()
                if len(parts) < 3:
                    self.say("334 ")
                    parts.append(self.reader.readline().strip())
                if base64.b64decode(parts[2]).split(b"\0")[1:] == [self.USER, self.PASSWORD]:
                    self.say("235 2.0.0 OK")
                    return self.hand_on()
                self.say("535 5.7.8 Authentication failed")
            elif verb == b"QUIT":
                return self.say("221 2.0.0 Bye")
            else:
                self.say("530 5.7.0 Must issue STARTTLS and AUTH first")

    def hand_on(self):
        server = socket.create_connection(("127.0.0.1", self.port))
        answers = server.makefile("rb")
        answers.readline()
        server.sendall(b"EHLO front\r\n")
        while answers.readline()[3:4] == b"-":
            pass

        def back():
            while chunk := answers.read1(65536):
                self.client.sendall(chunk)
            self.client.close()

        threading.Thread(target=back, daemon=True).start()
        while chunk := self.reader.read1(65536):
            server.sendall(chunk)
        server.close()


def start_front(folder, port, behind):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    listener = socket.create_server(("127.0.0.1", port))

    def serve(client):
        try:
            Front(client, context, behind).run()
        except (OSError, ValueError):
            pass
        finally:
            client.close()

    def accept():
        while True:
            client, _ = listener.accept()
            threading.Thread(target=serve, args=(client,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


if __name__ == "__main__":
    # A thread that answers no signal may have started us, and OpenSMTPD inherits that too.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    folder = pathlib.Path(sys.argv[1])
    make_certificates(folder)
    ports = {"plain": free_port(), "tls": free_port()}
    server = start_server(folder, ports["plain"])
    try:
        start_front(folder, ports["tls"], ports["plain"])
        print(json.dumps(ports), flush=True)
        sys.stdin.read()
    finally:
        server.terminate()
        server.wait()
