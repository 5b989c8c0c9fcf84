"""The home page, the pages that belong to no app, and what else the base has tables for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from oco_site.base import SitePage
from oco_site.edition import Edition
from oco_site.fields import BodyField
from oco_site.glossary import GlossaryPage, GlossaryTerm
from oco_site.media import SiteDocument, SiteImage, SiteRendition
from oco_site.panels import language_tabs
from oco_site.scheduling import ScheduledRun
from oco_site.search import SearchDocument
from oco_site.site_settings import SiteSettings

__all__ = [
    "ContactPage",
    "Edition",
    "GlossaryPage",
    "GlossaryTerm",
    "HomePage",
    "ScheduledRun",
    "SearchDocument",
    "SiteDocument",
    "SiteImage",
    "SiteMapPage",
    "SitePage",
    "SiteRendition",
    "SiteSettings",
    "StandardPage",
]


class HomePage(SitePage):
    introduction_heading = models.CharField(_("heading of the introduction"), max_length=120, blank=True)
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("Who the organisation is. {members} becomes the number of members."),
    )

    translated_fields = ("introduction_heading", "introduction")
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    edit_handler = language_tabs(translated_fields)

    class Meta:
        verbose_name = _("home page")


class StandardPage(SitePage):
    """A page of text: about the organisation, accessibility, privacy, …"""

    introduction = models.TextField(
        _("introduction"), blank=True, max_length=400, help_text=_("One or two sentences under the title.")
    )
    body = BodyField(_("body"))

    translated_fields = ("introduction", "body")
    parent_page_types = ["oco_site.HomePage", "oco_site.StandardPage"]
    subpage_types = ["oco_site.StandardPage"]

    edit_handler = language_tabs(translated_fields)

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class ContactPage(SitePage):
    """How the Secretariat is reached: the details come from the site's settings, so they are typed once."""

    body = BodyField(_("body"))

    translated_fields = ("body",)
    parent_page_types = ["oco_site.HomePage"]
    subpage_types = []
    max_count = 1

    edit_handler = language_tabs(translated_fields)

    class Meta:
        verbose_name = _("contact page")


class SiteMapPage(SitePage):
    """All sections and pages, as a tree. News releases and events are left to their own lists."""

    parent_page_types = ["oco_site.HomePage"]
    subpage_types = []
    max_count = 1

    edit_handler = language_tabs(())

    class Meta:
        verbose_name = _("site map")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        pages = SitePage.objects.descendant_of(self.get_parent()).visible().order_by("path")
        context["pages"] = [page for page in pages if page.specific_class.on_site_map]
        return context
