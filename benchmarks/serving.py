"""From the start of `tdt serve` to its first page, then pages at eight connections."""

import http.client
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import brotli  # type: ignore[import-untyped]  # it ships no types

from benchmarks.measuring import LONGEST, TDT, Figure, environment, hand_over, own_home, tdt

PAGE = "/fr/meetings/rcp-workshop-2005/"
CONNECTIONS, REQUESTS = 8, 4000
SECONDS = 5
"""Of load by wrk."""
SECONDS_FOR_DUE_WORK = 20
"""After a start pages are compressed and indexed once; what is measured is the long time after."""
WRK = shutil.which("wrk")
LOADED = re.compile(r'<link rel="(?:stylesheet|icon)"[^>]* href="([^"]+)"')
HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def ask(port: int) -> int:
    """One request on a connection of its own; the status, or 0 where nobody answers yet."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", PAGE)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


@contextmanager
def serving(home: Path, port: int) -> Iterator[tuple[int, float]]:
    """A server with its process number and the seconds to its first answered page."""
    began = time.perf_counter()
    words = [str(TDT), "serve", "--port", str(port)]
    server = subprocess.Popen(words, env=environment(home), stdout=subprocess.DEVNULL)
    try:
        while ask(port) != http.HTTPStatus.OK:
            if server.poll() is not None or time.perf_counter() - began > LONGEST:
                msg = "tdt serve did not answer."
                raise RuntimeError(msg)
            time.sleep(0.005)
        yield server.pid, time.perf_counter() - began
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(LONGEST)


def read_pages(port: int, count: int, waits: list[float]) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    for _ in range(count):
        began = time.perf_counter()
        connection.request("GET", PAGE)
        connection.getresponse().read()
        waits.append(time.perf_counter() - began)
    connection.close()


@dataclass(frozen=True, slots=True)
class Load:
    """What a client saw: how many requests, how many of them a second, the median wait in ms."""

    requests: int
    rate: float
    wait: float


def load(port: int) -> Load:
    """By wrk, which leaves the processors to the server, or else by a client in Python; neither
    asks for a compressed page, so that any server sends it the same bytes.
    """
    return load_by_wrk(port) if WRK else load_by_python(port)


def load_by_wrk(port: int) -> Load:
    words = [str(WRK), "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    told = subprocess.run(
        [*words, f"http://{HOST}:{port}{PAGE}"], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    requests = int(re.findall(r"(\d+) requests in", told)[0])
    rate = float(re.findall(r"Requests/sec:\s+([\d.]+)", told)[0])
    number, unit = re.findall(r"50%\s+([\d.]+)(us|ms|s)", told)[0]
    return Load(requests, rate, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit])


def load_by_python(port: int) -> Load:
    waits: list[float] = []
    readers = [
        threading.Thread(target=read_pages, args=(port, REQUESTS // CONNECTIONS, waits))
        for _ in range(CONNECTIONS)
    ]
    began = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    rate = len(waits) / (time.perf_counter() - began)
    return Load(len(waits), rate, 1000 * statistics.median(waits))


def first_visit(port: int) -> tuple[int, int]:
    """Requests of a browser that comes for the first time, and their bytes as sent."""
    requests, size, waiting = 0, 0, [PAGE]
    while waiting:
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        address = waiting.pop()
        connection.request("GET", address, headers={"Accept-Encoding": "br, gzip"})
        answer = connection.getresponse()
        body = answer.read()
        requests, size = requests + 1, size + len(body)
        if address == PAGE:
            text = brotli.decompress(body) if answer.headers["Content-Encoding"] == "br" else body
            found = LOADED.findall(text.decode())
            waiting = [urljoin(PAGE, link) for link in found]
        connection.close()
    return requests, size


@contextmanager
def nginx(home: Path, port: int) -> Iterator[None]:
    """The same files by nginx, with two processes, as it gives plain files."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    if program is None:
        yield
        return
    settings = home / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""
    settings.write_text(
        f"""daemon off; {user} worker_processes 2;
        pid {home}/nginx.pid; error_log {home}/error.log;
        events {{}}
        http {{ access_log off; types {{ text/html html; }} keepalive_requests 100000;
        server {{ listen {HOST}:{port}; root {home}/record/data; index index.html; }} }}"""
    )
    server = subprocess.Popen([program, "-c", str(settings)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if ask(port) == http.HTTPStatus.OK:
                break
            time.sleep(0.02)
        yield
    finally:
        server.terminate()
        server.wait(LONGEST)


def descendants(number: int) -> list[int]:
    children = Path(f"/proc/{number}/task/{number}/children")
    below = [int(child) for child in children.read_text().split()] if children.exists() else []
    return [number, *(d for child in below for d in descendants(child))]


def spent(processes: list[int]) -> tuple[float, float]:
    """CPU seconds and MiB (each page of memory counted once) of some processes, from /proc."""
    ticks, kibibytes = 0, 0
    for number in processes:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                kibibytes += int(line.split()[1])
    return ticks / os.sysconf("SC_CLK_TCK"), kibibytes / 1024


def measure() -> list[Figure]:
    with own_home() as home:
        tdt(home, "publish")
        starts = []
        for _ in range(5):
            with serving(home, free_port()) as (_, wait):
                starts.append(wait)
        port = free_port()
        with serving(home, port) as (number, _):
            time.sleep(SECONDS_FOR_DUE_WORK)
            load(port)
            before, _ = spent(descendants(number))
            ours = load(port)
            after, memory = spent(descendants(number))
            requests, size = first_visit(port)
        other = free_port()
        with nginx(home, other):
            plain = load(other).rate if ask(other) == http.HTTPStatus.OK else 0.0
    start, client = statistics.median(starts), "wrk" if WRK else "a client in Python"
    return [
        Figure("serving", "start to first answered page, median", start, "s", 1.5),
        Figure(
            "serving",
            f"{PAGE} at {CONNECTIONS} connections, by {client}",
            ours.rate,
            "requests/s",
            3000,
            most=False,
        ),
        Figure("serving", "… median wait", ours.wait, "ms"),
        Figure("serving", "… processor time", 1000 * (after - before) / ours.requests, "ms", 0.4),
        Figure("serving", "… the same page by nginx, same client", plain, "requests/s"),
        Figure("serving", "… ratio to nginx", ours.rate / plain if plain else 0.0, ""),
        Figure("serving", "first visit to it", requests, "requests", 6),
        Figure("serving", "… as sent", size / 1000, "kB", 60),
        Figure("serving", "memory of all processes", memory, "MiB", 150),
    ]


if __name__ == "__main__":
    hand_over(measure())
