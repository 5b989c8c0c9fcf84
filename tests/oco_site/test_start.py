"""What the site asks of its environment when it starts, and what follows from the scheme of its address."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

SET = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "www.example.org",
    "SITE_URL": "https://www.example.org",
    "DEBUG": "",
    "DATABASE_URL": "sqlite://:memory:",
}
PRINTED = (
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "DEBUG",
    "SITE_URL",
)


MAIL = ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "DEFAULT_FROM_EMAIL")


def start(printed=PRINTED, **environment):
    """Load the settings in a process of their own. A variable that is set, even to nothing, wins over a .env file."""
    values = f"[getattr(settings, name, None) for name in {printed}]"
    code = f"from oco_site import settings; import json; print(json.dumps({values}))"
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=kept | SET | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def values(process, printed=PRINTED):
    assert process.returncode == 0, process.stderr
    return dict(zip(printed, json.loads(process.stdout), strict=True))


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"])
def test_the_site_does_not_start_without_what_only_its_operator_knows(missing):
    process = start(**{missing: ""})

    assert process.returncode == 1
    message = f"Set {missing} in the environment or in .env (or DEBUG=True for development)."
    assert process.stderr.strip().endswith(message)


def test_the_site_starts_for_development_with_nothing_but_debug():
    shown = values(start(DEBUG="True", **dict.fromkeys(["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"], "")))

    assert (shown["DEBUG"], shown["SITE_URL"]) == (True, "http://localhost:8000")


def test_debug_is_off_unless_it_is_asked_for():
    assert values(start())["DEBUG"] is False


def test_an_https_address_means_secure_cookies_and_nothing_but_https():
    shown = values(start(SITE_URL="https://www.example.org/"))

    assert shown == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "DEBUG": False,
        "SITE_URL": "https://www.example.org",
    }


def test_an_http_address_means_none_of_it():
    shown = values(start(SITE_URL="http://localhost:9000"))

    assert shown == {
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "DEBUG": False,
        "SITE_URL": "http://localhost:9000",
    }


def test_mail_goes_where_the_environment_says():
    server = {"EMAIL_URL": "smtp+tls://oco:p%40ss@mail.example.org:587", "DEFAULT_FROM_EMAIL": "OCO <web@example.org>"}

    assert values(start(MAIL, **server), MAIL) == {
        "EMAIL_BACKEND": "oco_site.mail.EmailBackend",
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_TLS": True,
        "DEFAULT_FROM_EMAIL": "OCO <web@example.org>",
    }


def test_without_a_mail_server_mail_is_printed():
    shown = values(start(MAIL), MAIL)

    assert shown["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"
    assert shown["DEFAULT_FROM_EMAIL"] == "OCO <noreply@www.example.org>"
