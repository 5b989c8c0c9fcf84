from django.urls import path
from django.utils.translation import gettext_lazy as _

from members.views import member_cards, member_list_csv, member_map_script

urlpatterns = [
    # Translators: an address, so small letters without accents
    path(_("members/map.js"), member_map_script, name="member_map_script"),
    # Translators: an address, so small letters without accents
    path(_("members/cards.html"), member_cards, name="member_cards"),
    # Translators: an address, so small letters without accents
    path(_("members/members.csv"), member_list_csv, name="member_list_csv"),
]
