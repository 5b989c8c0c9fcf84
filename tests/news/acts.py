"""What staff do with releases in the tests."""

from tests.builders import page_form


def add_url(news_index):
    return f"/admin/pages/add/news/newsreleasepage/{news_index.pk}/"


def release_form(publish=True, bodies=None, attachments=(), corrections=(), **fields):
    fields = {"title": "A release", "slug": "a-release", "date": "2021-08-26"} | fields
    bodies = {"body_en": "<p>Text</p>"} if bodies is None else bodies
    inlines = {"attachments": attachments, "corrections": corrections}
    return page_form("body_en", "body_fr", bodies=bodies, publish=publish, inlines=inlines, **fields)


def errors(response):
    assert response.status_code == 200
    return set(response.context["form"].errors)
