"""The archive of releases: by year, narrowed by series, priority, member and language, all as plain links.

What an address asks for is a `Selection`; `Choices` are what may be chosen next. Their number of queries depends on
neither.
"""

from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from oco_site.fields import active_language

UNDATED = {"en": "undated", "fr": "sans-date"}  # the end of the address of the releases without a date
FILTERS = ("series", "priority", "member", "language")
FIELDS = {"series": "series", "priority": "priorities", "member": "members"}


@dataclass(frozen=True)
class Selection:
    """One page of the archive. `year`: None for the newest of all years, 0 for the undated ones."""

    year: int | None = None
    series: str = ""
    priority: str = ""
    member: str = ""
    language: str = ""

    @classmethod
    def from_query(cls, query, year):
        return cls(year, **{name: query.get(name, "")[:100].replace("\x00", "") for name in FILTERS})

    @property
    def filters(self):
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    @property
    def query(self):
        return f"?{urlencode(self.filters)}" if self.filters else ""

    @property
    def address_end(self):
        """What follows the address of the list of news in its own."""
        return address_end(self.year, active_language()) + self.query

    @property
    def without_filters(self):
        return Selection(self.year)

    def condition(self, *leaving_out, release=""):
        """What it asks of a release, by all criteria but some. release: the lookup that leads there from another model,
        such as `release__`."""
        chosen = replace(self, **{name: None if name == "year" else "" for name in leaving_out})
        condition = Q()
        if chosen.year is not None:
            condition &= Q(**({f"{release}date__year": chosen.year} if chosen.year else {f"{release}date": None}))
        if chosen.series:
            condition &= Q(**{f"{release}series__prefix__iexact": chosen.series})
        if chosen.priority:
            number = int(chosen.priority) if chosen.priority.isdecimal() and len(chosen.priority) < 4 else 0
            condition &= Q(**{f"{release}priorities__number": number})
        if chosen.member:
            condition &= Q(**{f"{release}members__slug": chosen.member})
        if chosen.language:
            condition &= ~Q(**{f"{release}title_fr": ""}) if chosen.language == "fr" else Q(pk__in=[])
        return condition


def address_end(year, language):
    """What follows the address of the list of news in the address of a year."""
    return "" if year is None else f"{year or UNDATED[language]}/"


def year_of(component):
    """The year that the end of an address names (0: undated), None if it names none."""
    if component in UNDATED.values():
        return 0
    return int(component) or None if len(component) == 4 and component.isascii() and component.isdecimal() else None


@dataclass(frozen=True)
class Choice:
    """A link of a facet: what it shows, with how many releases, and the selection that it leads to."""

    label: object
    count: int
    selection: Selection
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: tuple

    @property
    def chosen(self):
        return next((choice for choice in self.choices if choice.is_chosen), None)


def groups(releases, selection):
    """[(heading, releases), …]: by year, and by month within one year."""
    return [
        (heading, list(group))
        for heading, group in groupby(releases, lambda release: _heading(release.date, selection))
    ]


def _heading(day, selection):
    if day is None:
        return _("Undated")
    return capfirst(date_format(day, "F")) if selection.year else day.year


class Choices:
    """What may be chosen next: each choice with the number of public releases that it would show.

    They are counted as all but the few hidden ones: to ask who of thousands is public takes several times as long.
    """

    def __init__(self, releases, selection):
        self.selection, self.hidden = selection, releases.hidden()
        self.releases = releases.order_by().exclude(pk__in=self.hidden)

    @cached_property
    def _by_year(self):
        """{year, or 0: (releases, those issued in French, too)}, by all criteria but year and language."""
        matching = self.releases.filter(self.selection.condition("year", "language"))
        counts = {"all": Count("pk"), "in_french": Count("pk", filter=~Q(title_fr=""))}
        return {year or 0: both for year, *both in matching.values_list("date__year").annotate(**counts)}

    @cached_property
    def years(self):
        """The newest first and the undated last."""
        of_language = {"": 0, "fr": 1}.get(self.selection.language)
        counts = {} if of_language is None else {year: both[of_language] for year, both in self._by_year.items()}
        return tuple(
            Choice(year or _("Undated"), counts[year], replace(self.selection, year=year), year == self.selection.year)
            for year in sorted(filter(counts.get, counts), reverse=True)  # 0, the undated, last
        )

    @property
    def count(self):
        """Of what is selected itself."""
        return sum(choice.count for choice in self.years if self.selection.year in (None, choice.selection.year))

    @cached_property
    def facets(self):
        """A choice in force leads to the same without it."""
        labels = {"series": _("Series"), "priority": _("Topic"), "member": _("Member")}
        return [*(self._facet(name, label) for name, label in labels.items()), self._language()]

    def _facet(self, name, label):
        choices = (_choice(self.selection, name, *offered) for offered in self._offered(name))
        return Facet(name, label, tuple(choice for choice in choices if choice.count or choice.is_chosen))

    def _offered(self, name):
        """(value in the address, label, number of releases) of all that a facet may offer, in reading order."""
        field = self.releases.model._meta.get_field(FIELDS[name])
        related = field.related_model.objects
        if name == "series":
            matching = self.releases.filter(self.selection.condition(name))
            count = Count("releases", filter=Q(releases__in=matching))
            return [(each.prefix, each.prefix, each.count) for each in related.annotate(count=count)]
        pages = related.visible().annotate(count=self._naming(field, name)).defer_streamfields()
        key = "number" if name == "priority" else "slug"
        return [(getattr(each, key), each.heading, each.count) for each in pages.in_reading_order()]

    def _naming(self, field, name):
        """How many releases name a page, as an expression; counted in the narrow table where that is written down."""
        release, named = field.m2m_field_name(), field.m2m_reverse_field_name()
        naming = field.remote_field.through.objects.filter(**{named: OuterRef("pk")})
        naming = naming.exclude(**{f"{release}__in": self.hidden})
        naming = naming.filter(self.selection.condition(name, release=f"{release}__"))
        return Coalesce(Subquery(naming.values(named).values(count=Count("pk"))), 0)

    def _language(self):
        years = self._by_year if self.selection.year is None else {self.selection.year}
        count = sum(self._by_year[year][1] for year in years if year in self._by_year)
        choice = _choice(self.selection, "language", "fr", _("Issued in French, too"), count)
        return Facet("language", _("Language"), (choice,) if count or choice.is_chosen else ())


def _choice(selection, name, value, label, count):
    is_chosen = getattr(selection, name).lower() == str(value).lower()
    return Choice(label, count, replace(selection, **{name: "" if is_chosen else str(value)}), is_chosen)
