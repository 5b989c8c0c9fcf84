from news.models import Correction, NewsIndexPage, NewsReleasePage, ReleaseSeries
from oco_site.translation import register_page, register_texts

register_page(NewsIndexPage)
register_page(NewsReleasePage)
register_texts(ReleaseSeries, ReleaseSeries.translated_fields)
register_texts(Correction, Correction.translated_fields, required=("text",))
