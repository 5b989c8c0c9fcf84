"""The public search: one row for each live page and language, so that one query serves all types in one language."""

import re
import unicodedata

from django.db import models
from django.dispatch import receiver
from django.utils.translation import override
from wagtail.models import PageViewRestriction
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.signals import page_published, page_unpublished, post_page_move

from oco_site.base import SitePage
from oco_site.fields import LANGUAGES, localized, plain_text

MAX_QUERY_LENGTH = 200


class SearchDocument(index.Indexed, models.Model):
    """What the search knows of a page in one language: its own text, or the other language's where that is missing."""

    page = models.ForeignKey(SitePage, on_delete=models.CASCADE, related_name="search_documents")
    language = models.CharField(max_length=2)
    title = models.TextField()
    text = models.TextField(blank=True)

    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("text"),
        index.AutocompleteField("title"),
        index.AutocompleteField("text"),
        index.FilterField("language"),
    ]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="one_search_document_a_language")]

    def __str__(self):
        return f"{self.title} ({self.language})"


def refresh_page(page):
    """Write the page's rows, or remove them where the public may not see it."""
    page = page.specific
    if not isinstance(page, SitePage):
        return
    if not page.live or page.get_view_restrictions():
        SearchDocument.objects.filter(page=page).delete()
        return
    for language in LANGUAGES:
        with override(language):
            values = [localized(page, name).value for name in page.translated_fields]
            SearchDocument.objects.update_or_create(
                page_id=page.pk,
                language=language,
                defaults={
                    "title": " ".join(filter(None, [str(page.heading), page.search_reference])),
                    "text": " ".join(filter(None, map(plain_text, values))),
                },
            )


def clean_query(query):
    """The words of what a reader typed: search backends choke on lone quotes, operators and NUL."""
    query = unicodedata.normalize("NFC", query.replace("\x00", " "))[:MAX_QUERY_LENGTH]
    return " ".join(re.findall(r"[^\W_][\w/’'.-]*", query))


def search(query, language):
    """Rows of the pages that hold the words of the query, the best first; where there is none, those that hold words
    beginning with them."""
    words = clean_query(query)
    if not words:
        return SearchDocument.objects.none()
    backend = get_search_backend()
    documents = SearchDocument.objects.filter(language=language)
    found = backend.search(words, documents)
    return found if found.count() else backend.autocomplete(words, documents)


@receiver([page_published, page_unpublished])
def refresh_after_publishing(instance, **kwargs):
    refresh_page(instance)


@receiver(post_page_move)
def refresh_after_moving(instance, **kwargs):
    for page in SitePage.objects.descendant_of(instance, inclusive=True):
        refresh_page(page)


@receiver([models.signals.post_save, models.signals.post_delete], sender=PageViewRestriction)
def refresh_after_restricting(instance, **kwargs):
    refresh_after_moving(instance.page)
