"""The archive of releases: by year, narrowed by series, priority, member and language, all as plain links.

What an address asks for is a `Selection`; the facets are what may be chosen next, each with the number of releases that
it would show. Their number of queries depends neither on the releases nor on the choices; as all releases are counted,
each looks at no more columns than it must.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Case, Count, Value, When
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

UNDATED = {"en": "undated", "fr": "sans-date"}  # the end of the address of the releases without a date
FILTERS = ("series", "priority", "member", "language")
FIELDS = {"priority": "priorities", "member": "members"}


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

    def of(self, releases, leaving_out=None):
        """Those of the releases that are selected, by all criteria but one."""
        chosen = replace(self, **{leaving_out: None if leaving_out == "year" else ""}) if leaving_out else self
        if chosen.year is not None:
            releases = releases.filter(date__year=chosen.year) if chosen.year else releases.filter(date=None)
        if chosen.series:
            releases = releases.filter(series__prefix__iexact=chosen.series)
        if chosen.priority:
            number = int(chosen.priority) if chosen.priority.isdecimal() and len(chosen.priority) < 4 else 0
            releases = releases.filter(priorities__number=number)
        if chosen.member:
            releases = releases.filter(members__slug=chosen.member)
        if chosen.language:
            releases = releases.exclude(title_fr="") if chosen.language == "fr" else releases.none()
        return releases


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


def tally(releases, selection):
    """[({name of a facet: value}, number of releases), …] of those that are about the topic and the member selected, by
    what can be counted at once: year (0: undated), series, and language ("fr" where there is a French title)."""
    about = replace(selection, year=None, series="", language="").of(releases)
    in_french = Case(When(title_fr="", then=Value("")), default=Value("fr"))
    groups_of = about.order_by().values_list("date__year", "series__prefix", in_french).annotate(Count("pk"))
    return [
        ({"year": year or 0, "series": (prefix or "").upper(), "language": language}, count)
        for year, prefix, language, count in groups_of
    ]


def _sums(tally, selection, name):
    """{value of a facet: number of releases}, of those that fit all other criteria."""
    wanted = {
        "year": selection.year,
        "series": selection.series.upper() or None,
        "language": selection.language or None,
    }
    del wanted[name]
    sums = Counter()
    for values, count in tally:
        if all(value in (None, values[key]) for key, value in wanted.items()):
            sums[values[name]] += count
    return sums


def years(tally, selection):
    """The choices of a year, the newest first and the undated last."""
    found = _sums(tally, selection, "year")
    return tuple(
        Choice(year or _("Undated"), found[year], replace(selection, year=year), year == selection.year)
        for year in sorted(found, reverse=True)  # 0, the undated, last
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


def facets(releases, tally, selection):
    """What the selection may be narrowed by. A choice in force leads to the same without it."""
    series, languages = _sums(tally, selection, "series"), _sums(tally, selection, "language")
    all_series = releases.model._meta.get_field("series").related_model.objects.values_list("prefix", flat=True)
    offered = {
        ("series", _("Series")): [(prefix, prefix, series[prefix.upper()]) for prefix in all_series],
        ("priority", _("Topic")): _topics(releases, selection),
        ("member", _("Member")): _members(releases, selection),
        ("language", _("Language")): [("fr", _("Issued in French, too"), languages["fr"])],
    }
    return [_facet(name, label, choices, selection) for (name, label), choices in offered.items()]


def _facet(name, label, offered, selection):
    choices = (_choice(selection, name, *choice) for choice in offered)
    return Facet(name, label, tuple(choice for choice in choices if choice.count or choice.is_chosen))


def _topics(releases, selection):
    """(value in the address, label, number of releases) of each priority."""
    counts, pages = _related(releases, selection, "priority")
    return [(page.number, page.heading, counts[page.pk]) for page in pages.order_by("number")]


def _members(releases, selection):
    """The same of each member, in reading order."""
    counts, pages = _related(releases, selection, "member")
    return [(page.slug, page.heading, counts[page.pk]) for page in pages.in_reading_order()]


def _related(releases, selection, name):
    """{primary key: number of releases}, and the pages."""
    relation = FIELDS[name]
    matching = selection.of(releases, leaving_out=name).order_by()
    return Counter(dict(matching.values_list(relation).annotate(Count("pk")))), releases.related_pages(relation)


def _choice(selection, name, value, label, count):
    is_chosen = getattr(selection, name).lower() == str(value).lower()
    return Choice(label, count, replace(selection, **{name: "" if is_chosen else str(value)}), is_chosen)
