"""The questions that the whole site asks of its pages."""

from itertools import groupby

from django.db import models
from django.db.models.functions import Coalesce
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet, SpecificIterable


def _is_open():
    """Whether no view restriction covers a page, as an expression."""
    path = models.ExpressionWrapper(models.OuterRef("path"), output_field=models.CharField())
    restrictions = PageViewRestriction.objects.annotate(path_below=path)
    return ~models.Exists(restrictions.filter(path_below__startswith=models.F("page__path")))


class _WithAllTexts(SpecificIterable):
    """Pages as their own types; the further texts of all pages of a type come at once."""

    def __iter__(self):
        pages = list(super().__iter__())
        for page_class, alike in groupby(sorted(pages, key=_class_name), type):
            models.prefetch_related_objects(list(alike), *getattr(page_class, "translated_children", ()))
        yield from pages


def _class_name(page):
    return page._meta.label


def _keys(pages):
    """Their primary keys, for a union, in which SQLite knows no ORDER BY, and no LIMIT but that of a subquery."""
    if pages.query.is_sliced:
        pages = pages.model.objects.filter(pk__in=pages.values("pk"))
    return pages.order_by().values("pk")


class SitePageQuerySet(PageQuerySet):
    def with_all_texts(self):
        """As their own types, ready to be asked for their texts, in a number of queries that does not grow."""
        pages = self.specific()
        pages._iterable_class = _WithAllTexts
        return pages

    def visible(self):
        """Live pages that no view restriction covers, in the same one query (Wagtail's `public` takes two more)."""
        return self.live().filter(_is_open())

    def at_hand(self, root):
        """A site's root, its sections and what stands in the footer, in tree order; each says whether it `is_open`."""
        pages = self.either(Page.objects.filter(depth__lte=root.depth + 1), self.exclude(footer_column=""))
        return pages.descendant_of(root, inclusive=True).annotate(is_open=_is_open()).order_by("path")

    def in_reading_order(self):
        """A list in the order of the page tree; types that readers expect in another have their own."""
        return list(self.order_by("path"))

    def child_named(self, parent, slug, fields):
        """At most one: the page below another that bears a slug in the first of the fields in which one does. With what
        it prints of others; it says whether it `is_open`.
        """
        children = self.model.objects.child_of(parent).order_by()
        # The key first: among so many joins a database would look at all pages.
        keys = [models.Subquery(children.filter(**{field: slug}).values("pk")[:1]) for field in fields]
        found = self.filter(pk=Coalesce(*keys) if len(keys) > 1 else keys[0]).annotate(is_open=_is_open())
        return found.select_related(*related) if (related := self.model.page_related) else found

    def either(self, first, *others):
        """The pages of some querysets together. A database finds each by its index; with OR it looks at all pages."""
        return self.filter(pk__in=_keys(first).union(*map(_keys, others)))
