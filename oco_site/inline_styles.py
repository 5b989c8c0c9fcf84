"""The style sheets that stand in the pages themselves: over a long link a file of their own is one more journey, and
nothing is painted before it has come. The policy allows each by its hash, and no other style in a page.
"""

import base64
import hashlib
import re
from functools import lru_cache

import rcssmin
from django.conf import settings
from django.templatetags.static import static

SHEETS = ("css/site.css", "css/month.css", "css/planner.css")
FILE = re.compile(r'(?<=url\(")\.\./([^"#]+)')  # of a sheet in static/css/


@lru_cache(maxsize=1)
def inline_styles():
    """{path below static/: style}, without comments and spaces, and with the addresses that its files are served at."""
    return {name: _style(settings.STATICFILES_DIRS[0] / name) for name in SHEETS}


def watch_sheets(sender, **kwargs):
    """The debug server starts again when a sheet has changed."""
    sender.watch_dir(settings.STATICFILES_DIRS[0] / "css", "*.css")


def _style(sheet):
    return rcssmin.cssmin(FILE.sub(lambda match: static(match[1]), sheet.read_text()))


@lru_cache(maxsize=1)
def hash_sources():
    """As a policy names them (Content Security Policy Level 3, 2.3.1)."""
    digests = (hashlib.sha256(style.encode()).digest() for style in inline_styles().values())
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
