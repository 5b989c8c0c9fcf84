"""News releases: numbered within a series and year, dated, in English and, where it was issued, in French."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager
from wagtail.snippets.models import register_snippet
from wagtail.url_routing import RouteResult

from news.archive import Choices, Selection, address_end, groups, year_of
from news.forms import ReleaseForm
from news.numbering import refuse_taken_number
from news.querysets import DAY, ReleaseQuerySet, pictures
from oco_site.base import ORGANISATION_ID, IndexPage, SitePage
from oco_site.dates import long_date
from oco_site.fields import BodyField, Localized, ProtectingManyToManyField, localized
from oco_site.media import SiteDocument, SiteImage
from oco_site.panels import language_tabs, text_panels


@register_snippet
class ReleaseSeries(models.Model):
    """A series of numbered releases, such as PR."""

    prefix = models.CharField(
        _("prefix"),
        max_length=6,
        unique=True,
        error_messages={"unique": _("There is already a series with this prefix.")},
        help_text=_("Printed before the number: PR in ‘PR 27/21’."),
    )
    name = models.CharField(_("meaning"), max_length=80, blank=True)

    translated_fields = ("name",)
    panels = [FieldPanel("prefix"), *text_panels(translated_fields, "en", "fr")]

    class Meta:
        ordering = ["prefix"]
        verbose_name = _("series of releases")
        verbose_name_plural = pgettext_lazy("plural", "series of releases")

    def __str__(self):
        return self.prefix


class NewsIndexPage(IndexPage):
    """The newest releases, and below it, at addresses of their own, one page for each year."""

    media_note = models.TextField(
        _("for the media"), blank=True, max_length=400, help_text=_("Shown beside the list, above the media’s e-mail.")
    )

    translated_fields = ("introduction", "media_note")
    parent_page_types = ["oco_site.HomePage"]
    subpage_types = ["news.NewsReleasePage"]
    year = None  # of the page of the archive that is being served; 0: the undated releases

    edit_handler = language_tabs(translated_fields)

    class Meta:
        verbose_name = _("list of news releases")

    def route(self, request, path_components):
        try:
            return super().route(request, path_components)
        except Http404:  # so a release keeps its address, whatever it is called
            if len(path_components) != 1 or (year := year_of(path_components[0])) is None or not self.live:
                raise
            return RouteResult(self, kwargs={"year": year})

    def get_context(self, request, *args, year=None, **kwargs):
        self.year = year
        context = super().get_context(request, *args, **kwargs)
        releases = NewsReleasePage.objects.child_of(self).visible()
        selection = Selection.from_query(request.GET, year)
        choices = Choices(NewsReleasePage.objects.all(), selection)
        if (
            year is not None
            and not selection.filters
            and year not in {choice.selection.year for choice in choices.years}
        ):
            raise Http404("No release of that year.")
        found = releases.filter(selection.condition()).newest_first().for_list().defer_streamfields()
        found = found[: self.page_size] if year is None else found
        context.update(
            selection=selection,
            choices=choices,
            groups=groups(found, selection),
        )
        return context

    def address_end(self, language):
        return address_end(self.year, language)

    @property
    def heading(self):
        heading = super().heading
        if self.year is None:
            return heading
        undated = _("(undated)")
        return Localized(f"{heading} {self.year or undated}", heading.language)

    @property
    def title_tag(self):
        return super().title_tag if self.year is None else self.heading

    @property
    def description(self):
        if self.year is None:
            return super().description
        if not self.year:
            return _("The news releases of the organisation that have no date.")
        return _("The news releases of %(year)d, by date and number, with their topics and members.") % {
            "year": self.year
        }

    def get_sitemap_urls(self, request=None):
        """With the pages of the years. The list changes with its releases, not only when it is published itself."""
        releases = NewsReleasePage.objects.child_of(self).visible()
        changes = releases.order_by().values_list("date__year").annotate(models.Max("last_published_at"))
        changed = {year or 0: moment for year, moment in changes}
        own = max(filter(None, [self.last_published_at, *changed.values()]), default=None)
        urls = [url | {"lastmod": own} for url in super().get_sitemap_urls(request)]
        for self.year, moment in sorted(changed.items()):
            urls += [url | {"lastmod": moment} for url in super().get_sitemap_urls(request)]
        self.year = None
        return urls


class NewsReleasePage(SitePage):
    series = models.ForeignKey(
        ReleaseSeries,
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="releases",
    )
    number = models.PositiveIntegerField(
        _("number"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9999)],
        help_text=_("Within its series and year: 27 in ‘PR 27/21’. A release may have none."),
    )
    number_year = models.PositiveSmallIntegerField(
        _("year of the number"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1998), MaxValueValidator(2100)],
        help_text=_("Left empty, it is the year of the date."),
    )
    date = models.DateField(
        _("date"), null=True, blank=True, default=timezone.localdate, help_text=_("The day of issue. It may be empty.")
    )
    place = models.CharField(
        _("place"),
        max_length=80,
        blank=True,
        help_text=_("‘Suva, Fiji’: opens the text together with the date. Leave it empty if the text carries its own."),
    )
    summary = models.TextField(
        _("summary"), max_length=300, blank=True, help_text=_("One or two sentences for lists and search engines.")
    )
    body = BodyField(_("text"))
    image = models.ForeignKey(
        SiteImage,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without one, the page shows the chart of the member concerned."),
    )
    lead = models.BooleanField(
        _("lead story"),
        default=False,
        help_text=_("The newest release with this tick leads the news on the home page."),
    )
    priorities = ProtectingManyToManyField(
        "priorities.PriorityPage", verbose_name=_("strategic priorities"), blank=True, related_name="releases"
    )
    members = ProtectingManyToManyField(
        "members.MemberPage", verbose_name=_("members concerned"), blank=True, related_name="releases"
    )

    objects = PageManager.from_queryset(ReleaseQuerySet)()

    base_form_class = ReleaseForm
    kind = _("news release")
    translated_fields = ("place", "summary", "body")
    translated_children = ("corrections",)
    english_required = ("body",)
    page_related = ("series",)
    exclude_fields_in_copy = [*SitePage.exclude_fields_in_copy, "number", "number_year"]
    search_related = ("series",)
    on_site_map = False
    share_type = "article"
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []

    edit_handler = language_tabs(
        translated_fields,
        shared=[
            FieldPanel("date"),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("series", widget=forms.Select), FieldPanel("number"), FieldPanel("number_year")]
                    )
                ],
                heading=_("Number"),
            ),
            FieldPanel("image"),
            InlinePanel("attachments", heading=_("Attachments"), label=_("attachment")),
            InlinePanel("corrections", heading=_("Corrections"), label=_("correction")),
            FieldPanel("lead"),
            FieldPanel("priorities", widget=forms.CheckboxSelectMultiple),
            FieldPanel("members", widget=forms.CheckboxSelectMultiple),
        ],
    )

    class Meta:
        verbose_name = _("news release")
        verbose_name_plural = _("news releases")
        constraints = [
            models.UniqueConstraint(fields=["series", "number", "number_year"], name="one_release_a_number"),
        ]
        indexes = [
            models.Index(DAY.desc(), models.F("sitepage_ptr").desc(), name="newest_first"),
            models.Index(fields=["lead"], condition=models.Q(lead=True), name="lead_stories"),
        ]

    def get_context(self, request, *args, **kwargs):
        if self.pk:
            attachments = models.Prefetch("attachments", Attachment.objects.select_related("document"))
            models.prefetch_related_objects(
                [self], "corrections", attachments, *NewsReleasePage.objects.subjects(), pictures()
            )
        return super().get_context(request, *args, **kwargs)

    @property
    def reference(self):
        """The number as it is printed: 'PR 27/21'; empty without a series and a number."""
        if not (self.series_id and self.number and self.number_year):
            return ""
        return f"{self.series.prefix} {self.number:02}/{self.number_year % 100:02}"

    @property
    def search_reference(self):
        return self.reference

    @property
    def search_day(self):
        return self.date

    @property
    def search_date(self):
        return ", ".join(filter(None, [self.reference, self.date and long_date(self.date)]))

    @property
    def search_line(self):
        return localized(self, "summary")

    @property
    def summary_text(self):
        return localized(self, "summary") or self.search_date

    @property
    def share_image(self):
        return self.image

    def structured_data(self):
        language, address = self.heading.language, self.address_in(self.canonical_language)
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": f"{address}#article",
            "mainEntityOfPage": address,
            "headline": str(self.heading)[:110],
            "description": str(self.description),
            "inLanguage": language,
            "datePublished": self.date or self.first_published_at,
            "dateModified": self.last_published_at,
            "author": {"@id": ORGANISATION_ID},
            "publisher": {"@id": ORGANISATION_ID},
            "identifier": self.reference,
        }
        return [{name: value for name, value in data.items() if value}]

    def clean(self):
        super().clean()
        if self.number and not self.series_id:
            raise ValidationError({"series": _("A number needs its series.")})
        if self.number and self.date and not self.number_year:
            self.number_year = self.date.year
        if self.number and not self.number_year:
            raise ValidationError({"number_year": _("A number without a date needs its year.")})
        if self.number:
            refuse_taken_number(self)


class Correction(models.Model):
    """A note that says what was corrected, and when: nothing is changed in silence."""

    page = ParentalKey(NewsReleasePage, on_delete=models.CASCADE, related_name="corrections")
    date = models.DateField(_("date of the correction"), default=timezone.localdate)
    text = models.TextField(_("correction"), help_text=_("What was wrong, and what is right."))

    translated_fields = ("text",)
    panels = [FieldPanel("date"), *text_panels(translated_fields, "en", "fr")]

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self):
        return str(localized(self, "text"))


class Attachment(Orderable):
    """A document that belongs to a release, for both languages."""

    page = ParentalKey(NewsReleasePage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(SiteDocument, verbose_name=_("document"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return str(self.document.heading)
