"""The rows of 'Where do I change …' for what belongs to no app; each app brings its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.permissions import permission_policy as redirect_policy
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.permissions import collection_permission_policy, workflow_permission_policy

from oco_site.base import IndexPage, SitePage, home_page
from oco_site.models import GlossaryTerm, SiteSettings
from oco_site.ways import ANY, way_to, way_to_form, way_to_settings, way_to_snippets


def rows_for(user):
    """[(what can be changed, ways to it), …]; a way is None where the user may not go."""
    return [*_of_pages(user), *_of_settings(user), *_of_files(user), *_of_people(user)]


def _of_pages(user):
    try:
        home = home_page().specific
    except SitePage.DoesNotExist:  # before the site has content
        return
    pages = list(SitePage.objects.child_of(home).order_by("path"))
    yield _("The introduction of the home page"), [way_to_form(home, user)]
    yield (
        _("The text above a list"),
        [way_to_form(page, user) for page in pages if issubclass(page.specific_class, IndexPage)],
    )
    yield (
        _("A page of text"),
        [way_to_form(page, user) for page in pages if not issubclass(page.specific_class, IndexPage)],
    )
    yield (
        _(
            "The main menu, the links in the footer: each page’s tab ‘Both languages’, ‘Menus’; "
            "their order: ‘Sort menu order’"
        ),
        [way_to("wagtailadmin_explore_root", _("Pages"), if_allowed=home.permissions_for_user(user).can_edit())],
    )
    yield _("The terms and acronyms of the glossary"), [way_to_snippets(GlossaryTerm, user)]


def _of_settings(user):
    settings = [way_to_settings(SiteSettings, user)]
    yield _("A notice on every page, from when and until when"), settings
    yield _("The name of the organisation, its emblem, the vision lines"), settings
    yield _("The addresses, telephone and e-mail of the Secretariat, its accounts on social networks"), settings
    yield _("The text that closes every release, the text in the footer"), settings


def _of_files(user):
    def allowed(policy):
        return policy.user_has_any_permission(user, ANY)

    images = way_to("wagtailimages:index", _("Images"), if_allowed=allowed(image_policy))
    documents = way_to("wagtaildocs:index", _("Documents"), if_allowed=allowed(document_policy))
    yield _("A picture, its alternative text, caption and credit"), [images]
    yield _("A document, its title and language"), [documents]
    collections = way_to(
        "wagtailadmin_collections:index",
        _("Settings"),
        _("Collections"),
        if_allowed=allowed(collection_permission_policy),
    )
    yield _("The collections that pictures and documents are sorted into"), [collections]
    redirects = way_to("wagtailredirects:index", _("Settings"), _("Redirects"), if_allowed=allowed(redirect_policy))
    yield _("An old address that should lead to a page"), [redirects]


def _of_people(user):
    def allowed(model):
        return any(user.has_perm(f"auth.{action}_{model}") for action in ANY)

    yield _("My name, my password, the language of this admin"), [way_to("wagtailadmin_account", _("Account"))]
    people = way_to("wagtailusers_users:index", _("Settings"), _("Users"), if_allowed=allowed("user"))
    groups = way_to("wagtailusers_groups:index", _("Settings"), _("Groups"), if_allowed=allowed("group"))
    yield _("Who may do what"), [people, groups]
    workflows = way_to(
        "wagtailadmin_workflows:index",
        _("Settings"),
        _("Workflows"),
        if_allowed=workflow_permission_policy.user_has_any_permission(user, ANY),
    )
    yield _("Who checks a draft before it is published"), [workflows]
