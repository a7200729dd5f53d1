#!/usr/bin/env python3
"""Writes Docs/audit-catalogue.md from the description of a running server, so that the catalogue stays true.

    sextant serve --data /tmp/catalogue --port 18099 &
    scripts/audit-catalogue.py http://127.0.0.1:18099 > Docs/audit-catalogue.md

With --check FILE it writes nothing and exits with 1 where FILE is not what it would write. Needs Python 3.9.
"""
import argparse
import json
import sys
import urllib.request

# Events that no route carries: written by the sweeper and by a sandbox. The names of the actions are those of
# DueDate.Action (Sources/Registry/Records/StoredRecord.swift).
INTERNAL = [
    ("sweep.erase", "of the record", "A record whose time was up was erased.", "article of the due date"),
    ("sweep.review", "of the record", "A review fell due.", "article of the due date"),
    ("sweep.notice", "of the record", "The Member State responsible was told of what is to come.", "article of the due date"),
    ("sweep.act", "of the record", "Another time limit was carried out, such as the marking of an overstay.", "article of the due date"),
    ("portal.search.SYSTEM", "the system asked", "What a search of the portal asked of one system, in the same commit; kept as that system's act says.", "as `portal.search`"),
    ("follow.NAME", "of the record", "What follows in one system from a change in another was carried out.", "article of the follower"),
    ("carriers.extraction", "EES", "The daily extract that carriers are answered from was made of EES, VIS and ETIAS.", "2022/1409 8(2)"),
    ("mid.detect", "MID", "Multiple-identity detection was carried out for a record: kinds of data, links by reference, matches by system.", "2019/817 27, 28; 2023/333 4"),
    ("mid.detectAndErase", "MID", "The same, and links went because their data or their ground went.", "2019/817 28, 35"),
    ("mid.transitionalRun", "MID", "A comparison of everything that is stored began.", "2019/817 69"),
    ("mid.transitionalStep", "MID", "A step of it found nothing to compare.", "2019/817 69"),
    ("faces.encode", "of the records", "Embeddings were made of portraits that were stored before the encoder was installed.", "2019/817 13(1)"),
    ("sandbox.reset", "Administration", "A sandbox was emptied. Never in an installation with real data.", "sandbox"),
]

HEADER = """# Catalogue of audit events

Made by `scripts/audit-catalogue.py` from the description that the server gives of itself (`/openapi.json`, version {version}).
Do not edit it by hand: change the operation and run the script again.

Each request of a known caller leaves one entry in the provable log, whatever its end: allowed, refused (the law or a rule said
no) or failed (something broke). The entry's `event` is the operation's identifier below. What an entry holds, and what it
never holds, is in [data formats](data-formats.md#the-access-log). How to verify the log is in
[data protection](security/data-protection.md).

What leaves **no** entry in this log: requests without a valid token or certificate (401), requests over the rate limit (429),
unknown addresses (404 `no-such-route`), and the pages and documents that carry no records (`/docs`, `/healthz`, `/readyz`, `/metrics`, `/log/…`). They are
counted in `/metrics`, and written to standard error with log level `info`.

## Events of requests

"Changes" says what the operation does to records: it follows from the HTTP method and the headers that it asks for.
"""

INTERNAL_HEADER = """
## Events of Sextant itself

In the same log. Those of the sweeper and of a sandbox are written under a mandate of Sextant's own (`SEXTANT`, purpose
`systemTask`), those of a portal search under that of whoever asked.

| Event | System | What happened | Article |
|---|---|---|---|
"""


def article_of(operation):
    """The description ends with the article in brackets."""
    text = operation["description"].rstrip()
    if not text.endswith(")"):
        return ""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if depth == 0:
            return text[place + 1 : -1]
    return ""


def changes(method, operation):
    headers = {p["name"] for p in operation["parameters"] if p["in"] == "header"}
    if method == "delete" and "If-Match" not in headers:
        return "erases"
    if "Idempotency-Key" in headers:
        return "creates"
    if "If-Match" in headers or method == "put":
        return "updates"
    return "reads"


def purposes(operation):
    for parameter in operation["parameters"]:
        if parameter["name"] == "Sextant-Purpose":
            return ", ".join(parameter["schema"]["enum"])
    return ""


def cell(text):
    return text.replace("|", "\\|")


def render(description):
    by_system = {}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            by_system.setdefault(operation["tags"][0], []).append((operation["operationId"], method, path, operation))
    lines = [HEADER.format(version=description["info"]["version"])]
    for system in sorted(by_system):
        lines.append("\n### %s\n" % system)
        lines.append("| Event | What happened | Route | Changes | Purposes | Article |")
        lines.append("|---|---|---|---|---|---|")
        for event, method, path, operation in sorted(by_system[system], key=lambda row: row[0]):
            stated = purposes(operation)
            if stated.count(",") > 20:
                stated = "any"
            lines.append(
                "| `%s` | %s | `%s %s` | %s | %s | %s |"
                % (event, cell(operation["summary"]), method.upper(), path, changes(method, operation), cell(stated),
                   cell(article_of(operation))))
    body = "\n".join(lines) + "\n" + INTERNAL_HEADER
    body += "".join("| `%s` | %s | %s | %s |\n" % row for row in INTERNAL)
    return body


def main():
    arguments = argparse.ArgumentParser(description="Writes the catalogue of audit events.")
    arguments.add_argument("address", help="address of a running server, or a file with its /openapi.json")
    arguments.add_argument("--check", metavar="FILE", help="compare with FILE instead of writing")
    options = arguments.parse_args()
    if options.address.startswith("http"):
        with urllib.request.urlopen(options.address.rstrip("/") + "/openapi.json", timeout=30) as reply:
            description = json.load(reply)
    else:
        with open(options.address) as file:
            description = json.load(file)
    text = render(description)
    if not options.check:
        sys.stdout.write(text)
    elif open(options.check).read() != text:
        sys.exit("%s is not what the server says; run scripts/audit-catalogue.py again" % options.check)


main()
