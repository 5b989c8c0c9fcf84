"""Signing in: the second factor, the lock after wrong passwords, and the log of both."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from tests.builders import build_standard_page
from tests.oco_site import people

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-one-for-tests"
CODE_PAGE, SET_UP = "/admin/second-factor/", "/admin/second-factor/set-up/"


@pytest.fixture
def second_factor(settings):
    settings.SECOND_FACTOR = True


def make_user(name="ana", language="en", **fields):
    user = User.objects.create_user(name, password=PASSWORD, is_superuser=True, **fields)
    UserProfile.objects.create(user=user, preferred_language=language)
    return user


def code_of(device, steps=0):
    """The app's code of this moment, or of some steps of 30 seconds later."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = timezone.now().timestamp() + steps * device.step
    return f"{totp.token():06}"


def sign_in(client, name="ana", password=PASSWORD, **headers):
    return people.sign_in(client, name, password, **headers)


def set_up(client):
    """With the app of a new telephone: the recovery codes."""
    client.get(SET_UP)
    answer = client.post(SET_UP, {"code": code_of(TOTPDevice.objects.get(confirmed=False))})
    return re.findall("<li><code>(.*?)</code>", answer.content.decode())


def without_the_last_use():
    """As if half a minute had gone by: a code is good once."""
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)


@pytest.fixture
def ana(second_factor, home):
    """A member of staff with an app and recovery codes, signed in with the password alone."""
    user = make_user()
    first = Client()
    sign_in(first)
    user.codes = set_up(first)
    without_the_last_use()
    user.browser = Client()
    sign_in(user.browser)
    return user


def is_in(client):
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Set up the app for signing in"), ("fr", "Installer l’application de connexion")],
)
def test_who_has_no_app_sets_one_up_before_anything_else(second_factor, home, client, language, words):
    make_user(language=language)

    answer = sign_in(client)
    assert client.get(answer.url).url == f"{SET_UP}?next=/admin/"
    page = client.get(SET_UP).content.decode()
    wrong = client.post(SET_UP, {"code": "000000"})
    without_the_last_use()
    codes = set_up(client)

    assert words in page
    assert "<svg" in page
    assert page.count("<code>") == 1
    assert wrong.context["form"].errors.keys() == {"code"}
    assert len(set(codes)) == 10
    assert is_in(client)


def test_a_password_alone_opens_neither_admin_nor_drafts(ana, home):
    draft = build_standard_page(home, title="Draft", slug="draft", live=False)

    assert ana.browser.get("/admin/").url == f"{CODE_PAGE}?next=/admin/"
    assert ana.browser.get(f"/admin/pages/{draft.pk}/edit/").url.startswith(CODE_PAGE)
    assert ana.browser.get(SET_UP).url.startswith(CODE_PAGE)  # a thief's telephone instead of hers
    assert "userbar" not in ana.browser.get("/en/").content.decode()
    assert b"<symbol" in ana.browser.get("/admin/sprite/").content  # of which the page that asks is drawn
    assert ana.browser.post("/admin/logout/").status_code == 302


def test_the_code_of_the_app_opens_the_admin_where_one_wanted_to_go(ana):
    code = code_of(TOTPDevice.objects.get())

    wrong = ana.browser.post(CODE_PAGE, {"code": "12 34 56"})
    TOTPDevice.objects.update(throttling_failure_count=0)
    right = ana.browser.post(CODE_PAGE, {"code": f"{code[:3]} {code[3:]}", "next": "/admin/account/"})
    elsewhere = Client()
    sign_in(elsewhere)
    again = elsewhere.post(CODE_PAGE, {"code": code})

    assert wrong.context["form"].errors.keys() == {"code"}
    assert right.url == "/admin/account/"
    assert is_in(ana.browser)
    session = Session.objects.get(pk=ana.browser.cookies["sessionid"].value)
    assert session.expire_date <= timezone.now() + timedelta(hours=12)  # it ends with the working day
    assert again.status_code == 200  # a code is good once
    assert not is_in(elsewhere)


def test_no_address_of_another_host_is_gone_to(ana):
    answer = ana.browser.post(CODE_PAGE, {"code": code_of(TOTPDevice.objects.get()), "next": "https://example.com/"})

    assert answer.url == "/admin/"


def test_a_recovery_code_is_good_once(ana):
    answer = ana.browser.post(CODE_PAGE, {"code": ana.codes[0].upper()}, follow=True)
    elsewhere = Client()
    sign_in(elsewhere)
    TOTPDevice.objects.update(throttling_failure_count=0)
    again = elsewhere.post(CODE_PAGE, {"code": ana.codes[0]})

    assert "9 recovery codes are left" in answer.content.decode()
    assert is_in(ana.browser)
    assert again.context["form"].errors.keys() == {"code"}


def test_who_guesses_codes_waits_longer_each_time_but_not_for_good(ana):
    for _guess in range(4):
        TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(hours=1))
        ana.browser.post(CODE_PAGE, {"code": "000000"})
    code = code_of(TOTPDevice.objects.get())

    at_once = ana.browser.post(CODE_PAGE, {"code": code})
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(seconds=9))
    later = ana.browser.post(CODE_PAGE, {"code": code})

    assert "Too many wrong codes" in at_once.content.decode()
    assert later.status_code == 302


def test_another_telephone_and_new_codes_ask_for_the_password_again(ana):
    ana.browser.post(CODE_PAGE, {"code": ana.codes[0]})
    account = ana.browser.get("/admin/account/").content.decode()
    ana.browser.get(SET_UP)
    new = TOTPDevice.objects.get(confirmed=False)

    refused = ana.browser.post(SET_UP, {"code": code_of(new), "password": "not-hers"})
    moved = ana.browser.post(SET_UP, {"code": code_of(new), "password": PASSWORD})
    no_codes = ana.browser.post("/admin/second-factor/recovery-codes/", {"password": "not-hers"})
    codes = ana.browser.post("/admin/second-factor/recovery-codes/", {"password": PASSWORD})

    assert SET_UP in account
    assert "/admin/second-factor/recovery-codes/" in account
    assert refused.context["form"].errors.keys() == {"password"}
    assert moved.status_code == no_codes.status_code == codes.status_code == 200
    assert list(TOTPDevice.objects.values_list("pk", "confirmed")) == [(new.pk, True)]
    assert no_codes.context["form"].errors.keys() == {"password"}
    assert codes.content.decode().count("<li><code>") == 10


def test_an_administrator_takes_off_a_colleague_s_app_but_not_a_superuser_s(ana, home):
    administrators = Group.objects.create(name="Administrators")
    administrators.permissions.set(Permission.objects.filter(codename__in=["access_admin", "change_user"]))
    tevita, mele = (User.objects.create_user(name, password=PASSWORD) for name in ("tevita", "mele"))
    tevita.groups.add(administrators)
    mele.groups.add(administrators)
    browsers = Client(), Client()
    for browser, name in zip(browsers, ("tevita", "mele"), strict=True):
        sign_in(browser, name)
        set_up(browser)
    reset = "/admin/second-factor/{}/reset/".format

    offered = browsers[0].get("/admin/users/").content.decode()
    refused = browsers[0].post(reset(ana.pk))
    asked = browsers[0].get(reset(mele.pk))
    done = browsers[0].post(reset(mele.pk), follow=True)

    assert reset(mele.pk) in offered
    assert reset(ana.pk) not in offered
    assert refused.status_code in (302, 403)
    assert asked.status_code == 200
    assert "mele sets up a new app" in done.content.decode()
    assert set(TOTPDevice.objects.values_list("user__username", flat=True)) == {"ana", "tevita"}
    assert browsers[1].get("/admin/").url.startswith(SET_UP)


@pytest.mark.parametrize("path", [CODE_PAGE, SET_UP, "/admin/second-factor/recovery-codes/"])
def test_a_stranger_is_sent_to_the_sign_in(second_factor, home, client, path):
    assert client.get(path).url.startswith("/admin/login/")


def test_a_session_ends_after_a_working_day(home, english_admin, monkeypatch):
    evening = timezone.now() + timedelta(hours=11, minutes=59)
    next_day = timezone.now() + timedelta(hours=12, minutes=1)

    monkeypatch.setattr(timezone, "now", lambda: evening)
    assert english_admin.get("/admin/").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: next_day)
    assert english_admin.get("/admin/").url.startswith("/admin/login/")


def test_a_public_page_varies_by_no_cookie(second_factor, home, client):
    assert "Cookie" not in client.get("/en/").headers.get("Vary", "")


# Passwords ------------------------------------------------------------------------------------------------------------


def test_wrong_passwords_lock_the_name_from_this_address_only_and_for_a_while(home):
    make_user()
    guess = {"password": "wrong", "REMOTE_ADDR": "203.0.113.5"}
    guesses = [sign_in(Client(), HTTP_X_FORWARDED_FOR=f"198.51.100.{n}", **guess).status_code for n in range(8)]

    locked = sign_in(Client(), REMOTE_ADDR="203.0.113.5")
    elsewhere = sign_in(Client(), REMOTE_ADDR="203.0.113.6")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    later = sign_in(Client(), REMOTE_ADDR="203.0.113.5")

    assert guesses == [200] * 7 + [429]
    assert locked.status_code == 429
    assert "Too many wrong passwords" in locked.content.decode()
    assert elsewhere.status_code == later.status_code == 302


def test_who_comes_past_the_proxy_cannot_choose_an_address(home):
    make_user()
    answers = [
        sign_in(Client(), password="wrong", HTTP_X_REAL_IP=f"203.0.113.{n}", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")
        for n in range(8)
    ]

    assert answers[-1].status_code == 429


def test_the_site_history_says_who_signed_in_and_who_was_locked_out(home):
    user = make_user()
    client = Client()
    for _guess in range(8):
        sign_in(Client(), password="wrong")
    sign_in(client, HTTP_USER_AGENT="another", REMOTE_ADDR="203.0.113.7")

    report = client.get("/admin/reports/site-history/").content.decode()

    entries = ModelLogEntry.objects.filter(object_id=user.pk).order_by("pk")
    assert [entry.action for entry in entries] == ["oco_site.locked_out", "oco_site.signed_in"]
    assert "Signed in from 203.0.113.7" in report
    assert "Too many wrong passwords from 127.0.0.1" in report
