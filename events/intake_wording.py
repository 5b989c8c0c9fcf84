"""What the import of a programme tells staff, in their language."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.intake import MAX_EVENTS, MAX_LINE, Status, is_too_long
from events.kinds import EventStatus
from events.programme import MAX_CHARACTERS, MAX_LINES, WarningCode
from oco_site.dates import weekday_date

STATUS_WORDS = {
    Status.NEW: gettext_lazy("new"),
    Status.CHANGED: gettext_lazy("changed"),
    Status.UNCHANGED: gettext_lazy("unchanged"),
    Status.UNREADABLE: gettext_lazy("cannot be imported"),
    Status.LEFT_OUT: gettext_lazy("left out"),
}


def refusal(code):
    """Why a text is refused whole (ProgrammeError.code)."""
    return {
        "too_long": _("The text is too long: at most %(limit)s characters at once.")
        % {"limit": _number(MAX_CHARACTERS)},
        "too_many_lines": _("The text has too many lines: at most %(limit)s at once.") % {"limit": _number(MAX_LINES)},
        "too_many_events": _("These are too many events: at most %(limit)s at once. Import the list in parts.")
        % {"limit": _number(MAX_EVENTS)},
        "nul_byte": _("The text contains characters that no text has. Copy it again, as text."),
        "start_year": _("This is not a year in which a programme can start."),
    }[code]


def line_warnings(line):
    """The sentences that a line needs, the parser's and that of its length."""
    warnings = [warning_words(warning) for warning in line.warnings]
    if is_too_long(line):
        limit = {"length": len(line.source), "limit": MAX_LINE}
        warnings.append(_("The line has %(length)d characters; at most %(limit)d can be kept.") % limit)
    return warnings


def status_notes(planned):
    """What a changed line does to an event that is postponed, and does not do to one that is cancelled."""
    if planned.status != Status.CHANGED:
        return
    before, after = planned.event.status, planned.status_after(planned.event.status)
    if before == EventStatus.CANCELLED:
        yield _("The event is cancelled, and stays so: confirm it on its own page if it takes place.")
    elif after != before:
        yield _("The event was postponed; with its new date it becomes: %(status)s.") % {
            "status": EventStatus(after).label
        }
    elif before == EventStatus.POSTPONED:
        yield _("The event is postponed, and stays so: the line gives it no new date.")


def warning_words(warning):
    code, detail = warning.code, warning.detail
    if code in DATED:
        return DATED[code] % {"day": weekday_date(date.fromisoformat(detail))}
    if code == WarningCode.UNKNOWN_COUNTRY and not detail:
        return _("A mission, but no country is named.")
    return WORDS[code] % {"detail": detail}


def _number(limit):
    return f"{limit:,}".replace(",", "\u00a0")


DATED = {
    WarningCode.GOES_BACK: gettext_lazy("Goes back: the line before begins on %(day)s."),
    WarningCode.STARTS_LATE_IN_WEEK: gettext_lazy("Begins late in the week: %(day)s."),
    WarningCode.ENDS_ON_WEEKEND: gettext_lazy("Ends at the weekend: %(day)s."),
    WarningCode.ON_WEEKEND: gettext_lazy("Falls on the weekend: %(day)s."),
}
WORDS = {
    WarningCode.NOT_UNDERSTOOD: gettext_lazy("No date was understood in this line."),
    WarningCode.IMPOSSIBLE_DATE: gettext_lazy("There is no such date: ‘%(detail)s’."),
    WarningCode.ENDS_BEFORE_START: gettext_lazy("The end comes before the beginning: ‘%(detail)s’."),
    WarningCode.NO_TITLE: gettext_lazy("The line has a date but no title."),
    WarningCode.YEAR_DIFFERS: gettext_lazy("The year %(detail)s in the line is not that of its dates."),
    WarningCode.MORE_DATES: gettext_lazy("There are more dates, left in the title: ‘%(detail)s’."),
    WarningCode.OVERLAP: gettext_lazy("Overlaps with line %(detail)s: the same course and stream."),
    WarningCode.UNKNOWN_COUNTRY: gettext_lazy("Unknown country: ‘%(detail)s’."),
}
