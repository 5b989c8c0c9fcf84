"""Numbers of releases: PR 27/21 is the 27th of the series PR in 2021."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils import timezone
from django.utils.translation import gettext as _


def next_numbers(releases):
    """{series: {year: the number after the highest}} for every series and year that have one."""
    highest = releases.exclude(number=None).values_list("series", "number_year").annotate(models.Max("number"))
    numbers = {}
    for series, year, number in highest.order_by():
        numbers.setdefault(series, {})[year] = number + 1
    return numbers


def proposal(releases, all_series):
    """(series, number) for a release of today: the next of the series that the newest numbered release belongs to."""
    newest = releases.exclude(number=None).order_by("number_year", "date", "pk").last()
    series = newest.series_id if newest else next((each.pk for each in all_series), None)
    year = timezone.localdate().year
    return series, next_numbers(releases).get(series, {}).get(year, 1)


def release_with_number(page):
    """Another release with the same number, published or drafted; None if there is none."""
    same = {"series": page.series_id, "number": page.number, "number_year": page.number_year}
    drafted = {f"latest_revision__content__{name}": value for name, value in same.items()}
    others = type(page).objects.exclude(pk=page.pk)
    return others.filter(models.Q(**same) | models.Q(has_unpublished_changes=True, **drafted)).first()


def refuse_taken_number(page):
    if other := release_with_number(page):
        message = _("%(reference)s is already used, by ‘%(title)s’.")
        raise ValidationError({"number": message % {"reference": page.reference, "title": other.title}})


def is_taken_meanwhile(error):
    """Whether an error of saving says that somebody else has saved a release with the same number."""
    if isinstance(error, ValidationError):
        return "number" in getattr(error, "error_dict", {})
    # PostgreSQL names the constraint, SQLite the columns.
    return isinstance(error, IntegrityError) and any(
        name in str(error) for name in ("one_release_a_number", "news_newsreleasepage.number")
    )


class TakenNumberMiddleware:
    """Two people who save the same number at once: the second's form is checked again, and says so.

    Between the check of a form and its saving another release can take the number; the database then refuses the
    second. Handling the same request once more finds the number taken, as if it had come a moment later.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if request.method != "POST" or not is_taken_meanwhile(exception):
            return None
        match = request.resolver_match
        return match.func(request, *match.args, **match.kwargs)
