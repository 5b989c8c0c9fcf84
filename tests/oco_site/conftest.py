import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache():
    """Wagtail remembers pictures in other sizes by the number of their image, and numbers come again in other tests."""
    cache.clear()
