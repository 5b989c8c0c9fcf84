"""What every app builds on: the page with a French title and address, the index page."""

from copy import copy

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageViewRestriction, Site
from wagtail.search import index
from wagtail.signal_handlers import disable_reference_index_auto_update

from oco_site.edit_forms import BEST_LENGTHS, SitePageCopyForm, SitePageForm
from oco_site.fields import LANGUAGES, active_language, beginning, has_text, localized, plain_text, text_in
from oco_site.french import FrenchFollowed
from oco_site.querysets import SitePageQuerySet
from oco_site.shared import shared

DESCRIPTION_LENGTH = BEST_LENGTHS["search_description"]
ORGANISATION_ID = f"{settings.SITE_URL}/#organization"  # in schema.org's objects


def pages_at_hand(request):
    """What each answer asks of the tree: the home page, its sections, what stands in the footer. In tree order; each
    says whether it `is_open`. Nobody changes them: they are shared.
    """
    return _pages_at_hand(Site.find_for_request(request).root_page)


@shared
def _pages_at_hand(root):
    return list(SitePage.objects.at_hand(root))


@shared
def _section(page):
    return page.get_specific()


@shared
def all_public(page_type):
    """All public pages of a type, without their bodies, in reading order. Nobody changes them: they are shared."""
    return page_type.objects.visible().defer_streamfields().in_reading_order()


class SitePage(FrenchFollowed, Page):
    """Every page. Wagtail's own title, slug, seo_title and search_description are the English; the French is here.

    A concrete model, so that menus, breadcrumbs and search results of mixed types have both languages in one query.
    Public code asks `SitePage.objects` and prints `heading`: a plain Wagtail `Page` knows the English only.
    """

    class FooterColumn(models.TextChoices):
        NONE = "", _("not in the footer")
        CONTACT = "contact", _("under ‘Contact’")
        SITE = "site", _("under ‘This site’")

    title_fr = models.CharField(_("title (français)"), max_length=255, blank=True)
    menu_title = models.CharField(
        _("short title"),
        max_length=40,
        blank=True,
        help_text=_("For menus and breadcrumbs, if the title is long for them."),
    )
    menu_title_fr = models.CharField(_("short title (français)"), max_length=40, blank=True)
    slug_fr = models.SlugField(
        _("slug (français)"),
        max_length=255,
        blank=True,
        help_text=_("The end of the French address. Write oe for œ. Left empty, it is made from the French title."),
    )
    seo_title_fr = models.CharField(
        _("title tag (français)"),
        max_length=255,
        blank=True,
        help_text=_("The name of the page in search engines and browser tabs, if it is not the title."),
    )
    search_description_fr = models.TextField(
        _("meta description (français)"),
        blank=True,
        help_text=_("One or two sentences, shown under the title by search engines."),
    )
    url_path_fr = models.TextField(blank=True, editable=False)  # kept by oco_site.addresses, as Wagtail keeps url_path
    footer_column = models.CharField(
        _("in the footer"), max_length=10, blank=True, choices=FooterColumn.choices, default=FooterColumn.NONE
    )

    objects = PageManager.from_queryset(SitePageQuerySet)()

    is_creatable = False
    base_form_class = SitePageForm
    copy_form_class = SitePageCopyForm
    exclude_fields_in_copy = ["slug_fr", "url_path_fr"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("title_fr"),
        index.AutocompleteField("title_fr"),
        index.FilterField("french_state"),
    ]

    # Each page class names here, once, its fields that exist in both languages: for their registration with
    # modeltranslation, for the tabs of the edit form, and for knowing whether the French is complete.
    translated_fields = ()
    translated_children = ()  # relations to further objects with texts of the page, which name their own likewise
    required_texts = ()  # those whose English must be filled (plain and rich text)
    english_required = ()  # the same for body fields, which must be declared blank
    on_site_map = True
    is_listed_by_name = False  # among its like: as the reader's language sorts names, not as the page tree does
    kind = _("page")  # what it is for a reader, as the search says it
    search_date = ""  # the page's own date, as the search prints it
    search_line = ""  # a line under the title in the search
    page_related = ()  # relations to one that its own page prints: fetched with it
    search_related = ()  # relations that these read: fetched once for all results of this class
    search_reference = ""  # a number by which the search finds the page, such as a release's
    share_type = "website"  # Open Graph's
    share_image = None  # the photograph that is shown with a link to the page; without one a card is drawn
    search_day = None  # the day that its age is counted from: recent before old

    preview_modes = [("en", "English"), ("fr", "Français")]

    class Meta:
        verbose_name = _("page")
        indexes = [
            models.Index(fields=["footer_column"], condition=~models.Q(footer_column=""), name="pages_in_the_footer"),
        ]

    def __str__(self):
        return str(self.heading)  # choices in the admin, in the language of the staff

    def get_admin_display_title(self):
        return (active_language() == "fr" and self.draft_title_fr) or super().get_admin_display_title()

    @property
    def default_preview_mode(self):
        return active_language()

    def serve_preview(self, request, mode_name):
        with override(mode_name or "en"):
            request.LANGUAGE_CODE = get_language()
            response = super().serve_preview(request, mode_name)
            # A TemplateResponse would be rendered later, out of this language.
            return response.render() if hasattr(response, "render") else response

    @property
    def heading(self):
        return localized(self, "title")

    @property
    def menu_heading(self):
        return localized(self, "menu_title") or localized(self, "title")

    @property
    def title_tag(self):
        seo_title = localized(self, "seo_title")
        return self.heading if self.heading.language != seo_title.language or not seo_title else seo_title

    @property
    def description(self):
        """Plain text for search engines: what an editor wrote for them, else the beginning of the page's own text."""
        return localized(self, "search_description") or beginning(str(self.summary_text), DESCRIPTION_LENGTH)

    @property
    def summary_text(self):
        for name in self.translated_fields:
            text = localized(self, name)
            if text:
                return beginning(plain_text(text.value), DESCRIPTION_LENGTH)
        return ""

    def text_pairs(self):
        """(English, French) of the title and of each text of the page and of what belongs to it."""
        yield self.title, self.title_fr
        for each in self._text_holders():
            for name in each.translated_fields:
                yield text_in(each, name, "en"), text_in(each, name, "fr")

    def _text_holders(self):
        return [self, *(child for name in self.translated_children for child in getattr(self, name).all())]

    @property
    def has_french(self):
        return any(has_text(french) for _english, french in self.text_pairs())

    @property
    def is_bilingual(self):
        """Whether the title and every filled English text have their French."""
        return has_text(self.title_fr) and all(
            has_text(french) for english, french in self.text_pairs() if has_text(english)
        )

    def search_texts(self):
        """What the search reads of the page beside its title, in the active language: texts, rich texts, bodies."""
        return [localized(each, name).value for each in self._text_holders() for name in each.translated_fields]

    @cached_property
    def above(self):
        """The pages above it, from the home page down; known without a query where it was found by its address."""
        parent = getattr(self, "_cached_parent_obj", None)
        if isinstance(parent, SitePage):
            return [*parent.above, parent]
        return list(SitePage.objects.ancestor_of(self).order_by("depth")) if self.depth > 2 else []

    def structured_data(self):
        """schema.org objects that describe the page, as dictionaries ready for JSON-LD.

        The organisation is {"@id": ORGANISATION_ID}, which every page describes.
        """
        return []

    def address_end(self, language):
        """What follows the page's own address in the address that is being served, such as a year of an archive."""
        return ""

    # Addresses --------------------------------------------------------------------------------------------------------

    def address_in(self, language, request=None):
        """The full address of the page in a language."""
        with override(language):
            return f"{self.get_full_url(request)}{self.address_end(language)}"

    @property
    def canonical_language(self):
        """A page that is all English is one page, whichever language it is read under."""
        return active_language() if self.has_french else "en"

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        if not parts or parts[2] is None or active_language() != "fr" or not self.url_path_fr:
            return parts
        root_path = self._get_relevant_site_root_paths(request)[0].root_path
        return *parts[:2], reverse("wagtail_serve", args=(self.url_path_fr[len(root_path) :],))

    def route(self, request, path_components):
        """Wagtail's, for both languages. What is served is a copy: home page and sections are shared."""
        is_home = self.pk == Site.find_for_request(request).root_page_id
        if not path_components:
            page = copy(self)
            if is_home:
                page.is_open = pages_at_hand(request)[0].is_open
            return super(SitePage, page).route(request, path_components)
        slug, fields = path_components[0], ("slug_fr", "slug") if active_language() == "fr" else ("slug",)
        page = self._section_named(request, slug, fields) if is_home else self._child_named(slug, fields)
        if page is None:
            raise Http404
        page._cached_parent_obj = self
        return page.route(request, path_components[1:])

    def _section_named(self, request, slug, fields):
        sections = [page for page in pages_at_hand(request) if page.depth == self.depth + 1]
        found = next((page for field in fields for page in sections if getattr(page, field) == slug), None)
        return found and copy(_section(found))

    def _child_named(self, slug, fields):
        types = self.allowed_subpage_models()
        children = (types[0] if len(types) == 1 else SitePage).objects.child_named(self, slug, fields)
        return next((child.get_specific() for child in children), None)

    def get_view_restrictions(self):
        """Wagtail's, of each page that is served; most have none, as is known since they were found."""
        is_open = getattr(self, "is_open", False) and not self.alias_of_id
        return PageViewRestriction.objects.none() if is_open else super().get_view_restrictions()

    def get_sitemap_urls(self, request=None):
        languages = LANGUAGES if self.has_french else ("en",)
        alternates = []
        if self.is_bilingual:
            alternates = [{"lang_code": code, "location": self.address_in(code, request)} for code in LANGUAGES]
            alternates.append({"lang_code": "x-default", "location": alternates[0]["location"]})
        return [
            {
                "location": self.address_in(code, request),
                "lastmod": self.last_published_at or self.latest_revision_created_at,
                "alternates": alternates,
            }
            for code in languages
        ]

    def save(self, *args, **kwargs):
        if self.title_fr and not self.slug_fr:
            self.slug_fr = self._free_french_slug()
        return super().save(*args, **kwargs)

    def _free_french_slug(self):
        stem = slugify(self.title_fr.replace("œ", "oe").replace("Œ", "Oe"))[:240] or self.slug
        taken = {
            slug
            for pair in SitePage.objects.child_of(self.get_parent()).exclude(pk=self.pk).values_list("slug", "slug_fr")
            for slug in pair
        }
        return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)

    def add_published_child(self, page, first=False):
        """For importers: add a page below this one, last or first, and publish it.

        A page that is only added has no revision; the first edit that somebody schedules would then take it off the
        site until its hour.
        """
        first_child = self.get_first_child() if first else None
        with disable_reference_index_auto_update():  # publishing follows
            if first_child:
                first_child.add_sibling("first-sibling", instance=page)
            else:
                self.add_child(instance=page)
            revision = page.save_revision()
        revision.publish()
        return page

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.url_path_fr = self.url_path_fr  # it belongs to the page's place, not to an old revision
        return page


def home_page():
    """The root of the public tree, as a SitePage. Raises SitePage.DoesNotExist before the site has content."""
    return SitePage.objects.get(sites_rooted_here__is_default_site=True)


class IndexPage(SitePage):
    """A page that lists others: an introduction, then pages of the list."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link"], help_text=_("One short paragraph.")
    )

    kind = _("section")
    page_size = 20
    max_count = 1

    class Meta:
        abstract = True

    def paginate(self, request, queryset):
        """The page of the list that `?page=` names. Raises Http404 where there is no such page."""
        try:
            return Paginator(queryset, self.page_size).page(request.GET.get("page", 1))
        except (EmptyPage, PageNotAnInteger) as error:
            raise Http404(str(error)) from error
