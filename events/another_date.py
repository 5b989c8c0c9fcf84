"""'Copy to another date' in the admin: next year's event from this year's, in one step."""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from events.event_form import PROGRAMME_YEARS, far_year
from events.models import EventPage
from events.programme_events import free_slug
from oco_site.base import SitePage
from oco_site.dates import weekday_date

A_YEAR = timedelta(weeks=52)  # so that the weekday stays the same


class AnotherDateForm(forms.Form):
    start_date = forms.DateField(
        label=gettext_lazy("New first day"),
        widget=AdminDateInput,
        help_text=gettext_lazy("The last day and the deadline for nominations move by as many days."),
    )

    def __init__(self, event, data=None):
        super().__init__(data, initial={"start_date": _moved(event.start_date, A_YEAR)}, label_suffix="")
        self.event = event

    def clean_start_date(self):
        start = self.cleaned_data["start_date"]
        for day in (self.event.start_date, self.event.end_date, self.event.nomination_deadline):
            moved = day and _moved(day, start - self.event.start_date)
            if day and (moved is None or moved.year not in PROGRAMME_YEARS):
                raise ValidationError(far_year((moved or start).year))
        return start


def _moved(day, by):
    """The day, moved; None beyond the days that a calendar has."""
    try:
        return day + by
    except OverflowError:
        return None


def copy_to_another_date(request, page_id):
    page = get_object_or_404(EventPage, pk=page_id)
    if not page.get_parent().permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    event = page.get_latest_revision_as_object()
    form = AnotherDateForm(event, request.POST or None)
    if form.is_valid():
        try:
            copy = copy_event(event, form.cleaned_data["start_date"], request.user)
        except ValidationError as error:
            form.add_error("start_date", error.messages)
        else:
            messages.success(
                request,
                _("‘%(event)s’ was copied to %(day)s, as a draft.")
                % {"event": copy, "day": weekday_date(copy.start_date)},
            )
            return redirect("wagtailadmin_pages:edit", copy.pk)
    title = _("Copy to another date")
    context = {
        "form": form,
        "event": event,
        "header_title": f"{title}: {event}",
        "page_title": title,
        "breadcrumbs_items": [
            {"url": reverse("staff_events:index"), "label": _("Events")},
            {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": str(event)},
            {"url": "", "label": title},
        ],
        "header_icon": "copy",
    }
    return render(request, "events/admin/copy_to_another_date.html", context)


@transaction.atomic
def copy_event(event, start, user):
    """A draft of the event, as it stands here, on another first day. Raises ValidationError."""
    by, index = start - event.start_date, event.get_parent().specific
    siblings = SitePage.objects.child_of(index).values_list("slug", "slug_fr")
    years_on = index.programme_year_of(start) - index.programme_year_of(event.start_date)
    changes = {
        "slug": free_slug(event.title, start, {slug for pair in siblings for slug in pair if slug}),
        "start_date": start,
        "end_date": event.end_date + by,
        "nomination_deadline": event.nomination_deadline and event.nomination_deadline + by,
        "status": EventPage.Status.CONFIRMED,
        "programme_year": event.programme_year and event.programme_year + years_on,
        "title": event.title,
        "draft_title": event.title,
    }
    copying = CopyPageAction(event, update_attrs=changes, copy_revisions=False, keep_live=False, user=user)
    return copying.execute(skip_permission_checks=True)
