"""The paper's own colour: the one style sheet, with two colours in it changed, under an address that has them.

The address says everything, so that it can be kept for ever and nothing is asked for to answer it; a preview of a
colour nobody has set yet is one more address.
"""

import hashlib
import posixpath
import re
from datetime import datetime
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse

from newsroom.paper.current import site

from .reading import reader_page
from .sheets import WHOLE, Whole

_ADDRESS = re.compile(r"""url\(["']?([^)"']+)["']?\)""")
A_YEAR = 31_536_000


def sheet_url() -> str:
    """Return the address of the style sheet: the house's own, or the one with the paper's colour in it."""
    accents = site().accents
    if accents is None:
        return static(WHOLE)
    day, night = (colour.removeprefix("#") for colour in accents)
    return reverse("public:sheet", args=[day, night, _digest(_house_sheet())])


@reader_page
def sheet(request: HttpRequest, at: datetime, day: str, night: str, digest: str) -> HttpResponse:
    """Answer with the style sheet in these colours; an address of an older sheet gets today's, and is not kept."""
    house = _house_sheet()
    own = f":root{{--accent:#{day}}}@media (prefers-color-scheme:dark){{:root{{--accent:#{night}}}}}\n"
    response = HttpResponse(f"{house}\n{own}", content_type="text/css; charset=utf-8")
    kept = digest == _digest(house)
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if kept else "no-cache"
    return response


@cache
def _house_sheet() -> str:
    """Return the house's sheet, whole, with the addresses in it as they are from the root of the site."""
    folder = posixpath.dirname(WHOLE)
    return _ADDRESS.sub(lambda found: f'url("{_from_root(folder, found[1])}")', _text())


def _text() -> str:
    """Return the sheet as it was collected, or made of its parts where nothing was: in tests."""
    if hasattr(staticfiles_storage, "hashed_files"):
        with staticfiles_storage.open(staticfiles_storage.stored_name(WHOLE)) as file:
            return file.read().decode()
    parts = Whole(FileSystemStorage(finders.find(WHOLE).removesuffix(WHOLE)))
    return parts.open(WHOLE).read().decode()


def _from_root(folder: str, address: str) -> str:
    if address.startswith(("/", "data:", "#")):
        return address
    return settings.STATIC_URL + posixpath.normpath(posixpath.join(folder, address))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
