"""The very files of deploy/, running: nginx before two processes of the application, as deploy/README.md sets it up."""

import gzip
import os
import re
import socket
import ssl
import subprocess
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import brotli
import pytest
import requests
from bs4 import BeautifulSoup
from django.db import connection
from psycopg2 import sql

from oco_site.cache import KNOWN_PARAMETERS
from tests.databases import administer
from tests.deploy.conftest import PASSWORD, logged, visitor

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

WEB = ("oco-web@8001", "oco-web@8002")
COLLECTED = Path(__file__).resolve().parents[2] / "var/static"


@pytest.fixture
def visit(stack):
    """requests' get, for a path of the site, of somebody who accepts no coding and follows no redirect."""
    with visitor(stack) as session:
        yield lambda path, **headers: session.get(stack.url + path, headers=headers, allow_redirects=False)


def test_the_units_pass_systemds_own_check(stack):
    units = [*WEB, "oco-jobs.timer", "oco-jobs.service", "oco-backup.timer", "oco-backup.service"]
    folder = stack.folder / "systemd"
    paths = [folder / (unit if "." in unit else f"{unit}.service") for unit in units]

    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths],
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{folder}:"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")
    assert {path.name.replace("@.", "@8001.") for path in folder.iterdir()} <= {path.name for path in paths}


def test_the_home_page_comes_in_both_languages(visit):
    for path, title in {"/en/": "Oceania Customs", "/fr/": "Douanes d’Océanie"}.items():
        answer = visit(path)
        assert answer.status_code == 200
        assert BeautifulSoup(answer.content, "html.parser").html["lang"] == path.strip("/")
        assert title in answer.text
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert not answer.cookies
    assert visit("/", **{"Accept-Language": "fr"}).headers["Location"] == "/fr/"
    assert visit("/", **{"Accept-Language": "en"}).headers["Location"] == "/en/"


def test_a_page_is_kept_for_a_second_and_costs_little_the_next_time(stack, visit):
    for path in ("/en/", "/fr/"):
        for coding in ("br", "gzip"):
            answer, body = on_the_line(stack, path, coding)
            assert answer.headers["Content-Encoding"] == coding
        answer = visit(path)
        assert len(body) < len(answer.content)
        again = visit(path, **{"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "X-Accel-Expires" not in answer.headers
    for made_up in range(3):
        visit(f"/en/?made-up={made_up}")
    states = re.findall(r"GET /en/ .* (\w+)$", (stack.folder / "oco.log").read_text(), re.MULTILINE)
    assert {"HIT", "MISS"} <= set(states)


def test_what_another_process_publishes_is_seen_within_two_seconds(stack, visit):
    assert "Renamed" not in visit("/en/news/").text
    stack.manage(
        "shell", "--command=from news.models import NewsReleasePage as Release; page = Release.objects.get(); "
        "page.title = 'Renamed'; page.save_revision().publish()",
    )  # fmt: skip

    time.sleep(2)

    assert "Renamed" in visit("/en/news/").text


def test_a_static_file_comes_compressed_beforehand_and_is_kept_for_ever(stack, visit):
    page = BeautifulSoup(visit("/en/").content, "html.parser")
    path = page.find("link", type="image/svg+xml")["href"]
    plain = (COLLECTED / path.removeprefix("/static/")).read_bytes()

    for coding, unpack in {"br": brotli.decompress, "gzip": gzip.decompress}.items():
        answer, body = on_the_line(stack, path, coding)
        assert answer.headers["Content-Encoding"] == coding
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert unpack(body) == plain
    answer = visit(path)
    assert answer.content == plain
    assert visit(path, **{"If-None-Match": answer.headers["ETag"]}).status_code == 304
    unhashed = re.sub(r"\.[0-9a-f]{12}\.", ".", path)
    assert visit(unhashed).headers["Cache-Control"] == "public, max-age=3600"
    assert visit("/static/nothing.css").status_code == 404
    assert "SECRET_KEY" not in visit("/static/%2e%2e/environment").text + visit("/static/..%2fenvironment").text


def on_the_line(stack, path, coding):
    """An answer and its body as it comes over the line."""
    with visitor(stack) as session:
        answer = session.get(stack.url + path, headers={"Accept-Encoding": coding}, stream=True)
        return answer, answer.raw.read(decode_content=False)


def test_images_are_public_and_a_documents_file_is_not(stack, visit):
    for name in (stack.site["picture"], stack.site["rendition"]):
        answer = visit(f"/media/{name}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content == (stack.folder / "var/media" / name).read_bytes()
    document = stack.site["document"]
    for path in (f"/media/{document}", f"/media/images/../{document}", f"/media/images/%2e%2e/{document}"):
        assert b"secret" not in visit(path).content
        assert visit(path).status_code in (302, 404)
    assert visit(stack.site["document_page"]).status_code == 404  # nothing public offers it


def test_staff_sign_in(stack):
    with visitor(stack) as session:
        page = session.get(f"{stack.url}/admin/login/")
        token = BeautifulSoup(page.content, "html.parser").find("input", {"name": "csrfmiddlewaretoken"})["value"]
        form = {"username": "staff", "password": PASSWORD, "csrfmiddlewaretoken": token}
        answer = session.post(
            f"{stack.url}/admin/login/",
            form,
            headers={"Referer": f"{stack.url}/admin/login/", "Origin": stack.url},
            allow_redirects=False,
        )
        assert answer.status_code == 302
        cookies = answer.headers["Set-Cookie"]
        assert re.search(r"sessionid=[^;]+;.*HttpOnly;.*SameSite=Lax; Secure", cookies)
        assert session.get(f"{stack.url}/admin/").url == f"{stack.url}/admin/second-factor/set-up/?next=/admin/"


def test_another_host_gets_no_answer(stack, visit):
    with pytest.raises(requests.ConnectionError):
        visit("/en/", Host="evil.example")
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{stack.http_url}/en/", headers={"Host": "evil.example"}, timeout=10)
    with pytest.raises(ssl.SSLError):
        ask(stack, server_name="evil.example")


def test_http_and_the_bare_domain_lead_to_the_site(stack):
    for host in ("localhost", "example.org"):
        answer = requests.get(f"{stack.http_url}/fr/?q=a", headers={"Host": host}, allow_redirects=False, timeout=10)
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{stack.url}/fr/?q=a")
    assert f"\r\nLocation: {stack.url}/en/\r\n".encode() in ask(stack, server_name="example.org")


def ask(stack, server_name):
    """GET /en/ of a host that this machine's names do not know."""
    context = ssl.create_default_context(cafile=stack.certificate)
    address = ("127.0.0.1", int(stack.url.rpartition(":")[2]))
    with (
        socket.create_connection(address, timeout=10) as connection,
        context.wrap_socket(connection, server_hostname=server_name) as line,
    ):
        line.sendall(f"GET /en/ HTTP/1.1\r\nHost: {server_name}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_what_a_visitor_says_of_a_proxy_does_not_count(stack, visit):
    crafted = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-For": "203.0.113.7",
        "Forwarded": "host=evil.example;proto=http",
    }

    answer = visit("/en/", **crafted)

    assert answer.status_code == 200  # http would be led to https
    assert "evil.example" not in answer.text


def test_a_process_believes_only_its_proxy(stack):
    said = {"Host": "localhost", "X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}

    assert straight(stack, "/en/", said).status == 200
    for answer in (straight(stack, "/en/", said, peer="127.0.0.2"), straight(stack, "/en/", {"Host": "localhost"})):
        assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/en/")
    assert straight(stack, "/healthz/live", {}, peer="127.0.0.2").status == 200  # balancers know neither name nor https


def straight(stack, path, headers, peer="127.0.0.1"):
    """A process's answer to a machine with the address `peer`."""
    process = HTTPConnection("127.0.0.1", int(stack.ports["8001"]), timeout=10, source_address=(peer, 0))
    with closing(process):
        process.request("GET", path, headers=headers)
        return process.getresponse()


def test_nginx_and_the_application_know_the_same_parameters():
    configuration = Path("deploy/nginx/oco.conf").read_text()

    assert set(re.findall(r'"~\(\?:\^\|&\)\((\w+)=', configuration)) == KNOWN_PARAMETERS
    assert set(re.search(r"\(([\w|]+)\)\(\?:=", configuration)[1].split("|")) == KNOWN_PARAMETERS


def test_only_known_parameters_reach_the_application(visit):
    found = visit("/en/search/?utm_source=x&page=1&q=customs&made=up").text

    assert 'value="customs"' in found
    assert "utm_source" not in found
    assert "made=up" not in found


def test_the_log_has_neither_addresses_nor_queries(stack, visit):
    visit("/en/search/?q=somebody-private")

    log = logged(stack, r"^\S+ [0-9a-f]{32} 200 GET /en/search/ \d+ [\d.]+ \w+$").string
    assert "somebody-private" not in log
    assert "127.0.0.1" not in log
    visit("/en/nothing-here/")
    request_id = logged(stack, r"(\w+) 404 GET /en/nothing-here/")[1]
    lines = "".join(stack.log(unit).read_text() for unit in WEB)
    assert f"WARNING {request_id} django.request: Not Found: /en/nothing-here/" in lines


def forms_answered(stack, count=10):
    """By each process, of so many that were sent to the site."""
    logs = [stack.log(unit) for unit in WEB]
    before = [log.read_text().count("Forbidden") for log in logs]
    with visitor(stack) as session:
        answers = {session.post(f"{stack.url}/admin/login/").status_code for _ in range(count)}
    assert answers == {403}  # a form without its token, answered by the application
    return [log.read_text().count("Forbidden") - earlier for log, earlier in zip(logs, before, strict=True)]


def test_a_process_that_is_about_to_stop_is_sent_nothing_more(stack):
    """nginx does not send a form twice: one that meets a process which closes its connections would be lost."""
    stack.prepare_to_stop(WEB[0])
    assert forms_answered(stack) == [0, 10]
    stack.prepare_to_stop(WEB[1])
    assert min(forms_answered(stack)) > 0  # neither serves by its unit's word: both are asked

    for unit in WEB:
        stack.restart(unit)
    assert min(forms_answered(stack)) > 0


def test_a_new_version_drops_no_request(stack):
    """Each process is restarted while people read and write."""
    ended = threading.Event()
    answers = []

    def read_and_write():
        with visitor(stack) as session:
            while not ended.is_set():
                try:
                    answers.append(session.get(f"{stack.url}/en/news/", timeout=60).status_code)
                    answers.append(session.post(f"{stack.url}/admin/login/", {}, timeout=60).status_code)
                except requests.RequestException as error:
                    answers.append(str(error))

    people = [threading.Thread(target=read_and_write) for _ in range(3)]
    for person in people:
        person.start()
    try:
        for unit in WEB:
            stack.restart(unit)
    finally:
        ended.set()
        for person in people:
            person.join()

    assert len(answers) > 20
    assert set(answers) == {200, 403}  # 403: a form without its token, answered by the application


def test_without_the_application_there_is_a_friendly_answer_and_it_comes_back_by_itself(stack, visit):
    visited = visit("/en/").content
    for unit in WEB:
        stack.stop(unit)
    try:
        assert visit("/en/").content == visited
        answer = visit("/fr/actualites/?page=2")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert "momentanément inaccessible" in answer.content.decode()
    finally:
        for unit in WEB:
            stack.start(unit)
    assert visit("/fr/actualites/?page=1").status_code == 200


def test_without_the_database_there_is_a_friendly_answer_and_it_comes_back_by_itself(stack, visit):
    with database_away():
        for path, words in {"/fr/membres/": "Veuillez réessayer", "/en/members/": "Please try again"}.items():
            answer = visit(path)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
            assert words in answer.content.decode()
        assert visit("/healthz/live").status_code == 200
        assert visit("/healthz/ready").json() == {"status": "not ready", "database": "unreachable"}
    assert visit("/fr/membres/").status_code == 404  # there is none
    assert visit("/healthz/ready").status_code == 200


@contextmanager
def database_away():
    name = connection.settings_dict["NAME"]
    connection.close()
    administer(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
    administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    try:
        yield
    finally:
        administer(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(name)))


def test_the_timers_units_do_their_work(stack, visit):
    """Scheduled publishing, and a backup, after which those older than a month go."""
    backups = stack.folder / "backups"
    for name, days in {"oco-old.tar": 32, "oco-newer.tar": 29, "notes.txt": 99}.items():
        (backups / name).touch()
        long_ago = time.time() - days * 24 * 3600
        os.utime(backups / name, (long_ago, long_ago))

    stack.run("oco-jobs")
    assert visit("/healthz/ready").json()["scheduled_jobs"] == "ok"
    stack.run("oco-backup")

    there = sorted(path.name for path in backups.iterdir())
    assert len(there) == 3
    assert there[0] == "notes.txt"
    assert re.fullmatch(r"oco-\d{4}-.*Z\.tar", there[1])
    assert there[2] == "oco-newer.tar"
