"""For what other processes do in their own time."""

import time


def until(condition, what, seconds=60, pause=0.05):
    """Wait for a condition and return what it gives. Raises AssertionError after so many seconds."""
    end = time.monotonic() + seconds
    while not (given := condition()):
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        time.sleep(pause)
    return given
