from oco_site.translation import register_page, register_texts
from priorities.models import PrioritiesIndexPage, PriorityPage, Strategy

register_page(PrioritiesIndexPage)
register_page(PriorityPage)
register_texts(Strategy, Strategy.translated_fields, required=("title",))
