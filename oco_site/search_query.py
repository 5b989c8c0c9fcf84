"""How a query finds rows of the search: words, beginnings of words, numbers of releases, acronyms of the glossary.

On PostgreSQL, English stems (which serve French plurals well) and a ranking: title over text, recent over old. SQLite,
which is for development, has neither: there a word is found by its beginning, and a hit in the title comes first.
"""

import re
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Case, Count, F, FloatField, Q, Value, When
from django.db.models.functions import Coalesce, ExtractYear, Greatest, Least, Length
from django.utils import timezone
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from oco_site.base import IndexPage, SitePage
from oco_site.glossary import GlossaryTerm
from oco_site.search import SearchDocument, fold

MAX_QUERY_LENGTH = 200
MAX_WORDS = 12
EXCERPT_LENGTH = 240
GROWS_OLDER = 5  # years; from then on a release sinks no further below pages without a date
# PR 27/21, PR27/21, pr 27/2021, 27/21; not a part of a date such as 12/02/21
REFERENCE = re.compile(r"(?<![\w/])(?:([a-z]{1,6})\s*)?0*(\d{1,4})\s*/\s*(?:\d{2})?(\d{2})(?!\w|\s*/)", re.IGNORECASE)


def clean_query(text):
    """What is searched for of what a reader typed: short, and without NUL, which PostgreSQL refuses."""
    return text.replace("\x00", "")[:MAX_QUERY_LENGTH].strip()


def wordings_of(query):
    """The words of a query, folded; after them the same in the glossary's other words."""
    words = fold(query).split()[:MAX_WORDS]
    return [words, *_glossary_wordings(words)] if words else []


def search(query, wordings, language):
    """Rows in the reader's language first, then those that only the other language finds; each page once.

    A number of a release finds that release: alone, or before what else has the words. Else those rows that hold all
    words, or where there is none, any of them.
    """
    numbered = _numbered(query, language)
    if numbered and REFERENCE.fullmatch(query.strip()):
        return SearchDocument.objects.filter(numbered).order_by("-date", "pk")
    if not wordings:
        return SearchDocument.objects.none()
    found = _matching(wordings, language, numbered)
    if len(wordings[0]) > 1 and not found.exists():
        found = _matching([[word] for word in wordings[0] if len(word) > 2], language)
    return found


def _numbered(query, language):
    """The condition that finds the releases whose number the query names, by any series if by its own there is none.

    None without a number or without such a release.
    """
    match = REFERENCE.search(query)
    if not match:
        return None
    series, number, year = match.groups()
    printed = f"{int(number):02}/{year}"
    own = Q(language=language)
    ways = (own & Q(reference__iexact=f"{series} {printed}"), own & Q(reference__endswith=f" {printed}"))
    return next((way for way in ways if SearchDocument.objects.filter(way).exists()), None)


def _glossary_wordings(words):
    """The query in other words: an acronym by its meaning, a meaning by its acronym."""
    line = f" {' '.join(words)} "
    wordings = []
    for acronym, meaning in GlossaryTerm.objects.pairs():
        acronym, meaning = f"{fold(acronym)} ", f"{fold(meaning)} "
        for one, other in ((acronym, meaning), (meaning, acronym)):
            if one.strip() and other.strip() and one in line:
                wordings.append(line.replace(one, other).split())
    return wordings[:6]


def _matching(wordings, language, numbered=None):
    """Rows that hold all words of one of the wordings; before them those that `numbered`, a condition, finds."""
    wordings = [wording for wording in wordings if wording]
    if not wordings:
        return SearchDocument.objects.none()
    condition, score = (_on_postgresql if connection.vendor == "postgresql" else _on_sqlite)(wordings)
    numbered = numbered or Q(pk=None)
    matching = SearchDocument.objects.filter(condition | numbered).annotate(score=score)
    own = matching.filter(language=language)
    others = Q(is_fallback=False) & ~Q(subject__in=own.order_by().values("subject"))
    first = Case(When(numbered, then=0), When(language=language, then=1), default=2)
    return matching.filter(Q(language=language) | others).order_by(
        first, "-score", F("date").desc(nulls_last=True), "pk"
    )


def _on_postgresql(wordings):
    """(condition, score)"""

    def beginning_or_stem(word):
        beginning = SearchQuery(f"{word}:*", config="unaccented", search_type="raw")
        return SearchQuery(word, config="bilingual") | beginning

    query = reduce(or_, (reduce(and_, map(beginning_or_stem, wording)) for wording in wordings))
    this_year = timezone.localdate().year
    age = Least(Greatest(this_year - Coalesce(ExtractYear("date"), this_year), 0), GROWS_OLDER)
    is_its_title = Case(When(folded_title=f" {' '.join(wordings[0])}", then=1.0), default=0.0)
    # Of two titles with the words the shorter one says them more exactly.
    in_title = SearchRank(F("vector"), query, weights=[0.0, 0.0, 0.0, 1.0]) * (1.0 + 8.0 / Length("folded_title"))
    in_text = SearchRank(F("vector"), query, weights=[0.05, 0.2, 0.4, 0.0])
    relevance = in_title + in_text + is_its_title
    fallback = Case(When(is_fallback=True, then=0.8), default=1.0, output_field=FloatField())
    return Q(vector=query), relevance * fallback / (1.0 + Value(0.08) * age)


def _on_sqlite(wordings):
    """(condition, score)"""

    def holds(field, wording):
        return reduce(and_, (Q(**{f"{field}__contains": f" {word}"}) for word in wording))

    def anywhere(wording):
        return reduce(and_, (holds("folded_title", [word]) | holds("folded_text", [word]) for word in wording))

    in_title = reduce(or_, (holds("folded_title", wording) for wording in wordings))
    its_title = Q(folded_title=f" {' '.join(wordings[0])}")
    score = Case(When(its_title, then=3.0), When(in_title, then=2.0), default=1.0)
    return reduce(or_, map(anywhere, wordings)), score


# Kinds of results -----------------------------------------------------------------------------------------------------


def kinds():
    """{kind: its name in the plural} of everything that can be found, in the order of their names."""
    models = [model for model in get_page_models() if issubclass(model, SitePage) and not issubclass(model, IndexPage)]
    names = {model._meta.app_label: model._meta.verbose_name_plural for model in models}
    names = {app: capfirst(name) for app, name in names.items() if app != "oco_site"}
    return {**dict(sorted(names.items(), key=lambda item: item[1])), "documents": _("Documents"), "pages": _("Pages")}


def counts_by_kind(found):
    return dict(found.order_by().values_list("kind").annotate(Count("pk")))


# Matched words --------------------------------------------------------------------------------------------------------


def marked_words(wordings):
    """The folded words to mark in the results, an acronym's meaning included."""
    found = {word for wording in wordings for word in wording}
    # The stem of an English or French plural
    return tuple(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in sorted(found) if len(word) > 1)


def mark(text, words):
    """HTML of a text with each word marked that begins with one of the words."""
    pieces = re.split(r"([^\W_]+)", text)
    return format_html_join(
        "",
        "{}",
        (
            (mark_safe(f"<mark>{conditional_escape(piece)}</mark>") if _hit(piece, words) else piece,)
            for piece in pieces
        ),
    )


def _hit(word, words):
    return bool(words) and fold(word).strip().startswith(words)


def excerpt(text, words):
    """The part of a text around the first of the words, marked; empty if the text has none."""
    first = next((match.start() for match in re.finditer(r"[^\W_]+", text) if _hit(match[0], words)), None)
    if first is None:
        return ""
    start = text.rfind(" ", 0, max(first - 80, 0)) + 1 if first > 80 else 0
    end = len(text) if len(text) <= start + EXCERPT_LENGTH else text.rfind(" ", start, start + EXCERPT_LENGTH)
    if end <= first:  # one endless word
        end = start + EXCERPT_LENGTH
    shown = text[start:end].rstrip("… ") + "…" if end < len(text) else text[start:]
    return mark(f"{'…' if start else ''}{shown}", words)
