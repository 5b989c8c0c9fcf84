"""Clearly marked sample releases and events, to see what growth costs.

    DATABASE_URL=postgres://…/oco_sample python -m tests.bench.sample_content 500

brings both to this number, one a week, from today into the past, in a database that holds the seed content. Only in a
database whose name says that it is for samples: there is no way back.
"""

import copy
import os
import sys
import uuid
from datetime import date, timedelta

import django

SUFFIX = "sample"  # of the names of databases that may be filled
MARK, MARK_FR = "Sample", "Exemple"  # the first word of every title
A_WEEK = timedelta(weeks=1)
CONCERNED = 4  # members: with so few the lists of their pages are full with the first samples, and grow out of sight
BUILT = 50  # pages of a kind are saved as pages are; the others are copies of their rows, which takes a hundredth
SOME = 500  # rows in a statement


def make_sample_content(number):
    """Bring the sample releases and the sample events to this number of each, BUILT at least. Needs Django set up.

    Raises ValueError for a database that is not meant for it.
    """
    from django.core.management.color import no_style
    from django.db import connection, transaction
    from wagtail.models import Page

    name = str(connection.settings_dict["NAME"])
    if not name.removesuffix(".sqlite3").endswith(SUFFIX):
        raise ValueError(f"{name}: sample content is only for a database whose name ends in '{SUFFIX}'.")
    for build, place in ((_build_release, _date_release), (_build_event, _date_event)):
        with transaction.atomic():
            _bring_to(number, build, place)
            _run(*connection.ops.sequence_reset_sql(no_style(), [Page]))  # the copies brought their numbers
    _run("ANALYZE")  # as autovacuum would have done meanwhile


def _run(*statements):
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _bring_to(number, build, place):
    from oco_site.search import refresh_page

    index, page_class, build = build()
    samples = page_class.objects.filter(title__startswith=MARK).order_by("path")
    for n in range(samples.count(), BUILT):
        refresh_page(build(n))
    built = list(samples[:BUILT])
    for first in range(samples.count(), number, SOME):
        _copy(built, range(first, min(first + SOME, number)), index, place)


# The first ones -------------------------------------------------------------------------------------------------------


def _related():
    from members.models import MemberPage
    from priorities.models import PriorityPage

    return list(MemberPage.objects.order_by("path")[:CONCERNED]), list(PriorityPage.objects.order_by("number"))


def _build_release():
    from news.models import NewsIndexPage, NewsReleasePage
    from tests.builders import build_release, text

    index, (members, priorities) = NewsIndexPage.objects.get(), _related()

    def build(n):
        return build_release(
            index,
            f"{MARK} release: customs officers meet on a matter of the week",
            title_fr=f"{MARK_FR} de communiqué : des douaniers se réunissent",
            date=date.today() - n * A_WEEK,
            summary_en="A sample summary.",
            summary_fr="Un exemple de résumé.",
            body_en=text(f"<p>{'Not an announcement of the organisation; a sample of a text. ' * 5}</p>" * 5),
            body_fr=text(f"<p>{'Ceci n’est pas un communiqué, mais un exemple de texte. ' * 5}</p>" * 5),
            members=[members[n % len(members)], members[n // CONCERNED % len(members)]],
            priorities=[priorities[n % len(priorities)]],
        )

    return index, NewsReleasePage, build


def _build_event():
    from events.kinds import EventType
    from events.models import EventPage, EventsIndexPage
    from tests.builders import build_event, text

    index, (members, priorities), types = EventsIndexPage.objects.get(), _related(), list(EventType.objects.all())

    def build(n):
        event = build_event(
            index,
            f"{MARK} workshop",
            title_fr=f"{MARK_FR} d’atelier",
            start_date=date.today() - n * A_WEEK,
            end_date=date.today() - n * A_WEEK + timedelta(days=3),
            summary_en="A sample summary.",
            summary_fr="Un exemple de résumé.",
            body_en=text("<p>Not an event of the organisation.</p>" * 5),
            event_type=types[n % len(types)],
            members=[members[n % len(members)]],
            priority=priorities[n % len(priorities)],
            host_country=members[n % len(members)],
        )
        # Long ago, or each would be new to every subscriber.
        told = event.changed_at - timedelta(days=100) - n * A_WEEK
        event.published_states.update(published_at=told)
        EventPage.objects.filter(pk=event.pk).update(changed_at=told)
        return event

    return index, EventPage, build


# Their copies ---------------------------------------------------------------------------------------------------------


def _date_release(release, weeks, index):
    release.date -= weeks


def _date_event(event, weeks, index):
    for name in ("start_date", "end_date", "starts_at", "ends_at", "changed_at"):
        setattr(event, name, getattr(event, name) - weeks)
    event.programme_year = index.programme_year_of(event.start_date)
    event.uid = uuid.uuid4()


def _copy(built, numbers, index, place):
    """Rows for these numbers in every table that has a part of a page."""
    from django.db.models import Max
    from wagtail.models import Page

    from events.history import PublishedState
    from oco_site.base import SitePage
    from oco_site.search import SearchDocument

    page_class, index = type(built[0]), type(index).objects.get(pk=index.pk)
    free = Page.objects.aggregate(last=Max("pk"))["last"] + 1
    step = Page._str2int(index.get_last_child().path[-Page.steplen :]) + 1
    pages, originals = [], {}
    for offset, number in enumerate(numbers):
        original = built[number % BUILT]
        page = copy.copy(original)
        page.id = page.page_ptr_id = page.sitepage_ptr_id = free + offset
        page.path = Page._get_path(index.path, index.depth + 1, step + offset)
        page.slug = page.slug_fr = f"sample-{number}"
        page.url_path, page.url_path_fr = f"{index.url_path}{page.slug}/", f"{index.url_path_fr}{page.slug}/"
        page.translation_key = uuid.uuid4()
        place(page, (number - number % BUILT) * A_WEEK, index)
        pages.append(page)
        originals.setdefault(original.pk, []).append(page)
    for model in (Page, SitePage, page_class):  # as bulk_create would, which knows no tables of several models
        model._base_manager._insert(pages, model._meta.local_concrete_fields, raw=True, using="default")
    for field in page_class._meta.local_many_to_many:
        _copy_rows(field.remote_field.through, field.m2m_field_name(), originals)
    _copy_rows(SearchDocument, "page", originals, lambda row: setattr(row, "subject", f"page:{row.page_id}"))
    if page_class._meta.app_label == "events":
        _copy_rows(PublishedState, "event", originals)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + len(pages))


def _copy_rows(model, name, originals, change=lambda row: None):
    copies = []
    for row in model.objects.filter(**{f"{name}__in": list(originals)}):
        for page in originals[getattr(row, f"{name}_id")]:
            own = copy.copy(row)
            own.pk = None
            setattr(own, f"{name}_id", page.pk)
            change(own)
            copies.append(own)
    model.objects.bulk_create(copies, batch_size=SOME)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oco_site.settings")
    django.setup()
    make_sample_content(int(sys.argv[1]))
