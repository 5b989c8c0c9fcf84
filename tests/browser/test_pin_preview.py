"""The edit form of a member in a browser: the picture of the pin follows what is typed."""

import pytest

pytestmark = pytest.mark.browser

PASSWORD = "only-for-this-test-1"
MAKE_ACCOUNT = (
    "from django.contrib.auth import get_user_model;"
    f"get_user_model().objects.create_superuser('pins', 'pins@example.org', '{PASSWORD}')"
)
PALAU = "from members.models import MemberPage; print(MemberPage.objects.get(slug='palau').pk)"


def test_the_ring_follows_the_coordinates_while_they_are_typed(site, page):
    site.manage("shell", "--no-imports", "-c", MAKE_ACCOUNT)
    palau = site.manage("shell", "--no-imports", "-c", PALAU).strip()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{site.url}/admin/login/?next=/admin/pages/{palau}/edit/")
    page.locator("[name=username]").fill("pins")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").click()
    page.wait_for_load_state()
    page.get_by_role("tab", name="Both languages").click()
    close = page.locator('[data-pin-preview] [data-view="close"]')
    assert float(close.locator("circle").get_attribute("cx")) == pytest.approx((134.485 - 110) * 10, abs=0.1)

    page.locator("#id_latitude").fill("0")
    page.locator("#id_longitude").fill("-170")

    # 190 degrees east of Greenwich, and the Equator: by the chart's own projection, Mercator from 110 E and 29 N.
    assert float(close.locator("circle").get_attribute("cx")) == pytest.approx(800)
    assert float(close.locator("circle").get_attribute("cy")) == pytest.approx(303.3, abs=0.5)
    assert [float(number) for number in close.get_attribute("viewBox").split()[:2]] == pytest.approx(
        [710, 243.3], abs=0.5
    )

    page.locator("#id_longitude").fill("")
    assert close.locator("circle").get_attribute("visibility") == "hidden"
    assert complaints == []
