#!/usr/bin/env python3
"""Watches the access log of a Sextant installation from outside, with none of Sextant's own code.

    scripts/watch-log.py https://sextant.example --key 'NAME+HASH+KEY' --state watch.json

Each run reads the newest signed checkpoint, checks the signature, reads the hashes of the entries that came since the
run before, and builds the tree on from what it remembers. If the log was cut, changed or forked in the part that an
earlier run saw, the root cannot come out right and the exit status is 1. Needs Python 3.9 and nothing else.

Formats: RFC 6962 (hashing), C2SP signed-note, tlog-checkpoint, tlog-tiles; RFC 8032 (Ed25519).
"""
import argparse
import base64
import hashlib
import json
import os
import ssl
import sys
import urllib.error
import urllib.request

# --- Ed25519, verification only (RFC 8032, section 5.1.7); slow and plain on purpose ---

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    x = recover_x(y & (2**255 - 1), y >> 255)
    y &= 2**255 - 1
    return None if x is None else (x, y, 1, x * y % P)


def add(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, base):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, base)
        base = add(base, base)
        scalar >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signature_is_good(public, message, signature):
    key, commitment = point(public), point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    a, b = multiply(scalar, BASE), add(commitment, multiply(challenge, key))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


# --- Signed notes ---


class Broken(Exception):
    """What was published contradicts itself or what was seen before."""


def read_key(text):
    name, digest, key = text.strip().split("+", 2)
    raw = base64.b64decode(key, validate=True)
    expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if raw[0] != 1 or len(raw) != 33 or bytes.fromhex(digest) != expected:
        raise SystemExit("that is no Ed25519 key of a signed note")
    return name, expected, raw[1:]


def read_checkpoint(note, key):
    name, digest, public = key
    body, _, signatures = note.rpartition("\n\n")
    body += "\n"
    for line in signatures.splitlines():
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014" or parts[1] != name:
            continue
        raw = base64.b64decode(parts[2], validate=True)
        if raw[:4] == digest and len(raw) == 68 and signature_is_good(public, body.encode(), raw[4:]):
            lines = body.splitlines()
            if lines[0] != name:
                raise Broken("the checkpoint is of another log: " + lines[0])
            return int(lines[1]), base64.b64decode(lines[2], validate=True)
    raise Broken("the checkpoint has no good signature of " + name)


# --- The tree ---


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def append(stack, leaf):
    """`stack`: (height, hash) of the perfect subtrees of what was read so far, the largest first."""
    height = 0
    while stack and stack[-1][0] == height:
        leaf = node(stack.pop()[1], leaf)
        height += 1
    stack.append((height, leaf))


def root(stack):
    if not stack:
        return hashlib.sha256(b"").digest()
    result = stack[-1][1]
    for _, left in reversed(stack[:-1]):
        result = node(left, result)
    return result


def tile_path(index, width):
    groups = ["%03d" % (index % 1000)]
    while index >= 1000:
        index //= 1000
        groups.insert(0, "x%03d" % (index % 1000))
    return "/log/tile/0/" + "/".join(groups) + ("" if width == 256 else ".p/%d" % width)


def main():
    arguments = argparse.ArgumentParser(description="Watches the access log of a Sextant installation from outside.")
    arguments.add_argument("address", help="address of the installation, for instance https://sextant.example")
    arguments.add_argument("--key", required=True, help="public key of the log, received on a way of its own")
    arguments.add_argument("--state", default="watch-log.json", help="what earlier runs saw; keep it safe")
    arguments.add_argument("--ca", help="PEM file of the certificate authority to trust")
    arguments.add_argument("--cert", help="PEM file of a client certificate with its key, for mutual TLS")
    options = arguments.parse_args()
    key = read_key(options.key)
    context = ssl.create_default_context(cafile=options.ca)
    if options.cert:
        context.load_cert_chain(options.cert)

    def get(path):
        address = options.address.rstrip("/") + path
        with urllib.request.urlopen(address, timeout=60, context=context) as reply:
            return reply.read(1 << 20)

    size, stack = 0, []
    if os.path.exists(options.state):
        with open(options.state) as file:
            state = json.load(file)
        if state["key"] != options.key.strip():
            raise SystemExit("the state is of another log")
        size = state["size"]
        stack = [(height, bytes.fromhex(value)) for height, value in state["subtrees"]]
    seen = size
    target, expected = read_checkpoint(get("/log/checkpoint").decode(), key)
    if target < size:
        raise Broken("the log had %d entries and now has %d" % (size, target))
    while size < target:
        index, width = size // 256, min(256, target - size // 256 * 256)
        tile = get(tile_path(index, width))
        if len(tile) != 32 * width:
            raise Broken("tile %d has another length" % index)
        for place in range(size % 256, width):
            append(stack, tile[32 * place : 32 * place + 32])
            size += 1
    if root(stack) != expected:
        raise Broken("the hashes of entries 0 to %d do not have the root that was signed" % (target - 1))
    draft = options.state + ".new"
    with open(draft, "w") as file:
        json.dump(
            {"key": options.key.strip(), "size": size, "subtrees": [[h, v.hex()] for h, v in stack]}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, options.state)
    print("%d entries, %d of them new; what was seen before is unchanged" % (size, size - seen))


if __name__ == "__main__":
    try:
        main()
    except Broken as broken:
        print("NOT SOUND: %s" % broken, file=sys.stderr)
        sys.exit(1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        print("cannot be checked: %s" % error, file=sys.stderr)
        sys.exit(2)
