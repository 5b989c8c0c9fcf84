"""The page cache: around the WSGI application, in the memory of each process.

A page is rendered once, compressed once for each coding, and given out from then on without Django. It is rendered
from what its key holds and from no other header of the request, so that nobody gets what was made for somebody else;
who has a cookie of ours gets nothing from here. What empties it is the edition (edition.py), and time.
"""

import gzip
import hashlib
import re
from functools import lru_cache
from threading import Lock
from time import monotonic
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import brotli
from django.conf import settings
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host
from django.utils.http import parse_etags, parse_http_date_safe

from oco_site.edition import KnownEdition
from oco_site.shared import LIFETIME, SharedInEdition, sharing

# All that public pages, feeds and files read of a query. deploy/nginx makes its key of the same.
KNOWN_PARAMETERS = frozenset(
    ("kind", "language", "member", "order", "page", "priority", "q", "series", "stream", "type", "tz", "v", "year")
)
MOST_BYTES = 32_000_000  # kept by a process
OVERHEAD = 5_000  # bytes of an entry beside its body: key, headers, objects
PATHS = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
COOKIES = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
NO_WEIGHT = re.compile(r"q\s*=\s*0(\.0*)?")


class Key(NamedTuple):
    host: str
    path: str
    query: str


def key_of(environ):
    """What a visitor asks for, or None for what is not this cache's business: Django answers that by itself."""
    path = environ.get("PATH_INFO", "")
    if not path.startswith(PATHS) or environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not _is_secure(environ):
        return None
    if (cookies := environ.get("HTTP_COOKIE")) and not COOKIES.isdisjoint(parse_cookie(cookies)):
        return None
    host = allowed_host(environ.get("HTTP_HOST", ""))
    query = known_query(environ.get("QUERY_STRING", ""))
    return None if host is None or query is None else Key(host, path, query)


def _is_secure(environ):
    """Or the site is not for https. Django leads other requests there."""
    return environ["wsgi.url_scheme"] == "https" or not settings.SECURE_SSL_REDIRECT


@lru_cache(maxsize=64)
def allowed_host(header):
    """The host of a Host header without its port, in small letters; None if it is not one of ALLOWED_HOSTS."""
    domain, _port = split_domain_port(header)
    return domain if domain and validate_host(domain, settings.ALLOWED_HOSTS) else None


def known_query(query):
    """The known parameters that have a value, in order; None where one of them is repeated, or there are too many."""
    # Told by their names alone, without the cost of decoding them.
    if "%" not in query and KNOWN_PARAMETERS.isdisjoint(field.partition("=")[0] for field in query.split("&")):
        return ""
    try:
        pairs = parse_qsl(query, max_num_fields=settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
    except ValueError:
        return None
    known = sorted(pair for pair in pairs if pair[0] in KNOWN_PARAMETERS)
    return urlencode(known) if len(dict(known)) == len(known) else None


@lru_cache(maxsize=64)
def coding_of(header):
    """Of an Accept-Encoding (RFC 9110, 12.5.3): br before gzip, else identity, also for `*`."""
    parts = (part.partition(";") for part in header.lower().split(","))
    accepted = {name.strip() for name, _semicolon, weight in parts if not NO_WEIGHT.fullmatch(weight.strip())}
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else "identity"


COMPRESS = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


class PassedOn:
    """An answer that is no business of other visitors: as Django gave it."""

    is_kept = False

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def give(self, environ, start_response):
        start_response(self.status, self.headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            self.body.close()
            return []
        return self.body


class Page:
    """An answer that everybody may have: a page, a feed, a file, or that there is none."""

    def __init__(self, status, headers, body):
        named = {name.lower(): value for name, value in headers}
        self.status, self.body = status, body
        self.is_kept = status.startswith("200 ")
        self.changed_at = parse_http_date_safe(named.get("last-modified", ""))
        own = [("Vary", "Accept-Encoding")]
        if self.is_kept:
            # One tag for every coding, hence weak: it is of the page, not of its bytes on the line.
            self.etag = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
            own += [("ETag", self.etag), ("Cache-Control", named.get("cache-control", "no-cache"))]
            own += [("X-Accel-Expires", "1")]  # nginx keeps what has this, and nothing else
        replaced = {"content-length", *(name.lower() for name, _value in own)}
        self.headers = own + [(name, value) for name, value in headers if name.lower() not in replaced]
        self.unchanged_headers = own + [(name, value) for name, value in headers if name.lower() == "last-modified"]
        self.variants = {}

    def give(self, environ, start_response):
        if self.is_kept and self._is_known_to(environ):
            start_response("304 Not Modified", self.unchanged_headers)
            return []
        headers, body = self._variant(coding_of(environ.get("HTTP_ACCEPT_ENCODING", "")))
        start_response(self.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _is_known_to(self, environ):
        """RFC 9110, 13.2.2: the date counts only where no tag is given."""
        if tags := environ.get("HTTP_IF_NONE_MATCH"):
            opaque = self.etag.removeprefix("W/")
            return tags.strip() == "*" or any(tag.removeprefix("W/") == opaque for tag in parse_etags(tags))
        if self.changed_at is None or not (date := environ.get("HTTP_IF_MODIFIED_SINCE")):
            return False
        since = parse_http_date_safe(date)
        return since is not None and self.changed_at <= since

    def _variant(self, coding):
        """(headers, body), compressed when it is first asked for."""
        if coding not in self.variants:
            headers, body = self.headers, self.body
            if coding in COMPRESS and len(compressed := COMPRESS[coding](body)) < len(body):
                headers, body = [*headers, ("Content-Encoding", coding)], compressed
            self.variants[coding] = [*headers, ("Content-Length", str(len(body)))], body
        return self.variants[coding]


def answer_of(application, environ, key):
    """What Django answers to a visitor who sends nothing but what the key holds."""
    asked = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    asked |= {"REQUEST_METHOD": "GET", "QUERY_STRING": key.query, "HTTP_HOST": key.host}
    if request_id := environ.get("HTTP_X_REQUEST_ID"):
        asked["HTTP_X_REQUEST_ID"] = request_id  # for the log, not for the page
    start = []
    body = application(asked, lambda status, headers, exc_info=None: start.extend((status, headers)))
    if not _is_for_everybody(start[1]) or getattr(body, "streaming", True):
        return PassedOn(*start, body)
    try:
        return Page(*start, b"".join(body))
    finally:
        body.close()


def _is_for_everybody(headers):
    """Nobody's cookie, no secret, and nothing that depends on who asks."""
    named = {name.lower(): value.lower() for name, value in headers}
    return (
        not {"set-cookie", "content-encoding"} & named.keys()
        and not ("private" in named.get("cache-control", "") or "no-store" in named.get("cache-control", ""))
        and named.get("vary", "") in ("", "accept-encoding")
    )


class Kept(NamedTuple):
    page: Page
    mark: object  # of the edition that was read before it was rendered
    end: float  # of its life, as monotonic() counts


class PageCache:
    """The WSGI application: pages that it keeps, and Django's answers to all else."""

    def __init__(self, application):
        self.application = application
        self.edition = KnownEdition()
        self._shared = SharedInEdition()
        self._kept = {}  # key: Kept, the oldest first
        self._size = 0
        self._lock, self._renderings = Lock(), {}

    def __call__(self, environ, start_response):
        key = key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        answer = self._at_hand(key) or self._rendered_once(key, environ)
        return answer.give(environ, start_response)

    def _at_hand(self, key):
        """While the database cannot be read, also what is older than a minute."""
        mark, kept = self.edition.known(), self._kept.get(key)
        if kept is None or kept.mark != mark or (kept.end < monotonic() and self.edition.is_readable):
            return None
        return kept.page

    def _rendered_once(self, key, environ):
        """Of many who ask at the same time one renders, and the others wait for what it keeps."""
        with self._lock:
            rendering = self._renderings.setdefault(key, Lock())
        try:
            with rendering:
                return self._at_hand(key) or self._rendered(key, environ)
        finally:
            self._renderings.pop(key, None)

    def _rendered(self, key, environ):
        # Read before rendering: what is made of old data is kept under the old mark.
        mark, end = self.edition.fresh(), monotonic() + LIFETIME
        if not self.edition.is_readable and (page := self._at_hand(key)):
            return page
        with sharing(self._shared.values(mark) if self.edition.is_readable else {}):
            answer = answer_of(self.application, environ, key)
        if answer.is_kept and self.edition.is_readable:
            self._keep(key, Kept(answer, mark, end))
        return answer

    def _keep(self, key, kept):
        with self._lock:
            self._forget(key)
            self._kept[key] = kept
            self._size += _size(kept.page)
            # The oldest first, as a dictionary keeps its order
            for old, (_page, _mark, end) in list(self._kept.items()):
                if self._size <= MOST_BYTES and end > monotonic():
                    break
                self._forget(old)

    def _forget(self, key):
        if key in self._kept:
            self._size -= _size(self._kept.pop(key).page)


def _size(page):
    """Bytes, with room for the compressed variants, which come later."""
    return OVERHEAD + 2 * len(page.body)
