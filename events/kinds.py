"""Types of events and streams of courses, kept by staff; the statuses and the languages that events have."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from oco_site.fields import localized
from oco_site.panels import text_panels


@register_snippet
class EventType(models.Model):
    """What kind of event it is; the mark gives it a colour and a shape in lists."""

    class Mark(models.TextChoices):
        BARS = "c3", _("blue, bars")
        SQUARES = "c4", _("dark blue, four squares")
        TRIANGLE = "tf", _("green, triangle")
        DIAMOND = "cx", _("olive, diamond")
        DISC = "ws", _("brown, disc")
        SQUARE = "mt", _("violet, square")
        FRAME = "hd", _("grey, frame")

    slug = models.SlugField(_("name in addresses"), unique=True, help_text=_("Small letters and hyphens: cert-iii."))
    name = models.CharField(_("name"), max_length=60)
    mark = models.CharField(_("mark"), max_length=2, choices=Mark.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Small numbers come first in the key."))

    translated_fields = ("name",)
    panels = [*text_panels(translated_fields, "en", "fr"), "slug", "mark", "order"]

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("type of event")
        verbose_name_plural = _("types of events")

    def __str__(self):
        return str(localized(self, "name"))


@register_snippet
class CourseStream(models.Model):
    """A stream of a course, such as revenue or enforcement."""

    slug = models.SlugField(_("name in addresses"), unique=True)
    name = models.CharField(_("name"), max_length=60)

    translated_fields = ("name",)
    panels = [*text_panels(translated_fields, "en", "fr"), "slug"]

    class Meta:
        ordering = ["slug"]
        verbose_name = _("course stream")
        verbose_name_plural = _("course streams")

    def __str__(self):
        return str(localized(self, "name"))


class EventStatus(models.TextChoices):
    CONFIRMED = "confirmed", _("confirmed")
    TENTATIVE = "tentative", _("tentative")
    POSTPONED = "postponed", _("postponed, no new date yet")
    CANCELLED = "cancelled", _("cancelled")


def status_label(status):
    """The status in one word; ‘postponed’ needs no explanation where the reader sees no choice of others."""
    return _("Postponed") if status == EventStatus.POSTPONED else capfirst(EventStatus(status).label)


class WorkingLanguages(models.TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    BOTH = "en-fr", _("English and French")


INTERPRETED = {
    "en": _("English, with interpretation into French"),
    "fr": _("French, with interpretation into English"),
    "en-fr": _("English and French, with interpretation"),
}


def languages_label(languages, interpretation):
    """In what language an event is held: English, with interpretation into French. "" if nobody has said."""
    if not languages:
        return ""
    return INTERPRETED[languages] if interpretation else WorkingLanguages(languages).label
