#!/usr/bin/env python3
"""The console under load and under attack: many sessions, slow, broken and huge requests, sign-in tries.

    Integrations/console/load_test.py .build/release/laixin --store office.sqlite [--sessions 200] [--seconds 60]
        [--tries 10000] [--pages 40]

Needs nothing but Python. It makes an account and a token of its own in the store, serves it on a port of its own, and
tells what it measured; it ends with 1 when a bound is broken. The first part asks every page alone, --pages times, and
prints p50 and p95 (bound: --page-ms).
"""

import argparse
import collections
import concurrent.futures
import html
import http.client
import os
import pathlib
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PASSWORD = "门前的柿子树今年结了许多果"
PAGES = [
    "/", "/letters", "/letters?page=40", "/letters?q=" + urllib.parse.quote("停水"),
    "/letters?q=" + urllib.parse.quote("征地补偿 类别:国土资源"), "/letters/1", "/letters/2", "/matters", "/matters/1",
    "/review", "/review?kind=link", "/register", "/due?window=all", "/figures",
    "/figures?rows=place&columns=category", "/figures?rows=body&columns=month", "/imports", "/plans", "/help", "/account",
]
failures = []


def check(holds, what):
    print(("ok      " if holds else "BROKEN  ") + what, flush=True)
    if not holds:
        failures.append(what)


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


class Server:
    def __init__(self, program, store):
        self.folder = tempfile.TemporaryDirectory(prefix="laixin-load-")
        self.name = "压测" + secrets.token_hex(3)
        secret = pathlib.Path(self.folder.name, "password")
        secret.write_text(PASSWORD, encoding="utf-8")
        roles = [word for role in ("clerk", "reviewer", "analyst") for word in ("--role", role)]
        subprocess.run([program, "account", "add", self.name, *roles, "--store", store, "--password-file", str(secret)],
                       check=True, stdout=subprocess.DEVNULL)
        self.token = subprocess.run(
            [program, "account", "token", self.name, "--store", store, "--scope", "letters", "--scope", "figures",
             "--scope", "import"], check=True, capture_output=True, text=True).stdout.strip()
        self.log = pathlib.Path(self.folder.name, "log")
        self.process = subprocess.Popen(
            [program, "serve", "--store", store, "--port", "0", "--metrics-port", "0"], stderr=self.log.open("w"))
        for _ in range(1200):
            found = re.search(r"http://127\.0\.0\.1:(\d+)", self.log.read_text(encoding="utf-8"))
            if found:
                self.port = int(found.group(1))
                return
            time.sleep(0.1)
        raise SystemExit("the console did not start")

    def memory(self):
        """Megabytes that the process holds."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) // 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=120)


class Browser:
    """One session, over a connection that stays open."""

    def __init__(self, port):
        self.port, self.cookies = port, {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, method, path, body=None, headers=None):
        headers = dict(headers or {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                pair = value.split(";")[0].split("=", 1)
                self.cookies[pair[0]] = pair[1]
        return answer.status, text

    def post(self, path, page, **fields):
        _, text = self.ask("GET", page)
        token = re.search(r'name="token" value="([^"]*)"', text.decode())
        fields["token"] = html.unescape(token.group(1)) if token else ""
        return self.ask("POST", path, urllib.parse.urlencode(fields),
                        {"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, name, password):
        return self.post("/sign-in", "/sign-in", account=name, password=password)[0]


def pages(server, rounds, bound):
    browser = Browser(server.port)
    check(browser.sign_in(server.name, PASSWORD) == 303, "sign-in")
    for path in PAGES:
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            status, _ = browser.ask("GET", path)
            times.append(time.perf_counter() - start)
            if status != 200:
                break
        slow = percentile(times, .95)
        check(status == 200 and slow <= bound,
              f"{urllib.parse.unquote(path)}: {status}, p50 {percentile(times, .5):.0f} ms, p95 {slow:.0f} ms")


def sessions(server, count, seconds):
    """Everybody reads, page after page; half of them are programs."""
    counts, times, lock = collections.Counter(), [], threading.Lock()
    before, end = server.memory(), time.time() + seconds
    marks = []
    signed = Browser(server.port)
    signed.sign_in(server.name, PASSWORD)

    def work(number):
        browser = Browser(server.port)
        bearer = {"Authorization": "Bearer " + server.token}
        browser.cookies = dict(signed.cookies)
        turn = number
        while time.time() < end:
            start = time.perf_counter()
            try:
                if number % 2:
                    status, _ = browser.ask("GET", PAGES[turn % len(PAGES)])
                else:
                    browser.cookies = {}
                    status, _ = browser.ask("GET", "/api/v1/letters?limit=20", headers=bearer)
            except (OSError, http.client.HTTPException) as error:
                status, browser = type(error).__name__, Browser(server.port)
            with lock:
                counts[status] += 1
                times.append(time.perf_counter() - start)
            turn += 1

    def watch():
        while time.time() < end:
            marks.append(server.memory())
            time.sleep(1)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)] + [threading.Thread(target=watch)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(set(counts) == {200}, f"{count} sessions for {seconds} s: {dict(counts)}, p50 {percentile(times, .5):.0f} ms, "
          f"p95 {percentile(times, .95):.0f} ms")
    late = marks[len(marks) // 3:]
    check(max(late) - min(late) <= max(64, before // 4),
          f"memory {before} MB before, {min(late)} to {max(late)} MB in the last two thirds")


def hostile(server):
    slow = []
    for _ in range(100):
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.send(b"GET /sign-in HTTP/1.1\r\nHost: x\r\nX-a: ")
        slow.append(connection)
    begun = time.time()
    status, _ = Browser(server.port).ask("GET", "/sign-in")
    check(status == 200, f"answers while 100 slow ones hold: {status}")
    bearer = {"Authorization": "Bearer " + server.token}
    for what, payload in (("a header of 200 kB", b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n"),
                          ("no HTTP at all", b"\x00\xff\xfe garbage\r\n\r\n")):
        connection = socket.create_connection(("127.0.0.1", server.port))
        try:
            connection.sendall(payload)
            answer = connection.recv(60)
        except OSError as error:
            answer = type(error).__name__.encode()
        check(not answer.startswith(b"HTTP/1.1 2"), f"{what}: {answer[:30]!r}")
    for what, headers, body in (
        ("a body said to be 10 GB", {"Content-Length": str(10 ** 10), "Content-Type": "application/x-ndjson"}, b"x"),
        ("an upload of another form", {"Content-Type": "multipart/form-data; boundary=x"}, b"--y\r\n"),
    ):
        try:
            status, _ = Browser(server.port).ask("POST", "/api/v1/imports", body, bearer | headers)
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
        check(status not in (200, 500), f"{what}: {status}")
    gone = 0
    for connection in slow:
        connection.settimeout(max(0.1, begun + 60 - time.time()))
        try:
            connection.recv(200)
            gone += 1
        except socket.timeout:
            pass
        except OSError:
            gone += 1
    check(gone == 100, f"slow ones ended after {time.time() - begun:.0f} s: {gone} of 100")


def tries(server, count):
    """Guesses at one account; it stays shut to them, and its owner's browser, which it knows, still gets in."""
    owner = Browser(server.port)
    check(owner.sign_in(server.name, PASSWORD) == 303, "the owner signs in before")
    counts, lock = collections.Counter(), threading.Lock()

    def work(number):
        browser = Browser(server.port)
        for turn in range(number, count, 8):
            try:
                status = browser.sign_in(server.name, "猜的口令第%d个也有十二字" % turn)
            except (OSError, http.client.HTTPException) as error:
                status, browser = type(error).__name__, Browser(server.port)
            with lock:
                counts[status] += 1

    begun = time.time()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    check(set(counts) <= {401, 403, 422, 429}, f"{count} sign-in tries in {time.time() - begun:.0f} s: {dict(counts)}")
    status, _ = owner.ask("GET", "/account")
    check(status == 200, f"the owner's session goes on: {status}")
    owner.post("/sign-out", "/account")
    check(owner.sign_in(server.name, PASSWORD) == 303, "the owner's browser still gets in anew")
    log = server.log.read_text(encoding="utf-8")
    check("lock" in log or "429" in log, "the log tells of it")
    check(PASSWORD not in log and "猜的口令" not in log, "no password in the log")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--store", required=True)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--page-ms", type=float, default=200)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--tries", type=int, default=10_000)
    options = parser.parse_args()
    server = Server(os.path.abspath(options.program), options.store)
    try:
        print(f"port {server.port}, {server.memory()} MB")
        pages(server, options.pages, options.page_ms)
        sessions(server, options.sessions, options.seconds)
        hostile(server)
        tries(server, options.tries)
        check(server.process.poll() is None, f"it stays up, {server.memory()} MB")
    finally:
        status = server.stop()
    check(status == 0, f"stops in order: {status}")
    print(f"{len(failures)} broken")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
