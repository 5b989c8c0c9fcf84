"""The three tabs of every page's edit form."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets.slug import SlugInput


def language_tabs(translated_fields, shared=(), english=(), french=()):
    """English, Français and what both languages share.

    translated_fields: names of the fields that exist once a language (`introduction` for introduction_en, _fr);
    shared: panels or names for the third tab; english, french: further panels of one language's tab.
    """
    return TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title"),
                    *text_panels(translated_fields, "en"),
                    *english,
                    _address_panel("slug", "menu_title", "seo_title", "search_description"),
                ],
                heading="English",
            ),
            ObjectList(
                [
                    FrenchPanel(
                        [HelpPanel(template="admin/french_state.html"), FieldPanel("french_checked")],
                        heading=_("How the French stands"),
                    ),
                    TitleFieldPanel("title_fr", targets=["slug_fr"]),
                    *text_panels(translated_fields, "fr"),
                    *french,
                    _address_panel("slug_fr", "menu_title_fr", "seo_title_fr", "search_description_fr"),
                ],
                heading="Français",
            ),
            ObjectList(
                [
                    *shared,
                    MultiFieldPanel(
                        [FieldPanel("show_in_menus"), FieldPanel("footer_column")],
                        heading=_("Menus"),
                        classname="collapsed",
                    ),
                    PublishingPanel(),  # shown in Wagtail's own dialog
                ],
                heading=_("Both languages"),
            ),
        ]
    )


class FrenchPanel(MultiFieldPanel):
    """At the head of the French tab. A page that is yet to be made has nothing to tell there."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self):
            return self.instance.pk is not None and super().is_shown()


def text_panels(names, *languages):
    return [FieldPanel(f"{name}_{language}") for name in names for language in languages]


def _address_panel(slug, *others):
    return MultiFieldPanel(
        [FieldPanel(slug, widget=SlugInput), *others],
        heading=_("Address, menus and search engines"),
        classname="collapsed",
    )
