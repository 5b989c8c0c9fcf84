"""The month and the year planner in a browser: wide and narrow, by keyboard, for axe, and on paper."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.served_site import PROGRAMME

pytestmark = pytest.mark.browser

MONTHS = [f"/en/events/month/{PROGRAMME + 1}-04/", f"/fr/evenements/mois/{PROGRAMME + 1}-04/"]
PLANNERS = [f"/en/events/planner/{PROGRAMME}/", f"/fr/evenements/calendrier-annuel/{PROGRAMME}/"]
AGENDAS = ["/en/events/?member=vanuatu", "/fr/evenements/?member=vanuatu"]
DAY = 24 * 3600 * 1000


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def bars(page):
    """[(first day, last day, left, right)] of each bar: in days since 1970, and in days from the left of its grid."""
    return page.locator(".row li").evaluate_all(
        """(all, day) => all.map(li => {
            const style = getComputedStyle(li, '::before'), grid = li.parentElement.getBoundingClientRect()
            const weeks = getComputedStyle(li.parentElement).gridTemplateColumns.split(' ').length
            const oneDay = grid.width / weeks / 7
            const left = li.getBoundingClientRect().left - grid.left + parseFloat(style.marginLeft)
            const times = [...li.querySelectorAll('time')].map(each => Date.parse(each.dateTime) / day)
            return [times[0], times.at(-1), left / oneDay, (left + parseFloat(style.width)) / oneDay]
        })""",
        DAY,
    )


# The widths and schemes that test_every_page_type leaves out.
@pytest.mark.parametrize("path", [MONTHS[0], PLANNERS[1]])
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, site_url, axe, path, width, scheme):
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        refused = []
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.goto(site_url + path)

        assert axe(page) == []
        assert overflow(page) <= 0
        assert refused == []


@pytest.mark.parametrize("path", MONTHS)
def test_a_month_is_a_table_on_wide_screens_and_a_list_on_narrow_ones(page, site_url, path):
    page.goto(site_url + path)
    table, first = page.get_by_role("table"), page.locator(".month-list li").first
    expect(table).to_be_visible()
    expect(first).to_be_hidden()
    expect(page.get_by_role("table", name=re.compile(str(PROGRAMME + 1)))).to_have_count(1)

    page.set_viewport_size({"width": 360, "height": 800})

    expect(table).to_be_hidden()
    expect(first).to_be_visible()


def test_months_are_turned_with_the_keyboard_and_keep_the_filter(page, site_url):
    page.goto(site_url + MONTHS[0])
    page.get_by_label("Type").focus()
    page.keyboard.type("Meeting")
    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Filtered by:")).to_be_visible()
    page.locator("a[rel=next]").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(f"May {PROGRAMME + 1}")
    assert "type=meeting" in page.url


@pytest.mark.parametrize("width", [1000, 1280])
def test_every_bar_lies_over_its_days(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + PLANNERS[0])
    sections = page.locator(".plan")
    first_day, last_day = date(PROGRAMME, 10, 25), date(PROGRAMME + 1, 11, 22)
    monday = first_day - timedelta(days=first_day.weekday())
    weeks = (last_day - monday).days // 7 + 1
    parts = [(monday, weeks // 2), (monday + timedelta(weeks=weeks // 2), weeks - weeks // 2)]
    assert sections.count() == len(parts)
    drawn = iter(bars(page))
    for section, (begin, length) in zip(sections.all(), parts, strict=True):
        monday = (begin - date(1970, 1, 1)).days
        for _n in range(section.locator(".row li").count()):
            first, last, left, right = next(drawn)
            assert left == pytest.approx(max(first - monday, 0), abs=0.1)
            end = min(last + 1 - monday, 7 * length)
            assert right == pytest.approx(end, abs=1.7)  # a day is drawn at least 8 px wide


def test_labels_of_the_planner_do_not_overlap(page, site_url):
    page.goto(site_url + PLANNERS[1])

    overlapping = page.locator(".row ol").evaluate_all(
        """all => all.flatMap(ol => {
            const boxes = [...ol.children].map(li => li.getBoundingClientRect())
            return boxes.flatMap((a, n) => boxes.slice(n + 1).filter(b =>
                a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1))
        }).length"""
    )

    assert overlapping == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_goes_through_a_row_in_the_order_of_its_days(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + PLANNERS[0])
    links = page.locator(".row").first.locator("li a")
    links.first.focus()
    reached = []
    for _n in range(links.count()):
        reached.append(page.evaluate("document.activeElement.closest('li').querySelector('time').dateTime"))
        page.keyboard.press("Tab")

    assert reached == sorted(reached)
    assert len(set(reached)) > 3


@pytest.mark.parametrize("path", PLANNERS)
@pytest.mark.parametrize(("paper", "sheets"), [("A3", 1), ("A4", 2)])
def test_the_planner_prints_on_one_sheet_of_a3_or_two_of_a4(page, site_url, path, paper, sheets):
    page.goto(site_url + path)

    pdf = page.pdf(format=paper, landscape=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == sheets


@pytest.mark.parametrize("path", [path.replace("-04/", f"-{month}/") for path in MONTHS for month in ("04", "05")])
def test_a_full_month_prints_on_one_sheet_of_a4(page, site_url, path):
    page.goto(site_url + path)

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


@pytest.mark.parametrize("path", AGENDAS)
def test_what_concerns_one_administration_prints_on_two_sheets_of_a4(page, site_url, path):
    page.goto(site_url + path)

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2


def test_the_calendar_offers_the_administration_that_was_chosen_before(page, site_url):
    page.goto(f"{site_url}/en/events/")
    offer = page.locator(".my-administration")
    expect(offer).to_be_hidden()
    page.goto(f"{site_url}/en/events/?member=vanuatu")

    page.goto(f"{site_url}/fr/evenements/")
    offer.get_by_role("link").click()

    expect(page).to_have_url(f"{site_url}/fr/evenements/?member=vanuatu")
    page.goto(f"{site_url}/en/events/?member=")  # all members: forgotten
    page.goto(f"{site_url}/en/events/")
    expect(offer).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_agenda_is_filtered_with_the_keyboard(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site_url}/en/events/")
    if width == 360:
        page.get_by_role("button", name="Filter").press("Enter")
    page.get_by_label("Member", exact=True).focus()
    page.keyboard.type("Tonga")
    page.get_by_role("button", name="Apply").press("Enter")

    expect(page.get_by_text("Filtered by:")).to_be_visible()
    assert "member=tonga" in page.url
