"""Who may do what: three groups for the staff, and how a draft of theirs is checked before it is public."""

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.contrib.settings.registry import registry as setting_models
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from oco_site.base import home_page

# Rows of the database, which cannot be translated: each is named in both languages.
AUTHORS = "Authors / Auteurs"
PUBLISHERS = "Publishers / Éditeurs"
ADMINISTRATORS = "Administrators / Administrateurs"
WORKFLOW = "Publication"
TASK = "Check / Relecture"

# Of any page a draft, for a correction or its French: so authors change pages, too.
DRAFTS = ["wagtailcore.add_page", "wagtailcore.change_page"]
PAGES = {
    AUTHORS: DRAFTS,
    PUBLISHERS: [*DRAFTS, *(f"wagtailcore.{action}_page" for action in ("publish", "bulk_delete", "lock", "unlock"))],
    ADMINISTRATORS: [],
}
# Wagtail asks for the permissions of its own models here, also where a site has others. 'Add' changes one's own, too.
PICTURES = ["wagtailimages.add_image", "wagtailimages.choose_image"]
DOCUMENTS = ["wagtaildocs.add_document", "wagtaildocs.choose_document"]
FILES = {
    AUTHORS: [*PICTURES, *DOCUMENTS],
    PUBLISHERS: [*PICTURES, *DOCUMENTS, "wagtailimages.change_image", "wagtaildocs.change_document"],
    ADMINISTRATORS: PICTURES,  # the settings have some
}
REDIRECTS = [f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete")]
USERS = [f"auth.{action}_user" for action in ("add", "change", "delete")]


@transaction.atomic
def set_up_groups():
    """Make the groups and the workflow, or give them back the permissions that they are made with.

    What else staff have made stays as it is: groups, and another workflow of the home page. Raises
    SitePage.DoesNotExist while there is no home page.
    """
    home, files = home_page(), Collection.get_first_root_node()
    for name in PAGES:
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(_model_permissions(name)))
        _set_rows(group.page_permissions, _permissions(PAGES[name]), page=home)
        _set_rows(group.collection_permissions, _permissions(FILES[name]), collection=files)
    _set_up_workflow(home)
    _remove_unused_groups_of_wagtail()


def _model_permissions(group_name):
    """Permissions for models as 'app.codename'. Snippets and settings come with the apps that register them."""
    own = {
        AUTHORS: [],
        PUBLISHERS: [*_all_of(get_snippet_models(), "add", "change", "delete"), *REDIRECTS],
        ADMINISTRATORS: [*_all_of(setting_models, "change"), *USERS, *REDIRECTS],
    }
    return ["wagtailadmin.access_admin", *own[group_name]]


def _all_of(models, *actions):
    for model in models:
        for action in actions:
            yield f"{model._meta.app_label}.{get_permission_codename(action, model._meta)}"


def _permissions(names):
    """Raises Permission.DoesNotExist for a name that no migration has made."""
    parts = (name.split(".") for name in names)
    return [Permission.objects.get(content_type__app_label=app, codename=codename) for app, codename in parts]


def _set_rows(rows, wanted, **place):
    """What a group may do in a place of the tree becomes this and nothing else."""
    rows.exclude(permission__in=wanted, **place).delete()
    for permission in wanted:
        rows.get_or_create(permission=permission, **place)


def _set_up_workflow(home):
    """Draft, check by a publisher, publication: for every page below the home page."""
    task, _created = GroupApprovalTask.objects.get_or_create(name=TASK)
    task.groups.set(Group.objects.filter(name=PUBLISHERS))
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def _remove_unused_groups_of_wagtail():
    """Its migrations make 'Moderators' and 'Editors', and a workflow: beside ours, nobody would know which to take."""
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    GroupApprovalTask.objects.filter(name="Moderators approval", task_states=None, workflow_tasks=None).delete()
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
