"""The glossary: acronyms and terms in both languages. Its page links to each; the search expands them."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.snippets.models import register_snippet

from oco_site.base import SitePage
from oco_site.fields import LANGUAGES, labelled, localized, sort_key, text_in
from oco_site.panels import language_tabs, text_panels


class GlossaryQuerySet(models.QuerySet):
    def pairs(self):
        """(acronym, meaning) in each language in which a term has both."""
        for term in self:
            for language in LANGUAGES:
                acronym = text_in(term, "acronym", language) or text_in(term, "acronym", "en")
                meaning = text_in(term, "meaning", language)
                if acronym and meaning:
                    yield acronym, meaning


@register_snippet
class GlossaryTerm(models.Model):
    acronym = models.CharField(
        _("acronym or term"), max_length=40, help_text=_("As it is written: OPSCA. In French only if it differs: OMD.")
    )
    meaning = models.CharField(_("in full"), max_length=160, help_text=_("What the letters stand for."))
    explanation = models.TextField(
        _("explanation"),
        blank=True,
        max_length=600,
        help_text=_("One or two sentences, if the words do not say it all."),
    )

    objects = GlossaryQuerySet.as_manager()

    translated_fields = ("acronym", "meaning", "explanation")
    panels = text_panels(translated_fields, "en", "fr")

    class Meta:
        ordering = ["acronym_en"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def __str__(self):
        return labelled(localized(self, "acronym"), localized(self, "meaning"))

    @property
    def anchor(self):
        """The same in both languages, so that a link survives the change of language."""
        return slugify(self.acronym_en) or f"term-{self.pk}"


class GlossaryPage(SitePage):
    """All terms of the glossary, each with a link of its own. The terms are edited under Snippets."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    translated_fields = ("introduction",)
    parent_page_types = ["oco_site.HomePage", "oco_site.StandardPage"]
    subpage_types = []
    max_count = 1

    edit_handler = language_tabs(translated_fields)

    class Meta:
        verbose_name = _("glossary")

    def search_texts(self):
        return [*super().search_texts(), *(f"{term}. {localized(term, 'explanation')}" for term in terms_in_order())]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"terms": terms_in_order()}


def terms_in_order():
    """In the order of the reader's language."""
    return sorted(GlossaryTerm.objects.all(), key=lambda term: sort_key(localized(term, "acronym")))
