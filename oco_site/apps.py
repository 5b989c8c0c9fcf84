from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class OcoSiteConfig(AppConfig):
    name = "oco_site"
    verbose_name = "OCO"
    default = True

    def ready(self):
        from django.db.models.signals import post_migrate
        from django.utils.autoreload import autoreload_started

        from oco_site import addresses, cdn, checks  # noqa: F401 (they connect their receivers and register their checks)
        from oco_site.french import assess_unassessed
        from oco_site.inline_styles import watch_sheets
        from oco_site.site_record import follow_site_url

        post_migrate.connect(follow_site_url, sender=self)
        post_migrate.connect(assess_unassessed, sender=self)
        autoreload_started.connect(watch_sheets)


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "oco_site.accounts.UserViewSet"
