"""Settings of the site, read from the environment and from an ignored .env file (see .env.example).

SECRET_KEY, ALLOWED_HOSTS and SITE_URL have no default when DEBUG is off: the site refuses to start without them.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.text import format_lazy

# Settings, too:
from oco_site.logs import LOGGING  # noqa: F401
from oco_site.policies import ADMIN_CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# What the running site writes: database, media, collected static files.
VAR_DIR = BASE_DIR / env.str("VAR_DIR", default="var")
VAR_DIR.mkdir(exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)


def required_unless_debugging(name, development_value, read=env.str):
    value = read(name, default=None) or (development_value if DEBUG else None)
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment or in .env (or DEBUG=True for development).")
    return value


SECRET_KEY = required_unless_debugging("SECRET_KEY", "only-for-development")
ALLOWED_HOSTS = required_unless_debugging("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"], env.list)

# The one address of the site: it, never the Host header, feeds Wagtail's Site record, canonical links and mails.
SITE_URL = required_unless_debugging("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_IS_HTTPS = urlsplit(SITE_URL).scheme == "https"
WAGTAILADMIN_BASE_URL = SITE_URL
STAGING = env.bool("STAGING", default=False)  # an installation for trying things out: no search engine may list it

INSTALLED_APPS = [
    "modeltranslation",  # first: it must see every model before the admin does
    "oco_site",
    "news",
    "events",
    "members",
    "priorities",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",  # before the recovery codes: in this order a code is compared
    "django_otp.plugins.otp_static",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "oco_site.apps.UsersConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_guid",
]

MIDDLEWARE = [
    "oco_site.health.HealthMiddleware",  # first: whoever asks may know neither the host's name nor https
    "django_guid.middleware.guid_middleware",
    "oco_site.middleware.StagingMiddleware",  # before static files: these, too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before sessions: otherwise every response would vary by cookie and no cache could share it.
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "oco_site.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "oco_site.middleware.ContentSecurityPolicyMiddleware",
    "oco_site.middleware.ResourcePolicyMiddleware",
    "oco_site.middleware.PageTransactionMiddleware",
    "news.numbering.TakenNumberMiddleware",
    "oco_site.middleware.SharingMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "oco_site.urls"
WSGI_APPLICATION = "oco_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database -------------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads and then writes fails at once with 'database is locked' when another has
    # written in between; taking the write lock at its start makes it wait instead.
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    DATABASES["default"]["NAME"] = BASE_DIR / DATABASES["default"]["NAME"]  # wherever a command is called
    DATABASES["default"]["TEST"] = {"NAME": f"{DATABASES['default']['NAME']}-test"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)  # seconds

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Languages and time ---------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Pacific/Fiji"  # the Secretariat's: 'today' in forms and lists is Suva's day
USE_TZ = True

MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("en", "fr")}
MODELTRANSLATION_CUSTOM_FIELDS = ("BodyField",)


def MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME(verbose_name, language):  # noqa: N802 (the library's name for it)
    return format_lazy("{} ({})", verbose_name, {"en": "English", "fr": "français"}[language])


WAGTAIL_I18N_ENABLED = False  # one page tree in two languages, not a tree for each
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

# Files ----------------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "oco_site.media_folder.MediaFolder"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
if MEDIA_BUCKET := env.str("MEDIA_BUCKET", default=""):
    bucket = {"bucket_name": MEDIA_BUCKET, "endpoint_url": env.str("MEDIA_BUCKET_ENDPOINT", default=None)}
    STORAGES["default"] = {"BACKEND": "oco_site.media_bucket.MediaBucket", "OPTIONS": bucket}
WHITENOISE_MAX_AGE = 3600  # of the few files without a hash in their name

# Wagtail --------------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "OCO"
WAGTAILIMAGES_IMAGE_MODEL = "oco_site.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "oco_site.upload_forms.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpeg", "jpg", "png", "webp"]  # heic: what iPhones take
WAGTAILDOCS_DOCUMENT_MODEL = "oco_site.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "oco_site.upload_forms.SiteDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # so that documents of private collections stay private
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # nothing that somebody uploaded opens as a page of this site
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Wagtail would redirect old addresses in the editor's language only; oco_site.addresses does it for both.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "oco_site.search_backend", "SEARCH_CONFIG": "bilingual"}}
WAGTAIL_AUTOSAVE_INTERVAL, WAGTAIL_EDITING_SESSION_PING_INTERVAL = 5_000, 30_000  # milliseconds, on a slow link
# Both would call other hosts.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
# {"cdn": {"BACKEND": …}}, as Wagtail's documentation has it for each network; see cdn.py.
WAGTAILFRONTENDCACHE = env.json("CDN", default={})

# People ---------------------------------------------------------------------------------------------------------------

env.EMAIL_SCHEMES.update(dict.fromkeys(["smtp", "smtp+tls", "smtp+ssl"], "oco_site.mail.EmailBackend"))
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 5  # seconds that somebody who submits a page waits at most for a server that does not answer
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"OCO <noreply@{urlsplit(SITE_URL).hostname}>")
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # notices are for publishers, not for who keeps the machine
WAGTAILUSERS_PASSWORD_ENABLED = False  # nobody chooses a password for somebody else: invitations do it
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "oco_site.accounts.PasswordResetForm"  # noqa: S105 (no password)

# Safety ---------------------------------------------------------------------------------------------------------------

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_IS_HTTPS
CSRF_TRUSTED_ORIGINS = [SITE_URL]  # whatever port a proxy leaves out
SECURE_SSL_REDIRECT = SITE_IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if SITE_IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SITE_IS_HTTPS
# Whose word on a visitor's address and scheme is taken (see wsgi.py): addresses and networks.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.1", "::1"])
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")  # a mailto: or https: address, see security_txt.py

SECOND_FACTOR = env.bool("SECOND_FACTOR", default=SITE_IS_HTTPS)  # staff sign in with a code from an app as well
OTP_TOTP_ISSUER = urlsplit(SITE_URL).hostname  # as the app names the account
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# An account is locked from an address, not from everywhere: a stranger cannot keep staff out, who may share an island's
# one address with others, but for a quarter of an hour at most.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_DISABLE_ACCESS_LOG = True  # the report 'Site history' has it
AXES_ENABLE_ADMIN = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"  # a restricted page asks on the same form

# Errors ---------------------------------------------------------------------------------------------------------------

ADMINS = [("", address) for address in env.list("ADMINS", default=[])]  # who is mailed of an error
SERVER_EMAIL = DEFAULT_FROM_EMAIL
DJANGO_GUID = {"GUID_HEADER_NAME": "X-Request-ID", "RETURN_HEADER": False}  # nginx's id of a request, or a new one
