"""'Import a programme' in the admin: paste, look at the preview, confirm. Nothing is kept between the steps but the
form itself, and nothing is saved before it is confirmed."""

from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events.intake import Status
from events.intake_changes import LineError, carry_out, known_events
from events.intake_forms import PlanForm, ProgrammeForm
from events.intake_wording import refusal
from events.models import EventsIndexPage
from events.programme_events import EventMaker

TITLE = gettext_lazy("Import a programme")
PIECE = 1 << 16  # bytes


def calendar_open_to(user):
    """The index page below which a person may add events, or None."""
    index = EventsIndexPage.objects.first()
    return index if index and index.permissions_for_user(user).can_add_subpage() else None


def _calendar(request):
    index = calendar_open_to(request.user)
    if index is None:
        raise PermissionDenied
    return index


@csrf_exempt  # Django would look for its token in a form that it refuses to read: import_step asks for it
@require_http_methods(["GET", "POST"])
def import_programme(request):
    if int(request.META.get("CONTENT_LENGTH") or 0) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return import_step(request)
    _calendar(request)
    while request.read(PIECE):  # a browser that is still sending would not look at the answer
        pass
    messages.error(request, refusal("too_long"))
    return _page(request, ProgrammeForm(None))


@csrf_protect
def import_step(request):
    """The empty form, the preview, or the report of what was imported."""
    index = _calendar(request)
    if request.method == "GET":
        return _page(request, ProgrammeForm(None))
    with transaction.atomic():
        # One import at a time: what is matched here is still so when it is carried out.
        EventsIndexPage.objects.select_for_update().get(pk=index.pk)
        maker = EventMaker(index)
        form = ProgrammeForm(request.POST, maker.countries, partial(known_events, index))
        if not form.is_valid():
            return _page(request, form)
        if "confirm" in request.POST:
            return _confirm(request, form, index, maker)
        return _preview(request, form, _plan_form(request, form, index), maker)


def _plan_form(request, form, index, is_confirmed=False):
    can_publish = index.permissions_for_user(request.user).can_publish_subpage()
    return PlanForm(form.plan, form.text_digest, can_publish, request.POST, is_confirmed)


def _confirm(request, form, index, maker):
    plan_form = _plan_form(request, form, index, is_confirmed=True)
    if not plan_form.is_what_was_seen:
        messages.warning(
            request,
            _("The calendar has changed since the preview. Nothing was saved: look at the lines again.")
            if plan_form.is_same_text
            else _("The list has changed since the preview. Nothing was saved: look at the lines again."),
        )
        return _preview(request, form, _plan_form(request, form, index), maker)
    if not plan_form.is_valid():
        messages.error(request, _("Nothing was saved. Look at the lines that are marked."))
        return _preview(request, form, plan_form, maker)
    start_year, publish = form.cleaned_data["start_year"], plan_form.cleaned_data["publish"]
    try:
        done = carry_out(plan_form.chosen, index, maker, start_year, request.user, publish)
    except LineError as fault:
        messages.error(request, _("Nothing was saved. %(fault)s") % {"fault": fault})
        return _preview(request, form, _plan_form(request, form, index), maker)
    return _report(request, plan_form.chosen, done, publish)


def _preview(request, form, plan_form, maker):
    form.fields["text"].widget.attrs["rows"] = 4  # what counts now comes below
    rows = list(plan_form.rows(maker, form.cleaned_data["start_year"]))
    return _page(
        request,
        form,
        plan_form=plan_form,
        rows=rows,
        counts=_counts(row["planned"] for row in rows),
        warned=sum(bool(row["warnings"]) for row in rows),
        absent=form.plan.absent,
        passed_over=form.passed_over,
    )


def _report(request, planned_lines, done, publish):
    context = {"counts": _counts(planned_lines), "done": done, "publish": publish}
    return render(request, "events/admin/programme_imported.html", _furniture() | context)


def _counts(planned_lines):
    statuses = [planned.status for planned in planned_lines]
    return {status.value: statuses.count(status) for status in Status}


def _page(request, form, **context):
    return render(request, "events/admin/import_programme.html", _furniture() | {"form": form} | context)


def _furniture():
    breadcrumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("staff_events:index"), "label": _("Events")},
        {"url": "", "label": TITLE},
    ]
    return {"header_title": TITLE, "page_title": TITLE, "header_icon": "upload", "breadcrumbs_items": breadcrumbs}
