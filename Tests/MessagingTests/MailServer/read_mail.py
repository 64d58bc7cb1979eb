#!/usr/bin/env python3
"""read_mail.py FOLDER: what OpenSMTPD kept in FOLDER/mail/new as JSON, read by Python's own parser of mail."""
import email
import email.policy
import json
import pathlib
import sys

found = []
for path in sorted(pathlib.Path(sys.argv[1], "mail", "new").glob("*")):
    raw = path.read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    # A text part ends its lines by CRLF (RFC 2046 section 4.1.1).
    parts = {part.get_content_type(): part.get_content().replace("\r\n", "\n") for part in message.iter_parts()}
    found.append({
        "headers": [[name, str(value)] for name, value in message.items()],
        "subject": str(message["subject"]), "from": str(message["from"]), "to": str(message["to"]),
        "deliveredTo": str(message["delivered-to"]), "id": str(message["message-id"]),
        "kind": message.get_content_type(), "text": parts.get("text/plain", ""), "html": parts.get("text/html", ""),
        "defects": [str(defect) for part in message.walk() for defect in part.defects],
        "longest": max(len(line) for line in raw.split(b"\n")), "isASCII": raw.isascii(),
    })
print(json.dumps(found))
