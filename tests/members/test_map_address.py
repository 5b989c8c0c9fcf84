"""The address of the live map's script, and how long what is there may be kept."""

import pytest

from members import views
from tests.oco_site.acts import read


def script_address(client, path="/en/members/"):
    scripts = read(client, path).select_one("#member-map")["data-map-scripts"].split()
    return next(address for address in scripts if "map.js?v=" in address)


def test_the_address_of_the_script_has_its_version_and_may_be_kept_for_ever(client, cook_islands):
    address = script_address(client)

    response = client.get(address)

    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert set(response.headers["Cache-Control"].split(", ")) == {"public", "max-age=31536000", "immutable"}
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "Cook Islands" in response.content.decode()


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789ab"])
def test_the_script_of_another_version_is_not_kept(client, cook_islands, query):
    response = client.get(f"/en/members/map.js{query}")

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache")


def test_the_script_has_the_names_of_its_language_and_an_address_of_its_own(client, cook_islands):
    english, french = script_address(client), script_address(client, "/fr/membres/")

    assert (english.partition("?")[0], french.partition("?")[0]) == ("/en/members/map.js", "/fr/membres/map.js")
    assert english.partition("?")[2] != french.partition("?")[2]
    assert "\\u00celes Cook" in client.get(french).content.decode()
    assert "Cook Islands" not in client.get(french).content.decode()


def test_the_address_changes_when_a_member_is_published_and_not_before(client, cook_islands):
    before = script_address(client)

    cook_islands.latitude = -21.3
    cook_islands.save_revision()
    as_draft = script_address(client)
    cook_islands.save_revision().publish()
    after = script_address(client)

    assert as_draft == before
    assert after != before
    assert client.get(before).headers["Cache-Control"] == "no-cache"
    assert "immutable" in client.get(after).headers["Cache-Control"]


def test_the_script_is_built_once_for_a_language_and_a_change(client, monkeypatch, cook_islands):
    built = []
    monkeypatch.setattr(views, "map_script", lambda places, **urls: built.append(places) or f"// {len(built)}")
    views.built_script.cache_clear()
    paths = ("/en/members/", "/fr/membres/", "/en/members/map.js", "/fr/membres/map.js", "/en/")

    for path in paths:
        client.get(path)
    once = len(built)
    cook_islands.latitude = -21.3
    cook_islands.save_revision().publish()
    for path in paths:
        client.get(path)
    views.built_script.cache_clear()

    assert (once, len(built)) == (2, 4)
