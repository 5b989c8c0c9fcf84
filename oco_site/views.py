"""The addresses that are no page: the choice of a language, the search, the sitemap."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.sitemaps import Sitemap

from oco_site.base import SitePage
from oco_site.fields import LANGUAGES, Localized
from oco_site.search_query import (
    MAX_QUERY_LENGTH,
    clean_query,
    counts_by_kind,
    excerpt,
    kinds,
    mark,
    marked_words,
    search,
    wordings_of,
)

RESULTS_PER_PAGE = 20


def choose_language(request):
    """`/` leads to the language that the browser asks for, and remembers nothing.

    The former site's addresses were of the form /?p=123: those for which staff have a redirect lead there.
    """
    redirect = _redirect_of(request)
    if redirect and redirect.link:
        kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return kind(redirect.link)
    response = HttpResponseRedirect(f"/{get_language()}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _redirect_of(request):
    """The redirect of the query, else of one of its first parameters: networks add theirs to a link (utm_source)."""
    query = request.META["QUERY_STRING"]
    paths = [f"/?{part}" for part in dict.fromkeys([query, *query.split("&")[:10]]) if part]
    found = (get_redirect(request, Redirect.normalise_path(path)) for path in paths)
    return next(filter(None, found), None)


def search_pages(request):
    query = clean_query(request.GET.get("q", ""))
    wordings = wordings_of(query)
    found = search(query, wordings, get_language())
    counts = counts_by_kind(found)
    tabs = [(kind, name, counts[kind]) for kind, name in kinds().items() if kind in counts]
    chosen = request.GET.get("kind", "")
    if chosen in counts:
        found = found.filter(kind=chosen)
    total = sum(counts.values())
    paginator = Paginator(found, RESULTS_PER_PAGE)
    paginator.count = count = counts.get(chosen, total)  # known, so it is not asked for
    results = paginator.get_page(request.GET.get("page"))
    results.object_list = list(_shown(results.object_list, marked_words(wordings), request))
    context = {"query": query, "results": results, "tabs": tabs, "chosen": chosen, "total": total, "count": count}
    return render(request, "search.html", context | {"max_length": MAX_QUERY_LENGTH})


@dataclass(frozen=True)
class Result:
    kind: str
    when: str
    url: str
    heading: Localized
    title: str  # the heading with its matched words marked, HTML
    line: str  # HTML
    line_language: str
    note: str = ""


def _shown(rows, words, request):
    """What the page prints of each row, in a number of queries that depends only on the types among them."""
    rows = list(rows.select_related("document"))
    pages = SitePage.objects.visible().in_bulk([row.page_id for row in rows if row.page_id])
    for page_class in filter(_prints_its_own, {page.specific_class for page in pages.values()}):
        hits = [pk for pk, page in pages.items() if page.specific_class is page_class]
        specific = page_class.objects.select_related(*page_class.search_related or (None,)).defer_streamfields()
        pages |= specific.in_bulk(hits)
    for row in rows:
        if row.document:
            yield _document_result(row.document, words)
        elif row.page_id in pages:
            yield _page_result(row, pages[row.page_id], words, request)


def _prints_its_own(page_class):
    """Whether a result of this type shows more than what every page has: its date, its status."""
    return any(isinstance(getattr(page_class, name), property) for name in ("kind", "search_date", "search_line"))


def _page_result(row, page, words, request):
    heading, line = page.heading, page.search_line
    kind = page.specific_class.kind if type(page) is SitePage else page.kind
    # A row of the other language was found by its own words, so those are shown.
    language = row.language if not row.is_fallback else heading.language
    shown, line_language = excerpt(row.text, words), language
    if not shown and line:
        shown, line_language = mark(str(line), words), getattr(line, "language", heading.language)
    return Result(
        kind,
        page.search_date,
        page.get_url(request),
        heading,
        mark(str(heading), words),
        shown,
        line_language,
    )


def _document_result(document, words):
    heading = document.heading
    note = f"{document.file_extension.upper()}, {filesizeformat(document.get_file_size())}"
    return Result(_("document"), "", document.url, heading, mark(str(heading), words), "", "", note)


class PageSitemap(Sitemap):
    """Every public page in each language that it has. Bodies are read too: they tell whether the French is there."""

    def items(self):
        return SitePage.objects.visible().order_by("path").with_all_texts()


def image_file(request, name):
    """An image, from the disk or from the bucket. nginx keeps it for an hour."""
    try:
        file = default_storage.open(name)
    except (OSError, ValueError, SuspiciousOperation) as error:  # not there, a folder, no name of a file
        raise Http404 from error
    headers = {"Cache-Control": "public, max-age=86400", "X-Accel-Expires": "3600"}
    return FileResponse(file, filename=name, headers=headers)


def robots(request):
    """robots.txt (RFC 9309). A staging installation is not closed: search engines must come to read its noindex."""
    lines = ["User-agent: *"]
    if settings.STAGING:
        lines += ["Allow: /"]
    else:
        lines += ["Disallow: /admin/"]
        for language in LANGUAGES:
            with override(language):
                lines.append(f"Disallow: {reverse('search')}")
        lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def service_worker(request):
    """The script that keeps pages for reading without a connection. At the root: it looks after what is below its own
    address (https://www.w3.org/TR/service-workers/, "scope")."""
    script = (settings.BASE_DIR / "static" / "js" / "service-worker.js").read_bytes()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
