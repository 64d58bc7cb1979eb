#!/usr/bin/env python3
"""Compares every Swift file's imports under Sources with the table of floors.

A target may import what its row names, and whatever is free on every floor. Exit status 1 names each import that
isn't in the table. `--self-test` shows that a forbidden import is found.
"""
import pathlib
import re
import sys
import tempfile

FREE = {"Foundation", "Synchronization", "Dispatch", "Glibc"}
# The pure targets take only values, calendars and zones from Foundation; check-style.py looks at the names they use.
SERVICE = {"ServiceLifecycle", "UnixSignals", "Logging", "Metrics"}
NIO = {"NIOCore", "NIOPosix", "NIOHTTP1", "NIOFoundationCompat", "NIOConcurrencyHelpers", "NIOHTTPTypes", "HTTPTypes"}
CRYPTO = {"Crypto", "CryptoExtras"}
GRDB = {"GRDB", "GRDBSQLite"}

# target: (floor, imports of ours, libraries)
TABLE = {
    "Ledger": (0, set(), set()),
    "Facility": (1, {"Ledger"}, set()),
    "Sealing": (1, {"Ledger"}, CRYPTO),
    "Wording": (1, set(), set()),
    "TicketTracking": (2, {"Ledger", "Facility"}, set()),
    "LabelSymbol": (2, {"Facility"}, {"CQRencode"}),
    "LabelPrinting": (3, {"Facility", "LabelSymbol", "Wording"}, {"CPangoCairo", "CRSVG", "CZlib", "Yams"}),
    "LabelScanning": (3, {"Facility", "LabelSymbol"}, {"CZBar", "CZXing", "CPhoto", "CClosedWorld"}),
    "SiteFiles": (3, {"Facility", "TicketTracking", "Wording"}, {"Yams", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOSSL"}),
    "Storage": (3, {"Facility", "TicketTracking", "Sealing"}, GRDB | {"CPostgres"}),
    "Messaging": (3, {"Facility", "TicketTracking", "Wording"}, CRYPTO | {"CCurl", "NIOCore", "NIOHTTP1", "AsyncHTTPClient"}),
    "ScanGateway": (4, {"Facility", "Sealing", "Wording", "TicketTracking", "LabelSymbol", "LabelPrinting",
                        "LabelScanning", "SiteFiles", "Messaging"}, NIO | CRYPTO | {"Hummingbird", "HummingbirdCore", "Mustache", "CZlib"}),
    "LabelProof": (4, {"Facility", "LabelSymbol", "LabelPrinting", "LabelScanning"}, {"Subprocess"}),
    "mendmark": (5, None, NIO | CRYPTO | {"NIOSSL", "ArgumentParser", "Configuration", "AsyncHTTPClient", "Hummingbird", "Subprocess", "SystemPackage"}),
}
# Ledger may be used on every floor above it.
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)", re.M)


def findings(sources):
    """Every import that the table doesn't allow, as text lines; and each folder that the table doesn't know."""
    found = []
    for folder in sorted(p for p in sources.iterdir() if p.is_dir()):
        files = sorted(folder.rglob("*.swift"))
        if not files:
            continue  # a C target or a module map
        if folder.name not in TABLE:
            found.append(f"{folder}: not in the table of floors")
            continue
        floor, ours, libraries = TABLE[folder.name]
        allowed = FREE | libraries | {"Ledger"} if folder.name not in ("Ledger", "Wording") else FREE | libraries
        allowed |= set(TABLE) - {"mendmark"} if ours is None else ours
        if floor >= 3:
            allowed |= SERVICE
        for file in files:
            for match in IMPORT.finditer(file.read_text()):
                if match.group(1) not in allowed:
                    line = file.read_text()[: match.start(1)].count("\n") + 1
                    found.append(f"{file}:{line}: {folder.name} may not import {match.group(1)}")
    return found


def self_test():
    """A forbidden import, an unknown folder and a library on the wrong floor are all found; an allowed one isn't."""
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        for folder, text in {
            "Facility": "public import Ledger\n@preconcurrency import GRDB\n",
            "Ledger": "import struct Facility.Place\n",
            "Drawer": "import Foundation\n",
        }.items():
            (root / folder).mkdir()
            (root / folder / "A.swift").write_text(text)
        found = findings(root)
    expected = ["Drawer: not in the table", "Facility may not import GRDB", "Ledger may not import Facility"]
    missed = [text for text in expected if not any(text in line for line in found)]
    if missed or len(found) != len(expected):
        sys.exit(f"check-imports.py is broken: missed {missed}, found {found}")


if __name__ == "__main__":
    self_test()
    root = pathlib.Path(__file__).resolve().parents[2]
    found = findings(root / "Sources")
    print("\n".join(found) if found else "imports: every file keeps to the table")
    sys.exit(1 if found else 0)
