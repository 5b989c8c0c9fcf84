import pytest

from tests.oco_site.acts import ADMINS


@pytest.fixture(params=ADMINS)
def admin(request):
    """The name of the fixture of each admin in turn."""
    return request.param


@pytest.fixture
def staff(request, admin):
    return request.getfixturevalue(admin)
