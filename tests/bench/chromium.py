"""A fresh Chromium that asks nobody but the site."""

import shutil

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The first has no window to draw: the browser tests take a third less time with it than with the second.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def launch(playwright, *arguments):
    """The machine's own Chromium, else Playwright's. To be closed, or used as a context manager."""
    own = next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(executable_path=own, args=[*ARGUMENTS, *arguments])


def settle(page):
    """Wait for what a page does after its load event: late paints, and files that scripts ask for."""
    page.wait_for_timeout(1500)
