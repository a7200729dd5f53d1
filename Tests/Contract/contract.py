#!/usr/bin/env python3
"""Holds a running Sextant against its own description.

    python3 Tests/Contract/contract.py PATH/TO/sextant [--seconds 240] [--seed 1] [--report FOLDER]

Starts `sextant serve --sandbox` in a folder of its own, checks the OpenAPI document, provokes every refusal that the server
itself can give, then lets schemathesis send what it can think of, in the name of several authorities and for their purposes.
Fails on any 5xx, on any response outside the description, and on a server that is not well afterwards.

Needs Python 3.10 or later. Installs schemathesis and openapi-spec-validator in a virtual environment beside this file
(`.venv`, not committed) where they are missing.
"""

import argparse
import base64
import hashlib
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = ["schemathesis==4.32.5", "openapi-spec-validator==0.9.0"]

# Authorities that the checks below ask in the name of.
CALLERS = [
    ("FRA-BORDER", "border", "FRA"),
    ("FRA-POLICE", "police", "FRA"),
]
# Those that belong to no Member State.
AGENCIES = {"europol", "eurojust", "eppo", "etiasCentral", "ebcgTeam", "asylumSupportTeam", "carrier", "supervisory", "operator"}

CHECKS = ",".join(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "unsupported_method",
    ]
)


class Failure(Exception):
    pass


def tools() -> Path:
    """The folder of a virtual environment's programs, with what is needed in it."""
    for folder in (Path(sys.executable).parent, HERE / ".venv" / "bin"):
        if (folder / "schemathesis").exists():
            return folder
    print("installing", ", ".join(PACKAGES))
    venv.create(HERE / ".venv", with_pip=True)
    subprocess.run([HERE / ".venv/bin/pip", "install", "--quiet", *PACKAGES], check=True)
    return HERE / ".venv/bin"


class Server:
    def __init__(self, binary: Path, folder: Path, **settings: str):
        self.log = open(folder / "server.log", "w+")
        environment = dict(os.environ, **settings)
        self.process = subprocess.Popen(
            [binary, "serve", "--sandbox", "--port", "0", "--data", folder / "data"],
            stdout=self.log, stderr=self.log, env=environment,
        )
        deadline = time.monotonic() + 60
        self.port = 0
        while not self.port:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Failure("the server did not start:\n" + Path(self.log.name).read_text()[-2000:])
            found = re.search(r"listens on https?://[^:]+:(\d+)", Path(self.log.name).read_text())
            self.port = int(found.group(1)) if found else 0
            time.sleep(0.1)
        self.url = f"http://127.0.0.1:{self.port}"

    def ask(self, method, path, body=None, headers=None, raw=None):
        data = raw if raw is not None else (json.dumps(body).encode() if body is not None else None)
        headers = dict(headers or {})
        if data is not None:
            headers.setdefault("Content-Type", "application/json")
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, dict(reply.headers), reply.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def ask_raw(self, data, wait=2.0):
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.settimeout(wait)
            try:
                connection.sendall(data)
                return connection.recv(4096)
            except OSError:
                return b""

    def token(self, authority):
        status, _, body = self.ask("POST", "/sandbox/token", {"authority": authority})
        if status != 200:
            raise Failure(f"no token for {authority}: {status} {body[:200]!r}")
        return json.loads(body)["access_token"]

    def resident_mib(self):
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def stop(self):
        """SIGTERM, as a service manager sends it. Returns the exit status."""
        self.process.terminate()
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure("the server did not stop within 30 seconds of SIGTERM")


def register(server):
    operator = {"Authorization": "Bearer " + server.token("SEXTANT-OPERATOR"), "Sextant-Purpose": "administration"}
    for name, kind, state in CALLERS:
        register_authority(server, operator, name, kind, state)


def register_authority(server, operator, name, kind, state):
    entry = {"name": name, "title": "SYNTHETIC " + name, "kind": kind}
    if state:
        entry["memberState"] = state
    status, _, body = server.ask(
        "POST", "/v1/administration/authorities", entry, {**operator, "Idempotency-Key": "register-" + name})
    if status != 201:
        raise Failure(f"{name} cannot be registered: {status} {body[:300]!r}")


# The document ----------------------------------------------------------------------------------------------------------

def check_document(server, folder, programs):
    status, headers, body = server.ask("GET", "/openapi.json")
    if status != 200:
        raise Failure(f"/openapi.json: {status}")
    document = json.loads(body)
    path = folder / "openapi.json"
    path.write_bytes(body)
    subprocess.run(
        [programs / "python", "-c",
         "import json,sys; from openapi_spec_validator import validate; validate(json.load(open(sys.argv[1])))", path],
        check=True)
    problems = []

    def walk(node, pointer):
        if isinstance(node, dict):
            reference = node.get("$ref")
            if reference is not None:
                target = document
                for part in reference.lstrip("#/").split("/"):
                    target = target.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(target, dict) else None
                if not isinstance(target, dict):
                    problems.append(f"{pointer}: {reference} leads nowhere")
            if node.get("type") == "object" and pointer.count("/schema"):
                if node.get("additionalProperties") is not False:
                    problems.append(f"{pointer}: a free-form object")
            if node.get("type") == "string" and not {"maxLength", "enum", "const", "format", "pattern"} & node.keys():
                # A whole message in another form than JSON is as long as the server takes messages.
                if "/headers/" not in pointer and not re.search(r"/content/[^/]*(edifact|csv)/schema$", pointer):
                    problems.append(f"{pointer}: text without a limit")
            if node.get("type") == "array" and ("items" not in node or "maxItems" not in node):
                problems.append(f"{pointer}: a list without a limit or elements")
            for name, value in node.items():
                walk(value, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
        elif isinstance(node, list):
            for place, value in enumerate(node):
                walk(value, f"{pointer}/{place}")

    walk(document, "")
    if problems:
        raise Failure("the document:\n  " + "\n  ".join(problems[:40]))
    documented = set()
    for methods in document["paths"].values():
        for operation in methods.values():
            if not operation["responses"].keys() & {"200", "201"}:
                problems.append(operation["operationId"])
            for response in operation["responses"].values():
                documented |= set(re.findall(r"`([a-z/-]+)`", response["description"]))
    print(f"document: {len(document['paths'])} paths, {len(document['components']['schemas'])} schemas, "
          f"{len(documented)} kinds of refusal; every reference resolves, no free-form object")
    return document, documented


# Refusals of the server itself -----------------------------------------------------------------------------------------

def provoke(server):
    border = {"Authorization": "Bearer " + server.token("FRA-BORDER"), "Sextant-Purpose": "borderCheck"}
    seen = {}

    def expect(code, status, method, path, body=None, headers=None, raw=None):
        got, reply, content = server.ask(method, path, body, headers, raw)
        try:
            problem = json.loads(content)
        except ValueError:
            raise Failure(f"{code}: {method} {path} gave {got} {content[:200]!r}") from None
        kind = {name.lower(): value for name, value in reply.items()}
        if (got, problem.get("code"), problem.get("status")) != (status, code, status):
            raise Failure(f"{method} {path}: {got} {problem}, expected {status} {code}")
        if kind.get("content-type") != "application/problem+json" or problem.get("type") != "/problems/" + code:
            raise Failure(f"{code}: {kind.get('content-type')} {problem.get('type')}")
        if problem.get("requestId") != kind.get("x-request-id") or not problem.get("title"):
            raise Failure(f"{code}: no request id, or another: {problem} {kind}")
        if unknown := problem.keys() - {"type", "title", "status", "detail", "instance", "code", "pointer", "article", "requestId"}:
            raise Failure(f"{code}: members outside the description: {unknown}")
        seen[code] = status
        return kind, problem

    search = {"surnames": ["Nemo"], "dateOfBirth": "1980-01-01"}
    expect("unauthenticated", 401, "POST", "/v1/portal/search", search)
    expect("unauthenticated", 401, "POST", "/v1/portal/search", search, {"Authorization": "Bearer x.y.z"})
    token = border["Authorization"]
    expect("unauthenticated", 401, "POST", "/v1/portal/search", search, {"Authorization": token[:-3] + ("AAA" if token[-3:] != "AAA" else "BBB")})
    expect("no-such-route", 404, "GET", "/v1/nothing")
    allow, _ = expect("wrong-method", 405, "PATCH", "/v1/portal/search")
    if allow.get("allow") != "POST":
        raise Failure(f"405 without its methods: {allow}")
    expect("purpose-missing", 400, "POST", "/v1/portal/search", search, {"Authorization": token})
    expect("malformed", 422, "POST", "/v1/portal/search", search, {**border, "Sextant-Purpose": "curiosity"})
    expect("wrong-media-type", 415, "POST", "/v1/portal/search", None, {**border, "Content-Type": "text/plain"}, raw=b"{}")
    expect("wrong-media-type", 415, "GET", "/v1/inbox", None, {**border, "Content-Type": "application/xml"}, raw=b"<a/>")
    expect("umf/not-xml", 400, "POST", "/v1/portal/search", None, {**border, "Content-Type": "application/xml"}, raw=b"<a/>")
    for text in (b"{", b"", b"[1,", b'{"a":1,"a":2}', b'"\xff"', b"nul", b"[" * 100_000):
        if text:
            expect("not-json", 400, "POST", "/v1/portal/search", None, border, raw=text)
    for text in (b"[]", b"1", b"null", b'"x"'):
        expect("malformed", 422, "POST", "/v1/portal/search", None, border, raw=text)
    expect("malformed", 422, "POST", "/v1/portal/search", {**search, "unheardOf": 1}, border)
    expect("tooLarge".replace("L", "-l"), 413, "POST", "/v1/portal/search", None, border, raw=b'"' + b"x" * (1 << 20) + b'"')
    expect("idempotency-key-missing", 400, "POST", "/v1/ees/files", {}, border)
    expect("precondition-required", 428, "PUT", "/v1/ees/files/" + "0" * 32, {}, border)
    expect("malformed", 422, "PUT", "/v1/ees/files/" + "0" * 32, {}, {**border, "If-Match": "*"})
    expect("forbidden", 403, "GET", "/v1/administration/authorities", None, border)
    expect("not-found", 404, "GET", "/v1/ees/files/" + "0" * 32, None, border)

    operator = {"Authorization": "Bearer " + server.token("SEXTANT-OPERATOR"), "Sextant-Purpose": "administration"}
    point = {"name": "TEST1", "title": "Test", "memberState": "FRA", "border": "air"}
    first = server.ask("POST", "/v1/administration/crossing-points", point, {**operator, "Idempotency-Key": "point"})
    again = server.ask("POST", "/v1/administration/crossing-points", point, {**operator, "Idempotency-Key": "point"})
    if (first[0], again[0]) != (201, 201) or first[2] != again[2] or again[1].get("Idempotency-Replayed") != "true":
        raise Failure(f"a repeated request: {first[:2]} {again[:2]}")
    if first[1].get("ETag") != '"1"' or not first[1].get("Sextant-Log-Entry"):
        raise Failure(f"headers of a create: {first[1]}")
    expect("idempotency-key-reused", 422, "POST", "/v1/administration/crossing-points", {**point, "name": "TEST2"},
           {**operator, "Idempotency-Key": "point"})
    expect("already-exists", 409, "POST", "/v1/administration/crossing-points", point, {**operator, "Idempotency-Key": "point-2"})
    expect("precondition-failed", 412, "PUT", "/v1/administration/crossing-points/TEST1", {"entry": point},
           {**operator, "If-Match": '"7"'})
    # Request ids: a harmless one is kept, another replaced.
    for sent, kept in (("request-12345", True), ("x", False), ("a" * 65, False), ("with blank 12", False), ("quote\"12345", False)):
        _, reply, _ = server.ask("GET", "/healthz", headers={"X-Request-Id": sent})
        if (reply.get("X-Request-Id") == sent) != kept:
            raise Failure(f"request id {sent!r} became {reply.get('X-Request-Id')!r}")
    # HEAD, an encoded path and a query that is none do no harm.
    for method, path in (("HEAD", "/v1/ees/files"), ("GET", "/v1/ees/files/%00"), ("GET", "/v1/ees/files/%ff%fe"), ("GET", "/%2e%2e/%2e%2e/etc/passwd"),
                         ("GET", "/v1/inbox?limit=%zz"), ("GET", "/v1/inbox?limit=1&limit=2"), ("GET", "/v1/inbox?limit=-1"), ("OPTIONS", "/v1/portal/search")):
        status, _, _ = server.ask(method, path, headers=border)
        if not 400 <= status < 500:
            raise Failure(f"{method} {path}: {status}")
    return seen


def provoke_limits(binary, folder):
    """Rates and times, with a server that has small limits."""
    folder.mkdir()
    server = Server(binary, folder, SEXTANT_HTTP_REQUESTS_PER_SECOND="2", SEXTANT_HTTP_REQUESTS_AT_ONCE="20")
    seen = {}
    try:
        register(server)
        headers = {"Authorization": "Bearer " + server.token("FRA-BORDER"), "Sextant-Purpose": "borderCheck"}
        codes = [server.ask("GET", "/v1/inbox", headers=headers) for _ in range(40)]
        refused = [json.loads(body) for status, _, body in codes if status == 429]
        if not refused or any(problem["code"] != "rate-limited" for problem in refused):
            raise Failure(f"40 requests at once within a limit of 20: {[c[0] for c in codes]}")
        seen["rate-limited"] = 429
        # Another authority is not held up by the first.
        other = {"Authorization": "Bearer " + server.token("FRA-POLICE"), "Sextant-Purpose": "policeCheck"}
        if (status := server.ask("GET", "/v1/inbox", headers=other)[0]) != 200:
            raise Failure(f"one authority's limit is another's: {status}")
        # Strangers have a limit of their own.
        if 429 not in {server.ask("GET", "/v1/inbox")[0] for _ in range(400)}:
            raise Failure("strangers may ask as often as they like")
    finally:
        if (status := server.stop()) != 0:
            raise Failure(f"the server ended with {status} after SIGTERM")
    return seen


def hostile_connections(server):
    """What is not HTTP, or never ends, is answered or dropped, and the server goes on."""
    for data in (
        b"\x00" * 4096, b"\xff" * 4096, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/portal/search HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"POST /v1/portal/search HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"A: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"".join(b"H%d: x\r\n" % i for i in range(5000)) + b"\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 100,
    ):
        server.ask_raw(data)
        if server.ask("GET", "/healthz")[0] != 200:
            raise Failure(f"not well after {data[:40]!r}")
    # A body that is announced and never sent holds up nobody else.
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    for connection in idle:
        connection.sendall(b"POST /v1/portal/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
    begun = time.monotonic()
    if server.ask("GET", "/healthz")[0] != 200 or time.monotonic() - begun > 5:
        raise Failure("fifty requests that never end hold up the rest")
    for connection in idle:
        connection.close()


# Who is asking ---------------------------------------------------------------------------------------------------------

SEARCH = {"surnames": ["Nemo"], "dateOfBirth": "1980-01-01"}


def operator_headers(server):
    return {"Authorization": "Bearer " + server.token("SEXTANT-OPERATOR"), "Sextant-Purpose": "administration"}


def amend(server, headers, collection, name, entry):
    """Replaces an entry at the version that stands."""
    status, reply, body = server.ask("GET", f"/v1/administration/{collection}/{name}", headers=headers)
    if status != 200:
        raise Failure(f"{collection}/{name}: {status} {body[:200]!r}")
    status, _, body = server.ask(
        "PUT", f"/v1/administration/{collection}/{name}", {"entry": {**json.loads(body), **entry}}, {**headers, "If-Match": reply["ETag"]})
    if status != 200:
        raise Failure(f"{collection}/{name} cannot be amended: {status} {body[:300]!r}")


def check_tokens(server, binary, folder):
    operator = operator_headers(server)
    secret = "a secret of the client's own"
    client = {"name": "app-1", "authority": "FRA-BORDER", "user": "officer-1", "secretDigest": hashlib.sha256(secret.encode()).hexdigest()}
    status, _, body = server.ask("POST", "/v1/administration/clients", client, {**operator, "Idempotency-Key": "client-1"})
    if status != 201:
        raise Failure(f"a client cannot be registered: {status} {body[:300]!r}")

    def grant(headers=None, **form):
        status, reply, body = server.ask(
            "POST", "/oauth/token", None, {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})},
            raw=urllib.parse.urlencode(form).encode())
        return status, json.loads(body)

    basic = {"Authorization": "Basic " + base64.b64encode(f"app-1:{secret}".encode()).decode()}
    for status, body in (
        grant(grant_type="client_credentials", client_id="app-1", client_secret=secret),
        grant(basic, grant_type="client_credentials"),
    ):
        if status != 200 or body.get("token_type") != "Bearer" or body.get("expires_in", 0) <= 0:
            raise Failure(f"client credentials: {status} {body}")
    token = body["access_token"]
    for expected, error, form in (
        (401, "invalid_client", dict(grant_type="client_credentials", client_id="app-1", client_secret="wrong")),
        (401, "invalid_client", dict(grant_type="client_credentials", client_id="app-2", client_secret=secret)),
        (401, "invalid_client", dict(grant_type="client_credentials")),
        (400, "unsupported_grant_type", dict(grant_type="password", client_id="app-1", client_secret=secret)),
        (400, "unsupported_grant_type", {}),
    ):
        status, body = grant(**form)
        if (status, body.get("error")) != (expected, error):
            raise Failure(f"grant {form}: {status} {body}")

    def ask(token):
        return server.ask("POST", "/v1/portal/search", SEARCH, {"Authorization": "Bearer " + token, "Sextant-Purpose": "borderCheck"})[0]

    if (status := ask(token)) != 200:
        raise Failure(f"a token of the client credentials grant: {status}")
    # A token that nobody signed, one that is signed for something else, one that has run out.
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    head, claims, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(claims + "=="))
    forged = [
        part({"alg": "none", "typ": "JWT"}) + "." + part(claims) + ".",
        part({"alg": "none", "typ": "JWT"}) + "." + part(claims) + "." + signature,
        part({"alg": "HS256", "typ": "JWT", "kid": "sextant-1"}) + "." + part(claims) + "." + signature,
        head + "." + part({**claims, "authority": "FRA-POLICE"}) + "." + signature,
        head + "." + part({**claims, "exp": claims["exp"] + 10**6}) + "." + signature,
        "x" * 5000, "..", "a.b.c", "",
    ]
    for text in forged:
        if (status := ask(text)) != 401:
            raise Failure(f"a forged token was answered with {status}: {text[:80]}")
    short = subprocess.run(
        [binary, "token", "--data", folder / "data", "--authority", "FRA-BORDER", "--user", "someone", "--seconds", "2"],
        capture_output=True, text=True, check=True).stdout.strip()
    if (status := ask(short)) != 200:
        raise Failure(f"a token made with the installation's key: {status}")
    time.sleep(2.5)
    if (status := ask(short)) != 401:
        raise Failure(f"an expired token: {status}")
    # A withdrawn authority is out at once, with a token that is still good.
    amend(server, operator, "authorities", "FRA-BORDER", {"withdrawn": True})
    if (status := ask(token)) != 401:
        raise Failure(f"a withdrawn authority was answered with {status}")
    if (status := grant(basic, grant_type="client_credentials")[0]) != 401:
        raise Failure(f"a withdrawn authority got a token: {status}")
    amend(server, operator, "authorities", "FRA-BORDER", {"withdrawn": False})
    if (status := ask(token)) != 200:
        raise Failure(f"an authority that is back in service: {status}")
    status, _, body = server.ask("GET", "/oauth/keys")
    if status != 200 or json.loads(body)["keys"][0]["crv"] != "Ed25519" or "d" in json.loads(body)["keys"][0]:
        raise Failure(f"/oauth/keys: {status} {body[:200]!r}")
    print("tokens: client credentials, forged, expired and withdrawn ones")


def check_mutual_tls(binary, folder):
    """Certificates made for the occasion; the one that is registered is an authority, and nobody else gets in."""
    folder.mkdir()

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    def authority(name):
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                "-keyout", name + ".key", "-out", name + ".pem")

    def certificate(name, issuer, extension=""):
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}", "-keyout", name + ".key", "-out", name + ".csr")
        (folder / (name + ".ext")).write_text(extension or "extendedKeyUsage=clientAuth")
        openssl("x509", "-req", "-in", name + ".csr", "-CA", issuer + ".pem", "-CAkey", issuer + ".key", "-CAcreateserial", "-days", "2",
                "-extfile", name + ".ext", "-out", name + ".pem")

    authority("ca")
    authority("other-ca")
    certificate("server", "ca", "subjectAltName=IP:127.0.0.1")
    for name, issuer in (("known", "ca"), ("unknown", "ca"), ("stranger", "other-ca")):
        certificate(name, issuer)
    # Registered beforehand, over plain HTTP, in the same folder.
    plain = Server(binary, folder)
    register(plain)
    der = ssl.PEM_cert_to_DER_cert((folder / "known.pem").read_text())
    entry = {"name": hashlib.sha256(der).hexdigest(), "authority": "FRA-BORDER", "user": "kiosk-1"}
    status, _, body = plain.ask("POST", "/v1/administration/certificates", entry, {**operator_headers(plain), "Idempotency-Key": "certificate-1"})
    if status != 201:
        raise Failure(f"a certificate cannot be registered: {status} {body[:300]!r}")
    operator = operator_headers(plain)
    plain.stop()

    server = Server(
        binary, folder, SEXTANT_TLS_CERTIFICATE=str(folder / "server.pem"), SEXTANT_TLS_KEY=str(folder / "server.key"),
        SEXTANT_TLS_CLIENT_CA=str(folder / "ca.pem"))
    try:
        def connect(name, version=None):
            context = ssl.create_default_context(cafile=folder / "ca.pem")
            if name:
                context.load_cert_chain(folder / (name + ".pem"), folder / (name + ".key"))
            if version:
                context.minimum_version = context.maximum_version = version
            return http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=20)

        def ask(name, headers=None, method="POST", path="/v1/portal/search", body=SEARCH, version=None):
            connection = connect(name, version)
            connection.request(method, path, json.dumps(body) if body is not None else None, {"Content-Type": "application/json", "Sextant-Purpose": "borderCheck", **(headers or {})})
            reply = connection.getresponse()
            content = reply.read()
            connection.close()
            return reply.status, content

        status, body = ask("known")
        if status != 200:
            raise Failure(f"the registered certificate: {status} {body[:300]!r}")
        status, body = ask("unknown")
        if (status, json.loads(body)["code"]) != (401, "unauthenticated"):
            raise Failure(f"a certificate that stands for nobody: {status} {body[:300]!r}")
        for name, version in ((None, None), ("stranger", None), ("known", ssl.TLSVersion.TLSv1_2)):
            try:
                status, _ = ask(name, version=version)
            except (ssl.SSLError, ConnectionError, http.client.HTTPException, OSError):
                continue
            raise Failure(f"certificate {name}, {version}: answered with {status} instead of a failed handshake")
        # In whose name: the authority's rights, as by a token.
        if (status := ask("known", {"Sextant-Purpose": "administration"}, "GET", "/v1/administration/authorities", None)[0]) != 403:
            raise Failure(f"a kiosk administers: {status}")
        # Withdrawn: out with the next request.
        _, body = ask("known", operator, "GET", "/v1/administration/certificates/" + entry["name"], None)
        status, body = ask("known", {**operator, "If-Match": '"1"'}, "PUT", "/v1/administration/certificates/" + entry["name"], {"entry": {**entry, "withdrawn": True}})
        if status != 200:
            raise Failure(f"a certificate cannot be withdrawn: {status} {body[:300]!r}")
        if (status := ask("known")[0]) != 401:
            raise Failure(f"a withdrawn certificate: {status}")
        curl = shutil.which("curl")
        if curl:
            done = subprocess.run(
                [curl, "-s", "--http2", "--cacert", "ca.pem", "--cert", "known.pem", "--key", "known.key", "-o", "/dev/null", "-w", "%{http_version} %{http_code}",
                 f"https://127.0.0.1:{server.port}/healthz"], cwd=folder, capture_output=True, text=True)
            if done.stdout.strip() != "2 200":
                raise Failure(f"HTTP/2 over TLS: {done.stdout!r} {done.stderr!r}")
        if b"-----" in server.ask_raw(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"):
            raise Failure("plain HTTP on a TLS port")
    finally:
        if (status := server.stop()) != 0:
            raise Failure(f"the TLS server ended with {status} after SIGTERM")
    print("mutual TLS: registered, unregistered, strange, withdrawn and missing certificates; TLS 1.2 refused; HTTP/2")


def check_shutdown(binary, folder):
    """Requests under way when SIGTERM comes are finished; afterwards everything acknowledged is there."""
    folder.mkdir()
    server = Server(binary, folder)
    register(server)
    operator = operator_headers(server)
    acknowledged, broken, stop = [], [], threading.Event()

    def register_points(thread):
        number = 0
        while not stop.is_set():
            number += 1
            name = f"P{thread}-{number}"
            try:
                status, _, body = server.ask(
                    "POST", "/v1/administration/crossing-points", {"name": name, "title": name, "memberState": "FRA", "border": "land"},
                    {**operator, "Idempotency-Key": name})
            except http.client.IncompleteRead as error:
                broken.append(f"{name}: a reply cut off, {error}")
                return
            except (OSError, http.client.HTTPException):
                return
            if status == 201:
                acknowledged.append(name)
            elif status < 500 or status == 500:
                broken.append(f"{name}: {status} {body[:100]!r}")

    threads = [threading.Thread(target=register_points, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(2)
    status = server.stop()
    stop.set()
    for thread in threads:
        thread.join(timeout=30)
    if status != 0 or broken or not acknowledged:
        raise Failure(f"shutdown under load: exit {status}, {len(acknowledged)} acknowledged, {broken[:5]}")
    again = Server(binary, folder)
    try:
        headers = operator_headers(again)
        for name in acknowledged[-50:]:
            if (status := again.ask("GET", "/v1/administration/crossing-points/" + name, headers=headers)[0]) != 200:
                raise Failure(f"{name} was acknowledged and is gone: {status}")
    finally:
        again.stop()
    print(f"shutdown under load: {len(acknowledged)} acknowledged, all there")


def check_outage(server):
    """A system that is out is said to be out, and the rest answers (2019/817 Article 9)."""
    headers = {"Authorization": "Bearer " + server.token("FRA-BORDER"), "Sextant-Purpose": "borderCheck"}
    for condition in ("outOfService", "stalled"):
        server.ask("PUT", "/sandbox/systems/EES", {"condition": condition})
        begun = time.monotonic()
        status, _, body = server.ask("POST", "/v1/portal/search", SEARCH, headers)
        states = {answer["system"]: answer["state"] for answer in json.loads(body).get("systems", [])}
        if status != 200 or states.pop("EES", None) != "unavailable" or "SIS" not in states or set(states.values()) != {"noHit"} or time.monotonic() - begun > 8:
            raise Failure(f"EES {condition}: {status} {states} after {time.monotonic() - begun:.1f} s")
        server.ask("PUT", "/sandbox/systems/EES", {"condition": "inService"})
    status, _, body = server.ask("POST", "/v1/portal/search", SEARCH, headers)
    if {answer["state"] for answer in json.loads(body)["systems"]} != {"noHit"}:
        raise Failure(f"back in service: {body[:300]!r}")


# schemathesis ----------------------------------------------------------------------------------------------------------

def who_asks(server, document):
    """Kinds of authority with a purpose each, and the operations that are worth sending in their name: as few as leave no
    operation without somebody whom the table of rights gives anything in its system for one of its purposes. Each operation gets
    up to three, since the table speaks of systems and actions, not of operations."""
    page = server.ask("GET", "/docs/rights")[2].decode()
    rights = {tuple(row) for row in re.findall(r"<tr><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td>", page)}
    if len(rights) < 50:
        raise Failure(f"the table of rights has {len(rights)} lines")
    candidates = {}
    operations = {}
    for methods in document["paths"].values():
        for operation in methods.values():
            purposes = {
                purpose for parameter in operation.get("parameters", []) if parameter["name"] == "Sextant-Purpose"
                for purpose in parameter["schema"].get("enum", [])}
            operations[operation["operationId"]] = 0
            for system, kind, purpose in rights:
                if purpose in purposes and system in operation["tags"]:
                    candidates.setdefault((kind, purpose), set()).add(operation["operationId"])
    chosen = []
    while True:
        gain = {who: sum(3 - operations[name] for name in names if operations[name] < 3) for who, names in candidates.items()}
        best = max(sorted(gain), key=lambda who: gain[who], default=None)
        if best is None or not gain[best]:
            break
        names = {name for name in candidates.pop(best) if operations[name] < 3}
        for name in names:
            operations[name] += 1
        chosen.append((*best, sorted(names)))
    return chosen, sorted(name for name, count in operations.items() if not count)


def reached(server, document):
    """By the server's own counters: operations that did what they are for, those whose rules answered, and those at whose door
    everybody was turned away."""
    done, answered = set(), set()
    for event, status in re.findall(r'sextant_requests_total\{event="([^"]+)",status="(\d+)"\}', server.ask("GET", "/metrics")[2].decode()):
        if status.startswith("2"):
            done.add(event)
        if status not in ("401", "403", "415", "400"):
            answered.add(event)
    names = {operation["operationId"] for methods in document["paths"].values() for operation in methods.values()}
    return names & done, names & answered, sorted(names - answered)


def fuzz(server, document, folder, programs, seconds, seed):
    failed = []
    operator = operator_headers(server)
    chosen, alone = who_asks(server, document)
    if alone:
        raise Failure("nobody may use " + ", ".join(alone))
    known = {kind: name for name, kind, _ in CALLERS} | {"operator": "SEXTANT-OPERATOR"}
    each = max(6, int(seconds / len(chosen)))
    for kind, purpose, operations in chosen:
        if kind not in known:
            state = None if kind in AGENCIES else "FRA"
            known[kind] = (state or "EU") + "-" + kind.upper()
            register_authority(server, operator, known[kind], kind, state)
        name = known[kind]
        config = folder / f"{name}-{purpose}.toml"
        config.write_text(
            f'[parameters]\n"header.Sextant-Purpose" = "{purpose}"\n"header.Sextant-Case" = "case-1"\n'
            f'"header.Sextant-Ordered-By" = "chief-1"\n'
            # A request that fits the schema may still be refused by a rule, and a refusal is a right answer.
            '[checks.negative_data_rejection]\nexpected-statuses = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428]\n')
        command = [
            programs / "schemathesis", "--config-file", config, "run", server.url + "/openapi.json",
            "--header", "Authorization:Bearer " + server.token(name), "--checks", CHECKS,
            "--phases", "examples,coverage,fuzzing", "--max-examples", "25", "--max-time", str(each), "--seed", str(seed),
            "--no-shrink", "--continue-on-failure", "--request-timeout", "20", "--warnings", "off",
            "--suppress-health-check", "all",
        ]
        for operation in operations:
            command += ["--include-operation-id", operation]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=each * 4 + 120)
            output, code = done.stdout + done.stderr, done.returncode
        except subprocess.TimeoutExpired as error:
            output, code = (error.stdout or b"").decode(errors="replace"), "timeout"
        (folder / f"{name}-{purpose}.txt").write_text(output)
        summary = re.findall(r"Test cases:\s*\n\s*(.+)", output)
        print(f"schemathesis as {name} for {purpose}, {len(operations)} operations: {summary[0] if summary else 'exit ' + str(code)}", flush=True)
        if code != 0:
            failed.append((name, purpose, output))
        if server.process.poll() is not None:
            raise Failure(f"the server died while {name} was asking:\n" + Path(server.log.name).read_text()[-3000:])
    done, answered, missed = reached(server, document)
    print(f"{len(done) + len(answered - done) + len(missed)} operations: {len(done)} did what they are for, {len(answered - done)} more were refused "
          f"by their rules alone, {len(missed)} let nobody in: {', '.join(missed)}")
    return failed, len(chosen)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=Path)
    parser.add_argument("--seconds", type=int, default=300, help="for schemathesis, in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path, help="folder that keeps schemathesis' output")
    arguments = parser.parse_args()
    binary = arguments.binary.resolve()
    programs = tools()
    folder = Path(tempfile.mkdtemp(prefix="sextant-contract-"))
    server = None
    try:
        server = Server(binary, folder, SEXTANT_HTTP_REQUESTS_PER_SECOND="100000", SEXTANT_HTTP_REQUESTS_AT_ONCE="100000")
        register(server)
        document, documented = check_document(server, folder, programs)
        seen = provoke(server)
        hostile_connections(server)
        check_tokens(server, binary, folder)
        check_outage(server)
        before = server.resident_mib()
        failed, runs = fuzz(server, document, folder, programs, arguments.seconds, arguments.seed)
        after = server.resident_mib()
        print(f"memory: {before:.0f} MiB before schemathesis, {after:.0f} MiB after")
        if after > before + 400:
            raise Failure("memory grows with what is sent")
        for path in ("/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/docs/rights"):
            if server.ask("GET", path)[0] != 200:
                raise Failure(f"{path} is not well afterwards")
        metrics = server.ask("GET", "/metrics")[2].decode()
        if re.search(r'status="5\d\d"', metrics):
            raise Failure("replies with 5xx:\n" + "\n".join(re.findall(r'.*status="5\d\d".*', metrics)[:10]))
        if (status := server.stop()) != 0:
            raise Failure(f"the server ended with {status} after SIGTERM")
        seen |= provoke_limits(binary, folder / "limits")
        check_mutual_tls(binary, folder / "tls")
        check_shutdown(binary, folder / "shutdown")
        print("provoked:", ", ".join(sorted(seen)))
        if failed:
            for name, purpose, output in failed:
                start = output.find("= FAILURES =")
                print(f"\n--- {name} for {purpose}\n" + output[start if start >= 0 else -3000:][:6000])
            raise Failure(f"{len(failed)} of {runs} runs found responses outside the contract")
        print("the contract holds")
        return 0
    except Failure as failure:
        print(f"contract: {failure}", file=sys.stderr)
        return 1
    finally:
        if server and server.process.poll() is None:
            server.process.kill()
        if arguments.report:
            shutil.copytree(folder, arguments.report, dirs_exist_ok=True, ignore=shutil.ignore_patterns("data", "keys"))
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
