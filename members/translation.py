from members.models import MemberPage, MembersIndexPage
from oco_site.translation import register_page

register_page(MembersIndexPage)
register_page(MemberPage)
