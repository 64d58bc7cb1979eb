#!/usr/bin/env python3
"""Listens on 127.0.0.1, prints its port, accepts and says nothing; ends when its standard input does."""
import socket
import sys
import threading

listener = socket.create_server(("127.0.0.1", 0))
held = []


def accept():
    while True:
        held.append(listener.accept())


threading.Thread(target=accept, daemon=True).start()
print(listener.getsockname()[1], flush=True)
sys.stdin.read()
