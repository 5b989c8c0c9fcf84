"""Texts in two languages: which one a reader gets, the body field that both share; relations that protect."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from textwrap import shorten
from typing import Any
from zoneinfo import available_timezones

from django.db.models import PROTECT
from django.utils.html import format_html, strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.rich_text import RichText, get_text_for_indexing

from oco_site.blocks import BodyBlock

LANGUAGES = ("en", "fr")


def active_language():
    return "fr" if (get_language() or "").startswith("fr") else "en"


def other_language(language):
    return "en" if language == "fr" else "fr"


@dataclass(frozen=True)
class Localized:
    """A text and the language that it is written in, which is not always the reader's."""

    value: Any
    language: str

    def __str__(self):
        return str(self.value)

    def __bool__(self):
        return has_text(self.value)

    @property
    def is_fallback(self):
        return bool(self) and self.language != active_language()

    @property
    def attr(self):
        """The `lang` attribute, with a space before it, for an element that holds a text in the other language."""
        return format_html(' lang="{}"', self.language) if self.is_fallback else ""


def has_text(value):
    """Whether a reader would see anything: an emptied rich text is not "" but `<p data-block-key=…></p>`."""
    if isinstance(value, StreamValue):  # its blocks as they are stored, so that none is fetched for this
        return any(has_text(block["value"]) for block in value.raw_data)
    if isinstance(value, RichText):
        value = value.source
    if isinstance(value, str):
        return bool(get_text_for_indexing(value).strip()) or "<embed" in value if "<" in value else bool(value.strip())
    return bool(value)


def plain_text(value):
    """The words of a text, a rich text or a body, without markup."""
    if value is None or value == "":
        return ""
    if isinstance(value, (str, RichText)):
        return get_text_for_indexing(str(getattr(value, "source", value)))
    # a body: every block's own searchable text
    return " ".join(strip_tags(str(text)) for text in value.stream_block.get_searchable_content(value))


def beginning(text, length):
    """As many whole words as fit into so many characters, with an ellipsis if that is not all."""
    return shorten(text, length, placeholder="…", break_on_hyphens=False)


def text_in(instance, name, language):
    """The text of a field in one language, without fallback. Wagtail's own page fields (title, …) hold the English."""
    attribute = f"{name}_{language}"
    if language == "en" and not hasattr(instance, attribute):
        attribute = name
    return getattr(instance, attribute)


def localized(instance, name):
    """The text of a field in the reader's language, else in the other one."""
    language = active_language()
    for candidate in (language, other_language(language)):
        value = text_in(instance, name, candidate)
        if has_text(value):
            return Localized(value, candidate)
    return Localized("", language)


def sort_key(text):
    """By which names are sorted in either language: É with E, Î with I."""
    decomposed = unicodedata.normalize("NFKD", str(text))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def labelled(label, text):
    """Two texts with a colon between them, which has a space before it in French."""
    return _("%(label)s: %(text)s") % {"label": label, "text": text}


class BodyField(StreamField):
    """The body of a page: always the same blocks, which stay out of the migrations.

    Without this, modeltranslation would store the block definitions three times in every app that has a body, and each
    new block would be a migration in all of them. The price: a data migration sees today's blocks, not those of its
    day. Always `blank=True` (else an empty French body is refused): a page that needs the English says so in its
    `english_required`.
    """

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.pop("block_types", None)
        kwargs.pop("block_lookup", None)
        kwargs["blank"] = True
        super().__init__(BodyBlock(), verbose_name=verbose_name, **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        for key in ("block_types", "block_lookup"):
            kwargs.pop(key, None)
        return name, path, [], kwargs


class ProtectingManyToManyField(ParentalManyToManyField):
    """Keeps what it refers to from being deleted, and has Wagtail show where that is used.

    Wagtail's index of references knows no relation to many. Without this, an event for a member that is deleted would
    become one for all members, and nobody would be told.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.remote_field.on_delete = PROTECT  # as Wagtail's index reads it of a foreign key

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs  # the database does not differ

    def extract_references(self, value):
        for related in value:
            yield self.related_model, str(related.pk), "item", str(related.pk)


def time_zone_choices():
    """The zones of the IANA database, for a field's choices. A callable, so that migrations keep its name only."""
    return [(name, name.replace("_", " ")) for name in _time_zones()]


@cache
def _time_zones():
    return sorted(name for name in available_timezones() if "/" in name)
