"""The edit form that every page type has, and the form that copies a page."""

from urllib.parse import urlsplit

from django import forms
from django.apps import apps
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.blocks import BlockField

from oco_site.dates import utc_offset
from oco_site.fields import has_text, sort_key

# In characters: what search engines and lists show of a text before they cut it.
BEST_LENGTHS = {"title": 65, "seo_title": 65, "search_description": 155, "summary": 200}


def zone_note():
    """Whose times the admin shows to the user, and takes."""
    zone = timezone.get_current_timezone_name()
    return _("Times are those of %(zone)s (%(offset)s).") % {"zone": zone, "offset": utc_offset(zone)}


def tell_zone(form, *names):
    """Say under fields for moments which zone's they are."""
    for name in names:
        form.fields[name].help_text = f"{form.fields[name].help_text} {zone_note()}".strip()


class SitePageForm(WagtailAdminPageForm):
    french_checked = forms.BooleanField(
        label=_("The French needs no change"),
        required=False,
        help_text=_("Tick it when the English has changed and the French still says the same."),
    )

    class Media:
        js = ["js/admin-text-length.js"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if best := BEST_LENGTHS.get(name.removesuffix("_fr").removesuffix("_en")):
                told = _("Best up to %(count)d characters.") % {"count": best}
                said = str(field.help_text).rstrip(".")  # Wagtail's own end without
                field.help_text = f"{said}. {told}" if said else told
                field.widget.attrs["data-best-length"] = best
            model = getattr(getattr(field, "queryset", None), "model", None)
            if getattr(model, "is_listed_by_name", False):
                choices = list(field.choices)  # the empty one, if there is one, stays the first
                field.choices = sorted(choices, key=lambda choice: (choice[0] != "", sort_key(choice[1])))
        if self.instance._state.adding:
            for name, field in self.fields.items():
                if isinstance(field, BlockField) and not self.initial.get(name):
                    self.initial[name] = field.block.normalize([("text", "")])  # so that staff can write at once
        if "go_live_at" in self.fields:
            tell_zone(self, "go_live_at", "expire_at")

    def clean(self):
        cleaned_data = super().clean()
        pages = apps.get_model("oco_site", "SitePage").objects  # its module imports this one
        siblings = pages.child_of(self.parent_page).exclude(pk=self.instance.pk)
        for field, taken_by in (("slug", ("slug_fr",)), ("slug_fr", ("slug", "slug_fr"))):
            slug = cleaned_data.get(field)
            if slug and any(siblings.filter(**{other: slug}).exists() for other in taken_by):
                self.add_error(field, _("Another page in this section already has this address."))
        self._refuse_addresses_of_views(cleaned_data)
        if not self.is_deferred_validation:  # a draft may wait for its English
            for name in self.instance.english_required:
                if not has_text(cleaned_data.get(f"{name}_en")):
                    self.add_error(f"{name}_en", _("The English is required before this page can be published."))
            french = any(has_text(cleaned_data.get(f"{name}_fr")) for name in self.instance.translated_fields)
            if french and not has_text(cleaned_data.get("title_fr")):
                self.add_error("title_fr", _("There is French text on this page: it needs a French title, too."))
        return cleaned_data

    def save(self, commit=True):
        if self.cleaned_data.get("french_checked"):
            self.instance.needs_no_new_french()
        return super().save(commit)

    def _refuse_addresses_of_views(self, cleaned_data):
        """An address such as /en/search/ leads to a view of the site, so that a page there could not be reached."""
        for language, field in (("en", "slug"), ("fr", "slug_fr")):
            with override(language):
                above = self.parent_page.specific.get_url() if self.parent_page else None
                if above and cleaned_data.get(field):
                    match = resolve(f"{urlsplit(above).path}{cleaned_data[field]}/")
                    if match.url_name != "wagtail_serve":
                        self.add_error(field, _("This address belongs to another part of the site."))


class SitePageCopyForm(CopyForm):
    """Without 'alias': in one tree for two languages it has no use, and Wagtail's would repeat a French address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
