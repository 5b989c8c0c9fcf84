"""What restarts, load balancers and monitors ask."""

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from oco_site.scheduling import ScheduledRun


def test_a_process_says_that_it_runs_without_asking_the_database(client, settings):
    settings.ALLOWED_HOSTS = ["www.example.org"]

    answer = client.get("/healthz/live", headers={"host": "10.0.0.1"})

    assert (answer.status_code, answer.json()) == (200, {"status": "live"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_process_is_ready_when_the_database_has_what_its_code_asks(client, db):
    late = client.get("/healthz/ready")
    ScheduledRun.record()
    ready = client.get("/healthz/ready")
    MigrationRecorder(connection).migration_qs.filter(app="oco_site").delete()
    waiting = client.get("/healthz/ready")

    parts = {"status": "ready", "database": "ok", "migrations": "ok"}
    assert (ready.status_code, ready.json()) == (200, parts | {"scheduled_jobs": "ok"})
    # No reason to take the site away
    assert (late.status_code, late.json()) == (200, parts | {"scheduled_jobs": "late"})
    assert waiting.status_code == 503
    assert waiting.json()["migrations"].endswith("pending")
    assert ready.headers["Cache-Control"] == waiting.headers["Cache-Control"] == "no-store"
    assert not ready.cookies


@pytest.mark.django_db
def test_a_process_is_not_ready_without_a_database(client, monkeypatch):
    def gone(*args):
        raise OperationalError("the database is gone")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", gone)
    answer = client.get("/healthz/ready")

    assert (answer.status_code, answer.json()) == (503, {"status": "not ready", "database": "unreachable"})
