import pytest


@pytest.fixture
def while_the_events_of_the_builders_are_in_the_calendar(it_is):
    """They leave it a year after their end."""
    it_is("2026-11-24T02:00")
