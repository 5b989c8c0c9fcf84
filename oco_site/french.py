"""Whether the French of a page is missing, partial, older than its English, or complete, text by text.

A French text is older when the English has changed since that French was written. So beside each French text stands
what English it was written for, as digests: in the page and in each of its revisions, so that an earlier version that
comes back brings its own, and a copy keeps them.
"""

import json
from hashlib import blake2b

from bs4 import BeautifulSoup
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from oco_site.fields import has_text, text_in

WAGTAILS_OWN = ("title", "menu_title", "seo_title", "search_description")  # and what SitePage adds to them


class FrenchState(models.TextChoices):
    MISSING = "missing", _("missing")
    PARTIAL = "partial", _("partial")
    OLDER = "older", _("older than the English")
    COMPLETE = "complete", _("complete")


class FrenchFollowed(models.Model):
    """A page that knows how its French stands. State, missing and older texts follow the draft, as its titles in the
    lists of the admin do; what each French text was written for belongs to the version of the page.
    """

    draft_title_fr = models.CharField(max_length=255, blank=True, editable=False)  # the English one is Wagtail's
    french_state = models.CharField(
        _("French"), max_length=10, choices=FrenchState.choices, blank=True, editable=False, db_index=True
    )
    french_missing = models.JSONField(default=list, editable=False)  # names of texts that have English only
    french_older = models.JSONField(default=list, editable=False)
    french_basis = models.JSONField(default=dict, editable=False)  # {name: [French, the English it was written for]}

    OF_THE_DRAFT = ("draft_title_fr", "french_state", "french_missing", "french_older")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self.latest_revision_id and kwargs.get("update_fields") is None:
            self.follow_french()  # a page that is only added; later its revisions tell
        return super().save(*args, **kwargs)

    def follow_french(self):
        """Find out how the French stands. A French text that has changed is taken as written for today's English."""
        basis, missing, older = {}, [], []
        for name, pairs in self._bilingual_texts():
            if any(has_text(english) and not has_text(french) for english, french in pairs):
                missing.append(name)
            if any(has_text(french) for _english, french in pairs):
                english, french = (_digest(texts) for texts in zip(*pairs, strict=True))
                known = self.french_basis.get(name)
                basis[name] = known if known and known[0] == french else [french, english]
                if basis[name][1] != english:
                    older.append(name)
        self.french_basis, self.french_missing, self.french_older = basis, missing, older
        self.draft_title_fr = self.title_fr
        if not basis:
            self.french_state = FrenchState.MISSING
        elif missing:
            self.french_state = FrenchState.PARTIAL
        else:
            self.french_state = FrenchState.OLDER if older else FrenchState.COMPLETE

    def _bilingual_texts(self):
        """(name, [(English, French), …]) of each text; a relation to further texts is one."""
        for name in (*WAGTAILS_OWN, *self.translated_fields):
            yield name, [(text_in(self, name, "en"), text_in(self, name, "fr"))]
        for relation in self.translated_children:
            children = getattr(self, relation).all()
            pairs = [
                (text_in(each, name, "en"), text_in(each, name, "fr"))
                for each in children
                for name in each.translated_fields
            ]
            if pairs:
                yield relation, pairs

    def needs_no_new_french(self):
        """Somebody has looked: all French stands for the English as it is now."""
        self.french_basis = {}

    def save_revision(self, *args, previous_revision=None, **kwargs):
        if previous_revision and self.french_basis:
            self.french_basis = previous_revision.content.get("french_basis") or {}
        self.follow_french()
        revision = super().save_revision(*args, previous_revision=previous_revision, **kwargs)
        draft = {name: getattr(self, name) for name in self.OF_THE_DRAFT}
        type(self)._base_manager.filter(pk=self.pk).update(**draft)
        return revision

    def with_content_json(self, content):
        page = super().with_content_json(content)
        for name in self.OF_THE_DRAFT:
            setattr(page, name, getattr(self, name))
        return page

    @property
    def missing_texts(self):
        """The texts without French, as the edit form calls them."""
        return [self._text_label(name) for name in self.french_missing]

    @property
    def older_texts(self):
        return [self._text_label(name) for name in self.french_older]

    def _text_label(self, name):
        field = self._meta.get_field(name)
        return str(getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural)


def _digest(texts):
    plain = json.dumps([_without_ids(text) for text in texts], sort_keys=True, default=str)
    return blake2b(plain.encode(), digest_size=8).hexdigest()


def _without_ids(value):
    """A text without what the editors' scripts write anew each time: ids of blocks, keys, the order of attributes."""
    if isinstance(value, StreamValue):
        value = list(value.raw_data)
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key != "id"}
    if isinstance(value, (list, tuple)):
        return [_without_ids(each) for each in value]
    if not isinstance(value, str) or "<" not in value:
        return value or ""
    soup = BeautifulSoup(value, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs = {name: tag.attrs[name] for name in sorted(tag.attrs) if name != "data-block-key"}
    return soup.decode()


def assess_unassessed(**kwargs):
    """Receiver of post_migrate: pages from before this was kept, and their drafts."""
    from oco_site.base import SitePage

    for page in SitePage.objects.filter(french_state="").specific():
        draft = page.get_latest_revision_as_object()
        draft.follow_french()
        page.follow_french()
        if page.latest_revision:
            page.latest_revision.content["french_basis"] = draft.french_basis
            page.latest_revision.save(update_fields=["content"])
        values = {name: getattr(draft, name) for name in page.OF_THE_DRAFT} | {"french_basis": page.french_basis}
        SitePage.objects.filter(pk=page.pk).update(**values)
