#!/usr/bin/env python3
"""reach_server.py FOLDER V4 V6: an https server on localhost, on IPv4 and IPv6 at one port, each answering as it is told:
ok, redirect, other, broken (500), or closed. Prints the port; FOLDER/authority.pem vouches for its certificate. Ends with
its standard input."""
import http.server
import pathlib
import socket
import ssl
import subprocess
import sys
import threading

folder = pathlib.Path(sys.argv[1])


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "authority.key", "-out", "authority.pem", "-days", "2",
        "-subj", "/CN=Test authority")
openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
(folder / "names").write_text("subjectAltName=DNS:localhost")
openssl("x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial", "-out",
        "server.pem", "-days", "2", "-extfile", "names")
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(folder / "server.pem", folder / "server.key")


def start(family, address, port, mode):
    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = b"ok\n" if mode == "ok" else mode.encode()
            self.send_response({"redirect": 302, "broken": 500}.get(mode, 200))
            if mode == "redirect":
                self.send_header("location", "https://elsewhere.example/")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    class Server(http.server.ThreadingHTTPServer):
        address_family = family
        daemon_threads = True

        def get_request(self):
            client, peer = super().get_request()
            return context.wrap_socket(client, server_side=True), peer

        def handle_error(self, request, client_address):
            pass

    server = Server((address, port), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


port = 0
if sys.argv[2] != "closed":
    port = start(socket.AF_INET, "127.0.0.1", 0, sys.argv[2])
if sys.argv[3] != "closed":
    port = start(socket.AF_INET6, "::1", port, sys.argv[3])
print(port, flush=True)
sys.stdin.read()
