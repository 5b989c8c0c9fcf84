from io import BytesIO

import pytest

from oco_site import messages


def test_the_french_messages_are_complete():
    assert list(messages.problems()) == []


@pytest.mark.parametrize(
    ("header", "told"),
    [(messages.HEADER, []), ("", ["without its header"]), (f"#, fuzzy\n{messages.HEADER}", ["without its header"])],
)
def test_a_catalogue_that_compiles_to_nothing_is_named(monkeypatch, tmp_path, header, told):
    code = messages.Catalog()
    code.add("Yes")
    monkeypatch.setattr(messages, "extracted", lambda: code)
    monkeypatch.setattr(messages, "CATALOGUE", tmp_path / "django.po")
    messages.CATALOGUE.write_text(f'{header}msgid "Yes"\nmsgstr "Oui"\n')

    assert [problem.split(",")[0] for problem in messages.problems()] == told


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p>\n    {% translate "Don\'t" %}\n  {% trans "100% sure" %}\n</p>', ["Don't", "100%% sure"]),
        ('{% translate "May" context "month" as may %}', [("month", "May")]),
        ("{% blocktranslate trimmed %}\n  One\n  {{ thing }} of it\n{% endblocktranslate %}", ["One %(thing)s of it"]),
        ("{% blocktranslate count n=n %}a{% plural %}{{ n }} b{% endblocktranslate %}", [("a", "%(n)s b", None)]),
        ('{% include "a.html" with title=_("Argument") %} {{ x|default:_("Filter") }}', ["Argument", "Filter"]),
        # A no-break space outside a message is nothing that Python knows; inside one it stays.
        ('24\N{NO-BREAK SPACE}May {{ _("Fall\N{NO-BREAK SPACE}back") }}', ["Fall\N{NO-BREAK SPACE}back"]),
        ('{% comment %}{% translate "Gone" %}{% endcomment %}{# {% translate "Gone too" %} #}', []),
    ],
)
def test_messages_are_found_in_templates(template, found):
    calls = messages.extract_templates(BytesIO(template.encode()), messages.KEYWORDS, [], {})
    assert [call[2] for call in calls] == found


@pytest.mark.parametrize(
    ("english", "french", "problem"),
    [
        ("{n} of %(all)s", "{n} sur %(all)s", None),
        ("{n} of %(all)s", "{n} sur %(tout)s", "other placeholders"),
        ("{n} of %(all)s", "", "untranslated"),
        (("One page", "%(n)d pages"), ("%(n)d page", "%(n)d pages"), None),
        (("One page", "%(n)d pages"), ("Une page", "des pages"), "other placeholders"),
        (("One page", "%(n)d pages"), ("Une page", ""), "untranslated"),
    ],
)
def test_a_wrong_translation_is_named(english, french, problem):
    code, catalogue = messages.Catalog(), messages.Catalog(locale="fr")
    translation = catalogue.add(english, french)
    assert messages._problem(code.add(english), translation) == problem
