"""What is scheduled goes out at its hour, whatever becomes of other pages, and staff see whether the job runs."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision
from wagtail.signals import page_published

from oco_site.scheduling import ScheduledRun
from tests.builders import build_standard_page
from tests.oco_site.acts import edit_standard_page, read, words
from tests.oco_site.people import client_of, person


@pytest.fixture
def publisher(home):
    call_command("set_up_groups")
    return client_of(person("publisher"))


def local(days):
    """A point of time as the form takes it."""
    return timezone.localtime(timezone.now() + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")


def schedule(publisher, page, **fields):
    answer = edit_standard_page(publisher, page, **{"title": f"{page.title}, new"} | fields)
    assert answer.status_code == 302


def let_time_pass(days):
    """All that is scheduled lies as many days nearer."""
    for revision in Revision.objects.exclude(approved_go_live_at=None):
        revision.approved_go_live_at -= timedelta(days=days)
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save()


def publications():
    return sorted(
        PageLogEntry.objects.filter(action__endswith="publish.scheduled").values_list("label", "action").order_by("pk")
    )


def state(staff):
    """What the first screen says of the job; nothing if it says nothing."""
    panel = read(staff, "/admin/").select_one("#schedule-state-section")
    return words(panel) if panel else ""


def test_a_page_is_published_and_another_taken_off_at_their_hour_and_once(home, publisher, client):
    to_come = build_standard_page(home, "To come", live=False)
    to_go = build_standard_page(home, "To go")
    schedule(publisher, to_come, go_live_at=local(days=2))
    schedule(publisher, to_go, expire_at=local(days=2))
    call_command("run_scheduled_jobs")
    assert (client.get(to_come.url).status_code, client.get(to_go.url).status_code) == (404, 200)
    assert publications() == []

    let_time_pass(days=3)
    type(to_go).objects.filter(pk=to_go.pk).update(expire_at=timezone.now() - timedelta(days=1))
    call_command("run_scheduled_jobs")
    call_command("run_scheduled_jobs")

    assert (client.get(to_come.url).status_code, client.get(to_go.url).status_code) == (200, 404)
    assert publications() == [
        ("To come, new", "wagtail.publish.scheduled"),
        ("To go, new", "wagtail.unpublish.scheduled"),
    ]
    assert ScheduledRun.objects.count() == 1


def test_a_page_that_fails_keeps_no_other_waiting_and_whoever_publishes_sees_it(home, publisher, client):
    broken, sound = (build_standard_page(home, title, live=False) for title in ("Broken", "Sound"))
    schedule(publisher, broken, go_live_at=local(days=1))
    schedule(publisher, sound, go_live_at=local(days=2))
    let_time_pass(days=3)
    revision = Revision.objects.get(object_id=str(broken.pk))
    revision.content["body_en"] = "no JSON"  # as an old revision may be after a change of the code
    revision.content["footer_column"] = {"what": "no choice"}
    revision.save()

    with pytest.raises(CommandError, match=r"could not be published or unpublished: 1"):
        call_command("run_scheduled_jobs")

    assert (client.get(sound.url).status_code, client.get(broken.url).status_code) == (200, 404)
    told = state(publisher)
    assert "These pages should have been published or unpublished by now: Broken" in told
    assert "at present" not in told  # the job itself runs


def test_two_jobs_at_once_publish_each_page_once(home, publisher):
    first, second = (build_standard_page(home, title, live=False) for title in ("First", "Second"))
    schedule(publisher, first, go_live_at=local(days=1))
    schedule(publisher, second, go_live_at=local(days=2))
    let_time_pass(days=3)

    def other_job(**kwargs):
        """It comes while the first has listed both and published one."""
        page_published.disconnect(other_job)
        call_command("run_scheduled_jobs")

    page_published.connect(other_job)
    call_command("run_scheduled_jobs")

    assert [label for label, _action in publications()] == ["First, new", "Second, new"]


@pytest.mark.parametrize("minutes", [None, 9, 11])
def test_the_first_screen_warns_those_who_publish_when_the_job_does_not_run(publisher, minutes):
    if minutes is not None:
        ScheduledRun.objects.create(pk=1, finished_at=timezone.now() - timedelta(minutes=minutes))

    told = state(publisher)

    assert ("What is scheduled is not published at present" in told) == (minutes != 9)
    assert ("the job has never run" in told) == (minutes is None)
    assert ("last ran on" in told) == (minutes is not None)
    assert state(client_of(person("author"))) == ""
    assert state(client_of(person("administrator"))) == ""
