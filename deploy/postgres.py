"""Runs a command with a PostgreSQL server that lives as long as the command does: it finds DATABASE_URL set.

    postgres.py make test

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


@contextmanager
def server():
    """The address of an empty database on a server of its own, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="oco-postgres-") as folder:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = str(listener.getsockname()[1])
        as_postgres = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, "postgres")
            as_postgres = ["runuser", "-u", "postgres", "--"]

        def run(program, *args):
            command = [*as_postgres, programs() / program, *args]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

        run("initdb", "--no-sync", "-D", "data", "-U", "oco", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        run("pg_ctl", "-D", "data", "-w", "-l", "server.log", "-o", f"-p {port} -k {folder} {options}", "start")
        try:
            run("createdb", "-h", "127.0.0.1", "-p", port, "-U", "oco", "oco")
            yield f"postgres://oco@127.0.0.1:{port}/oco"
        finally:
            run("pg_ctl", "-D", "data", "-m", "immediate", "stop")


if __name__ == "__main__":
    with server() as address, subprocess.Popen(sys.argv[1:], env=os.environ | {"DATABASE_URL": address}) as command:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command; the server stops after it
        code = command.wait()
    sys.exit(code)
