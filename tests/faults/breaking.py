"""What breaks in these tests, and who goes on working meanwhile."""

import os
import signal
import subprocess
import threading
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import requests
from django.db import connection
from django.test import Client
from psycopg2 import Error, connect

from deploy.postgres import Server
from deploy.production import Stack
from tests.waiting import until

TOKEN = "t" * 32


@dataclass
class Database:
    server: Server

    def kill_server(self):
        """The postmaster; its other processes find themselves alone and end."""
        os.kill(int(Path(self.server.folder, "data/postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def start_server(self):
        def has_started():
            try:
                self.server.start()
            except subprocess.CalledProcessError:  # a process of the killed one has not ended yet
                return False
            return True

        until(has_started, "the database starts", pause=0.5)

    def kill_writer(self):
        """The process of a session that is writing. The server then ends all sessions and recovers."""
        with self.watched() as writers:
            for pid in writers():
                os.kill(pid, signal.SIGKILL)

    @contextmanager
    def watched(self):
        """Yields a function that gives the processes of sessions that have written in a transaction that is open, by a
        connection that is there before: a short transaction is over while one is made.
        """
        with self._connected() as ask:
            yield lambda: ask("SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_xid IS NOT NULL")

    def answers(self):
        try:
            with self._connected() as ask:
                return bool(ask("SELECT 1 WHERE %s <> ''"))
        except Error:
            return False

    @contextmanager
    def _connected(self):
        name = connection.settings_dict["NAME"]
        own = connect(dbname=name, user="oco", host="127.0.0.1", port=self.server.port, connect_timeout=5)
        own.autocommit = True  # within a transaction the server's list of sessions stays as it was

        def ask(query):
            with own.cursor() as cursor:
                cursor.execute(query, [name])
                return [row[0] for row in cursor.fetchall()]

        with closing(own):
            yield ask


class Machine:
    """The stack, its database, and what has been built."""

    def __init__(self, stack: Stack, database: Database, site: dict):
        self.stack, self.database, self.site = stack, database, site
        self.killed_at = {}

    def worker(self, port):
        """The process id of the worker of a unit, or None while there is none."""
        main = self.stack.process_id(f"oco-web@{port}")
        for child in Path(f"/proc/{main}/task/{main}/children").read_text().split():
            with suppress(FileNotFoundError, ProcessLookupError):  # it has ended since
                if b"granian" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
        return None

    def kill_worker(self, port):
        os.kill(self.worker(port), signal.SIGKILL)
        self.killed_at[port] = time.monotonic()

    def port_to_kill(self):
        """That of the worker which was killed the longest ago: one that dies twice at once counts as a crash loop."""
        return min(self.stack.ports, key=lambda port: self.killed_at.get(port, 0))

    def answers(self, port):
        try:
            return self.straight(port).get("/healthz/ready").status_code == 200
        except requests.RequestException:
            return False

    def straight(self, port):
        return Editor(self, port)

    def has_recovered(self):
        connection.close()
        until(self.database.answers, "the database answers")
        for port in self.stack.ports:
            until(lambda port=port: self.answers(port), f"the process on {port} answers")


class Editor:
    """Somebody who is signed in and whose requests go to one process, as if nginx had passed them on."""

    def __init__(self, machine, port):
        self.address = f"http://127.0.0.1:{machine.stack.ports[port]}"
        self.headers = {
            "Host": "localhost",
            "X-Forwarded-For": "203.0.113.7",
            "X-Forwarded-Proto": "https",
            "Origin": machine.stack.url,
            "Cookie": f"csrftoken={TOKEN}; {machine.site['cookie']}",
        }

    def get(self, path):
        return requests.get(self.address + path, headers=self.headers, allow_redirects=False, timeout=60)

    def post(self, path, form, **options):
        form = form | {"csrfmiddlewaretoken": TOKEN}
        return requests.post(
            self.address + path, form, headers=self.headers, allow_redirects=False, timeout=60, **options
        )


def cookie_of(user):
    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"


class InTheBackground(threading.Thread):
    """A request while the test goes on: `answer` is its status, or None if it broke off."""

    def __init__(self, request):
        super().__init__()
        self.request, self.answer = request, None
        self.start()

    def run(self):
        with suppress(requests.RequestException):
            self.answer = self.request().status_code
