"""Processor time per request: the app server against nginx with the same bytes in a file, both on this machine.

It is read from /proc/<pid>/stat, so it does not matter what else the machine does; wrk asks over 8 connections.
"""

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

from tests.served_site import free_port, served

CONNECTIONS, SECONDS = 8, 8
TICK = os.sysconf("SC_CLK_TCK")
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
CONFIGURATION = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log stderr crit; {user}
events {{ worker_connections 256; }}
http {{
    access_log off; default_type text/html; keepalive_requests 10000000; open_file_cache max=10;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder};
    scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; root {folder}/files; add_header Cache-Control no-cache; }}
}}
"""
# Of a request, its number in {n}: a new query each time. What is passed in `v` is known, but pages do not read it.
QUERIES = {"warm": "", "unknown query": "?utm_source={n}", "not kept": "?v={n}"}
COUNTED = """local n = os.time() * 1000  -- Lua writes fourteen digits
request = function() n = n + 1; return wrk.format("GET", "{path}" .. n) end"""


def cost_of(url, group, query, folder):
    """Microseconds of processor time per request of a process group that answers at an address."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s", "-H", "Accept-Encoding: br", url]
    if query:
        script = Path(folder) / "query.lua"
        script.write_text(COUNTED.format(path="/" + url.split("/", 3)[3] + query.removesuffix("{n}")))
        command[1:1] = ["-s", str(script)]
    before = _ticks(group)
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = (_ticks(group) - before) / TICK
    if "Non-2xx" in report or "Socket errors" in report:
        raise RuntimeError(report)
    return spent / int(re.search(r"(\d+) requests in", report)[1]) * 1_000_000


def _ticks(group):
    """utime and stime (proc(5)) of all processes of a group."""
    return sum(int(fields[11]) + int(fields[12]) for fields in _processes(group).values())


def _processes(group):
    """{process id: the fields of its stat from the state on}."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[2]) == group:
            found[path.parent.name] = fields
    return found


def memory_of(group):
    """PSS in megabytes: what the processes of a group share is counted once."""
    rollups = [Path(f"/proc/{number}/smaps_rollup").read_text() for number in _processes(group)]
    return sum(int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) for rollup in rollups) / 1024


@contextmanager
def static_files(folder, content):
    """nginx that serves these bytes as a file; yields (address, process group)."""
    folder, port = Path(folder).resolve(), free_port()
    (folder / "files").mkdir()
    (folder / "files/page").write_bytes(content)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, port=port, user=user))
    nginx = subprocess.Popen([NGINX, "-c", folder / "nginx.conf"], start_new_session=True)
    try:
        yield f"http://127.0.0.1:{port}/page", nginx.pid
    finally:
        nginx.terminate()
        nginx.wait()


@contextmanager
def bare_server(folder, content):
    """The app server with an application that does nothing but give so many bytes; yields (address, group)."""
    port, environment = free_port(), os.environ | {"CONSTANT_BYTES": str(len(content))}
    log = Path(folder) / "bare.log"
    with served(port, environment, log, application="tests.bench.constant:application") as server:
        yield f"http://127.0.0.1:{port}/en/", server.pid


def compare(url, group, folder, rounds, others=None):
    """{what: microseconds}, medians of interleaved rounds: a page by each of QUERIES, and what it is measured by.

    `others`: {name: (address, process group)} of further servers of the same page, such as a proxy.
    """
    with urlopen(Request(url, headers={"Accept-Encoding": "br"})) as answer:  # noqa: S310 (our own address)
        content = answer.read()
    with static_files(folder, content) as static_file, bare_server(folder, content) as bare:
        measured = {"static file": (*static_file, ""), "bare app server": (*bare, "")}
        measured |= {name: (url, group, query) for name, query in QUERIES.items()}
        measured |= {name: (*server, "") for name, server in (others or {}).items()}
        costs = [{name: cost_of(*each, folder) for name, each in measured.items()} for _round in range(rounds)]
    return {name: median(each[name] for each in costs) for name in measured}
