from datetime import date

import pytest

from priorities.models import PriorityPage, Strategy
from tests.builders import build_event, build_priority, build_release, page_form, text


def test_the_list_shows_priorities_by_number_in_both_languages(client, priorities_index):
    build_priority(priorities_index, 2, "Second", title_fr="Deuxième")
    build_priority(priorities_index, 1, "First", title_fr="Première")

    english = client.get("/en/priorities/").content.decode()
    french = client.get("/fr/priorites/").content.decode()

    assert 0 < english.index("First") < english.index("Second")
    assert 0 < french.index("Première") < french.index("Deuxième")
    assert "First" not in french


def test_a_priority_shows_its_events_and_news(client, priorities_index, events_index, news_index):
    priority = build_priority(priorities_index, title_fr="Leadership douanier")
    build_event(events_index, "A workshop on leadership", priority=priority, start_date=date(2001, 2, 3))
    build_release(news_index, "A release on leadership", priorities=[priority])

    page = client.get(priority.url).content.decode()

    assert "A workshop on leadership" in page
    assert "A release on leadership" in page


def test_a_text_without_french_is_shown_in_english_and_says_so(client, priorities_index):
    build_priority(priorities_index, slug="one", objective_en="Lead well.")

    page = client.get("/fr/priorites/one/").content.decode()

    assert '<p class="lede" lang="en">Lead well.</p><span class="only-in">' in page
    assert '<h1 lang="en">' in page


@pytest.mark.parametrize("admin", ["english_admin", "french_admin"])
def test_a_priority_is_made_in_the_admin_with_both_languages(request, admin, client, priorities_index):
    staff = request.getfixturevalue(admin)
    url = f"/admin/pages/add/priorities/prioritypage/{priorities_index.pk}/"
    form = page_form(
        "body_en",
        "body_fr",
        title="Revenue",
        slug="revenue",
        title_fr="Recettes",
        slug_fr="recettes",
        objective_en="Fair revenue.",
        objective_fr="Des recettes justes.",
        number=4,
        inlines={"strategies": [{"title_en": "Audit", "title_fr": "Contrôle"}]},
        bodies={"body_en": "<p>English body</p>", "body_fr": "<p>Corps français</p>"},
    )

    response = staff.post(url, form)

    assert response.status_code == 302, response.context["form"].errors
    assert "English body" in client.get("/en/priorities/revenue/").content.decode()
    french = client.get("/fr/priorites/recettes/").content.decode()
    for words in ("Des recettes justes.", "Corps français", "Contrôle"):
        assert words in french
    assert "Fair revenue." not in french


@pytest.mark.parametrize(
    ("admin", "words"), [("english_admin", "This field is required."), ("french_admin", "Champ requis.")]
)
def test_a_priority_without_number_or_title_is_refused_in_the_language_of_the_staff(
    request, admin, words, priorities_index
):
    staff = request.getfixturevalue(admin)
    url = f"/admin/pages/add/priorities/prioritypage/{priorities_index.pk}/"

    response = staff.post(
        url, page_form("body_en", "body_fr", title="", slug="", number="", inlines={"strategies": []})
    )

    assert {"title", "number"} <= set(response.context["form"].errors)
    assert words in response.content.decode()
    assert not PriorityPage.objects.exists()


@pytest.mark.parametrize("path", ["/en/priorities/", "/fr/priorites/"])
@pytest.mark.parametrize("items", [1, 3])
def test_the_list_costs_the_same_queries_whatever_its_length(
    client, django_assert_num_queries, priorities_index, path, items
):
    for number in range(1, items + 1):
        build_priority(priorities_index, number, title_fr=f"Priorité {number}", body_en=text("<p>Text</p>"))
    client.get(path)

    with django_assert_num_queries(6):
        client.get(path)


@pytest.mark.parametrize(
    ("admin", "message"),
    [
        ("english_admin", "Another priority has this number."),
        ("french_admin", "Une autre priorité porte déjà ce numéro."),
    ],
)
def test_two_priorities_cannot_have_one_number(request, admin, message, priorities_index):
    staff = request.getfixturevalue(admin)
    build_priority(priorities_index, 4)
    form = page_form("body_en", "body_fr", title="Revenue", slug="revenue", number=4, inlines={"strategies": []})

    response = staff.post(f"/admin/pages/add/priorities/prioritypage/{priorities_index.pk}/", form)

    assert list(response.context["form"].errors) == ["number"]
    assert message in response.content.decode()


def test_a_strategy_without_french_keeps_its_priority_from_being_a_pair(client, priorities_index):
    priority = build_priority(priorities_index, slug="one", title_fr="Une")
    assert 'hreflang="x-default"' in client.get("/en/priorities/one/").content.decode()
    priority.strategies = [Strategy(title_en="Audit", title_fr="Contrôle", actions_en="<ul><li>Check</li></ul>")]
    priority.save_revision().publish()

    assert 'hreflang="x-default"' not in client.get("/en/priorities/one/").content.decode()
