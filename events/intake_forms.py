"""The form of an import: the list and its start year, then what becomes of each line."""

from hashlib import sha256

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.intake import Plan, Status, passed_over, plan_import, read_list, suggested_start_year
from events.intake_wording import STATUS_WORDS, line_warnings, refusal, status_notes
from events.programme import ProgrammeError
from events.wording import long_range

NEW, LEAVE_OUT = "new", "leave-out"


class ProgrammeForm(forms.Form):
    """The pasted list. A start year left empty is filled in with the suggested one."""

    text = forms.CharField(
        label=_("Programme"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "Paste the list as it was written, a line for each event, or the cells of a spreadsheet. "
            "Days may be written 25-Oct, 30 Oct – 20 Nov, 11-15 Dec; in a spreadsheet also 2026-10-25 or 25/10/2026."
        ),
        error_messages={"required": _("Paste a programme here.")},
    )
    start_year = forms.IntegerField(
        label=_("Start year"),
        required=False,
        min_value=2000,
        max_value=2100,
        help_text=_("The year of the first event. Left empty, it is suggested; look at the weekdays in the preview."),
    )

    def __init__(self, data, countries=None, known_events=None):
        """countries: as for the parser; known_events: gives the events of the programme of a year."""
        super().__init__(data and data.copy(), label_suffix="")
        self.fields["text"].validators = []  # the reader of programmes refuses NUL, in our own words
        self.countries, self.known_events = countries, known_events
        self.plan, self.passed_over = None, []

    def clean(self):
        text, year = self.cleaned_data.get("text"), self.cleaned_data.get("start_year")
        if self.errors:
            return self.cleaned_data
        try:
            self.plan = self._plan(text, year)
        except ProgrammeError as error:
            self.add_error("text", refusal(error.code))
        return self.cleaned_data

    def _plan(self, text, year):
        year = year or suggested_start_year(text, timezone.localdate())
        lines = read_list(text, year, self.countries) if year else []
        if not lines:
            self.add_error("text", _("No line with a date was found in the text."))
            return None
        self.cleaned_data["start_year"] = self.data["start_year"] = year
        self.passed_over = passed_over(text, lines)
        return plan_import(lines, self.known_events(year))

    @property
    def text_digest(self):
        text = "\n".join(self.cleaned_data["text"].splitlines())  # browsers send line ends of their own
        return _digest(self.cleaned_data["start_year"], text)


class PlanForm(forms.Form):
    """For each line that can be imported: which event it is. `seen` says what was shown when the choices were made."""

    seen = forms.CharField(widget=forms.HiddenInput)
    publish = forms.TypedChoiceField(
        label=_("Save as"),
        choices=[("", _("drafts, which an editor publishes later")), ("yes", _("published events"))],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, plan: Plan, text_digest, can_publish, data=None, is_confirmed=False):
        """data: what was posted; its choices are kept if they were made for what is still so."""
        self.plan = plan
        self.seen_now = f"{text_digest}.{_digest(plan)}"
        self.seen_before = (data or {}).get("seen", "")
        self.is_same_text = self.seen_before.split(".")[0] == text_digest
        super().__init__(data if is_confirmed else None, label_suffix="")
        self.initial = {"seen": self.seen_now, "publish": (data or {}).get("publish", "")}
        if not can_publish:
            self.fields["publish"].choices = self.fields["publish"].choices[:1]
        for planned in plan.lines:
            if planned.status != Status.UNREADABLE:
                self._add_choice(planned, data)

    def _add_choice(self, planned, data):
        name = _name(planned)
        events = [*filter(None, [planned.event]), *planned.alternatives]
        choices = [
            *((str(event.pk), f"{event.title}, {long_range(event.start, event.end)}") for event in events),
            (NEW, _("a new event")),
            (LEAVE_OUT, _("none: leave the line out")),
        ]
        proposed = str(planned.event.pk) if planned.event else NEW
        posted = (data or {}).get(name) if self.is_what_was_seen else None
        self.initial[name] = posted if posted in dict(choices) else proposed
        self.fields[name] = forms.ChoiceField(
            label=_("Event of line %(number)d") % {"number": planned.line.number}, choices=choices
        )

    @property
    def is_what_was_seen(self):
        return self.seen_before == self.seen_now

    def clean(self):
        lines_of = {}
        for planned in self.plan.lines:
            choice = self.cleaned_data.get(_name(planned))
            if choice in (None, NEW, LEAVE_OUT):
                continue
            if choice in lines_of:
                message = _("Line %(number)d has the same event.") % {"number": lines_of[choice]}
                self.add_error(_name(planned), message)
            lines_of[choice] = planned.line.number
        return self.cleaned_data

    @property
    def chosen(self):
        """The lines as they are chosen to be; before they are confirmed, as the form shows them."""
        choices = self.cleaned_data if self.is_bound else self.initial
        return [self._as_chosen(planned, choices.get(_name(planned))) for planned in self.plan.lines]

    def _as_chosen(self, planned, choice):
        if choice is None:
            return planned
        if choice == LEAVE_OUT:
            return planned.left_out()
        events = [*filter(None, [planned.event]), *planned.alternatives]
        return planned.become(next((event for event in events if str(event.pk) == choice), None))

    def rows(self, maker, start_year):
        """What the preview prints of each line."""
        for planned in self.chosen:
            line = planned.line
            yield {
                "planned": planned,
                "status": STATUS_WORDS[planned.status],
                "warnings": [*line_warnings(line), *status_notes(planned)],
                "event": maker.event(line, start_year) if line.start and line.text else None,
                "field": self[_name(planned)] if _name(planned) in self.fields else None,
            }


def _name(planned):
    return f"event-{planned.line.number}"


def _digest(*parts):
    return sha256(repr(parts).encode()).hexdigest()[:32]
