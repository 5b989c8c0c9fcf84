"""The third tab of an event's edit form: what both languages share."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

EVENT_PANELS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
            FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time"), FieldPanel("time_zone")]),
            FieldPanel("status"),
        ],
        heading=_("When"),
    ),
    MultiFieldPanel([FieldPanel("host_country"), FieldPanel("online_url")], heading=_("Where")),
    MultiFieldPanel(
        [FieldPanel("audience"), FieldPanel("members", widget=forms.CheckboxSelectMultiple)],
        heading=_("For whom"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("event_type"),
            FieldPanel("streams", widget=forms.CheckboxSelectMultiple),
            FieldPanel("priority"),
        ],
        heading=_("What"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("nomination_deadline"), FieldPanel("nomination_url")]),
            FieldRowPanel([FieldPanel("working_languages"), FieldPanel("interpretation")]),
            FieldRowPanel([FieldPanel("contact"), FieldPanel("contact_email")]),
            InlinePanel("documents", label=_("Document"), heading=_("Documents")),
        ],
        heading=_("Taking part"),
    ),
    MultiFieldPanel(
        [FieldPanel("source_line"), FieldPanel("programme_year")], heading=_("Programme"), classname="collapsed"
    ),
]
