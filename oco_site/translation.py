"""Which of our fields exist once a language (django-modeltranslation). Apps use `register_page`, `register_texts`."""

from modeltranslation.translator import TranslationOptions, translator

from oco_site.media import SiteImage
from oco_site.models import ContactPage, GlossaryPage, GlossaryTerm, HomePage, SiteMapPage, SiteSettings, StandardPage


def register_texts(model, fields, required=(), required_in=("en",)):
    """Give each field an English and a French column; `required` ones must be filled in the languages `required_in`."""
    options = {
        "fields": tuple(fields),
        "required_languages": {"default": (), **{language: tuple(required) for language in required_in}},
    }
    translator.register(model, type(f"{model.__name__}TranslationOptions", (TranslationOptions,), options))


def register_page(model):
    register_texts(model, model.translated_fields, required=model.required_texts)


for page_class in (HomePage, StandardPage, ContactPage, SiteMapPage, GlossaryPage):
    register_page(page_class)
register_texts(SiteSettings, SiteSettings.translated_fields)
# A picture is one for both languages: whoever uploads it describes it in both.
register_texts(SiteImage, ("description", "caption", "credit"), required=("description",), required_in=("en", "fr"))
register_texts(GlossaryTerm, GlossaryTerm.translated_fields, required=("acronym", "meaning"))
