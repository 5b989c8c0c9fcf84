"""The French messages of the interface, kept with Babel: neither a developer nor the server needs gettext.

python -m oco_site.messages update    brings the catalogue up to date with the code and the templates
python -m oco_site.messages check     says what the catalogue lacks, and what it has too much
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale/fr/LC_MESSAGES/django.po"

NO_MESSAGES = {".venv", "deploy", "locale", "static", "tests", "var"}
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Without the dates and names of Babel's own header, only what has changed shows in a diff.
HEADER = r"""# The interface in French. `make messages` adds new messages here and removes those no longer used.
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

"""
STRING = r"'(?:\\.|[^'\\])*'" + "|" + r'"(?:\\.|[^"\\])*"'
PLACEHOLDER = re.compile(r"%\([^)]+\)[a-z]|%[a-z]|\{\w*\}")


def extract_templates(fileobj, keywords, comment_tags, options):
    """Babel's extraction method for Django templates, by way of the Python-like text that Django makes for xgettext."""
    code = templatize(fileobj.read().decode(), origin=getattr(fileobj, "name", None))
    # Babel reads it with Python's tokenizer, which knows no space but the plain one between words ...
    code = re.sub(rf"({STRING})|[^\S\n]", lambda match: match[1] or " ", code)
    # ... and takes a template's indentation for that of a program.
    code = re.sub(r"^ +", "", code, flags=re.MULTILINE)
    yield from extract_python(BytesIO(code.encode()), keywords, comment_tags, {"encoding": "utf-8"})


def extracted(root=ROOT):
    messages = Catalog()
    found = extract_from_dir(
        root,
        method_map=[("templates/**", extract_templates), ("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=["Translators"],
        directory_filter=lambda path: Path(path).name not in NO_MESSAGES and not Path(path).name.startswith((".", "_")),
    )
    for filename, _line, message, comments, context in found:
        messages.add(message, locations=[(filename, None)], auto_comments=comments, context=context)
    return messages


def catalogue():
    if not CATALOGUE.exists():
        return Catalog(locale="fr")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="fr")


def update():
    french = catalogue()
    # Nothing is guessed and nothing kept in reserve: what is new is empty, what has gone is in the history.
    french.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, french, width=100, omit_header=True, ignore_obsolete=True, include_lineno=False)


def problems():
    """One line for each message that the French interface would show wrongly, and for each that it no longer shows."""
    code, french = extracted(), catalogue()
    if french.fuzzy:  # as Babel takes a catalogue without its header, and then compiles none of it
        yield "without its header, or fuzzy as a whole"
    for message in code:
        translation = french.get(message.id, message.context)
        if message.id and (problem := _problem(message, translation)):
            yield f"{problem}: {message.id!r} ({', '.join(sorted({name for name, _line in message.locations}))})"
    for message in [*french, *french.obsolete.values()]:
        if message.id and code.get(message.id, message.context) is None:
            yield f"no longer used: {message.id!r}"


def _problem(message, translation):
    if translation is None:
        return "missing"
    if translation.fuzzy:
        return "fuzzy"
    if message.pluralizable != translation.pluralizable:
        return "only one of the two is a plural"
    english = message.id if message.pluralizable else (message.id,)
    french = translation.string if message.pluralizable else (translation.string,)
    if not all(french):
        return "untranslated"
    # A singular may say 'one' where the plural has a number; no form may name what the code does not fill in.
    if _placeholders(french[-1]) != _placeholders(english[-1]):
        return "other placeholders"
    if not set(_placeholders(*french)).issubset(_placeholders(*english)):
        return "other placeholders"
    return None


def _placeholders(*texts):
    return sorted(PLACEHOLDER.findall(" ".join(texts).replace("%%", "")))


def main(arguments):
    if arguments == ["update"]:
        return update()
    if arguments == ["check"]:
        return "\n".join(f"{CATALOGUE.relative_to(ROOT)}: {problem}" for problem in problems()) or None
    return __doc__


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
