"""The members as schema.org describes them (https://schema.org/AdministrativeArea, /GovernmentOrganization, /ItemList).

From pages to dictionaries for JSON-LD, in the active language. Positions are WGS 84 degrees.
"""

from oco_site.base import ORGANISATION_ID
from oco_site.fields import localized, other_language, text_in

CONTEXT = {"@context": "https://schema.org"}


def members_list(name, members):
    """The list of members, in the order given; and the organisation as what they are members of."""
    members = list(members)
    items = [
        {"@type": "ListItem", "position": position, "name": str(member.heading), "url": member.full_url}
        for position, member in enumerate(members, start=1)
    ]
    return [
        {**CONTEXT, "@type": "ItemList", "name": name, "numberOfItems": len(items), "itemListElement": items},
        {
            **CONTEXT,
            "@type": "Organization",
            "@id": ORGANISATION_ID,
            "member": [_administration(member) for member in members],
        },
    ]


def _administration(member):
    """By its own name where that is known, else by its country's."""
    administration = {
        "@type": "GovernmentOrganization",
        "name": member.administration or str(member.heading),
        "url": member.website,
        "areaServed": {"@id": f"{member.full_url}#country"},
    }
    return {key: value for key, value in administration.items() if value}


def country_and_administration(member):
    """A country or territory, and its customs administration where that is known."""
    url = member.full_url
    heading = member.heading
    other_name = text_in(member, "title", other_language(heading.language))
    country = {
        **CONTEXT,
        "@type": "AdministrativeArea",
        "@id": f"{url}#country",
        "name": str(heading),
        "alternateName": other_name if other_name != str(heading) else "",
        "description": str(localized(member, "summary")),
        "url": url,
        "identifier": {"@type": "PropertyValue", "propertyID": "ISO 3166-1 alpha-2", "value": member.iso_code},
        "geo": {"@type": "GeoCoordinates", "latitude": member.latitude, "longitude": member.longitude},
        "containedInPlace": {"@type": "Place", "name": str(member.get_sub_region_display())},
    }
    country = {key: value for key, value in country.items() if value != ""}
    return [country, {**CONTEXT, **_administration(member)}] if member.administration else [country]
