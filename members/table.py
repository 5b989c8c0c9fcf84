"""The members as a table, for a download: rows of text and numbers, headings in the active language."""

from django.utils.translation import gettext as _

from oco_site.fields import localized, text_in


def file_name():
    # Translators: the name of a file, so small letters without accents
    return _("oco-members.csv")


def rows(countries):
    """A row of headings, then one for each country in the order given. Positions are WGS 84 degrees, dates ISO 8601."""
    yield [
        _("name"),
        _("name in English"),
        _("name in French"),
        _("status"),
        _("joined"),
        _("ISO 3166 code"),
        _("abbreviation"),
        _("sub-region"),
        _("customs administration"),
        _("website"),
        _("capital"),
        _("place of the pin"),
        _("latitude"),
        _("longitude"),
        _("time zone"),
        _("address of the page"),
    ]
    yield from map(_cells, countries)


def _cells(country):
    return [
        str(country.heading),
        text_in(country, "title", "en"),
        text_in(country, "title", "fr"),
        str(country.kind),
        country.joined.isoformat()[:7] if country.joined else "",
        country.iso_code,
        country.abbreviation,
        str(country.get_sub_region_display()),
        country.administration,
        country.website,
        str(localized(country, "capital")),
        country.pin_name,
        country.latitude,
        country.longitude,
        country.time_zone,
        country.full_url,
    ]
