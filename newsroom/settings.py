"""Settings. Everything a newsroom may want to change is an environment variable, listed in docs/operations.md."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from articles.body import PROCESSORS
from newsroom.mail import mailer
from newsroom.public.players import FRAMES

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env("NEWSROOM_VAR", default=str(BASE_DIR / "var"))).resolve()


def _secret_key() -> str:
    """Return the key from the environment, else the one that `start` keeps in the var folder."""
    kept = VAR / "secret_key"
    if key := env("SECRET_KEY", default=""):
        return key
    return kept.read_text().strip() if kept.exists() else "not-secret-before-start-has-made-one-" + "x" * 50


SECRET_KEY = _secret_key()
# Former keys, so that sign-ins, links sent out and the addresses of pictures outlive a change of the key.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False


def _names_key() -> str:
    """Return the keys of blocked names, the newest first. None is made up: without one, nothing they guard goes out."""
    kept = VAR / "names_key"
    return env("NAMES_KEY", default="") or (kept.read_text().strip() if kept.exists() else "")


NAMES_KEY = _names_key()

SITE_NAME = env("NEWSROOM_NAME", default="The Newsroom")

# One address decides scheme, host, redirect, HSTS and cookie flags, so that they cannot disagree.
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
# Where receipts fetch readers' pages: the address readers use, unless this machine cannot reach that.
RECEIPTS_FROM = env("NEWSROOM_RECEIPTS_FROM", default=SITE_URL).rstrip("/")
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = [_site.hostname, *env.list("ALLOWED_HOSTS", default=[])]
if _site.hostname in {"127.0.0.1", "localhost"}:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

# A bucket for pictures in the place of the var folder; without a key of its own the machine's role is asked.
S3_BUCKET = env("NEWSROOM_S3_BUCKET", default="")
S3_REGION = env("NEWSROOM_S3_REGION", default="us-east-1")
S3_ENDPOINT = env("NEWSROOM_S3_ENDPOINT", default=f"https://s3.{S3_REGION}.amazonaws.com").rstrip("/")

# Scripts and styles come from this site's files alone. The nonce appears only on pages that ask for one (the
# editor's import map in the admin); readers' pages never do, so they can be kept and served again.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:", *([S3_ENDPOINT] if S3_BUCKET else [])],
    "media-src": [CSP.SELF, *([S3_ENDPOINT] if S3_BUCKET else [])],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    # Of other sites only their players, which readers' pages open when somebody asks for one.
    "frame-src": [CSP.SELF, *FRAMES],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
PERMISSIONS_POLICY = {name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")}

INSTALLED_APPS = [
    "newsroom.desk.apps.NewsroomAdminConfig",
    "newsroom.desk",
    "newsroom.ops",
    "newsroom.public",
    "newsroom.letters",
    "articles",
    "media",
    "newsroom.reads",
    "newsroom.search",
    "newsroom.notices",
    "newsroom.tasks",
    "newsroom.pagecache",
    "newsroom.paper",
    "newsroom.record",
    "newsroom.staff",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "crispy_forms",
    "django_prose_editor",
    "django_tasks_db",
    "js_asset",
    "taggit",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.public.squeezing.SqueezePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "newsroom.record.busy.BusyMiddleware",
    "newsroom.paper.middleware.NewsroomClock",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _databases() -> dict:
    """Return the writers' connection and the readers' one to the same database, which cannot write."""
    url = env("DATABASE_URL", default=f"sqlite:///{VAR / 'newsroom.sqlite3'}")
    default = env.db_url_config(url)
    readers = {**default, "TEST": {"MIRROR": "default"}}
    if default["ENGINE"].endswith("sqlite3"):
        pragmas = "PRAGMA busy_timeout=20000; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
        default["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; " + pragmas,
        }
        readers["NAME"] = f"file:{default['NAME']}?mode=ro"
        readers["OPTIONS"] = {"transaction_mode": "DEFERRED", "timeout": 20, "init_command": pragmas}
        return {"default": default, "readers": readers}
    # Compiling the desk's short queries takes a hundred times as long as running them: by what they may cost at most,
    # PostgreSQL takes them for long ones.
    asked = "-c jit=off"
    # One snapshot for the whole of a page, and no way to write: a promise of the server, not of the code.
    promised = "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
    for database, options in ((default, asked), (readers, f"{asked} {promised}")):
        database.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
        # What the address itself asks for (sslmode and its like) stays.
        kept = database.get("OPTIONS", {})
        database["OPTIONS"] = {**kept, "options": f"{kept.get('options', '')} {options}".strip()}
    return {"default": default, "readers": readers}


DATABASES = _databases()
DATABASE_ROUTERS = ["newsroom.pagecache.readers.ReadersRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all workers: sign-in throttles would otherwise be counted once a worker.
CACHES = {"default": env.cache_url("CACHE_URL", default=f"filecache://{VAR / 'cache'}")}

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "newsroom.staff.backend.StaffBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation." + name}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
SESSION_ENGINE = "newsroom.staff.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
# A plain http address is a trial on one's own machine; a real site always asks duty editors and administrators.
SECOND_FACTOR = env.bool("NEWSROOM_SECOND_FACTOR", default=HTTPS)

ACCOUNT_ADAPTER = "newsroom.staff.signin.StaffAdapter"
ACCOUNT_FORMS = {
    "add_email": "newsroom.staff.signin.ClosedEmailForm",
    "login": "newsroom.staff.signin.SignInForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An administrator wrote the address down; there is no sign-up whose addresses would need proof.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# The per-account count is over all networks: wide enough that a stranger cannot shut out the duty editor cheaply.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,30/900s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("NEWSROOM_PROXIES", default=0)

MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
# Browsers offer passkeys only to a named host: over https, or on one's own machine as "localhost".
PASSKEYS = HTTPS or _site.hostname == "localhost"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", *(["webauthn"] if PASSKEYS else [])]
MFA_PASSKEY_LOGIN_ENABLED = PASSKEYS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# A try during the lock does not begin it anew, so that the page can say when it ends.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "newsroom.staff.signin.tried_name"
AXES_CLIENT_IP_CALLABLE = "newsroom.staff.signin.client_address"
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_ALLOWED_CORS_ORIGINS = SITE_URL
# Nobody reads a list of who signed in from where, so none is kept.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

CSRF_FAILURE_VIEW = "newsroom.staff.views.csrf_failure"
CRISPY_TEMPLATE_PACK = "newsroom_pack"
CRISPY_ALLOWED_TEMPLATE_PACKS = [CRISPY_TEMPLATE_PACK]
CRISPY_FAIL_SILENTLY = False

# Without a mail server nobody can be sent a link: the pages then say to ask an administrator for one.
EMAIL_URL = env("EMAIL_URL", default="")
MAILERS = {"default": mailer(EMAIL_URL)} if EMAIL_URL else {}
# On one's own machine nobody expects mail; a real site is told that it has no mail server.
SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["mail.W001"]
# By what a mail provider is known that tells of mail that came back; without them nobody is listened to.
BOUNCE_SECRET = env("NEWSROOM_BOUNCE_SECRET", default="")
MAILGUN_KEY = env("NEWSROOM_MAILGUN_KEY", default="")
SNS_TOPIC = env("NEWSROOM_SNS_TOPIC", default="")
SNS_CERTIFICATE = env("NEWSROOM_SNS_CERTIFICATE", default="")
DEFAULT_FROM_EMAIL = env("NEWSROOM_FROM", default=f"newsroom@{_site.hostname}")

LANGUAGE_CODE = env("NEWSROOM_LANGUAGE", default="en")
LANGUAGES = [("en", _("English")), ("en-gb", _("British English")), ("ar", _("Arabic"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "newsroom.formats"
TIME_ZONE = env("NEWSROOM_TIME_ZONE", default="UTC")
# Where this newsroom publishes, as agencies mean it: a picture that comes with "UK out" is none of a British one's.
COUNTRIES = [code.upper() for code in env.list("NEWSROOM_COUNTRIES", default=[])]

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
FONTS = VAR / "fonts"
# Made by `manage.py fonts`; named only once it is there, since Django warns of a folder that is not.
STATICFILES_DIRS = [BASE_DIR / "static", *([("fonts", FONTS)] if FONTS.exists() else [])]


def _uploads() -> dict:
    """Return where originals and renditions are kept; nothing there has an address of its own that lasts."""
    if not S3_BUCKET:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "uploads"}}
    options = {
        "bucket_name": S3_BUCKET,
        "endpoint_url": S3_ENDPOINT,
        "region_name": S3_REGION,
        "access_key": env("NEWSROOM_S3_KEY", default="") or None,
        "secret_key": env("NEWSROOM_S3_SECRET", default="") or None,
        # One host for every bucket, which the browser's policy can name.
        "addressing_style": "path",
        "signature_version": "s3v4",
        "default_acl": None,
        "querystring_auth": True,
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


STORAGES = {
    "default": _uploads(),
    "staticfiles": {"BACKEND": "newsroom.public.sheets.OneSheet"},
}
MEDIA_ROOT = VAR / "uploads"
# One folder a supplier, in whose name its pictures are taken in, and the days an agency's stay that nobody used.
WATCHED = Path(env("NEWSROOM_WATCHED", default=str(VAR / "watched")))
WATCHED_BY = env("NEWSROOM_WATCHED_BY", default="")
AGENCY_DAYS = env.int("NEWSROOM_AGENCY_DAYS", default=30)
# How long sizes for readers are kept of a photo that nothing needs.
SIZES_DAYS = env.int("NEWSROOM_SIZES_DAYS", default=90)
# Files that are part way in.
ARRIVING = VAR / "arriving"
# The place in the web server's own configuration that leads to MEDIA_ROOT and is closed to everybody else.
PHOTO_ACCEL = env("NEWSROOM_PHOTO_ACCEL", default="")
MEDIA_URL = ""
FILE_UPLOAD_PERMISSIONS = 0o640
# What one picture may cost: megabytes of its file, millions of pixels, and seconds and megabytes of memory to read it.
PHOTO_MEGABYTES = env.int("NEWSROOM_PHOTO_MEGABYTES", default=50)
PHOTO_ARCHIVE_MEGABYTES = env.int("NEWSROOM_PHOTO_ARCHIVE_MEGABYTES", default=4096)
PHOTO_MEGAPIXELS = env.int("NEWSROOM_PHOTO_MEGAPIXELS", default=120)
PHOTO_SECONDS = env.int("NEWSROOM_PHOTO_SECONDS", default=6)
PHOTO_MEMORY = env.int("NEWSROOM_PHOTO_MEMORY", default=440)
# A PEM file of the certificates whose Content Credentials this newsroom trusts.
CREDENTIALS_TRUST = env("NEWSROOM_CREDENTIALS_TRUST", default="")
# Megabytes of a document: a PDF, a recording, a file of data.
DOCUMENT_MEGABYTES = env.int("NEWSROOM_DOCUMENT_MEGABYTES", default=100)
# How many pictures each process of the server reads at once, each in a process of its own.
PHOTO_READERS = env.int("NEWSROOM_PHOTO_READERS", default=2)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# The nodes of the body that are this project's own; the rest are the editor's.
DJANGO_PROSE_EDITOR_EXTENSIONS = [{"js": ["desk/body/nodes"], "extensions": PROCESSORS}]
TAGGIT_CASE_INSENSITIVE = True
# For a receiver on this very machine, as in tests: deliveries then go to loopback addresses too, over http.
WEBHOOK_LOOPBACK = env.bool("NEWSROOM_WEBHOOK_LOOPBACK", default=False)
# Whether readers may see what a story said before: an earlier version may be what nobody should have said.
VERSIONS = env.bool("NEWSROOM_VERSIONS", default=False)
# Off, every board is made anew; on, one that nothing happened to since is given from memory. Both say the same.
DESK_MEMORY = env.bool("NEWSROOM_DESK_MEMORY", default=True)
# Days the journal keeps what was saved or let go, and the minutes before the last of what was not.
JOURNAL_DAYS = env.int("NEWSROOM_JOURNAL_DAYS", default=14)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "photos"]}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # A pulled story answers 503 on purpose; it is no fault to be woken for.
    "filters": {
        "faults": {"()": "django.utils.log.CallbackFilter", "callback": lambda record: record.status_code != 503}
    },
    "loggers": {"django.request": {"filters": ["faults"]}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
