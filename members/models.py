"""The members of the organisation, and the countries it works with: one page each, the only source of every list,
count and map."""

from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager

from members.chart import MapMember, chart_views
from members.forms import MemberPageForm
from members.panels import PinPreview
from members.structured_data import country_and_administration, members_list
from oco_site.base import IndexPage, SitePage, SitePageQuerySet, all_public
from oco_site.dates import utc_offset
from oco_site.fields import BodyField, localized, sort_key, time_zone_choices
from oco_site.panels import language_tabs

CHART = settings.BASE_DIR / "static" / "img" / "chart.svg"


class Membership(NamedTuple):
    """How many members there are on a day, how many before the last that joined (0: not known), and when that was."""

    count: int
    before: int
    last_joined: date | None


class MemberQuerySet(SitePageQuerySet):
    def in_reading_order(self):
        """By name, as a reader of the active language sorts names."""
        return sorted(self, key=lambda member: sort_key(member.heading))


def members_on(day):
    """The public members as of a date (inclusive), by name. An empty date of joining: a member at every date."""
    return [
        country
        for country in all_public(MemberPage)
        if country.status == MemberPage.Status.MEMBER and (country.joined is None or country.joined <= day)
    ]


def membership_on(day):
    """The size of the membership on a day; who joined in one month joined together."""
    joined = [member.joined for member in members_on(day)]
    last = max(filter(None, joined), default=None)
    before = sum(1 for day in joined if last and (day is None or day < last.replace(day=1)))
    return Membership(len(joined), before, last)


def on_the_map(countries):
    """Countries as the map's pure functions want them, named in the active language."""
    return tuple(
        MapMember(
            slug=country.slug,
            iso=country.iso_code,
            name=str(country.heading),
            latitude=country.latitude,
            longitude=country.longitude,
            status=country.standing,
        )
        for country in countries
    )


class MembersIndexPage(IndexPage):
    translated_fields = ("introduction",)
    parent_page_types = ["oco_site.HomePage"]
    subpage_types = ["members.MemberPage"]

    edit_handler = language_tabs(translated_fields)

    class Meta:
        verbose_name = _("list of members")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["membership"] = membership_on(timezone.localdate())
        context["by_name"] = request.GET.get("order") == "name"
        return context

    def structured_data(self):
        return members_list(str(self.heading), members_on(timezone.localdate()))


class MemberPage(SitePage):
    class Status(models.TextChoices):
        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")
        PARTNER = "partner", _("partner country")

    class SubRegion(models.TextChoices):
        """Codes and names of the United Nations' standard M49."""

        MELANESIA = "054", _("Melanesia")
        MICRONESIA = "057", _("Micronesia")
        POLYNESIA = "061", _("Polynesia")
        AUSTRALIA_AND_NEW_ZEALAND = "053", _("Australia and New Zealand")
        SOUTH_EASTERN_ASIA = "035", _("South-eastern Asia")

    iso_code = models.CharField(
        _("ISO 3166 code"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, such as FJ."))],
        help_text=_("Two letters; it finds the country’s land on the map."),
    )
    abbreviation = models.CharField(
        _("abbreviation"), max_length=10, blank=True, help_text=_("As the calendar writes it: FSM, RMI, PNG.")
    )
    # A proper name: one for both languages.
    administration = models.CharField(
        _("customs administration"), max_length=160, blank=True, help_text=_("Its own name, in its own language.")
    )
    website = models.URLField(_("website of the administration"), blank=True)
    capital = models.CharField(_("capital"), max_length=80, blank=True)
    summary = models.TextField(
        _("brief information"),
        max_length=160,
        blank=True,
        help_text=_("One sentence, shown on the map. 160 characters."),
    )
    body = BodyField(_("body"))
    sub_region = models.CharField(_("sub-region"), max_length=3, choices=SubRegion.choices)
    latitude = models.FloatField(
        _("latitude"),
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Of the pin, in degrees; south is negative: Suva is -18.138."),
    )
    longitude = models.FloatField(
        _("longitude"),
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Of the pin, in degrees; west is negative: Suva is 178.44."),
    )
    pin_place = models.CharField(_("place of the pin"), max_length=80, help_text=_("The town that the pin marks."))
    time_zone = models.CharField(_("time zone"), max_length=64, choices=time_zone_choices)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.MEMBER)
    joined = models.DateField(
        _("joined"),
        null=True,
        blank=True,
        help_text=_("The month counts; any day of it will do. Empty: a member from the beginning, as far as is known."),
    )

    objects = PageManager.from_queryset(MemberQuerySet)()

    base_form_class = MemberPageForm
    is_listed_by_name = True
    translated_fields = ("capital", "summary", "body")
    exclude_fields_in_copy = [*SitePage.exclude_fields_in_copy, "iso_code"]
    parent_page_types = ["members.MembersIndexPage"]
    subpage_types = []

    edit_handler = language_tabs(
        translated_fields,
        shared=[
            FieldRowPanel([FieldPanel("status"), FieldPanel("joined")]),
            FieldRowPanel([FieldPanel("iso_code"), FieldPanel("abbreviation")]),
            FieldPanel("sub_region"),
            FieldPanel("administration"),
            FieldPanel("website"),
            FieldPanel("time_zone"),
            MultiFieldPanel(
                [
                    FieldPanel("pin_place"),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    PinPreview(),
                ],
                heading=_("Pin on the map"),
            ),
        ],
    )

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            # Drafts and copies may wait for theirs.
            models.UniqueConstraint(
                fields=["iso_code"], condition=~models.Q(iso_code=""), name="one_member_an_iso_code"
            ),
        ]

    def clean(self):
        super().clean()
        if self.iso_code and MemberPage.objects.filter(iso_code=self.iso_code).exclude(pk=self.pk).exists():
            raise ValidationError({"iso_code": _("Another member already has this code.")})

    @property
    def search_reference(self):
        return self.abbreviation

    @property
    def pin_name(self):
        """The place of the pin; where it is the capital, in the reader's language (Port-Vila)."""
        return str(localized(self, "capital")) if self.pin_place == self.capital_en else self.pin_place

    @property
    def is_member(self):
        """Today: a member that is yet to join is not one."""
        return self.standing == self.Status.MEMBER

    @property
    def standing(self):
        """The status; of a member whose date of joining is still to come, 'joining'."""
        is_to_come = self.status == self.Status.MEMBER and self.joined and self.joined > timezone.localdate()
        return "joining" if is_to_come else self.status

    @property
    def kind(self):
        if self.standing == "joining":
            return _("member from %(month)s") % {"month": date_format(self.joined, "F Y")}
        return self.get_status_display()

    @property
    def standing_sentence(self):
        """What a country is that is no member."""
        if self.standing == self.Status.OBSERVER:
            return _("An observer, not a member of the organisation.")
        if self.standing == self.Status.PARTNER:
            return _("A partner country, not a member of the organisation.")
        return _("Not yet a member: it joins in %(month)s.") % {"month": date_format(self.joined, "F Y")}

    @property
    def chart_view(self):
        """The name of the chart's view around this country; empty if the chart was drawn without it."""
        name = f"v-{self.slug}"
        return name if name in chart_views(CHART) else ""

    @property
    def summary_text(self):
        parts = [self.administration, localized(self, "summary")]
        parts.append(_("%(name)s in the Oceania Customs Organisation: its events and news.") % {"name": self.heading})
        return " · ".join(str(part) for part in parts if part)

    def structured_data(self):
        return country_and_administration(self)

    @property
    def utc_offset(self):
        return utc_offset(self.time_zone) if self.time_zone else ""  # a draft may have none yet

    @property
    def position(self):
        """Degrees and minutes as a chart prints them: 18°08′S 178°26′E."""
        return " ".join(
            f"{int(minutes // 60)}°{int(minutes % 60):02}′{letter}"
            for minutes, letter in (
                (round(abs(self.latitude) * 60), "N" if self.latitude >= 0 else "S"),
                (round(abs(self.longitude) * 60), "E" if self.longitude >= 0 else _("W")),
            )
        )
