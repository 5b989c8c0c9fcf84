"""Ways into the admin, for its first screen: each names a place as the menu does, and is there for who may use it.

Apps bring their own with two hooks, called with the user. `register_staff_tasks` gives ways to what is done every week;
`register_where_to_change` gives (what can be changed, ways to it). A way that is None is left out.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

ANY = ("add", "change", "delete")


@dataclass(frozen=True)
class Way:
    label: str
    url: str
    icon: str = ""


def way_to(url_name, *labels, if_allowed=True, icon=""):
    """A way by the names of the menu's entries, from the outermost."""
    return Way(_menu_path(*labels), reverse(url_name), icon) if if_allowed else None


def way_to_list(viewset, user):
    allowed = page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})
    return way_to(viewset.get_url_name("index"), viewset.menu_label, if_allowed=allowed)


def way_to_form(page, user):
    if not page.permissions_for_user(user).can_edit():
        return None
    return Way(str(page.heading), reverse("wagtailadmin_pages:edit", args=(page.pk,)))


def way_to_add(page_class, parent, user, label, icon):
    """To the form of a new page below another (None: below none)."""
    if parent is None or not parent.permissions_for_user(user).can_add_subpage():
        return None
    address = (page_class._meta.app_label, page_class._meta.model_name, parent.pk)
    return Way(str(label), reverse("wagtailadmin_pages:add", args=address), icon)


def way_to_snippets(model, user):
    viewset, name = model.snippet_viewset, capfirst(model._meta.verbose_name_plural)
    allowed = viewset.permission_policy.user_has_any_permission(user, ANY)
    return way_to(viewset.get_url_name("list"), _("Snippets"), name, if_allowed=allowed)


def way_to_settings(model, user):
    if not model.get_permission_policy().user_has_permission(user, "change"):
        return None
    address = reverse("wagtailsettings:edit", args=(model._meta.app_label, model._meta.model_name))
    return Way(_menu_path(_("Settings"), model._meta.verbose_name), address)


def _menu_path(*labels):
    return " › ".join(str(label) for label in labels)
