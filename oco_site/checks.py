"""House rules that `manage.py check` enforces, so that no reviewer has to remember them."""

from django.core.checks import Error, register
from wagtail.models import get_page_models

from oco_site.base import SitePage
from oco_site.fields import BodyField


@register()
def check_page_classes(app_configs, **kwargs):
    """Every page type is a SitePage with its own edit form, and demands of its bodies only what a form can give."""
    errors = []
    for page_class in get_page_models():
        if page_class._meta.app_label == "wagtailcore" or page_class is SitePage:
            continue
        if not issubclass(page_class, SitePage):
            errors.append(
                Error(f"{page_class.__name__} is not a SitePage: it would have no French address.", id="oco.E001")
            )
            continue
        if page_class.edit_handler is None:
            errors.append(Error(f"{page_class.__name__} has no edit_handler = language_tabs(…).", id="oco.E002"))
        for name in page_class.required_texts:
            if isinstance(page_class._meta.get_field(name), BodyField):
                errors.append(
                    Error(f"{page_class.__name__}.{name} is a body: name it in english_required.", id="oco.E003")
                )
    return errors
