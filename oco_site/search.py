"""What the public search knows: one row for each public page or document and language.

Pages of all types and documents are found by one query, in one language, and no row exists for what the public may not
see. How a query finds them is in search_query.py.
"""

import re
import unicodedata

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connection, models
from django.dispatch import receiver
from django.utils.translation import override
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import page_published, page_unpublished, post_page_move

from oco_site.base import IndexPage, SitePage
from oco_site.fields import LANGUAGES, plain_text
from oco_site.glossary import GlossaryPage, GlossaryTerm
from oco_site.media import SiteDocument

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


class SearchDocument(models.Model):
    """A page or a document in one language: in its own words, or the other language's where it has none."""

    subject = models.CharField(max_length=40)  # page:12, document:3
    language = models.CharField(max_length=2)
    page = models.ForeignKey(SitePage, null=True, on_delete=models.CASCADE, related_name="search_documents")
    document = models.ForeignKey(SiteDocument, null=True, on_delete=models.CASCADE, related_name="search_documents")
    kind = models.CharField(max_length=20)  # what the results can be narrowed to: see search_query.kinds
    is_fallback = models.BooleanField(default=False)  # in the other language's words
    date = models.DateField(null=True)  # of the event or release: older ones count less
    reference = models.CharField(max_length=20, blank=True)  # a release's number
    title = models.TextField()
    text = models.TextField(blank=True)
    # Folded, each word after a space: for SQLite, and what PostgreSQL makes its vector of.
    folded_title = models.TextField()
    folded_text = models.TextField(blank=True)
    vector = SearchVectorField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "language"], name="one_search_document_a_language")]

    def __str__(self):
        return f"{self.title} ({self.language})"


def fold(text):
    """Small letters without accents and signs, each word after a space: ' polynesie francaise'."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return "".join(f" {word}" for word in re.findall(r"[^\W_ʻʼ]+", text))


# Keeping the rows -----------------------------------------------------------------------------------------------------


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
            _write(
                f"page:{page.pk}",
                language,
                page=page,
                kind="pages" if isinstance(page, IndexPage) else _kind(page),
                title=str(page.heading),
                text=" ".join(filter(None, map(plain_text, page.search_texts()))),
                is_fallback=page.heading.is_fallback,
                date=page.search_day,
                reference=page.search_reference,
            )


def _kind(page):
    return "pages" if page._meta.app_label == "oco_site" else page._meta.app_label


def _write(subject, language, **values):
    reference = values.get("reference", "")
    # The number also as one word: PR27 of PR27/21
    titles = [values["title"], reference, reference.replace(" ", "")]
    folded = {"folded_title": fold(" ".join(titles)), "folded_text": fold(values.get("text", ""))}
    SearchDocument.objects.update_or_create(subject=subject, language=language, defaults=values | folded)
    if connection.vendor == "postgresql":
        rows = SearchDocument.objects.filter(subject=subject, language=language)
        rows.update(
            vector=SearchVector("folded_title", config="bilingual", weight="A")
            + SearchVector("folded_title", config="unaccented", weight="A")
            + SearchVector("folded_text", config="bilingual", weight="C")
            + SearchVector("folded_text", config="unaccented", weight="D")
        )


def refresh_documents():
    """Rows for exactly the documents that public pages offer and no collection keeps private."""
    references = ReferenceIndex.objects.filter(
        to_content_type__app_label=SiteDocument._meta.app_label,
        to_content_type__model=SiteDocument._meta.model_name,
        base_content_type__app_label=Page._meta.app_label,
        base_content_type__model=Page._meta.model_name,
    ).values_list("object_id", "to_object_id")
    visible = {str(pk) for pk in SitePage.objects.visible().values_list("pk", flat=True)} if references else set()
    offered = {int(document) for page, document in references if page in visible}
    documents = [
        document
        for document in SiteDocument.objects.filter(pk__in=offered).select_related("collection")
        if not document.collection.get_view_restrictions()
    ]
    SearchDocument.objects.filter(page=None).exclude(document__in=documents).delete()
    known = set(SearchDocument.objects.filter(page=None).values_list("document", "language", "title"))
    for document in documents:
        for language in LANGUAGES:
            with override(language):
                title = str(document.heading)
                if (document.pk, language, title) not in known:
                    _write(
                        f"document:{document.pk}",
                        language,
                        document=document,
                        kind="documents",
                        title=title,
                        is_fallback=document.heading.is_fallback,
                    )


@receiver(page_published)
def refresh_after_publishing(instance, **kwargs):
    refresh_page(instance)
    refresh_documents()


@receiver(page_unpublished)
def refresh_after_unpublishing(instance, **kwargs):
    # Whatever the page says of itself: one that is being deleted is unpublished without being saved.
    SearchDocument.objects.filter(page=instance.pk).delete()
    refresh_documents()


@receiver(models.signals.post_delete, sender=SitePage)
def refresh_after_deleting(**kwargs):
    refresh_documents()


@receiver(post_page_move)
def refresh_after_moving(instance, **kwargs):
    for page in SitePage.objects.descendant_of(instance, inclusive=True):
        refresh_page(page)
    refresh_documents()


@receiver([models.signals.post_save, models.signals.post_delete], sender=PageViewRestriction)
def refresh_after_restricting(instance, **kwargs):
    refresh_after_moving(instance.page)


@receiver([models.signals.post_save, models.signals.post_delete], sender=CollectionViewRestriction)
@receiver(models.signals.post_save, sender=SiteDocument)
def refresh_after_changing_documents(**kwargs):
    refresh_documents()


@receiver([models.signals.post_save, models.signals.post_delete], sender=GlossaryTerm)
def refresh_after_changing_the_glossary(**kwargs):
    for page in GlossaryPage.objects.all():
        refresh_page(page)
