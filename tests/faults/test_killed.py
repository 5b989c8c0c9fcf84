"""kill -9 of the application and of the database while somebody saves, publishes and imports: the site is in the state
before or in the state after, all of it, and visitors soon see which.
"""

import time
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from events.models import EventPage
from oco_site.models import SitePage
from oco_site.search import SearchDocument
from tests.deploy.conftest import visitor
from tests.events.import_acts import URL
from tests.events.test_events_admin import event_form
from tests.faults.breaking import InTheBackground
from tests.waiting import until

pytestmark = [pytest.mark.postgres, pytest.mark.faults]

MOMENTS = 4  # of each kind of death in each kind of work
LINES = 12  # of a programme
FIRST_DAY = date(2026, 11, 1)


def fields_of(page):
    """What a browser sends of the form with the list of a programme."""
    form = BeautifulSoup(page, "html.parser").find("textarea", {"name": "text"}).find_parent("form")
    fields = {each["name"]: each.get_text().lstrip("\n") for each in form.select("textarea[name]")}
    for each in form.select("input[name]"):
        if each.get("type") not in ("checkbox", "radio", "submit") or each.has_attr("checked"):
            fields[each["name"]] = each.get("value", "on")
    for each in form.select("select[name]"):
        if chosen := each.select_one("option[selected]"):
            fields[each["name"]] = chosen["value"]
    return fields


# Three kinds of work. Each is given a number, and tells by which number the site's state is.


class Publishing:
    form = {"publish": True}

    def __init__(self, machine):
        self.event = machine.site["event"]

    def request(self, editor, number):
        fields = {
            "title": f"Workshop {number}", "title_fr": f"Atelier {number}", "slug": "workshop", "slug_fr": "atelier",
            "start_date": str(FIRST_DAY + timedelta(number)), "end_date": str(FIRST_DAY + timedelta(number)),
        }  # fmt: skip
        return lambda: editor.post(f"/admin/pages/{self.event.pk}/edit/", event_form(**self.form, **fields))

    def state(self):
        return int(EventPage.objects.get(pk=self.event.pk).title.removeprefix("Workshop "))


class Saving(Publishing):
    form = {"publish": False}

    def state(self):
        return int(EventPage.objects.get(pk=self.event.pk).draft_title.removeprefix("Workshop "))


class Importing:
    def __init__(self, machine):
        pass

    def request(self, editor, number):
        lines = "\n".join(f"{day}-Oct Meeting {number} of group {day}" for day in range(1, LINES + 1))
        preview = editor.post(URL, {"text": lines, "start_year": "2026", "preview": "yes"})
        assert preview.status_code == 200
        form = fields_of(preview.content) | {"publish": "yes", "confirm": "yes"}
        return lambda: editor.post(URL, form)

    def state(self):
        titles = list(EventPage.objects.filter(title__startswith="Meeting").values_list("title", flat=True))
        numbers = {int(title.split()[1]) for title in titles}
        assert len(titles) == LINES * len(numbers)  # no programme is there in part
        return max(numbers, default=0)


@pytest.mark.parametrize("work", [Saving, Publishing, Importing])
def test_a_kill_leaves_the_old_state_or_the_new_one(machine, work):
    work = work(machine)
    first, undone = work.state() + 1, 0
    seconds = seconds_of_writing(machine, work, first)
    deaths = ["worker", "session", "server"]
    for attempt in range(len(deaths) * MOMENTS):
        number, before, death = first + 1 + attempt, work.state(), deaths[attempt % len(deaths)]
        answer = break_off(machine, work, number, death, attempt / (len(deaths) * MOMENTS) * seconds)

        state = work.state()
        assert state in (before, number), (death, attempt)
        assert answer not in (200, 302) or state == number  # who was told that it is done can rely on it
        undone += state == before
        for page in SitePage.objects.specific():
            assert_is_of_one_piece(page)
        visitors_see_what_is_published(machine)

    assert undone, "no kill came before the end"


def seconds_of_writing(machine, work, number):
    """From the first that is written until the answer; nothing is broken."""
    request = work.request(machine.straight("8001"), number)
    with machine.database.watched() as writers:
        background = InTheBackground(request)
        until(writers, "something is written", pause=0.002)
    began = time.monotonic()
    background.join()
    assert background.answer in (200, 302)
    return time.monotonic() - began


def break_off(machine, work, number, death, delay):
    """Start a request and kill something so many seconds after it has begun to write. Returns its answer."""
    port = machine.port_to_kill()
    request = work.request(machine.straight(port), number)
    with machine.database.watched() as writers:
        background = InTheBackground(request)
        until(lambda: writers() or not background.is_alive(), "something is written", pause=0.002)
    time.sleep(delay)
    if death == "worker":
        machine.kill_worker(port)
    elif death == "session":
        machine.database.kill_writer()
    else:
        machine.database.kill_server()
    background.join()
    if death == "server":
        machine.database.start_server()
    machine.has_recovered()
    return background.answer


def assert_is_of_one_piece(page):
    """A page agrees with its revisions, its French, its rows in the search and what subscribers are told."""
    draft = page.get_latest_revision_as_object()
    told = {name: getattr(page, name) for name in page.OF_THE_DRAFT}
    assert page.draft_title == draft.title
    assert page.live_revision.content["title"] == page.title
    assert page.has_unpublished_changes == (page.live_revision_id != page.latest_revision_id)
    rows = SearchDocument.objects.filter(page=page.pk).values_list("language", "title")
    assert dict(rows) == {"en": page.title, "fr": page.title_fr or page.title}
    draft.follow_french()
    assert told == {name: getattr(draft, name) for name in page.OF_THE_DRAFT}
    if isinstance(page, EventPage):
        told = list(page.published_states.values_list("sequence", "start_date"))
        assert [sequence for sequence, _start in told] == list(range(len(told)))
        assert told[-1][1] == page.start_date == date.fromisoformat(page.live_revision.content["start_date"])


def visitors_see_what_is_published(machine):
    event = EventPage.objects.get(pk=machine.site["event"].pk)
    with visitor(machine.stack) as session:
        for path, title in {"/en/events/workshop/": event.title, "/fr/evenements/atelier/": event.title_fr}.items():
            until(lambda path=path, title=title: f"{title}</h1>" in session.get(machine.stack.url + path).text,
                  f"{path} has the title {title!r}", seconds=60, pause=0.5)  # fmt: skip
