"""The strategic priorities of the organisation's plan: an objective, a few strategies, the actions under each."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager

from oco_site.base import IndexPage, SitePage, SitePageQuerySet
from oco_site.fields import BodyField
from oco_site.panels import language_tabs, text_panels
from priorities.order import make_room


class PrioritiesIndexPage(IndexPage):
    translated_fields = ("introduction",)
    parent_page_types = ["oco_site.HomePage"]
    subpage_types = ["priorities.PriorityPage"]

    edit_handler = language_tabs(translated_fields)

    class Meta:
        verbose_name = _("list of strategic priorities")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["priorities"] = PriorityPage.objects.child_of(self).visible().in_reading_order()
        return context


class PriorityQuerySet(SitePageQuerySet):
    def in_reading_order(self):
        """As the plan numbers them."""
        return list(self.order_by("number"))


class PriorityPage(SitePage):
    number = models.PositiveSmallIntegerField(
        _("number"),
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_(
            "Its number in the strategic plan; the list follows it. A published priority may take another’s number; "
            "publishing it moves the other and those between by one."
        ),
    )
    objective = models.TextField(_("objective"), blank=True, help_text=_("As the strategic plan words it."))
    body = BodyField(_("body"))

    objects = PageManager.from_queryset(PriorityQuerySet)()

    kind = _("strategic priority")
    translated_fields = ("objective", "body")
    translated_children = ("strategies",)
    parent_page_types = ["priorities.PrioritiesIndexPage"]
    subpage_types = []

    edit_handler = language_tabs(
        translated_fields,
        shared=[
            FieldPanel("number"),
            InlinePanel("strategies", heading=_("Strategies"), label=_("strategy"), max_num=6),
        ],
    )

    class Meta:
        verbose_name = _("strategic priority")
        verbose_name_plural = _("strategic priorities")

    def get_context(self, request, *args, **kwargs):
        if self.pk:
            models.prefetch_related_objects([self], "strategies")  # read twice: printed, and whether all has its French
        return super().get_context(request, *args, **kwargs)

    def clean(self):
        super().clean()
        may_move_others = self.pk and self.live
        if not may_move_others and self._others().filter(number=self.number).exists():
            raise ValidationError({"number": _("Another priority has this number.")})

    @transaction.atomic
    def save(self, *args, **kwargs):
        if self.live and kwargs.get("update_fields") is None:
            before = PriorityPage.objects.filter(pk=self.pk).values_list("number", flat=True).first()
            if before not in (None, self.number) and self._others().filter(number=self.number).exists():
                make_room(self._others(), self.number, before)
        return super().save(*args, **kwargs)

    def _others(self):
        return PriorityPage.objects.exclude(pk=self.pk)

    @property
    def summary_text(self):
        return super().summary_text or _("Strategic priority %(number)d of the organisation: its news and events.") % {
            "number": self.number
        }


class Strategy(Orderable):
    """One of the two or three strategies of a priority, with its actions."""

    page = ParentalKey(PriorityPage, on_delete=models.CASCADE, related_name="strategies")
    title = models.CharField(_("strategy"), max_length=255)
    actions = RichTextField(_("actions"), blank=True, features=["ul", "bold", "italic", "link"])

    translated_fields = ("title", "actions")
    panels = text_panels(translated_fields, "en", "fr")

    class Meta(Orderable.Meta):
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")

    def __str__(self):
        return self.title
