from django.urls import path
from django.utils.translation import gettext_lazy as _

from members.views import member_map_script

urlpatterns = [
    # Translators: an address, so small letters without accents
    path(_("members/map.js"), member_map_script, name="member_map_script"),
]
