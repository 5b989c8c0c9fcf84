"""Invitations and lost passwords: who gets which mail, in which language, and what the links do."""

import threading

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from oco_site.groups import AUTHORS
from tests.oco_site.acts import french, read, words
from tests.oco_site.people import client_of, link_in, person, sign_in

PASSWORD = "a long enough one, 1"
User = get_user_model()


@pytest.fixture
def administrator(home):
    call_command("set_up_groups")
    return client_of(person("administrator"))


def invite(staff, username="mele", language="fr", **more):
    form = {
        "username": username,
        "email": f"{username}@example.org",
        "first_name": "Mele",
        "last_name": "Vea",
        "language": language,
        "groups": [Group.objects.get(name=AUTHORS).pk],
    }
    return staff.post("/admin/users/new/", form | more, follow=True)


def choose_password(visitor, link, password=PASSWORD):
    form = visitor.get(link, follow=True)
    return visitor.post(form.request["PATH_INFO"], {"new_password1": password, "new_password2": password}, follow=True)


def page_words(answer):
    return words(BeautifulSoup(answer.content, "html.parser"))


def wait_for_mail():
    for thread in threading.enumerate():
        if thread.name == "password reset":
            thread.join()


def test_an_invitation_comes_in_the_persons_language_and_its_link_works_once(administrator, mailoutbox):
    form = read(administrator, "/admin/users/new/")
    assert not form.select("input[type=password]")

    told = invite(administrator, language="fr").content.decode()

    assert "An invitation was sent to mele@example.org." in told
    [mail] = mailoutbox
    assert mail.to == ["mele@example.org"]
    assert mail.subject == "Votre compte sur http://localhost:8000"
    assert mail.body.startswith("Bonjour Mele Vea,")
    assert "mele\n" in mail.body
    assert mail.body.count("http://localhost:8000/admin/") == 3  # the link, where to ask for another one, the admin

    visitor = Client()
    for refused, reason in {"Mele, 1": "too short", "qwerty123456": "too common"}.items():
        assert reason in choose_password(visitor, link_in(mail), refused).content.decode()
    assert "Password change successful" in choose_password(visitor, link_in(mail)).content.decode()
    assert sign_in(visitor, "mele", PASSWORD).status_code == 302
    assert read(visitor, "/admin/").html["lang"] == "fr"
    again = choose_password(Client(), link_in(mail), "another long one, 2").content.decode()
    assert "Invalid password reset link" in again
    assert sign_in(Client(), "mele", PASSWORD).status_code == 302


def test_an_invitation_can_be_sent_again_until_there_is_a_password(administrator, mailoutbox):
    invite(administrator)
    [first] = mailoutbox
    user = User.objects.get(username="mele")
    again = f"/admin/users/invite/{user.pk}/"
    assert [link["href"] for link in read(administrator, "/admin/users/").select("a[href*=invite]")] == [again]
    assert "Mele Vea" in words(read(administrator, again).select_one("main"))
    assert len(mailoutbox) == 1  # looking sends nothing

    administrator.post(again)

    second = mailoutbox[1]
    assert "Invalid password reset link" in choose_password(Client(), link_in(first)).content.decode()
    choose_password(Client(), link_in(second))
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not read(administrator, "/admin/users/").select("a[href*=invite]")
    administrator.post(again)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert len(mailoutbox) == 2


def test_whoever_invites_is_told_when_mail_does_not_work(administrator, dead_mail):
    answer = invite(administrator).content.decode()

    user = User.objects.get(username="mele")
    assert "The invitation could not be sent to mele@example.org" in answer
    assert f"/admin/users/invite/{user.pk}/" in answer
    assert not user.has_usable_password()
    assert not user.check_password("")


def test_a_wrong_invitation_keeps_what_was_typed_and_sends_nothing(administrator, mailoutbox):
    answer = invite(administrator, email="no address").content.decode()

    assert 'value="no address"' in answer
    assert 'value="Vea"' in answer
    assert not mailoutbox
    assert not User.objects.filter(username="mele").exists()


def test_only_those_with_every_right_can_give_it_or_touch_who_has_it(administrator, english_admin, mailoutbox):
    invite(administrator, "mele", is_superuser="on")
    invite(english_admin, "sione", is_superuser="on")

    assert not User.objects.get(username="mele").is_superuser
    chief = User.objects.get(username="sione")
    assert chief.is_superuser
    answer = administrator.get(f"/admin/users/edit/{chief.pk}/")
    assert (answer.status_code, answer.url) == (302, "/admin/")
    form = {"username": "sione", "email": "mine@example.org", "first_name": "S", "last_name": "V", "is_active": "on"}
    administrator.post(f"/admin/users/edit/{chief.pk}/", form)
    administrator.post(f"/admin/users/copy/{chief.pk}/", form | {"username": "double", "is_superuser": "on"})
    several = f"/admin/bulk/auth/user/set_active_state/?id={chief.pk}"
    assert administrator.post(several, {"mark_as_active": "False"}).url == "/admin/"
    chief.refresh_from_db()
    assert (chief.email, chief.is_active) == ("sione@example.org", True)
    assert not User.objects.filter(username="double").exists()


def test_the_reset_of_a_password_tells_nobody_which_accounts_there_are(administrator, mailoutbox):
    author = person("author", language="fr", name="mele")
    person("publisher", name="sione").groups.clear()
    User.objects.filter(username="sione").update(is_active=False)

    answers = [
        Client().post("/admin/password_reset/", {"email": f"{name}@example.org"}, follow=True)
        for name in ("mele", "nobody", "sione")
    ]
    wait_for_mail()

    assert len({(page_words(answer), str(answer.redirect_chain)) for answer in answers}) == 1
    [mail] = mailoutbox
    assert mail.to == ["mele@example.org"]
    assert mail.subject == "Réinitialisation de mot de passe"  # in the recipient's language, not the visitor's
    choose_password(Client(), link_in(mail))
    author.refresh_from_db()
    assert author.check_password(PASSWORD)


def test_the_pages_of_the_reset_are_in_the_visitors_language(administrator, mailoutbox):
    visitor = Client(headers={"accept-language": "fr"})
    invite(administrator, language="en")
    headings = [
        words(read(visitor, "/admin/password_reset/").h1),
        words(read(visitor, "/admin/password_reset/done/").h1),
    ]
    answer = choose_password(visitor, link_in(mailoutbox[0]), "short").content.decode()

    assert headings == ["Réinitialisez votre mot de passe", "Consultez vos e-mails"]
    assert "Définissez votre nouveau mot de passe" in answer
    assert "Ce mot de passe est trop court" in answer


def test_the_form_of_an_invitation_is_in_french_for_french_staff(home, french_admin):
    call_command("set_up_groups")
    page = words(read(french_admin, "/admin/users/new/").select_one("main"))

    for told in ("Language", "Every right", "For those who keep the site running."):
        assert french(told) in page
