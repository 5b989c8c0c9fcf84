"""The site as `make run` serves it, with the seed content, on a free port and a database of its own.

For what the test client cannot show: browsers, bytes on the wire, several processes. It needs the static files
collected (the Makefile sees to it).
"""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg2
from psycopg2 import sql

from events.programme import latest_start_year

# The year in which the seed's programme starts today: its first event is on 25 October.
PROGRAMME = latest_start_year(25, 10, date.today())
ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10
# As in the Makefile's `run`.
SERVER = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--no-ws"]
WORKERS = ["--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "5"]
MEMORY = {"MALLOC_MMAP_THRESHOLD_": "131072"}


@dataclass(frozen=True)
class ServedSite:
    url: str  # without a slash at its end
    environment: dict  # what another process of the same site needs
    processes: int = 0  # the group of the server's processes

    def manage(self, *args):
        """Run a management command on the served site's database; returns what it printed."""
        command = [sys.executable, "manage.py", *args]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(args)}: {done.stderr}")
        return done.stdout


@contextmanager
def served_site(folder, loaded=None):
    """Serve the seed content until the block ends. `folder` holds the server's log, and the database on SQLite, unless
    the address of one is given that has the content."""
    port = free_port()
    url = f"http://localhost:{port}"
    with nullcontext(loaded) if loaded else _database(Path(folder)) as database:
        site = ServedSite(url, environment_of(url, database))
        site.manage("migrate", "--verbosity=0")  # which tells a loaded one its new address as well
        if not loaded:
            site.manage("load_seed_content", "--verbosity=0")
        with served(port, site.environment, Path(folder) / "server.log") as server:
            yield replace(site, processes=server.pid)


def environment_of(url, database):
    """What every process of a site needs to know."""
    return os.environ | {
        "DEBUG": "False",
        "SECRET_KEY": "for-tests-only",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SITE_URL": url,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "oco_site.settings",
    }


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def _database(folder):
    """The address of an empty database: on the server of the environment's, if that is PostgreSQL, else a file."""
    address = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not address.scheme.startswith("postgres"):
        yield f"sqlite:///{folder.resolve() / 'served.sqlite3'}"
        return
    name = f"{address.path.strip('/')}_served"
    administer(address, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)  # what a killed run has left
    administer(address, "CREATE DATABASE {}", name)
    try:
        yield address._replace(path=f"/{name}").geturl()
    finally:
        administer(address, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def administer(address, statement, *names):
    """Run a statement on databases, whose names fill its {}, on the PostgreSQL server of an address."""
    connection = psycopg2.connect(address._replace(scheme="postgresql", path="/postgres").geturl())
    try:
        connection.autocommit = True  # a database is not made within a transaction
        connection.cursor().execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
    finally:
        connection.close()


@contextmanager
def served(port, environment, log, workers=2, application="oco_site.wsgi:application"):
    """One instance of the site, until the block ends."""
    command = [sys.executable, *SERVER, *WORKERS, "--workers", str(workers), "--port", str(port), application]
    with open(log, "w") as output:
        # A group of its own, so that the workers end with it.
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment | MEMORY,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for_answer(f"http://127.0.0.1:{port}/en/", server, log)
        yield server
    finally:
        _stop(server)


def _wait_for_answer(url, server, log):
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(url, timeout=SECONDS_TO_START):  # noqa: S310 (our own address)
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError(f"The site did not start: {log.read_text()[-2000:]}")


def _stop(server):
    for kill in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, kill)
            server.wait(SECONDS_TO_STOP)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
