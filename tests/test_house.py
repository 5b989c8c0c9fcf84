"""The rules that keep the house in order: who may import whom, how long a file is, what a lock file says."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

APPS = ("news", "events", "members", "priorities")
OPEN_TO_APPS = {"base", "blocks", "dates", "feeds", "fields", "media", "panels", "spreadsheet", "staff_lists", "ways"}


def imports_of(path):
    """Dotted names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def source_files(folder):
    return [path for path in Path(settings.BASE_DIR, folder).rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_no_other_app(app):
    others = tuple(other for other in APPS if other != app)
    found = {
        (path.name, name) for path in source_files(app) for name in imports_of(path) if name.split(".")[0] in others
    }
    assert found == set()


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_from_the_base_only_what_is_open_to_it(app):
    for path in source_files(app):
        allowed = OPEN_TO_APPS | ({"translation"} if path.name == "translation.py" else set())
        names = {name.split(".")[1] for name in imports_of(path) if name.startswith("oco_site.")}
        assert names <= allowed, path


def test_the_base_names_the_apps_only_where_it_joins_them():
    joints = {"urls.py", "settings.py", "load_seed_content.py"}
    found = {
        (path.name, name)
        for path in source_files("oco_site")
        if path.name not in joints
        for name in imports_of(path)
        if name.split(".")[0] in APPS
    }
    assert found == set()


def test_no_code_file_is_longer_than_350_lines():
    files = [path for app in (*APPS, "oco_site", "tests") for path in source_files(app)]
    assert [path for path in files if len(path.read_text().splitlines()) > 350] == []


@pytest.mark.parametrize("name", ["requirements.lock", "tests/requirements.lock"])
def test_a_lock_file_names_no_index(name):
    lock = Path(settings.BASE_DIR, name).read_text()
    assert "--hash=sha256:" in lock  # then pip demands one of every package
    assert "://" not in lock
