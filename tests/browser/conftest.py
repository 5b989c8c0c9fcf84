"""One served site and one Chromium for all browser tests. Tests of the public site only read; those that write make
pages of their own."""

from contextlib import ExitStack
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect, sync_playwright

from tests.bench.chromium import launch
from tests.browser.staff import MAKE_ACCOUNTS, Person
from tests.databases import address, made
from tests.served_site import served_site

expect.set_options(timeout=20_000)  # ms: three workers on two cores let a form wait longer than the usual 5 s

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RUN_AXE = """axe.run(%s, {
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}).then(results => results.violations.map(
    violation => `${violation.id}: ${violation.nodes.map(node => node.target.join(' ')).join(', ')}`
))"""


@pytest.fixture(scope="session")
def site(seed_database, django_db_blocker, tmp_path_factory):
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            copy = stack.enter_context(made("served", seed_database))
        yield stack.enter_context(served_site(tmp_path_factory.mktemp("served"), address(copy)))


@pytest.fixture(scope="session")
def site_url(site):
    return site.url


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright, launch(playwright) as browser:
        yield browser


@pytest.fixture
def page(browser):
    """A page of a fresh visitor, 1280 px wide."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def accounts(site):
    site.manage("shell", "--no-imports", "-c", MAKE_ACCOUNTS)


@pytest.fixture
def sign_in(site, browser, accounts):
    """Call it with the name of somebody who has an account: they are signed in at a browser of their own."""
    people = []

    def sign_in(name):
        people.append(Person(browser, site.url, name))
        return people[-1]

    yield sign_in
    for person in people:
        person.page.context.close()


@pytest.fixture
def axe():
    """Call it with a page: what axe-core finds wrong, by WCAG 2.2 A and AA and its best practices; in the whole
    document or within a part of it (a JavaScript expression)."""

    def violations(page, within="document"):
        # Through the debugger: the page's own policy forbids an injected script, as it should.
        debugger = page.context.new_cdp_session(page)
        debugger.send("Runtime.evaluate", {"expression": AXE.read_text()})
        run = RUN_AXE % within
        answer = debugger.send("Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True})
        return answer["result"]["value"]

    return violations
