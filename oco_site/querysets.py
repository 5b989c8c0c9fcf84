"""The questions that the whole site asks of its pages."""

from itertools import groupby

from django.db import models
from wagtail.models import PageViewRestriction
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


class SitePageQuerySet(PageQuerySet):
    def with_all_texts(self):
        """As their own types, ready to be asked for their texts, in a number of queries that does not grow."""
        pages = self.specific()
        pages._iterable_class = _WithAllTexts
        return pages

    def visible(self):
        """Live pages that no view restriction covers, in the same one query (Wagtail's `public` takes two more)."""
        return self.live().filter(_is_open())

    def at_hand(self, root, slugs):
        """A site's root, its sections, what stands in the footer and what bears one of the slugs, in tree order; each
        says whether it `is_open`."""
        is_section, is_in_footer = models.Q(depth__lte=root.depth + 1), ~models.Q(footer_column="")
        has_slug = models.Q(slug__in=slugs) | models.Q(slug_fr__in=slugs)
        pages = self.descendant_of(root, inclusive=True).filter(is_section | is_in_footer | has_slug)
        return pages.annotate(is_open=_is_open()).order_by("path")
