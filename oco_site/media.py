"""Images and documents, with what both languages need of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page, ReferenceIndex

from oco_site.fields import LANGUAGES, localized


class SiteImage(AbstractImage):
    """An image with what both languages need: alternative text (always), caption and credit."""

    description = models.CharField(
        _("alternative text"),
        max_length=255,
        help_text=_("What the picture shows, for those who do not see it. No ‘photo of’; no file name."),
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who took the picture, as it is to be printed.")
    )

    admin_form_fields = (
        "title",
        "file",
        *(f"{name}_{language}" for name in ("description", "caption", "credit") for language in LANGUAGES),
        "collection",
        "tags",
        *(name for name in Image.admin_form_fields if name.startswith("focal_point")),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self):
        return str(localized(self, "description"))


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class SiteDocument(AbstractDocument):
    """A document in one language (or both), with a title in both."""

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        FRENCH = "fr", "français"
        BOTH = "en-fr", _("both languages")

    title_fr = models.CharField(_("title (français)"), max_length=255, blank=True)
    language = models.CharField(
        _("language of the document"), max_length=5, choices=Language.choices, default=Language.ENGLISH
    )

    admin_form_fields = ("title", "title_fr", "file", "language", *Document.admin_form_fields[2:])

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        if self.file:  # else the form has refused it, and Wagtail would add that its extension '' is not allowed
            super().clean()

    @property
    def heading(self):
        return localized(self, "title")

    def is_offered(self):
        """Whether something public refers to it: a live page, or what is no page, such as a setting. A draft does not,
        not even that of a live page: the document comes out with it."""
        page_type = {
            "base_content_type__app_label": Page._meta.app_label,
            "base_content_type__model": Page._meta.model_name,
        }
        references = ReferenceIndex.get_references_to(self)
        pages = list(references.filter(**page_type).values_list("object_id", flat=True))
        return Page.objects.live().filter(pk__in=pages).exists() or references.exclude(**page_type).exists()
