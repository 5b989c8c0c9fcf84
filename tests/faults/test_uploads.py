"""An upload that is cut off, and a full disk: a clear answer to whoever waits for one, and nothing half-made."""

import os
import resource
import socket
import ssl
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from wagtail.documents import get_document_model

from deploy.production import ROOT
from tests.deploy.conftest import visitor
from tests.faults.breaking import TOKEN
from tests.waiting import until

pytestmark = [pytest.mark.postgres, pytest.mark.faults]

ADD = "/admin/documents/add/"
ROWS = b"a,b\n" * 250_000  # a megabyte
ROOM = 400_000  # bytes of a file, beyond which the disk takes no more


def documents():
    return set(get_document_model().objects.values_list("title", flat=True))


def files(machine):
    """All that a process may write to, but for the logs."""
    folders = ("var/media", "tmp", "nginx/client_body", "backups")
    found = {path for name in folders for path in (machine.stack.folder / name).rglob("*") if path.is_file()}
    return found | set((machine.stack.folder / "var").glob("unfinished-*"))


def upload(machine, title, content=ROWS, port="8001"):
    file = {"file": (f"{title}.csv", content, "text/csv")}
    return machine.straight(port).post(ADD, {"title": title, "language": "en", "collection": "1"}, files=file)


def body(title):
    fields = {"csrfmiddlewaretoken": TOKEN, "title": title, "language": "en", "collection": "1"}
    parts = [f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{fields[name]}\r\n' for name in fields]
    head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{title}.csv"\r\n\r\n'
    return "".join((*parts, head)).encode() + ROWS + b"\r\n--cut--\r\n"


@contextmanager
def line_to(machine, by):
    """A connection to nginx, or straight to a process, for bytes as they come."""
    port = machine.stack.url.rpartition(":")[2] if by == "nginx" else machine.stack.ports["8001"]
    with socket.create_connection(("127.0.0.1", int(port)), timeout=10) as line:
        if by == "process":
            yield line
            return
        context = ssl.create_default_context(cafile=machine.stack.certificate)
        with context.wrap_socket(line, server_hostname="localhost") as secure:
            yield secure


@pytest.mark.parametrize("by", ["nginx", "process"])
def test_an_upload_that_is_cut_off_leaves_nothing(machine, by):
    before, known, content = files(machine), documents(), body("cut-off")
    headers = machine.straight("8001").headers | {
        "Content-Type": "multipart/form-data; boundary=cut", "Content-Length": len(content), "Connection": "close",
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())

    with line_to(machine, by) as line:
        line.sendall(f"POST {ADD} HTTP/1.1\r\n{head}\r\n".encode() + content[: len(content) // 2])

    assert upload(machine, f"whole-{by}").status_code == 302
    until(lambda: len(files(machine) - before) == 1, "nothing but the whole upload is left")
    assert documents() - known == {f"whole-{by}"}


@contextmanager
def full_disk(machine):
    """For the worker of a process, which finds no room for more than ROOM bytes in any file."""
    worker = machine.worker("8001")
    former = resource.prlimit(worker, resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(worker, resource.RLIMIT_FSIZE, former)


@pytest.mark.parametrize("times", [1, 3])  # what is larger than 2.5 MB goes into a file of its own first
def test_an_upload_to_a_full_disk_says_so_and_leaves_nothing(machine, times):
    before, known = files(machine), documents()

    with full_disk(machine):
        answer = upload(machine, "too-large", ROWS * times)
        small = upload(machine, f"small-{times}", b"a,b\n")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "disk is full. Nothing was saved" in answer.text
    assert small.status_code == 302
    assert upload(machine, f"later-{times}", ROWS * times).status_code == 302
    assert documents() - known == {f"small-{times}", f"later-{times}"}
    # But for Django's own scratch file, which goes with the exception, when Python collects that.
    kept = {path for path in files(machine) - before if path.parent != machine.stack.folder / "tmp"}
    assert len(kept) == 2


def test_nginx_without_room_for_an_upload_says_that_the_site_is_away(machine):
    scratch = machine.stack.folder / "nginx/client_body"
    aside = scratch.rename(scratch.with_name("aside"))
    try:
        with visitor(machine.stack) as session:
            answer = session.post(machine.stack.url + ADD, data=ROWS)
    finally:
        aside.rename(scratch)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "momentanément inaccessible" in answer.content.decode()


@pytest.mark.parametrize(("room", "words"), [(ROOM, "File too large"), (10_000, "pg_dump")])
def test_a_backup_onto_a_full_disk_says_so_and_leaves_the_older_ones_alone(machine, room, words):
    folder = machine.stack.folder / "backups"
    (machine.stack.folder / "var/media/images").mkdir(parents=True, exist_ok=True)
    (machine.stack.folder / "var/media/images/large.png").write_bytes(os.urandom(2 * ROOM))
    (folder / "oco-older.tar").touch()

    command = ["prlimit", f"--fsize={room}", sys.executable, "manage.py", "backup", folder]
    done = subprocess.run(command, cwd=ROOT, env=machine.stack.environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: No backup was made. ")
    assert words in done.stderr
    assert [path.name for path in Path(folder).iterdir()] == ["oco-older.tar"]
