"""What pages that no cache holds cost with 1, 10 and 100 times the content. On PostgreSQL, on this machine."""

import os
import subprocess
import sys
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tests.bench.sample_content import SUFFIX
from tests.served_site import ROOT, administer

SIZES = (50, 500, 5000)  # releases, and as many events
LATER = "later"
REPEATED = 5  # requests of a measurement


@contextmanager
def databases(environment):
    """Databases with the seed content and samples; yields {size: name}. `environment`: of the served site."""
    address = urlsplit(environment["DATABASE_URL"])
    growing = f"{address.path.strip('/')}_{SUFFIX}"
    names = {size: f"{growing}_{size}" for size in SIZES}
    environment = environment | {"DATABASE_URL": address._replace(path=f"/{growing}").geturl()}
    try:
        administer(address, "CREATE DATABASE {}", growing)
        for command in (["manage.py", "migrate", "-v0"], ["manage.py", "load_seed_content", "-v0"]):
            _run(command, environment)
        for size, name in names.items():
            _run(["-m", "tests.bench.sample_content", str(size)], environment)
            administer(address, "CREATE DATABASE {} TEMPLATE {}", name, growing)
        yield names
    finally:
        for name in (growing, *names.values()):
            administer(address, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _run(command, environment):
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def measure(pages, names, rounds):
    """{page: {size: (queries, milliseconds)}}: processor time of this process and of the database's, medians. Of a page
    that is the first of its edition; under LATER, of one that finds what pages share, with the smallest size.
    """
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client

    from oco_site.shared import sharing

    client, served = Client(SERVER_NAME="localhost"), connection.settings_dict["NAME"]
    found = {page: {size: [] for size in (*names, LATER)} for page in pages}
    for _round, page in product(range(rounds), pages):
        for size, name in names.items():  # one after the other: within minutes the machine's speed doubles and halves
            connection.close()
            connection.settings_dict["NAME"] = name
            cache.clear()
            found[page][size].append(_cost(client, page.path))
            if size == SIZES[0]:
                with sharing({}):
                    found[page][LATER].append(_cost(client, page.path))
    connection.close()
    connection.settings_dict["NAME"] = served
    return {page: {size: tuple(map(median, zip(*costs, strict=True))) for size, costs in sizes.items()}
            for page, sizes in found.items()}  # fmt: skip


def _cost(client, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
        number, backend = len(queries), connection.connection.info.backend_pid
    before = _processor(os.getpid()) + _processor(backend)
    for _time in range(REPEATED):
        client.get(path)
    return number, (_processor(os.getpid()) + _processor(backend) - before) / REPEATED


def _processor(process):
    """Milliseconds that the main thread of a process has run (schedstat is finer than stat)."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1_000_000
