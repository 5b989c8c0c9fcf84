"""What the live map fetches, and the members as a table: an address of its own for each language."""

from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control

from members import table
from members.map import LandUrls, map_script, script_version
from members.models import MemberPage, on_the_map
from oco_site.base import all_public
from oco_site.spreadsheet import csv_response


# One entry a language, and room for the version before a change.
@lru_cache(maxsize=4)
def built_script(places):
    land_urls = LandUrls(overview=static("geo/pacific-overview.json"), detail=static("geo/pacific-detail.json"))
    return map_script(places, land_urls=land_urls)


def map_script_address(places):
    return f"{reverse('member_map_script')}?v={script_version(built_script(places))}"


def member_map_script(request):
    """The JavaScript that folium makes. An address with the present version may be kept for ever, any other not."""
    script = built_script(on_the_map(all_public(MemberPage)))
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    if request.GET.get("v") == script_version(script):
        patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response


def member_cards(request):
    """The brief information of every country, for the cards of the live map."""
    response = render(request, "members/cards.html", {"countries": all_public(MemberPage)})
    response["X-Robots-Tag"] = "noindex"  # a part of pages that have it already
    return response


def member_list_csv(request):
    """The members and partners as a file for spreadsheets."""
    return csv_response(table.rows(all_public(MemberPage)), table.file_name())
