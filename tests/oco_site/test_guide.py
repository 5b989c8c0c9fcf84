"""The guide of the admin: it opens for all staff, says the same in both languages, and in the admin's own words."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import Workflow

from members.models import MembersIndexPage
from oco_site.groups import WORKFLOW, set_up_groups
from oco_site.guide import SECTIONS
from tests.builders import build_event, build_release
from tests.oco_site.acts import ADMINS, words
from tests.oco_site.people import GROUPS, client_of, person

URL = "/admin/guide/"
MOST_PICTURES, MOST_BYTES = 8, 300_000  # of each language
NAMES = ("aria-label", "data-w-tooltip-content-value", "title")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def sections(staff):
    """{name: its part of the guide, without the headline}"""
    page = BeautifulSoup(staff.get(URL).content, "html.parser")
    assert [link["href"] for link in page.select(".guide nav a")] == [f"#{name}-section" for name in SECTIONS]
    return {name: page.find(id=f"{name}-content") for name in SECTIONS}


@pytest.mark.parametrize("role", GROUPS)
def test_the_menu_leads_all_staff_to_the_guide(home, role):
    set_up_groups()
    staff = client_of(person(role))

    assert '"url": "/admin/guide/"' in staff.get("/admin/").content.decode()
    assert words(sections(staff)["publish"]).startswith("On the first screen, press New release.")


@pytest.mark.usefixtures("home")
def test_both_languages_have_the_same_steps_and_pictures(english_admin, french_admin, settings):
    guides = {"en": sections(english_admin), "fr": sections(french_admin)}

    def shape(language, *names):
        return {name: [element.name for element in part.find_all(names)] for name, part in guides[language].items()}

    assert shape("en", "p", "ol", "ul", "li", "img") == shape("fr", "p", "ol", "ul", "li", "img")
    for language, guide in guides.items():
        pictures = [picture for part in guide.values() for picture in part.find_all("img")]
        files = list(Path(settings.BASE_DIR, "static/guide", language).iterdir())
        assert {picture["src"].split("/")[-1].split(".")[0] for picture in pictures} == {file.stem for file in files}
        assert len(files) == len(pictures) <= MOST_PICTURES
        assert all(picture["alt"] for picture in pictures)
        assert sum(file.stat().st_size for file in files) < MOST_BYTES


@pytest.mark.usefixtures("members_index", "priorities_index")
@pytest.mark.parametrize("admin", ADMINS)
def test_what_the_guide_quotes_stands_in_the_admin(request, admin, news_index, events_index):
    staff = request.getfixturevalue(admin)
    quoted = {words(name) for part in sections(staff).values() for name in part.find_all("b")}
    set_up_groups()
    language = admin[:2]

    said = set().union(*map(said_on, screens(staff, language, news_index, events_index)))

    assert sorted(quoted - said) == []


def screens(staff, language, news_index, events_index):
    """The answers in which the guide's words stand; the staff has set up a second factor after them."""
    user = get_user_model().objects.get()
    release, event = build_release(news_index, title_fr="Un communiqué"), build_event(events_index)
    old = release.save_revision(log_action=True)
    release.save_revision(log_action=True)
    waiting, hour = build_release(news_index), timezone.now() + timedelta(days=1)
    waiting.save_revision()
    Workflow.objects.get(name=WORKFLOW).start(waiting, person("author"))
    to_come, scheduled = (build_event(events_index, go_live_at=hour) for _each in range(2))
    to_come.save_revision()
    scheduled.save_revision().publish()
    colleague = person("publisher", name="colleague")
    colleague.set_unusable_password()
    colleague.save()
    TOTPDevice.objects.create(user=colleague, confirmed=True)

    yield Client().get("/admin/login/", headers={"accept-language": language})
    for path in (
        "",
        "news/",
        "events/",
        f"pages/{waiting.pk}/edit/",
        f"pages/{to_come.pk}/edit/",
        f"pages/{scheduled.pk}/edit/",
        f"pages/{event.pk}/edit/",
        f"pages/{release.pk}/edit/",
        f"pages/{release.pk}/history/",
        f"pages/{release.pk}/revisions/{old.pk}/revert/",
        "events/import/",
        "reports/french/",
        "members/",
        f"pages/add/members/memberpage/{MembersIndexPage.objects.get().pk}/",
        "settings/oco_site/sitesettings/",
        "account/",
        "users/",
        "users/new/",
        f"users/edit/{colleague.pk}/",
        "second-factor/set-up/",
    ):
        yield staff.get(f"/admin/{path}", follow=True)
    yield staff.post("/admin/events/import/", {"text": "3-Oct ISWG Meeting", "start_year": "2026", "preview": "yes"})
    key = TOTPDevice.objects.get(user=user).bin_key
    yield staff.post("/admin/second-factor/set-up/", {"code": f"{totp(key):06}"})


def said_on(answer):
    """The words of a page's elements, names of what has none in writing, and strings that its scripts make menus of."""
    assert answer.status_code == 200, answer.request["PATH_INFO"]
    page = BeautifulSoup(answer.content, "html.parser")
    said = {" ".join(text.split()).rstrip("*") for text in page.find_all(string=True)}
    said |= {value for element in page.find_all(True) for name in NAMES if (value := element.get(name))}
    scripts = " ".join(script.get_text() for script in page.find_all("script"))
    return said | {" ".join(json.loads(f'"{string}"').split()) for string in STRING.findall(scripts)}
