from datetime import UTC, datetime

import pytest
from django.utils import timezone


@pytest.fixture
def it_is(monkeypatch):
    """Set the clock: it_is("2026-11-24T02:00") in UTC, which is 14:00 in Suva."""

    def set_clock(instant):
        moment = datetime.fromisoformat(instant).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock
