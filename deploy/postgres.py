"""Runs a command with a PostgreSQL server that lives as long as the command does: it finds DATABASE_URL set.

    postgres.py make test

and POSTGRES_FOLDER, which only a server has that may be broken: tests/faults does.
Nothing of it is kept, so nothing need be safe on the disk. PostgreSQL 15 or later must be installed; only the standard
library is needed.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
FOLDER = "POSTGRES_FOLDER"
OPTIONS = {"listen_addresses": "127.0.0.1", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def programs():
    """The folder of the newest PostgreSQL's programs; Debian keeps the server's out of PATH."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if initdb := shutil.which("initdb"):
        found.append(Path(initdb).parent)
    versions = {folder: _version(folder) for folder in found}
    newest = max(versions, key=versions.get, default=None)
    if newest is None or versions[newest] < OLDEST:
        sys.exit(f"PostgreSQL {OLDEST} or later is needed. On Debian and Ubuntu: apt-get install postgresql")
    return newest


def _version(folder):
    printed = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"\d+", printed)[0])


class Server:
    """A server in a folder, whose programs run as the user `postgres` where we are root: PostgreSQL refuses root."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port

    def run(self, program, *args):
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_postgres, programs() / program, *args]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def start(self):
        options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        options += f" -p {self.port} -k {self.folder}"
        self.run("pg_ctl", "-D", "data", "-w", "-l", "server.log", "-o", options, "start")

    def stop(self):
        self.run("pg_ctl", "-D", "data", "-m", "immediate", "stop")


@contextmanager
def server():
    """The address of an empty database on a server of its own, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="oco-postgres-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = Server(folder, listener.getsockname()[1])
        server.run("initdb", "--no-sync", "-D", "data", "-U", "oco", "--auth=trust", "--encoding=UTF8",
                   "--locale=C.UTF-8")  # fmt: skip
        server.start()
        try:
            server.run("createdb", "-h", "127.0.0.1", "-p", str(server.port), "-U", "oco", "oco")
            yield server, f"postgres://oco@127.0.0.1:{server.port}/oco"
        finally:
            server.stop()


def main():
    with server() as (own, address):
        given = {"DATABASE_URL": address, FOLDER: own.folder}
        with subprocess.Popen(sys.argv[1:], env=os.environ | given) as command:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command; the server stops after it
            return command.wait()


if __name__ == "__main__":
    sys.exit(main())
