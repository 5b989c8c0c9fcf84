"""500 visitors at once while an editor publishes: no error, nothing old, memory flat.

For 20 seconds; CROWD_SECONDS=60 asks for the whole minute. `-s` prints the figures.
"""

import os
import re
import subprocess
import time

import pytest

from events.models import EventPage
from tests.bench.processor import memory_of
from tests.deploy.conftest import visitor
from tests.events.test_events_admin import event_form

pytestmark = [pytest.mark.postgres, pytest.mark.faults]

VISITORS = 500
SECONDS = int(os.environ.get("CROWD_SECONDS", "20"))
BETWEEN_PUBLICATIONS = 5  # seconds
PATHS = ("/en/", "/fr/", "/en/news/", "/fr/actualites/", "/en/events/", "/fr/evenements/", "/en/events/workshop/",
         "/fr/evenements/atelier/", "/en/search/?q=release", "/fr/recherche/?q=atelier")  # fmt: skip
SCRIPT = """local paths, n = {{ {paths} }}, 0
request = function() n = n % #paths + 1; return wrk.format("GET", paths[n]) end"""
GROWTH = 1.2  # of memory, at most; a leak at this rate of requests is many times it
OLDEST = 2  # seconds a page may be seen after the next was published, of an answer to somebody who asks now
SLACK = 3  # seconds, for how long the crowd lets the one who asks wait


def test_a_crowd_gets_pages_without_an_error_and_none_that_is_old(machine, tmp_path):
    script = tmp_path / "paths.lua"
    script.write_text(SCRIPT.format(paths=", ".join(f'"{path}"' for path in PATHS)))
    # The same for a moment first: what is loaded once is no growth.
    subprocess.run(command(machine, script, 5), check=True, stdout=subprocess.DEVNULL)
    seconds_until_a_publication_is_seen(machine)
    before, ages = memory(machine), []

    with subprocess.Popen(command(machine, script, SECONDS), stdout=subprocess.PIPE, text=True) as wrk:
        while wrk.poll() is None:
            began = time.monotonic()
            ages.append(seconds_until_a_publication_is_seen(machine))
            time.sleep(max(0, BETWEEN_PUBLICATIONS - (time.monotonic() - began)))
        report = wrk.stdout.read()

    after = memory(machine)
    print(report, f"ages {[round(age, 2) for age in ages]} s, memory {before:.0f} -> {after:.0f} MB (PSS)")
    assert "Non-2xx" not in report
    assert "Socket errors" not in report
    assert int(re.search(r"(\d+) requests in", report)[1]) > VISITORS
    assert max(ages) < OLDEST + SLACK
    assert after < before * GROWTH


def command(machine, script, seconds):
    return ["wrk", "-t2", f"-c{VISITORS}", f"-d{seconds}s", "--timeout", "30s", "-s", script,
            "-H", "Accept-Encoding: br", machine.stack.url]  # fmt: skip


def memory(machine):
    """Megabytes of the application's processes."""
    return sum(memory_of(machine.stack.process_id(f"oco-web@{port}")) for port in machine.stack.ports)


def seconds_until_a_publication_is_seen(machine):
    """From the editor's answer until a visitor, who asks again and again, is given the new page."""
    event = EventPage.objects.get(pk=machine.site["event"].pk)
    number = int(event.title.removeprefix("Workshop ")) + 1
    form = event_form(title=f"Workshop {number}", slug="workshop", title_fr=f"Atelier {number}", slug_fr="atelier")
    assert machine.straight("8001").post(f"/admin/pages/{event.pk}/edit/", form).status_code == 302
    published = time.monotonic()
    with visitor(machine.stack) as session:
        while True:
            asked = time.monotonic()
            if f"Workshop {number}</h1>" in session.get(machine.stack.url + "/en/events/workshop/").text:
                return asked - published  # when the first visitor asked who was given the new page
            assert asked - published < 60
