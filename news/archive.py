"""The archive of releases: by year, narrowed by series, priority, member and language, all as plain links.

What an address asks for is a `Selection`; the facets are what may be chosen next, each with the number of releases that
it would show. Their number of queries depends neither on the releases nor on the choices.
"""

from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

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
    def without_filters(self):
        return Selection(self.year)

    def of(self, releases):
        """Those of the releases that are selected."""
        return releases.filter(self.condition())

    def condition(self, leaving_out=None, release=""):
        """What it asks of a release, by all criteria but one. release: the lookup that leads there from another model,
        such as `releases__`."""
        chosen = replace(self, **{leaving_out: None if leaving_out == "year" else ""}) if leaving_out else self
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


def years(releases, selection):
    """The choices of a year, the newest first and the undated last."""
    matching = releases.filter(selection.condition(leaving_out="year"))
    found = matching.order_by().values_list("date__year").annotate(Count("pk"))
    counts = {year or 0: count for year, count in found}
    in_order = sorted(counts, reverse=True)  # 0, the undated, last
    return tuple(
        Choice(year or _("Undated"), counts[year], replace(selection, year=year), year == selection.year)
        for year in in_order
    )


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


def facets(releases, hidden, selection):
    """What the selection may be narrowed by. A choice in force leads to the same without it.

    hidden: the keys of those that are not among the releases.
    """
    labels = {"series": _("Series"), "priority": _("Topic"), "member": _("Member")}
    return [
        *(_facet(releases, hidden, selection, name, label) for name, label in labels.items()),
        _language_facet(releases, selection),
    ]


def _facet(releases, hidden, selection, name, label):
    choices = (_choice(selection, name, *offered) for offered in _offered(releases, hidden, selection, name))
    return Facet(name, label, tuple(choice for choice in choices if choice.count or choice.is_chosen))


def _offered(releases, hidden, selection, name):
    """(value in the address, label, number of releases) of all that a facet may offer, in reading order; one query."""
    field = releases.model._meta.get_field(FIELDS[name])
    related = field.related_model.objects
    if name == "series":
        matching = releases.filter(selection.condition(leaving_out=name))
        count = Count("releases", filter=Q(releases__in=matching))
        return [(each.prefix, each.prefix, each.count) for each in related.annotate(count=count)]
    # Counted where it is written down which release names what: a narrow table.
    release, named = field.m2m_field_name(), field.m2m_reverse_field_name()
    naming = field.remote_field.through.objects.filter(**{named: OuterRef("pk")}).exclude(**{f"{release}__in": hidden})
    naming = naming.filter(selection.condition(leaving_out=name, release=f"{release}__"))
    count = Coalesce(Subquery(naming.values(named).values(count=Count("pk"))), 0)
    pages = related.visible().annotate(count=count).defer_streamfields()
    if name == "priority":
        return [(each.number, each.heading, each.count) for each in pages.order_by("number")]
    return [(each.slug, each.heading, each.count) for each in pages.in_reading_order()]


def _language_facet(releases, selection):
    count = releases.filter(selection.condition(leaving_out="language")).exclude(title_fr="").count()
    choice = _choice(selection, "language", "fr", _("Issued in French, too"), count)
    return Facet("language", _("Language"), (choice,) if count or choice.is_chosen else ())


def _choice(selection, name, value, label, count):
    is_chosen = getattr(selection, name).lower() == str(value).lower()
    return Choice(label, count, replace(selection, **{name: "" if is_chosen else str(value)}), is_chosen)
