"""The blocks of a body beyond what every page shows: tables, accordions, what was deleted, the choice of blocks."""

import json
import re

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from oco_site.blocks import BodyBlock
from oco_site.models import StandardPage
from tests.builders import build_image, build_standard_page, page_form
from tests.oco_site.acts import ADMINS, assert_staff_read, read, words

TABLE = {
    "caption": "Declarations",
    "columns": [
        {"type": "row_heading", "heading": "Member"},
        {"type": "text", "heading": "System"},
        {"type": "number", "heading": "2024"},
    ],
    "rows": [{"values": ["Fiji", "<ASYCUDA>", "1 200"]}, {"values": ["Niue", "", "30"]}],
}
FOLDED = [{"title": "Who may come?", "text": "<p>Everybody.</p>"}, {"title": "When?", "text": "<p>In May.</p>"}]


def test_a_table_tells_each_cell_with_its_headings(client, home):
    build_standard_page(home, slug="a", body_en=[("table", TABLE)])

    frame = read(client, "/en/a/").find(class_="scroll")

    assert (frame["tabindex"], frame["role"], frame["aria-label"]) == ("0", "region", "Declarations")
    assert frame.caption.text == "Declarations"
    assert [[words(cell) for cell in row.find_all(["th", "td"])] for row in frame.find_all("tr")] == [
        ["Member", "System", "2024"],
        ["Fiji", "<ASYCUDA>", "1 200"],
        ["Niue", "", "30"],
    ]
    assert [th["scope"] for th in frame.find_all("th")] == ["col", "col", "col", "row", "row"]
    assert [cell.get("class") for cell in frame.find_all("tr")[1].find_all("td")] == [None, ["num"]]


def test_an_accordion_opens_without_a_script(client, home):
    build_standard_page(home, slug="a", body_en=[("accordion", FOLDED)])

    parts = read(client, "/en/a/").find(class_="accordion").find_all("details")

    assert [(part.summary.text, part.div.p.text, part.get("open")) for part in parts] == [
        ("Who may come?", "Everybody.", None),
        ("When?", "In May.", None),
    ]


@pytest.mark.usefixtures("as_published")
def test_the_search_reads_tables_and_accordions(client, home):
    build_standard_page(home, "Found", slug="a", body_en=[("table", TABLE), ("accordion", FOLDED)])

    for word in ("Niue", "Everybody", "Declarations"):
        assert "Found" in words(read(client, f"/en/search/?q={word}").main), word


def table_form(table):
    """What the table's editor posts."""
    data = {"caption": table["caption"], "column-count": len(table["columns"]), "row-count": len(table["rows"])}
    for n, column in enumerate(table["columns"]):
        data |= {f"column-{n}-{name}": value for name, value in column.items()}
        data |= {f"column-{n}-order": n, f"column-{n}-deleted": ""}
    for n, row in enumerate(table["rows"]):
        data |= {f"row-{n}-order": n, f"row-{n}-deleted": ""}
        data |= {f"cell-{n}-{m}": value for m, value in enumerate(row["values"])}
    return data


def post(staff, home, *blocks, publish=True):
    form = page_form("body_fr", title="New", slug="new", publish=publish)
    form |= nested_form_data({"body_en": streamfield(blocks)})
    return staff.post(f"/admin/pages/add/oco_site/standardpage/{home.pk}/", form)


def test_staff_write_a_table_and_an_accordion(client, english_admin, home):
    parts = [{"value": {"title": part["title"], "text": rich_text(part["text"])}} for part in FOLDED]
    accordion = {"count": 2} | {
        str(n): {"order": n, "deleted": "", "id": "", **part} for n, part in enumerate(parts)
    }  # fmt: skip

    response = post(english_admin, home, ("table", table_form(TABLE)), ("accordion", accordion))

    assert response.status_code == 302, response.context["form"].errors
    page = read(client, "/en/new/")
    cells = page.find(class_="scroll").tbody.find_all(["th", "td"])
    assert [cell.text for cell in cells] == ["Fiji", "<ASYCUDA>", "1 200", "Niue", "", "30"]
    parts = page.find(class_="accordion").find_all("details")
    assert [(part.summary.text, part.p.text) for part in parts] == [
        ("Who may come?", "Everybody."),
        ("When?", "In May."),
    ]


def test_empty_paragraphs_are_not_kept(english_admin, home):
    text = "<p> </p><h2>Heading</h2><p>\xa0</p><p></p><p>Words <b>bold</b></p><p><br/></p>"

    assert post(english_admin, home, ("text", rich_text(text))).status_code == 302
    kept = StandardPage.objects.get().body_en.raw_data[0]["value"]
    assert re.sub(' data-block-key="[^"]+"', "", kept) == "<h2>Heading</h2><p>Words <b>bold</b></p>"


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize("lacking", ["caption", "columns", "rows"])
def test_a_table_that_a_screen_reader_could_not_tell_is_kept_as_a_draft_only(request, admin, home, lacking):
    staff = request.getfixturevalue(admin)
    left = {"caption": " ", "columns": [{**column, "heading": ""} for column in TABLE["columns"]], "rows": []}
    block = ("table", table_form(TABLE | {lacking: left[lacking]}))

    response = post(staff, home, block)

    told = "A table needs a caption, a heading over each column and at least one row."
    assert_staff_read(response, told, admin)
    assert not StandardPage.objects.exists()
    assert post(staff, home, block, publish=False).status_code == 302
    assert StandardPage.objects.get().live is False


@pytest.mark.parametrize("admin", ADMINS)
def test_the_choice_of_blocks_shows_and_describes_each(request, admin, home, members_index):
    staff = request.getfixturevalue(admin)
    shown = {}

    for block in StandardPage._meta.get_field("body_en").stream_block.child_blocks.values():
        assert block.get_description(), block.name
        page = read(staff, f"/admin/block-preview/?id={block.definition_prefix}")
        assert page.find("link", rel="stylesheet")["href"].startswith("/static/css/site.")
        assert page.find(class_="body").find(["p", "h2", "figure", "ul", "table", "details"]), block.name
        shown[block.name] = words(page.find(class_="body"))

    assert set(shown) == set(BodyBlock().child_blocks)
    assert shown["table"].startswith("Declarations a year") is (admin == "english_admin")
    assert shown["accordion"].startswith("Qui peut participer") is (admin == "french_admin")


def test_a_block_whose_picture_page_or_document_was_deleted_leaves_no_trace(client, home):
    image, linked = build_image(), build_standard_page(home, "Linked")
    body = [
        ("image", {"image": image, "caption": "Of what?"}),
        ("button", {"text": "Read", "page": linked, "url": ""}),
        ("text", f'<p>Text <a linktype="page" id="{linked.pk}">linked</a></p>'),
    ]
    build_standard_page(home, slug="a", body_en=body)
    image.delete()
    linked.delete()

    body = read(client, "/en/a/").find(class_="body")

    assert words(body) == "Text linked"
    assert body.find(["figure", "img", "a"], href=True) is None


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("empty", [rich_text(""), "null"], ids=["emptied", "untouched"])
def test_a_new_page_opens_with_a_text_that_may_stay_empty(client, english_admin, home, language, empty):
    form = read(english_admin, f"/admin/pages/add/oco_site/standardpage/{home.pk}/")
    started = [json.loads(form.find(id=f"body_{code}")["data-w-block-arguments-value"])[0] for code in ("en", "fr")]
    assert [[block["type"] for block in body] for body in started] == [["text"], ["text"]]

    bodies = {f"body_{code}": streamfield([("text", empty)]) for code in ("en", "fr")}
    bodies[f"body_{language}"] = streamfield([("text", rich_text("<p>Words</p>"))])
    data = page_form(title="New", title_fr="Neuf", slug="new", slug_fr="new") | nested_form_data(bodies)
    response = english_admin.post(f"/admin/pages/add/oco_site/standardpage/{home.pk}/", data)

    assert response.status_code == 302, response.context["form"].errors
    page = read(client, "/en/new/")
    assert page.find(class_="body").get("lang") == (None if language == "en" else "fr")
    assert words(page.find(class_="body")) == "Words"
