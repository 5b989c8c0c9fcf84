"""The pages that stand for their types, in both languages. Needs Django set up."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override

from events.models import EventPage, EventsIndexPage
from members.models import MemberPage, MembersIndexPage
from news.models import NewsIndexPage, NewsReleasePage
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
WORDS = {"en": "customs", "fr": "douane"}


@dataclass(frozen=True)
class Visited:
    kind: str
    language: str
    path: str


def pages_to_visit():
    return [page for kind, page_class in TYPES.items() for page in _of_type(kind, page_class)] + [
        page for language, word in WORDS.items() for page in _without_type(language, word)
    ]


def _of_type(kind, page_class):
    pages = list(page_class.objects.live().order_by("path"))
    page = next((page for page in pages if page.is_bilingual), pages[0])
    for language in ("en", "fr"):
        with override(language):
            yield Visited(kind, language, page.get_url())


def _without_type(language, word):
    with override(language):
        yield Visited("search", language, f"{reverse('search')}?q={word}")
    yield Visited("404", language, f"/{language}/nowhere/")
