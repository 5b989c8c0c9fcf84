"""What the Makefile needs before any package is there: only the standard library, in words that old Pythons read too.

    local.py port 8000               is this port free?
    local.py env                     completes .env, changing no line that is there
    local.py install LOCK STAMP      makes .venv hold what the lock file lists; the stamp says what has been done
    local.py browser                 finds or installs a Chromium for the tests

Each says in one line what is wrong, and leaves the details in var/log/.
"""

import hashlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(
        "Python 3.11 or later is needed; %s is %d.%d. If another is installed, name it: make PYTHON=python3.11 ..."
        % (sys.executable, sys.version_info[0], sys.version_info[1])
    )

VENV = Path(".venv")
VENV_PYTHON = VENV / "bin/python"
LOG = Path("var/log")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# How pip words it when the registry is not there, or answers without a single version.
UNREACHABLE = ("connection broken", "Max retries", "timed out", "from versions: none", "name resolution", "ProxyError")


def port(number):
    try:
        socket.create_server(("127.0.0.1", int(number))).close()
    except (ValueError, OverflowError):
        sys.exit(f"{number} is not a port number.")
    except PermissionError:
        sys.exit(f"Only root may serve on port {number}. Use another one: PORT=8000 make run")
    except OSError:
        sys.exit(f"Port {number} is taken. Stop what serves there, or use another one: PORT={int(number) + 1} make run")


def env():
    wanted = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "SITE_URL": "http://localhost:8000",
        "DATABASE_URL": "sqlite:///var/db.sqlite3",
    }
    file = os.open(".env", os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with open(file, "r+", encoding="utf-8") as dotenv:
        text = dotenv.read()
        there = re.findall(r"^\s*(?:export\s+)?(\w+)\s*=", text, re.MULTILINE)
        missing = "".join(f"{name}={value}\n" for name, value in wanted.items() if name not in there)
        if missing:
            dotenv.write(("" if text.endswith("\n") or not text else "\n") + missing)


def install(lock, stamp):
    stamp = Path(stamp)
    if stamp.exists() and stamp.read_text() == _state(lock):
        return
    if not VENV_PYTHON.exists() or not any(VENV.glob("*.installed")):
        # Nothing there, or what an interrupted installation has left.
        try:
            import ensurepip  # noqa: F401
            import venv
        except ImportError:
            sys.exit("Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv")
        venv.create(VENV, clear=True, with_pip=True)
    stamp.unlink(missing_ok=True)
    print(f"Installing the packages of {lock} ...", flush=True)
    pip = [VENV_PYTHON, "-m", "pip", "install", "--no-input", "--require-hashes", "-r", lock]
    failure = _run(pip, log="install.log")
    if failure:
        unreachable = any(words in failure.read_text() for words in UNREACHABLE)
        problem = "the package registry cannot be reached" if unreachable else "pip failed"
        sys.exit(f"The packages of {lock} could not be installed: {problem} (details in {failure}).")
    stamp.write_text(_state(lock))


def _state(lock):
    version = subprocess.run([VENV_PYTHON, "-V"], capture_output=True, text=True, check=False).stdout
    return version + hashlib.sha256(Path(lock).read_bytes()).hexdigest()


def browser():
    if any(map(shutil.which, BROWSERS)):
        return
    print("Installing Chromium for the browser tests ...", flush=True)
    if os.geteuid() == 0 and Path("/etc/debian_version").exists() and "ID=debian" in _os_release():
        commands = [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", BROWSERS[0]]]
    else:
        commands = [[VENV_PYTHON, "-m", "playwright", "install", "chromium"]]
    for command in commands:
        failure = _run(command, log="browser.log")
        if failure:
            sys.exit(
                f"No Chromium, and none could be installed (details in {failure}). "
                "Install one, or leave its tests out: make test PYTEST_ARGS='-m \"not browser\"'"
            )


def _os_release():
    release = Path("/etc/os-release")
    return release.read_text().split() if release.exists() else []


def _run(command, log):
    """Returns nothing, or the log of what has failed."""
    LOG.mkdir(parents=True, exist_ok=True)
    with open(LOG / log, "w") as output:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False)
    return LOG / log if done.returncode else None


if __name__ == "__main__":
    {"port": port, "env": env, "install": install, "browser": browser}[sys.argv[1]](*sys.argv[2:])
