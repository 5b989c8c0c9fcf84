"""The pages that stand for their types, in both languages. Needs Django set up."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override

from events.models import EventPage, EventsIndexPage
from members.models import MemberPage, MembersIndexPage
from news.models import NewsIndexPage, NewsReleasePage
from oco_site.fields import LANGUAGES
from oco_site.models import HomePage, StandardPage
from priorities.models import PrioritiesIndexPage, PriorityPage

TYPES = {
    "home": HomePage,
    "news": NewsIndexPage,
    "release": NewsReleasePage,
    "events": EventsIndexPage,
    "event": EventPage,
    "members": MembersIndexPage,
    "member": MemberPage,
    "priorities": PrioritiesIndexPage,
    "priority": PriorityPage,
    "standard": StandardPage,
}
VIEWS = {"month": "event_month", "planner": "event_planner", "changes": "event_changes", "subscribe": "subscribe"}
WORDS = {"en": "customs", "fr": "douanes"}


@dataclass(frozen=True)
class Visited:
    kind: str
    language: str
    path: str


def pages_to_visit():
    pages = [page for kind, page_class in TYPES.items() for page in _of_type(kind, page_class)]
    for language, word in WORDS.items():
        with override(language):
            pages.append(Visited("search", language, f"{reverse('search')}?q={word}"))
            pages += [Visited(kind, language, reverse(name)) for kind, name in VIEWS.items()]
    return pages + [Visited("404", language, f"/{language}/nowhere/") for language in LANGUAGES]


def _of_type(kind, page_class):
    pages = list(page_class.objects.live().order_by("path"))
    page = next((page for page in pages if page.is_bilingual), pages[0])
    for language in LANGUAGES:
        with override(language):
            yield Visited(kind, language, page.get_url())
