"""A draft, its check and its publication, with the notices of it, whatever the mail server does."""

import pytest
from django.core.management import call_command
from wagtail.models import TaskState

from oco_site.models import StandardPage
from tests.builders import build_standard_page
from tests.oco_site.acts import edit_standard_page
from tests.oco_site.people import client_of, person


@pytest.fixture
def page(home):
    call_command("set_up_groups")
    return build_standard_page(home, "Transit", live=False)


def submit(author, page):
    return edit_standard_page(author, page, **{"title": "Transit of goods", "action-submit": "1"})


def approve(publisher, page):
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    return publisher.post(f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/", {"comment": "Good."})


def test_what_an_author_submits_is_public_when_a_publisher_has_approved_it(page, client, mailoutbox, english_admin):
    author, publisher = client_of(person("author")), client_of(person("publisher", language="fr"))
    edit_standard_page(author, page)  # the form says 'publish', which an author may not
    page.refresh_from_db()
    assert not page.live
    assert not mailoutbox

    submit(author, page)
    [asked] = mailoutbox  # nobody else is asked: not the author, not those with every right
    assert asked.to == ["publisher@example.org"]
    assert "a été soumise" in asked.body
    page.refresh_from_db()
    assert not page.live

    approve(publisher, page)
    answered = mailoutbox[1]
    assert answered.to == ["author@example.org"]
    assert "has been approved" in answered.body
    assert "Transit of goods" in client.get(StandardPage.objects.get().url).content.decode()


def test_submission_and_approval_go_on_without_mail(page, dead_mail, caplog):
    author, publisher = client_of(person("author")), client_of(person("publisher"))
    person("publisher", name="second")

    assert submit(author, page).status_code == 302
    assert dead_mail.calls == 1  # not once more for the second publisher
    assert approve(publisher, page).status_code == 302

    page.refresh_from_db()
    assert (page.live, page.title) == (True, "Transit of goods")
    assert [record.message for record in caplog.records if record.name == "oco_site.mail"] == [
        "Mail could not be sent through 127.0.0.1"
    ] * 2
